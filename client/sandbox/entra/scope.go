package entra

import (
	"slices"
	"strings"
)

// graph is the audience that scopes without a resource belong to.
const graph = "https://graph.microsoft.com"

// permissions are the delegated permissions of an audience; none if no service
// has that name.
func permissions(audience string) []string {
	switch audience {
	case graph:
		return []string{"User.Read"}
	case "https://api.partner.microsoft.com", "https://api.partnercenter.microsoft.com",
		"https://management.azure.com", "https://cloudpartner.azure.com":
		return []string{"user_impersonation"}
	default:
		return nil
	}
}

// scope is what a token is wanted for.
type scope struct {
	Audience string   // as asked for: some clients write a slash at its end, and want it back
	Names    []string // permissions asked for; ".default" for all there are
	OpenID   bool     // an id token too
	Offline  bool     // a refresh token too
	Profile  bool
	Email    bool
}

// bare is an audience as the services know it.
func bare(audience string) string { return strings.TrimSuffix(audience, "/") }

// readScope reads the scope parameter: permissions of one resource, and what
// OpenID Connect adds.
func readScope(text string) (scope, *failure) {
	var s scope
	for word := range strings.FieldsSeq(text) {
		switch strings.ToLower(word) {
		case "openid":
			s.OpenID = true
		case "offline_access":
			s.Offline = true
		case "profile":
			s.Profile = true
		case "email":
			s.Email = true
		default:
			added, no := s.with(word, text)
			if no != nil {
				return scope{}, no
			}
			s = added
		}
	}
	return s, nil
}

// with adds one permission: "https://management.azure.com//.default", "User.Read".
func (s scope) with(word, text string) (scope, *failure) {
	audience, name := graph, word
	if i := strings.LastIndexByte(word, '/'); i >= 0 {
		audience, name = word[:i], word[i+1:]
	}
	known := permissions(bare(audience))
	switch {
	case known == nil:
		return scope{}, noService(audience, "")
	case s.Audience != "" && bare(s.Audience) != bare(audience):
		return scope{}, fail("invalid_scope", 28000,
			"Provided value for the input parameter scope is not valid because it contains more than one resource. Scope %s is not valid.", text)
	case name != ".default" && !holds(known, name):
		return scope{}, fail("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. The scope '%s' does not exist.", word)
	}
	s.Audience = audience
	if !holds(s.Names, name) {
		s.Names = append(s.Names, name)
	}
	if len(s.Names) > 1 && holds(s.Names, ".default") {
		return scope{}, fail("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid. "+
			".default scope can't be combined with resource-specific scopes. The scope %s is not valid.", text)
	}
	return s, nil
}

// granted are the permissions a person's token carries.
func (s scope) granted() []string {
	if holds(s.Names, ".default") || len(s.Names) == 0 {
		return permissions(bare(s.Audience))
	}
	return s.Names
}

// words are what was granted, as the token endpoint says it.
func (s scope) words() string {
	var words []string
	for word, on := range map[string]bool{"openid": s.OpenID, "profile": s.Profile, "email": s.Email} {
		if on {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	for _, name := range s.granted() {
		words = append(words, s.Audience+"/"+name)
	}
	if holds(s.Names, ".default") {
		words = append(words, s.Audience+"/.default")
	}
	return strings.Join(words, " ")
}

// noService is the failure for an audience nobody serves. tenant may be empty.
func noService(audience, tenant string) *failure {
	in := "the tenant"
	if tenant != "" {
		in += " named " + tenant
	}
	return fail("invalid_resource", 500011, "The resource principal named %s was not found in %s. "+
		"This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. "+
		"You might have sent your authentication request to the wrong tenant.", audience, in)
}
