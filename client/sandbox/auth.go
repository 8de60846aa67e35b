package sandbox

import (
	"crypto/hmac"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

const loginHost = "https://login.microsoftonline.com"

// directory answers the directory's own paths: /{tenant}/oauth2/... and
// /{tenant}/v2.0/.well-known/openid-configuration. ok is false for any other.
func (s *Server) directory(c *call) (a answer, ok bool) {
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(c.Path, "/"), "/")
	switch strings.ToLower(rest) {
	case "v2.0/.well-known/openid-configuration":
		return s.openID(c, tenant), true
	case "oauth2/token":
		return s.token(c, tenant, false), true
	case "oauth2/v2.0/token":
		return s.token(c, tenant, true), true
	default:
		return answer{}, false
	}
}

// openID describes a tenant, or all of them under "organizations" and "common".
func (s *Server) openID(c *call, tenant string) answer {
	id := "{tenantid}"
	switch strings.ToLower(tenant) {
	case "organizations", "common", "consumers":
	default:
		account, ok := s.account(tenant)
		if !ok {
			return s.entra(http.StatusBadRequest, "invalid_tenant", 90002,
				"Tenant '"+tenant+"' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.")
		}
		id = account.Tenant
	}
	base := c.Base + "/" + tenant
	return replyValue(http.StatusOK, newObject(
		"token_endpoint", base+"/oauth2/v2.0/token",
		"token_endpoint_auth_methods_supported", []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		"jwks_uri", base+"/discovery/v2.0/keys",
		"response_modes_supported", []string{"query", "fragment", "form_post"},
		"subject_types_supported", []string{"pairwise"},
		"id_token_signing_alg_values_supported", []string{"RS256"},
		"response_types_supported", []string{"code", "id_token", "code id_token", "id_token token"},
		"scopes_supported", []string{"openid", "profile", "email", "offline_access"},
		"issuer", loginHost+"/"+id+"/v2.0",
		"request_uri_parameter_supported", false,
		"authorization_endpoint", base+"/oauth2/v2.0/authorize",
		"device_authorization_endpoint", base+"/oauth2/v2.0/devicecode",
		"tenant_region_scope", "EU",
		"cloud_instance_name", "microsoftonline.com",
		"cloud_graph_host_name", "graph.windows.net",
		"msgraph_host", "graph.microsoft.com",
	))
}

// account finds an account by its tenant: the id or the default domain.
func (s *Server) account(tenant string) (world.Account, bool) {
	for _, a := range s.store.accounts {
		if strings.EqualFold(a.Tenant, tenant) || a.Domain != "" && strings.EqualFold(a.Domain, tenant) {
			return a, true
		}
	}
	return world.Account{}, false
}

// token is the client credentials grant of both endpoint generations.
func (s *Server) token(c *call, tenant string, v2 bool) answer {
	form, err := url.ParseQuery(string(c.Body))
	if err != nil || c.Method != http.MethodPost {
		return s.entra(http.StatusBadRequest, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
	}
	for _, name := range []string{"grant_type", "client_id"} {
		if form.Get(name) == "" {
			return s.entra(http.StatusBadRequest, "invalid_request", 900144, "The request body must contain the following parameter: '"+name+"'.")
		}
	}
	if grant := form.Get("grant_type"); grant != "client_credentials" {
		return s.entra(http.StatusBadRequest, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '"+grant+"'.")
	}
	account, ok := s.account(tenant)
	if !ok {
		return s.entra(http.StatusBadRequest, "invalid_request", 90002,
			"Tenant '"+tenant+"' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.")
	}
	client := form.Get("client_id")
	if !strings.EqualFold(client, account.ClientID) {
		return s.entra(http.StatusBadRequest, "unauthorized_client", 700016,
			"Application with identifier '"+client+"' was not found in the directory '"+account.Name+"'.")
	}
	if form.Get("client_secret") == "" {
		return s.entra(http.StatusUnauthorized, "invalid_client", 7000218,
			"The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	}
	if !hmac.Equal([]byte(form.Get("client_secret")), []byte(account.ClientSecret)) {
		return s.entra(http.StatusUnauthorized, "invalid_client", 7000215,
			"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '"+client+"'.")
	}
	audience, refused := s.audience(form, v2)
	if refused != nil {
		return *refused
	}
	return s.grant(account, audience, v2)
}

// audience reads what a token is wanted for: resource= of v1, scope= of v2.
func (s *Server) audience(form url.Values, v2 bool) (string, *answer) {
	no := func(kind string, code int, text string) (string, *answer) {
		a := s.entra(http.StatusBadRequest, kind, code, text)
		return "", &a
	}
	wanted := form.Get("resource")
	if v2 {
		scope := strings.Fields(form.Get("scope"))
		if len(scope) != 1 || !strings.HasSuffix(scope[0], "/.default") {
			return no("invalid_scope", 1002012, "The provided value for scope "+form.Get("scope")+
				" is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).")
		}
		wanted = strings.TrimSuffix(scope[0], "/.default")
	}
	for _, known := range []string{audienceGraph, audienceIngestion, audienceARM, audienceCPP} {
		if strings.TrimSuffix(wanted, "/") == known {
			return wanted, nil
		}
	}
	return no("invalid_resource", 500011, "The resource principal named "+wanted+" was not found in the tenant.")
}

// grant issues the token. The v1 endpoint writes numbers as strings.
func (s *Server) grant(account world.Account, audience string, v2 bool) answer {
	now := s.store.now()
	token := s.issue(claims{
		Audience: audience, Issuer: "https://sts.windows.net/" + account.Tenant + "/", Tenant: account.Tenant, Client: account.ClientID,
		Issued: now.Unix(), Expires: now.Add(tokenLife).Unix(),
	})
	seconds := int(tokenLife/time.Second) - 1
	if v2 {
		return replyValue(http.StatusOK, newObject("token_type", "Bearer", "expires_in", seconds, "ext_expires_in", seconds, "access_token", token))
	}
	return replyValue(http.StatusOK, newObject(
		"token_type", "Bearer", "expires_in", strconv.Itoa(seconds), "ext_expires_in", strconv.Itoa(seconds),
		"expires_on", strconv.FormatInt(now.Add(tokenLife).Unix(), 10), "not_before", strconv.FormatInt(now.Add(-5*time.Minute).Unix(), 10),
		"resource", audience, "access_token", token))
}

// entra is an error of the directory, in its own form.
func (s *Server) entra(status int, kind string, code int, text string) answer {
	trace, correlation, at := s.store.make.guid(), s.store.make.guid(), s.store.now().Format("2006-01-02 15:04:05Z")
	o := newObject("error", kind)
	o.SetText("error_description", fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", code, text, trace, correlation, at))
	o.Set("error_codes", ordered.Value([]int{code}))
	o.SetText("timestamp", at)
	o.SetText("trace_id", trace)
	o.SetText("correlation_id", correlation)
	o.SetText("error_uri", fmt.Sprintf("%s/error?code=%d", loginHost, code))
	return replyValue(status, o)
}
