package signin

import (
	"context"
	"errors"
	"fmt"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
)

// Keep keeps what came of a sign-in that worked, with a profile for each of the tenants
// that were chosen: one of [model.SignedIn] at least, unless there are none. They share
// the sign-in. Profiles that exist are changed only in what is another now; see
// [model.SignIn] for the names of new ones.
//
// The sign-in goes into the safe first, the profiles into the config file after it, all
// or none; what fails can be tried again with the same attempt. Should the second fail,
// the error says so, and an [*profile.EditError] has the lines to paste.
func (d *Desk) Keep(ctx context.Context, done Attempt, in []model.Tenant) ([]model.Profile, error) {
	a, ok := done.(*attempt)
	if !ok || a.desk != d {
		return nil, errors.New("this sign-in was begun elsewhere")
	}
	r, listed, err := a.state()
	switch {
	case err != nil:
		return nil, refuse("sign in again", "the sign-in was cancelled, so that there is nothing to keep")
	case listed == nil:
		return nil, refuse("wait until it has worked", "the sign-in has not ended yet")
	}
	who := a.who
	if who.Kind.Person() {
		who.User = r.user
	}
	k := &keeping{desk: d, who: who, name: a.name, again: a.again, in: in, own: r.secret()}
	switch {
	case who.Kind.AppOnly():
		k.in = listed.Tenants // there is no choice
	case len(in) == 0 && len(listed.Tenants) == 0:
		k.in = []model.Tenant{{}}
	}
	return k.do(ctx)
}

// keeping is one sign-in being kept.
type keeping struct {
	desk *Desk
	who  model.Profile
	name model.ProfileName
	// again says that there was a profile of that name when it began.
	again bool
	in    []model.Tenant
	own   secret.String

	before, after []model.Profile // all of the config file
	made          []model.Profile
}

func (k *keeping) do(ctx context.Context) ([]model.Profile, error) {
	c, err := k.desk.o.File.Load()
	if err != nil {
		return nil, err
	}
	if _, err = k.change(c.Profiles); err != nil {
		return nil, err
	}
	at := k.made[0]
	if k.own.Empty() {
		err = k.write(ctx, at)
	} else {
		err = k.desk.locked(ctx, at, func(slot *secret.Slot) error {
			if serr := slot.Save(ctx, k.own); serr != nil {
				return serr
			}
			return k.write(ctx, at)
		})
	}
	if err != nil {
		return nil, err
	}
	told := map[model.ProfileName]bool{}
	for _, p := range k.made {
		for _, one := range append([]model.Profile{p}, sharing(k.after, p)...) {
			if !told[one.Name] {
				told[one.Name] = true
				k.desk.o.Joined(one)
			}
		}
	}
	return k.made, k.tidy(ctx)
}

// tidy forgets the sign-ins that the profiles had before, where that was another one.
func (k *keeping) tidy(ctx context.Context) error {
	for _, p := range k.made {
		i := named(k.before, p.Name)
		if i < 0 {
			continue
		}
		old := k.before[i]
		if profile.Entry(old) == "" || profile.Entry(old) == profile.Entry(p) && storage(old) == storage(p) {
			continue
		}
		if err := k.desk.forget(ctx, old); err != nil {
			return &Error{
				Message: fmt.Sprintf("signed in, but the former sign-in of the profile %q is still kept", p.Name), Cause: err,
			}
		}
	}
	return nil
}

// change is the change of the config file.
func (k *keeping) change(all []model.Profile) ([]model.Profile, error) {
	p := &plan{all: all, who: k.who, name: k.name}
	if i := named(all, k.name); i >= 0 && !k.again && !p.same(all[i]) {
		return nil, refuse("sign in again, with another name", "the profile %q was made meanwhile, for somebody else", k.name)
	}
	made, err := p.profiles(k.in)
	if err != nil {
		return nil, err
	}
	if len(made) == 0 {
		return nil, refuse("choose one at least", "no account was chosen, so that there is nothing to keep")
	}
	k.before, k.made, k.after = all, made, all
	for _, one := range made {
		k.after = profile.With(k.after, one)
	}
	return k.after, nil
}

// write writes the profiles. The sign-in is kept as that of one profile, which must
// still be among them.
func (k *keeping) write(ctx context.Context, at model.Profile) error {
	err := k.desk.o.File.Update(ctx, func(all []model.Profile) ([]model.Profile, error) {
		after, err := k.change(all)
		if err == nil && profile.Entry(k.made[0]) != profile.Entry(at) {
			err = refuse("try again", "the config file was changed meanwhile")
		}
		return after, err
	})
	if err == nil {
		return nil
	}
	if k.own.Empty() {
		return &Error{Message: "the sign-in worked, and its profile could not be written", Cause: err}
	}
	return &Error{Message: "the sign-in worked and is kept, but its profile could not be written", Cause: err}
}
