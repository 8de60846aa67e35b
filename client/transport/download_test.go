package transport_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

// laid is what storage answers: a file, or an error in its place.
type laid struct {
	status int
	size   int64
	packed string // how it is compressed
	body   io.Reader
	err    error
}

// shelf is a storage whose answers are given one after the other, the last one for ever.
type shelf struct {
	answers []func(ctx context.Context) laid
	calls   int
}

func (s *shelf) RoundTrip(r *http.Request) (*http.Response, error) {
	s.calls++
	a := s.answers[min(s.calls, len(s.answers))-1](r.Context())
	if a.err != nil {
		return nil, a.err
	}
	return &http.Response{StatusCode: a.status, Request: r, Header: http.Header{"Content-Encoding": {a.packed}}, ContentLength: a.size, Body: io.NopCloser(a.body)}, nil
}

func (s *shelf) open(ctx context.Context) (io.ReadCloser, int64, error) {
	return withTokens("test", base, s).Download(ctx, "download", secret.New("https://blob.example.net/a.csv?sig=abc"))
}

func refuses(status int) func(context.Context) laid {
	return func(context.Context) laid { return laid{status: status, body: strings.NewReader("")} }
}

func lays(context.Context) laid {
	return laid{status: http.StatusOK, size: 4, body: strings.NewReader("text")}
}

func breaks(context.Context) laid { return laid{err: errors.New("connection reset")} }

// hangs answers nothing, until the request is given up.
func hangs(ctx context.Context) laid {
	<-ctx.Done()
	return laid{err: ctx.Err()}
}

// silence is a body of which nothing more comes.
type silence struct{ ctx context.Context } //nolint:containedctx // it stands for a connection, which has one

func (s silence) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}

// A file that does not open at once is asked for again after passing failures only.
func TestDownload_opens(t *testing.T) {
	t.Parallel()
	wait, down := refuses(http.StatusTooManyRequests), refuses(http.StatusServiceUnavailable)
	for name, tt := range map[string]struct {
		answers []func(context.Context) laid
		calls   int
		fails   bool
	}{
		"at once":           {answers: []func(context.Context) laid{lays}, calls: 1},
		"after trouble":     {answers: []func(context.Context) laid{down, breaks, wait, lays}, calls: 4},
		"never":             {answers: []func(context.Context) laid{down}, calls: 5, fails: true},
		"when nobody hears": {answers: []func(context.Context) laid{hangs, lays}, calls: 1, fails: true}, // a minute is over
		"not allowed":       {answers: []func(context.Context) laid{refuses(http.StatusForbidden), lays}, calls: 1, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &shelf{answers: tt.answers}
				began := time.Now()
				from, size, err := s.open(t.Context())
				if (err != nil) != tt.fails || s.calls != tt.calls || time.Since(began) > 2*time.Minute {
					t.Fatalf("%v after %d calls and %s", err, s.calls, time.Since(began))
				}
				if err != nil {
					if strings.Contains(err.Error(), "abc") {
						t.Errorf("the error shows the address: %v", err)
					}
					return
				}
				all, err := io.ReadAll(from)
				if err = errors.Join(err, from.Close()); err != nil || string(all) != "text" || size != 4 {
					t.Errorf("%q of %d bytes: %v", all, size, err)
				}
			})
		})
	}
}

// A file that does not come whole ends in an error, and never in less than was promised.
func TestDownload_breaks(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rest func(ctx context.Context) io.Reader
		size int64
		err  error
		took time.Duration
	}{
		"shorter than promised": {rest: func(context.Context) io.Reader { return strings.NewReader("") }, size: 10, err: io.ErrUnexpectedEOF},
		"nothing more comes":    {rest: func(ctx context.Context) io.Reader { return silence{ctx} }, size: 10, took: time.Minute},
		"of unknown size":       {rest: func(ctx context.Context) io.Reader { return silence{ctx} }, size: -1, took: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &shelf{answers: []func(context.Context) laid{func(ctx context.Context) laid {
					return laid{status: http.StatusOK, size: tt.size, body: io.MultiReader(strings.NewReader("half"), tt.rest(ctx))}
				}}}
				from, _, err := s.open(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				all, err := io.ReadAll(from)
				if err == nil || string(all) != "half" || tt.err != nil && !errors.Is(err, tt.err) || time.Since(began) != tt.took {
					t.Errorf("%q, %v after %s", all, err, time.Since(began))
				}
				if errors.Is(err, context.Canceled) {
					t.Errorf("nobody cancelled it: %v", err)
				}
				if err = from.Close(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// What storage keeps compressed is unpacked, and only what is whole is read to its end.
func TestDownload_compressed(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := io.WriteString(w, "text")
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		how, body, err string
	}{
		"gzip":         {how: "GZIP", body: packed.String()},
		"half of it":   {how: "gzip", body: packed.String()[:packed.Len()-4], err: "broke off"},
		"it is not":    {how: "gzip", body: "plain text, whatever they say", err: "not compressed as storage says"},
		"in a new way": {how: "zstd", body: "?", err: "zstd"},
	} {
		s := &shelf{answers: []func(context.Context) laid{func(context.Context) laid {
			return laid{status: http.StatusOK, size: int64(len(tt.body)), packed: tt.how, body: strings.NewReader(tt.body)}
		}}}
		from, size, err := s.open(transport.Once(t.Context()))
		var all []byte
		if err == nil {
			all, err = io.ReadAll(from)
			err = errors.Join(err, from.Close())
		}
		switch {
		case tt.err != "":
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: %v", name, err)
			}
		case err != nil || string(all) != "text" || size != -1:
			t.Errorf("%s: %q of %d bytes, %v", name, all, size, err)
		}
	}
}

// Whoever reads slowly loses nothing, and whoever cancels waits for nothing.
func TestDownload_readers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{answers: []func(context.Context) laid{lays}}
		from, _, err := s.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Hour) // the reader has other things to do
		if all, rerr := io.ReadAll(from); string(all) != "text" || rerr != nil {
			t.Errorf("%q, %v", all, rerr)
		}
		if err = from.Close(); err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		s = &shelf{answers: []func(context.Context) laid{func(ctx context.Context) laid {
			return laid{status: http.StatusOK, size: -1, body: silence{ctx}}
		}}}
		if from, _, err = s.open(ctx); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		if _, err = io.ReadAll(from); !errors.Is(err, context.Canceled) || time.Since(began) != time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		if err = from.Close(); err != nil {
			t.Error(err)
		}
	})
}
