package signin

import (
	"context"
	"fmt"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
)

// SignOut forgets the sign-in of a profile and returns the names of the other profiles
// that shared it: they are signed out as well. The profiles stay. That nothing was kept
// is no error. What is not Awning's to forget is an [*Error] that says whose it is.
func (d *Desk) SignOut(ctx context.Context, name model.ProfileName) (also []model.ProfileName, err error) {
	p, _, err := d.find(name)
	if err != nil {
		return nil, err
	}
	switch p.Kind {
	case model.AzureCLI:
		return nil, refuse("az logout signs the Azure CLI out; awning profiles remove takes the profile out of the config file",
			"the profile %q uses the sign-in of the Azure CLI, which is not Awning's to end", name)
	case model.WorkloadIdentity:
		return nil, refuse("awning profiles remove takes the profile out of the config file",
			"the profile %q signs in with a token that the platform writes: nothing of it is kept", name)
	case model.StaticToken:
		return nil, refuse("unset AWNING_TOKEN", "the profile %q uses a token of the environment: nothing of it is kept", name)
	case model.DeviceCode, model.Browser, model.ClientSecret, model.Certificate:
	}
	err = d.locked(ctx, p, func(slot *secret.Slot) error {
		all, ferr := d.still(p)
		if ferr != nil {
			return ferr
		}
		for _, other := range sharing(all, p) {
			also = append(also, other.Name)
		}
		return slot.Remove(ctx)
	})
	if err != nil {
		return nil, &Error{Message: fmt.Sprintf("the profile %q is not signed out", name), Cause: err}
	}
	d.o.Left(name)
	for _, other := range also {
		d.o.Left(other)
	}
	return also, nil
}

// Remove takes a profile out of the config file. Its sign-in goes with it, unless other
// profiles share it. The sign-in goes first: should the second fail, nothing secret is
// left that nobody knows of, and the profile can be removed again.
func (d *Desk) Remove(ctx context.Context, name model.ProfileName) error {
	p, _, err := d.find(name)
	if err != nil {
		return err
	}
	if profile.Entry(p) == "" {
		err = d.o.File.Remove(ctx, name)
	} else {
		err = d.locked(ctx, p, func(slot *secret.Slot) error {
			all, ferr := d.still(p)
			if ferr != nil {
				return ferr
			}
			if len(sharing(all, p)) == 0 {
				if rerr := slot.Remove(ctx); rerr != nil {
					return &Error{Message: fmt.Sprintf("the profile %q is still there, because its sign-in could not be forgotten", name), Cause: rerr}
				}
			}
			return d.o.File.Remove(ctx, name)
		})
	}
	if err == nil {
		d.o.Left(name)
	}
	return err
}

// still returns all profiles, now that nobody else changes who uses the sign-in of one,
// and makes sure that it still is the one's.
func (d *Desk) still(p model.Profile) ([]model.Profile, error) {
	now, all, err := d.find(p.Name)
	if err == nil && (profile.Entry(now) != profile.Entry(p) || storage(now) != storage(p)) {
		err = refuse("look at it, then try again", "the profile %q was changed meanwhile", p.Name)
	}
	return all, err
}

// forget removes the sign-in that a profile had before it was changed, unless another
// profile uses it.
func (d *Desk) forget(ctx context.Context, old model.Profile) error {
	return d.locked(ctx, old, func(slot *secret.Slot) error {
		c, err := d.o.File.Load()
		if err != nil {
			return err
		}
		old.Name = "" // it counts like any other if it still uses it
		if len(sharing(c.Profiles, old)) > 0 {
			return nil
		}
		return slot.Remove(ctx)
	})
}
