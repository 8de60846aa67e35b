package auth

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// SourceOptions say where secrets come from and how the directory is reached.
type SourceOptions struct {
	Getenv func(string) string
	// Safe keeps sign-ins and secrets between runs; nil keeps them in memory.
	Safe   *secret.Safe
	Base   http.RoundTripper // as in [transport.Options]
	Logger *slog.Logger      // nil: no log
	// Run runs the Azure CLI and returns its standard output; nil runs the program itself,
	// without the secrets of this process's environment.
	Run func(ctx context.Context, name string, args ...string) ([]byte, error)
}

// Source returns what signs a profile in. Nothing is asked before the first token is
// wanted. A given token comes from the environment alone; a secret from the environment,
// unless that is meant for another application, and else from the safe. All but a given
// token are a [transport.Answerer] as well. The source is safe for use by several
// goroutines at once.
func Source(p model.Profile, o SourceOptions) transport.TokenSource {
	if o.Safe == nil {
		o.Safe = secret.NewSafe(secret.SafeOptions{})
	}
	if o.Run == nil {
		o.Run = runCommand
	}
	app := applicationOptions{tenant: p.Tenant, clientID: p.ClientID, base: o.Base, logger: o.Logger}
	switch p.Kind {
	case model.StaticToken:
		return NewStatic(secret.New(o.Getenv(profile.EnvToken)))
	case model.DeviceCode, model.Browser:
		id := identity{tenant: p.Tenant, clientID: p.ClientID}
		return personSource(id, p.User, o.Safe.Slot(profile.SignInEntry(p), p.Storage), o.Base, o.Logger)
	case model.ClientSecret:
		app.proof = clientSecret(p, o)
	case model.Certificate:
		app.proof = certificate(p, o)
	case model.WorkloadIdentity:
		app.proof = workload(p.ClientID, o.Getenv)
	case model.AzureCLI:
		return newCached(azureCLI{tenant: p.Tenant, run: o.Run}.fetch)
	default:
		return broken{&Error{
			Message: fmt.Sprintf("nothing is known of signing in by %q", p.Kind),
			hint:    "correct the identity of the profile in the config file",
		}}
	}
	return newApplication(app)
}

// owned returns what reads a secret of a profile's application: from an environment
// variable, unless AZURE_CLIENT_ID says that it is meant for another application, and
// else from the safe. It is empty where neither has one.
func owned(p model.Profile, o SourceOptions, variable, entry string) func(context.Context) (secret.String, error) {
	return func(ctx context.Context) (secret.String, error) {
		given, meant := o.Getenv(variable), o.Getenv(profile.EnvClientID)
		if given != "" && (meant == "" || meant == p.ClientID) {
			return secret.New(given), nil
		}
		return o.Safe.Slot(entry, p.Storage).Load(ctx)
	}
}

// broken is the source of a profile that cannot have one.
type broken struct{ err error }

// Token returns why there is none.
func (b broken) Token(context.Context, string, bool) (secret.String, error) {
	return secret.String{}, b.err
}
