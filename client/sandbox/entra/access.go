package entra

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// tokenLife is how long an access token is good for.
const tokenLife = time.Hour

// accessHead is the head of an access token: it looks like that of a JWT.
func accessHead() string {
	return base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"none","kid":"sandbox"}`))
}

// claims are what an access token says, to those who look.
type claims struct {
	Audience string   `json:"aud"`
	Issuer   string   `json:"iss"`
	Issued   int64    `json:"iat"`
	Begins   int64    `json:"nbf"`
	Expires  int64    `json:"exp"`
	Context  string   `json:"acr,omitempty"`
	Methods  []string `json:"amr,omitempty"`
	App      string   `json:"appid"`
	AppACR   string   `json:"appidacr"` // how the application proved itself: 0 not, 1 by a secret, 2 by an assertion
	Provider string   `json:"idp,omitempty"`
	Kind     string   `json:"idtyp"` // "user" or "app"
	Name     string   `json:"name,omitempty"`
	Object   string   `json:"oid"`
	Scopes   string   `json:"scp,omitempty"`
	Subject  string   `json:"sub"`
	Tenant   string   `json:"tid"`
	Unique   string   `json:"unique_name,omitempty"`
	User     string   `json:"upn,omitempty"`
	ID       string   `json:"uti"`
	Version  string   `json:"ver"`
	Can      []string `json:"xms_cc,omitempty"` // what the client can do: "cp1" is to answer claims challenges
	// Inner is what [Directory.Admit] needs and no real token has.
	Inner inner `json:"sandbox"`
}

type inner struct {
	Person string `json:"person,omitempty"` // object id at home
	Epoch  int    `json:"epoch,omitempty"`  // how often the person's sign-ins had been ended
	Met    string `json:"met,omitempty"`    // the challenge that the token was made for
}

// issuer is who issues the access tokens of a tenant.
func issuer(tenant string) string { return "https://sts.windows.net/" + tenant + "/" }

// stamped fills in what every access token has, and seals it.
func (d *Directory) stamped(c claims, asked asked) string {
	now := d.now()
	c.Issuer, c.Version, c.ID = issuer(c.Tenant), "1.0", newID()
	c.Issued, c.Begins, c.Expires = now.Unix(), now.Unix(), now.Add(tokenLife).Unix()
	c.Can, c.Inner.Met = asked.Can, asked.Met
	return d.seal("access", accessHead(), c)
}

// Admit finds out whom an access token speaks for. It refuses one that was not
// made here for the audience, that has expired, whose person's sign-ins were
// ended, or that has yet to answer a claims challenge; the refusal is nil for
// one that is good.
func (d *Directory) Admit(token, audience string) (Subject, *Refusal) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var c claims
	switch {
	case !d.open("access", token, &c):
		return Subject{}, invalid("Access token validation failure. It was not issued by this sandbox.")
	case d.now().Unix() >= c.Expires:
		return Subject{}, invalid("Access token has expired or is not yet valid.")
	case bare(c.Audience) != bare(audience):
		return Subject{}, invalid("Access token validation failure. Invalid audience.")
	case c.Inner.Epoch < d.revoked[c.Inner.Person]:
		if !holds(c.Can, "cp1") {
			return Subject{}, invalid("Access token has been revoked.")
		}
		return Subject{}, challenge("The user's sign-ins were ended after the token was issued.", strconv.FormatInt(d.now().Unix(), 10))
	}
	if holds(d.opts.Switches.Challenge, bare(audience)) {
		key := strings.Join([]string{bare(audience), c.Tenant, c.App, c.Inner.Person}, " ")
		if d.challenges[key] == "" {
			d.challenges[key] = strconv.FormatInt(d.now().Unix(), 10)
		}
		if c.Inner.Met != d.challenges[key] {
			return Subject{}, challenge("Continuous access evaluation resulted in challenge.", d.challenges[key])
		}
	}
	s := Subject{Tenant: c.Tenant, App: c.App, Person: c.Inner.Person}
	if s.Person != "" {
		s.User = c.Unique
	}
	return s, nil
}

// invalid refuses a token for good.
func invalid(reason string) *Refusal {
	return &Refusal{Reason: reason, Challenge: `Bearer error="invalid_token"`}
}

// challenge refuses a token until one comes that was asked for with a claim.
func challenge(reason, value string) *Refusal {
	wanted := ordered.New("access_token", ordered.New("nbf", ordered.New("essential", true, "value", value))).Bytes()
	return &Refusal{Reason: reason, Challenge: fmt.Sprintf(
		`Bearer realm="", authorization_uri="%s/common/oauth2/authorize", error="insufficient_claims", claims="%s"`,
		loginHost, base64.StdEncoding.EncodeToString(wanted))}
}
