package transport

import (
	"context"
	"net/http"
	"net/url"

	"awning/client/secret"
)

// Kind is a row of the retry matrix: what may be repeated, and when.
type Kind int

// The kinds of calls. "Lost" below means that sending began and no readable
// answer came back.
const (
	// Read is a GET or HEAD, status polls included: repeated after any passing
	// failure.
	Read Kind = iota
	// PutTagged is a PUT with If-Match: resent after 429; lost ones are
	// [ErrUncertain].
	PutTagged
	// PutUntagged is a PUT without an etag: after 429 it fails with [ErrBusy],
	// so that the caller re-reads before it sends again; the re-read waits as
	// long as the service asked. Lost ones are [ErrUncertain].
	PutUntagged
	// DeleteDraft deletes something that was never published: resent after 429,
	// and 404 means done. Lost ones are [ErrUncertain].
	DeleteDraft
	// Create is a POST that makes something that can be found again by an id of
	// our own. After 429 it fails with [ErrBusy]; lost ones are [ErrUncertain].
	Create
	// Act is a POST or DELETE that starts something: publish, go live, cancel,
	// configure. After 429 it fails with [ErrBusy]; lost ones are
	// [ErrUncertain] and must not be resent before the service was asked what
	// became of them.
	Act
	// Token asks a token endpoint: repeated like a read.
	Token
)

// Call is one request to an API.
type Call struct {
	// Op says in words what the call does, "list offers": errors begin with it.
	Op     string
	Kind   Kind
	Method string
	// Path holds single segments below the base URL. They are checked and
	// escaped here: a segment is never empty, "." or "..", and holds no slash,
	// backslash or control character.
	Path  []string
	Query url.Values
	// Link, if set, is what [API.Resolve] returned; it takes the place of Path
	// and Query.
	Link *url.URL
	// Header adds to the usual headers: If-Match, Content-Type if the body is
	// not JSON. Authorization and the Idempotency-Key names are refused.
	Header http.Header
	Body   []byte // nil: none
	// Harmless says that nothing of the publisher's is changed, whatever the method:
	// the call passes where calls may only read. It is retried as its kind says.
	Harmless bool
}

type onceKey struct{}

// Once returns a context whose calls tell what comes of the first try as it is, and at once:
// nothing is tried again, and no pause waited for that the service asked for. A refused token
// is replaced all the same.
func Once(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, true) }

// once reports whether a call is made only once.
func once(ctx context.Context) bool { return ctx.Value(onceKey{}) != nil }

// Reply is an answer that means success: 2xx, 304 to a call that named an etag
// in If-None-Match, or 404 to a [DeleteDraft].
type Reply struct {
	Status    int
	Header    http.Header
	Body      []byte // JSON, or empty
	RequestID string // what support asks for
}

// TokenSource gives out access tokens.
type TokenSource interface {
	// Token returns a token for the audience, such as
	// "https://graph.microsoft.com". It may return a cached one unless fresh is
	// set, which means that the last one was refused.
	Token(ctx context.Context, audience string, fresh bool) (secret.String, error)
}

// Answerer is a [TokenSource] that can get a token for a service which demands more of one
// than those it was shown.
type Answerer interface {
	// Answer returns a token for the audience that has the claims, a JSON object as the
	// service wrote it. It asks no person for anything; the error says to sign in again if
	// that is needed.
	Answer(ctx context.Context, audience, claims string) (secret.String, error)
}
