package signin

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// Begin starts a sign-in. own is the client secret or the password of the
// certificate's file; it is empty for everything else. What the profile that is
// signed in again knows, the sign-in need not repeat.
//
// All that can be known to fail is refused before a person is asked for anything: a
// config file that cannot be read or would refuse the profile, a storage that does not
// work. An application and the Azure CLI must get a token here, so that a wrong secret
// is told at once, as an [*auth.Error].
func (d *Desk) Begin(ctx context.Context, s model.SignIn, own secret.String) (Attempt, error) {
	c, err := d.o.File.Load()
	if err != nil {
		return nil, err
	}
	before := model.Profile{}
	if i := named(c.Profiles, s.Profile); i >= 0 {
		before = c.Profiles[i]
	}
	who, err := d.wanted(s, before)
	if err != nil {
		return nil, err
	}
	if who.Kind != model.ClientSecret && who.Kind != model.Certificate {
		own = secret.String{}
	}
	if err = d.usable(ctx, who, own); err != nil {
		return nil, err
	}
	a := &attempt{desk: d, who: who, name: s.Profile, again: before.Name != ""}
	if who.Kind.Person() {
		return d.beginPerson(ctx, a, s.Port, before)
	}
	return d.beginApplication(ctx, a, own)
}

// wanted is the profile that shall come of a sign-in, as far as it is known before.
func (d *Desk) wanted(s model.SignIn, before model.Profile) (model.Profile, error) {
	p := model.Profile{
		Name: cmp.Or(s.Profile, "new"), Kind: cmp.Or(s.Kind, before.Kind),
		Tenant: cmp.Or(s.Tenant, before.Tenant), ClientID: cmp.Or(s.ClientID, before.ClientID),
		Storage: cmp.Or(s.Storage, before.Storage),
	}
	switch p.Kind {
	case model.StaticToken:
		return p, refuse("set AWNING_TOKEN in the environment, or sign in in another way",
			"nobody signs in with a token that is given: it comes from the environment, and is never kept")
	case model.AzureCLI:
		p.ClientID, p.Storage = "", ""
	case model.WorkloadIdentity:
		p.Tenant = cmp.Or(p.Tenant, d.o.Getenv(profile.EnvTenant))
		p.ClientID = cmp.Or(p.ClientID, d.o.Getenv(profile.EnvClientID))
		p.Storage = ""
	case model.Certificate:
		path, err := whole(cmp.Or(s.Certificate, before.Certificate))
		if err != nil {
			return p, err
		}
		p.Certificate = path
	case model.DeviceCode, model.Browser, model.ClientSecret:
	}
	if wrong, ok := errors.AsType[*profile.Error](profile.Check(p)); ok {
		return p, refuse("correct it, then try again", "no profile can be made of this: %s", wrong.Text)
	}
	if p.Name == profile.NameToken || p.Name == profile.NameEnvironment {
		return p, refuse("choose another name", "the name %q is that of a profile which environment variables describe", p.Name)
	}
	if before.Name != "" && before.Kind.Person() != p.Kind.Person() {
		return p, refuse("give the new way of signing in a profile of its own",
			"the profile %q signs in with %s, which %s cannot replace", before.Name, before.Kind, p.Kind)
	}
	return p, nil
}

// whole makes the path of a file whole: a profile is used from anywhere.
func whole(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", &Error{Message: "the path of the certificate cannot be completed", Cause: err, hint: "write the whole path"}
		}
		path = filepath.Join(home, rest)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", &Error{Message: "the path of the certificate cannot be completed", Cause: err, hint: "write the whole path"}
	}
	return path, nil
}

// usable makes sure that there is a storage for what will be kept.
func (d *Desk) usable(ctx context.Context, p model.Profile, own secret.String) error {
	if !p.Kind.Person() && own.Empty() {
		return nil
	}
	if state := d.o.Safe.State(ctx, p.Storage); !state.Usable || state.Locked {
		return refuse(state.Next, "the sign-in could not be kept: %s", state.Why)
	}
	return nil
}

// beginPerson starts the flow in which a person signs in.
func (d *Desk) beginPerson(ctx context.Context, a *attempt, port int, before model.Profile) (Attempt, error) {
	flow, err := auth.Start(ctx, auth.PersonOptions{
		Tenant: a.who.Tenant, ClientID: a.who.ClientID, Kind: a.who.Kind, Port: port,
		LoginHint: before.User, Claims: d.demanded(ctx, before), Base: d.o.Base, Logger: d.o.Logger,
	})
	if err != nil {
		return nil, err
	}
	a.flow = flow
	return a, nil
}

// demanded is what a policy asked of the sign-in that is to be renewed, and only the
// person can give: another factor, for one.
func (d *Desk) demanded(ctx context.Context, before model.Profile) string {
	entry := profile.Entry(before)
	if entry == "" {
		return ""
	}
	kept, err := d.o.Safe.Slot(entry, before.Storage).Load(ctx)
	if err != nil {
		return "" // nothing is kept, or not for now: then nothing is known of it
	}
	return auth.Demanded(kept)
}

// beginApplication gets one token, for the service that every tenant has.
func (d *Desk) beginApplication(ctx context.Context, a *attempt, own secret.String) (Attempt, error) {
	if a.who.Kind == model.ClientSecret && own.Empty() {
		return nil, refuse("take the secret's value, not its id, from the application's registration",
			"the client secret of the application %s is empty", a.who.ClientID)
	}
	tokens, err := d.trial(ctx, a.who, own)
	if err != nil {
		return nil, err
	}
	token, err := tokens.Token(ctx, auth.AudienceARM, false)
	if err != nil {
		return nil, err
	}
	claims := auth.ReadClaims(token)
	a.reached = &reached{user: claims.User, home: claims.Tenant, tokens: tokens, own: own}
	return a, nil
}

// trial is a source of tokens that knows the secret before it is kept, and prefers it
// to one that the environment has.
func (d *Desk) trial(ctx context.Context, p model.Profile, own secret.String) (transport.TokenSource, error) {
	o := auth.SourceOptions{
		Getenv: d.o.Getenv, Safe: secret.NewSafe(secret.SafeOptions{}), Base: d.o.Base, Logger: d.o.Logger, Run: d.o.Run,
	}
	if !own.Empty() {
		o.Getenv = func(name string) string {
			if name == profile.EnvClientSecret || name == profile.EnvCertificatePassword {
				return ""
			}
			return d.o.Getenv(name)
		}
		if err := o.Safe.Slot(profile.Entry(p), p.Storage).Save(ctx, own); err != nil {
			return nil, err
		}
	}
	return auth.Source(p, o), nil
}
