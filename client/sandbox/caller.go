package sandbox

import "strings"

// caller is on whose behalf a request is made.
type caller struct {
	Tenant string // directory tenant of the token
	Client string // application id of the token
	Owner  bool   // the static token: owner of every account
}

// sees reports whether the caller may see what belongs to a tenant's account.
func (c caller) sees(tenant string) bool {
	return c.Owner || tenant != "" && strings.EqualFold(c.Tenant, tenant)
}
