package main

import (
	"context"
	"strings"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

// desk is the desk of a run: what the flags and the environment say holds there,
// too.
type desk struct {
	*signin.Desk

	ground *ground
	cloud  string // the address at which people reach the directory; empty for its own
}

// Storages says which storages can be used. A passphrase in the environment need not
// be given by anybody.
func (d desk) Storages(ctx context.Context) []model.StorageState {
	states := d.Desk.Storages(ctx)
	for i := range states {
		if s := &states[i]; s.Storage == model.InFile && s.Locked && d.passphrase() {
			*s = model.StorageState{Storage: s.Storage, Usable: s.Usable}
		}
	}
	return states
}

func (d desk) passphrase() bool { return d.ground.getenv(profile.EnvPassphrase) != "" }

// Begin starts a sign-in.
func (d desk) Begin(ctx context.Context, s model.SignIn, own secret.String) (signin.Attempt, error) {
	if s.Storage == model.InFile && d.passphrase() {
		if err := d.ground.unlock(ctx); err != nil {
			return nil, err
		}
	}
	a, err := d.Desk.Begin(ctx, s, own)
	if err != nil || d.cloud == "" {
		return a, err
	}
	return cloudAttempt{a, d.cloud}, nil
}

// Keep keeps what came of a sign-in.
func (d desk) Keep(ctx context.Context, a signin.Attempt, in []model.Tenant) ([]model.Profile, error) {
	if mapped, ok := a.(cloudAttempt); ok {
		a = mapped.Attempt
	}
	return d.Desk.Keep(ctx, a, in)
}

// cloudAttempt is an attempt whose addresses lead to the cloud, as every browser
// must be told.
type cloudAttempt struct {
	signin.Attempt

	cloud string
}

// Prompt is the prompt with the address as a browser reaches it.
func (a cloudAttempt) Prompt() model.SignInPrompt {
	p := a.Attempt.Prompt()
	if path, ok := strings.CutPrefix(p.Address, auth.Authority); ok && strings.HasPrefix(path, "/") {
		p.Address = strings.TrimSuffix(a.cloud, "/") + path
	}
	return p
}
