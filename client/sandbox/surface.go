package sandbox

import (
	"slices"
	"strings"
)

// The audiences tokens are issued for.
const (
	audienceGraph     = "https://graph.microsoft.com"
	audienceIngestion = "https://api.partner.microsoft.com"
	audienceARM       = "https://management.azure.com"
	audienceCPP       = "https://cloudpartner.azure.com"
)

// surface is one API: where its paths begin, whom it lets in, how it answers
// and how it says no.
type surface struct {
	Name     string
	Prefix   string // lower case
	Audience string // "" if it takes no tokens
	Handle   func(*Server, *call) answer
	// Unauthorized renders the 401 of this API.
	Unauthorized func(*Server, string) answer
}

// surfaces are all APIs of the one origin; the path decides.
func surfaces() []surface {
	return []surface{
		{Name: "v1", Prefix: v1Root, Audience: audienceIngestion, Handle: (*Server).v1, Unauthorized: (*Server).v1Unauthorized},
		{Name: "graph", Prefix: graphRoot, Audience: audienceGraph, Handle: (*Server).graph, Unauthorized: (*Server).graphUnauthorized},
		{Name: "arm", Prefix: "/tenants", Audience: audienceARM, Handle: (*Server).tenants, Unauthorized: (*Server).armUnauthorized},
		{Name: "cpp", Prefix: cppRoot, Audience: audienceCPP, Handle: (*Server).cpp, Unauthorized: (*Server).cppUnauthorized},
		{Name: "blob", Prefix: "/blob", Handle: (*Server).blob},
	}
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
