package client_test

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model"
)

// portal is a stage whose market works through the Cloud Partner Portal API.
type portal struct {
	*stage
	m   *client.Market
	o   model.Offer
	tap *tap
}

// tap lets a test see and change what goes over the wire.
type tap struct {
	rt   http.RoundTripper
	mu   sync.Mutex
	sent []sent
	// after, if set, may change an answer.
	after func(*http.Request, *http.Response)
}

// sent is a request that changes something.
type sent struct{ method, path, match, body string }

func (p *tap) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		one := sent{method: r.Method, path: r.URL.Path, match: r.Header.Get("If-Match")}
		if r.Body != nil {
			b, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			one.body = string(b)
			r.Body = io.NopCloser(bytes.NewReader(b))
		}
		p.mu.Lock()
		p.sent = append(p.sent, one)
		p.mu.Unlock()
	}
	resp, err := p.rt.RoundTrip(r)
	if err == nil && p.after != nil {
		p.after(r, resp)
	}
	return resp, err
}

// writes are the requests of a method that were sent.
func (p *tap) writes(method string) []sent {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []sent
	for _, s := range p.sent {
		if s.method == method {
			out = append(out, s)
		}
	}
	return out
}

// onPortal plays a story with an offer of a virtual machine that is live, moved to Partner
// Center or not.
func onPortal(t *testing.T, moved bool, o sandbox.Options, play func(p *portal)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, ledger: &ledger{}}
		const id = "lighthouse-gateway"
		o.World = world.New(world.Options{Now: time.Now()})
		for i := range o.World.Offers {
			if o.World.Offers[i].ID == id {
				o.World.Offers[i].NotMigrated = !moved
			}
		}
		o.Token, o.Log = "owner", s.ledger
		s.server = sandbox.New(o)
		tap := &tap{rt: s.server.RoundTripper()}
		s.net = &network{rt: tap}
		var err error
		if s.store, err = store.OpenMemory(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
		defer s.store.Close()
		p := &portal{stage: s, tap: tap}
		p.m = s.market(func(o *client.Options) { o.API = model.CPP })
		p.o = model.Offer{Profile: "owner", Publisher: "brightwave", Product: "cpp:brightwave/" + id, ID: id, Type: "virtual-machine"}
		play(p)
	})
}

// doc reads a part of the draft.
func (p *portal) doc(key string) model.Document { return p.document(p.m, p.o, key) }

// plan is the part of the first plan.
const payg = "plans/payg/definition"

const (
	summary = "/microsoft-azure-virtualmachines.skuSummary"
	title   = "/offer/microsoft-azure-marketplace.title"
)

// draft asks the service for the whole draft, past the market.
func (p *portal) draft() string {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet,
		"https://cloudpartner.azure.com/api/publishers/brightwave/offers/"+string(p.o.ID)+"?api-version=2017-10-31", http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer owner")
	resp, err := p.server.RoundTripper().RoundTrip(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		p.t.Fatal(resp.Status, err)
	}
	return string(b)
}

// unsigned is a document without the queries of its addresses, and without what
// the service sets at each change.
func unsigned(doc string) string {
	doc = regexp.MustCompile(`\?[^"]*sig=[^"]*"`).ReplaceAllString(doc, `"`)
	return regexp.MustCompile(`"changedTime": ?"[^"]*"`).ReplaceAllString(doc, "")
}

// until lets time pass until an operation ends, and fails if it ends otherwise.
func (p *portal) until(op model.Operation, err error, want model.Outcome) model.Progress {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	end := p.watch(p.m, op)
	if end.Outcome != want {
		p.t.Fatalf("%s ended %q, want %q: %+v", op.Verb, end.Outcome, want, end)
	}
	if _, err = p.m.Ended(p.t.Context(), end); err != nil {
		p.t.Fatal(err)
	}
	return end
}

// accept counts what the service took of a verb.
func (p *portal) accept(verb string, n int) {
	p.t.Helper()
	var got []entry
	for _, e := range p.ledger.accepted(p.t, "") {
		if strings.EqualFold(e.Verb, verb) {
			got = append(got, e)
		}
	}
	if len(got) != n {
		p.t.Errorf("the service accepted %d times %q, want %d; all: %+v", len(got), verb, n, p.ledger.accepted(p.t, ""))
	}
}

// refill changes the body of an answer.
func refill(t *testing.T, resp *http.Response, change func(string) string) {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	after := change(string(b))
	resp.Body = io.NopCloser(strings.NewReader(after))
	resp.ContentLength = int64(len(after))
}
