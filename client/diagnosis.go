package client

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"awning/client/auth"
	"awning/client/directory"
	"awning/client/transport"
	"awning/model"
)

// tokenPatience is how long a token may take: a person's own tools may fetch it.
const tokenPatience = 10 * time.Second

// Diagnose finds out why a profile sees fewer offers than expected: what its tokens say of
// it, where it belongs, what it may do, and what explains the trouble, the likeliest first. It
// changes nothing and takes some twenty seconds at most, mostly one or two. What
// cannot be found out is left out, or told in its place: it is an error only if the profile is
// unknown, the store fails or ctx ends.
func (m *Market) Diagnose(ctx context.Context, p model.ProfileName) (model.Diagnosis, error) {
	s, ok := m.seatOf(p)
	if !ok {
		return model.Diagnosis{}, &NoProfileError{Profile: p}
	}
	c, err := m.clues(ctx, s)
	if err != nil {
		return model.Diagnosis{}, err
	}
	d := model.Diagnosis{
		At: m.o.Now().UTC(), Profile: s.Who, Storage: c.storage, Tenants: c.tenants, Publishers: c.publishers,
		Programs: c.programs(), Capabilities: c.able, Causes: c.causes(),
	}
	for _, t := range c.tokens {
		d.Tokens = append(d.Tokens, t.TokenReport)
	}
	return d, nil
}

// clues are what can be found out about a seat.
type clues struct {
	who        model.Profile
	now        time.Time
	storage    model.StorageState
	tokens     []tokenClue
	tenants    []model.Tenant
	account    string // the best name of it
	publishers []model.Publisher
	owned      bool // some of them own offers
	findings   []finding
	able       model.Capabilities
	offers     bool     // some were seen
	others     []string // other profiles that see offers; looked for only if this one sees none
}

// tokenClue is a token for an audience, or why there is none.
type tokenClue struct {
	model.TokenReport

	err error
}

// clues asks everybody who knows something: first for the tokens, without which nobody else
// answers, then all others side by side.
func (m *Market) clues(ctx context.Context, s *seat) (clues, error) {
	c := clues{who: s.Who, now: m.o.Now()}
	var wg sync.WaitGroup
	if m.o.Storage != nil {
		wg.Go(func() { c.storage = m.o.Storage(ctx, s.Who) })
	}
	wg.Go(func() { c.tokens = s.tokenClues(ctx) })
	wg.Wait()

	limited, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	var tenants []directory.Tenant
	var failed error
	wg.Go(func() {
		tenants, _ = s.directory.Tenants(limited) // without an answer none are known
	})
	wg.Go(func() {
		owned := s.learnOwners(limited)
		c.publishers, c.owned = owned.publishers, len(owned.rows) > 0
	})
	wg.Go(func() { c.findings, c.able, failed = m.look(ctx, s) })
	wg.Wait()
	c.tenants = each(tenants, func(t directory.Tenant) model.Tenant { return model.Tenant(t) })
	c.account = s.accountName(tenants)
	if failed == nil {
		c.offers, c.others = m.sight(ctx, s, c)
	}
	return c, errors.Join(failed, ctx.Err())
}

// tokenClues gets a token for every audience, side by side.
func (s *seat) tokenClues(ctx context.Context) []tokenClue {
	limited, cancel := context.WithTimeout(ctx, tokenPatience)
	defer cancel()
	audiences := append(audiencesOfOffers(), auth.AudiencePartnerCenter, auth.AudienceARM)
	out := make([]tokenClue, len(audiences))
	var wg sync.WaitGroup
	for i, audience := range audiences {
		wg.Go(func() {
			t := tokenClue{TokenReport: model.TokenReport{Audience: audience}}
			token, err := s.Tokens.Token(limited, audience, false)
			if t.err = err; err == nil {
				t.Claims = auth.ReadClaims(token)
			} else {
				t.Problem = words(err)
			}
			if refused, ok := errors.AsType[*auth.Error](err); ok {
				t.Code, t.Problem = refused.Code, oneLine(refused.Message)
			}
			out[i] = t
		})
	}
	wg.Wait()
	return out
}

// audiencesOfOffers are those of the APIs that hold offers.
func audiencesOfOffers() []string {
	return []string{auth.AudienceGraph, auth.AudiencePartner, auth.AudienceCPP}
}

// sight reports whether the seat sees offers, and which other profiles do if it does not.
func (m *Market) sight(ctx context.Context, s *seat, c clues) (offers bool, others []string) {
	if c.owned || seesOffers(c.findings) {
		return true, nil
	}
	if c.able.Of(model.AbleGraph) == model.Yes { // one type was asked for: it may have others
		quick, cancel := context.WithTimeout(transport.Once(ctx), probePatience)
		defer cancel()
		for page, err := range s.graph.AllProducts(quick) {
			if err == nil && len(page) > 0 {
				return true, nil
			}
			break
		}
	}
	all := m.seats()
	sees := make([]bool, len(all))
	var wg sync.WaitGroup
	for i, other := range all {
		if other == s {
			continue
		}
		wg.Go(func() {
			found, _, err := m.look(ctx, other)
			sees[i] = err == nil && seesOffers(found)
		})
	}
	wg.Wait()
	for i, other := range all {
		if sees[i] {
			others = append(others, string(other.Who.Name))
		}
	}
	return false, others
}

// seesOffers reports whether any of the probes saw an offer.
func seesOffers(all []finding) bool {
	return slices.ContainsFunc(all, func(f finding) bool { return f.ofOffers() && f.some })
}

// ofOffers reports whether a probe asked for offers.
func (f finding) ofOffers() bool {
	return f.Ability == model.AbleGraph || f.Ability == model.AbleV1 || f.Ability == model.AbleCPP && f.Publisher != ""
}

// programs are those that the config file lists, or the one that shows.
func (c clues) programs() []model.Program {
	if len(c.who.Programs) > 0 || !c.offers && len(c.publishers) == 0 {
		return c.who.Programs
	}
	return []model.Program{model.CommercialMarketplace}
}
