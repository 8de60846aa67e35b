package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// The audiences tokens are issued for.
const (
	audienceGraph         = "https://graph.microsoft.com"
	audienceIngestion     = "https://api.partner.microsoft.com"
	audiencePartnerCenter = "https://api.partnercenter.microsoft.com"
	audienceARM           = "https://management.azure.com"
	audienceCPP           = "https://cloudpartner.azure.com"
)

// notPermitted is what an API says to somebody whose role does not open it.
const notPermitted = "User does not have the required permissions"

// surface is one API: where its paths begin, whom it lets in, how it answers
// and how it says no.
type surface struct {
	Name     string
	Prefix   string // lower case
	Audience string // "" if it takes no tokens
	Open     bool   // any token of the audience will do, whatever its owner's role
	Handle   func(*Server, *call) answer
	// Refuse renders this API's 401, 403 and 503 with the reason. nil if it takes
	// no tokens.
	Refuse func(s *Server, status int, reason string) answer
}

// surfaces are all APIs of the one origin; the path decides.
func surfaces() []surface {
	return []surface{
		{Name: apiV1, Prefix: v1Root, Audience: audienceIngestion, Handle: (*Server).v1, Refuse: (*Server).v1Denied},
		{Name: apiPayouts, Prefix: payoutsRoot, Audience: audienceIngestion, Handle: (*Server).payouts, Refuse: (*Server).payoutsError},
		{Name: apiGraph, Prefix: graphRoot, Audience: audienceGraph, Handle: (*Server).graph, Refuse: (*Server).graphDenied},
		{Name: apiARM, Prefix: "/tenants", Audience: audienceARM, Open: true, Handle: (*Server).tenants, Refuse: (*Server).armDenied},
		{Name: apiCPP, Prefix: cppRoot, Audience: audienceCPP, Handle: (*Server).cpp, Refuse: (*Server).cppDenied},
		{Name: apiInsights, Prefix: insightsRoot, Audience: audiencePartnerCenter, Handle: (*Server).insights, Refuse: (*Server).insightsError},
		{Name: apiProfiles, Prefix: profilesRoot, Audience: audiencePartnerCenter, Handle: (*Server).profiles, Refuse: (*Server).profilesError},
		{Name: apiBlob, Prefix: "/blob", Handle: (*Server).blob},
	}
}

// opens reports whether what a caller is in its account opens an API.
func (s *Server) opens(on surface, who caller) bool {
	if on.Name == apiPayouts && who.Role == roleApplication && s.opts.Switches.Payouts.Applications {
		return true
	}
	return who.uses(on.Name)
}

// surfaceOf finds the API a path belongs to.
func surfaceOf(path string) (surface, bool) {
	path = strings.ToLower(path)
	all := surfaces()
	i := slices.IndexFunc(all, func(s surface) bool {
		rest, ok := strings.CutPrefix(path, s.Prefix)
		return ok && (rest == "" || rest[0] == '/')
	})
	if i < 0 {
		return surface{}, false
	}
	return all[i], true
}

// enter checks who asks and what for, and lets the API answer.
func (s *Server) enter(on surface, c *call) answer {
	if on.Audience == "" {
		return on.Handle(s, c)
	}
	if slices.Contains(s.opts.Switches.Down, on.Name) {
		return on.Refuse(s, http.StatusServiceUnavailable, "The service is unavailable.")
	}
	who, no := s.admit(c.Header.Get("Authorization"), on.Audience)
	if no != nil {
		return on.Refuse(s, http.StatusUnauthorized, no.Reason).with("WWW-Authenticate", no.Challenge)
	}
	who.Role = s.store.role(who)
	if !on.Open && !s.opens(on, who) {
		return on.Refuse(s, http.StatusForbidden, notPermitted)
	}
	c.Who = who
	return on.Handle(s, c)
}
