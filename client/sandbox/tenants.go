package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// tenants is ARM's list of the directories an identity is in.
func (s *Server) tenants(c *call) answer {
	if version, ok := c.query("api-version"); !ok || version == "" {
		return s.armError(http.StatusBadRequest, "MissingApiVersionParameter",
			"The api-version query parameter (?api-version=) is required for all requests.")
	}
	if c.Method != http.MethodGet || !strings.EqualFold(strings.Trim(c.Path, "/"), "tenants") {
		return s.armError(http.StatusNotFound, "NotFound", "The requested resource does not exist.")
	}
	list := []*ordered.Object{}
	for _, a := range s.store.accounts {
		if guest, ok := s.inTenant(c.Who, a.Tenant); ok {
			list = append(list, s.tenant(a, guest))
		}
	}
	return replyValue(http.StatusOK, newObject("value", list))
}

// tenant describes a directory to somebody in it. The category tells how they
// came in, and a guest is a member as well: Home. Other values are for tenants
// that are managed from outside.
func (s *Server) tenant(a world.Account, guest bool) *ordered.Object {
	o := newObject("id", "/tenants/"+a.Tenant, "tenantId", a.Tenant, "tenantCategory", "Home")
	if guest && s.opts.Switches.UnnamedGuests {
		return o
	}
	for _, m := range []struct{ name, value string }{
		{"countryCode", a.Country}, {"displayName", a.Name}, {"defaultDomain", a.Domain}, {"tenantType", "AAD"},
	} {
		o.SetText(m.name, m.value)
	}
	o.Set("domains", ordered.Value([]string{a.Domain}))
	return o
}

// inTenant reports whether the caller is in a directory, and whether as a guest.
// An application is in the one its token is for; a person in all of theirs,
// whichever the token is for.
func (s *Server) inTenant(who caller, tenant string) (guest, ok bool) {
	if who.Person == "" {
		return false, who.sees(tenant)
	}
	i := slices.IndexFunc(s.store.memberships(who.Person), func(m world.Membership) bool { return strings.EqualFold(m.Tenant, tenant) })
	return i > 0, i >= 0
}

// armError is the error form of ARM.
func (s *Server) armError(status int, code, message string) answer {
	return replyValue(status, newObject("error", newObject("code", code, "message", message))).
		with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

// armDenied is how ARM turns somebody away at the door.
func (s *Server) armDenied(status int, reason string) answer {
	code := statusWord(status)
	if status == http.StatusUnauthorized {
		code = "InvalidAuthenticationToken"
	}
	return s.armError(status, code, reason)
}
