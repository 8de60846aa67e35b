package text

import "awning/model"

// SignIn are the texts of the screen on which somebody signs in.
type SignIn struct {
	Title string

	AskWay string // heading of the ways
	Ways   map[model.IdentityKind]WayText

	AskNew, AskAgain string // heading of the form: the way; the profile, the way

	Labels    FieldLabels
	Notes     FieldNotes
	Begin     string // the last line of the form
	Required  string // a field that must be filled in
	NoPort    string // what was typed is no port
	Different string // the passphrase was typed in two ways
	NoSuch    string // a storage cannot be used: why
	Checking  string // the storages are being looked at
	NoKeyring string // why memory was chosen

	Starting, Keeping string

	CodeOpen, CodeType string // before the address, before the code
	CodeLeft           string // how long it is good for
	CodeOver           string
	Waiting            string

	BrowserOpen      string // before the address
	BrowserForward   string // before the line for ssh
	BrowserForwardTo string // the same where the line does not name this machine
	BrowserLine      string // the port, twice; this machine
	BrowserHost      string // stands for this machine where it is not known
	BrowserPaste     string
	PasteHead        string // before the field
	Pasting          string
	PasteNothing     string

	AskTenants     string // who signed in
	AskTenantsBare string // an identity without a name
	AskTenantsMany string // how many are marked, of how many
	Unlisted       string // why
	TenantName     string // column heads
	TenantDomain   string
	TenantID       string
	NoTenant       string // none is marked

	Failed, WhatToDo, Ticket string // heads

	TheCode, TheAddress, TheTicket, TheTenant string // in a sentence, when copied

	Done, DoneUser string // the profiles; who, the profiles

	Next, Before, Change, Start, Cancel, OtherWay, Back, NewCode, Again, Copy, CopyTicket, Address, Paste, Send, Toggle, All, Keep string // actions
	Busy                                                                                                                           string // why nothing can be done
}

// WayText says what a way of signing in is, and what it needs.
type WayText struct{ Name, Needs string }

// FieldLabels are what the fields of the form are called.
type FieldLabels struct {
	Name, Client, Tenant, Certificate, Own, FileKey, Port, Storage, Phrase, Repeated string
}

// FieldNotes say what is to be known of the fields.
type FieldNotes struct {
	Name, NameAgain, Client, Tenant, TenantPerson, Certificate, Own, FileKey, Port, Phrase, Repeated string
	Storages                                                                                         map[model.Storage]string
	Begin                                                                                            string
}

func englishSignIn() SignIn {
	return SignIn{
		Title:  "sign in",
		AskWay: "How do you want to sign in?",
		Ways:   englishWays(),
		AskNew: "Sign in: %s", AskAgain: "Sign in to %s again: %s",

		Labels: FieldLabels{
			Name: "Profile", Client: "Client id", Tenant: "Tenant", Certificate: "Certificate", Own: "Client secret",
			FileKey: "Its password", Port: "Port", Storage: "Keep it in", Phrase: "Passphrase", Repeated: "Again",
		},
		Notes:     englishFieldNotes(),
		Begin:     "Sign in",
		Required:  "this must be filled in",
		NoPort:    "a port is a number from 1 to 65535",
		Different: "these are two passphrases: type the same one twice",
		NoSuch:    "cannot be used: %s",
		Checking:  "looking whether this can be used",
		NoKeyring: "The keyring cannot be used: %s",

		Starting: "asking the directory", Keeping: "keeping the sign-in and writing the profiles",

		CodeOpen: "Open this address in a browser, on any device:",
		CodeType: "Type this code there, and sign in:",
		CodeLeft: "The code is good for another %s.",
		CodeOver: "The code has run out. Press r for a new one.",
		Waiting:  "waiting for you to finish in the browser",

		BrowserForward:   "Run this on your own computer first:",
		BrowserForwardTo: "Over SSH, run this on your own computer first, with the name of this machine:",
		BrowserLine:      "ssh -L %d:127.0.0.1:%d %s",
		BrowserHost:      "THIS-MACHINE",
		BrowserOpen:      "Open this address in a browser there, and sign in:",
		BrowserPaste:     "If the browser cannot connect at the end: copy the address it ended at and press p to paste it here.",
		PasteHead:        "Last address",
		Pasting:          "reading the address",
		PasteNothing:     "paste the address first",

		AskTenants:     "Signed in as %s. Which accounts do you want to work in?",
		AskTenantsBare: "Signed in. Which accounts do you want to work in?",
		AskTenantsMany: "%d of %d",
		Unlisted:       "Not all accounts could be listed: %s",
		TenantName:     "Account", TenantDomain: "Domain", TenantID: "Tenant",
		NoTenant: "mark at least one account with space",

		Failed: "That did not work", WhatToDo: "What to do", Ticket: "For the support of Microsoft Entra:",

		TheCode: "the code", TheAddress: "the address", TheTicket: "the ids for support", TheTenant: "the tenant id",

		Done: "signed in; profiles: %s", DoneUser: "signed in as %s; profiles: %s",

		Next: "next", Before: "before", Change: "change", Start: "sign in", Cancel: "cancel", OtherWay: "other way", Back: "back to the form",
		NewCode: "new code", Again: "try again", Copy: "copy the code", CopyTicket: "copy the ids", Address: "copy the address", Paste: "paste the last address", Send: "go on",
		Toggle: "mark", All: "mark all", Keep: "work in these",
		Busy: "the sign-in is being kept; a moment",
	}
}

func englishWays() map[model.IdentityKind]WayText {
	return map[model.IdentityKind]WayText{
		model.DeviceCode:       {"A code, typed into any browser", "needs the client id of an app registration; made for work over SSH"},
		model.Browser:          {"A browser that comes back here", "the same, over a forwarded port; where codes are blocked"},
		model.AzureCLI:         {"The Azure CLI's sign-in", "needs az on this machine, signed in; nothing is stored"},
		model.ClientSecret:     {"An application with a secret", "needs tenant, client id and secret; sees no payouts"},
		model.Certificate:      {"An application with a certificate", "needs tenant, client id and the certificate's file"},
		model.WorkloadIdentity: {"A workload identity", "needs tenant and client id; Kubernetes and pipelines"},
	}
}

func englishFieldNotes() FieldNotes {
	return FieldNotes{
		Name:         "A name of your own for this sign-in. Empty: it is named after the account.",
		NameAgain:    "Another name makes another profile.",
		Client:       "The application (client) id of your app registration in Microsoft Entra.",
		Tenant:       "The directory (tenant) id, or its domain.",
		TenantPerson: "Empty: all tenants you are in. Some registrations need it: id or domain.",
		Certificate:  "The path of a PEM file with the certificate and its private key.",
		Own:          "The secret's value, not its id. It is not shown, and goes only where the next line says.",
		FileKey:      "Of the certificate's file; empty if it has none. It is not shown.",
		Port:         "The port of this machine that the browser comes back to. Empty: a free one.",
		Phrase:       "It encrypts the file, and is asked for at each start. It is not shown and not kept.",
		Repeated:     "The passphrase once more: nobody could tell you later what was mistyped.",
		Storages: map[model.Storage]string{
			model.InKeyring: "The sign-in stays in the keyring of this system.",
			model.InFile:    "The sign-in stays in a file that the passphrase encrypts.",
			model.InMemory:  "Nothing is kept: you sign in again at the next start.",
		},
		Begin: "Press enter to sign in.",
	}
}
