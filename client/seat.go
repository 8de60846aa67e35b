package client

import (
	"cmp"

	"awning/client/auth"
	"awning/client/cpp"
	"awning/client/directory"
	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/insights"
	"awning/client/payouts"
	"awning/client/store"
	"awning/client/transport"
	"awning/model"
)

// Seat is one way of signing in: a profile with its tokens.
type Seat struct {
	// Who is the profile, as the config file describes it. Its tenant may be empty: that
	// of a token that somebody else got, or of a person wherever they belong.
	Who model.Profile
	// Identity keys the store's rows. Profiles that differ in nothing but what they list
	// share one, and what is stored for it counts once. Empty: one of the profile's own.
	Identity string
	Tokens   transport.TokenSource
}

// seat is a [Seat] with its clients. Each service has one transport per seat, so that
// waiting a service asks for holds for all calls.
type seat struct {
	Seat
	graph     *graph.Client
	v1        *ingestion.Client
	cpp       *cpp.Client
	directory *directory.Client
	companies *directory.Companies
	payouts   *payouts.Client
	insights  *insights.Client
	store     *store.Seat
	owners    owners
	abilities abilities
	together  *together
}

func newSeat(s Seat, o Options) *seat {
	s.Identity = cmp.Or(s.Identity, s.Who.Tenant+"/"+string(s.Who.Name))
	shared := &together{}
	o.Base = noting{RoundTripper: o.Base, changes: &shared.changes}
	api := func(name, base, audience string, text func([]byte) (string, string, map[string][]string)) *transport.API {
		return transport.New(transport.Options{
			Name: name, BaseURL: base, Audience: audience, Tokens: s.Tokens, Base: o.Base,
			Logger: o.Logger, ReadOnly: o.ReadOnly, ErrorText: text,
		})
	}
	return &seat{
		Seat:      s,
		graph:     graph.New(api("graph", graph.BaseURL, auth.AudienceGraph, graph.ErrorText)),
		v1:        ingestion.New(api("v1", ingestion.BaseURL, auth.AudiencePartner, ingestion.ErrorText)),
		cpp:       cpp.New(api("cpp", cpp.BaseURL, auth.AudienceCPP, cpp.ErrorText)),
		directory: directory.New(api("directory", directory.BaseURL, auth.AudienceARM, nil)),
		companies: directory.NewCompanies(api("company", directory.CompanyURL, auth.AudiencePartnerCenter, nil)),
		payouts:   payouts.New(api("payouts", payouts.BaseURL, auth.AudiencePartner, nil)),
		insights:  insights.New(api("insights", insights.BaseURL, auth.AudiencePartnerCenter, nil)),
		together:  shared,
		store:     o.Store.For(s.Identity),
	}
}

// account is the id of the account the seat works for: its tenant, or the
// profile's name where no tenant is known.
func (s *seat) account() model.AccountID {
	return model.AccountID(cmp.Or(s.Who.Tenant, string(s.Who.Name)))
}
