package main

import (
	"context"
	"errors"
	"sync"

	"awning/client/secret"
	"awning/client/transport"
	"awning/tui/command"
)

// unlocking gives out the tokens of a sign-in that rests in an encrypted file, which
// is unlocked when the first of them is wanted. What the local database answers needs
// no passphrase.
type unlocking struct {
	ground *ground
	source transport.TokenSource
}

// Token returns a token for the audience. Where the passphrase is needed and nobody
// can be asked for it, the error says so.
func (u unlocking) Token(ctx context.Context, audience string, fresh bool) (secret.String, error) {
	token, err := u.source.Token(ctx, audience, fresh)
	if !sealed(err) {
		return token, err
	}
	if err = u.ground.unlockOnce(ctx, err); err != nil {
		return secret.String{}, err
	}
	return u.source.Token(ctx, audience, fresh)
}

// Answer returns a token that a challenge is content with. It is wanted after a token
// was refused, so that the file is open.
func (u unlocking) Answer(ctx context.Context, audience, claims string) (secret.String, error) {
	source, able := u.source.(transport.Answerer)
	if !able {
		return secret.String{}, errors.New("nothing better than the token that was refused can be had")
	}
	return source.Answer(ctx, audience, claims)
}

// sealed reports whether something cannot be read before a passphrase is given.
func sealed(err error) bool {
	_, ok := errors.AsType[*secret.LockedError](err)
	return ok
}

// door is where those wait who want the encrypted files opened: one passphrase is
// enough for all of them.
type door struct {
	mu      sync.Mutex
	refused error // why it stays shut for the rest of the run
}

// unlockOnce unlocks the encrypted files for whoever met why, one after the other. A passphrase that was not
// known is not asked for again.
func (g *ground) unlockOnce(ctx context.Context, why error) error {
	g.door.mu.Lock()
	defer g.door.mu.Unlock()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case g.door.refused != nil:
		return g.door.refused
	}
	err := g.unlock(ctx)
	if e, ok := errors.AsType[*command.Error](err); ok {
		e.Cause = why // it is locked, for those who look for causes
	}
	if ctx.Err() == nil {
		g.door.refused = err
	}
	return err
}
