package client_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/raw"
)

// stage is a sandbox with the standard world, its ledger, and a store that
// outlives the markets opened on it.
type stage struct {
	t      *testing.T
	server *sandbox.Server
	net    *network
	ledger *ledger
	store  *store.Store
}

// onStage runs a test in a bubble of its own, where hours pass at once.
func onStage(t *testing.T, o sandbox.Options, play func(s *stage)) {
	t.Helper()
	onWorld(t, 0, o, play)
}

// onWorld is onStage with as many offers as are wanted.
func onWorld(t *testing.T, offers int, o sandbox.Options, play func(s *stage)) {
	t.Helper()
	onWorldOf(t, world.Options{Offers: offers}, o, play)
}

// onWorldOf is onStage with a world of one's own.
func onWorldOf(t *testing.T, w world.Options, o sandbox.Options, play func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, ledger: &ledger{}}
		w.Now = time.Now()
		o.World = world.New(w)
		o.Token, o.Log = "owner", s.ledger
		s.server = sandbox.New(o)
		s.net = &network{rt: s.server.RoundTripper()}
		var err error
		if s.store, err = store.OpenMemory(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
		defer s.store.Close()
		play(s)
	})
}

// market opens a market, as a start of the console does.
func (s *stage) market(change ...func(*client.Options)) *client.Market {
	s.t.Helper()
	cat, err := loaded()
	if err != nil {
		s.t.Fatal(err)
	}
	o := client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: s.store, Catalog: cat, Base: s.net,
	}
	for _, f := range change {
		f(&o)
	}
	m, err := client.New(o)
	if err != nil {
		s.t.Fatal(err)
	}
	return m
}

// find returns an offer of brightwave's.
func (s *stage) find(m *client.Market, id model.OfferID) model.Offer {
	s.t.Helper()
	o, err := m.Find(s.t.Context(), model.Scope{}, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return o
}

// contents reads an environment.
func (s *stage) contents(m *client.Market, o model.Offer, env model.Environment) model.Contents {
	s.t.Helper()
	c, err := m.Contents(s.t.Context(), o, env)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// document reads one section of the draft.
func (s *stage) document(m *client.Market, o model.Offer, key string) model.Document {
	s.t.Helper()
	return pickDocument(s.t, s.contents(m, o, model.Draft), key)
}

func pickDocument(t *testing.T, c model.Contents, key string) model.Document {
	t.Helper()
	k, ok := model.ParseSectionKey(key)
	if !ok {
		t.Fatalf("%q is no section", key)
	}
	d, ok := c.Find(k)
	if !ok {
		var keys []string
		for _, d := range c.Documents {
			keys = append(keys, d.Key.String())
		}
		t.Fatalf("%s has no %s, only %s", c.Env, key, strings.Join(keys, " "))
	}
	return d
}

// edited is an edit of one place in a document.
func edited(t *testing.T, d model.Document, at raw.Pointer, value string) model.Edit {
	t.Helper()
	body, err := raw.Set(d.Raw, at, []byte(value))
	if err != nil {
		t.Fatal(err)
	}
	return model.Edit{Base: d, Raw: body}
}

// save edits one place of a section.
func (s *stage) save(m *client.Market, o model.Offer, key string, at raw.Pointer, value string) model.Document {
	s.t.Helper()
	d, err := m.Save(s.t.Context(), o, edited(s.t, s.document(m, o, key), at, value))
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// watch looks until an operation ends.
func (s *stage) watch(m *client.Market, op model.Operation) model.Progress {
	s.t.Helper()
	for range 500 {
		p, err := m.Watch(s.t.Context(), op)
		if err != nil {
			s.t.Fatal(err)
		}
		if p.Done() {
			return p
		}
		if p.Wait <= 0 {
			s.t.Fatalf("no pause between looks at %s", op.Verb)
		}
		time.Sleep(p.Wait)
		op = p.Operation
	}
	s.t.Fatalf("%s of %s never ends", op.Verb, op.Offer.ID)
	return model.Progress{}
}

// get reads a place of a document.
func get(t *testing.T, d model.Document, at raw.Pointer) string {
	t.Helper()
	v, _, err := raw.Get(d.Raw, at)
	if err != nil {
		t.Fatal(err)
	}
	return string(v)
}

// network passes requests on, unless a test wants them lost.
type network struct {
	rt   http.RoundTripper
	mu   sync.Mutex
	seen []string // "GET https://..."
	// hook, if set, answers a request instead, or passes with nil.
	hook func(*http.Request) *canned
}

// canned is an answer made by hand.
type canned struct {
	status     int
	kind, body string
	err        error
}

func answer(status int, body string) *canned {
	return &canned{status: status, kind: "application/json", body: body}
}

func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.seen = append(n.seen, r.Method+" "+r.URL.String())
	hook := n.hook
	n.mu.Unlock()
	if hook != nil {
		if c := hook(r); c != nil && c.err != nil {
			return nil, c.err
		} else if c != nil {
			return &http.Response{
				StatusCode: c.status, Header: http.Header{"Content-Type": {c.kind}}, Request: r,
				Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(strings.NewReader(c.body)),
			}, nil
		}
	}
	return n.rt.RoundTrip(r)
}

func (n *network) calls() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.seen)
}

// ledger is the sandbox's log.
type ledger struct {
	mu  sync.Mutex
	log bytes.Buffer
}

func (l *ledger) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Write(b)
}

// entry is one accepted mutation.
type entry struct{ Kind, API, Verb, Offer, Target string }

// accepted lists what the sandbox accepted: the judge of what was done twice.
func (l *ledger) accepted(t *testing.T, verb string) []entry {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []entry
	dec := json.NewDecoder(bytes.NewReader(l.log.Bytes()))
	for dec.More() {
		var e entry
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		if e.Kind == "mutation" && (verb == "" || e.Verb == verb) {
			out = append(out, e)
		}
	}
	return out
}

// as is errors.As for one type of errors.
func as[E error](t *testing.T, err error) E {
	t.Helper()
	e, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("got error %v (%T), want a %T", err, err, e)
	}
	return e
}
