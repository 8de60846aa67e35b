package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"awning/client/secret"
	"awning/client/transport"
)

// Error is a sign-in that failed for a reason that trying again does not cure.
// It is a [transport.ErrSignIn].
type Error struct {
	Code    string // "AADSTS7000215"; empty if it is not the directory's refusal
	Message string
	Cause   error
	hint    string
}

// Error says in words what is wrong.
func (e *Error) Error() string {
	s := "sign in: " + e.Message
	if e.Code != "" {
		s += " (" + e.Code + ")"
	}
	return s
}

// Hint says what to do next.
func (e *Error) Hint() string { return e.hint }

// Is reports that it is a failed sign-in.
func (e *Error) Is(target error) bool { return target == transport.ErrSignIn }

// Unwrap returns the failed call, if there was one.
func (e *Error) Unwrap() error { return e.Cause }

// noSecret is the error of an application whose secret cannot be had.
func noSecret(clientID string, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return cause
	}
	e := &Error{
		Message: fmt.Sprintf("no secret for the application %s: %v", clientID, cause), Cause: cause,
		hint: "set AZURE_CLIENT_SECRET, or store the secret in the keyring",
	}
	if h, ok := errors.AsType[interface {
		error
		Hint() string
	}](cause); ok && !errors.Is(cause, secret.ErrNotFound) {
		e.hint = h.Hint()
	}
	return e
}

// translate puts the directory's refusals into words. Failures of the network or
// the service stay what they are: they say nothing about the sign-in.
func (c *ClientSecret) translate(err error) error {
	e, ok := errors.AsType[*transport.Error](err)
	if !ok || (e.Status != http.StatusBadRequest && e.Status != http.StatusUnauthorized && e.Status != http.StatusForbidden) {
		return err
	}
	what, hint := meaning(e.Code)
	if what == "" {
		what, hint = "the directory refused it: "+e.Message, "check the tenant, the client id and the secret of the profile"
	}
	what = strings.NewReplacer("{client}", c.o.ClientID, "{tenant}", c.o.Tenant).Replace(what)
	return &Error{Code: e.Code, Message: what, Cause: err, hint: hint}
}

// meaning knows the refusals that happen, by Microsoft Entra's codes; see
// learn.microsoft.com/entra/identity-platform/reference-error-codes.
func meaning(code string) (what, hint string) {
	switch code {
	case "AADSTS7000215":
		return "the client secret of the application {client} is wrong",
			"take the secret's value, not its id, from the application's registration"
	case "AADSTS7000222":
		return "the client secret of the application {client} has expired", "make a new secret in the application's registration"
	case "AADSTS700016":
		return "the application {client} does not exist in the tenant {tenant}",
			"check both ids; the application must be registered or consented to in that tenant"
	case "AADSTS90002", "AADSTS900023":
		return "there is no tenant {tenant}", "check the tenant's id or domain in the profile"
	case "AADSTS500011":
		return "the tenant {tenant} does not know this service",
			"an administrator must create the service's principal in the tenant first"
	case "AADSTS65001", "AADSTS90094":
		return "nobody has consented to what the application {client} asks for",
			"an administrator of the tenant must grant consent"
	case "AADSTS50020":
		return "this user is not in the tenant {tenant}", "sign in with an account of that tenant, or have it invited"
	case "AADSTS7000218":
		return "the application {client} does not allow public client flows", "allow them in the application's registration"
	case "AADSTS53003":
		return "a conditional access policy blocks this way of signing in", "ask an administrator, or sign in another way"
	case "AADSTS50076", "AADSTS50079":
		return "another factor is needed", "sign in again and complete it"
	}
	return "", ""
}

// entraErrorText reads the directory's error: its numeric code is more telling
// than the protocol's word.
func entraErrorText(body []byte) (code, message string, details map[string][]string) {
	code, message, _ = transport.ErrorText(body)
	var answer struct {
		Codes []json.Number `json:"error_codes"`
	}
	if !strings.HasPrefix(code, "AADSTS") && json.Unmarshal(body, &answer) == nil && len(answer.Codes) > 0 {
		code = "AADSTS" + answer.Codes[0].String()
	}
	return code, message, nil
}
