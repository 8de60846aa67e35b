package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"awning/client/profile"
)

// workload proves an application by a token that the platform writes into a file and
// replaces before it ends, so that the file is read anew each time; see
// learn.microsoft.com/entra/workload-id/workload-identity-federation.
func workload(clientID string, getenv func(string) string) func(context.Context) (confidential.Credential, error) {
	read := func(context.Context, confidential.AssertionRequestOptions) (string, error) {
		path := getenv(profile.EnvFederatedTokenFile)
		if path == "" {
			return "", &Error{
				Message: "no federated token for the application " + clientID,
				hint:    "set " + profile.EnvFederatedTokenFile + " to the file that the platform writes its token into",
			}
		}
		const limit = 64 << 10
		text, err := readFile(path, limit)
		if err == nil && len(strings.TrimSpace(string(text))) == 0 {
			err = errors.New("it is empty")
		}
		if err != nil {
			return "", &Error{
				Message: fmt.Sprintf("the federated token in %s cannot be read: %v", path, err), Cause: err,
				hint: "check " + profile.EnvFederatedTokenFile + ", and that the platform has written the file",
			}
		}
		return strings.TrimSpace(string(text)), nil
	}
	return func(context.Context) (confidential.Credential, error) {
		return confidential.NewCredFromAssertionCallback(read), nil
	}
}

// readFile reads a short file.
func readFile(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- the person or the platform names it
	if err != nil {
		if cause := errors.Unwrap(err); cause != nil {
			err = cause // without the path, which the caller names
		}
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		return nil, fmt.Errorf("it is longer than %d KiB", limit>>10)
	}
	return text, err
}
