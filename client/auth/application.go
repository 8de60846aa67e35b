package auth

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"awning/client/secret"
	"awning/client/transport"
)

// askLimit is how long one question to the directory may take, trying again included.
// The library would set a shorter one, that of a single try.
const askLimit = 5 * time.Minute

// applicationOptions say which Entra application signs in for itself.
type applicationOptions struct {
	tenant   string // GUID or domain
	clientID string
	// proof gets what the application proves itself with, anew for each token, so that it
	// is kept no longer than needed and may change meanwhile.
	proof  func(context.Context) (confidential.Credential, error)
	base   http.RoundTripper
	logger *slog.Logger
}

// newApplication returns a source that signs in by client credentials; see
// learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
func newApplication(o applicationOptions) transport.TokenSource {
	api := newEntra(o.base, o.logger)
	id := identity{tenant: o.tenant, clientID: o.clientID}
	return newCached(func(ctx context.Context, audience, claims string) (secret.String, time.Duration, error) {
		ctx, cancel := context.WithTimeout(ctx, askLimit)
		defer cancel()
		if err := id.check(); err != nil {
			return secret.String{}, 0, err
		}
		proof, err := o.proof(ctx)
		if err != nil {
			return secret.String{}, 0, err
		}
		w := &wire{api: api, tenant: o.tenant, op: "sign in to " + audienceHost(audience)}
		client, err := confidential.New(w.authority(), o.clientID, proof,
			confidential.WithHTTPClient(w), confidential.WithInstanceDiscovery(false),
			// An environment variable of the library must not move the requests elsewhere.
			confidential.WithAzureRegion("DisableMsalForceRegion"))
		if err != nil {
			return secret.String{}, 0, id.translate(ctx, err)
		}
		var more []confidential.AcquireByCredentialOption
		if claims != "" {
			more = append(more, confidential.WithClaims(claims))
		}
		result, err := client.AcquireTokenByCredential(ctx, []string{scope(audience, false)}, more...)
		if err != nil {
			return secret.String{}, 0, id.translate(ctx, err)
		}
		return secret.New(result.AccessToken), time.Until(result.ExpiresOn), nil
	})
}
