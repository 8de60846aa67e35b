package command

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// readable refuses to go on with a config file that cannot be read: the sign-in
// could not be written into it.
func (l *login) readable() error { return l.hall.ConfigProblem }

// place makes sure that the sign-in can be kept where it is meant to be, or finds
// out where else. A desk that has one storage keeps everything there.
func (l *login) place(ctx context.Context, in model.Storage) (model.Storage, error) {
	states := l.hall.Desk.Storages(ctx)
	if len(states) == 1 {
		in = states[0].Storage
	}
	for {
		i := slices.IndexFunc(states, func(s model.StorageState) bool { return s.Storage == in })
		if i < 0 || states[i].Usable && !states[i].Locked {
			return in, nil
		}
		if states[i].Locked {
			return in, l.hall.Unlock(ctx)
		}
		other, err := l.otherPlace(ctx, states[i], states)
		if err != nil {
			return in, err
		}
		in = other
	}
}

// otherPlace says why a storage cannot be used and asks for another one.
func (l *login) otherPlace(ctx context.Context, out model.StorageState, states []model.StorageState) (model.Storage, error) {
	t := &l.text.Command.SignIn
	names := l.text.Doctor.Storages
	why := sprintf(t.StorageOut, text.Word(names, out.Storage), sanitize.Line(out.Why))
	if !l.opt.Asks {
		return "", NewError(NotAllowed, why, joinHints(out.Next, t.StorageFlags))
	}
	l.sayf("%s", why)
	var offered []model.Storage
	for _, s := range states {
		if s.Storage != out.Storage && (s.Usable || s.Locked) {
			offered = append(offered, s.Storage)
			l.sayf(t.StorageChoice, len(offered), text.Word(t.Places, s.Storage))
		}
	}
	l.sayf(t.StorageStop, len(offered)+1)
	answer, err := l.ask(ctx, t.AskStorage)
	if err != nil {
		return "", err
	}
	n, err := strconv.Atoi(strings.TrimSpace(answer))
	if err != nil || n < 1 || n > len(offered) {
		return "", NewError(Failed, t.NotConfirmed, t.StorageFlags)
	}
	return offered[n-1], nil
}

// joinHints puts two things to do next into one line.
func joinHints(first, second string) string {
	if first == "" {
		return second
	}
	return first + "; " + second
}

// choose finds the tenants to make profiles for: the one that was signed in to by
// name, or that of a profile that is signed in to again, and else those that are
// wanted.
func (l *login) choose(ctx context.Context, got model.SignedIn, before model.Profile) ([]model.Tenant, error) {
	t := &l.text.Command.SignIn
	if got.Unlisted != "" {
		l.sayf(t.Unlisted, sanitize.Line(got.Unlisted))
	}
	meant := cmp.Or(l.flag.tenant, before.Tenant)
	switch {
	case len(l.flag.tenants) > 0:
		return l.named(got.Tenants, l.flag.tenants)
	case len(got.Tenants) <= 1 || l.flag.all:
		return got.Tenants, nil
	case meant != "":
		return l.named(got.Tenants, []string{meant})
	case l.flag.yes || !l.opt.Asks:
		return got.Tenants, nil
	}
	l.sayf("%s", t.TenantsAre)
	for i, in := range got.Tenants {
		l.sayf(t.TenantRow, i+1, tenantLabel(in))
	}
	for {
		answer, err := l.ask(ctx, t.AskTenants)
		if err != nil {
			return nil, err
		}
		if chosen, ok := numbered(got.Tenants, answer); ok {
			return chosen, nil
		}
	}
}

// named are the tenants of some names.
func (l *login) named(all []model.Tenant, names []string) ([]model.Tenant, error) {
	t := &l.text.Command.SignIn
	var chosen []model.Tenant
	for _, want := range names {
		i := findTenant(all, strings.TrimSpace(want))
		if i < 0 {
			labels := make([]string, len(all))
			for n, in := range all {
				labels[n] = tenantLabel(in)
			}
			return nil, wrong(sprintf(t.NoSuchTenant, want), sprintf(t.TenantsListed, strings.Join(labels, "; ")))
		}
		if !slices.Contains(chosen, all[i]) {
			chosen = append(chosen, all[i])
		}
	}
	return chosen, nil
}

func findTenant(all []model.Tenant, name string) int {
	return slices.IndexFunc(all, func(t model.Tenant) bool {
		return strings.EqualFold(t.ID, name) || t.Domain != "" && strings.EqualFold(t.Domain, name)
	})
}

// numbered are the tenants an answer names by their numbers; all if it names none.
func numbered(all []model.Tenant, answer string) ([]model.Tenant, bool) {
	words := strings.FieldsFunc(answer, func(c rune) bool { return c == ',' || c == ' ' || c == '\t' })
	if len(words) == 0 {
		return all, true
	}
	var chosen []model.Tenant
	for _, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > len(all) {
			return nil, false
		}
		if !slices.Contains(chosen, all[n-1]) {
			chosen = append(chosen, all[n-1])
		}
	}
	return chosen, true
}

// tenantLabel is what a tenant is called in a list.
func tenantLabel(t model.Tenant) string {
	var parts []string
	for _, p := range []string{t.Name, t.Domain, t.ID} {
		if p != "" {
			parts = append(parts, sanitize.Line(p))
		}
	}
	return strings.Join(parts, ", ")
}
