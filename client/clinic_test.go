package client_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/secret"
	"awning/client/store"
	"awning/client/transport"
	"awning/model"
)

const brightwaveTenant = "7f1c2a90-3b4d-4e5f-8a61-92b3c4d5e6f7"

// clinic is all services at once, each of which answers as a test wants: by the names of
// [clinicOf].
type clinic struct {
	t     *testing.T
	store *store.Store
	takes time.Duration // each answer

	mu      sync.Mutex
	answers map[string]canned
	toBare  map[string]canned // to tokens of the tenant "bare"
	seen    map[string]int    // requests
}

// hangs is an answer that never comes.
func hangs() canned { return canned{} }

func replies(status int, body string) canned {
	return canned{status: status, kind: "application/json", body: body}
}

// refuses is a service's own refusal.
func refuses(status int) canned {
	return replies(status, `{"error":{"code":"`+strings.ReplaceAll(http.StatusText(status), " ", "")+`","message":"Not for you.\nStack"}}`)
}

// well is what the services say to an owner: there is a publisher with an offer.
func well() map[string]canned {
	return map[string]canned{
		"graph":           replies(200, `{"value":[{"id":"product/1","identity":{"externalId":"a"},"type":"azureApplication"}]}`),
		"v1":              replies(200, `{"value":[{"id":"1","resourceType":"AzureApplication","externalIDs":[{"type":"AzureOfferId","value":"a"}],"name":"a"}]}`),
		"publishers":      replies(200, `[{"id":"brightwave","definition":{"displayText":"Brightwave","sellerId":7}}]`),
		"cpp brightwave":  replies(200, `[{"id":"a","offerTypeId":"microsoft-azure-applications","publisherId":"brightwave"}]`),
		"insights":        replies(200, `{"value":[{"datasetName":"ISVOrder"}],"totalCount":1}`),
		"payouts":         refuses(404),
		"company":         replies(200, `{"mpnId":"4711023","partnerName":"Brightwave"}`),
		"tenants":         replies(200, `{"value":[{"tenantId":"`+brightwaveTenant+`","displayName":"Brightwave Software"}]}`),
		"everything else": refuses(404),
	}
}

// empty is what they say of an account without publishers and offers.
func empty() map[string]canned {
	return map[string]canned{"graph": replies(200, `{"value":[]}`), "v1": replies(200, `{"value":[]}`), "publishers": replies(200, `[]`)}
}

// denials are what they say to who may not see offers.
func denials() map[string]canned {
	return map[string]canned{
		"graph": refuses(403), "v1": refuses(403), "publishers": refuses(403), "cpp brightwave": refuses(403),
		"payouts": refuses(403), "company": refuses(403), "insights": refuses(403),
	}
}

// clinicOf says which service a request is for.
func clinicOf(r *http.Request) string {
	at := r.URL.Host + r.URL.Path
	if strings.HasSuffix(at, "ingestion/products") && r.URL.Query().Get("$top") != "" {
		return "v1 of all"
	}
	for start, name := range map[string]string{
		"graph.microsoft.com/rp/product-ingestion/product": "graph", "api.partner.microsoft.com/v1.0/ingestion/products": "v1",
		"api.partner.microsoft.com/v1.0/payouts/": "payouts", "api.partnercenter.microsoft.com/insights/": "insights",
		"api.partnercenter.microsoft.com/v1/profiles/mpn": "company", "management.azure.com/tenants": "tenants",
	} {
		if strings.HasPrefix(at, start) {
			return name
		}
	}
	if rest, ok := strings.CutPrefix(at, "cloudpartner.azure.com/api/publishers"); ok {
		publisher, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
		return strings.TrimSuffix("cpp "+publisher, "cpp ") + map[bool]string{true: "publishers"}[publisher == ""]
	}
	return "everything else"
}

func (c *clinic) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		c.t.Errorf("%s %s changes something", r.Method, r.URL)
	}
	name := clinicOf(r)
	c.mu.Lock()
	c.seen[name]++
	a := c.answer(r, name)
	c.mu.Unlock()
	time.Sleep(c.takes)
	switch {
	case a.err != nil:
		return nil, a.err
	case a.status == 0:
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	header := http.Header{"Content-Type": {a.kind}, "Request-Id": {"r-" + name}}
	if a.status == http.StatusUnauthorized && strings.Contains(a.body, "claims") {
		header.Set("Www-Authenticate", a.body)
	}
	return &http.Response{StatusCode: a.status, Header: header, Request: r, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// answer is what a service says to a request.
func (c *clinic) answer(r *http.Request, name string) canned {
	start, _, _ := strings.Cut(name, " of ")
	all := []map[string]canned{c.answers}
	if ofTenant(r, "bare") {
		all = []map[string]canned{c.toBare, c.answers}
	}
	for _, from := range all {
		for _, n := range []string{name, start} {
			if a, ok := from[n]; ok {
				return a
			}
		}
	}
	return c.answers["everything else"]
}

// ofTenant reports whether a request's token is for a tenant.
func ofTenant(r *http.Request, tenant string) bool {
	return auth.ReadClaims(secret.New(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))).Tenant == tenant
}

// change makes services answer otherwise.
func (c *clinic) change(answers map[string]canned) {
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.Copy(c.answers, answers)
}

// asked returns how many requests there were since the last time, by service.
func (c *clinic) asked() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.seen
	c.seen = map[string]int{}
	return out
}

// onClinic runs a test in a bubble of its own, with all services well.
func onClinic(t *testing.T, play func(*clinic)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		kept, err := store.OpenMemory(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer kept.Close()
		play(&clinic{t: t, store: kept, answers: well(), seen: map[string]int{}})
	})
}

// market opens a market for some seats.
func (c *clinic) market(seats ...client.Seat) *client.Market {
	c.t.Helper()
	return must(client.New(client.Options{Seats: seats, Store: c.store, Catalog: must(loaded()), Base: c}))
}

// badge is a token source: tokens that say who somebody is, or why there are none.
type badge struct {
	claims map[string]any
	refuse map[string]error // by audience; "" is every one
}

func (b badge) Token(_ context.Context, audience string, _ bool) (secret.String, error) {
	if err := errors.Join(b.refuse[audience], b.refuse[""]); err != nil {
		if one := b.refuse[audience]; one != nil {
			return secret.String{}, one
		}
		return secret.String{}, b.refuse[""]
	}
	claims := maps.Clone(b.claims)
	if claims == nil {
		return secret.New("opaque"), nil
	}
	if claims["aud"] == nil {
		claims["aud"] = audience
	}
	body, err := json.Marshal(claims)
	return secret.New("e30." + base64.RawURLEncoding.EncodeToString(body) + ".c2ln"), err
}

// human and robot are seats of the account.
func human(name model.ProfileName, b transport.TokenSource) client.Seat {
	return client.Seat{Who: model.Profile{
		Name: name, Kind: model.DeviceCode, Tenant: brightwaveTenant, ClientID: "console-app", User: string(name) + "@brightwave.example",
	}, Identity: string(name), Tokens: b}
}

func robot(name model.ProfileName, b transport.TokenSource) client.Seat {
	s := human(name, b)
	s.Who.Kind, s.Who.User, s.Who.ClientID = model.ClientSecret, "", "app-1"
	return s
}

// one returns the only probe of an ability.
func one(t *testing.T, c model.Capabilities, a model.Ability) model.Probe {
	t.Helper()
	all := slices.DeleteFunc(slices.Clone(c.Probes), func(p model.Probe) bool { return p.Ability != a })
	if len(all) != 1 {
		t.Fatalf("%d probes of %s: %+v", len(all), a, c.Probes)
	}
	return all[0]
}
