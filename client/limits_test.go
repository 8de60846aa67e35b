package client_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
	"awning/tries"
)

// shape is a way in which an answer is hostile.
type shape struct {
	name string
	// answer writes it; there is what the service would have said, and n counts the
	// hostile answers so far.
	answer func(w http.ResponseWriter, there []byte, n int64)
	// harmless shapes may be read as if nothing was wrong.
	harmless bool
	// endless ones end by a cancel, if nothing else ends them.
	endless bool
}

// says answers 200 with a body.
func says(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, body)
}

// repeat writes a text until there are so many bytes, or nobody listens.
func repeat(w io.Writer, text string, size int) {
	block := bytes.Repeat([]byte(text), 32<<10/len(text))
	for size -= size % len(text); size > 0; size -= len(block) {
		if _, err := w.Write(block[:min(size, len(block))]); err != nil {
			return
		}
	}
}

// reworded puts something else in the place of each match in what the service says.
func reworded(pattern, by string) func(http.ResponseWriter, []byte, int64) {
	at := regexp.MustCompile(pattern)
	return func(w http.ResponseWriter, there []byte, _ int64) {
		says(w, string(at.ReplaceAll(there, []byte(by))))
	}
}

// within writes size bytes of a text inside a list that has the form of the answer.
func within(text string, size int) func(http.ResponseWriter, []byte, int64) {
	return func(w http.ResponseWriter, there []byte, _ int64) {
		head, tail := `{"id":"x","resources":[`, `{}],"value":[{}]}`
		switch {
		case bytes.HasPrefix(there, []byte("[")):
			head, tail = `[`, `{}]`
		case bytes.Contains(there, []byte(`"value"`)):
			head, tail = `{"value":[`, `{}]}`
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, head)
		repeat(w, text, size)
		_, _ = io.WriteString(w, tail)
	}
}

// paged adds a link to another page to what the service says.
func paged(next func(n int64) string) func(http.ResponseWriter, []byte, int64) {
	return func(w http.ResponseWriter, there []byte, n int64) {
		link := next(n)
		there = regexp.MustCompile(`"(@odata\.|@)?nextLink":"[^"]*",?`).ReplaceAll(there, nil)
		if i := bytes.IndexByte(there, '{'); i == 0 {
			there = slices.Concat([]byte(`{"nextLink":"`+link+`","@nextLink":"`+link+`",`), there[1:])
		}
		says(w, string(there))
	}
}

func shapes() []shape {
	const large = 3 << 20
	return []shape{
		{name: "huge body", answer: func(w http.ResponseWriter, _ []byte, _ int64) {
			_, _ = io.WriteString(w, `{"value":[],"x":"`)
			repeat(w, "x", 40<<20)
			_, _ = io.WriteString(w, `"}`)
		}},
		{name: "gzip bomb", answer: func(w http.ResponseWriter, _ []byte, _ int64) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "application/json")
			z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
			_, _ = io.WriteString(z, `{"value":[],"x":"`)
			repeat(z, "x", 1<<30)
			_ = z.Close()
		}},
		{name: "deep nesting", answer: func(w http.ResponseWriter, _ []byte, _ int64) {
			w.Header().Set("Content-Type", "application/json")
			repeat(w, `{"value":[`, 2<<20)
			repeat(w, `]}`, 1<<20)
		}},
		{name: "a list of millions", answer: within("{},", large)},
		{name: "a list just short enough", harmless: true, answer: within("{},", 3*19_000)},
		{name: "a document just simple enough", harmless: true, answer: reworded(`^\{`, `{"x":[0`+strings.Repeat(",[]", 490_000)+`],`)},
		{name: "long texts", harmless: true, answer: within(`"`+strings.Repeat("x", 1<<10)+`",`, large)},
		{name: "endless paging", endless: true, harmless: true, answer: paged(func(n int64) string { return fmt.Sprintf("PATH?$skiptoken=%d", n) })},
		{name: "repeated token", harmless: true, answer: paged(func(int64) string { return "PATH?$skiptoken=same" })},
		{name: "wrong content type", harmless: true, answer: func(w http.ResponseWriter, there []byte, _ int64) {
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write(there)
		}},
		{name: "web page", answer: func(w http.ResponseWriter, _ []byte, _ int64) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<!DOCTYPE html><title>Sign in</title><script>top.location='https://evil.example'</script>")
		}},
		{name: "truncated", answer: func(w http.ResponseWriter, there []byte, _ int64) {
			w.Header().Set("Content-Length", strconv.Itoa(len(there)))
			_, _ = w.Write(there[:len(there)*2/3])
		}},
		{name: "invalid UTF-8", harmless: true, answer: reworded(`([A-Za-z])"`, "$1\xff\xc0\xaf\xed\xa0\x80\"")},
		{name: "duplicate keys", harmless: true, answer: reworded(`\{"`, `{"id":"evil","id":"more","$$schema":1,"name":"a","name":"b","`)},
		{name: "huge numbers", harmless: true, answer: reworded(`:\s*("[0-9]+"|[0-9]+|true|false)`, ":"+strings.Repeat("9", 4000)+"e999999999")},
		{name: "wrong types", harmless: true, answer: reworded(`:\s*"[^"]*"`, `:[{"a":[1]},null]`)},
		{name: "a byte a second", endless: true, answer: func(w http.ResponseWriter, _ []byte, _ int64) {
			for _, err := io.WriteString(w, `{"value":[`); err == nil; _, err = io.WriteString(w, " ") {
				_ = http.NewResponseController(w).Flush()
				time.Sleep(time.Second)
			}
		}},
	}
}

// hostile is a service of which one call answers in a hostile way.
type hostile struct {
	real  http.Handler
	shape shape
	match func(*http.Request) bool // nil: none
	n     atomic.Int64             // hostile answers
	busy  sync.WaitGroup           // who is answering

	mu   sync.Mutex
	gets map[string]bool // what is asked, ids taken out
}

// kindOf is what a GET asks for: its address without what differs from offer to offer.
func kindOf(r *http.Request) string {
	path := regexp.MustCompile(`[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\b[0-9]{6,}[0-9a-f-]*\b|instanceID=[^)]*|module=[^)]*`).ReplaceAllString(r.URL.Path, "*")
	path = regexp.MustCompile(`/publishers/[^/]+`).ReplaceAllString(path, "/publishers/*")
	return path
}

func (h *hostile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.busy.Add(1)
	defer h.busy.Done()
	h.mu.Lock()
	match, answer := h.match, h.shape.answer
	if r.Method == http.MethodGet {
		h.gets[kindOf(r)] = true
	}
	h.mu.Unlock()
	if r.Method != http.MethodGet || match == nil || !match(r) {
		h.real.ServeHTTP(w, r)
		return
	}
	there := httptest.NewRecorder()
	h.real.ServeHTTP(there, r)
	path := []byte(r.URL.Path)
	answer(&rewriter{w, path}, bytes.TrimSpace(there.Body.Bytes()), h.n.Add(1))
}

// rewriter puts the path of the request where an answer says PATH.
type rewriter struct {
	http.ResponseWriter
	path []byte
}

func (w *rewriter) Write(b []byte) (int, error) {
	if !bytes.Contains(b, []byte("PATH")) {
		return w.ResponseWriter.Write(b)
	}
	n, err := w.ResponseWriter.Write(bytes.ReplaceAll(b, []byte("PATH"), w.path))
	return min(n, len(b)), err
}

// Unwrap lets an answer be flushed.
func (w *rewriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// pipes are connections in memory, so that an answer takes the whole way, real
// transport and compression included, inside a bubble.
type pipes struct {
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.dialled:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.dialled <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// read is something screens ask the market for, through the usual APIs or the given one.
type read struct {
	name string
	api  model.API
	do   func(ctx context.Context, m *client.Market) error
}

// siege is a market on a hostile service.
type siege struct {
	t       *testing.T
	service *hostile
	base    http.RoundTripper
	cat     *catalog.Catalog
	kept    *store.Store
	targets []assailed
}

// assailed is an offer with an operation to watch.
type assailed struct {
	api   model.API
	offer model.Offer
	op    model.Operation
}

// besiege runs a test on connections in memory.
func besiege(t *testing.T, play func(s *siege)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := world.New(world.Options{Now: time.Now()})
		h := &hostile{real: sandbox.New(sandbox.Options{World: w, Token: "owner"}), gets: map[string]bool{}}
		p := &pipes{dialled: make(chan net.Conn), closed: make(chan struct{})}
		server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
		var wg sync.WaitGroup
		wg.Go(func() { _ = server.Serve(p) })
		rt := transport.NewBase()
		rt.Proxy, rt.DialContext = nil, p.dial
		base, err := transport.HostMap("http://127.0.0.1", rt)
		if err != nil {
			t.Fatal(err)
		}
		cat, err := loaded()
		if err != nil {
			t.Fatal(err)
		}
		kept, err := store.OpenMemory(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer kept.Close()
		play(&siege{t: t, service: h, base: base, cat: cat, kept: kept})
		rt.CloseIdleConnections()
		_ = server.Close()
		h.busy.Wait()
		wg.Wait()
	})
}

// market opens a market.
func (s *siege) market(api model.API) *client.Market {
	s.t.Helper()
	m, err := client.New(client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: s.kept, Catalog: s.cat, Base: s.base, API: api,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return m
}

// reads are all that the market reads for a screen, each of which is tried with an offer of
// each API.
func (s *siege) reads() []read {
	list := func(ctx context.Context, m *client.Market) error {
		var errs []error
		for _, err := range m.Offers(ctx, model.Scope{}) {
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	}
	out := []read{
		{"list the offers", "", list},
		{"list the accounts", "", func(ctx context.Context, m *client.Market) error {
			able, err := m.Capabilities(ctx, "owner")
			errs := []error{err}
			for _, p := range able.Probes {
				if p.Answer == model.Unknown {
					errs = append(errs, errors.New(p.Said))
				}
			}
			_, err = m.Accounts(ctx)
			return errors.Join(append(errs, err)...)
		}},
	}
	for _, a := range s.targets {
		o, name := a.offer, " of "+string(a.offer.ID)
		add := func(what string, do func(context.Context, *client.Market) error) {
			out = append(out, read{what + name, a.api, do})
		}
		add("list the offers beside that", list)
		add("find", func(ctx context.Context, m *client.Market) error {
			_, err := m.Find(ctx, model.Scope{}, o.ID)
			return err
		})
		add("standing", func(ctx context.Context, m *client.Market) error {
			_, err := m.Standing(ctx, o)
			return err
		})
		add("glance", func(ctx context.Context, m *client.Market) error {
			_, err := m.Glance(ctx, o)
			return err
		})
		add("findings", func(ctx context.Context, m *client.Market) error {
			_, _, err := m.Findings(ctx, o, cmp.Or(a.op.Submission, "1152921500000000042"))
			return err
		})
		add("watch", func(ctx context.Context, m *client.Market) error {
			_, err := m.Watch(ctx, a.op)
			return err
		})
		for _, env := range model.Environments() {
			add(string(env), func(ctx context.Context, m *client.Market) error {
				_, err := m.Contents(ctx, o, env)
				return err
			})
		}
	}
	return out
}

// prepare sends an offer of each API on its way to preview, so that there is something to
// watch.
func (s *siege) prepare() {
	s.t.Helper()
	for _, d := range dialects() {
		m := s.market("")
		o := must(m.Find(s.t.Context(), model.Scope{}, d.offer))
		doc := pickDocument(s.t, must(m.Contents(s.t.Context(), o, model.Draft)), "listing")
		must(m.Save(s.t.Context(), o, edited(s.t, doc, d.at, `"Said better than before"`)))
		s.targets = append(s.targets, assailed{"", o, must(m.Publish(s.t.Context(), o, model.PublishRequest{Sections: listing()}))})
	}
	m := s.market(model.CPP)
	o := must(m.Find(s.t.Context(), model.Scope{}, "skiff-router"))
	s.targets = append(s.targets, assailed{model.CPP, o, must(m.Publish(s.t.Context(), o, model.PublishRequest{}))})
}

// asks lists what a read asks for.
func (s *siege) asks(r read) []string {
	s.service.mu.Lock()
	clear(s.service.gets)
	s.service.match = nil
	s.service.mu.Unlock()
	m := s.market(r.api)
	if err := r.do(s.t.Context(), m); err != nil && !errors.Is(err, client.ErrNotFound) {
		s.t.Errorf("%s: %v", r.name, err)
	}
	return slices.Sorted(maps.Keys(s.service.gets))
}

// attack makes one call answer in a hostile way, and reads.
func (s *siege) attack(r read, get string, sh shape) {
	s.service.mu.Lock()
	s.service.shape = sh
	s.service.match = func(req *http.Request) bool { return kindOf(req) == get }
	s.service.mu.Unlock()
	s.service.n.Store(0)
	m := s.market(r.api)
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	var left time.Time
	if sh.endless {
		defer time.AfterFunc(90*time.Second, func() { left = time.Now(); cancel() }).Stop()
	}
	began := time.Now()
	err := r.do(ctx, m)
	what := fmt.Sprintf("%s, %s in %s", r.name, sh.name, get)
	if late := time.Since(left); !left.IsZero() && late > 200*time.Millisecond {
		s.t.Errorf("%s: went on for %s after the cancel", what, late)
	}
	if took := time.Since(began); took > 3*time.Minute {
		s.t.Errorf("%s: took %s", what, took)
	}
	if n := s.service.n.Load(); n == 0 || n > 60_000 {
		s.t.Errorf("%s: %d hostile answers", what, n)
	}
	if err == nil && !sh.harmless && !dispensable(get) {
		s.t.Errorf("%s: nothing was said", what)
	}
	if err != nil && !legible(err) {
		s.t.Errorf("%s: unclear: %q", what, err)
	}
}

// dispensable reports whether the market makes do without an answer: the names of
// publishers and accounts, and lists that another API has, too.
func dispensable(get string) bool {
	return slices.Contains([]string{"/api/publishers", "/api/publishers/*/offers", "/tenants", "/rp/product-ingestion/product"}, get)
}

// legible reports whether an error can be shown to a person.
func legible(err error) bool {
	text := err.Error()
	return len(text) < 4000 && utf8.ValidString(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) &&
		!strings.Contains(text, strings.Repeat("9", 200))
}

// gauge is how much memory the heap has taken at most.
type gauge struct{ most atomic.Uint64 }

// watchMemory samples the heap until it is told to stop.
func watchMemory() (g *gauge, stop func()) {
	g = &gauge{}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(sample)
			g.most.Store(max(g.most.Load(), sample[0].Value.Uint64()))
			select {
			case <-end:
				return
			case <-tick.C:
			}
		}
	}()
	return g, func() { close(end); <-ended }
}

// T-LIMITS: one call after the other answers in each hostile way. Whatever the market was
// asked for ends, in time, in bounded memory, and with words.
//
// It is not run beside others: they would be in its memory.
func TestLimits_hostileAnswers(t *testing.T) {
	const memory = 150 << 20
	// By default each call meets one shape, and each shape some calls.
	every := max(1, len(shapes())/tries.Of(1))
	tries, gets, most := 0, map[string]bool{}, uint64(0)
	heap, stop := watchMemory() // outside of the bubble, whose time stands still while work is done
	defer stop()
	besiege(t, func(s *siege) {
		s.prepare()
		for _, r := range s.reads() {
			for _, get := range s.asks(r) {
				if gets[get] {
					continue
				}
				gets[get] = true
				for i, sh := range shapes() {
					if (len(gets)+i)%every != 0 {
						continue
					}
					tries++
					runtime.GC()
					heap.most.Store(0)
					s.attack(r, get, sh)
					peak := heap.most.Load()
					most = max(most, peak)
					if peak > memory {
						t.Errorf("%s, %s in %s: %d MB of memory", r.name, sh.name, get, peak>>20)
					}
				}
			}
		}
	})
	t.Log(strings.Join(slices.Sorted(maps.Keys(gets)), "\n"))
	t.Logf("T-LIMITS: %d shapes x %d GETs, %d attacks, at most %d MB", len(shapes()), len(gets), tries, most>>20)
}
