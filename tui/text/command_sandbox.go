package text

// CommandSandbox are the texts of awning sandbox once it serves.
type CommandSandbox struct {
	Keys, Earnings, ExportTime string // flags

	Serving  string // address
	Apps     string // heading of the applications
	People   string // heading of the people
	User     string // columns
	Name     string
	Accounts string
	// Member is one account of a person: account, role.
	Member string
	// Roles by their names in the world.
	Roles map[string]string
	// HowApp says how to use it as an application: address.
	HowApp string
	// HowPerson says how to sign in as one of the people: address, client id.
	HowPerson string
	// HowCode says where to type a device code: address.
	HowCode string
	// HowKeys says what was written into a folder: folder.
	HowKeys string
	// HowEnd says how to end it.
	HowEnd string
}

func englishCommandSandbox() CommandSandbox {
	return CommandSandbox{
		Keys:       "write a certificate and a workload's assertion for each application into this `folder`",
		Earnings:   "give each account at least so `many` lines of earnings (0: the standard few hundred)",
		ExportTime: "`time` an export of payouts or a report takes",

		Serving:  "The sandbox is at %s",
		Apps:     "Applications, each for its own account:",
		People:   "People, and what they are in their accounts:",
		User:     "USER",
		Name:     "NAME",
		Accounts: "ACCOUNTS",
		Member:   "%s: %s",
		Roles: map[string]string{
			"owner": "owner", "manager": "manager", "developer": "developer", "finance": "financial contributor", "none": "no role",
		},
		HowApp:    "As an application: awning --cloud %s, with the three variables of a line above.",
		HowPerson: "As a person: awning login --cloud %s --client-id %s",
		HowCode:   "A device code is typed at %s/devicelogin, as any of the people.",
		HowKeys:   "Certificates (.pem) and assertions of a workload (.jwt) of the applications are in %s.",
		HowEnd:    "Ctrl+C ends the sandbox.",
	}
}
