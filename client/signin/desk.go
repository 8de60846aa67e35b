package signin

import (
	"context"
	"log/slog"
	"net/http"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
)

// Options say what a [Desk] works with.
type Options struct {
	File   *profile.File
	Safe   *secret.Safe
	Base   http.RoundTripper // sends the requests, as in [transport.Options]
	Logger *slog.Logger      // nil: no log
	Getenv func(string) string
	// Run runs the Azure CLI, as in [auth.SourceOptions]; nil runs the program itself.
	Run func(ctx context.Context, name string, args ...string) ([]byte, error)
	// Joined is told each profile that has been signed in, new or again, once
	// everything of it is kept. Left is told each profile whose sign-in is gone: its
	// tokens in memory must be forgotten. Either may be nil.
	Joined func(model.Profile)
	Left   func(model.ProfileName)
}

// Desk signs in and out, and keeps the profiles. Several desks, in one process or in
// several, may work on one config file and one safe. It is safe for use by several
// goroutines.
type Desk struct{ o Options }

// New returns a desk.
func New(o Options) *Desk {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	if o.Joined == nil {
		o.Joined = func(model.Profile) {}
	}
	if o.Left == nil {
		o.Left = func(model.ProfileName) {}
	}
	return &Desk{o: o}
}

// Profiles returns the profiles of the config file, in its order.
func (d *Desk) Profiles(context.Context) ([]model.Profile, error) {
	c, err := d.o.File.Load()
	return c.Profiles, err
}

// Storages says which storages can be used, the preferred one first.
func (d *Desk) Storages(ctx context.Context) []model.StorageState { return d.o.Safe.States(ctx) }

// Unlock opens the encrypted files with their passphrase; the first one given becomes
// theirs. A wrong one is a [*secret.PassphraseError].
func (d *Desk) Unlock(ctx context.Context, passphrase secret.String) error {
	return d.o.Safe.Unlock(ctx, passphrase)
}

// SetDefault makes a profile the one that is used unless another is asked for.
func (d *Desk) SetDefault(ctx context.Context, name model.ProfileName) error {
	return d.o.File.SetDefault(ctx, name)
}

// find returns a profile of the config file, and all of them.
func (d *Desk) find(name model.ProfileName) (model.Profile, []model.Profile, error) {
	c, err := d.o.File.Load()
	if err != nil {
		return model.Profile{}, nil, err
	}
	for _, p := range c.Profiles {
		if p.Name == name {
			return p, c.Profiles, nil
		}
	}
	switch name {
	case profile.NameToken:
		return model.Profile{}, nil, refuse("unset "+profile.EnvToken, "the profile %q is that of a token in the environment", name)
	case profile.NameEnvironment:
		return model.Profile{}, nil, refuse("unset "+profile.EnvClientID+" and those with it",
			"the profile %q is that of an application in the environment", name)
	default:
		return model.Profile{}, nil, &profile.UnknownError{Name: name}
	}
}

// belongs makes sure that the profile of a name, if there is one, is of the person who
// signed in, if it was one. A config file that cannot be read now may be mended before
// it matters.
func (d *Desk) belongs(name model.ProfileName, r *reached) error {
	c, err := d.o.File.Load()
	if err != nil || r.session == nil {
		return nil //nolint:nilerr // it is told when the profile is written
	}
	if i := named(c.Profiles, name); i >= 0 {
		return samePerson(c.Profiles, c.Profiles[i], r.user)
	}
	return nil
}

// locked does something to a slot while nobody else, here or in another process, uses
// it or changes who shares it.
func (d *Desk) locked(ctx context.Context, p model.Profile, do func(*secret.Slot) error) error {
	slot := d.o.Safe.Slot(profile.Entry(p), p.Storage)
	unlock, err := slot.Lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return do(slot)
}
