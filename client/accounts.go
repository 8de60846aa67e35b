package client

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"

	"awning/client/directory"
	"awning/model"
)

// Accounts lists the accounts the seats work for, one per seat, in the seats'
// order. An account that cannot be used says why in its Problem; the error is never about a
// single account.
func (m *Market) Accounts(ctx context.Context) ([]model.Account, error) {
	seats := m.seats()
	out := make([]model.Account, len(seats))
	var wg sync.WaitGroup
	for i, s := range seats {
		wg.Go(func() { out[i] = s.describe(ctx, m) })
	}
	wg.Wait()
	return out, ctx.Err()
}

// KnownAccounts lists the accounts as the config file describes them, without
// asking anybody: a name is the profile's, publishers and programs are those
// the file lists, and what the profile may do is what this run found last.
func (m *Market) KnownAccounts() []model.Account {
	seats := m.seats()
	out := make([]model.Account, len(seats))
	for i, s := range seats {
		out[i] = model.Account{Profile: s.Who.Name, ID: s.account(), Name: string(s.Who.Name), Programs: s.Who.Programs, Able: s.recalled()}
		for _, p := range s.Who.Publishers {
			out[i].Publishers = append(out[i].Publishers, model.Publisher{ID: p})
		}
	}
	return out
}

// describe asks all services that know something of an account, side by side. What the
// identity may do is looked at every quarter of an hour, and whenever the account seems to be
// of no use.
func (s *seat) describe(ctx context.Context, m *Market) model.Account {
	var wg sync.WaitGroup
	var tenants []directory.Tenant
	var signIn error
	var found []finding
	var able model.Capabilities
	wg.Go(func() { tenants, signIn = s.directory.Tenants(ctx) })
	learned := s.startLearning(ctx, &wg)
	wg.Go(func() { found, able, _ = m.recent(ctx, s, probeEvery) }) // without it nothing is known
	wg.Wait()
	a := model.Account{
		Profile: s.Who.Name, ID: s.account(), Name: s.accountName(tenants),
		Programs: s.Who.Programs, Publishers: learned.got.publishers, Able: able,
	}
	refused := learned.got.refused
	if len(a.Programs) == 0 && len(a.Publishers) > 0 {
		a.Programs = []model.Program{model.CommercialMarketplace}
	}
	if refused == nil || a.Marketplace() && !errors.Is(refused, ErrSignIn) {
		return a
	}
	// Being refused by the publisher list alone means little: ask for offers.
	if found == nil {
		found, a.Able, _ = m.look(ctx, s)
	}
	if a.Able.Offers() != model.Yes {
		a.Problem = problem(a.Able, found, signIn)
	} else if len(a.Programs) == 0 {
		a.Programs = []model.Program{model.CommercialMarketplace}
	}
	return a
}

// problem says why no offers can be seen.
func problem(able model.Capabilities, found []finding, signIn error) string {
	var first error
	for _, f := range found {
		if f.ofOffers() && f.err != nil && (first == nil || errors.Is(f.err, ErrSignIn) && !errors.Is(first, ErrSignIn)) {
			first = f.err
		}
	}
	switch {
	case errors.Is(signIn, ErrSignIn) || errors.Is(first, ErrSignIn):
		return "the sign-in was refused: " + words(errors.Join(pick(signIn, ErrSignIn), pick(first, ErrSignIn)))
	case able.Role() == model.RoleFinance:
		return "this identity sees payouts, not offers: it appears to be Financial contributor; offers need Manager or Developer"
	case able.Offers() == model.No:
		return "this identity may not see the account's offers: " + words(first)
	case first != nil:
		return words(first)
	}
	return "nothing can be found out about it now"
}

// accountName is the tenant's name, or the best substitute.
func (s *seat) accountName(tenants []directory.Tenant) string {
	for _, t := range tenants {
		if strings.EqualFold(t.ID, s.Who.Tenant) || strings.EqualFold(t.Domain, s.Who.Tenant) && t.Domain != "" || s.Who.Tenant == "" && len(tenants) == 1 {
			return cmp.Or(t.Name, t.Domain, string(s.Who.Name))
		}
	}
	return string(s.Who.Name)
}

// pick returns err if it is of a kind, else nil.
func pick(err, kind error) error {
	if errors.Is(err, kind) {
		return err
	}
	return nil
}

// words is an error and its advice in one line.
func words(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if next := hint(err); next != "" {
		text += "; " + next
	}
	return text
}

// hint is the advice of an error; empty if it has none.
func hint(err error) string {
	if h, ok := errors.AsType[interface {
		error
		Hint() string
	}](err); ok {
		return h.Hint()
	}
	return ""
}
