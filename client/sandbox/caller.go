package sandbox

import (
	"slices"
	"strings"

	"awning/client/sandbox/world"
)

// caller is on whose behalf a request is made.
type caller struct {
	Tenant string     // directory tenant of the token
	Client string     // application id of the token
	Person string     // object id of the person; "" for an application of its own
	Role   world.Role // what the caller is in the account of Tenant
	Owner  bool       // the static token: owner of every account
}

// sees reports whether the caller may see what belongs to a tenant's account.
func (c caller) sees(tenant string) bool {
	return c.Owner || tenant != "" && strings.EqualFold(c.Tenant, tenant)
}

// uses reports whether the caller's role lets it use an API at all.
func (c caller) uses(api string) bool {
	return c.Owner || slices.Contains(rights()[c.Role], api)
}
