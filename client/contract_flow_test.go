package client_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/contract"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/checklist"
	"awning/model/raw"
)

// witness passes requests on to a sandbox and keeps what was said.
type witness struct {
	rt    http.RoundTripper
	mu    sync.Mutex
	calls []contract.Call
}

func (w *witness) RoundTrip(req *http.Request) (*http.Response, error) {
	c := contract.Call{Method: req.Method, URL: req.URL, Header: req.Header.Clone()}
	if req.Body != nil {
		var err error
		if c.Request, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(c.Request))
	}
	resp, err := w.rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if c.Response, err = io.ReadAll(resp.Body); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(c.Response))
	c.Status = resp.StatusCode
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, c)
	return resp, nil
}

// witnessed makes a market on a sandbox with the standard world, seen by the owner of
// every account.
func witnessed(t *testing.T, change ...func(*client.Options)) (*client.Market, *witness) {
	t.Helper()
	srv := sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now()}), Token: "owner"})
	w := &witness{rt: srv.RoundTripper()}
	st, err := store.OpenMemory(t.Context(), time.Now)
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	cat, err := loaded()
	check(t, err)
	o := client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: st, Catalog: cat, Base: w,
	}
	for _, f := range change {
		f(&o)
	}
	m, err := client.New(o)
	check(t, err)
	return m, w
}

// walkEverything reads every offer in every environment and takes one Azure
// application and one virtual machine from an edit to live.
func walkEverything(t *testing.T, m *client.Market) {
	t.Helper()
	ctx := t.Context()
	var offers []model.Offer
	for o, err := range m.Offers(ctx, model.Scope{}) {
		check(t, err)
		offers = append(offers, o)
	}
	for _, o := range offers {
		_, err := m.Standing(ctx, o)
		check(t, err)
		for _, env := range model.Environments() {
			_, err := m.Contents(ctx, o, env)
			check(t, err)
		}
	}
	saveEverything(t, m, "reef-analytics")
	saveEverything(t, m, "skiff-router")
	planAndBack(t, m, "reef-analytics")
	planAndBack(t, m, "skiff-router")
	publish(t, m, "harbor-backup", model.SectionKey{Section: "listing"}, "/summary")
	publish(t, m, "lighthouse-gateway", model.SectionKey{Section: "listing"}, "/searchResultSummary")
}

// saveEverything writes every section of an offer's draft back as it is.
func saveEverything(t *testing.T, m *client.Market, id model.OfferID) {
	t.Helper()
	o, err := m.Find(t.Context(), model.Scope{}, id)
	check(t, err)
	c, err := m.Contents(t.Context(), o, model.Draft)
	check(t, err)
	for _, d := range c.Documents {
		if !d.Sealed {
			if _, err := m.Save(t.Context(), o, model.Edit{Base: d, Raw: d.Raw}); err != nil {
				t.Errorf("%s of %s: %v", d.Key, id, err)
			}
		}
	}
}

// publish changes a text of an offer's section, publishes just that section and
// what must travel with it, and goes live.
func publish(t *testing.T, m *client.Market, id model.OfferID, key model.SectionKey, pointer raw.Pointer) {
	t.Helper()
	ctx := t.Context()
	o, err := m.Find(ctx, model.Scope{}, id)
	check(t, err)
	c, err := m.Contents(ctx, o, model.Draft)
	check(t, err)
	doc, ok := c.Find(key)
	if !ok {
		t.Fatalf("%s has no %s", id, key)
	}
	body, err := raw.Set(doc.Raw, pointer, []byte(`"Said better than before"`))
	check(t, err)
	_, err = m.Save(ctx, o, model.Edit{Base: doc, Raw: body})
	check(t, err)
	op, err := m.Publish(ctx, o, model.PublishRequest{Sections: travelling(t, m, o, key)})
	check(t, err)
	p := follow(t, m, op)
	if p.Outcome != model.OutcomeSucceeded || p.Standing.Preview == nil {
		t.Fatalf("publishing %s ended %s: %+v", id, p.Outcome, p.Problems)
	}
	op, err = m.GoLive(ctx, o, p.Standing.Preview.ID)
	check(t, err)
	if p = follow(t, m, op); p.Outcome != model.OutcomeSucceeded {
		t.Fatalf("%s going live ended %s: %+v", id, p.Outcome, p.Problems)
	}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		c, err = m.Contents(ctx, o, env)
		check(t, err)
		doc, _ = c.Find(key)
		if got, _, err := raw.Get(doc.Raw, pointer); err != nil || string(got) != `"Said better than before"` {
			t.Fatalf("%s of %s in %s is %s (%v)", pointer, id, env, got, err)
		}
	}
}

// travelling is what goes along when one section is chosen on the checklist.
func travelling(t *testing.T, m *client.Market, o model.Offer, key model.SectionKey) []model.SectionKey {
	t.Helper()
	cat, err := loaded()
	check(t, err)
	kind, ok := cat.Type(o.Type)
	if !ok {
		t.Fatalf("the catalogue has no type %s", o.Type)
	}
	now, err := m.Contents(t.Context(), o, model.Draft)
	check(t, err)
	base, err := m.Contents(t.Context(), o, model.Preview)
	check(t, err)
	standing, err := m.Standing(t.Context(), o)
	check(t, err)
	items, err := checklist.Build(kind, now, base, standing)
	check(t, err)
	items, err = checklist.Choose(items, []model.SectionKey{key})
	check(t, err)
	return checklist.Sections(items)
}

// follow watches an operation to its end.
func follow(t *testing.T, m *client.Market, op model.Operation) model.Progress {
	t.Helper()
	for range 200 {
		p, err := m.Watch(t.Context(), op)
		check(t, err)
		if p.Done() {
			return p
		}
		op = p.Operation
		time.Sleep(p.Wait)
	}
	t.Fatalf("%s of %s does not end", op.Verb, op.Offer.ID)
	return model.Progress{}
}

// TestContract_v1 holds every exchange of the market with the sandbox, requests
// and answers, against the swagger.
func TestContract_v1(t *testing.T) {
	t.Parallel()
	swagger := contract.LoadSwagger(t)
	var calls []contract.Call
	synctest.Test(t, func(t *testing.T) {
		m, w := witnessed(t)
		walkEverything(t, m)
		walkOperations(t, w)
		calls = w.calls
	})
	coverage(t, swagger, heldToSwagger(t, swagger, calls))
}

// heldToSwagger validates what passed through the submission API, and returns how often
// each operation did.
func heldToSwagger(t *testing.T, swagger *contract.Swagger, calls []contract.Call) map[string]int {
	t.Helper()
	operations, known, checked := map[string]int{}, map[string]int{}, 0
	for _, c := range calls {
		if !strings.HasPrefix(c.URL.Path, contract.V1Root+"/") {
			continue
		}
		checked++
		operation, findings := swagger.Check(c)
		operations[operation]++
		for _, f := range findings {
			switch why, ok := contract.Known(f); {
			case ok:
				known[why]++
			case slices.ContainsFunc(world.UndocumentedMembers(), func(name string) bool { return strings.HasSuffix(f.Where, "."+name) }):
				known["deliberately undocumented member"]++
			default:
				t.Errorf("%s → %d: %s", operation, c.Status, f)
			}
		}
	}
	t.Logf("%d exchanges over %d operations validated", checked, len(operations))
	for _, name := range slices.Sorted(maps.Keys(operations)) {
		t.Logf("  %4d %s", operations[name], name)
	}
	for _, why := range slices.Sorted(maps.Keys(known)) {
		t.Logf("  %4d times: %s", known[why], why)
	}
	return operations
}

// TestContract_graph holds every resource of virtual machine offers that passed
// the wire, and every type-neutral one of the others, against the archived
// schemas.
func TestContract_graph(t *testing.T) {
	t.Parallel()
	schemas := contract.LoadSchemas(t)
	var calls []contract.Call
	synctest.Test(t, func(t *testing.T) {
		m, w := witnessed(t)
		walkEverything(t, m)
		calls = w.calls
	})
	if count := heldToSchemas(t, schemas, calls); len(count.validated) < 12 {
		t.Errorf("only %d resource types were validated", len(count.validated))
	}
}

// heldToSchemas validates what passed through the Product Ingestion API, and returns the
// counts.
func heldToSchemas(t *testing.T, schemas *contract.Schemas, calls []contract.Call) tally {
	t.Helper()
	count := tally{schemas: schemas, machines: machines(calls), without: append(world.UndocumentedMembers(), "resourceName")}
	for _, c := range calls {
		if strings.HasPrefix(c.URL.Path, "/rp/product-ingestion/") && c.Status < 300 {
			count.body(t, c.URL, c.Response)
			count.body(t, c.URL, c.Request)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(count.validated)) {
		t.Logf("  %5d %s validated", count.validated[name], name)
	}
	for _, name := range slices.Sorted(maps.Keys(count.left)) {
		t.Logf("  %5d %s", count.left[name], name)
	}
	return count
}

// machines are the products whose resources are of the archived dialect.
func machines(calls []contract.Call) map[string]bool {
	out := map[string]bool{}
	for _, c := range calls {
		if c.URL.Path != "/rp/product-ingestion/product" {
			continue
		}
		var page struct{ Value []struct{ ID, Type string } }
		if json.Unmarshal(c.Response, &page) != nil {
			continue
		}
		for _, p := range page.Value {
			out[strings.TrimPrefix(p.ID, "product/")] = p.Type == "azureVirtualMachine"
		}
	}
	return out
}

// tally validates resources and counts.
type tally struct {
	schemas   *contract.Schemas
	machines  map[string]bool
	without   []string
	validated map[string]int
	left      map[string]int
}

// body validates a body: a resource, or the resources in it.
func (c *tally) body(t *testing.T, at *url.URL, body []byte) {
	t.Helper()
	var envelope struct {
		Schema    string            `json:"$schema"`
		Resources []json.RawMessage `json:"resources"`
		Value     []json.RawMessage `json:"value"`
		ID        string            `json:"id"`
		Product   json.RawMessage   `json:"product"`
	}
	if len(body) == 0 || json.Unmarshal(body, &envelope) != nil {
		return
	}
	for _, r := range slices.Concat(envelope.Resources, envelope.Value) {
		c.body(t, at, r)
	}
	if envelope.Schema == "" {
		return
	}
	_, rest, _ := strings.Cut(envelope.Schema, "/schema/")
	kind, _, _ := strings.Cut(rest, "/")
	parts := strings.Split(envelope.ID, "/")
	neutral := slices.Contains([]string{
		"product", "plan", "submission", "resource-tree", "reseller", "customer-leads", "test-drive", "price-and-availability-offer",
	}, kind)
	if !neutral && (len(parts) < 2 || !c.machines[parts[1]]) {
		c.count(&c.left, kind+": of a type the archive has no dialect of")
		return
	}
	known, err := c.schemas.Check(body, c.without)
	switch {
	case !known:
		c.count(&c.left, kind+": no schema in the archive")
	case err != nil:
		t.Errorf("%s: %s: %s\n%s", at.Path, kind, strings.ReplaceAll(err.Error(), "\n", " "), clip(body))
	default:
		c.count(&c.validated, kind)
	}
}

func (c *tally) count(m *map[string]int, name string) {
	if *m == nil {
		*m = map[string]int{}
	}
	(*m)[name]++
}

func clip(b []byte) string { return fmt.Sprintf("%.600s", b) }

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
