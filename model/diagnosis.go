package model

import "time"

// Diagnosis is what a profile is, what it may do, and why it may see less than
// expected. No secret and no token is in it.
type Diagnosis struct {
	At      time.Time
	Profile Profile
	// Storage is where the sign-in rests, and whether that works.
	Storage StorageState
	Tokens  []TokenReport
	Tenants []Tenant // those the identity is in
	// Publishers are those the service names, or else those of the config file.
	Publishers   []Publisher
	Programs     []Program
	Capabilities Capabilities
	// Causes are what explains the trouble, the likeliest first; empty if there is
	// none to explain.
	Causes []Cause
}

// TokenReport is what a token for one audience says of its owner, or why there is none.
type TokenReport struct {
	Audience string // what was asked for: "https://graph.microsoft.com"
	Claims   Claims
	Code     string // "AADSTS65001"; empty if the directory did not refuse
	Problem  string // why there is no token; empty if there is one
}

// Claims are what is written in an access token; see
// learn.microsoft.com/entra/identity-platform/access-token-claims-reference. They are read, not verified:
// that is the service's business.
type Claims struct {
	Opaque   bool // the token cannot be read: all other members are empty
	Audience string
	Tenant   string // tid
	App      string // appid, azp
	User     string // upn, preferred_username, unique_name
	Object   string // oid
	AppOnly  bool   // idtyp is app, or roles and no scopes
	Scopes   []string
	Roles    []string
	Methods  []string // amr: "pwd", "mfa"
	Issued   time.Time
	Expires  time.Time
}

// Cause is one known reason why offers cannot be seen.
type Cause struct {
	Kind CauseKind
	// Args are what it is about, by the kind: a tenant, a publisher, a role. Texts of
	// the service among them.
	Args []string
	// Sure says that the service said so; otherwise it is what fits best.
	Sure bool
}

// CauseKind names a reason. What to say of it, and what to do, is in the texts.
type CauseKind string

// The known reasons, with their arguments.
const (
	CauseSignedOut     CauseKind = "signed-out"     // no sign-in is kept, or it was revoked: profile
	CauseNoSecret      CauseKind = "no-secret"      // the application's secret is nowhere: client id
	CauseStore         CauseKind = "store"          // the storage cannot be used: why
	CauseSecretWrong   CauseKind = "secret-wrong"   // client id
	CauseSecretExpired CauseKind = "secret-expired" // client id
	CauseNoTenant      CauseKind = "no-tenant"      // tenant
	CauseNoApp         CauseKind = "no-application" // client id, tenant
	CauseNotInTenant   CauseKind = "not-in-tenant"  // user, tenant
	CauseConsent       CauseKind = "consent"        // client id, audience
	CauseNoService     CauseKind = "no-service"     // the tenant has no principal of the service: audience, tenant
	CausePolicy        CauseKind = "policy"         // conditional access refuses: its words
	CauseFactor        CauseKind = "factor"         // another factor is needed
	CauseAudience      CauseKind = "audience"       // a given token is for another service: audience wanted, audience of the token
	CauseNotAdded      CauseKind = "not-added"      // the application is not a user of the account, or by the wrong object id: client id, object id
	CauseWrongAccount  CauseKind = "wrong-account"  // signed in well, and this account has none; others do: tenant, the others
	CauseNoProgram     CauseKind = "no-program"     // the account is not in the commercial marketplace program: account
	CauseRole          CauseKind = "role"           // a role that sees no offers: the role
	CausePublisher     CauseKind = "publisher"      // a publisher of the config file is refused or unknown: publisher
	CauseNetwork       CauseKind = "network"        // nothing came back: host
	CauseService       CauseKind = "service"        // the service is in trouble: host, status
	CauseNoOffers      CauseKind = "no-offers"      // all is well, and there are no offers yet
)
