package model

import "time"

// IdentityKind is a way of signing in.
type IdentityKind string

// The ways of signing in. The words are those of the config file.
const (
	// DeviceCode signs a person in: a code is typed into a browser anywhere.
	DeviceCode IdentityKind = "device-code"
	// Browser signs a person in through a browser that comes back to a port of
	// this machine, forwarded over SSH if need be, or whose last address is pasted.
	Browser IdentityKind = "browser"
	// ClientSecret signs in as an Entra application with a secret.
	ClientSecret IdentityKind = "client-secret"
	// Certificate signs in as an Entra application with a certificate's key.
	Certificate IdentityKind = "certificate"
	// WorkloadIdentity signs in as an Entra application with a token that the
	// platform writes into a file: Kubernetes, a pipeline.
	WorkloadIdentity IdentityKind = "workload-identity"
	// AzureCLI borrows the sign-in of the Azure CLI.
	AzureCLI IdentityKind = "azure-cli"
	// StaticToken uses an access token that somebody else got.
	StaticToken IdentityKind = "token"
)

// Person reports whether a person signs in, interactively: somebody must be there
// when the sign-in has ended.
func (k IdentityKind) Person() bool { return k == DeviceCode || k == Browser }

// AppOnly reports whether an application signs in for itself.
func (k IdentityKind) AppOnly() bool {
	return k == ClientSecret || k == Certificate || k == WorkloadIdentity
}

// Storage is where a sign-in rests between runs.
type Storage string

// The storages. Nothing is ever kept as plain text.
const (
	InKeyring Storage = "keyring" // the system's keyring, what is large in a file whose key is there
	InFile    Storage = "file"    // a file encrypted with a passphrase
	InMemory  Storage = "memory"  // nowhere: for this run only
)

// Profile is one way of signing in, as the config file describes it.
type Profile struct {
	Name     ProfileName
	Kind     IdentityKind
	Tenant   string // GUID or domain; may be empty
	ClientID string // of the Entra application
	// User is the name the person signed in with; empty for applications, and
	// before the first sign-in.
	User string
	// Subject tells whom a given token speaks for; never in the file.
	Subject     string
	Certificate string  // path of the certificate's file; empty for other kinds
	Storage     Storage // empty: the keyring
	Publishers  []PublisherID
	Sellers     []string // seller ids, numbers kept as text
	Programs    []Program
	Default     bool
	// Environment says that environment variables describe it, not the file.
	Environment bool
}

// SignIn is what is asked for when somebody signs in. It holds no secret.
type SignIn struct {
	// Profile is the one to sign in again, or the name of a new one; empty names
	// new ones after their tenants.
	Profile     ProfileName
	Kind        IdentityKind
	Tenant      string // GUID or domain; empty for a person: whatever tenants they are in
	ClientID    string
	Certificate string
	Storage     Storage
	Port        int // [Browser]: the port of this machine to come back to; 0 is any free one
}

// SignInPrompt is what the person who signs in must be shown. All members are
// empty where nobody has to do anything. The texts come from the service.
type SignInPrompt struct {
	Code    string    // [DeviceCode]: what to type
	Address string    // [DeviceCode]: where to type it; [Browser]: what to open
	Port    int       // [Browser]: the port to forward
	Expires time.Time // from when on it is in vain; zero: never
}

// SignedIn is a sign-in that worked, before anything of it is kept.
type SignedIn struct {
	User    string   // of a person
	Tenants []Tenant // those the identity is in; of an application its own alone
	// Unlisted says why the tenants could not be listed; empty if they were.
	Unlisted string
}

// Tenant is one Microsoft Entra directory.
type Tenant struct {
	ID     string // GUID
	Name   string // "Brightwave Software"; may be empty
	Domain string // "brightwave.example"; may be empty
}

// StorageState says whether a storage can be used, for [Storage] of a profile.
type StorageState struct {
	Storage Storage
	Usable  bool
	// Why it cannot be used, or what to know about it; may be empty.
	Why string
	// Next is what to do about it; may be empty.
	Next string
	// Locked says that a passphrase must be given first; Fresh, that none has been
	// chosen yet: the first one given is the one.
	Locked, Fresh bool
}
