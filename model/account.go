package model

import "slices"

// ProfileName names one way of signing in, as the config file does.
type ProfileName string

// AccountID identifies a Partner Center account: the GUID of the directory
// tenant that belongs to it. One tenant belongs to at most one account.
type AccountID string

// PublisherID names the namespace that owns offers: "brightwave".
type PublisherID string

// Program is something an account is enrolled in, by the name the portal shows.
type Program string

// CommercialMarketplace is the one program this console serves.
const CommercialMarketplace Program = "Commercial Marketplace"

// Account is one Partner Center account as one profile sees it.
type Account struct {
	Profile    ProfileName
	ID         AccountID
	Name       string
	Programs   []Program
	Publishers []Publisher
	// Problem says in words why this account cannot be used, for instance that
	// the sign-in was refused; empty if it can.
	Problem string
	// Able is what the profile was last found to be allowed to do there, with the time; its
	// zero value if that was never looked at.
	Able Capabilities
}

// Marketplace reports whether offers can be managed in the account: it is
// enrolled in the commercial marketplace, or owns at least one publisher.
func (a Account) Marketplace() bool {
	if len(a.Publishers) > 0 {
		return true
	}
	return slices.Contains(a.Programs, CommercialMarketplace)
}

// Publisher is one namespace of an account.
type Publisher struct {
	ID       PublisherID
	Name     string // shown to customers
	SellerID string // a number, kept as text
}

// Scope narrows a question to a part of what the profiles can see. Empty
// members do not narrow.
type Scope struct {
	Profile   ProfileName
	Account   AccountID
	Publisher PublisherID
}

// Covers reports whether an offer lies within the scope.
func (s Scope) Covers(o Offer) bool {
	return (s.Profile == "" || s.Profile == o.Profile) &&
		(s.Account == "" || s.Account == o.Account) &&
		(s.Publisher == "" || s.Publisher == o.Publisher)
}
