package client

import (
	"cmp"
	"context"
	"slices"

	"awning/model"
	"awning/model/payout"
)

// teller is a seat that may tell of its account's payouts.
type teller struct {
	*seat
	source payout.Source // how; empty if it may not
	why    error         // what it is refused; an [*AbilityError] or nil
	rank   int           // the best first
	advice string        // what somebody may do whom it stands in for
}

// tellers lists, for each account a scope reaches, the seats that may tell of its payouts,
// the best first. One of them is enough: two would tell the same money twice. People tell of
// what is paid, applications only of estimates; an application of the same account stands in
// for a person who is refused. It asks nobody.
func (m *Market) tellers(ctx context.Context, sc payout.Scope) ([][]teller, error) {
	var accounts []model.AccountID
	all := map[model.AccountID][]teller{}
	for _, s := range m.seats() {
		if !s.reached(m, sc) {
			continue
		}
		t, err := s.teller(ctx)
		if err != nil {
			return nil, err
		}
		if sc.Profile == s.Who.Name && t.source == payout.FromEstimate {
			t.rank = rankYes // asked for by its name
		}
		if all[s.account()] == nil {
			accounts = append(accounts, s.account())
		}
		all[s.account()] = append(all[s.account()], t)
	}
	if len(accounts) == 0 && sc.Profile != "" {
		return nil, &NoProfileError{Profile: sc.Profile}
	}
	out := make([][]teller, len(accounts))
	for i, a := range accounts {
		slices.SortStableFunc(all[a], func(x, y teller) int { return cmp.Compare(x.rank, y.rank) })
		out[i] = all[a]
	}
	return out, nil
}

// reached reports whether a scope reaches a seat, or one that it stands in for.
func (s *seat) reached(m *Market, sc payout.Scope) bool {
	if sc.Account != "" && sc.Account != s.account() {
		return false
	}
	return sc.Profile == "" || sc.Profile == s.Who.Name || s.standsInFor(m, sc.Profile)
}

// standsInFor reports whether a seat is an application of the account another one works for.
func (s *seat) standsInFor(m *Market, p model.ProfileName) bool {
	other, ok := m.seatOf(p)
	return ok && s.Who.Kind.AppOnly() && s.account() == other.account()
}

// How good tellers are.
const (
	rankYes           = iota // is known to see what is paid
	rankMaybe                // nobody has looked yet
	rankEstimate             // sees estimates
	rankMaybeEstimate        // nobody has looked yet
	rankNone                 // is refused
)

// teller is how a seat may tell, by what is known of it.
func (s *seat) teller(ctx context.Context) (teller, error) {
	known, err := s.known(ctx)
	if err != nil {
		return teller{}, err
	}
	t := teller{seat: s, rank: rankNone}
	paid, reports := known.Of(model.AblePayouts), known.Of(model.AbleInsights)
	switch {
	case paid == model.Yes:
		t.source, t.rank = payout.FromExports, rankYes
	case paid == model.Unknown && !s.Who.Kind.AppOnly():
		t.source, t.rank = payout.FromExports, rankMaybe
	case reports == model.Yes:
		t.source, t.rank = payout.FromEstimate, rankEstimate
	case reports == model.Unknown && s.Who.Kind.AppOnly():
		t.source, t.rank = payout.FromEstimate, rankMaybeEstimate
	default:
		t.why = s.refused(known, s.ability())
	}
	return t, nil
}

// ability is what a seat's payouts are told by.
func (s *seat) ability() model.Ability {
	if s.Who.Kind.AppOnly() {
		return model.AbleInsights
	}
	return model.AblePayouts
}
