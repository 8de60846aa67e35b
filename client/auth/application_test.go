package auth_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// made is a certificate with its key, for one test.
func made(t *testing.T, key crypto.Signer) *pem.Block {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "awning test"}, NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return &pem.Block{Type: "CERTIFICATE", Bytes: der}
}

func rsaKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func pkcs8(t *testing.T, key any) *pem.Block {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return &pem.Block{Type: "PRIVATE KEY", Bytes: der}
}

func pemFile(t *testing.T, blocks ...*pem.Block) string {
	t.Helper()
	var text []byte
	for _, b := range blocks {
		text = append(text, pem.EncodeToMemory(b)...)
	}
	path := filepath.Join(t.TempDir(), "app.pem")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func certificateSource(path string, variables env, d *directory) transport.TokenSource {
	p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.Certificate, Certificate: path}
	return auth.Source(p, auth.SourceOptions{Getenv: variables.get, Base: d})
}

func givesTokens() *directory {
	return newDirectory(func(asked) (int, string, error) {
		return 200, `{"access_token":"token","expires_in":3599,"token_type":"Bearer"}`, nil
	})
}

// The assertion is what the directory checks: who, to whom, when, by which certificate.
func TestCertificate_assertion(t *testing.T) {
	t.Parallel()
	key := rsaKey(t)
	cert := made(t, key)
	path := pemFile(t, cert, &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	synctest.Test(t, func(t *testing.T) {
		d := givesTokens()
		source := certificateSource(path, env{}, d)
		if token, err := source.Token(t.Context(), auth.AudienceGraph, false); err != nil || token.Reveal() != "token" {
			t.Fatal(err)
		}
		form := d.all()[0].form
		if form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" || form.Get("client_id") != "app-1" ||
			form.Get("grant_type") != "client_credentials" || form.Has("client_secret") {
			t.Errorf("sent %v", form)
		}
		parts := strings.Split(form.Get("client_assertion"), ".")
		if len(parts) != 3 {
			t.Fatalf("an assertion of %d parts", len(parts))
		}
		var header struct {
			Alg        string `json:"alg"`
			Thumbprint string `json:"x5t#S256"`
		}
		var claims struct {
			Audience, Issuer, Subject string
			NotBefore                 int64 `json:"nbf"`
			Expires                   int64 `json:"exp"`
		}
		var raw map[string]json.RawMessage
		for i, into := range []any{&header, &raw} {
			text, err := base64.RawURLEncoding.DecodeString(parts[i])
			if err = errors.Join(err, json.Unmarshal(text, into)); err != nil {
				t.Fatal(err)
			}
		}
		for name, into := range map[string]any{"aud": &claims.Audience, "iss": &claims.Issuer, "sub": &claims.Subject, "nbf": &claims.NotBefore, "exp": &claims.Expires} {
			if err := json.Unmarshal(raw[name], into); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		sum := sha256.Sum256(cert.Bytes)
		if header.Alg != "PS256" || header.Thumbprint != base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("header %v", header)
		}
		if claims.Audience != "https://login.microsoftonline.com/"+homeTenant+"/oauth2/v2.0/token" || claims.Issuer != "app-1" || claims.Subject != "app-1" ||
			claims.NotBefore != time.Now().Unix() || claims.Expires != time.Now().Add(10*time.Minute).Unix() {
			t.Errorf("claims %v", claims)
		}
		signature, err := base64.RawURLEncoding.DecodeString(parts[2])
		if err != nil {
			t.Fatal(err)
		}
		signed := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
		if err = rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, signed[:], signature, nil); err != nil {
			t.Error(err)
		}
	})
}

// Keys as openssl encrypts them, with the password of the environment or the safe.
func TestCertificate_encrypted(t *testing.T) {
	t.Parallel()
	password := env{profile.EnvCertificatePassword: "open-sesame"}
	for _, name := range []string{"aes256-sha256", "aes128-sha1", "aes192-sha512"} {
		path := filepath.Join("testdata", "certificate", name+".pem")
		if _, err := certificateSource(path, password, givesTokens()).Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		d := givesTokens()
		_, err := certificateSource(path, env{profile.EnvCertificatePassword: "WRONG-CANARY"}, d).Token(t.Context(), auth.AudienceGraph, false)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(err.Error(), "password does not fit") ||
			strings.Contains(err.Error()+refused.Hint(), "CANARY") || len(d.all()) != 0 {
			t.Errorf("%s with a wrong password: %v", name, err)
		}
	}
	p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.Certificate, Certificate: filepath.Join("testdata", "certificate", "aes256-sha256.pem")}
	safe := secret.NewSafe(secret.SafeOptions{})
	if err := safe.Slot(profile.CertificateEntry(p), "").Save(t.Context(), secret.New("open-sesame")); err != nil {
		t.Fatal(err)
	}
	if _, err := auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: givesTokens()}).Token(t.Context(), auth.AudienceGraph, false); err != nil {
		t.Errorf("with the password of the safe: %v", err)
	}
}

func TestCertificate_unusable(t *testing.T) {
	t.Parallel()
	key, other := rsaKey(t), rsaKey(t)
	cert := made(t, key)
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	long := filepath.Join(t.TempDir(), "long.pem")
	if err = os.WriteFile(long, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	fixture := func(name string) string { return filepath.Join("testdata", "certificate", name) }
	tests := map[string]struct {
		path, text, hint string
		password         string
	}{
		"no path":           {"", "no certificate for the application app-1", "profile", ""},
		"no file":           {fixture("nowhere.pem"), "no such file", "PEM", ""},
		"a folder":          {t.TempDir(), "it is no file", "PEM", ""},
		"too long":          {long, "longer than 1024 KiB", "PEM", ""},
		"PKCS#12":           {fixture("bundle.bin"), "looks like PKCS#12", "openssl pkcs12", ""},
		"something else":    {fixture("../../doc.go"), "neither a certificate nor a key", "PEM", ""},
		"no key":            {pemFile(t, cert), "no key", "PEM", ""},
		"no certificate":    {pemFile(t, pkcs8(t, key)), "no certificate", "PEM", ""},
		"another's key":     {pemFile(t, cert, pkcs8(t, other)), "belongs to none", "its own key", ""},
		"two keys":          {pemFile(t, cert, pkcs8(t, key), pkcs8(t, other)), "several keys", "PEM", ""},
		"not RSA":           {pemFile(t, made(t, curve), pkcs8(t, curve)), "not an RSA key", "RSA", ""},
		"broken cert":       {pemFile(t, &pem.Block{Type: "CERTIFICATE", Bytes: []byte{1}}), "certificate in it cannot be read", "PEM", ""},
		"broken key":        {pemFile(t, cert, &pem.Block{Type: "PRIVATE KEY", Bytes: []byte{1}}), "key cannot be read", "PEM", ""},
		"no password":       {fixture("aes256-sha256.pem"), "needs a password", profile.EnvCertificatePassword, ""},
		"an old encryption": {fixture("legacy.pem"), "protects nothing", "openssl pkcs8", "open-sesame"},
		"scrypt":            {fixture("scrypt.pem"), "not known here", "openssl pkcs8", "open-sesame"},
		"3DES":              {fixture("des3.pem"), "not known here", "openssl pkcs8", "open-sesame"},
		"broken encryption": {pemFile(t, cert, &pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte{1}}), "not known here", "openssl pkcs8", "x"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := givesTokens()
			_, err := certificateSource(tt.path, env{profile.EnvCertificatePassword: tt.password}, d).Token(t.Context(), auth.AudienceGraph, false)
			refused, ok := errors.AsType[*auth.Error](err)
			if !ok || !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) || len(d.all()) != 0 {
				t.Errorf("err %v; want %q with a hint at %q", err, tt.text, tt.hint)
			}
		})
	}
}

// The platform replaces the file: each token is asked for with what is there then.
func TestWorkload(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := givesTokens()
	p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.WorkloadIdentity}
	source := auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvFederatedTokenFile: path}.get, Base: d})
	for _, text := range []string{"first.jwt.x\n", "second.jwt.x"} {
		write(text)
		if _, err := source.Token(t.Context(), auth.AudienceGraph, true); err != nil {
			t.Fatal(err)
		}
		all := d.all()
		if got := all[len(all)-1].form.Get("client_assertion"); got != strings.TrimSpace(text) {
			t.Errorf("sent %q, want %q", got, text)
		}
	}
	before := len(d.all())
	for _, text := range []string{"", " \n", strings.Repeat("a", 70<<10)} {
		write(text)
		_, err := source.Token(t.Context(), auth.AudienceGraph, true)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), profile.EnvFederatedTokenFile) || len(err.Error()) > 500 {
			t.Errorf("a file of %d bytes: %v", len(text), err)
		}
	}
	for name, variables := range map[string]env{"not set": {}, "not there": {profile.EnvFederatedTokenFile: path + ".not"}} {
		_, err := auth.Source(p, auth.SourceOptions{Getenv: variables.get, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), profile.EnvFederatedTokenFile) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(d.all()); n != before {
		t.Errorf("the directory was asked %d times without a token", n-before)
	}
}

// Tokens for several audiences are fetched side by side.
func TestApplication_sideBySide(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := givesTokens()
		d.delay = time.Second
		p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.ClientSecret}
		source := auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvClientSecret: "s"}.get, Base: d})
		began, done := time.Now(), make(chan error, 4)
		for _, audience := range []string{auth.AudienceGraph, auth.AudiencePartner, auth.AudienceCPP, auth.AudiencePartnerCenter} {
			go func() {
				_, err := source.Token(t.Context(), audience, false)
				done <- err
			}()
		}
		for range 4 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); took != time.Second || len(d.all()) != 4 {
			t.Errorf("%d requests in %s, want 4 at once", len(d.all()), took)
		}
	})
}

// What is no tenant never becomes part of an address.
func TestSource_strangeTenants(t *testing.T) {
	t.Parallel()
	for _, tenant := range []string{"", "..", "a/b", "a\\b", "a?b", "a#b", "adfs", "ADFS", "dstsv2", "common", "consumers", "user@host", "a b", "a%2fb", "é", "a\nb", ":443"} {
		for _, kind := range []model.IdentityKind{model.ClientSecret, model.DeviceCode, model.AzureCLI} {
			if tenant == "" && kind != model.ClientSecret {
				continue // whoever signs in has one
			}
			d := givesTokens()
			p := model.Profile{Tenant: tenant, ClientID: "app-1", Kind: kind}
			_, err := auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvClientSecret: "s"}.get, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
			if _, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(err.Error(), "tenant") || len(d.all()) != 0 {
				t.Errorf("%s, tenant %q: %v after %d requests", kind, tenant, err, len(d.all()))
			}
		}
	}
	d := givesTokens()
	for _, p := range []model.Profile{{Tenant: "t", Kind: model.ClientSecret}, {Tenant: "t", ClientID: "c", Kind: "smoke-signals"}, {Kind: model.StaticToken}} {
		_, err := auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || refused.Hint() == "" {
			t.Errorf("%v: %v", p, err)
		}
	}
	if len(d.all()) != 0 {
		t.Error("the directory was asked")
	}
}
