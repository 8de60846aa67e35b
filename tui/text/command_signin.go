package text

import "awning/model"

// CommandSignIn is what the commands about signing in say: help, questions and
// answers.
type CommandSignIn struct {
	CommandSignInHelp
	CommandSignInRefusal

	// Questions. A colon ends them; the answer stands behind it.
	AskClientID, AskTenant, AskCertificate string
	AskSecret                              string // client id
	AskPassword                            string // file
	AskPassphrase, AskNewPassphrase        string
	AskAgain                               string // the same passphrase
	AskStorage, AskTenants                 string
	AskLogoutRemove, AskRemove             string // profile

	Open        string // before the address
	Type        string // before the code
	Copied      string
	Cancel      string
	Waiting     string // how long is left
	WaitingOpen string // the same where no end is known
	Browse      string // before the address
	Forward     string // port, port
	PasteIt     string
	NotPasted   string // why

	SignedInAs    string // user
	SignedInApp   string // client id
	Unlisted      string // why
	TenantsAre    string
	TenantRow     string // number, tenant
	KeptIn        string // config file
	KeptForRun    string // no config file: nothing is left of it
	SecretIn      string // storage
	SecretNowhere string // nothing is stored for this identity
	SecretGone    string // it was in the memory of this run
	SignInNext    string

	StorageOut    string                   // storage, why
	StorageChoice string                   // number, storage
	StorageStop   string                   // number
	Places        map[model.Storage]string // what is chosen from
	StorageFlags  string
	PassphraseEnv string

	SignedOut  string // profile
	AlsoOut    string // profiles
	Removed    string // profile
	NowDefault string // profile
	NoProfiles string // config file
	Support    string // before ids that support asks for
	Again      string // what helps if a sign-in no longer does

	// Headings.
	Profile, Identity, Tenant, Who, Publishers, Storage, Default, SignedIn string
	AccountHead, Role, Offers, Reports, Payouts, Probed, TokenUntil, Never string
	Config, ConfigFine, ConfigBad, Storages, NoneYet, Of, Problems         string
}

func englishCommandSignIn() CommandSignIn {
	return CommandSignIn{ // #nosec G101 -- texts, no secrets
		CommandSignInHelp: englishCommandSignInHelp(), CommandSignInRefusal: englishCommandSignInRefusal(),

		AskClientID:      "Client id of the app registration (a GUID): ",
		AskTenant:        "Tenant (its GUID or domain): ",
		AskCertificate:   "File of the certificate with its key: ",
		AskSecret:        "Client secret of %s (it is not shown): ",
		AskPassword:      "Password of %s (not shown; empty if it has none): ",
		AskPassphrase:    "Passphrase of your encrypted sign-ins (it is not shown): ",
		AskNewPassphrase: "A passphrase for the encrypted sign-ins (it is not shown): ",
		AskAgain:         "The same again: ",
		AskStorage:       "Where should the sign-in be kept? ",
		AskTenants:       "Which ones? Numbers with commas; nothing for all: ",
		AskLogoutRemove:  "Sign out of %s and remove it from the config file?",
		AskRemove:        "Remove %s from the config file, and its sign-in?",

		Open:    "To sign in, open this address in a browser, on any machine:",
		Type:    "and type this code:",
		Copied:  "Your terminal was asked to put the code into your clipboard.",
		Cancel:  "Ctrl+C cancels.",
		Waiting: "waiting for you: %s left", WaitingOpen: "waiting for you",
		Browse:    "To sign in, open this address in a browser:",
		Forward:   "If the browser is on another machine, forward the port from there first:",
		PasteIt:   "Or paste the address here that the browser ends at, then Enter:",
		NotPasted: "that address does not do: %s",

		SignedInAs:  "Signed in as %s.",
		SignedInApp: "Signed in as the application %s.",
		Unlisted:    "The tenants could not be listed: %s",
		TenantsAre:  "You are in these tenants:", TenantRow: "%d  %s",
		KeptIn:        "Profiles are in %s.",
		KeptForRun:    "Nothing of it is left when this run ends.",
		SecretIn:      "The sign-in is kept in %s.",
		SecretNowhere: "Nothing secret is kept for it.",
		SecretGone:    "The sign-in was in memory, and ends with this command; the console keeps it while it is open.",
		SignInNext:    "Next: awning offers, or awning for the console; awning doctor if offers are missing",

		StorageOut:    "The sign-in cannot be kept in %s: %s",
		StorageChoice: "%d  %s", StorageStop: "%d  nowhere: stop here",
		Places: map[model.Storage]string{
			model.InKeyring: "in the system's keyring",
			model.InFile:    "in an encrypted file, which a passphrase opens",
			model.InMemory:  "in memory: it ends with this command",
		},
		StorageFlags:  "--storage file keeps it encrypted with a passphrase (AWNING_PASSPHRASE), --storage memory for this run only",
		PassphraseEnv: "set AWNING_PASSPHRASE, or run this in a terminal, where it is asked for",

		SignedOut:  "signed out of %s",
		AlsoOut:    "signed out with it, because they shared the sign-in: %s",
		Removed:    "removed %s",
		NowDefault: "%s is the default now",
		NoProfiles: "there are no profiles yet in %s; awning login makes one",
		Support:    "For support:",
		Again:      "awning login PROFILE signs in again, awning doctor finds out what is wrong",

		Profile: "PROFILE", Identity: "IDENTITY", Tenant: "TENANT", Who: "WHO", Publishers: "PUBLISHERS", Storage: "KEPT IN",
		Default: "DEFAULT", SignedIn: "SIGNED IN", AccountHead: "ACCOUNT", Role: "ROLE", Offers: "OFFERS", Reports: "REPORTS",
		Payouts: "PAYOUTS", Probed: "FOUND OUT", TokenUntil: "TOKEN UNTIL", Never: "never",
		Config: "Config file", ConfigFine: "nothing is wrong with %s", ConfigBad: "cannot be used: %s", Storages: "Storages",
		NoneYet: "No profile yet", Of: "Profile %s", Problems: "PROBLEM",
	}
}
