package model

// AudienceMember is one of those who may buy a private plan.
type AudienceMember struct {
	Kind  string // tenant, subscription, ea, msdn: in the services' own words
	ID    string
	Label string // a remark for the publisher; it tells nobody apart
}

// AudienceChange is what a private audience gains and loses.
type AudienceChange struct{ Add, Remove []AudienceMember }

// Withdrawal says when, why and for what an image version is given up.
type Withdrawal struct {
	Days    int              // from now until it can be deployed no more; 0 leaves that to the service
	Reason  WithdrawalReason // empty: none is given
	Instead PlanID           // another plan of the offer; empty: none
}

// WithdrawalReason is why something is given up.
type WithdrawalReason string

// The reasons the services know.
const (
	WithdrawnInsecure    WithdrawalReason = "criticalSecurityIssue"
	WithdrawnUnsupported WithdrawalReason = "endOfSupport"
	WithdrawnOtherwise   WithdrawalReason = "other"
)
