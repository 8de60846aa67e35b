package auth

import (
	"context"
	"log/slog"
	"net/http"

	"awning/client/secret"
)

// ClientSecretOptions say who signs in.
type ClientSecretOptions struct {
	Tenant   string // GUID or domain
	ClientID string // of the Entra application
	// Secret is asked for each new token, so that the secret itself is kept no
	// longer than needed.
	Secret func(context.Context) (secret.String, error)
	// Base sends the requests, as in [transport.Options].
	Base   http.RoundTripper
	Logger *slog.Logger
}

// ClientSecret signs in as an Entra application.
type ClientSecret struct{ o ClientSecretOptions }

// NewClientSecret returns a source for the application.
func NewClientSecret(o ClientSecretOptions) *ClientSecret { return &ClientSecret{o: o} }

// Token returns a token for the audience, from memory while it is good for five
// more minutes.
func (c *ClientSecret) Token(ctx context.Context, _ string, _ bool) (secret.String, error) {
	return c.o.Secret(ctx)
}
