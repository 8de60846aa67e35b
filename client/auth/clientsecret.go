package auth

import (
	"context"
	"errors"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
)

// clientSecret proves an application by its secret.
func clientSecret(p model.Profile, o SourceOptions) func(context.Context) (confidential.Credential, error) {
	own := owned(p, o, profile.EnvClientSecret, profile.SecretEntry(p))
	return func(ctx context.Context) (confidential.Credential, error) {
		value, err := own(ctx)
		if err == nil && value.Empty() {
			err = secret.ErrNotFound
		}
		if err != nil {
			return confidential.Credential{}, noSecret(p.ClientID, err)
		}
		return confidential.NewCredFromSecret(value.Reveal())
	}
}

// noSecret is the error of an application whose secret cannot be had.
func noSecret(clientID string, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return cause
	}
	e := &Error{
		Message: "no secret for the application " + clientID + ": " + cause.Error(), Cause: cause,
		hint: "set AZURE_CLIENT_SECRET, or sign in with the secret once to have it kept",
	}
	if h := hintOf(cause); h != "" {
		e.hint = h
	}
	return e
}
