package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"awning/client/transport"
)

// identity is who signs in, for the words of a refusal.
type identity struct {
	tenant   string // may be empty
	clientID string
	person   bool
}

// check refuses what would be read as something else in an address.
func (id identity) check() error {
	tenant := strings.ToLower(id.tenant)
	switch {
	case id.clientID == "":
		return &Error{Message: "no client id is given", hint: "name the Entra application in the profile: client_id"}
	case tenant == "" && id.person:
		return nil
	case tenant == "":
		return &Error{Message: "no tenant is given", hint: "name the tenant in the profile: its id or its domain"}
	case tenant == "adfs", tenant == "dstsv2", tenant == "common", tenant == "consumers", strings.Trim(tenant, ".") == "",
		strings.ContainsFunc(tenant, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') && r != '.' && r != '-' }):
		return &Error{
			Message: fmt.Sprintf("%q is neither the id nor a domain of a tenant", id.tenant),
			hint:    "take the tenant's id from its overview in the Entra admin center",
		}
	}
	return nil
}

// tenantOrHome is the tenant to sign in at: without one, that of whoever signs in.
func (id identity) tenantOrHome() string { return cmp.Or(id.tenant, "organizations") }

// translate puts what went wrong into words. Failures of the network or the service stay
// what they are: they say nothing about the sign-in.
func (id identity) translate(ctx context.Context, err error) error {
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	e, ok := errors.AsType[*transport.Error](err)
	switch {
	case ok && refused(e):
		return id.refusal(e)
	case ok:
		return e
	case ctx.Err() != nil:
		return ctx.Err()
	}
	// The library's own words may repeat what it was given.
	return &Error{Message: "the sign-in service answered something that makes no sense", hint: signInAgain}
}

// refused reports whether the directory said no, for good.
func refused(e *transport.Error) bool {
	return e.Status == http.StatusBadRequest || e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
}

// refusal puts the directory's refusal into words.
func (id identity) refusal(e *transport.Error) *Error {
	known := lookUp(e.Code, wordOf(e), id.person)
	r := strings.NewReplacer("{client}", id.clientID, "{tenant}", id.tenantInWords(), "{said}", cut(e.Message))
	out := &Error{Code: directoryCode(e.Code), Message: r.Replace(known.what), Cause: e, hint: r.Replace(known.hint)}
	if known.ticket {
		out.ticket = id.ticketFor(e)
	}
	return out
}

func (id identity) tenantInWords() string {
	if id.tenant == "" {
		return "of this account"
	}
	return id.tenant
}

// ticketFor lists what the logs of the directory are searched by.
func (id identity) ticketFor(e *transport.Error) string {
	var b strings.Builder
	line := func(name, value string) {
		if value = cut(value); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	first := func(name string) string { return strings.Join(e.Details[name], " ") }
	line("error", directoryCode(e.Code))
	line("trace id", first(detailTrace))
	line("correlation id", first(detailCorrelation))
	line("request id", e.RequestID)
	line("time", e.At.UTC().Format("2006-01-02 15:04:05 UTC"))
	line("tenant", id.tenant)
	line("client id", id.clientID)
	return strings.TrimSuffix(b.String(), "\n")
}
