package world

// Person is somebody who signs in. Ids and names are the same in every world.
type Person struct {
	Object string // object id, a GUID
	User   string // the name that is typed to sign in: "dana@brightwave.example"
	Name   string
	// Member are the accounts the person is a user of. The first is home: the
	// tenant that keeps the person's own record. In the others they are a guest.
	Member []Membership
}

// Membership is what somebody is in one account.
type Membership struct {
	Tenant string
	Role   Role
}

// Role is what an account lets one of its users do. Partner Center has more;
// these are the ones whose rights differ.
type Role string

// The roles.
const (
	RoleOwner     Role = "owner"     // enrolled the account: everything
	RoleManager   Role = "manager"   // offers and users, no payouts
	RoleDeveloper Role = "developer" // offers
	RoleFinance   Role = "finance"   // Financial contributor: payouts, no offers
	RoleNone      Role = "none"      // in the tenant, not a user of the account
)

// App is an Entra application beside the accounts' own, which are in [Account].
type App struct {
	ID     string // application (client) id, a GUID
	Object string // object id of its service principal, a GUID
	Name   string
	Tenant string // where it is registered
	Kind   AppKind
	// Secret is what it signs in with; empty for an application of persons. It
	// opens nothing outside the sandbox.
	Secret string
	// Expired says that the secret's time is over.
	Expired bool
	// Consented are the tenants that agreed to it. An application that signs in
	// for itself needs none.
	Consented []string
}

// AppKind says how people may sign in with an application.
type AppKind string

// The kinds of applications.
const (
	AppPublic AppKind = "public" // allows public client flows: device code, loopback
	AppWeb    AppKind = "web"    // for persons, without public client flows
	AppDaemon AppKind = "daemon" // signs in for itself
)

// Public is the application for people to sign in with: multi-tenant, public
// client flows allowed, consented to in every tenant.
func (w World) Public() App {
	for _, a := range w.Apps {
		if a.Kind == AppPublic && len(a.Consented) > 0 {
			return a
		}
	}
	return App{}
}

// people by who they are; see [RoleOwner] and the others for what they may do.
func people() []Person {
	of := accounts()
	bright, fjord, harbour := of[0].Tenant, of[1].Tenant, of[2].Tenant
	return []Person{
		{
			Object: "1c6f0a52-8e3b-4d19-9b57-2f40c6d8ea11", User: "dana@brightwave.example", Name: "Dana Whitfield",
			Member: []Membership{{bright, RoleOwner}},
		},
		{
			Object: "2d7a1b63-9f4c-4e2a-8c68-3051d7e9fb12", User: "marco@brightwave.example", Name: "Marco Bellini",
			Member: []Membership{{bright, RoleManager}},
		},
		{
			Object: "3e8b2c74-a05d-4f3b-9d79-4162e8fa0c13", User: "devi@brightwave.example", Name: "Devi Raman",
			Member: []Membership{{bright, RoleDeveloper}},
		},
		{
			Object: "4f9c3d85-b16e-404c-8e8a-5273f90b1d14", User: "fiona@brightwave.example", Name: "Fiona Marsh",
			Member: []Membership{{bright, RoleFinance}},
		},
		{
			Object: "50ad4e96-c27f-415d-9f9b-63840a1c2e15", User: "nils@brightwave.example", Name: "Nils Okafor",
			Member: []Membership{{bright, RoleNone}},
		},
		{
			Object: "61be5fa7-d380-426e-80ac-74951b2d3f16", User: "ingrid@fjordlabs.example", Name: "Ingrid Solheim",
			Member: []Membership{{fjord, RoleOwner}, {bright, RoleManager}, {harbour, RoleOwner}},
		},
	}
}

// apps are the applications of the world beside the accounts' own.
func apps() []App {
	of := accounts()
	bright, fjord, harbour := of[0].Tenant, of[1].Tenant, of[2].Tenant
	return []App{
		{
			ID: "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44", Object: "72cf60b8-e491-437f-91bd-85a62c3e4017", Name: "Publisher Console",
			Tenant: fjord, Kind: AppPublic, Consented: []string{bright, fjord, harbour},
		},
		{
			ID: "5b0c3f2a-6d17-4e88-b2c9-1a4f7e905d66", Object: "83d071c9-f5a2-4480-82ce-96b73d4f5118", Name: "Unapproved Console",
			Tenant: fjord, Kind: AppPublic,
		},
		{
			ID: "9e4a7d10-3b5c-4f62-8d71-c06b2e8f3a55", Object: "94e182da-06b3-4591-93df-a7c84e506219", Name: "Web Portal",
			Tenant: fjord, Kind: AppWeb, Consented: []string{bright, fjord, harbour},
		},
		{
			ID: "b7c3e590-2f84-4a1d-9e06-d51a8c4b7f77", Object: "a5f293eb-17c4-46a2-84e0-b8d95f61731a", Name: "Forgotten Automation",
			Tenant: bright, Kind: AppDaemon, Secret: secret("brightwave-forgotten"),
		},
		{
			ID: "c2d8f6a1-5e39-4b70-a417-e62b9d5c8088", Object: "b603a4fc-28d5-47b3-95f1-c9ea6072842b", Name: "Automation of Last Year",
			Tenant: bright, Kind: AppDaemon, Secret: secret("brightwave-expired"), Expired: true,
		},
	}
}
