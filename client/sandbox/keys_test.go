package sandbox_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/url"
	"testing"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
)

// assertion signs what an application says of itself with the key of a PEM file.
func assertion(t *testing.T, file []byte, clientID, audience string) string {
	t.Helper()
	block, rest := pem.Decode(file)
	key, _ := pem.Decode(rest)
	if block == nil || key == nil || block.Type != "CERTIFICATE" || key.Type != "PRIVATE KEY" {
		t.Fatalf("not a certificate and its key: %s", file)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(key.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	enc, thumb := base64.RawURLEncoding, sha256.Sum256(block.Bytes)
	head, err := json.Marshal(map[string]string{"alg": "PS256", "typ": "JWT", "x5t#S256": enc.EncodeToString(thumb[:])})
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]any{
		"aud": audience, "iss": clientID, "sub": clientID, "jti": "1", "nbf": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(),
	})
	if err != nil {
		t.Fatal(err)
	}
	text := enc.EncodeToString(head) + "." + enc.EncodeToString(body)
	sum := sha256.Sum256([]byte(text))
	signed, err := rsa.SignPSS(rand.Reader, parsed.(*rsa.PrivateKey), crypto.SHA256, sum[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + enc.EncodeToString(signed)
}

func TestMakeKey(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	one, other := w.Accounts[0], w.Accounts[1]
	key, err := sandbox.MakeKey(one, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	c := newV1(t, sandbox.Options{World: w, SignIn: sandbox.SignIn{
		Certificates: map[string][]*x509.Certificate{one.ClientID: {key.Certificate}},
		Federated:    map[string][]entra.Federated{one.ClientID: {key.Trust}},
	}})
	ask := func(a world.Account, assertion string) response {
		t.Helper()
		c.token = ""
		form := url.Values{
			"grant_type": {"client_credentials"}, "client_id": {a.ClientID}, "scope": {"https://api.partner.microsoft.com/.default"},
			"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}, "client_assertion": {assertion},
		}
		r, errSend := c.send(http.MethodPost, login+a.Tenant+"/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		if errSend != nil {
			t.Fatal(errSend)
		}
		return r
	}
	audience := login + one.Tenant + "/oauth2/v2.0/token"
	for name, text := range map[string]string{
		"certificate": assertion(t, key.PEM, one.ClientID, audience), "workload": key.Assertion,
	} {
		r := ask(one, text)
		if r.Status != http.StatusOK {
			t.Errorf("%s: %d %s", name, r.Status, r.Body)
			continue
		}
		c.token, _ = r.object(t)["access_token"].(string)
		c.get("products")
	}
	for name, text := range map[string]string{
		"certificate": assertion(t, key.PEM, other.ClientID, login+other.Tenant+"/oauth2/v2.0/token"), "workload": key.Assertion,
	} {
		if r := ask(other, text); r.Status != http.StatusUnauthorized {
			t.Errorf("the %s of one application signs another in: %d %s", name, r.Status, r.Body)
		}
	}
}
