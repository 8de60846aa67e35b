package transport_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"awning/client/transport"
)

// onServer makes an API whose requests reach srv although they are addressed to
// the real https host.
func onServer(t *testing.T, address string, rt http.RoundTripper) *transport.API {
	t.Helper()
	mapped, err := transport.HostMap(address, rt)
	if err != nil {
		t.Fatal(err)
	}
	return newAPI(t, mapped)
}

// A kept connection that dies as the next request comes must not make the
// transport below send a write again.
func TestReplay_writesAreSeenOnce(t *testing.T) {
	t.Parallel()
	for _, kind := range []transport.Kind{transport.PutTagged, transport.PutUntagged, transport.DeleteDraft, transport.Create, transport.Act} {
		var writes atomic.Int32
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				_, _ = io.WriteString(w, `{}`)
				return
			}
			_, _ = io.Copy(io.Discard, r.Body)
			writes.Add(1)
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_ = conn.Close() // applied, answer lost
			}
		}))
		rt := transport.NewBase()
		api := onServer(t, srv.URL, rt)
		for range 3 { // each on a kept connection
			if _, err := api.Do(t.Context(), call(transport.Read)); err != nil {
				t.Fatal(err)
			}
			if _, err := api.Do(t.Context(), call(kind)); !errors.Is(err, transport.ErrUncertain) {
				t.Errorf("kind %d: err %v, want ErrUncertain", kind, err)
			}
		}
		if n := writes.Load(); n != 3 {
			t.Errorf("kind %d: 3 writes were seen %d times", kind, n)
		}
		rt.CloseIdleConnections()
		srv.Close()
	}
}

func TestNetwork_http2AnswerLost(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("spoke %s", r.Proto)
		}
		if r.Method == http.MethodGet {
			_, _ = io.WriteString(w, `{}`)
			return
		}
		seen.Add(1)
		panic(http.ErrAbortHandler)
	}))
	srv.EnableHTTP2 = true
	srv.StartTLS()
	defer srv.Close()
	client, ok := srv.Client().Transport.(*http.Transport)
	if !ok {
		t.Fatal("no transport")
	}
	rt := transport.NewBase()
	rt.TLSClientConfig.RootCAs = client.TLSClientConfig.RootCAs
	rt.TLSClientConfig.ServerName = "example.com"
	defer rt.CloseIdleConnections()
	api := onServer(t, srv.URL, rt)
	if _, err := api.Do(t.Context(), call(transport.Read)); err != nil {
		t.Fatal(err)
	}
	if _, err := api.Do(t.Context(), call(transport.Act)); !errors.Is(err, transport.ErrUncertain) || seen.Load() != 1 {
		t.Errorf("err %v after %d requests; want ErrUncertain after one", err, seen.Load())
	}
}

func TestNetwork_unsent(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close() // nobody listens there now
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for name, address := range map[string]string{
		"refused": closed.URL,
		"no TLS":  strings.Replace(plain.URL, "http:", "https:", 1),
	} {
		rt := transport.NewBase()
		mapped, err := transport.HostMap(address, rt)
		if err != nil {
			t.Fatal(err)
		}
		api := newAPI(t, mapped, func(o *transport.Options) { o.Patience = 1 })
		_, err = api.Do(t.Context(), call(transport.Act))
		e, ok := errors.AsType[*transport.Error](err)
		if !ok || e.Uncertain || e.Status != 0 || !strings.Contains(e.Hint(), "network connection") {
			t.Errorf("%s: err %v; want a certain failure to connect", name, err)
		}
	}
}

func TestHostMap(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"http://127.0.0.1:8787", "http://127.9.9.9:1", "http://[::1]:8787", "http://localhost:8787", "https://sandbox.example", "https://10.0.0.1:8443/"} {
		if _, err := transport.HostMap(good, &fake{}); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"http://example.com", "http://10.0.0.1", "http://0.0.0.0:8787", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
		"ftp://127.0.0.1", "127.0.0.1:8787", "localhost", "http://127.0.0.1:8787/x", "http://u:p@127.0.0.1:8787", "http://127.0.0.1?x", "%zz", "http://", "unix:///x",
	} {
		if _, err := transport.HostMap(bad, &fake{}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
	if rt, err := transport.HostMap("", nil); rt != nil || err != nil {
		t.Errorf("no cloud: %v, %v; want the base itself", rt, err)
	}
	srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
	if _, err := onServer(t, "http://127.0.0.1:8787", srv).Do(t.Context(), call(transport.Read)); err != nil {
		t.Fatal(err)
	}
	got := srv.seen[0]
	if got.URL.Host != "127.0.0.1:8787" || got.URL.Scheme != "http" || got.Host != "api.example.com" || got.Header.Get("Authorization") == "" {
		t.Errorf("dialled %s://%s for %s with %v", got.URL.Scheme, got.URL.Host, got.Host, got.Header)
	}
}

func TestNetwork_answerTooLong(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		seen.Add(1)
		b := bufio.NewWriter(w)
		defer b.Flush()
		_, _ = b.WriteString(`{"a":"`)
		for range 20 << 10 {
			if _, werr := b.WriteString(strings.Repeat("x", 1<<10)); werr != nil {
				return
			}
		}
	})}
	go func() { _ = srv.Serve(ln) }()
	defer srv.Close()
	_, err = onServer(t, "http://"+ln.Addr().String(), transport.NewBase()).Do(t.Context(), call(transport.Read))
	if err == nil || !strings.Contains(err.Error(), "longer than 16 MiB") || seen.Load() != 1 {
		t.Errorf("err %v after %d requests; want one refusal", err, seen.Load())
	}
}
