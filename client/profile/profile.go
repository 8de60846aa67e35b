package profile

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"awning/model"
)

// StoreKey keys the rows of the local store that belong to a profile when it talks to
// host: the same profile against another host, or another identity in the same
// tenant, never sees them. The profile's name is no part of it, so that renaming a
// profile loses nothing; nor is the way in which a person signs in.
func StoreKey(p model.Profile, host string) string {
	kind, who := string(p.Kind), p.Subject
	if p.Kind.Person() {
		kind, who = "person", p.User
	}
	return strings.Join([]string{p.Tenant, kind, p.ClientID, who, host}, "|")
}

// SecretEntry names what is kept of a profile's application: its client secret.
func SecretEntry(p model.Profile) string { return "client-secret " + p.Tenant + "/" + p.ClientID }

// CertificateEntry names what is kept of a profile's certificate: its password.
func CertificateEntry(p model.Profile) string {
	return "certificate-password " + p.Tenant + "/" + p.ClientID
}

// SignInEntry names what is kept of a person's sign-in. The tenant is no part of
// it: one sign-in serves all tenants the person is in, and so all profiles of
// that person and application. Names of people are the same in upper and lower case.
func SignInEntry(p model.Profile) string {
	return "sign-in " + p.ClientID + "/" + strings.ToLower(p.User)
}

// Entry names what is kept in the safe for a profile; empty if nothing is: its
// tokens come from elsewhere.
func Entry(p model.Profile) string {
	switch p.Kind {
	case model.DeviceCode, model.Browser:
		return SignInEntry(p)
	case model.ClientSecret:
		return SecretEntry(p)
	case model.Certificate:
		return CertificateEntry(p)
	case model.WorkloadIdentity, model.AzureCLI, model.StaticToken:
	}
	return ""
}

// Settings are how the console looks and behaves where no flag says otherwise.
// Empty and nil members were not set.
type Settings struct {
	Theme        string // auto, dark, light
	Color        string // auto, always, never, 16, 256, truecolor
	Lang         string // "en"
	ASCII        *bool
	LowBandwidth *bool
	ReadOnly     *bool
}

// Config is the config file.
type Config struct {
	Settings Settings
	Profiles []model.Profile // in the file's order
}

// DefaultPath is where the config file lives unless told otherwise.
func DefaultPath() string { return filepath.Join(xdg.ConfigHome, "awning", "config.toml") }
