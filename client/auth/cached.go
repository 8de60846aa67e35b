package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"sync"
	"time"

	"awning/client/secret"
)

// early is how long before its end a token is replaced.
const early = 5 * time.Minute

// fetch gets a new token for an audience, and how long it is good for. claims is what a
// policy demands of the token, as JSON; mostly empty.
type fetch func(ctx context.Context, audience, claims string) (secret.String, time.Duration, error)

// cached keeps the access tokens of one source, in memory only. It is safe for use by
// several goroutines at once: those that want a token for one audience share one
// request, and those for different audiences are fetched side by side.
type cached struct {
	fetch fetch

	mu     sync.Mutex
	tokens map[string]*entry
}

// entry is the token of one audience. Who holds the turn may replace it.
type entry struct {
	turn chan struct{} // holds one element while somebody has the turn

	// Guarded by the source's mu.
	token    secret.String
	replace  time.Time // from when on it is not given out
	obtained int       // how many tokens there have been
	claims   string    // what was demanded last; tokens that follow must have it as well
}

func newCached(f fetch) *cached { return &cached{fetch: f, tokens: map[string]*entry{}} }

// Token returns a token for the audience, from memory while it is good for five more
// minutes. With fresh set it returns one that was asked for after the call began, its
// own or another caller's. A refused sign-in is an [*Error].
func (c *cached) Token(ctx context.Context, audience string, fresh bool) (secret.String, error) {
	return c.get(ctx, audience, "", fresh)
}

// Answer returns a token that has what a service demanded of it in a challenge: claims,
// the challenge's JSON text, decoded. Nobody is asked for anything: where a person would
// have to be, the error is an [*Error] that says to sign in again.
func (c *cached) Answer(ctx context.Context, audience, claims string) (secret.String, error) {
	if err := checkClaims(claims); err != nil {
		return secret.String{}, err
	}
	return c.get(ctx, audience, claims, true)
}

func (c *cached) get(ctx context.Context, audience, claims string, fresh bool) (secret.String, error) {
	e, seen := c.entry(audience)
	if token, ok := c.usable(e, seen, claims, fresh); ok {
		return token, nil
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return secret.String{}, ctx.Err()
	}
	if token, ok := c.usable(e, seen, claims, fresh); ok {
		return token, nil // somebody else got it meanwhile
	}
	claims = cmp.Or(claims, c.demanded(e))
	token, life, err := c.fetch(ctx, audience, claims)
	if err != nil {
		return secret.String{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// A token that lives shortly is used for half its life.
	e.token, e.claims, e.replace = token, claims, time.Now().Add(max(life-early, life/2))
	e.obtained++
	return token, nil
}

// entry returns the audience's entry, and how many tokens it has seen so far.
func (c *cached) entry(audience string) (e *entry, obtained int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.tokens[audience]
	if !ok {
		e = &entry{turn: make(chan struct{}, 1)}
		c.tokens[audience] = e
	}
	return e, e.obtained
}

// usable returns the cached token if it will do.
func (c *cached) usable(e *entry, seen int, claims string, fresh bool) (secret.String, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case fresh && e.obtained == seen, claims != "" && e.claims != claims,
		e.token.Empty(), !time.Now().Before(e.replace):
		return secret.String{}, false
	}
	return e.token, true
}

func (c *cached) demanded(e *entry) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return e.claims
}

// checkClaims refuses a challenge that is no JSON object: it is sent on to the directory.
func checkClaims(claims string) error {
	const limit = 16 << 10
	var object map[string]json.RawMessage
	if len(claims) > limit || json.Unmarshal([]byte(claims), &object) != nil || object == nil {
		return &Error{
			Message: "the service demands another sign-in, in words that make no sense",
			hint:    signInAgain,
		}
	}
	return nil
}
