package entra_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox/entra"
)

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// keys are two keys, made once: that takes time.
var keys = sync.OnceValues(func() ([2]*rsa.PrivateKey, error) {
	var made [2]*rsa.PrivateKey
	for i := range made {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			return made, err
		}
		made[i] = key
	}
	return made, nil
})

func key(t *testing.T, i int) *rsa.PrivateKey {
	t.Helper()
	made, err := keys()
	if err != nil {
		t.Fatal(err)
	}
	return made[i]
}

// certificate is good for a day from now.
func certificate(t *testing.T, private *rsa.PrivateKey) *x509.Certificate {
	t.Helper()
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "robot"}, NotBefore: time.Now(), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// signed is an assertion.
func signed(t *testing.T, private *rsa.PrivateKey, head, body map[string]any) string {
	t.Helper()
	enc := base64.RawURLEncoding
	part := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return enc.EncodeToString(raw)
	}
	text := part(head) + "." + part(body)
	sum := sha256.Sum256([]byte(text))
	var signature []byte
	var err error
	if head["alg"] == "PS256" {
		signature, err = rsa.SignPSS(rand.Reader, private, crypto.SHA256, sum[:], nil)
	} else {
		signature, err = rsa.SignPKCS1v15(rand.Reader, private, crypto.SHA256, sum[:])
	}
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + enc.EncodeToString(signature)
}

// asked is the form of an application's request.
func asked(pairs ...string) url.Values {
	return with(form("grant_type", "client_credentials", "client_id", robot, "client_secret", "robot-secret", "scope", partner+"/.default"), pairs...)
}

func TestApplication_secret(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		tenant string
		change []string
		kind   string
		code   int
	}{
		"by id":                {homeTenant, nil, "", 0},
		"by domain":            {"HOME.example", nil, "", 0},
		"as libraries ask":     {homeTenant, []string{"scope", partner + "/.default openid offline_access profile"}, "", 0},
		"another secret":       {homeTenant, []string{"client_secret", "robot"}, "invalid_client", 7000215},
		"an expired secret":    {homeTenant, []string{"client_secret", "old-secret"}, "invalid_client", 7000222},
		"no secret":            {homeTenant, []string{"client_secret", ""}, "invalid_client", 7000218},
		"another tenant":       {otherTenant, nil, "unauthorized_client", 700016},
		"no such app":          {homeTenant, []string{"client_id", console[:35] + "9"}, "unauthorized_client", 700016},
		"no such tenant":       {"nowhere.example", nil, "invalid_request", 90002},
		"no tenant":            {"organizations", nil, "invalid_request", 50059},
		"no app":               {homeTenant, []string{"client_id", ""}, "invalid_request", 900144},
		"no grant":             {homeTenant, []string{"grant_type", ""}, "invalid_request", 900144},
		"another grant":        {homeTenant, []string{"grant_type", "password"}, "unsupported_grant_type", 70003},
		"a person's scope":     {homeTenant, []string{"scope", partner + "/user_impersonation"}, "invalid_scope", 1002012},
		"no scope":             {homeTenant, []string{"scope", ""}, "invalid_scope", 1002012},
		"two services":         {homeTenant, []string{"scope", partner + "/.default " + graph + "/.default"}, "invalid_scope", 28000},
		"an unknown service":   {homeTenant, []string{"scope", "https://x.example/.default"}, "invalid_resource", 500011},
		"an app of all":        {homeTenant, []string{"client_id", console}, "invalid_client", 7000215},
		"strange claims":       {homeTenant, []string{"claims", "1"}, "invalid_request", 9002313},
		"an assertion untyped": {homeTenant, []string{"client_assertion", "x.y.z"}, "invalid_request", 900144},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, nil)
			a := c.token(test.tenant, asked(test.change...))
			if test.kind != "" {
				c.refused(a, test.kind, test.code)
				return
			}
			c.says(c.claims(c.text(a, "access_token")), "aud", partner, "tid", homeTenant, "appid", robot, "appidacr", "1", "oid", robotObject,
				"sub", robotObject, "idtyp", "app", "scp", nil, "upn", nil, "name", nil)
			for _, none := range []string{"refresh_token", "id_token", "client_info", "scope"} {
				if a.JSON[none] != nil {
					t.Errorf("there is a %s: %s", none, a.Body)
				}
			}
		})
	}
}

// TestApplication_otherTenants: an application of all tenants is where it was
// consented to, under another object id.
func TestApplication_otherTenants(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(o *entra.Options) { o.Apps[0].Secrets = []entra.Secret{{Value: "s"}} })
	ask := asked("client_id", console, "client_secret", "s")
	home := c.claims(c.text(c.token(homeTenant, ask), "access_token"))
	other := c.claims(c.text(c.token(otherTenant, ask), "access_token"))
	if home["oid"] == other["oid"] || other["tid"] != otherTenant {
		t.Errorf("%v and %v", home, other)
	}
	c.refused(c.token(thirdTenant, ask), "unauthorized_client", 700016)
	c.d.Adjust(func(o *entra.Options) { o.Apps[0].Consented = []string{thirdTenant} })
	c.refused(c.token(thirdTenant, ask), "invalid_resource", 500011)
	c.text(c.token(thirdTenant, with(ask, "scope", graph+"/.default")), "access_token")
}

func TestApplication_certificate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cert := certificate(t, key(t, 0))
		sha, old := sha256.Sum256(cert.Raw), sha1.Sum(cert.Raw)
		enc := base64.RawURLEncoding.EncodeToString
		now := time.Now().Unix()
		const endpoint = base + "/" + homeTenant + "/oauth2/v2.0/token"
		for name, test := range map[string]struct {
			signer     int
			head, body map[string]any // what is different
			code       int
		}{
			"PS256":             {},
			"RS256":             {head: map[string]any{"alg": "RS256", "x5t": enc(old[:]), "x5t#S256": nil}},
			"several audiences": {body: map[string]any{"aud": []string{"x", endpoint}}},
			"the issuer":        {body: map[string]any{"aud": "https://sts.windows.net/" + homeTenant + "/"}},
			"clocks differ":     {body: map[string]any{"nbf": now + 299, "exp": now - 299}},
			"another key":       {signer: 1, code: 700027},
			"another algorithm": {head: map[string]any{"alg": "none"}, code: 700027},
			"not registered":    {head: map[string]any{"x5t#S256": enc(make([]byte, 32))}, code: 700027},
			"not named":         {head: map[string]any{"x5t#S256": nil}, code: 700027},
			"too old":           {body: map[string]any{"exp": now - 300}, code: 700024},
			"no end":            {body: map[string]any{"exp": nil}, code: 700024},
			"too early":         {body: map[string]any{"nbf": now + 301}, code: 700024},
			"another audience":  {body: map[string]any{"aud": base + "/" + otherTenant + "/oauth2/v2.0/token"}, code: 700023},
			"no audience":       {body: map[string]any{"aud": nil}, code: 700023},
			"strange audience":  {body: map[string]any{"aud": 1}, code: 50027},
			"about another":     {body: map[string]any{"sub": console}, code: 700021},
			"another issuer":    {body: map[string]any{"iss": console}, code: 700211},
			"strange end":       {body: map[string]any{"exp": "soon"}, code: 50027},
		} {
			c := newClient(t, func(o *entra.Options) { o.Apps[2].Certificates = []*x509.Certificate{cert} })
			head := map[string]any{"alg": "PS256", "typ": "JWT", "x5t#S256": enc(sha[:])}
			body := map[string]any{"iss": robot, "sub": robot, "aud": endpoint, "nbf": now, "exp": now + 600, "jti": "1"}
			maps.Copy(head, test.head)
			maps.Copy(body, test.body)
			a := c.token(homeTenant, asked("client_secret", "", "client_assertion_type", assertionType, "client_assertion", signed(t, key(t, test.signer), head, body)))
			if test.code != 0 {
				t.Log(name)
				c.refused(a, "invalid_client", test.code)
				continue
			}
			c.says(c.claims(c.text(a, "access_token")), "appidacr", "2", "idtyp", "app")
		}
		c := newClient(t, func(o *entra.Options) { o.Apps[2].Certificates = []*x509.Certificate{cert} })
		for _, bad := range []string{"x", "x.y", "é.é.é", "e30.e30", "e30.e30.", "..", "e30.W10.AAAA", "bnVsbA.bnVsbA.AAAA"} {
			a := c.token(homeTenant, asked("client_secret", "", "client_assertion_type", assertionType, "client_assertion", bad))
			if a.Status != http.StatusUnauthorized {
				t.Errorf("%q: %d %s", bad, a.Status, a.Body)
			}
		}
		time.Sleep(25 * time.Hour)
		now = time.Now().Unix()
		a := c.token(homeTenant, asked("client_secret", "", "client_assertion_type", assertionType, "client_assertion", signed(t, key(t, 0),
			map[string]any{"alg": "PS256", "x5t#S256": enc(sha[:])}, map[string]any{"iss": robot, "sub": robot, "aud": endpoint, "exp": now + 600})))
		c.refused(a, "invalid_client", 1000502)
	})
}

func TestApplication_federated(t *testing.T) {
	t.Parallel()
	now := time.Now().Unix()
	for name, test := range map[string]struct {
		signer int
		body   map[string]any
		code   int
	}{
		"good":              {},
		"its second":        {body: map[string]any{"sub": "repo:x:tag", "aud": "api://own"}},
		"another issuer":    {body: map[string]any{"iss": "https://issuer.example/"}, code: 700211},
		"another subject":   {body: map[string]any{"sub": "repo:x:branch"}, code: 700213},
		"another audience":  {body: map[string]any{"aud": "api://own"}, code: 700212},
		"another key":       {signer: 1, code: 700027},
		"too old":           {body: map[string]any{"exp": now - 301}, code: 700024},
		"of no other trust": {body: map[string]any{"iss": ""}, code: 700211},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, func(o *entra.Options) {
				o.Apps[2].Federated = []entra.Federated{
					{Issuer: "https://issuer.example", Subject: "repo:x:main", Key: key(t, 0).Public()},
					{Issuer: "https://issuer.example", Subject: "repo:x:tag", Audience: "api://own", Key: key(t, 0).Public()},
				}
			})
			body := map[string]any{"iss": "https://issuer.example", "sub": "repo:x:main", "aud": "api://AzureADTokenExchange", "exp": now + 600}
			maps.Copy(body, test.body)
			a := c.token(homeTenant, asked("client_secret", "", "client_assertion_type", assertionType,
				"client_assertion", signed(t, key(t, test.signer), map[string]any{"alg": "RS256"}, body)))
			if test.code != 0 {
				c.refused(a, "invalid_client", test.code)
				return
			}
			c.says(c.claims(c.text(a, "access_token")), "appidacr", "2", "tid", homeTenant)
		})
	}
}

// TestApplication_older: the older endpoint names a resource, and writes numbers
// as texts.
func TestApplication_older(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	ask := asked("scope", "", "resource", arm+"/")
	a := c.send(http.MethodPost, "/"+homeTenant+"/oauth2/token", ask)
	c.says(a.JSON, "expires_in", "3599", "resource", arm+"/")
	c.says(c.claims(c.text(a, "access_token")), "aud", arm+"/")
	a = c.send(http.MethodPost, "/"+homeTenant+"/oauth2/token", with(ask, "resource", ""))
	c.refused(a, "invalid_resource", 500011)
	a = c.send(http.MethodPost, "/"+homeTenant+"/oauth2/token", with(ask, "grant_type", "authorization_code"))
	c.refused(a, "unsupported_grant_type", 70003)
}

// TestApplication_header: name and secret may come in the header instead.
func TestApplication_header(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(o *entra.Options) { o.Apps[2].Secrets = []entra.Secret{{Value: "a+b/c="}} })
	for secret, good := range map[string]bool{"a%2Bb%2Fc%3D": true, "a": false} {
		header := "Basic " + base64.StdEncoding.EncodeToString([]byte(robot+":"+secret))
		a := c.send(http.MethodPost, "/"+homeTenant+"/oauth2/v2.0/token", asked("client_id", "", "client_secret", ""), "Authorization", header)
		if !good {
			c.refused(a, "invalid_client", 7000215)
			continue
		}
		c.says(c.claims(c.text(a, "access_token")), "appid", robot)
	}
}

// TestApplication_person: a confidential application proves itself in people's
// flows too, by an assertion meant for the endpoint it asks.
func TestApplication_person(t *testing.T) {
	t.Parallel()
	cert := certificate(t, key(t, 0))
	sum := sha256.Sum256(cert.Raw)
	c := newClient(t, func(o *entra.Options) { o.Apps[1].Certificates = []*x509.Certificate{cert} })
	const address, endpoint = "https://portal.example/back?x=1", base + "/organizations/oauth2/v2.0/token"
	_, result := c.authorize(homeTenant, with(challenged(), "client_id", portal, "redirect_uri", address, "login_hint", dana), nil)
	assertion := signed(t, key(t, 0), map[string]any{"alg": "PS256", "x5t#S256": base64.RawURLEncoding.EncodeToString(sum[:])},
		map[string]any{"iss": portal, "sub": portal, "aud": endpoint, "exp": time.Now().Unix() + 600})
	a := c.token("organizations", with(redeemed(result.Get("code")), "client_id", portal, "redirect_uri", address,
		"client_assertion_type", assertionType, "client_assertion", assertion))
	c.says(c.claims(c.text(a, "access_token")), "upn", dana, "appid", portal, "appidacr", "2")
}

// TestCorrelation: the client's own id comes back.
func TestCorrelation(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	const id = "0F0E0D0C-0000-4000-8000-00000000000A"
	a := c.send(http.MethodPost, "/common/oauth2/v2.0/token", nil, "Client-Request-Id", id)
	c.says(a.JSON, "correlation_id", id)
	a = c.send(http.MethodPost, "/common/oauth2/v2.0/token", nil, "Client-Request-Id", "<b>")
	c.refused(a, "invalid_request", 900144)
}
