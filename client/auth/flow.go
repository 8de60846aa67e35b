package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// PersonOptions say how a person signs in.
type PersonOptions struct {
	Tenant   string // GUID or domain; empty: that of whoever signs in
	ClientID string // of the Entra application
	Kind     model.IdentityKind
	// Port is the port of this machine that the browser comes back to; 0 is any free one,
	// and [NoPort] none: then the address is pasted.
	Port int
	// Scope is the one permission asked for first; empty is [FirstScope].
	Scope     string
	LoginHint string            // the user's name, if it is known: the browser then offers it
	Claims    string            // what a policy demands, as JSON; mostly empty
	Base      http.RoundTripper // as in [transport.Options]
	Logger    *slog.Logger      // nil: no log
}

// Flow is the sign-in of a person under way. It is safe for use by several goroutines.
type Flow struct {
	prompt model.SignInPrompt
	paste  func(address string) error // nil: nothing can be pasted
	cancel context.CancelFunc
	done   chan struct{} // closed once it has ended

	mu      sync.Mutex
	session Session
	err     error
	fault   any // a panic, on its way to where it is caught and reported
}

// Start begins to sign a person in: with [model.DeviceCode] it asks the directory for a
// code, with [model.Browser] it opens the port. It goes on by itself until it has ended,
// is cancelled, or has taken a quarter of an hour; the end of ctx ends the beginning
// only. A refusal is an [*Error].
func Start(ctx context.Context, o PersonOptions) (*Flow, error) {
	id := identity{tenant: o.Tenant, clientID: o.ClientID, person: true}
	if err := id.check(); err != nil {
		return nil, err
	}
	if o.Scope == "" {
		o.Scope = FirstScope
	}
	switch o.Kind {
	case model.DeviceCode:
		return startDevice(ctx, id, o)
	case model.Browser:
		return startBrowser(ctx, id, o)
	default:
		return nil, &Error{
			Message: fmt.Sprintf("nobody is asked for anything to sign in by %q", o.Kind),
			hint:    "choose a device code or the browser",
		}
	}
}

// Prompt is what the person must be shown.
func (f *Flow) Prompt() model.SignInPrompt { return f.prompt }

// Paste takes the address that the browser ended at, where it cannot reach this machine.
// An address that is not of this sign-in is an error, and the flow goes on.
func (f *Flow) Paste(address string) error {
	if f.paste == nil {
		return errors.New("this sign-in needs no address: type the code into the browser")
	}
	return f.paste(address)
}

// Wait returns when the sign-in has worked or failed. The end of ctx ends the waiting,
// not the sign-in. A refusal is an [*Error]; a cancelled sign-in is [context.Canceled].
func (f *Flow) Wait(ctx context.Context) (Session, error) {
	select {
	case <-f.done:
	case <-ctx.Done():
		return Session{}, ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault != nil {
		panic(f.fault)
	}
	return f.session, f.err
}

// Cancel ends the sign-in and forgets what it learned.
func (f *Flow) Cancel() {
	f.cancel()
	<-f.done
	f.mu.Lock()
	defer f.mu.Unlock()
	f.session = Session{}
	if f.err == nil {
		f.err = context.Canceled
	}
}

// run ends the flow with what work returns.
func (f *Flow) run(work func() (Session, error)) {
	defer close(f.done)
	defer f.cancel()
	defer func() {
		fault := recover()
		f.mu.Lock()
		defer f.mu.Unlock()
		f.fault = fault
	}()
	session, err := work()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.session, f.err = session, err
}

// Session is a sign-in that worked. Nothing of it is kept yet.
type Session struct {
	User string // "dana@brightwave.example"
	Home string // GUID of the tenant the user belongs to

	id   identity
	kept *memory
	base http.RoundTripper
	log  *slog.Logger
}

// Cache is the sign-in itself, for the safe: the newest, because each token that was
// asked for may have replaced it.
func (s Session) Cache() secret.String {
	if s.kept == nil {
		return secret.String{}
	}
	return s.kept.newest()
}

// Tokens gives out tokens for a tenant before anything is kept; empty is the tenant of
// the sign-in.
func (s Session) Tokens(tenant string) transport.TokenSource {
	id := s.id
	if tenant != "" {
		id.tenant = tenant
	}
	return personSource(id, s.User, s.kept, s.base, s.log)
}

// newSession makes a session of what the library returned.
func newSession(id identity, o PersonOptions, sheet *paper, result public.AuthResult) (Session, error) {
	home := result.IDToken.TenantID
	if _, tenant, ok := strings.Cut(result.Account.HomeAccountID, "."); ok {
		home = tenant
	}
	user := cut(result.Account.PreferredUsername)
	if user == "" || home == "" || sheet.text.Empty() {
		return Session{}, &Error{
			Message: "the directory did not say who signed in",
			hint:    "sign in again; if it goes on, check that the application's registration is for accounts of an organisation",
		}
	}
	return Session{User: user, Home: home, id: id, kept: newMemory(sheet.text), base: o.Base, log: o.Logger}, nil
}

// flowLimit is how long a sign-in may take where the directory sets no limit.
const flowLimit = 15 * time.Minute
