// Package profile reads and changes the config file: who signs in where, and how the
// console shall look. The file is TOML:
//
//	[settings]
//	theme = "dark"
//
//	[[profiles]]
//	name       = "brightwave"
//	identity   = "device-code"
//	tenant     = "b1a7e0f2-…"
//	client_id  = "0c5e…"
//	publishers = ["brightwave"]
//	default    = true
//
// The settings, all of which a flag overrides, are
//
//	theme          auto, dark or light
//	color          auto, always, never, 16, 256 or truecolor
//	lang           en
//	ascii          true: no characters beyond ASCII in frames and marks
//	low_bandwidth  true: fewer redraws, for slow lines
//	read_only      true: nothing is changed at the service
//
// A profile is one way of signing in. Its keys are
//
//	name         letters, digits, '.', '_' and '-'; each profile has its own
//	identity     how it signs in; see below
//	tenant       the Microsoft Entra tenant, by GUID or domain
//	client_id    the application that signs in, or through which a person does
//	user         who signed in; written by the console
//	certificate  the whole path of a PEM file with certificate and key
//	storage      where the sign-in rests: keyring (if nothing is said), file, memory
//	publishers   the publishers whose offers are shown, where the service names none
//	sellers      their seller ids
//	programs     the programs the account is in
//	default      true: used unless another profile is asked for
//
// The identities, with the keys each needs beside its name, are
//
//	device-code        client_id; a person, who types a code into any browser
//	browser            client_id; a person, whose browser reaches this machine
//	client-secret      tenant, client_id; an application
//	certificate        tenant, client_id, certificate; an application
//	workload-identity  tenant, client_id; an application, by a token that the platform writes
//	azure-cli          nothing; tenant if it is not the Azure CLI's own
//	token              nothing; the access token is in the environment
//
// A person's profile may leave out the tenant: it is then the one the person is at
// home in. Only those identities that keep something have a storage: those of persons,
// client-secret, and certificate, whose password it is.
//
// The file is read strictly: an unknown key or a wrong word is an error that names the
// file, the line and the key, because a misspelt key that is ignored is worse than
// none. Secrets are refused: they belong in the safe or in the environment.
//
// A [File] changes profiles and nothing else in it: comments, blank lines, order and
// spaces stay as their author has them.
package profile
