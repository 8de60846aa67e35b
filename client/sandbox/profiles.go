package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

// profilesRoot is where Partner Center keeps what it knows of a partner.
const profilesRoot = "/v1/profiles"

// profiles answers the partner profile: the id in the Microsoft AI Cloud
// Partner Program, once called MPN, and the organisation's name. With mpnId it
// verifies somebody's id.
func (s *Server) profiles(c *call) answer {
	if word := strings.Trim(c.Path[len(profilesRoot):], "/"); !strings.EqualFold(word, "mpn") {
		return s.profilesError(http.StatusNotFound, "No call of this API is "+c.Method+" "+c.Path+".")
	}
	if c.Method != http.MethodGet {
		return s.profilesError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
	}
	wanted, named := c.query("mpnId")
	for _, a := range s.store.accounts {
		if a.PartnerID == "" || named && a.PartnerID != wanted || !named && !c.Who.sees(a.Tenant) {
			continue
		}
		self := newObject("uri", "/profiles/mpn", "method", "GET", "headers", []string{})
		if named {
			self.SetText("uri", "/profiles/mpn?mpnId="+wanted)
		}
		return replyValue(http.StatusOK, newObject("mpnId", a.PartnerID, "partnerName", a.Name, "profileType", "MpnProfile",
			"links", newObject("self", self), "attributes", newObject("objectType", "MpnProfile")))
	}
	return s.profilesError(http.StatusNotFound, "The MPN profile was not found.")
}

// profilesError is the error form of Partner Center's own API.
func (s *Server) profilesError(status int, description string) answer {
	return replyValue(status, newObject("code", strconv.Itoa(status), "description", description, "data", []string{}, "source", "PartnerFD"))
}
