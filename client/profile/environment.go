package profile

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"awning/client/secret"
	"awning/model"
)

// The environment variables that make a profile of their own. The AZURE names
// are those of Microsoft's own tools.
const (
	EnvToken               = "AWNING_TOKEN"
	EnvTenant              = "AZURE_TENANT_ID"
	EnvClientID            = "AZURE_CLIENT_ID"
	EnvClientSecret        = "AZURE_CLIENT_SECRET"               // #nosec G101 -- its name, not a secret
	EnvCertificate         = "AZURE_CLIENT_CERTIFICATE_PATH"     // a file with certificate and key
	EnvCertificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD" // #nosec G101 -- its name; may be unset
	EnvFederatedTokenFile  = "AZURE_FEDERATED_TOKEN_FILE"        // #nosec G101 -- a path; the platform renews the file
)

// EnvPassphrase has the passphrase of sign-ins that are kept in a file.
const EnvPassphrase = "AWNING_PASSPHRASE" // #nosec G101 -- its name, not a secret

// The names of the profiles that come from the environment.
const (
	NameToken       model.ProfileName = "token"
	NameEnvironment model.ProfileName = "environment"
)

// FromEnvironment returns the profile that the environment describes, with its
// secret, and false if it describes none. A token goes before an application. An
// application needs its tenant, its client id, and one of a client secret, a
// certificate or a federated token file, tried in this order. The secret is the
// token, the client secret or the certificate's password; it is empty for a
// certificate without one and for a federated token, which is read when it is needed.
func FromEnvironment(getenv func(string) string) (model.Profile, secret.String, bool) {
	if token := getenv(EnvToken); token != "" {
		p := model.Profile{Name: NameToken, Kind: model.StaticToken, Environment: true}
		p.Tenant, p.Subject = subject(token)
		return p, secret.New(token), true
	}
	p := model.Profile{
		Name: NameEnvironment, Tenant: getenv(EnvTenant), ClientID: getenv(EnvClientID), Environment: true,
	}
	if p.Tenant == "" || p.ClientID == "" {
		return model.Profile{}, secret.String{}, false
	}
	own := ""
	switch {
	case getenv(EnvClientSecret) != "":
		p.Kind, own = model.ClientSecret, getenv(EnvClientSecret)
	case getenv(EnvCertificate) != "":
		p.Kind, p.Certificate, own = model.Certificate, getenv(EnvCertificate), getenv(EnvCertificatePassword)
	case getenv(EnvFederatedTokenFile) != "":
		p.Kind = model.WorkloadIdentity
	default:
		return model.Profile{}, secret.String{}, false
	}
	return p, secret.New(own), true
}

// subject tells whom a token speaks for, so that what two tokens read is not
// mixed up: the tenant and the person or application it names, if it can be read.
// Whether they are true is the service's business.
func subject(token string) (tenant, who string) {
	var claims struct {
		Tenant      string `json:"tid"`
		Object      string `json:"oid"`
		Application string `json:"appid"`
		Subject     string `json:"sub"`
	}
	if parts := strings.Split(token, "."); len(parts) == 3 {
		payload, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err == nil && json.Unmarshal(payload, &claims) == nil {
			for _, who = range []string{claims.Object, claims.Application, claims.Subject} {
				if who != "" && plain(claims.Tenant, ".-") {
					return claims.Tenant, who
				}
			}
		}
	}
	sum := sha256.Sum256([]byte(token))
	return "", "sha256:" + hex.EncodeToString(sum[:8])
}
