package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"awning/client/secret"
)

// stallLimit is how long nothing may come of a file that is being downloaded. A file has no
// limit of its own: large ones take long on slow lines.
const stallLimit = 60 * time.Second

var errStalled = fmt.Errorf("nothing came for %s", stallLimit)

// Download opens a file that the service has laid out in storage, and tells its size in bytes,
// or -1 if storage does not. The address carries its own permission, so that no token goes
// along, whatever its host; it is https, and redirects are not followed. Opening is tried again
// after a passing failure. Reading is not: a file that breaks off ends with an error, and has to
// be opened again. An address that is refused, or that nothing is
// at any more, is [ErrExpired].
//
// A file that storage keeps compressed is unpacked on the way, and its size is not known then.
//
// The caller closes the file. Reading it ends with the context.
func (a *API) Download(ctx context.Context, op string, address secret.String) (io.ReadCloser, int64, error) {
	at, err := storageAddress(address)
	if err != nil {
		return nil, 0, &Error{At: time.Now(), Op: op, Method: http.MethodGet, Cause: err}
	}
	began := time.Now()
	for try := 1; ; try++ {
		from, pause, failure := a.open(ctx, &flight{op: op, kind: Read, tries: try}, at)
		switch {
		case failure == nil:
			return from, from.size, nil
		case pause < 0, try == maxTries, once(ctx), ctx.Err() != nil, time.Since(began)+pause > Patience:
			return nil, 0, failure
		case sleep(ctx, pause) != nil:
			return nil, 0, failure
		}
	}
}

// storageAddress reads an address that a service handed out. It may lead to any host.
func storageAddress(address secret.String) (*url.URL, error) {
	given, err := url.Parse(address.Reveal())
	if err != nil {
		return nil, errors.New("the service gave no address that can be read to get the file from")
	}
	base, err := parseBase((&url.URL{Scheme: given.Scheme, Host: given.Host}).String())
	if err != nil {
		return nil, errors.New("the service gave no https address to get the file from")
	}
	return (&API{base: base}).Resolve(address.Reveal())
}

// open asks for a file once. A pause that is not negative says that it is worth trying again
// after it.
func (a *API) open(ctx context.Context, f *flight, at *url.URL) (*file, time.Duration, *Error) {
	live, cancel := context.WithCancelCause(context.WithValue(ctx, flightKey{}, f))
	watch := time.AfterFunc(stallLimit, func() { cancel(errStalled) })
	failed := func(e *Error) *Error {
		watch.Stop()
		cancel(nil)
		e.At, e.Op, e.Method, e.Target = time.Now(), f.op, http.MethodGet, at.Host+at.EscapedPath()
		return e
	}
	req, err := http.NewRequestWithContext(live, http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return nil, -1, failed(&Error{Cause: bare(err)})
	}
	req.Header.Set("Accept-Encoding", "identity") // or nobody knows the size
	resp, err := a.storage.RoundTrip(req)
	if err != nil {
		e, pause := failed(&Error{RequestID: f.requestID, Cause: because(live, err)}), time.Duration(-1)
		if act := next(Read, judgeError(err)); act == again {
			pause = backoff(f.tries)
		}
		return nil, pause, e
	}
	if resp.StatusCode != http.StatusOK {
		e, pause := refusal(resp, f.tries)
		_ = resp.Body.Close() // what was wanted of it was read
		return nil, pause, failed(e)
	}
	opened := &file{
		wire: resp.Body, body: resp.Body, size: resp.ContentLength, watch: watch,
		end:   func() { watch.Stop(); cancel(nil) },
		cause: func(err error) error { return because(live, err) },
	}
	if err = opened.unpack(resp.Header.Get("Content-Encoding")); err != nil {
		_ = resp.Body.Close() // nothing can be read of it
		return nil, -1, failed(&Error{RequestID: requestID(resp.Header), Cause: because(live, err)})
	}
	watch.Stop()
	return opened, 0, nil
}

// refusal makes the error of an answer without a file.
func refusal(resp *http.Response, try int) (*Error, time.Duration) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, textLimit))
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if err != nil {
		body = nil // the status must do
	}
	e := &Error{Status: resp.StatusCode, RequestID: requestID(resp.Header)}
	switch {
	case resp.StatusCode < http.StatusMultipleChoices:
		e.Cause = errors.New("storage answers with something else than the file")
	case resp.StatusCode < http.StatusBadRequest:
		e.Message = "it points elsewhere, and redirects are not followed"
	default:
		e.Code, e.Message, _ = StorageErrorText(body)
		e.Message = Scrub(e.Message)
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		e.Cause = ErrExpired
	}
	o := judge(http.MethodGet, resp.StatusCode, body)
	if o == busy {
		e.Wait = busyWait(resp.Header, try)
		return e, e.Wait
	}
	if next(Read, o) != again || resp.StatusCode < http.StatusMultipleChoices {
		return e, -1
	}
	asked, _ := retryAfter(resp.Header)
	return e, max(backoff(try), asked)
}

// because is why something ended: the reason of the context, if that did it.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return bare(err)
}

// file is a file on its way.
type file struct {
	wire  io.Closer // the connection
	body  io.Reader
	size  int64 // -1: not known
	read  int64
	watch *time.Timer
	end   func()
	cause func(error) error
}

// unpack reads what storage keeps compressed: it sends such a file as it is, asked or not.
func (f *file) unpack(encoding string) error {
	switch strings.ToLower(encoding) {
	case "", "identity":
		return nil
	case "gzip":
		plain, err := gzip.NewReader(f.body)
		if err != nil {
			return fmt.Errorf("the file is not compressed as storage says: %w", err)
		}
		f.body, f.size = plain, -1
		return nil
	}
	return fmt.Errorf("the file is compressed in a way nobody here knows: %q", encoding)
}

// Read waits for some of the file, but not for ever.
func (f *file) Read(p []byte) (int, error) {
	f.watch.Reset(stallLimit)
	n, err := f.body.Read(p)
	f.watch.Stop()
	f.read += int64(n)
	switch {
	case errors.Is(err, io.EOF) && f.read >= f.size: // also where nobody knows the size
		return n, io.EOF
	case errors.Is(err, io.EOF):
		return n, fmt.Errorf("the file broke off after %d of %d bytes: %w", f.read, f.size, io.ErrUnexpectedEOF)
	case err != nil:
		return n, fmt.Errorf("the file broke off after %d bytes: %w", f.read, f.cause(err))
	}
	return n, nil
}

// Close ends the download, wherever it is.
func (f *file) Close() error {
	f.end()
	return f.wire.Close()
}

// StorageErrorText reads the body of a call that storage refused: XML with a code and a
// message (learn.microsoft.com/rest/api/storageservices/status-and-error-codes2).
func StorageErrorText(body []byte) (code, message string, details map[string][]string) {
	var w struct {
		Code    string
		Message string
	}
	if xml.NewDecoder(bytes.NewReader(body)).Decode(&w) != nil {
		return "", "", nil
	}
	return w.Code, w.Message, nil
}
