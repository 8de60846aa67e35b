package command

// SandboxJSON is what sandbox prints once it serves.
type SandboxJSON struct {
	URL string `json:"url"`
	// PublicClientID is the application with which people sign in.
	PublicClientID string              `json:"publicClientId"`
	Identities     []SandboxAppJSON    `json:"identities"`
	People         []SandboxPersonJSON `json:"people"`
}

// SandboxAppJSON is the application of one account.
type SandboxAppJSON struct {
	Account  string `json:"account"`
	Tenant   string `json:"tenant"`
	ClientID string `json:"clientId"`
	Secret   string `json:"clientSecret"`
	// Certificate and Assertion are files to sign in with instead of the secret;
	// they are written with --keys.
	Certificate string   `json:"certificate,omitempty"`
	Assertion   string   `json:"assertion,omitempty"`
	Publishers  []string `json:"publishers"`
}

// SandboxPersonJSON is somebody to sign in as. The first account is that of the
// person's home tenant.
type SandboxPersonJSON struct {
	User     string              `json:"user"`
	Name     string              `json:"name"`
	Accounts []SandboxMemberJSON `json:"accounts"`
}

// SandboxMemberJSON is what somebody is in one account: owner, manager,
// developer, finance or none.
type SandboxMemberJSON struct {
	Account string `json:"account"`
	Tenant  string `json:"tenant"`
	Role    string `json:"role"`
}
