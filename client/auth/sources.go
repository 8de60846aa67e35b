package auth

import (
	"context"
	"errors"

	"awning/client/secret"
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
