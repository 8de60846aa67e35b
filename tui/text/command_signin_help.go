package text

// CommandSignInHelp is the help of the commands about signing in, and of their
// flags.
type CommandSignInHelp struct {
	Login, LoginLong                                    string
	Logout, LogoutLong                                  string
	Profiles, ProfilesLong, ProfilesDefault             string
	ProfilesRemove, Whoami, WhoamiLong, Doctor, DocLong string

	FlagIdentity, FlagTenant, FlagClientID, FlagCertificate, FlagStorage, FlagPort string
	FlagAllTenants, FlagTenants, FlagYes, FlagRemove, FlagRemoveYes, FlagRefresh   string
}

func englishCommandSignInHelp() CommandSignInHelp {
	return CommandSignInHelp{
		Login: "sign in, and keep the sign-in as a profile",
		LoginLong: `Without flags you get a code, which you type into a browser on any machine: nothing
needs to be open on this one. PROFILE signs in again under that name, or names a new
profile. The client id is that of the app registration of your organization; it is
taken from --client-id, AZURE_CLIENT_ID or a profile.

Where a policy blocks codes, --identity browser signs in through a port of this
machine that ssh forwards, or by the address the browser ends at, pasted here. For
automation there are client-secret, certificate and workload-identity; azure-cli
borrows the sign-in of az. A client secret is asked for without being shown, or read
as one line from standard input: it is never an argument.`,
		Logout: "forget a sign-in",
		LogoutLong: `Forgets what was kept for signing in; the profile stays in the config file, so that
awning login PROFILE needs nothing but the sign-in. Profiles that share one sign-in are
signed out together.`,
		Profiles: "list the profiles, or change which there are",
		ProfilesLong: `Lists the ways of signing in that the config file and the environment describe, and
whether a sign-in is kept for them.`,
		ProfilesDefault: "use a profile first where several would do",
		ProfilesRemove:  "remove a profile from the config file, and its sign-in",
		Whoami:          "show who you are and what you may do",
		WhoamiLong: `Shows for each profile who is signed in, in which account, which role it appears to
have, and whether it sees offers, reports and payouts. What it may do is remembered
for a while; --refresh finds it out again. It exits with 4 if no profile is signed in.`,
		Doctor: "find out why offers are missing",
		DocLong: `Looks at a profile from the sign-in to the offers: where the sign-in rests, what the
tokens say, which tenants and publishers there are, and what every service answers.
It says which known reason fits and what to do next. No secret and no token is in the
report: it can be pasted into a ticket. It exits with 4 if no offers can be seen.`,

		FlagIdentity:    "how to sign in (default device-code)",
		FlagTenant:      "`tenant` by GUID or domain; a person needs none",
		FlagClientID:    "`GUID` of the app registration (default $AZURE_CLIENT_ID)",
		FlagCertificate: "`file` of the certificate with its key, as PEM",
		FlagStorage:     "where to keep the sign-in (default keyring)",
		FlagPort:        "`port` of this machine the browser comes back to (default: a free one)",
		FlagAllTenants:  "make a profile for each tenant you are in, without asking",
		FlagTenants:     "make profiles for these `tenants` only, by GUID or domain, with commas",
		FlagYes:         "do not ask: all tenants",
		FlagRemove:      "remove the profile from the config file, too",
		FlagRemoveYes:   "do not ask",
		FlagRefresh:     "find out anew what the profiles may do",
	}
}

// CommandSignInRefusal are reasons why the commands about signing in do nothing,
// and what to do instead.
type CommandSignInRefusal struct {
	SecretArgument, SecretArgumentHint string
	NotClientID, NotClientIDHint       string
	NotTenant, NotTenantHint           string
	NeedsFlag                          string // identity, flag
	TooFew                             string
	NoSuchTenant                       string // what was asked for
	TenantsListed                      string // tenants
	NoSecretGiven                      string
	WhichProfile                       string // command
	NotInFile                          string // profile
	NotInFileHint                      string
	NotConfirmed                       string
	LockedFile                         string
	WrongPassphrase                    string // why, tries left
	Different                          string
}

func englishCommandSignInRefusal() CommandSignInRefusal {
	return CommandSignInRefusal{ // #nosec G101 -- texts, no secrets
		SecretArgument:     "that is no name of a profile: names have letters, digits, '.', '_' and '-', up to 32 of them",
		SecretArgumentHint: "a secret is never an argument: it is asked for, or read as one line from standard input",
		NotClientID:        "the client id is not a GUID",
		NotClientIDHint:    "take the application (client) id from the app registration; a secret is never an argument",
		NotTenant:          "the tenant is neither a GUID nor a domain",
		NotTenantHint:      "take the directory (tenant) id from the app registration, or a domain of the tenant",
		NeedsFlag:          "to sign in by %s, %s is needed",
		TooFew:             "awning login --help says which flags there are",
		NoSuchTenant:       "the sign-in is not in a tenant %q",
		TenantsListed:      "it is in: %s",
		NoSecretGiven:      "no secret was given",
		WhichProfile:       "there are several profiles: %s needs the name of one",
		NotInFile:          "the profile %s comes from environment variables",
		NotInFileHint:      "unset them where they are set",
		NotConfirmed:       "nothing was kept",
		LockedFile:         "the encrypted sign-ins need their passphrase",
		WrongPassphrase:    "%v; %d more",
		Different:          "the two differ; once more",
	}
}
