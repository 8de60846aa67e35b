package signin

import (
	"cmp"
	"slices"
	"strings"

	"awning/client/profile"
	"awning/model"
)

// plan works out the profiles that come of a sign-in.
type plan struct {
	all  []model.Profile // of the config file
	who  model.Profile   // who signed in, and how; its tenant does not count
	name model.ProfileName
	made []model.Profile // in the order of the tenants
}

// profiles returns a profile for each tenant: the named one if it exists and is for
// that tenant, or one of the same identity, or a new one. A named profile without a
// tenant stands for all of them.
func (p *plan) profiles(in []model.Tenant) ([]model.Profile, error) {
	if i := named(p.all, p.name); i >= 0 {
		if err := samePerson(p.all, p.all[i], p.who.User); err != nil {
			return nil, err
		}
		if p.all[i].Tenant == "" || len(in) == 0 {
			return []model.Profile{p.renewed(p.all[i])}, nil
		}
	}
	for _, t := range in {
		if !slices.ContainsFunc(p.made, func(m model.Profile) bool { return of(m.Tenant, t) }) {
			p.made = append(p.made, p.forTenant(t))
		}
	}
	return p.made, nil
}

func (p *plan) forTenant(t model.Tenant) model.Profile {
	if i := named(p.all, p.name); i >= 0 && of(p.all[i].Tenant, t) {
		return p.renewed(p.all[i])
	}
	anew := p.who
	anew.Tenant = t.ID
	named := p.name != "" && !p.taken(p.name)
	if i := slices.IndexFunc(p.all, func(old model.Profile) bool { return of(old.Tenant, t) && p.same(old) }); i >= 0 && !named {
		return p.renewed(p.all[i])
	}
	anew.Name = p.name
	if !named {
		anew.Name = nameFor(t, p.who.User, p.taken)
	}
	return anew
}

// same reports whether a profile is of the identity that signed in.
func (p *plan) same(old model.Profile) bool {
	if p.who.Kind.Person() {
		return old.Kind.Person() && old.ClientID == p.who.ClientID && strings.EqualFold(old.User, p.who.User)
	}
	return old.Kind == p.who.Kind && old.ClientID == p.who.ClientID
}

// renewed is a profile as it is after the sign-in: what did not change is as somebody
// wrote it.
func (p *plan) renewed(old model.Profile) model.Profile {
	next := old
	next.Kind, next.ClientID, next.Certificate = p.who.Kind, p.who.ClientID, p.who.Certificate
	if storage(old) != storage(p.who) || profile.Entry(p.who) == "" {
		next.Storage = p.who.Storage
	}
	if !strings.EqualFold(old.User, p.who.User) {
		next.User = p.who.User
	}
	return next
}

// taken reports whether a name is of another profile, or of one of the environment.
func (p *plan) taken(name model.ProfileName) bool {
	return named(p.all, name) >= 0 || named(p.made, name) >= 0 || name == profile.NameToken || name == profile.NameEnvironment
}

func named(all []model.Profile, name model.ProfileName) int {
	if name == "" {
		return -1
	}
	return slices.IndexFunc(all, func(p model.Profile) bool { return p.Name == name })
}

// storage is where the sign-in of a profile rests.
func storage(p model.Profile) model.Storage { return cmp.Or(p.Storage, model.InKeyring) }

// sharing returns the other profiles that use the same sign-in.
func sharing(all []model.Profile, p model.Profile) []model.Profile {
	entry := profile.Entry(p)
	return slices.DeleteFunc(slices.Clone(all), func(other model.Profile) bool {
		return entry == "" || other.Name == p.Name || profile.Entry(other) != entry || storage(other) != storage(p)
	})
}

// samePerson makes sure that a profile stays its person's.
func samePerson(all []model.Profile, p model.Profile, user string) error {
	if p.User == "" || strings.EqualFold(p.User, user) {
		return nil
	}
	taken := func(name model.ProfileName) bool { return named(all, name) >= 0 }
	free := nameFor(model.Tenant{Name: string(p.Name)}, user, taken)
	return &AnotherPersonError{Profile: p.Name, Was: p.User, Is: user, Free: free}
}
