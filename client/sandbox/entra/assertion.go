package entra

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // x5t names a certificate by it; nothing is protected
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// skew is how far clocks may differ.
const skew = 5 * time.Minute

// jwt is an assertion that is signed.
type jwt struct {
	Algorithm string   `json:"alg"`
	SHA1      string   `json:"x5t"`
	SHA256    string   `json:"x5t#S256"`
	Issuer    string   `json:"-"`
	Subject   string   `json:"-"`
	Audiences []string `json:"-"`
	Begins    float64  `json:"-"` // seconds; 0 if it does not say
	Expires   float64  `json:"-"`

	signed    string
	signature []byte
}

// readJWT reads an assertion. It does not verify it.
func readJWT(text string) (jwt, *failure) {
	malformed := fail("invalid_client", 50027, "JWT token is invalid or malformed.")
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return jwt{}, malformed
	}
	var raw [3][]byte
	for i, part := range parts {
		one, ok := decoded(part)
		if !ok {
			return jwt{}, malformed
		}
		raw[i] = one
	}
	j := jwt{signed: parts[0] + "." + parts[1], signature: raw[2]}
	var body struct {
		Issuer   string          `json:"iss"`
		Subject  string          `json:"sub"`
		Audience json.RawMessage `json:"aud"`
		Begins   float64         `json:"nbf"`
		Expires  float64         `json:"exp"`
	}
	if json.Unmarshal(raw[0], &j) != nil || json.Unmarshal(raw[1], &body) != nil {
		return jwt{}, malformed
	}
	var one string
	switch {
	case len(body.Audience) == 0:
	case json.Unmarshal(body.Audience, &one) == nil:
		j.Audiences = []string{one}
	case json.Unmarshal(body.Audience, &j.Audiences) != nil:
		return jwt{}, malformed
	}
	j.Issuer, j.Subject, j.Begins, j.Expires = body.Issuer, body.Subject, body.Begins, body.Expires
	return j, nil
}

// verify reports whether a key made the signature.
func (j jwt) verify(key crypto.PublicKey) bool {
	public, ok := key.(*rsa.PublicKey)
	if !ok {
		return false
	}
	sum := sha256.Sum256([]byte(j.signed))
	switch j.Algorithm {
	case "RS256":
		return rsa.VerifyPKCS1v15(public, crypto.SHA256, sum[:], j.signature) == nil
	case "PS256":
		return rsa.VerifyPSS(public, crypto.SHA256, sum[:], j.signature, nil) == nil
	default:
		return false
	}
}

// names reports whether the assertion says it was signed with a certificate.
func (j jwt) names(c *x509.Certificate) bool {
	if j.SHA256 != "" {
		sum := sha256.Sum256(c.Raw)
		return spells(j.SHA256, sum[:])
	}
	sum := sha1.Sum(c.Raw) //nolint:gosec // as above
	return spells(j.SHA1, sum[:])
}

// spells reports whether a text is the base64 of some bytes, in either alphabet,
// padded or not: libraries differ.
func spells(text string, b []byte) bool {
	text = strings.TrimRight(text, "=")
	return text == base64.RawURLEncoding.EncodeToString(b) || text == base64.RawStdEncoding.EncodeToString(b)
}

// asserted checks an application's assertion: its own, signed by a certificate,
// or another issuer's.
func (d *Directory) asserted(q query, text string) *failure {
	j, no := readJWT(text)
	if no != nil {
		return no
	}
	if now := float64(d.now().Unix()); now >= j.Expires+skew.Seconds() || now < j.Begins-skew.Seconds() {
		return fail("invalid_client", 700024, "Client assertion is not within its valid time range. Current time: %s, expiry time of assertion %s. "+
			"Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .",
			d.now().Format(time.RFC3339), time.Unix(int64(min(max(j.Expires, 0), 1<<40)), 0).UTC().Format(time.RFC3339))
	}
	if strings.EqualFold(j.Issuer, q.app.ID) {
		return d.ownAssertion(q, j)
	}
	return federated(q.app, j)
}

// ownAssertion checks an assertion that the application signed itself.
func (d *Directory) ownAssertion(q query, j jwt) *failure {
	place := q.segment
	if shared(place) { // a person signs in, from whatever tenant
		place = q.app.Home
	}
	t, no := d.tenant(place)
	if no != nil {
		return no
	}
	if !strings.EqualFold(j.Subject, q.app.ID) {
		return fail("invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
	}
	if !slices.ContainsFunc(j.Audiences, func(a string) bool { return q.meant(a, t) }) {
		return fail("invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.")
	}
	i := slices.IndexFunc(q.app.Certificates, j.names)
	if i < 0 {
		return fail("invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application. "+
			"[Reason - The key was not found.]")
	}
	c := q.app.Certificates[i]
	if !j.verify(c.PublicKey) {
		return fail("invalid_client", 700027, "Client assertion failed signature validation. "+
			"[Reason - The key was found, but use of the key to verify the signature failed.]")
	}
	if now := d.now(); now.Before(c.NotBefore) || now.After(c.NotAfter) {
		return fail("invalid_client", 1000502, "The provided certificate is not within its specified validity window: it is good from %s to %s.",
			c.NotBefore.UTC().Format(time.RFC3339), c.NotAfter.UTC().Format(time.RFC3339))
	}
	return nil
}

// meant reports whether an audience is a tenant's token endpoint or issuer, by
// the real name or by the one the directory is served under.
func (q query) meant(audience string, t Tenant) bool {
	for _, origin := range []string{loginHost, q.Base} {
		for _, name := range []string{t.ID, t.Domain, q.segment} {
			base := origin + "/" + name
			if holds([]string{base + "/oauth2/v2.0/token", base + "/oauth2/token", base + "/v2.0"}, audience) {
				return true
			}
		}
	}
	return strings.EqualFold(audience, issuer(t.ID))
}

// federated checks an assertion of another issuer, which the application trusts.
func federated(a App, j jwt) *failure {
	none := func(code int, what, value string) *failure {
		return fail("invalid_client", code, "No matching federated identity record found for presented assertion %s '%s'. "+
			"Check your federated identity credential Subject, Audience and Issuer against the presented assertion.", what, value)
	}
	code, what, value := 700211, "issuer", j.Issuer
	for _, f := range a.Federated {
		wanted := f.Audience
		if wanted == "" {
			wanted = exchangeTokens
		}
		switch {
		case f.Issuer != j.Issuer:
		case f.Subject != j.Subject:
			if code != 700212 {
				code, what, value = 700213, "subject", j.Subject
			}
		case !slices.Contains(j.Audiences, wanted):
			code, what, value = 700212, "audience", strings.Join(j.Audiences, " ")
		case !j.verify(f.Key):
			return fail("invalid_client", 700027, "Client assertion failed signature validation. [Reason - The issuer's key does not verify it.]")
		default:
			return nil
		}
	}
	return none(code, what, value)
}
