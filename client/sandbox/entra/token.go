package entra

import (
	"crypto/hmac"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// query is one request of a token endpoint.
type query struct {
	Request

	form    url.Values
	segment string // the tenant, as the path names it
	app     App
	by      string // how the application proved itself, as the claim appidacr has it
	v2      bool
}

// info reports whether the client wants to know who signed in beside the id
// token.
func (q query) info() bool { return q.form.Get("client_info") == "1" }

// The grants of persons that are not named by one word.
const (
	grantDevice    = "urn:ietf:params:oauth:grant-type:device_code"
	assertionKind  = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	grantApp       = "client_credentials"
	grantCode      = "authorization_code"
	grantRefresh   = "refresh_token"
	exchangeTokens = "api://AzureADTokenExchange" //nolint:gosec // an audience, not a credential
)

func missing(name string) *failure {
	return fail("invalid_request", 900144, "The request body must contain the following parameter: '%s'.", name)
}

// readForm reads the form of a POST, and insists on what it must have.
func readForm(r Request, must ...string) (url.Values, *failure) {
	if r.Method != http.MethodPost {
		return nil, fail("invalid_request", 900561, "The endpoint only accepts POST requests. Received a %s request.", r.Method)
	}
	form, err := url.ParseQuery(string(r.Body))
	if err != nil {
		return nil, fail("invalid_request", 9002313, "Invalid request. Request is malformed or invalid.")
	}
	for _, name := range must {
		if form.Get(name) == "" {
			return nil, missing(name)
		}
	}
	return form, nil
}

// basic takes an application's name and secret from the header where some
// clients put them.
func basic(r Request, form url.Values) {
	name, secret, ok := (&http.Request{Header: r.Header}).BasicAuth()
	if !ok || form.Get("client_secret") != "" {
		return
	}
	for field, value := range map[string]string{"client_id": name, "client_secret": secret} {
		if plain, err := url.QueryUnescape(value); err == nil && plain != "" {
			form.Set(field, plain)
		}
	}
}

// token is both generations of the token endpoint.
func (d *Directory) token(r Request, segment string, v2 bool) Response {
	form, no := readForm(r, "grant_type")
	if no != nil {
		return d.refused(r, no)
	}
	basic(r, form)
	if form.Get("client_id") == "" {
		return d.refused(r, missing("client_id"))
	}
	kind := form.Get("grant_type")
	if kind == "device_code" { // as libraries that have known the older endpoint say
		kind = grantDevice
	}
	known := []string{grantApp, grantRefresh}
	if v2 {
		known = append(known, grantCode, grantDevice)
	}
	if !slices.Contains(known, kind) {
		return d.refused(r, fail("unsupported_grant_type", 70003, "The app requested an unsupported grant type '%s'.", kind))
	}
	a, no := d.app(segment, form.Get("client_id"))
	if no != nil {
		return d.refused(r, no)
	}
	q := query{Request: r, form: form, segment: segment, app: a, by: "0", v2: v2}
	if kind == grantApp {
		return d.application(q)
	}
	if !a.Public {
		if q.by, no = d.proven(q); no != nil {
			return d.refused(r, no)
		}
	}
	switch kind {
	case grantCode:
		return d.redeem(q)
	case grantDevice:
		return d.poll(q)
	default:
		return d.refresh(q)
	}
}

// proven checks that an application is who it says, and returns how it proved
// it.
func (d *Directory) proven(q query) (string, *failure) {
	secret, assertion := q.form.Get("client_secret"), q.form.Get("client_assertion")
	switch {
	case assertion != "" && q.form.Get("client_assertion_type") != assertionKind:
		return "", missing("client_assertion_type")
	case assertion != "":
		return "2", d.asserted(q, assertion)
	case secret == "":
		return "", fail("invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	}
	for _, one := range q.app.Secrets {
		if !hmac.Equal([]byte(secret), []byte(one.Value)) {
			continue
		}
		if !one.Expires.IsZero() && !d.now().Before(one.Expires) {
			return "", fail("invalid_client", 7000222, "The provided client secret keys for app '%s' are expired. "+
				"Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.", q.app.ID)
		}
		return "1", nil
	}
	return "", fail("invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "+
		"not the client secret ID, for a secret added to app '%s'.", q.app.ID)
}

// application is the client credentials grant.
func (d *Directory) application(q query) Response {
	if shared(q.segment) {
		return d.refused(q.Request, fail("invalid_request", 50059,
			"No tenant-identifying information found in either the request or implied by any provided credentials."))
	}
	t, no := d.tenant(q.segment)
	if no != nil {
		return d.refused(q.Request, no)
	}
	if !strings.EqualFold(q.app.Home, t.ID) && !holds(q.app.Consented, t.ID) {
		return d.refused(q.Request, notInDirectory(q.app.ID, t.Name))
	}
	by, no := d.proven(q)
	if no != nil {
		return d.refused(q.Request, no)
	}
	s, no := appScope(q)
	if no == nil && holds(t.Lacks, bare(s.Audience)) {
		no = noService(bare(s.Audience), t.Name)
	}
	if no != nil {
		return d.refused(q.Request, no)
	}
	want, no := readClaims(q.form.Get("claims"))
	if no != nil {
		return d.refused(q.Request, no)
	}
	object := q.app.principal(t.ID)
	token := d.stamped(claims{
		Audience: s.Audience, Tenant: t.ID, App: q.app.ID, AppACR: by, Provider: issuer(t.ID), Kind: "app", Object: object, Subject: object,
	}, want)
	a := reply(http.StatusOK)
	a.Body = d.answered(token, scope{Audience: s.Audience}, q.v2).Bytes()
	return a
}

// appScope reads what an application wants for itself: resource= of the older
// endpoint, scope= of the newer one.
func appScope(q query) (scope, *failure) {
	if !q.v2 {
		resource := q.form.Get("resource")
		if permissions(bare(resource)) == nil {
			return scope{}, noService(resource, "")
		}
		return scope{Audience: resource}, nil
	}
	text := q.form.Get("scope")
	s, no := readScope(text)
	if no != nil {
		return scope{}, no
	}
	if len(s.Names) != 1 || s.Names[0] != ".default" {
		return scope{}, fail("invalid_scope", 1002012, "The provided value for scope %s is not valid. "+
			"Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).", text)
	}
	return s, nil
}

// answered is what either endpoint says of an access token. The older one writes
// numbers as texts.
func (d *Directory) answered(token string, s scope, v2 bool) *ordered.Object {
	now, seconds := d.now(), int(tokenLife/time.Second)-1
	o := ordered.New("token_type", "Bearer")
	if v2 {
		if len(s.Names) > 0 {
			o.SetText("scope", s.words())
		}
		o.Set("expires_in", ordered.Value(seconds))
		o.Set("ext_expires_in", ordered.Value(seconds))
		o.SetText("access_token", token)
		return o
	}
	o.SetText("expires_in", strconv.Itoa(seconds))
	o.SetText("ext_expires_in", strconv.Itoa(seconds))
	o.SetText("expires_on", strconv.FormatInt(now.Add(tokenLife).Unix(), 10))
	o.SetText("not_before", strconv.FormatInt(now.Add(-5*time.Minute).Unix(), 10))
	o.SetText("resource", s.Audience)
	o.SetText("access_token", token)
	return o
}
