package auth

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"awning/client/transport"
)

// callback is where the browser comes back to: a port of this machine that takes one
// request and has no other page; or what is pasted. Whichever is first counts.
type callback struct {
	port   int
	state  string // what only the browser's way through the directory can know
	found  chan url.Values
	server *http.Server // nil: no port is open
	once   sync.Once
}

// NoPort as [PersonOptions.Port] opens none. [Flow.Paste] has to be told where the
// browser ended.
const NoPort = -1

// listen opens the port, on the loopback address alone.
func listen(ctx context.Context, port int) (*callback, error) {
	if port == NoPort {
		const nobody = 1 // is there
		return &callback{port: nobody, state: random(), found: make(chan url.Values, 1)}, nil
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, &Error{
			Message: fmt.Sprintf("port %d of this machine cannot be opened: %v", port, err), Cause: err,
			hint: "choose another port, or sign in with a device code",
		}
	}
	c := &callback{state: random(), found: make(chan url.Values, 1)}
	if at, ok := l.Addr().(*net.TCPAddr); ok {
		c.port = at.Port
	}
	const patience = 10 * time.Second
	c.server = &http.Server{
		Handler: http.HandlerFunc(c.serve), ReadTimeout: patience, WriteTimeout: patience,
		MaxHeaderBytes: addressLimit, ErrorLog: log.New(io.Discard, "", 0),
	}
	c.server.SetKeepAlivesEnabled(false)
	go func() { _ = c.server.Serve(l) }() // it ends by close
	return c, nil
}

// addressLimit is how long an address may be that the browser ends at.
const addressLimit = 16 << 10

// redirect is the address that the directory sends the browser to. The registration
// names it without the port: that may be any.
func (c *callback) redirect() string { return "http://localhost:" + strconv.Itoa(c.port) }

// serve answers the browser. Nothing of the request is repeated on the page.
func (c *callback) serve(w http.ResponseWriter, req *http.Request) {
	host := req.Host == "localhost:"+strconv.Itoa(c.port) || req.Host == "127.0.0.1:"+strconv.Itoa(c.port)
	if req.Method != http.MethodGet || req.URL.Path != "/" || !host || !c.take(req.URL.Query()) {
		http.NotFound(w, req)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	// Whoever closed the window before does not need the page.
	_, _ = w.Write([]byte("You can close this window and go back to Awning.\n"))
}

// take accepts the end of this sign-in, once.
func (c *callback) take(query url.Values) bool {
	ours := subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(c.state)) == 1
	if !ours || query.Get("code")+query.Get("error") == "" {
		return false
	}
	taken := false
	c.once.Do(func() {
		c.found <- query
		taken = true
	})
	return taken
}

// paste takes the address from a person, who may have copied line breaks with it.
func (c *callback) paste(address string) error {
	if len(address) > addressLimit {
		return errors.New("that is too long for the address of a sign-in")
	}
	u, err := url.Parse(strings.Join(strings.Fields(address), ""))
	if err != nil || u.Scheme != "http" || u.Port() != strconv.Itoa(c.port) || u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1" {
		return fmt.Errorf("that is not where this sign-in ends: copy the whole address, which begins with %s", c.redirect())
	}
	if !c.take(u.Query()) {
		return errors.New("that address is of another sign-in, or was used already: copy the newest one")
	}
	return nil
}

// wait returns the code that the browser brought, or the refusal.
func (c *callback) wait(ctx context.Context, id identity) (string, error) {
	select {
	case query := <-c.found:
		if code := query.Get("code"); query.Get("error") == "" {
			return code, nil
		}
		return "", id.refusal(refusalInAddress(query))
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", &Error{
				Message: fmt.Sprintf("the browser did not come back within %s", flowLimit),
				hint:    "sign in again; paste the address the browser ends at if it shows an error",
			}
		}
		return "", ctx.Err()
	}
}

// refusalInAddress reads a refusal that came in an address as one that came in an answer.
func refusalInAddress(query url.Values) *transport.Error {
	e := &transport.Error{At: time.Now(), Op: "sign in", Method: http.MethodGet, Status: http.StatusBadRequest}
	body, err := json.Marshal(map[string]string{"error": query.Get("error"), "error_description": query.Get("error_description")})
	if err == nil {
		e.Code, e.Message, e.Details = entraErrorText(body)
	}
	e.Message = transport.Scrub(e.Message)
	return e
}

// close frees the port. The page that is being sent gets a moment, unless nobody waits
// any more.
func (c *callback) close(ctx context.Context) {
	if c.server == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if c.server.Shutdown(ctx) != nil {
		_ = c.server.Close() // the port is closed already: these are connections
	}
}
