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
	EnvToken        = "AWNING_TOKEN"
	EnvTenant       = "AZURE_TENANT_ID"
	EnvClientID     = "AZURE_CLIENT_ID"
	EnvClientSecret = "AZURE_CLIENT_SECRET" // #nosec G101 -- its name, not a secret
)

// The names of the profiles that come from the environment.
const (
	NameToken       model.ProfileName = "token"
	NameEnvironment model.ProfileName = "environment"
)

// FromEnvironment returns the profile that the environment describes, with its
// secret, and false if it describes none. A token goes before an application,
// of which tenant, client id and secret must all be there.
func FromEnvironment(getenv func(string) string) (model.Profile, secret.String, bool) {
	if token := getenv(EnvToken); token != "" {
		p := model.Profile{Name: NameToken, Kind: model.StaticToken}
		p.Tenant, p.Subject = subject(token)
		return p, secret.New(token), true
	}
	tenant, client, own := getenv(EnvTenant), getenv(EnvClientID), getenv(EnvClientSecret)
	if tenant == "" || client == "" || own == "" {
		return model.Profile{}, secret.String{}, false
	}
	return model.Profile{Name: NameEnvironment, Tenant: tenant, Kind: model.ClientSecret, ClientID: client}, secret.New(own), true
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
