// Package profile reads the config file: who signs in where, and how the console
// shall look. The file is TOML:
//
//	[settings]
//	theme = "dark"
//
//	[[profiles]]
//	name       = "brightwave"
//	tenant     = "b1a7e0f2-…"
//	identity   = "client-secret"
//	client_id  = "0c5e…"
//	publishers = ["brightwave"]
//	default    = true
//
// It is read strictly: an unknown key or a wrong word is an error that names the
// file, the line and the key, because a misspelt key that is ignored is worse
// than none. Secrets are refused: they belong in the system's keyring or in the
// environment.
package profile
