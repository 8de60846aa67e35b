package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"awning/client/cpp"
	"awning/client/directory"
	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/insights"
	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
)

// method is one call of one of the services' clients.
type method struct {
	name string // "graph.Job"
	base string
	fn   reflect.Value
}

// methods are all calls that the services' clients have: what must hold for every
// call is tried on each, also on those that nobody has written yet.
func methods(rt http.RoundTripper, change ...func(*transport.Options)) []method {
	api := func(name, base string) *transport.API {
		o := transport.Options{Name: name, BaseURL: base, Audience: base, Tokens: &tokens{}, Base: rt}
		for _, f := range change {
			f(&o)
		}
		return transport.New(o)
	}
	var out []method
	for _, c := range []struct {
		name, base string
		client     any
	}{
		{"cpp", cpp.BaseURL, cpp.New(api("cpp", cpp.BaseURL))},
		{"directory", directory.BaseURL, directory.New(api("directory", directory.BaseURL))},
		{"graph", graph.BaseURL, graph.New(api("graph", graph.BaseURL))},
		{"v1", ingestion.BaseURL, ingestion.New(api("v1", ingestion.BaseURL))},
		{"insights", insights.BaseURL, insights.New(api("insights", insights.BaseURL))},
		{"payouts", payouts.BaseURL, payouts.New(api("payouts", payouts.BaseURL))},
	} {
		v := reflect.ValueOf(c.client)
		for i := range v.NumMethod() {
			if takesContext(v.Method(i).Type()) && !opens(v.Method(i).Type()) {
				out = append(out, method{c.name + "." + v.Type().Method(i).Name, c.base, v.Method(i)})
			}
		}
	}
	return out
}

func takesContext(f reflect.Type) bool {
	return f.NumIn() > 0 && f.In(0) == reflect.TypeFor[context.Context]()
}

// opens reports whether a call gets a file from storage, wherever that is: it sends no token,
// and goes by an address, not by a path.
func opens(f reflect.Type) bool {
	return f.NumOut() > 0 && f.Out(0) == reflect.TypeFor[io.ReadCloser]()
}

// texts counts the texts a call takes, those inside of structures included.
func (m method) texts() int {
	f := filler{at: -1}
	f.arguments(m.fn.Type())
	return f.n
}

// call makes the call with plain values, of which text number at, if there is one,
// is the given one. It reads lists to their end.
func (m method) call(ctx context.Context, at int, text string) error {
	f := filler{at: at, text: text}
	in := append([]reflect.Value{reflect.ValueOf(ctx)}, f.arguments(m.fn.Type())...)
	var out []reflect.Value
	if m.fn.Type().IsVariadic() {
		out = m.fn.CallSlice(in)
	} else {
		out = m.fn.Call(in)
	}
	last := out[len(out)-1]
	if last.Kind() != reflect.Func { // an error, not an iterator of pages
		err, _ := reflect.TypeAssert[error](last)
		return err
	}
	var err error
	last.Call([]reflect.Value{reflect.MakeFunc(last.Type().In(0), func(page []reflect.Value) []reflect.Value {
		if e, ok := reflect.TypeAssert[error](page[1]); ok {
			err = e
		}
		return []reflect.Value{reflect.ValueOf(true)}
	})})
	return err
}

// filler makes arguments.
type filler struct {
	at   int
	text string
	n    int // texts so far
}

// mark is what text number n is if nothing else is wanted.
func mark(n int) string { return fmt.Sprintf("zq%dqz", n) }

// arguments are all that a call takes beside its context.
func (f *filler) arguments(t reflect.Type) []reflect.Value {
	var in []reflect.Value
	for i := 1; i < t.NumIn(); i++ {
		in = append(in, f.value(t.In(i)))
	}
	return in
}

func (f *filler) value(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t == reflect.TypeFor[json.RawMessage](), t == reflect.TypeFor[[]byte]():
		v.SetBytes([]byte(`{}`))
	case t == reflect.TypeFor[secret.String]():
		v.Set(reflect.ValueOf(secret.New("https://blob.example.net/a?sig=1")))
	case t == reflect.TypeFor[ingestion.Shelf]():
		v.Set(reflect.ValueOf(ingestion.Images(f.next())))
	case t == reflect.TypeFor[payout.ExportKind]():
		v.SetString(string(payout.ExportEarnings))
	case t == reflect.TypeFor[cpp.Location]():
		v.SetString("/api/publishers/p/offers/o/operations/1?api-version=2017-10-31") // a link, not a name
	case t.Kind() == reflect.String:
		v.SetString(f.next())
	case t.Kind() == reflect.Int, t.Kind() == reflect.Int64:
		v.SetInt(1)
	case t.Kind() == reflect.Slice:
		v.Set(reflect.Append(v, f.value(t.Elem())))
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() {
				v.Field(i).Set(f.value(t.Field(i).Type))
			}
		}
	}
	return v
}

func (f *filler) next() string {
	f.n++
	if f.n-1 == f.at {
		return f.text
	}
	return mark(f.n - 1)
}

// wire answers every request with the same words and notes where it went.
type wire struct {
	status int
	header http.Header
	body   string
	seen   []*http.Request
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	w.seen = append(w.seen, r)
	header := http.Header{"Content-Type": {"application/json"}}
	maps.Copy(header, w.header)
	return &http.Response{StatusCode: w.status, Header: header, Body: io.NopCloser(bytes.NewBufferString(w.body)), Request: r}, nil
}

func (w *wire) paths() []string {
	var out []string
	for _, r := range w.seen {
		out = append(out, r.URL.EscapedPath())
	}
	return out
}

// hostileSegments are texts that would lead a path elsewhere.
func hostileSegments() []string {
	return []string{
		"", ".", "..", "/", `\`, "a/b", "../b", "a/..", "./a", "//", "a/", "/a", `a\b`, `..\b`,
		"a\nb", "a\r\nHost: evil.example", "a\x00", "\x00", "\x1b[2J", "\x7f", "\u0085", "a\xff", "\xc0\xae\xc0\xae", "\t",
	}
}

// T-PATHSEG: no text that a call is given ever becomes anything but one segment of its
// path. What is no segment is refused before anything is sent.
func TestPathSegments_everyCall(t *testing.T) {
	t.Parallel()
	w := &wire{status: http.StatusOK, body: `{}`}
	places, tries := 0, 0
	for _, m := range methods(w) {
		for at := range m.texts() {
			w.seen = nil
			_ = m.call(t.Context(), -1, "") // the answer fits hardly any: what matters is where it went
			plain := w.paths()
			inPath := slices.ContainsFunc(plain, func(p string) bool { return strings.Contains(p, mark(at)) })
			if inPath {
				places++
			}
			for _, hostile := range hostileSegments() {
				tries++
				w.seen = nil
				err := m.call(t.Context(), at, hostile)
				for i, got := range w.paths() {
					if i >= len(plain) || !sameWay(got, plain[i]) && !split(m, hostile) {
						t.Errorf("%s with %q as text %d went to %s", m.name, hostile, at, got)
					}
				}
				if inPath && len(w.seen) == 0 && err == nil {
					t.Errorf("%s with %q as text %d: nothing was sent, and nothing said", m.name, hostile, at)
				}
			}
		}
	}
	if places < 40 {
		t.Errorf("only %d places of paths were found", places)
	}
	t.Logf("T-PATHSEG: %d hostile texts x %d places of paths, %d calls in all: each was refused, or one segment", len(hostileSegments()), places, tries)
}

// sameWay reports whether a path has as many segments as another one, each a name.
func sameWay(path, plain string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for _, s := range segments {
		name, err := url.PathUnescape(s)
		if err != nil || name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\x00\r\n\t\x1b\x7f") {
			return false
		}
	}
	return len(segments) == strings.Count(strings.Trim(plain, "/"), "/")+1
}

// split reports whether a call takes ids of several segments, "plan/P/V", as this API
// writes them itself, and the text is such a one.
func split(m method, text string) bool {
	return strings.HasPrefix(m.name, "graph.") && text == "a/b"
}
