package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// RoundTripper serves requests in memory: no socket, no goroutine, the
// caller's own context. Requests may address the real hosts; the path decides
// which API answers.
func (s *Server) RoundTripper() http.RoundTripper { return memory{s} }

type memory struct{ s *Server }

// RoundTrip is http.RoundTripper.
func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		read, err := io.ReadAll(r.Body)
		if err = errors.Join(err, r.Body.Close()); err != nil {
			return nil, fmt.Errorf("reading the request body: %w", err)
		}
		sent = read
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	a, err := m.s.serve(r.Context(), r, host, sent)
	if err != nil {
		return nil, err
	}
	body, length := io.NopCloser(a.reader()), int64(max(len(a.Body), a.Cut))
	if a.Stream != nil {
		body, length = a.Stream, -1
	}
	return &http.Response{
		Status:        fmt.Sprintf("%d %s", a.Status, http.StatusText(a.Status)),
		StatusCode:    a.Status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        a.Header,
		Body:          body,
		ContentLength: length,
		Request:       r,
	}, nil
}

// reader gives the body, and for one cut short the error a broken connection
// gives.
func (a answer) reader() io.Reader {
	body := bytes.NewReader(a.Body)
	if a.Cut == 0 {
		return body
	}
	return io.MultiReader(body, broken{})
}

type broken struct{}

// Read is io.Reader.
func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
