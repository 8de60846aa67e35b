package sandbox

import (
	"slices"
	"strings"

	"awning/client/sandbox/world"
)

// The names of the APIs.
const (
	apiV1       = "v1"
	apiGraph    = "graph"
	apiCPP      = "cpp"
	apiARM      = "arm"
	apiPayouts  = "payouts"
	apiInsights = "insights"
	apiProfiles = "profiles"
	apiBlob     = "blob"
)

// roleApplication is what an application is in the account it was added to.
const roleApplication world.Role = "application"

// rights are the APIs that each role opens. Payouts want a person who is Owner
// or Financial contributor, reports want an application, and the partner
// profile a person who works on offers. Whom a list leaves out gets 403.
func rights() map[world.Role][]string {
	return map[world.Role][]string{
		world.RoleOwner:     {apiV1, apiGraph, apiCPP, apiProfiles, apiPayouts},
		world.RoleManager:   {apiV1, apiGraph, apiCPP, apiProfiles},
		world.RoleDeveloper: {apiV1, apiGraph, apiCPP, apiProfiles},
		world.RoleFinance:   {apiPayouts},
		world.RoleNone:      {},
		roleApplication:     {apiV1, apiGraph, apiCPP, apiInsights},
	}
}

// role is what an identity is in the account of its token's tenant. A person
// is what the world says; an application must be the one that was added to the
// account.
func (st *store) role(who caller) world.Role {
	if who.Person == "" {
		for _, a := range st.accounts {
			if strings.EqualFold(a.Tenant, who.Tenant) && strings.EqualFold(a.ClientID, who.Client) {
				return roleApplication
			}
		}
		return world.RoleNone
	}
	for _, m := range st.memberships(who.Person) {
		if strings.EqualFold(m.Tenant, who.Tenant) {
			return m.Role
		}
	}
	return world.RoleNone
}

// memberships are the accounts a person is in, home first.
func (st *store) memberships(object string) []world.Membership {
	i := slices.IndexFunc(st.people, func(p world.Person) bool { return strings.EqualFold(p.Object, object) })
	if i < 0 {
		return nil
	}
	return st.people[i].Member
}
