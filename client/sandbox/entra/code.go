package entra

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"
)

// codeLife is how long an authorization code is good for.
const codeLife = 10 * time.Minute

// code is what an authorization code stands for.
type code struct {
	interaction

	App       string
	Redirect  string
	Challenge string // of PKCE; empty if the client uses none
	Plain     bool   // the challenge is the verifier itself
	Issued    time.Time
	Redeemed  bool
}

// issueCode hands out an authorization code.
func (d *Directory) issueCode(c *code) string {
	now := d.now()
	for id, old := range d.codes {
		if now.Sub(old.Issued) > 2*codeLife {
			delete(d.codes, id)
		}
	}
	c.Issued = now
	id := "1." + rand.Text() + rand.Text()
	d.codes[id] = c
	return id
}

// redeem is the authorization code grant.
func (d *Directory) redeem(q query) Response {
	for _, name := range []string{"code", "redirect_uri"} {
		if q.form.Get(name) == "" {
			return d.refused(q.Request, missing(name))
		}
	}
	c := d.codes[q.form.Get("code")]
	if no := d.redeemable(q, c); no != nil {
		return d.refused(q.Request, no)
	}
	c.Redeemed = true
	return d.begin(q, c.interaction)
}

// redeemable is why a code is not good for a request; nil if it is.
func (d *Directory) redeemable(q query, c *code) *failure {
	switch {
	case c == nil:
		return fail("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
	case !strings.EqualFold(c.App, q.app.ID):
		return fail("invalid_grant", 70000, "Provided grant is invalid or malformed: the authorization code was issued to another client.")
	case c.Redeemed:
		return fail("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.")
	case d.now().Sub(c.Issued) >= codeLife:
		return fail("invalid_grant", 70008, "The provided authorization code or refresh token has expired due to inactivity. "+
			"Send a new interactive authorization request for this user and resource.")
	case c.Redirect != q.form.Get("redirect_uri"):
		return fail("invalid_client", 500112, "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code.",
			q.form.Get("redirect_uri"), c.Redirect)
	case !c.verified(q.form.Get("code_verifier")):
		return fail("invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	}
	if shared(q.segment) {
		return nil
	}
	if t, no := d.tenant(q.segment); no != nil || t.ID != c.Segment {
		return fail("invalid_grant", 700005, "Provided Authorization Code is intended to use against other tenant, thus rejected.")
	}
	return nil
}

// verified reports whether a verifier belongs to the code's challenge.
func (c *code) verified(verifier string) bool {
	if c.Challenge == "" {
		return true
	}
	if !c.Plain {
		sum := sha256.Sum256([]byte(verifier))
		verifier = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	return hmac.Equal([]byte(verifier), []byte(c.Challenge))
}
