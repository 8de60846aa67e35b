package auth

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

// Authority is where Microsoft Entra signs people and applications in.
const Authority = "https://login.microsoftonline.com"

// early is how long before its end a token is replaced.
const early = 5 * time.Minute

// ClientSecretOptions say who signs in.
type ClientSecretOptions struct {
	Tenant   string // GUID or domain
	ClientID string // of the Entra application
	// Secret is asked for each new token, so that the secret itself is kept no
	// longer than needed: [Given], [FromKeyring].
	Secret func(context.Context) (secret.String, error)
	// Base sends the requests, as in [transport.Options].
	Base   http.RoundTripper
	Logger *slog.Logger // nil: no log
}

// ClientSecret signs in as an Entra application, by client credentials; see
// learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
// It is safe for use by several goroutines at once: those that want a token for
// one audience share one request.
type ClientSecret struct {
	o   ClientSecretOptions
	api *transport.API

	mu     sync.Mutex
	cached map[string]*entry
}

// entry is the token of one audience. Who holds the turn may replace it.
type entry struct {
	turn chan struct{} // holds one element while somebody has the turn

	// Guarded by the source's mu.
	token    secret.String
	replace  time.Time // from when on it is not given out
	obtained int       // how many tokens there have been
}

// NewClientSecret returns a source for the application.
func NewClientSecret(o ClientSecretOptions) *ClientSecret {
	api := transport.New(transport.Options{
		Name: "entra", BaseURL: Authority, Base: o.Base, Logger: o.Logger, ErrorText: entraErrorText,
	})
	return &ClientSecret{o: o, api: api, cached: map[string]*entry{}}
}

// Token returns a token for the audience, from memory while it is good for five
// more minutes. With fresh set it returns one that was asked for after the call
// began, its own or another caller's. A refused sign-in is an [*Error].
func (c *ClientSecret) Token(ctx context.Context, audience string, fresh bool) (secret.String, error) {
	e, seen := c.entry(audience)
	if token, ok := c.usable(e, seen, fresh); ok {
		return token, nil
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return secret.String{}, ctx.Err()
	}
	if token, ok := c.usable(e, seen, fresh); ok {
		return token, nil // somebody else got it meanwhile
	}
	token, life, err := c.request(ctx, audience)
	if err != nil {
		return secret.String{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// A token that lives shortly is used for half its life.
	e.token, e.replace = token, time.Now().Add(max(life-early, life/2))
	e.obtained++
	return token, nil
}

// entry returns the audience's entry, and how many tokens it has seen so far.
func (c *ClientSecret) entry(audience string) (e *entry, obtained int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.cached[audience]
	if !ok {
		e = &entry{turn: make(chan struct{}, 1)}
		c.cached[audience] = e
	}
	return e, e.obtained
}

// usable returns the cached token if it will do.
func (c *ClientSecret) usable(e *entry, seen int, fresh bool) (secret.String, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if fresh && e.obtained == seen || e.token.Empty() || !time.Now().Before(e.replace) {
		return secret.String{}, false
	}
	return e.token, true
}

// request asks the token endpoint.
func (c *ClientSecret) request(ctx context.Context, audience string) (secret.String, time.Duration, error) {
	own, err := c.o.Secret(ctx)
	if err != nil {
		return secret.String{}, 0, noSecret(c.o.ClientID, err)
	}
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {c.o.ClientID}, "client_secret": {own.Reveal()},
		"scope": {strings.TrimSuffix(audience, "/") + "/.default"},
	}
	reply, err := c.api.Do(ctx, transport.Call{
		Op: "sign in to " + strings.TrimPrefix(audience, "https://"), Kind: transport.Token, Method: http.MethodPost,
		Path:   []string{c.o.Tenant, "oauth2", "v2.0", "token"},
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:   []byte(form.Encode()),
	})
	if err != nil {
		return secret.String{}, 0, c.translate(err)
	}
	return readToken(reply.Body)
}

// readToken reads the answer of a token endpoint. The lifetime is a number, or a
// text with one.
func readToken(body []byte) (secret.String, time.Duration, error) {
	var answer struct {
		AccessToken string      `json:"access_token"`
		ExpiresIn   json.Number `json:"expires_in"`
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.AccessToken == "" {
		return secret.String{}, 0, &Error{
			Message: "the sign-in service answered without a token",
			hint:    "a proxy may stand in between; check the network, then try again",
		}
	}
	seconds, err := answer.ExpiresIn.Int64()
	if err != nil || seconds < 0 {
		seconds = 0 // used once, then asked for again
	}
	const longest = int64(24 * time.Hour / time.Second)
	return secret.New(answer.AccessToken), time.Duration(min(seconds, longest)) * time.Second, nil
}
