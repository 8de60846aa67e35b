package entra

import (
	"net/http"
	"strings"
)

// openID describes a tenant, or all of them under "organizations" and "common".
func (d *Directory) openID(r Request, segment string) Response {
	id := "{tenantid}"
	if !shared(segment) && !strings.EqualFold(segment, "consumers") {
		t, no := d.tenant(segment)
		if no != nil {
			return d.refused(r, no)
		}
		id = t.ID
	}
	base, page := r.Base+"/"+segment, r.Base+"/"+segment
	if d.opts.Public != "" {
		page = d.opts.Public + "/" + segment
	}
	return reply(http.StatusOK,
		"token_endpoint", base+"/oauth2/v2.0/token",
		"token_endpoint_auth_methods_supported", []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		"jwks_uri", base+"/discovery/v2.0/keys",
		"response_modes_supported", []string{"query", "form_post"},
		"subject_types_supported", []string{"pairwise"},
		"id_token_signing_alg_values_supported", []string{"RS256"},
		"response_types_supported", []string{"code"},
		"scopes_supported", []string{"openid", "profile", "email", "offline_access"},
		"issuer", loginHost+"/"+id+"/v2.0",
		"request_uri_parameter_supported", false,
		"authorization_endpoint", page+"/oauth2/v2.0/authorize",
		"device_authorization_endpoint", base+"/oauth2/v2.0/devicecode",
		"tenant_region_scope", "EU",
		"cloud_instance_name", "microsoftonline.com",
		"cloud_graph_host_name", "graph.windows.net",
		"msgraph_host", "graph.microsoft.com",
	)
}

// instances answers which hosts are the same cloud.
func (d *Directory) instances(r Request) Response {
	const host = "login.microsoftonline.com"
	return reply(http.StatusOK,
		"tenant_discovery_endpoint", r.Base+"/common/v2.0/.well-known/openid-configuration", "api-version", "1.1",
		"metadata", []struct {
			Network string   `json:"preferred_network"`
			Cache   string   `json:"preferred_cache"`
			Aliases []string `json:"aliases"`
		}{{host, "login.windows.net", []string{host, "login.windows.net", "login.microsoft.com", "sts.windows.net"}}},
	)
}
