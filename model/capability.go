package model

import "time"

// Ability is something an identity may be allowed to do. Which ones it has cannot be
// asked for: they are inferred from harmless reads.
type Ability string

// The abilities, each probed by a read that needs it.
const (
	AbleGraph    Ability = "product-ingestion"    // offers through the Product Ingestion API
	AbleV1       Ability = "submission-api"       // offers through the submission API v1
	AbleCPP      Ability = "cloud-partner-portal" // offers of one publisher through the Cloud Partner Portal API
	AbleInsights Ability = "insights"             // orders, usage and revenue reports
	AblePayouts  Ability = "payouts"              // earnings and payments
	AblePartner  Ability = "partner-profile"      // the partner id and the company
)

// Answer is what a probe found.
type Answer string

// The answers. One failed read is no proof: what is neither allowed nor refused is
// not known.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Probe is one harmless read and what came of it.
type Probe struct {
	Ability   Ability
	Publisher PublisherID // [AbleCPP]: whose offers were asked for; else empty
	Answer    Answer
	Status    int    // HTTP status; 0 if nothing came back
	Code      string // the service's or the directory's code; may be empty
	Said      string // what went wrong, one line of the service's words; empty if nothing
	RequestID string // what support asks for; may be empty
}

// Capabilities are what one profile may do, as far as it shows.
type Capabilities struct {
	Profile ProfileName
	Account AccountID
	At      time.Time // when it was probed; zero: never
	Probes  []Probe
}

// Of returns whether there is an ability: yes if one probe says so, no if all that
// know say no.
func (c Capabilities) Of(a Ability) Answer {
	answer := Unknown
	for _, p := range c.Probes {
		switch {
		case p.Ability != a:
		case p.Answer == Yes:
			return Yes
		case p.Answer == No:
			answer = No
		}
	}
	return answer
}

// Offers returns whether offers can be seen through any API.
func (c Capabilities) Offers() Answer {
	answers := [...]Answer{c.Of(AbleGraph), c.Of(AbleV1), c.Of(AbleCPP)}
	answer := No
	for _, one := range answers {
		switch one {
		case Yes:
			return Yes
		case Unknown:
			answer = Unknown
		case No:
		}
	}
	return answer
}

// Role is what somebody appears to be in Partner Center. Roles cannot be read.
type Role string

// The roles as they show from outside.
const (
	RoleOwner     Role = "owner"     // offers and payouts
	RolePublisher Role = "publisher" // offers, no payouts: Manager or Developer
	RoleFinance   Role = "finance"   // payouts, no offers: Financial contributor
	RoleNone      Role = "none"      // neither
	RoleUnknown   Role = "unknown"   // it does not show
)

// Role infers the role from what is allowed; see the table of roles at
// learn.microsoft.com/partner-center/account-settings/permissions-overview.
func (c Capabilities) Role() Role {
	offers, payouts := c.Offers(), c.Of(AblePayouts)
	switch {
	case offers == Unknown || payouts == Unknown:
		return RoleUnknown
	case offers == Yes && payouts == Yes:
		return RoleOwner
	case offers == Yes:
		return RolePublisher
	case payouts == Yes:
		return RoleFinance
	}
	return RoleNone
}
