package transport

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/go-resty/resty/v2"
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
	// Patience is how long a call may spend on trying again, and the longest wait
	// the service may ask for; 0 means [Patience].
	Patience time.Duration
	// ReadOnly refuses every call but GET, HEAD and those that are [Call.Harmless].
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
	base      *url.URL
	problem   error // with the base URL, told by the first call
	client    *resty.Client
	storage   http.RoundTripper // for files elsewhere, without token
	readOnly  bool
	errorText func([]byte) (string, string, map[string][]string)
}

// New sets an API up. A base URL that is no plain https address is reported by
// the first call.
func New(o Options) *API {
	log := o.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if o.Base == nil {
		o.Base = NewBase()
	}
	base, problem := parseBase(o.BaseURL)
	a := &API{base: base, problem: problem, readOnly: o.ReadOnly, errorText: o.ErrorText}
	a.storage = &logger{next: &authorizer{next: o.Base}, name: o.Name, log: log}
	if a.errorText == nil {
		a.errorText = ErrorText
	}
	a.client = resty.NewWithClient(&http.Client{
		Transport:     chain(o, base, log),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}).
		SetLogger(restyLog{log}).
		SetTimeout(callLimit).
		SetResponseBodyLimit(bodyLimit)
	return a
}

// chain stacks the layers: log, gate, retry, auth, base.
func chain(o Options, base *url.URL, log *slog.Logger) http.RoundTripper {
	g := newGate()
	g.next = &retrier{
		next:     &authorizer{next: o.Base, base: base, audience: o.Audience, tokens: o.Tokens},
		gate:     g,
		budget:   &budget{},
		patience: cmp.Or(o.Patience, Patience),
		log:      log,
		desk:     newDesk(),
	}
	return &logger{next: g, name: o.Name, log: log}
}
