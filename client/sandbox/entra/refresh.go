package entra

import (
	"strings"
	"time"
)

// refreshLife is how long a refresh token is good for when nobody uses it.
const refreshLife = 90 * 24 * time.Hour

// grant is what a refresh token stands for: one sign-in of a person through an
// application.
type grant struct {
	Sign   string    `json:"sign"`   // id of the sign-in
	Serial int       `json:"serial"` // which of its refresh tokens this is
	Person string    `json:"person"` // object id at home
	App    string    `json:"app"`
	Scope  string    `json:"scope"` // what was asked for at first
	Epoch  int       `json:"epoch"` // how often the person's sign-ins had been ended
	Factor bool      `json:"factor"`
	Signed time.Time `json:"signed"`
	Issued time.Time `json:"issued"`
}

// refreshToken writes the next refresh token of a sign-in.
func (d *Directory) refreshToken(g grant) string {
	g.Serial, g.Issued = d.newest[g.Sign]+1, d.now()
	d.newest[g.Sign] = g.Serial
	return d.seal("refresh", "1", g)
}

// refresh is the grant of that name.
func (d *Directory) refresh(q query) Response {
	var g grant
	token := q.form.Get("refresh_token")
	if token == "" {
		return d.refused(q.Request, missing("refresh_token"))
	}
	if !d.open("refresh", token, &g) {
		return d.refused(q.Request, fail("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid."))
	}
	in, no := d.renew(q, g)
	if no != nil {
		return d.refused(q.Request, no)
	}
	return d.tokens(in, q.v2)
}

// renew checks that a refresh token is good for what is asked of it.
func (d *Directory) renew(q query, g grant) (signIn, *failure) {
	p, ok := d.person(g.Person)
	const layout = "2006-01-02T15:04:05.0000000Z"
	switch {
	case !ok:
		return signIn{}, fail("invalid_grant", 50034, "The user account does not exist in the directory. To sign into this application, the account must be added to the directory.")
	case !strings.EqualFold(g.App, q.app.ID):
		return signIn{}, fail("invalid_grant", 70000, "Provided grant is invalid or malformed: the refresh token was issued to another client.").because("bad_token")
	case g.Epoch < d.revoked[g.Person]:
		return signIn{}, fail("invalid_grant", 50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed. "+
			"The user might have changed or reset their password. The grant was issued on '%s'.", g.Signed.Format(layout)).because("bad_token")
	case d.now().Sub(g.Issued) >= refreshLife:
		return signIn{}, fail("invalid_grant", 700082, "The refresh token has expired due to inactivity. The token was issued on %s and was inactive for 90.00:00:00.",
			g.Issued.Format(layout)).because("bad_token")
	case d.opts.Switches.SignInEvery > 0 && d.now().Sub(g.Signed) >= d.opts.Switches.SignInEvery:
		return signIn{}, fail("invalid_grant", 70043, "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. "+
			"The token was issued on %s and the maximum allowed lifetime for this request is %d.",
			g.Signed.Format(layout), int(d.opts.Switches.SignInEvery/time.Second)).because("bad_token")
	case g.Serial < d.newest[g.Sign] && !d.opts.Switches.KeepReplaced:
		return signIn{}, fail("invalid_grant", 70000, "Provided grant is invalid or malformed: the refresh token has been replaced by a newer one.").because("bad_token")
	}
	s, want, no := d.wanted(q, g.Scope)
	if no != nil {
		return signIn{}, no
	}
	t, no := d.enter(p, q.app, q.segment, s.Audience)
	if no != nil {
		return signIn{}, no
	}
	if d.factor(s.Audience) && !g.Factor {
		no := fail("invalid_grant", 50076, "Due to a configuration change made by your administrator, or because you moved to a new location, "+
			"you must use multi-factor authentication to access '%s'.", bare(s.Audience)).because("basic_action")
		no.Claims = factorClaims()
		return signIn{}, no
	}
	s.Offline = true
	return signIn{Person: p, App: q.app, By: q.by, Tenant: t, Scope: s, Asked: want, Info: q.info(), Grant: g}, nil
}

// wanted is what a request wants of a sign-in: its own scope, or else the one
// asked for at first.
func (d *Directory) wanted(q query, first string) (scope, asked, *failure) {
	text := q.form.Get("scope")
	if resource := q.form.Get("resource"); resource != "" && !q.v2 {
		text = resource + "/.default openid offline_access"
	}
	s, no := readScope(text)
	if no != nil {
		return scope{}, asked{}, no
	}
	if s.Audience == "" {
		old, bad := readScope(first)
		if bad != nil {
			return scope{}, asked{}, bad
		}
		s.Audience, s.Names = old.Audience, old.Names
	}
	if s.Audience == "" {
		s.Audience = graph
	}
	want, no := readClaims(q.form.Get("claims"))
	return s, want, no
}
