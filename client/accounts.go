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
// asking anybody: a name is the profile's, and publishers and programs are those
// the file lists.
func (m *Market) KnownAccounts() []model.Account {
	seats := m.seats()
	out := make([]model.Account, len(seats))
	for i, s := range seats {
		out[i] = model.Account{Profile: s.Who.Name, ID: s.account(), Name: string(s.Who.Name), Programs: s.Who.Programs}
		for _, p := range s.Who.Publishers {
			out[i].Publishers = append(out[i].Publishers, model.Publisher{ID: p})
		}
	}
	return out
}

// describe asks all services that know something of an account, side by side.
func (s *seat) describe(ctx context.Context, m *Market) model.Account {
	var wg sync.WaitGroup
	var tenants []directory.Tenant
	var signIn error
	wg.Go(func() { tenants, signIn = s.directory.Tenants(ctx) })
	learned := s.startLearning(ctx, &wg)
	wg.Wait()
	a := model.Account{
		Profile: s.Who.Name, ID: s.account(), Name: s.accountName(tenants),
		Programs: s.Who.Programs, Publishers: learned.got.publishers,
	}
	refused := learned.got.refused
	if len(a.Programs) == 0 && len(a.Publishers) > 0 {
		a.Programs = []model.Program{model.CommercialMarketplace}
	}
	if refused == nil || a.Marketplace() && !errors.Is(refused, ErrSignIn) {
		return a
	}
	// Being refused by the publisher list alone means little: ask for offers.
	err := s.probe(ctx, m)
	switch {
	case err == nil && len(a.Programs) == 0:
		a.Programs = []model.Program{model.CommercialMarketplace}
	case err == nil:
	case errors.Is(signIn, ErrSignIn) || errors.Is(err, ErrSignIn):
		a.Problem = "the sign-in was refused: " + words(errors.Join(pick(signIn, ErrSignIn), pick(err, ErrSignIn)))
	case errors.Is(err, ErrForbidden):
		a.Problem = "this identity may not see the account's offers: " + words(err)
	default:
		a.Problem = words(err)
	}
	return a
}

// accountName is the tenant's name, or the best substitute.
func (s *seat) accountName(tenants []directory.Tenant) string {
	for _, t := range tenants {
		if strings.EqualFold(t.ID, s.Who.Tenant) || s.Who.Tenant == "" && len(tenants) == 1 {
			return cmp.Or(t.Name, t.Domain, string(s.Who.Name))
		}
	}
	return string(s.Who.Name)
}

// probe asks for one page of offers by whatever way there is.
func (s *seat) probe(ctx context.Context, m *Market) error {
	var refused error
	for _, kind := range m.o.Catalog.Types() {
		if word := kind.Names[model.Graph]; word != "" {
			for _, err := range s.graph.Products(ctx, word) {
				refused = err
				break
			}
			break
		}
	}
	if refused == nil {
		return nil
	}
	for _, err := range s.v1.Products(ctx) {
		if err == nil {
			return nil
		}
		break
	}
	return refused
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
	if h, ok := errors.AsType[interface {
		error
		Hint() string
	}](err); ok && h.Hint() != "" {
		text += "; " + h.Hint()
	}
	return text
}
