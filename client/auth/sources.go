package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// Given returns a secret that is at hand: from the environment, or the
// sandbox's.
func Given(s secret.String) func(context.Context) (secret.String, error) {
	return func(context.Context) (secret.String, error) {
		if s.Empty() {
			return secret.String{}, errors.New("it is empty")
		}
		return s, nil
	}
}

// FromKeyring reads a secret from the system's keyring, each time it is asked.
func FromKeyring(k *secret.Keyring, entry string) func(context.Context) (secret.String, error) {
	return func(ctx context.Context) (secret.String, error) { return k.Get(ctx, entry) }
}

// SourceOptions say where secrets come from and how the directory is reached.
type SourceOptions struct {
	Getenv  func(string) string
	Keyring *secret.Keyring
	Base    http.RoundTripper // as in [transport.Options]
	Logger  *slog.Logger      // nil: no log
}

// Source returns what signs a profile in. A token comes from the environment
// alone; an application's secret from the environment, unless that is meant for
// another application, and else from the keyring.
func Source(p model.Profile, o SourceOptions) transport.TokenSource {
	if p.Kind == model.StaticToken {
		return NewStatic(secret.New(o.Getenv(profile.EnvToken)))
	}
	own := FromKeyring(o.Keyring, profile.SecretEntry(p))
	given, meant := o.Getenv(profile.EnvClientSecret), o.Getenv(profile.EnvClientID)
	if given != "" && (meant == "" || meant == p.ClientID) {
		own = Given(secret.New(given))
	}
	return NewClientSecret(ClientSecretOptions{
		Tenant: p.Tenant, ClientID: p.ClientID, Secret: own, Base: o.Base, Logger: o.Logger,
	})
}
