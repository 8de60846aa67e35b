package entra

import (
	"crypto"
	"crypto/x509"
	"time"
)

// Options are what a [Directory] holds and how it behaves.
type Options struct {
	Tenants []Tenant
	Apps    []App
	People  []Person
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Public is the address at which a browser reaches the directory,
	// "http://127.0.0.1:8787"; empty if none can.
	Public string
	// ApproveAfter is when a device code approves itself, as ApproveAs; 0 means
	// never.
	ApproveAfter time.Duration
	// ApproveAs is the user that a device code approves itself as.
	ApproveAs string
	// Switches are policies and choices.
	Switches Switches
}

// Switches are policies a tenant may have, and behaviours that can be chosen.
// The zero value has none of them.
type Switches struct {
	// KeepReplaced leaves a refresh token good after it was replaced, as the real
	// service does.
	KeepReplaced bool
	// BlockDeviceCode is the policy that refuses tokens to device codes: 53003.
	BlockDeviceCode bool
	// SecondFactor names audiences that want a sign-in with a second factor:
	// 50076. A sign-in has one if it asked for such an audience, or brought the
	// claims that the refusal hands out.
	SecondFactor []string
	// SignInEvery is how long a sign-in lasts, however often its refresh token is
	// used: 70043 after that. 0 means for ever.
	SignInEvery time.Duration
	// Challenge names audiences whose services refuse a token once, with a claims
	// challenge, until one comes that was made for the challenge.
	Challenge []string
}

// Tenant is one directory.
type Tenant struct {
	ID     string // GUID
	Name   string // "Brightwave Software"
	Domain string // "brightwave.example"
	// Lacks are audiences that have no service principal in it: 500011.
	Lacks []string
}

// App is a registered application.
type App struct {
	ID   string // client id, a GUID
	Name string
	// Home is the tenant it is registered in, by id.
	Home string
	// Object is the object id of its service principal there; empty means one
	// that is made up, as for all other tenants.
	Object string
	// Multi says that people of other tenants may use it.
	Multi bool
	// Consented are the tenants that consented to it, by id.
	Consented []string
	// Withheld are audiences that the consent leaves out: 65001.
	Withheld []string
	// Public says that public client flows are allowed, with http://localhost and
	// http://127.0.0.1 to come back to.
	Public bool
	// Redirects are further addresses to come back to, compared as they are.
	Redirects []string
	// Assigned are the only users who may use it; empty means everybody: 50105.
	Assigned []string
	// Secrets, Certificates and Federated are what it can sign in with for itself.
	Secrets      []Secret
	Certificates []*x509.Certificate
	Federated    []Federated
}

// Secret is a client secret.
type Secret struct {
	Value   string
	Expires time.Time // zero: never
}

// Federated is a trust in another issuer's assertions.
type Federated struct {
	Issuer  string
	Subject string
	// Audience of the assertion; empty means "api://AzureADTokenExchange".
	Audience string
	// Key is what the issuer signs with: an *rsa.PublicKey.
	Key crypto.PublicKey
}

// Person is somebody who signs in.
type Person struct {
	Object  string   // object id, a GUID, in the home tenant
	User    string   // "dana@brightwave.example"
	Name    string   // "Dana Whitfield"
	Tenants []string // ids; the first is the home tenant, in the others it is a guest
}

// Subject is whom an access token speaks for.
type Subject struct {
	Tenant string // id of the tenant the token is for
	App    string // client id
	// Person is the object id in the home tenant; empty for an application that
	// speaks for itself.
	Person string
	User   string // user name of the person; empty likewise
}

// Refusal is why a token is not accepted.
type Refusal struct {
	Reason string // one sentence
	// Challenge is the value of the WWW-Authenticate header.
	Challenge string
}
