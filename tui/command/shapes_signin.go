package command

import "time"

// ProfileJSON is one way of signing in.
type ProfileJSON struct {
	Name string `json:"name"`
	// Identity is device-code, browser, client-secret, certificate,
	// workload-identity, azure-cli or token.
	Identity    string   `json:"identity"`
	Tenant      string   `json:"tenant"`      // GUID or domain; may be empty
	ClientID    string   `json:"clientId"`    // of the app registration; may be empty
	User        string   `json:"user"`        // of a person; else empty
	Certificate string   `json:"certificate"` // path; else empty
	Publishers  []string `json:"publishers"`  // as the config file lists them
	// Storage is keyring, file or memory; empty if nothing is kept for it.
	Storage     string `json:"storage"`
	Default     bool   `json:"default"`
	Environment bool   `json:"environment"` // described by environment variables
	// SignedIn is yes, no or unknown: whether a sign-in is kept. Whether it still
	// works, whoami says.
	SignedIn string `json:"signedIn"`
}

// ProfilesJSON is the answer of profiles.
type ProfilesJSON struct {
	Profiles []ProfileJSON `json:"profiles"`
	Config   string        `json:"config"` // path of the config file; empty: in memory
}

// LoginJSON is the answer of login.
type LoginJSON struct {
	User     string        `json:"user"` // of a person; else empty
	Profiles []ProfileJSON `json:"profiles"`
	Config   string        `json:"config"`  // where the profiles were written; empty: in memory
	Storage  string        `json:"storage"` // where the secret is; empty if there is none
}

// LogoutJSON is the answer of logout.
type LogoutJSON struct {
	Profile string   `json:"profile"`
	Also    []string `json:"also"`    // the profiles that shared the sign-in
	Removed bool     `json:"removed"` // from the config file
}

// WhoamiJSON is the answer of whoami.
type WhoamiJSON struct {
	Profiles []IdentityJSON `json:"profiles"`
}

// IdentityJSON is who a profile is, and what it may do.
type IdentityJSON struct {
	Profile  string `json:"profile"`
	Identity string `json:"identity"` // as of [ProfileJSON]
	Who      string `json:"who"`      // the user or the client id
	Tenant   string `json:"tenant"`
	Account  string `json:"account"` // its name; may be empty
	// Role is what it appears to be: owner, publisher (Manager or Developer),
	// finance, none or unknown.
	Role string `json:"role"`
	// Offers, Reports and Payouts are yes, no or unknown.
	Offers  string `json:"offers"`
	Reports string `json:"reports"`
	Payouts string `json:"payouts"`
	// ProbedAt is when that was found out; null: never.
	ProbedAt *time.Time `json:"probedAt"`
	// TokenExpires is when the token in use ends; null if it does not show.
	TokenExpires *time.Time `json:"tokenExpires"`
	Problem      string     `json:"problem"` // why it cannot be used; empty if it can
}

// DoctorJSON is the answer of doctor.
type DoctorJSON struct {
	Config        string          `json:"config"`        // path of the config file
	ConfigProblem string          `json:"configProblem"` // why it cannot be used; empty if it can
	Storages      []StorageJSON   `json:"storages"`
	Diagnoses     []DiagnosisJSON `json:"diagnoses"`
}

// StorageJSON is a place where sign-ins can be kept.
type StorageJSON struct {
	Storage string `json:"storage"` // keyring, file or memory
	Usable  bool   `json:"usable"`
	Locked  bool   `json:"locked"` // a passphrase is needed
	Why     string `json:"why"`
	Next    string `json:"next"`
}

// DiagnosisJSON is what was found about one profile.
type DiagnosisJSON struct {
	At         time.Time       `json:"at"`
	Profile    ProfileJSON     `json:"profile"`
	Offers     string          `json:"offers"` // yes, no or unknown
	Role       string          `json:"role"`   // as of [IdentityJSON]
	Storage    StorageJSON     `json:"storage"`
	Causes     []CauseJSON     `json:"causes"` // the likeliest first
	Tokens     []TokenJSON     `json:"tokens"`
	Tenants    []TenantJSON    `json:"tenants"`
	Publishers []PublisherJSON `json:"publishers"`
	Programs   []string        `json:"programs"`
	Probes     []ProbeJSON     `json:"probes"`
}

// CauseJSON is one reason why offers cannot be seen.
type CauseJSON struct {
	// Cause is signed-out, no-secret, store, secret-wrong, secret-expired, no-tenant,
	// no-application, not-in-tenant, consent, no-service, policy, factor, audience,
	// not-added, wrong-account, no-program, role, publisher, network, service or
	// no-offers.
	Cause string   `json:"cause"`
	About []string `json:"about"` // ids and names, by the cause
	Sure  bool     `json:"sure"`  // the service said so; else it fits best
	What  string   `json:"what"`
	Next  string   `json:"next"`
}

// TokenJSON is what the token for one service says, never the token itself.
type TokenJSON struct {
	Audience string      `json:"audience"` // the service it was asked for
	Code     string      `json:"code"`     // the directory's refusal; else empty
	Problem  string      `json:"problem"`  // why there is none; else empty
	Claims   *ClaimsJSON `json:"claims"`   // null: there is none, or it cannot be read
}

// ClaimsJSON are what is written in a token.
type ClaimsJSON struct {
	Audience    string     `json:"audience"`
	Tenant      string     `json:"tenant"`
	Application string     `json:"application"`
	User        string     `json:"user"`
	Object      string     `json:"object"`
	AppOnly     bool       `json:"appOnly"`
	Scopes      []string   `json:"scopes"`
	Roles       []string   `json:"roles"`
	Methods     []string   `json:"methods"`
	Issued      *time.Time `json:"issued"`
	Expires     *time.Time `json:"expires"`
}

// TenantJSON is one directory.
type TenantJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Domain string `json:"domain"`
}

// PublisherJSON is one publisher of an account.
type PublisherJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Seller string `json:"seller"`
}

// ProbeJSON is one harmless read and what came of it.
type ProbeJSON struct {
	// Ability is product-ingestion, submission-api, cloud-partner-portal, insights,
	// payouts or partner-profile.
	Ability   string `json:"ability"`
	Publisher string `json:"publisher"`
	Answer    string `json:"answer"` // yes, no or unknown
	Status    int    `json:"status"` // 0: nothing came back
	Code      string `json:"code"`
	Said      string `json:"said"`
	RequestID string `json:"requestId"`
}
