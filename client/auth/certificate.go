package auth

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
)

// certificate proves an application by a signature with its certificate's key. The file
// is read for each token: who renews a certificate replaces it.
func certificate(p model.Profile, o SourceOptions) func(context.Context) (confidential.Credential, error) {
	password := owned(p, o, profile.EnvCertificatePassword, profile.CertificateEntry(p))
	return func(ctx context.Context) (confidential.Credential, error) {
		certs, key, err := readCertificate(ctx, p.Certificate, password)
		if err == nil {
			var proof confidential.Credential
			if proof, err = confidential.NewCredFromCert(certs, key); err == nil {
				return proof, nil
			}
			err = &certificateError{
				problem: "its key belongs to none of its certificates",
				hint:    "put the certificate and its own key into one PEM file",
			}
		}
		if ctx.Err() != nil {
			err = ctx.Err()
		} else {
			err = noCertificate(p, err)
		}
		return confidential.Credential{}, err
	}
}

// noCertificate is the error of an application whose certificate cannot be used.
func noCertificate(p model.Profile, cause error) error {
	e := &Error{
		Message: fmt.Sprintf("the certificate %s of the application %s cannot be used: %v", p.Certificate, p.ClientID, cause), Cause: cause,
		hint: "name a PEM file with the certificate and its key in the profile: certificate",
	}
	if p.Certificate == "" {
		e.Message = "no certificate for the application " + p.ClientID
	}
	if h := hintOf(cause); h != "" {
		e.hint = h
	}
	return e
}

// certificateError is a certificate's file that will not do.
type certificateError struct{ problem, hint string }

func (e *certificateError) Error() string { return e.problem }

// Hint says what to do next.
func (e *certificateError) Hint() string { return e.hint }

// readCertificate reads a file with certificates and one key. The password is asked for
// only if the key has one.
func readCertificate(ctx context.Context, path string, password func(context.Context) (secret.String, error)) ([]*x509.Certificate, crypto.PrivateKey, error) {
	const limit = 1 << 20
	text, err := readFile(path, limit)
	if err != nil {
		return nil, nil, err
	}
	var certs []*x509.Certificate
	var keys []crypto.PrivateKey
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			var cert *x509.Certificate
			if cert, err = x509.ParseCertificate(block.Bytes); err != nil {
				return nil, nil, fmt.Errorf("a certificate in it cannot be read: %w", err)
			}
			certs = append(certs, cert)
			continue
		}
		var key crypto.PrivateKey
		if key, err = readKey(ctx, block, password); err != nil {
			return nil, nil, err
		}
		if key != nil {
			keys = append(keys, key)
		}
	}
	if len(certs) == 0 && len(keys) == 0 {
		return nil, nil, notPEM(path, text)
	}
	if err = complete(certs, keys); err != nil {
		return nil, nil, err
	}
	return certs, keys[0], nil
}

// complete reports what is missing or too much in a file.
func complete(certs []*x509.Certificate, keys []crypto.PrivateKey) error {
	switch {
	case len(certs) == 0:
		return errors.New("it holds a key and no certificate")
	case len(keys) == 0:
		return errors.New("it holds a certificate and no key")
	case len(keys) > 1:
		return errors.New("it holds several keys")
	}
	if _, ok := keys[0].(*rsa.PrivateKey); !ok {
		return &certificateError{
			problem: "its key is not an RSA key, and the directory takes no other",
			hint:    "make an RSA certificate, and upload it to the application's registration",
		}
	}
	return nil
}

// readKey reads a key; nil if the block is none.
func readKey(ctx context.Context, block *pem.Block, password func(context.Context) (secret.String, error)) (crypto.PrivateKey, error) {
	if _, old := block.Headers["DEK-Info"]; old {
		return nil, &certificateError{
			problem: "its key is encrypted in a way that protects nothing any more",
			hint:    "encrypt it anew: openssl pkcs8 -topk8 -in OLD.pem -out KEY.pem, then append the certificate",
		}
	}
	var key crypto.PrivateKey
	var err error
	switch block.Type {
	case "PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "ENCRYPTED PRIVATE KEY":
		return decryptKey(ctx, block.Bytes, password)
	default:
		return nil, nil //nolint:nilnil // other blocks, of parameters for instance, are not ours to judge
	}
	if err != nil {
		return nil, fmt.Errorf("its key cannot be read: %w", err)
	}
	return key, nil
}

// decryptKey reads a key that needs a password.
func decryptKey(ctx context.Context, sealed []byte, password func(context.Context) (secret.String, error)) (crypto.PrivateKey, error) {
	word, err := password(ctx)
	if errors.Is(err, secret.ErrNotFound) || err == nil && word.Empty() {
		return nil, &certificateError{
			problem: "its key needs a password, and there is none",
			hint:    "set " + profile.EnvCertificatePassword + ", or sign in with the certificate once to have the password kept",
		}
	}
	if err != nil {
		return nil, fmt.Errorf("its password cannot be read: %w", err)
	}
	plain, err := openKey(sealed, word.Reveal())
	if err != nil {
		return nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		return nil, wrongPassword()
	}
	return key, nil
}

func wrongPassword() error {
	return &certificateError{
		problem: "the password does not fit its key",
		hint:    "give the password that the key was encrypted with",
	}
}

// notPEM says what a file is instead, and how to make it what it should be.
func notPEM(path string, text []byte) error {
	const sequence = 0x30 // what a binary certificate or PKCS#12 file begins with
	lower := strings.ToLower(path)
	if bytes.HasPrefix(text, []byte{sequence}) || strings.HasSuffix(lower, ".pfx") || strings.HasSuffix(lower, ".p12") {
		return &certificateError{
			problem: "it is no PEM file, but looks like PKCS#12",
			hint:    "convert it: openssl pkcs12 -in FILE.pfx -out FILE.pem",
		}
	}
	return errors.New("it holds neither a certificate nor a key in PEM form")
}
