package text

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/tui/sanitize"
)

// Doctor are the words in which identities, what they may do and why they see no
// offers are told, on the screen and by commands.
type Doctor struct {
	Identities map[model.IdentityKind]string // ways of signing in
	Storages   map[model.Storage]string      // where a sign-in rests
	Abilities  map[model.Ability]string      // what is asked for by a probe
	Answers    map[model.Answer]string
	Roles      map[model.Role]string // as they show
	Causes     map[model.CauseKind]CauseText
	NoRole     CauseText // of [model.CauseRole], where no role shows

	Likely string // after a cause that nobody said is the one
	None   string // no cause was found, and offers can be seen
	Unsure string // no cause was found, and no offers can be seen

	// Heads of the parts.
	Why, NextStep, Identity, Storage, Tokens, Tenants, Publishers, Programs, Probes string

	// Labels inside them.
	Profile, Way, Tenant, Client, User, Certificate, Subject, Role                             string
	Audience, App, Object, Scopes, TokenRoles, Methods, Issued, Expires, Status, Code, Request string

	Environment string // the profile comes from environment variables
	AppOnly     string // a token of an application
	OnBehalf    string // a token of a person
	Opaque      string // a token nobody but the service can read
	Usable      string
	Unusable    string
	Locked      string
	Fresh       string // locked, and no passphrase was chosen yet
	NoAnswer    string // of a probe: nothing came back
	At          string // when all of it was found: time
}

// CauseText says one reason why offers cannot be seen, and what to do about it.
// Both are formats of the cause's arguments, by their number: "%[1]s".
type CauseText struct{ What, Next string }

// Cause says why offers cannot be seen and what to do next, a sentence each. An
// unknown cause is called by its code.
func (d *Doctor) Cause(c model.Cause) (what, next string) {
	t, known := d.Causes[c.Kind]
	if c.Kind == model.CauseRole && len(c.Args) > 0 && model.Role(c.Args[0]) == model.RoleNone {
		t = d.NoRole
	}
	if !known {
		return Word(map[model.CauseKind]string{}, c.Kind), d.Unsure
	}
	args := make([]any, max(len(c.Args), causeArgs))
	for i := range args {
		args[i] = "?"
		if i < len(c.Args) && c.Args[i] != "" {
			args[i] = sanitize.Line(c.Args[i])
		}
	}
	switch {
	case c.Kind == model.CauseRole && len(c.Args) > 0:
		args[0] = Word(d.Roles, model.Role(c.Args[0]))
	case c.Kind == model.CauseWrongAccount && len(c.Args) > causeArgs:
		args[1] = sanitize.Line(strings.Join(c.Args[1:], ", "))
	}
	what, next = fill(t.What, args), fill(t.Next, args)
	if !c.Sure {
		what += " " + d.Likely
	}
	return what, next
}

// causeArgs is how many arguments the words of a cause may name.
const causeArgs = 2

// fill puts arguments into a format that need not name all of them.
func fill(format string, args []any) string {
	if !strings.Contains(format, "%") {
		return format
	}
	return fmt.Sprintf(format, args...)
}

func englishDoctor() Doctor {
	return Doctor{
		Identities: map[model.IdentityKind]string{
			model.DeviceCode: "device code", model.Browser: "browser", model.ClientSecret: "client secret",
			model.Certificate: "certificate", model.WorkloadIdentity: "workload identity",
			model.AzureCLI: "Azure CLI", model.StaticToken: "a given token",
		},
		Storages: map[model.Storage]string{
			model.InKeyring: "the system's keyring", model.InFile: "an encrypted file", model.InMemory: "memory, for this run only",
		},
		Abilities: map[model.Ability]string{
			model.AbleGraph: "offers, Product Ingestion API", model.AbleV1: "offers, submission API",
			model.AbleCPP: "offers, Cloud Partner Portal API", model.AbleInsights: "orders, usage and revenue",
			model.AblePayouts: "payouts", model.AblePartner: "partner profile",
		},
		Answers: map[model.Answer]string{model.Yes: "yes", model.No: "no", model.Unknown: "unknown"},
		Roles: map[model.Role]string{
			model.RoleOwner: "Owner", model.RolePublisher: "Manager or Developer", model.RoleFinance: "Financial contributor",
			model.RoleNone: "no role that shows", model.RoleUnknown: "unknown",
		},
		Causes: englishCauses(),
		NoRole: CauseText{
			"This identity appears to have no role in the account.",
			"The account's owner adds it in Partner Center under User management, with the role Manager or Developer. It may take an hour.",
		},

		Likely: "(this fits best; the service did not say so)",
		None:   "Offers can be seen: nothing needs explaining.",
		Unsure: "No known reason fits. Give this report to an administrator of the account, or to Microsoft's support.",

		Why: "Why can't I see my offers?", NextStep: "Next", Identity: "Identity", Storage: "Storage", Tokens: "Tokens",
		Tenants: "Tenants", Publishers: "Publishers", Programs: "Programs", Probes: "What it may do",

		Profile: "profile", Way: "signs in by", Tenant: "tenant", Client: "client id", User: "user", Certificate: "certificate",
		Subject: "speaks for", Role: "appears to be",
		Audience: "for", App: "application", Object: "object id", Scopes: "scopes", TokenRoles: "roles", Methods: "proofs",
		Issued: "issued", Expires: "expires", Status: "status", Code: "code", Request: "request id",

		Environment: "from environment variables",
		AppOnly:     "an application for itself",
		OnBehalf:    "a person",
		Opaque:      "cannot be read",
		Usable:      "usable",
		Unusable:    "not usable",
		Locked:      "locked, a passphrase opens it",
		Fresh:       "usable once you choose a passphrase",
		NoAnswer:    "no answer",
		At:          "found %s",
	}
}
