package sandbox

import (
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
)

// cppVersion is the one api-version the Cloud Partner Portal API speaks.
const cppVersion = "2017-10-31"

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

// publishers is the part of the Cloud Partner Portal API that tells what there
// is: /api/publishers and /api/publishers/{p}/offers.
func (s *Server) publishers(c *call) answer {
	if version, _ := c.query("api-version"); version != cppVersion {
		return s.armError(http.StatusBadRequest, "InvalidAPIVersion", "Invalid api version. Allowed values are ["+cppVersion+"]")
	}
	parts := strings.Split(strings.Trim(c.Path, "/"), "/")
	switch {
	case c.Method == http.MethodGet && len(parts) == 2:
		return s.cppPublishers(c)
	case c.Method == http.MethodGet && len(parts) == 4 && strings.EqualFold(parts[3], "offers"):
		return s.cppOffers(c, parts[2])
	default:
		return s.armError(http.StatusNotFound, "NotFound", "The sandbox has only the lists of publishers and of offers of this API.")
	}
}

func (s *Server) cppPublishers(c *call) answer {
	list := []*ordered.Object{}
	for _, a := range s.store.accounts {
		if !c.Who.sees(a.Tenant) {
			continue
		}
		for _, p := range a.Publishers {
			list = append(list, newObject("version", 0, "id", p.ID, "definition",
				newObject("displayText", p.Name, "offerTypeCategories", []string{"azure-marketplace"}, "sellerId", p.SellerID)))
		}
	}
	return cppReply(list).with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

func (s *Server) cppOffers(c *call, publisher string) answer {
	if !s.mine(c.Who, publisher) {
		return s.armError(http.StatusForbidden, "Forbidden", "User does not have the required permissions")
	}
	filter, _ := c.query("$filter")
	want, filtered := strings.CutPrefix(filter, "offerTypeId eq ")
	want = strings.Trim(want, "'")
	list := []*ordered.Object{}
	for p := range s.store.visible(c.Who) {
		kind := cppType(p)
		if !strings.EqualFold(p.Publisher, publisher) || filtered && want != kind {
			continue
		}
		list = append(list, newObject("offerTypeId", kind, "publisherId", p.Publisher, "status", cppStatus(p), "lockStatus", "none",
			"pcMigrationStatus", "migrated", "pcRedirectUri", "", "isvUpgradeRequest", false, "offerTypeChanges", none{},
			"pricingNotRecalculatedRegions", none{}, "offerTypeVersionsOverride", struct{}{}, "version", len(p.submissions),
			"id", p.Offer, "definition", newObject("displayText", p.alias()), "changedTime", p.Changed.Format("2006-01-02T15:04:05.999")))
	}
	return cppReply(list).with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

// mine reports whether a publisher is one of the caller's.
func (s *Server) mine(who caller, publisher string) bool {
	for _, a := range s.store.accounts {
		for _, p := range a.Publishers {
			if strings.EqualFold(p.ID, publisher) && who.sees(a.Tenant) {
				return true
			}
		}
	}
	return false
}

func cppReply(list []*ordered.Object) answer {
	return replyValue(http.StatusOK, list).with("Cache-Control", "no-cache").with("Pragma", "no-cache").with("Expires", "-1")
}

// cppType is the offerTypeId of an offer. Most are in no source; those offers
// carry the other API's word.
func cppType(p *product) string {
	if t := typeOf(p.Type); t.CPP != "" {
		return t.CPP
	}
	return p.Type
}

// cppStatus is the offer status as this API's bodies spell it.
func cppStatus(p *product) string {
	if len(p.submissions) == 0 {
		return "neverPublished"
	}
	switch p.submissions[len(p.submissions)-1].Phase {
	case toPreview, toLive:
		return "running"
	case failed, failedCert:
		return "failed"
	case cancelled:
		return "canceled"
	case ready:
		return "waitingForPublisherReview"
	case inStore, superseded:
		return "succeeded"
	default:
		return "succeeded"
	}
}

// armError is the error form of ARM and of the Cloud Partner Portal.
func (s *Server) armError(status int, code, message string) answer {
	return replyValue(status, newObject("error", newObject("code", code, "message", message))).
		with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

func (s *Server) armUnauthorized(reason string) answer {
	return s.armError(http.StatusUnauthorized, "InvalidAuthenticationToken", reason)
}
