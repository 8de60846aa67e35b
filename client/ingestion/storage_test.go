package ingestion_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/ingestion"
	"awning/client/secret"
	"awning/client/transport"
)

// depot is a storage that keeps blocks as the real one does.
type depot struct {
	mu     sync.Mutex
	blocks map[string][]byte
	file   []byte
	kind   string
	calls  []string
	upset  func(n int, r *http.Request) *http.Response // answers instead, if it does
}

func (d *depot) RoundTrip(r *http.Request) (*http.Response, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	comp := r.URL.Query().Get("comp")
	d.calls = append(d.calls, r.Method+" "+comp)
	if r.Header.Get("Authorization") != "" || r.URL.Query().Get("sig") != "s+/=" || r.ContentLength != int64(len(body)) {
		return plain(r, http.StatusForbidden, "<Error><Code>AuthenticationFailed</Code></Error>"), nil
	}
	if d.upset != nil {
		if resp := d.upset(len(d.calls), r); resp != nil {
			return resp, nil
		}
	}
	switch comp {
	case "block":
		d.blocks[r.URL.Query().Get("blockid")] = body
	case "blocklist":
		var list struct{ Latest []string }
		if err := xml.Unmarshal(body, &list); err != nil {
			return plain(r, http.StatusBadRequest, ""), nil
		}
		d.file, d.kind = nil, r.Header.Get("X-Ms-Blob-Content-Type")
		for _, id := range list.Latest {
			d.file = append(d.file, d.blocks[id]...)
		}
	default:
		d.file, d.kind = body, r.Header.Get("Content-Type")
		if r.Header.Get("X-Ms-Blob-Type") != "BlockBlob" {
			return plain(r, http.StatusBadRequest, ""), nil
		}
	}
	return plain(r, http.StatusCreated, ""), nil
}

func plain(r *http.Request, status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Request: r, Header: http.Header{"Content-Type": {"application/xml"}}, Body: io.NopCloser(strings.NewReader(body))}
}

const sas = "https://files.example/in/content?sv=1&sig=s%2B%2F%3D&se=2026"

func put(t *testing.T, ctx context.Context, d *depot, address string, content []byte, sent func(int64)) error {
	t.Helper()
	if d.blocks == nil {
		d.blocks = map[string][]byte{}
	}
	s := ingestion.NewStorage(transport.Options{Base: d, Tokens: auth.NewStatic(secret.New("t")), Audience: auth.AudiencePartner})
	return s.Put(ctx, "send app.zip", secret.New(address), ingestion.Blob{
		Type: "application/zip", Size: int64(len(content)), Content: bytes.NewReader(content), Sent: sent,
	})
}

// Whatever its size, a file arrives as it is, without a token, and its address is used as it was
// given.
func TestStorage_arrives(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, 8 << 20, 8<<20 + 1, 12 << 20, 13<<20 + 7} {
		content := bytes.Repeat([]byte("0123456789abcde\n"), size/16+1)[:size]
		d, last := &depot{}, int64(0)
		if err := put(t, t.Context(), d, sas, content, func(n int64) { last = n }); err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		if !bytes.Equal(d.file, content) || d.kind != "application/zip" || last != int64(size) {
			t.Errorf("%d bytes arrived as %d of %s; %d were told; %v", size, len(d.file), d.kind, last, d.calls)
		}
		if whole := len(d.calls) == 1; whole != (size <= 8<<20) {
			t.Errorf("%d bytes took %v", size, d.calls)
		}
	}
}

// A part that fails in passing is sent again, with the wait storage asks for; a refusal
// is told at once.
func TestStorage_fails(t *testing.T) {
	t.Parallel()
	content := make([]byte, 9<<20)
	for name, c := range map[string]struct {
		status int
		header string
		body   string
		times  int // how often the second block fails
		calls  int
		waited time.Duration
		fails  bool
		err    error
	}{
		"once busy":          {status: http.StatusServiceUnavailable, times: 1, calls: 5, waited: time.Second},
		"asked to wait":      {status: http.StatusTooManyRequests, header: "30", times: 1, calls: 5, waited: 30 * time.Second},
		"down for long":      {status: http.StatusInternalServerError, times: 99, calls: 6, waited: 15 * time.Second, fails: true, err: transport.ErrUncertain},
		"address worn out":   {status: http.StatusForbidden, body: "<Error><Code>AuthenticationFailed</Code><Message>expired</Message></Error>", times: 99, calls: 2, fails: true, err: transport.ErrForbidden},
		"not what was meant": {status: http.StatusOK, times: 99, calls: 2, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				failed := 0
				d := &depot{upset: func(n int, r *http.Request) *http.Response {
					if n < 2 || failed >= c.times {
						return nil
					}
					failed++
					resp := plain(r, c.status, c.body)
					if c.header != "" {
						resp.Header.Set("Retry-After", c.header)
					}
					return resp
				}}
				began := time.Now()
				err := put(t, t.Context(), d, sas, content, nil)
				waited := time.Since(began)
				if c.fails != (err != nil) || c.err != nil && !errors.Is(err, c.err) {
					t.Errorf("error %v", err)
				}
				if err != nil && strings.Contains(err.Error(), "sig") {
					t.Errorf("the error tells the address: %v", err)
				}
				if len(d.calls) != c.calls || waited < c.waited || waited > c.waited+time.Second {
					t.Errorf("%d calls in %v: %v", len(d.calls), waited, d.calls)
				}
				if arrived := bytes.Equal(d.file, content); arrived == c.fails {
					t.Errorf("the file arrived: %v", arrived)
				}
			})
		})
	}
}

// Addresses that lead nowhere safe get no byte, and no token goes anywhere.
func TestStorage_addresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"", "http://files.example/a?sig=1", "//files.example/a", "/a", "https://user@files.example/a", "https://files.example/../a",
		"https://files.example/a\r\nb", "ftp://files.example/a", "https://files.example/a%2fb%2f..", "file:///etc/passwd",
	} {
		d := &depot{}
		if err := put(t, t.Context(), d, address, []byte("x"), nil); err == nil || len(d.calls) != 0 {
			t.Errorf("%q: %v, %v", address, err, d.calls)
		}
	}
}

// A cancel ends it between two parts or within a wait, and nothing is sent afterwards.
func TestStorage_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		d := &depot{upset: func(n int, r *http.Request) *http.Response {
			if n == 1 {
				time.AfterFunc(300*time.Millisecond, cancel)
			}
			return plain(r, http.StatusServiceUnavailable, "")
		}}
		began := time.Now()
		err := put(t, ctx, d, sas, make([]byte, 9<<20), nil)
		if !errors.Is(err, context.Canceled) || time.Since(began) != 300*time.Millisecond || len(d.calls) != 1 {
			t.Errorf("%v after %v and %v", err, time.Since(began), d.calls)
		}
	})
}
