package entra_test

import (
	"net/http"
	"strings"
	"testing"

	"awning/client/sandbox/entra"
)

func TestOpenID(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	for tenant, id := range map[string]string{
		"organizations": "{tenantid}", "common": "{tenantid}", "home.example": homeTenant, strings.ToUpper(homeTenant): homeTenant,
	} {
		a := c.send(http.MethodGet, "/"+tenant+"/v2.0/.well-known/openid-configuration", nil)
		c.says(a.JSON, "issuer", base+"/"+id+"/v2.0", "token_endpoint", base+"/"+tenant+"/oauth2/v2.0/token",
			"authorization_endpoint", base+"/"+tenant+"/oauth2/v2.0/authorize",
			"device_authorization_endpoint", base+"/"+tenant+"/oauth2/v2.0/devicecode")
	}
	c.refused(c.send(http.MethodGet, "/nowhere.example/v2.0/.well-known/openid-configuration", nil), "invalid_request", 90002)
	if got := c.send(http.MethodGet, "/common/discovery/v2.0/keys", nil); string(got.Body) != `{"keys":[]}` {
		t.Errorf("keys %s", got.Body)
	}
	a := c.send(http.MethodGet, "/common/discovery/instance?api-version=1.1&authorization_endpoint=x", nil)
	c.says(a.JSON, "tenant_discovery_endpoint", base+"/common/v2.0/.well-known/openid-configuration")

	c = newClient(t, func(o *entra.Options) { o.Public = "http://127.0.0.1:8787" })
	a = c.send(http.MethodGet, "/organizations/v2.0/.well-known/openid-configuration", nil)
	c.says(a.JSON, "authorization_endpoint", "http://127.0.0.1:8787/organizations/oauth2/v2.0/authorize")
}

// TestHandle_others: other services' paths are left to them.
func TestHandle_others(t *testing.T) {
	t.Parallel()
	d := entra.New(options())
	for _, path := range []string{"", "/", "/tenants", "/v1.0/ingestion/products", "/devicelogin/x", "/sandbox", "/" + homeTenant + "/oauth2/v2.0/logout"} {
		if a, ok := d.Handle(entra.Request{Method: http.MethodGet, Path: path}); ok {
			t.Errorf("%q was answered with %d", path, a.Status)
		}
	}
}
