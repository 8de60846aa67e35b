package sandbox_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

// An api is one thing to ask, which needs a right of its own.
type api struct {
	audience, target string
	yes              int // the status that says the right is there
}

const (
	brightwave = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01"
	fjordlabs  = "7be2d9f4-52c3-4e88-b1f7-96a40d3c8b02"
	harbour    = "d4970c6e-8f15-4a3b-a2de-71c5e8b09f03"
	login      = "https://login.microsoftonline.com/"
	console    = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44" // application of people
)

// apis are what can be asked, of one publisher where it takes one.
func apis(publisher string) map[string]api {
	return map[string]api{
		"v1":       {"https://api.partner.microsoft.com", root + "products", 200},
		"graph":    {"https://graph.microsoft.com", "https://graph.microsoft.com/rp/product-ingestion/product?$maxpagesize=1", 200},
		"cpp":      {"https://cloudpartner.azure.com", "https://cloudpartner.azure.com/api/publishers/" + publisher + "/offers?api-version=2017-10-31", 200},
		"arm":      {"https://management.azure.com", "https://management.azure.com/tenants?api-version=2022-12-01", 200},
		"payouts":  {"https://api.partner.microsoft.com", payoutsAPI + "/payments/" + someID, 404},
		"insights": {partnerCenter, partnerCenter + "/insights/v1.1/cmp/ScheduledDataset", 200},
		"profiles": {partnerCenter, partnerCenter + "/v1/profiles/mpn", 200},
	}
}

// person gets a token for somebody through a browser's steps.
func (c *v1Client) person(user, tenant, audience string) {
	c.t.Helper()
	const back, verifier = "http://localhost:8400", "a-verifier-that-is-long-enough-to-be-one-of-43-characters"
	sum := sha256.Sum256([]byte(verifier))
	scope := audience + "/.default openid offline_access"
	in := url.Values{
		"client_id": {console}, "response_type": {"code"}, "redirect_uri": {back}, "scope": {scope}, "login_hint": {user},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	c.token = ""
	r := c.at(http.StatusFound, http.MethodGet, login+tenant+"/oauth2/v2.0/authorize?"+in.Encode())
	to, err := url.Parse(r.Header.Get("Location"))
	if err != nil || to.Query().Get("code") == "" {
		c.t.Fatalf("%s in %s: sent to %q", user, tenant, r.Header.Get("Location"))
	}
	form := url.Values{
		"grant_type": {"authorization_code"}, "client_id": {console}, "code": {to.Query().Get("code")}, "redirect_uri": {back},
		"code_verifier": {verifier}, "scope": {scope},
	}
	r, err = c.send(http.MethodPost, login+tenant+"/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	if err != nil {
		c.t.Fatal(err)
	}
	c.token, _ = r.object(c.t)["access_token"].(string)
	if c.token == "" {
		c.t.Fatalf("%s in %s got no token for %s: %s", user, tenant, audience, r.Body)
	}
}

// as is somebody who asks: how they get a token for an audience.
type as func(c *v1Client, audience string)

func someone(user, tenant string) as {
	return func(c *v1Client, audience string) { c.person(user, tenant, audience) }
}

func application(tenant, id, secret string) as {
	return func(c *v1Client, audience string) {
		c.signIn(tenant, "/oauth2/v2.0/token", id, secret, "scope", audience+"/.default")
	}
}

func TestRights(t *testing.T) {
	t.Parallel()
	const offers = "v1 graph cpp arm"
	for name, who := range map[string]struct {
		as        as
		publisher string
		may       string
	}{
		"owner":                 {someone("dana@brightwave.example", brightwave), "brightwave", offers + " payouts profiles"},
		"manager":               {someone("marco@brightwave.example", brightwave), "brightwave", offers + " profiles"},
		"developer":             {someone("devi@brightwave.example", brightwave), "brightwave", offers + " profiles"},
		"finance":               {someone("fiona@brightwave.example", brightwave), "brightwave", "arm payouts"},
		"nobody":                {someone("nils@brightwave.example", brightwave), "brightwave", "arm"},
		"guest":                 {someone("ingrid@fjordlabs.example", brightwave), "brightwave", offers + " profiles"},
		"guest, own publisher":  {someone("ingrid@fjordlabs.example", brightwave), "fjordlabs", "v1 graph arm profiles"},
		"at home":               {someone("ingrid@fjordlabs.example", fjordlabs), "fjordlabs", offers + " payouts profiles"},
		"without the program":   {someone("ingrid@fjordlabs.example", harbour), "brightwave", "v1 graph arm payouts profiles"},
		"application":           {application(brightwave, "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11", "sandbox-brightwave"), "brightwave", offers + " insights"},
		"application not added": {application(brightwave, "b7c3e590-2f84-4a1d-9e06-d51a8c4b7f77", "sandbox-brightwave-forgotten"), "brightwave", "arm"},
		"application elsewhere": {application(harbour, "e09b3d58-c4a7-4d61-8b92-f3a6d7e1c433", "sandbox-harbour"), "brightwave", "v1 graph arm insights"},
		"static token":          {func(c *v1Client, _ string) { c.token = token }, "brightwave", offers + " payouts insights profiles"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newV1(t, sandbox.Options{World: world.New(world.Options{})})
			for name, api := range apis(who.publisher) {
				who.as(c, api.audience)
				if slices.Contains(strings.Fields(who.may), name) {
					c.at(api.yes, http.MethodGet, api.target)
					continue
				}
				checkDenied(t, name, c.at(http.StatusForbidden, http.MethodGet, api.target))
			}
		})
	}
}

// A token for one audience opens nothing of another, and no token nothing at all.
func TestAudiences(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{World: world.New(world.Options{})})
	for _, audience := range []string{"", "https://graph.microsoft.com", "https://api.partner.microsoft.com", partnerCenter, "https://management.azure.com", "https://cloudpartner.azure.com"} {
		c.token = ""
		if audience != "" {
			c.person("dana@brightwave.example", brightwave, audience)
		}
		for name, api := range apis("brightwave") {
			if api.audience == audience {
				continue
			}
			r := c.at(http.StatusUnauthorized, http.MethodGet, api.target)
			checkDenied(t, name, r)
			if got := r.Header.Get("WWW-Authenticate"); !strings.HasPrefix(got, "Bearer ") {
				t.Errorf("%s with a token for %q: WWW-Authenticate %q", name, audience, got)
			}
		}
	}
}

// checkDenied checks that a 401 or 403 has the form of its API.
func checkDenied(t *testing.T, name string, r response) {
	t.Helper()
	at := func(path ...string) string {
		var v any
		if err := json.Unmarshal(r.Body, &v); err != nil {
			t.Fatalf("%s: %v in %s", name, err, r.Body)
		}
		for _, member := range path {
			o, _ := v.(map[string]any)
			v = o[member]
		}
		return fmt.Sprint(v)
	}
	status := strconv.Itoa(r.Status)
	word := map[int]string{401: "Unauthorized", 403: "Forbidden"}[r.Status]
	var got, want string
	switch name {
	case "v1":
		got, want = strconv.Itoa(faultOf(t, r).FaultCode), "50"+status
	case "graph":
		got, want = at("error", "code"), strings.ToLower(word)
	case "cpp":
		got, want = at("error", "code"), word
		if r.Status == http.StatusUnauthorized {
			got, want = at("Message"), "Authorization has been denied for this request."
		}
	case "arm":
		got, want = at("error", "code"), "InvalidAuthenticationToken"
	case "payouts":
		got, want = at("error", "code"), word
	case "insights":
		got, want = at("statusCode"), status
	case "profiles":
		got, want = at("code"), status
	}
	if got != want {
		t.Errorf("%s: %d says %q, want %q: %s", name, r.Status, got, want, r.Body)
	}
}

func TestTenantsOfPeople(t *testing.T) {
	t.Parallel()
	for user, want := range map[string]string{
		"dana@brightwave.example":  "Brightwave Software",
		"nils@brightwave.example":  "Brightwave Software",
		"ingrid@fjordlabs.example": "Brightwave Software, Fjord Labs, Harbour Consulting",
	} {
		c := newV1(t, sandbox.Options{World: world.New(world.Options{})})
		for _, tenant := range []string{"organizations", brightwave} { // whatever the token is for
			c.person(user, tenant, "https://management.azure.com")
			var names []string
			for _, v := range c.at(200, http.MethodGet, apis("")["arm"].target).values(t) {
				names = append(names, fmt.Sprint(v["displayName"]))
				if v["tenantCategory"] != "Home" || v["tenantType"] != "AAD" || v["defaultDomain"] == "" || v["id"] != "/tenants/"+fmt.Sprint(v["tenantId"]) {
					t.Errorf("%s: %v", user, v)
				}
			}
			if got := strings.Join(names, ", "); got != want {
				t.Errorf("%s is in %s, want %s", user, got, want)
			}
		}
	}
}

func TestUnnamedGuests(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{World: world.New(world.Options{}), Switches: sandbox.Switches{UnnamedGuests: true}})
	c.person("ingrid@fjordlabs.example", "organizations", "https://management.azure.com")
	for _, v := range c.at(200, http.MethodGet, apis("")["arm"].target).values(t) {
		_, named := v["displayName"]
		_, domain := v["defaultDomain"]
		if home := v["tenantId"] == fjordlabs; named != home || domain != home {
			t.Errorf("tenant %v", v)
		}
	}
}

// Which offers somebody sees is decided by the tenant their token is for.
func TestOffersByTenant(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	want := map[string]int{}
	for _, o := range w.Offers {
		for _, a := range w.Accounts {
			if slices.ContainsFunc(a.Publishers, func(p world.Publisher) bool { return p.ID == o.Publisher }) {
				want[a.Tenant]++
			}
		}
	}
	c := newV1(t, sandbox.Options{World: w})
	for _, tenant := range []string{brightwave, fjordlabs, harbour} {
		c.person("ingrid@fjordlabs.example", tenant, "https://graph.microsoft.com")
		seen := 0
		for next := "https://graph.microsoft.com/rp/product-ingestion/product"; next != ""; {
			r := c.at(200, http.MethodGet, next)
			seen += len(r.values(t))
			next, _ = r.object(t)["@nextLink"].(string)
			if next != "" && !strings.HasPrefix(next, "https://") {
				next = "https://graph.microsoft.com" + next
			}
		}
		if seen != want[tenant] {
			t.Errorf("ingrid sees %d offers in %s, want %d", seen, tenant, want[tenant])
		}
	}
	if want[harbour] != 0 || want[brightwave] == 0 || want[fjordlabs] == 0 {
		t.Errorf("the world's offers by tenant: %v", want)
	}
}

// Nothing of a sign-in by which somebody could go on with it is in the log.
func TestLogOfSignIns(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{World: world.New(world.Options{})})
	said := deviceCode(t, c, console, "https://api.partner.microsoft.com")
	var tokens map[string]any
	if err := json.Unmarshal([]byte(said), &tokens); err != nil || tokens["refresh_token"] == nil {
		t.Fatalf("%v: %s", err, said)
	}
	form := url.Values{"grant_type": {"refresh_token"}, "client_id": {console}, "refresh_token": {fmt.Sprint(tokens["refresh_token"])}}
	if _, err := c.send(http.MethodPost, login+"organizations/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded"); err != nil {
		t.Fatal(err)
	}
	c.person("dana@brightwave.example", brightwave, "https://graph.microsoft.com")
	for line := range strings.Lines(c.log.String()) {
		var v struct {
			Target string
			Body   map[string]string
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		for name, value := range v.Body {
			if strings.Contains(name, "code") && name != "code_challenge" && value != "[redacted]" || name == "refresh_token" && value != "[redacted]" {
				t.Errorf("%s: %s is %q", v.Target, name, value)
			}
		}
	}
	for name, secret := range map[string]any{"access token": tokens["access_token"], "refresh token": tokens["refresh_token"]} {
		if strings.Contains(c.log.String(), fmt.Sprint(secret)) {
			t.Errorf("the log holds the %s", name)
		}
	}
}
