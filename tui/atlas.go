package tui

import (
	"context"
	"slices"
	"sync"

	"awning/model"
	"awning/tui/sanitize"
)

// atlas knows where things lie: the accounts, with their names once anybody has
// asked for them. The line on top is drawn from it.
type atlas struct {
	market interface {
		Accounts(ctx context.Context) ([]model.Account, error)
		KnownAccounts() []model.Account
	}

	mu      sync.Mutex
	learned []model.Account
}

// Accounts asks for the accounts, and remembers the answer.
func (a *atlas) Accounts(ctx context.Context) ([]model.Account, error) {
	got, err := a.market.Accounts(ctx)
	if err == nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.learned = slices.Clone(got)
	}
	return got, err
}

// Learn asks for the accounts unless they are known.
func (a *atlas) Learn(ctx context.Context) error {
	a.mu.Lock()
	known := a.learned != nil
	a.mu.Unlock()
	if known {
		return nil
	}
	_, err := a.Accounts(ctx)
	return err
}

// accounts are those of the profiles that are open now, as far as they are known. An
// account in which the profile's own name stands for a name has none.
func (a *atlas) accounts() []model.Account {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := a.market.KnownAccounts()
	for i, known := range out {
		out[i].Name = ""
		at := slices.IndexFunc(a.learned, func(l model.Account) bool { return l.Profile == known.Profile && l.ID == known.ID })
		if at >= 0 {
			out[i] = a.learned[at]
		}
	}
	return out
}

// way says where a scope lies: profile, account, program and publisher, as far as
// they are known and there is but one of each. Its texts are clean.
func (a *atlas) way(s model.Scope) []string {
	var at model.Account
	found := 0
	for _, one := range a.accounts() {
		if s.Profile != "" && s.Profile != one.Profile || s.Account != "" && s.Account != one.ID || !owns(one, s) {
			continue
		}
		at, found = one, found+1
	}
	if found != 1 {
		at = model.Account{Profile: s.Profile}
	}
	publisher := s.Publisher
	if publisher == "" && len(at.Publishers) == 1 {
		publisher = at.Publishers[0].ID
	}
	program := ""
	if publisher != "" || at.Marketplace() {
		program = string(model.CommercialMarketplace)
	}
	parts := []string{sanitize.ID(string(at.Profile)), sanitize.ID(at.Name), program, sanitize.ID(string(publisher))}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// owns reports whether the publisher of a scope may be an account's: where the
// profile does not say whose it is, the account must.
func owns(a model.Account, s model.Scope) bool {
	if s.Publisher == "" || s.Profile != "" {
		return true
	}
	return slices.ContainsFunc(a.Publishers, func(p model.Publisher) bool { return p.ID == s.Publisher })
}
