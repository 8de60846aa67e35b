// Package process keeps what this process knows from other programs of the same
// user: no core dump holds it, no debugger attaches to it, and no child inherits
// the secrets that came in the environment.
package process

import (
	"errors"
	"fmt"
	"slices"

	"awning/client/secret"
)

// Variables returns the names of the environment variables that hold secrets.
func Variables() []string {
	return []string{
		"AWNING_TOKEN",
		"AWNING_PASSPHRASE",
		"AZURE_CLIENT_SECRET",
		"AZURE_CLIENT_CERTIFICATE_PASSWORD",
	}
}

// Environment takes the secrets out of the environment, which every program
// started from here on would inherit: an editor, the Azure CLI. It returns a getenv
// that still knows them. Both functions are those of package os.
//
// A secret that could not be taken out is an error; the getenv works all the same.
func Environment(getenv func(string) string, unset func(string) error) (func(string) string, error) {
	var errs []error
	taken := map[string]secret.String{}
	for _, name := range Variables() {
		taken[name] = secret.New(getenv(name))
		if err := unset(name); err != nil {
			errs = append(errs, fmt.Errorf("take %s out of the environment of programs started from here: %w", name, err))
		}
	}
	return func(name string) string {
		if value, ok := taken[name]; ok {
			return value.Reveal()
		}
		return getenv(name)
	}, errors.Join(errs...)
}

// Harmless returns the variables of an environment, "NAME=value" each, that may be
// handed to a child: all but the secrets.
func Harmless(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(entry string) bool {
		return slices.ContainsFunc(Variables(), func(name string) bool {
			return len(entry) > len(name) && entry[:len(name)] == name && entry[len(name)] == '='
		})
	})
}
