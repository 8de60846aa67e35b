package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"awning/client/secret"
	"awning/client/secret/process"
	"awning/client/transport"
)

// azureCLI borrows the sign-in of the Azure CLI; see
// learn.microsoft.com/cli/azure/account#az-account-get-access-token.
type azureCLI struct {
	tenant string // empty: the one the Azure CLI is signed in to
	run    func(ctx context.Context, name string, args ...string) ([]byte, error)
}

// azLimit is how long the Azure CLI may take: it asks the directory, and starts slowly.
const azLimit = 10 * time.Second

func (a azureCLI) fetch(ctx context.Context, audience, claims string) (secret.String, time.Duration, error) {
	id := identity{tenant: a.tenant, clientID: "of the Azure CLI", person: true}
	if err := id.check(); err != nil {
		return secret.String{}, 0, err
	}
	if claims != "" {
		return secret.String{}, 0, &Error{
			Message: "a policy of the organisation demands another sign-in of the Azure CLI",
			hint:    "run az logout and " + a.login() + ", or sign in with a device code or the browser instead",
		}
	}
	args := []string{"account", "get-access-token", "-o", "json", "--resource", audience}
	if a.tenant != "" {
		args = append(args, "--tenant", a.tenant)
	}
	limited, cancel := context.WithTimeout(ctx, azLimit)
	defer cancel()
	out, err := a.run(limited, "az", args...)
	switch {
	case ctx.Err() != nil:
		return secret.String{}, 0, ctx.Err()
	case limited.Err() != nil:
		return secret.String{}, 0, &Error{
			Message: fmt.Sprintf("the Azure CLI did not answer within %s", azLimit),
			hint:    "run az account get-access-token in a shell and see what it waits for",
		}
	case err != nil:
		return secret.String{}, 0, a.failure(id, err)
	}
	return readAzToken(out)
}

// login is how to sign the Azure CLI in.
func (a azureCLI) login() string {
	if a.tenant == "" {
		return "az login"
	}
	return "az login --tenant " + a.tenant
}

// failure puts into words what the Azure CLI complains of.
func (a azureCLI) failure(id identity, err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return &Error{
			Message: "the Azure CLI is not installed, or not where programs are looked for", Cause: err,
			hint: "install it, or sign in with a device code or the browser instead",
		}
	}
	said := transport.Scrub(complaint(err))
	if code := regexp.MustCompile(`AADSTS\d{3,9}`).FindString(said); code != "" {
		known := id.refusal(&transport.Error{At: time.Now(), Status: 400, Code: code, Message: said})
		known.Cause = nil // the error is made up
		known.hint = strings.ReplaceAll(known.hint, "sign in again", "run "+a.login())
		return known
	}
	lower := strings.ToLower(said)
	if strings.Contains(lower, "az login") || strings.Contains(lower, "az account set") {
		return &Error{Message: "the Azure CLI is not signed in" + a.there(), hint: "run " + a.login() + " in a shell"}
	}
	return &Error{
		Message: "the Azure CLI failed: " + cut(said),
		hint:    "run az account get-access-token in a shell; if it works there, try again",
	}
}

func (a azureCLI) there() string {
	if a.tenant == "" {
		return ""
	}
	return " to the tenant " + a.tenant
}

// complaint is what a program wrote to standard error, and else how it ended.
func complaint(err error) string {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(bytes.TrimSpace(exit.Stderr)) > 0 {
		return string(exit.Stderr)
	}
	return err.Error()
}

// readAzToken reads what the Azure CLI prints. Newer versions give the end in seconds,
// older ones as local time.
func readAzToken(out []byte) (secret.String, time.Duration, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(out, &raw); err != nil || textOf(raw["accessToken"]) == "" {
		return secret.String{}, 0, &Error{
			Message: "the Azure CLI answered without a token",
			hint:    "run az account get-access-token in a shell and see what it prints",
		}
	}
	ends := timeOf(raw["expires_on"])
	if local, err := time.ParseInLocation("2006-01-02 15:04:05.999999", textOf(raw["expiresOn"]), time.Local); ends.IsZero() && err == nil {
		ends = local
	}
	const longest = 24 * time.Hour
	return secret.New(textOf(raw["accessToken"])), min(max(time.Until(ends), 0), longest), nil
}

// runCommand runs a program and returns what it prints, without handing it the secrets of
// this process. More than a token's worth of output is refused.
func runCommand(ctx context.Context, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = process.Harmless(os.Environ())
	cmd.WaitDelay = time.Second // for what it started itself
	var out, complaints limited
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		exit.Stderr = complaints.text
	}
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it has ended well; what it left behind keeps its output open
	}
	if err == nil && out.full {
		err = fmt.Errorf("%s printed more than %d KiB", name, printLimit>>10)
	}
	return out.text, err
}

// printLimit is how much of a program's output is read.
const printLimit = 256 << 10

// limited keeps the beginning of what is written to it.
type limited struct {
	text []byte
	full bool
}

// Write takes what fits and lets the rest go by.
func (l *limited) Write(p []byte) (int, error) {
	room := min(len(p), printLimit-len(l.text))
	l.text = append(l.text, p[:room]...)
	l.full = l.full || room < len(p)
	return len(p), nil
}
