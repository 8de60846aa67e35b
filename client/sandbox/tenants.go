package sandbox

import (
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
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
		if c.Who.sees(a.Tenant) {
			list = append(list, newObject("id", "/tenants/"+a.Tenant, "tenantId", a.Tenant, "countryCode", a.Country,
				"displayName", a.Name, "domains", []string{a.Domain}, "tenantCategory", "Home", "defaultDomain", a.Domain, "tenantType", "AAD"))
		}
	}
	return replyValue(http.StatusOK, newObject("value", list))
}

// armError is the error form of ARM.
func (s *Server) armError(status int, code, message string) answer {
	return replyValue(status, newObject("error", newObject("code", code, "message", message))).
		with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

func (s *Server) armUnauthorized(reason string) answer {
	return s.armError(http.StatusUnauthorized, "InvalidAuthenticationToken", reason)
}
