package profile

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"

	"awning/model"
)

// Identity is a way of signing in.
type Identity string

// The ways of signing in.
const (
	// ClientSecret signs in as an Entra application with a secret.
	ClientSecret Identity = "client-secret"
	// Token uses an access token that somebody else got.
	Token Identity = "token"
)

// Profile is one way of signing in. It holds no secret.
type Profile struct {
	Name       model.ProfileName
	Tenant     string // GUID or domain; may be empty for [Token]
	Identity   Identity
	ClientID   string // of the Entra application; empty for [Token]
	Publishers []model.PublisherID
	Programs   []model.Program
	Default    bool // the one to use where one must be chosen
	// Subject tells whom a given token speaks for; never in the file.
	Subject string
}

// StoreKey keys the rows of the local store that belong to the profile when it
// talks to host: the same profile against another host, or another identity in
// the same tenant, never sees them. The profile's name is no part of it, so that
// renaming a profile loses nothing.
func (p Profile) StoreKey(host string) string {
	return strings.Join([]string{p.Tenant, string(p.Identity), p.ClientID, p.Subject, host}, "|")
}

// KeyringEntry names the keyring's entry with the profile's secret.
func (p Profile) KeyringEntry() string { return "client-secret " + p.Tenant + "/" + p.ClientID }

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
	Profiles []Profile // in the file's order
}

// DefaultPath is where the config file lives unless told otherwise.
func DefaultPath() string { return filepath.Join(xdg.ConfigHome, "awning", "config.toml") }
