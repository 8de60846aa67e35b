package signin

import (
	"context"
	"errors"
	"sync"

	"awning/client/auth"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// attempt is an [Attempt] of a desk.
type attempt struct {
	desk *Desk
	who  model.Profile     // what is known before; of no profile but the named one
	name model.ProfileName // of the profile to sign in again, or of a new one; may be empty
	// again says that there was a profile of that name.
	again bool
	flow  *auth.Flow // nil if nobody has to do anything

	mu        sync.Mutex
	reached   *reached // nil before it has worked
	listed    *model.SignedIn
	cancelled bool
}

// reached is a sign-in that worked.
type reached struct {
	user   string
	home   string // GUID of the tenant of whoever signed in; may be empty
	tokens transport.TokenSource
	own    secret.String // the application's; else empty
	// session is the person's; nil for others.
	session *auth.Session
}

// secret is what is to be kept; empty if nothing is.
func (r *reached) secret() secret.String {
	if r.session != nil {
		return r.session.Cache()
	}
	return r.own
}

// Prompt is what the person must be shown.
func (a *attempt) Prompt() model.SignInPrompt {
	if a.flow == nil {
		return model.SignInPrompt{}
	}
	return a.flow.Prompt()
}

// Paste hands over the address that the browser ended at.
func (a *attempt) Paste(address string) error {
	if a.flow == nil {
		return errors.New("this sign-in needs no address")
	}
	return a.flow.Paste(address)
}

// Wait returns when the sign-in has worked and its tenants are listed, or when it has
// failed. Somebody else than the profile's person is an [*AnotherPersonError], and ends
// the attempt.
func (a *attempt) Wait(ctx context.Context) (model.SignedIn, error) {
	r, listed, err := a.state()
	switch {
	case err != nil:
		return model.SignedIn{}, err
	case listed != nil:
		return *listed, nil
	case r == nil:
		session, werr := a.flow.Wait(ctx)
		if werr != nil {
			return model.SignedIn{}, werr
		}
		r = &reached{user: session.User, home: session.Home, tokens: session.Tokens(""), session: &session}
	}
	if err = a.desk.belongs(a.name, r); err != nil {
		a.Cancel()
		return model.SignedIn{}, err
	}
	in := a.desk.list(ctx, a.who, r)
	if err = ctx.Err(); err != nil {
		return model.SignedIn{}, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cancelled {
		return model.SignedIn{}, context.Canceled
	}
	a.reached, a.listed = r, &in
	return in, nil
}

// Cancel ends the attempt and forgets what it learned.
func (a *attempt) Cancel() {
	a.mu.Lock()
	a.cancelled, a.reached, a.listed = true, nil, nil
	a.mu.Unlock()
	if a.flow != nil {
		a.flow.Cancel()
	}
}

// state is how far it is.
func (a *attempt) state() (*reached, *model.SignedIn, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cancelled {
		return nil, nil, context.Canceled
	}
	return a.reached, a.listed, nil
}
