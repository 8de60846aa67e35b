package sandbox

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"time"

	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
)

// The times keys made here are good for: longer than anybody serves a sandbox.
const (
	keyLife  = 90 * 24 * time.Hour
	keyBegan = -time.Hour // before now, for clocks that differ
)

// keyBits is the length of the keys.
const keyBits = 2048

// Key is what the application of an account can sign in with besides its
// secret. It opens nothing outside the sandbox that is told the public halves.
type Key struct {
	// PEM is a certificate and its private key.
	PEM []byte
	// Assertion is what a platform would write into the file of a workload.
	Assertion string
	// Certificate and Trust are the public halves, for [SignIn].
	Certificate *x509.Certificate
	Trust       entra.Federated
}

// MakeKey makes a certificate for the application of an account, and another
// issuer's assertion about it.
func MakeKey(a world.Account, now time.Time) (Key, error) {
	fail := func(err error) (Key, error) {
		return Key{}, fmt.Errorf("making a key for the application of %s: %w", a.Name, err)
	}
	private, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return fail(err)
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(now.Unix()), Subject: pkix.Name{CommonName: a.Domain}, NotBefore: now.Add(keyBegan), NotAfter: now.Add(keyLife),
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, private.Public(), private)
	if err != nil {
		return fail(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return fail(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return fail(err)
	}
	trust := entra.Federated{
		Issuer: "https://workloads.sandbox.example", Subject: "repo:" + a.Domain + ":publish", Audience: "api://AzureADTokenExchange",
		Key: private.Public(),
	}
	assertion, err := assert(trust, private, now)
	if err != nil {
		return fail(err)
	}
	return Key{
		PEM: append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
			pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})...),
		Assertion: assertion, Certificate: certificate, Trust: trust,
	}, nil
}

// assert signs an assertion for which there is trust.
func assert(trust entra.Federated, private *rsa.PrivateKey, now time.Time) (string, error) {
	enc := base64.RawURLEncoding
	body, err := json.Marshal(map[string]any{
		"iss": trust.Issuer, "sub": trust.Subject, "aud": trust.Audience,
		"iat": now.Unix(), "nbf": now.Add(keyBegan).Unix(), "exp": now.Add(keyLife).Unix(),
	})
	if err != nil {
		return "", fmt.Errorf("writing the claims: %w", err)
	}
	text := strings.Join([]string{enc.EncodeToString([]byte(`{"typ":"JWT","alg":"RS256"}`)), enc.EncodeToString(body)}, ".")
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, private, crypto.SHA256, sum[:])
	if err != nil {
		return "", fmt.Errorf("signing the claims: %w", err)
	}
	return text + "." + enc.EncodeToString(signature), nil
}
