package transport

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// Options say how to reach an API.
type Options struct {
	Name string // for the log: "graph"
	// BaseURL is the https address that paths are below, without a trailing
	// slash: "https://graph.microsoft.com/rp/product-ingestion".
	BaseURL string
	// Audience is what tokens are asked for; Tokens may be nil for calls without
	// one.
	Audience string
	Tokens   TokenSource
	// Base sends the requests; nil means [NewBase].
	Base   http.RoundTripper
	Logger *slog.Logger // nil: no log
	// Patience is how long a call may spend waiting and trying again; 0 means
	// [Patience].
	Patience time.Duration
	// ReadOnly refuses every call but GET and HEAD.
	ReadOnly bool
	// ErrorText reads the body of an error; nil means [ErrorText].
	ErrorText func(body []byte) (code, message string, details map[string][]string)
}

// Patience is how long a person waits for a call that does not work at once.
const Patience = 60 * time.Second

// API is one service, ready to be called. It is safe for use by several
// goroutines at once, and has to be shared by all that call the service: the
// waiting it is asked for holds for all of them.
type API struct {
	o    Options
	base *url.URL
}

// New sets an API up. A base URL that is no plain https address is reported by
// the first call.
func New(o Options) *API {
	return &API{o: o}
}

// Do sends a call and returns its answer, or an [*Error].
func (a *API) Do(ctx context.Context, c Call) (Reply, error) {
	return Reply{}, &Error{Op: c.Op, Method: c.Method, Cause: context.Cause(ctx)}
}

// Resolve reads a link that a server handed out (Location, nextLink,
// resourceUri): an absolute one, one relative to the host's root with or without
// its leading slash, or one relative to the base URL. It refuses every link that
// leaves the API's scheme, host and port: the token would travel with it.
func (a *API) Resolve(ref string) (*url.URL, error) {
	return a.base.Parse(ref)
}
