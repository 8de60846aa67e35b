package entra

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// interaction is what somebody did in a browser: signed in, for a scope.
type interaction struct {
	Person  Person
	Segment string // the tenant, as the path named it
	Scope   string
	Nonce   string // what the id token repeats; may be empty
	Factor  bool   // with a second factor
}

// begin answers with the first tokens of a sign-in.
func (d *Directory) begin(q query, i interaction) Response {
	s, want, no := d.wanted(q, i.Scope)
	if no != nil {
		return d.refused(q.Request, no)
	}
	first, no := readScope(i.Scope)
	if no != nil {
		return d.refused(q.Request, no)
	}
	s.OpenID, s.Offline, s.Profile, s.Email = first.OpenID, first.Offline, first.Profile, first.Email
	t, no := d.enter(i.Person, q.app, i.Segment, s.Audience)
	if no != nil {
		return d.refused(q.Request, no)
	}
	now := d.now()
	return d.tokens(signIn{
		Person: i.Person, App: q.app, By: q.by, Tenant: t, Scope: s, Asked: want, Info: q.info(), Nonce: i.Nonce,
		Grant: grant{
			Sign: newID(), Person: i.Person.Object, App: q.app.ID, Scope: i.Scope, Epoch: d.revoked[i.Person.Object], Factor: i.Factor,
			Signed: now, Issued: now,
		},
	}, true)
}

// signIn is a sign-in of a person that is being answered with tokens.
type signIn struct {
	Person Person
	App    App
	Tenant Tenant // the tenant the tokens are for
	Scope  scope
	Asked  asked
	By     string // how the application proved itself
	Nonce  string
	Info   bool // say who it is beside the id token too
	// Grant is what a refresh token stands for.
	Grant grant
}

// enter checks that a person may have a token of an application for an audience
// in a tenant: membership, consent, assignment and the tenant's services.
func (d *Directory) enter(p Person, a App, segment, audience string) (Tenant, *failure) {
	if shared(segment) {
		segment = p.home()
	}
	t, no := d.tenant(segment)
	if no != nil {
		return Tenant{}, no
	}
	audience = bare(audience)
	switch {
	case !holds(p.Tenants, t.ID):
		return Tenant{}, fail("invalid_grant", 50020, "User account '%s' from identity provider '%s' does not exist in tenant '%s' "+
			"and cannot access the application '%s'(%s) in that tenant. The account needs to be added as an external user in the tenant first. "+
			"Sign out and sign in again with a different Microsoft Entra user account.", p.User, issuer(p.home()), t.Name, a.ID, a.Name)
	case !a.Multi && !strings.EqualFold(a.Home, t.ID):
		return Tenant{}, notInDirectory(a.ID, t.Name)
	case holds(t.Lacks, audience):
		return Tenant{}, noService(audience, t.Name)
	case len(a.Assigned) > 0 && !holds(a.Assigned, p.User):
		return Tenant{}, fail("invalid_grant", 50105, "Your administrator has configured the application %s ('%s') to block users unless they are "+
			"specifically granted ('assigned') access to the application. The signed-in user '%s' is blocked because they are not a direct member "+
			"of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
			a.Name, a.ID, p.User)
	case !holds(a.Consented, t.ID) || holds(a.Withheld, audience):
		return Tenant{}, fail("invalid_grant", 65001, "The user or administrator has not consented to use the application with ID '%s' named '%s'. "+
			"Send an interactive authorization request for this user and resource.", a.ID, a.Name).because("consent_required")
	}
	return t, nil
}

// factor reports whether policy wants a second factor for an audience.
func (d *Directory) factor(audience string) bool {
	return slices.ContainsFunc(d.opts.Switches.SecondFactor, func(a string) bool { return bare(a) == bare(audience) })
}

// tokens answers a sign-in, in the form of either generation of the endpoint.
func (d *Directory) tokens(in signIn, v2 bool) Response {
	methods := []string{"pwd"}
	if in.Grant.Factor {
		methods = append(methods, "mfa")
	}
	c := claims{
		Audience: in.Scope.Audience, Tenant: in.Tenant.ID, App: in.App.ID, AppACR: in.By, Kind: "user", Context: "1", Methods: methods,
		Name: in.Person.Name, Object: in.Person.objectIn(in.Tenant.ID), Scopes: strings.Join(in.Scope.granted(), " "),
		Subject: derived("subject", in.Scope.Audience, in.Person.Object), Unique: in.Person.User, User: in.Person.User,
		Inner: inner{Person: in.Person.Object, Epoch: d.revoked[in.Person.Object]},
	}
	if in.Tenant.ID != in.Person.home() {
		c.Provider = issuer(in.Person.home())
	}
	o := d.answered(d.stamped(c, in.Asked), in.Scope, v2)
	if in.Scope.Offline {
		o.SetText("refresh_token", d.refreshToken(in.Grant))
	}
	if in.Scope.OpenID {
		o.SetText("id_token", d.idToken(in))
	}
	if in.Info {
		o.SetText("client_info", base64.RawURLEncoding.EncodeToString(
			ordered.New("uid", in.Person.Object, "utid", in.Person.home()).Bytes()))
	}
	a := reply(http.StatusOK)
	a.Body = o.Bytes()
	return a
}

// idToken says to the application who signed in.
func (d *Directory) idToken(in signIn) string {
	now := d.now()
	o := ordered.New(
		"aud", in.App.ID, "iss", loginHost+"/"+in.Tenant.ID+"/v2.0", "iat", now.Unix(), "nbf", now.Unix(), "exp", now.Add(tokenLife).Unix(),
		"name", in.Person.Name, "oid", in.Person.objectIn(in.Tenant.ID), "preferred_username", in.Person.User,
		"sub", derived("subject", in.App.ID, in.Person.Object), "tid", in.Tenant.ID, "uti", newID(), "ver", "2.0",
	)
	if in.Nonce != "" {
		o.SetText("nonce", in.Nonce)
	}
	return d.seal("identity", accessHead(), o)
}
