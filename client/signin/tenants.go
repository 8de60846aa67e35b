package signin

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/auth"
	"awning/client/directory"
	"awning/client/transport"
	"awning/model"
)

// listLimit is how long a person waits for the list of tenants, which is a help and
// no need.
const listLimit = 20 * time.Second

// list tells who signed in and which tenants they are in, the one that was asked for,
// or else their home, first. If they cannot be listed it is that one alone.
func (d *Desk) list(ctx context.Context, who model.Profile, r *reached) model.SignedIn {
	ctx, cancel := context.WithTimeout(ctx, listLimit)
	defer cancel()
	api := directory.New(transport.New(transport.Options{
		Name: "directory", BaseURL: directory.BaseURL, Audience: auth.AudienceARM,
		Tokens: r.tokens, Base: d.o.Base, Logger: d.o.Logger, Patience: listLimit / 2,
	}))
	out := model.SignedIn{User: r.user}
	listed, err := api.Tenants(ctx)
	if err != nil {
		out.Unlisted = err.Error()
	}
	first := model.Tenant{ID: r.home}
	if who.Tenant != "" && (who.Kind.Person() || first.ID == "") {
		first.ID = who.Tenant
	}
	for _, t := range listed {
		one := model.Tenant{ID: t.ID, Name: t.Name, Domain: t.Domain}
		switch {
		case of(first.ID, one):
			first = one
		case sound(one.ID) && !who.Kind.AppOnly():
			out.Tenants = append(out.Tenants, one)
		}
	}
	if first.Domain == "" {
		first.Domain = domain(who.Tenant, first.ID == r.home, r.user)
	}
	if sound(first.ID) {
		out.Tenants = slices.Insert(out.Tenants, 0, first)
	}
	return out
}

// domain is what is known of a tenant's domain without a list: it was asked for by it,
// or it is the home of a user, whose name ends in one of its domains.
func domain(asked string, home bool, user string) string {
	if strings.Contains(asked, ".") {
		return asked
	}
	_, ending, _ := strings.Cut(user, "@")
	if home && strings.Contains(ending, ".") && sound(ending) {
		return ending
	}
	return ""
}

// of reports whether a tenant is the one of that id or domain.
func of(name string, t model.Tenant) bool {
	return name != "" && (strings.EqualFold(name, t.ID) || strings.EqualFold(name, t.Domain))
}

// sound reports whether an id from the service may become part of a profile.
func sound(id string) bool {
	return id != "" && !strings.ContainsFunc(id, func(r rune) bool { return !plain(r) && r != '.' }) &&
		strings.Trim(id, ".") == id
}

// plain reports whether a character may stand in a profile's name.
func plain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-'
}

// nameFor is a name for the profile of a tenant that nobody has, after its domain and,
// if there is one of that name, after its user.
func nameFor(t model.Tenant, user string, taken func(model.ProfileName) bool) model.ProfileName {
	label := func(s, end string) string {
		s, _, _ = strings.Cut(s, end)
		s = strings.Map(func(r rune) rune {
			if plain(r) {
				return r
			}
			return '-'
		}, strings.ToLower(s))
		const longest = 24 // leaves room for more, within what a table shows
		return strings.Trim(s[:min(len(s), longest)], "-")
	}
	base := cmp.Or(label(t.Domain, "."), label(t.Name, "."), label(t.ID, "-"), "profile")
	name := model.ProfileName(base)
	if own := label(user, "@"); taken(name) && own != "" {
		name = model.ProfileName(base + "-" + own)
		base = string(name)
	}
	for n := 2; taken(name); n++ {
		name = model.ProfileName(base + "-" + strconv.Itoa(n))
	}
	return name
}
