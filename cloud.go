package main

import (
	"context"
	"strings"

	"awning/client/auth"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

// cloudDesk is a desk whose people may reach the directory by another address than
// its own: that of --cloud, which every browser must be told, too. An empty one is
// the directory's own.
type cloudDesk struct {
	*signin.Desk

	cloud string
}

// Begin starts a sign-in whose addresses lead to the cloud.
func (d cloudDesk) Begin(ctx context.Context, s model.SignIn, own secret.String) (signin.Attempt, error) {
	a, err := d.Desk.Begin(ctx, s, own)
	if err != nil || d.cloud == "" {
		return a, err
	}
	return cloudAttempt{a, d.cloud}, nil
}

// Keep keeps what came of it.
func (d cloudDesk) Keep(ctx context.Context, a signin.Attempt, in []model.Tenant) ([]model.Profile, error) {
	if mapped, ok := a.(cloudAttempt); ok {
		a = mapped.Attempt
	}
	return d.Desk.Keep(ctx, a, in)
}

// cloudAttempt is an attempt whose addresses lead to the cloud.
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
