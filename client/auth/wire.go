package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"

	"awning/client/secret"
	"awning/client/transport"
)

// Authority is where Microsoft Entra signs people and applications in.
const Authority = "https://login.microsoftonline.com"

// The endpoints below AUTHORITY/TENANT/oauth2/v2.0.
const (
	tokenEndpoint  = "token"
	deviceEndpoint = "devicecode"
)

// deviceGrant is the grant of a device code; see RFC 8628, section 3.4.
const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

// newEntra returns the API of the directory.
func newEntra(base http.RoundTripper, log *slog.Logger) *transport.API {
	return transport.New(transport.Options{Name: "entra", BaseURL: Authority, Base: base, Logger: log, ErrorText: entraErrorText})
}

// wire carries the requests of the authentication library for one tenant. Whatever
// address the library was talked into, they go to the directory's own endpoints, which
// are known by rule, through our transport: nothing is asked to learn them, and no
// answer can move them elsewhere. Errors of the transport come back as they are, for
// [identity.translate]; the library sees no text of a refusal, so that its own errors
// repeat none.
type wire struct {
	api     *transport.API
	tenant  string
	op      string // "sign in to graph.microsoft.com"
	account string // the library's id of who signed in before: "USER.TENANT"; may be empty
	polls   *polls // of a device code; nil for other flows
}

// Do sends one request of the library.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	endpoint := path.Base(req.URL.Path)
	switch {
	case req.URL.Scheme+"://"+req.URL.Host != Authority:
		return nil, fmt.Errorf("refuse to sign in at %s", req.URL.Host)
	case req.Method == http.MethodGet && endpoint == "openid-configuration":
		return reply(w.configuration(), nil)
	case req.Method != http.MethodPost || (endpoint != tokenEndpoint && endpoint != deviceEndpoint):
		return nil, fmt.Errorf("refuse to sign in by %s %s", req.Method, req.URL.Path)
	}
	form, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	if endpoint == deviceEndpoint {
		return w.askForCode(req.Context(), form)
	}
	send := w.send
	if w.polls != nil {
		// The library uses the name that the grant had before it was standardised.
		form = bytes.Replace(form, []byte("grant_type=device_code"), []byte("grant_type="+url.QueryEscape(deviceGrant)), 1)
		send = w.polls.send
	}
	answer, err := send(req.Context(), endpoint, form)
	if err != nil {
		return nil, err
	}
	tokens, err := readTokens(answer.Body)
	if user, home, ok := strings.Cut(w.account, "."); ok && tokens.ClientInfo == "" {
		// Without it the library would keep the new refresh token for nobody.
		tokens.ClientInfo = encode(clientInfo{User: user, Tenant: home})
	}
	return reply(tokens, err)
}

// CloseIdleConnections does nothing: connections belong to the transport.
func (w *wire) CloseIdleConnections() {}

func (w *wire) send(ctx context.Context, endpoint string, form []byte) (transport.Reply, error) {
	answer, err := w.api.Do(ctx, transport.Call{
		Op: w.op, Kind: transport.Token, Method: http.MethodPost,
		Path:   []string{w.tenant, "oauth2", "v2.0", endpoint},
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		Body:   form,
	})
	if e, ok := errors.AsType[*transport.Error](err); ok {
		e.Message = withoutSecrets(e.Message, form)
	}
	return answer, err
}

// withoutSecrets takes what was sent in confidence out of what came back.
func withoutSecrets(text string, form []byte) string {
	const shortest = 4 // less is no secret, and found in every text
	sent, err := url.ParseQuery(string(form))
	if err != nil {
		return secret.Redacted // it cannot be told
	}
	for _, name := range []string{"client_secret", "client_assertion", "refresh_token", "device_code", "code", "code_verifier"} {
		if value := sent.Get(name); len(value) >= shortest {
			text = strings.ReplaceAll(text, value, secret.Redacted)
		}
	}
	return text
}

// authority is where the library believes to sign in.
func (w *wire) authority() string { return Authority + "/" + w.tenant }

// endpoint is the address of one of the tenant's endpoints.
func (w *wire) endpoint(name string) string {
	return Authority + "/" + url.PathEscape(w.tenant) + "/oauth2/v2.0/" + name
}

// configuration is what the library wants to know of the tenant.
func (w *wire) configuration() map[string]string {
	return map[string]string{
		"authorization_endpoint": w.endpoint("authorize"),
		"token_endpoint":         w.endpoint(tokenEndpoint),
		"issuer":                 Authority + "/" + url.PathEscape(w.tenant) + "/v2.0",
	}
}

// reply is a good answer for the library.
func reply(value any, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

// audienceHost names an audience in words: "graph.microsoft.com".
func audienceHost(audience string) string { return strings.TrimPrefix(audience, "https://") }
