package auth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"awning/client/secret"
	"awning/client/secret/private"
	"awning/client/transport"
)

// person gives out tokens from a person's sign-in: one serves every audience, and every
// tenant the person is in. Each use may replace the refresh token by another and make
// the old one worthless, so that a use is one step under the slot's lock: load, ask,
// save. Consoles that run beside each other never lose the newest one; a crash in
// between costs a sign-in at worst.
type person struct {
	identity

	user string // empty: whoever the sign-in is of
	slot slot
	api  *transport.API
	log  *slog.Logger

	// Guarded by the slot's lock.
	unsaved secret.String // what could not be saved; empty if all was
	based   secret.String // what was in the slot then
}

// personSource returns a source of a person's tokens for one tenant; empty is that of
// the person.
func personSource(id identity, user string, s slot, base http.RoundTripper, log *slog.Logger) *cached {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	id.person = true
	p := &person{identity: id, user: user, slot: s, api: newEntra(base, log), log: log}
	return newCached(p.fetch)
}

// fetch uses the sign-in once. A use that has begun is brought to its end even if who
// wanted the token has left: the answer has the only refresh token that is still good.
func (p *person) fetch(ctx context.Context, audience, claims string) (secret.String, time.Duration, error) {
	type outcome struct {
		token secret.String
		life  time.Duration
		err   error
		fault any // a panic, on its way to where it is caught and reported
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				done <- outcome{fault: fault}
			}
		}()
		through, cancel := context.WithTimeout(context.WithoutCancel(ctx), askLimit)
		defer cancel()
		token, life, err := p.use(through, audience, claims)
		done <- outcome{token: token, life: life, err: err}
	}()
	select {
	case o := <-done:
		if o.fault != nil {
			panic(o.fault)
		}
		return o.token, o.life, o.err
	case <-ctx.Done():
		return secret.String{}, 0, ctx.Err()
	}
}

func (p *person) use(ctx context.Context, audience, claims string) (secret.String, time.Duration, error) {
	if err := p.check(); err != nil {
		return secret.String{}, 0, err
	}
	unlock, err := p.lock(ctx)
	if err != nil {
		return secret.String{}, 0, fmt.Errorf("sign in: wait for the sign-in that is kept: %w", err)
	}
	defer unlock()
	kept, err := p.load(ctx)
	if err != nil {
		return secret.String{}, 0, err
	}
	sheet := &paper{text: kept}
	result, err := p.ask(ctx, sheet, audience, claims)
	if e, ok := errors.AsType[*transport.Error](err); ok && refused(e) {
		sheet.demand(cmp.Or(strings.Join(e.Details[detailClaims], ""), claims))
	}
	if sheet.text != kept {
		p.save(ctx, kept, sheet.text)
	}
	if err != nil {
		return secret.String{}, 0, p.translate(ctx, err)
	}
	return secret.New(result.AccessToken), time.Until(result.ExpiresOn), nil
}

// lock waits for its turn, as long as for a call that does not work at once. That is
// longer than the slot has patience for: when the directory is slow, those for the other
// audiences are before this one.
func (p *person) lock(ctx context.Context) (unlock func(), err error) {
	for end := time.Now().Add(transport.Patience); ; {
		unlock, err = p.slot.Lock(ctx)
		if err == nil || !errors.Is(err, private.ErrBusy) || ctx.Err() != nil || time.Now().After(end) {
			return unlock, err
		}
	}
}

// ask uses the refresh token for a new token, and a new refresh token.
func (p *person) ask(ctx context.Context, sheet *paper, audience, claims string) (public.AuthResult, error) {
	w := &wire{api: p.api, tenant: p.tenantOrHome(), op: "sign in to " + audienceHost(audience)}
	client, err := w.public(p.clientID, sheet)
	if err != nil {
		return public.AuthResult{}, err
	}
	accounts, err := client.Accounts(ctx)
	if err != nil {
		return public.AuthResult{}, p.unreadable(err)
	}
	account, ok := choose(accounts, p.user)
	if !ok {
		return public.AuthResult{}, p.unreadable(nil)
	}
	w.account = account.HomeAccountID
	options := []public.AcquireSilentOption{public.WithSilentAccount(account)}
	if claims != "" {
		options = append(options, public.WithClaims(claims))
	}
	return client.AcquireTokenSilent(ctx, []string{scope(audience, true)}, options...)
}

// public is the library's client of a person.
func (w *wire) public(clientID string, sheet *paper) (public.Client, error) {
	return public.New(clientID, public.WithAuthority(w.authority()), public.WithHTTPClient(w),
		public.WithInstanceDiscovery(false), public.WithCache(sheet))
}

// choose finds the account of a user. Those of one sign-in are one person's, seen from
// several tenants, so that any will do where none has that name.
func choose(accounts []public.Account, user string) (public.Account, bool) {
	accounts = slices.DeleteFunc(slices.Clone(accounts), func(a public.Account) bool { return a.HomeAccountID == "" })
	slices.SortFunc(accounts, func(a, b public.Account) int { return strings.Compare(a.Key(), b.Key()) })
	if len(accounts) == 0 {
		return public.Account{}, false
	}
	i := slices.IndexFunc(accounts, func(a public.Account) bool { return strings.EqualFold(a.PreferredUsername, user) })
	return accounts[max(i, 0)], true
}

// load returns the newest sign-in: what is in the slot, unless that is still what it was
// when a newer one could not be saved.
func (p *person) load(ctx context.Context) (secret.String, error) {
	kept, err := p.slot.Load(ctx)
	switch {
	case !p.unsaved.Empty() && (kept == p.based || err != nil):
		return p.unsaved, nil //nolint:nilerr // what cannot be read now is not needed either
	case err == nil && !kept.Empty():
		return kept, nil
	case err == nil, errors.Is(err, secret.ErrNotFound):
		return secret.String{}, &Error{Message: "nobody is signed in" + p.as(), Cause: err, hint: signInAgain}
	case ctx.Err() != nil:
		return secret.String{}, ctx.Err()
	}
	e := &Error{Message: fmt.Sprintf("the sign-in that is kept%s cannot be read: %v", p.as(), err), Cause: err, hint: signInAgain}
	if h := hintOf(err); h != "" {
		e.hint = h
	}
	return secret.String{}, e
}

// save keeps what came of a use. If it cannot, the token is good all the same: this run
// goes on with what it knows.
func (p *person) save(ctx context.Context, based, newest secret.String) {
	if err := p.slot.Save(ctx, newest); err != nil {
		p.log.LogAttrs(ctx, slog.LevelWarn, "the sign-in could not be kept", slog.String("error", err.Error()))
		p.unsaved = newest
		if p.based.Empty() {
			p.based = based
		}
		return
	}
	p.unsaved, p.based = secret.String{}, secret.String{}
}

// unreadable is the error of a kept sign-in that makes no sense.
func (p *person) unreadable(cause error) error {
	return &Error{Message: "the sign-in that is kept" + p.as() + " is damaged", Cause: cause, hint: signInAgain}
}

func (p *person) as() string {
	if p.user == "" {
		return ""
	}
	return " as " + p.user
}
