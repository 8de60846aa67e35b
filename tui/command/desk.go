package command

import (
	"context"
	"errors"

	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

// Desk is where people sign in and out.
type Desk interface {
	// Profiles lists the profiles of the config file, in its order.
	Profiles(ctx context.Context) ([]model.Profile, error)
	// Storages says which storages can be used, the preferred one first.
	Storages(ctx context.Context) []model.StorageState
	// Begin starts a sign-in. own is the client secret, or the password of the
	// certificate's file; empty for all others.
	Begin(ctx context.Context, s model.SignIn, own secret.String) (signin.Attempt, error)
	// Keep keeps what came of a sign-in that worked: a profile for each tenant.
	Keep(ctx context.Context, a signin.Attempt, in []model.Tenant) ([]model.Profile, error)
	// SignOut forgets a sign-in, and returns the other profiles that shared it.
	SignOut(ctx context.Context, p model.ProfileName) (also []model.ProfileName, err error)
	// Remove takes a profile out of the config file, and its sign-in unless
	// others share it.
	Remove(ctx context.Context, p model.ProfileName) error
	// SetDefault makes a profile the one that is used first.
	SetDefault(ctx context.Context, p model.ProfileName) error
}

// Hall is where the commands about signing in work: the desk, and what lies around
// it.
type Hall struct {
	Desk Desk
	// Config is the path of the config file; empty if profiles live in memory.
	Config string
	// ConfigProblem is why the config file cannot be read; nil if it can, or if
	// there is none.
	ConfigProblem error
	// Chosen are the profiles this run works with, those of the environment
	// included; none before the first sign-in.
	Chosen []model.Profile
	// ClientID is of an application that any organization may use to sign its people
	// in; empty if there is none, as usual.
	ClientID string
	// Unlock makes the encrypted files readable: by a passphrase from the
	// environment, or one that is asked for.
	Unlock func(ctx context.Context) error
	// Kept reports whether a sign-in is kept for a profile.
	Kept func(ctx context.Context, p model.Profile) model.Answer
	// Claims reads a token of a chosen profile, once Market was called.
	Claims func(ctx context.Context, p model.Profile) (model.Claims, error)
	// Market opens the marketplace that the chosen profiles see.
	Market func(ctx context.Context) (Surveyor, error)
	// Close releases what was opened.
	Close func() error
}

// Entrance makes the hall that the flags describe. It works without any profile.
type Entrance func(ctx context.Context, s Settings) (*Hall, error)

// inHall opens the hall, hands it to do, and closes it.
func (r *run) inHall(ctx context.Context, do func(h *Hall) error) (err error) {
	h, err := r.opt.Enter(ctx, r.set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return do(h)
}
