package entra

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// authorize is the page on which a person is chosen. What is wrong with the
// application or the address to come back to is told on the page; anything else
// goes back to the application.
func (d *Directory) authorize(r Request, segment string) Response {
	in, form := r.Query, url.Values{}
	if r.Method == http.MethodPost {
		posted, no := readForm(r)
		if no != nil {
			return d.wrong(r, no)
		}
		form = posted
	}
	a, no := d.app(segment, in.Get("client_id"))
	if no != nil {
		return d.wrong(r, no)
	}
	redirect := in.Get("redirect_uri")
	if !a.returnsTo(redirect) {
		return d.wrong(r, fail("invalid_request", 50011, "The redirect URI '%s' specified in the request does not match the redirect URIs "+
			"configured for the application '%s'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
			redirect, a.ID))
	}
	if no := request(in); no != nil {
		return d.back(r, nil, no)
	}
	user := form.Get("user")
	if user == "" {
		user = in.Get("user")
	}
	if user == "" && in.Get("prompt") != "select_account" {
		user = in.Get("login_hint")
	}
	if form.Get("action") == "decline" {
		return d.back(r, nil, fail("access_denied", 65004, "User declined to consent to access the app.").because("cancel"))
	}
	p, ok := d.person(user)
	if !ok {
		return page(http.StatusOK, personPage, personView{App: a.Name, Action: "?" + in.Encode(), People: d.opts.People, Unknown: user})
	}
	return d.chosen(r, segment, a, p)
}

// chosen sends a person back to the application, with a code.
func (d *Directory) chosen(r Request, segment string, a App, p Person) Response {
	in := r.Query
	s, no := readScope(in.Get("scope"))
	if no != nil {
		return d.back(r, nil, no)
	}
	want, no := readClaims(in.Get("claims"))
	if no != nil {
		return d.back(r, nil, no)
	}
	t, no := d.enter(p, a, segment, s.Audience)
	if no != nil {
		kind := "access_denied"
		if no.Code == 65001 {
			kind = "consent_required"
		}
		no.Kind = kind
		return d.back(r, nil, no)
	}
	id := d.issueCode(&code{
		interaction: interaction{Person: p, Segment: t.ID, Scope: in.Get("scope"), Nonce: in.Get("nonce"), Factor: want.Factor || d.factor(s.Audience)},
		App:         a.ID, Redirect: in.Get("redirect_uri"),
		Challenge: in.Get("code_challenge"), Plain: in.Get("code_challenge_method") != "S256",
	})
	return d.back(r, url.Values{"code": {id}, "session_state": {newID()}}, nil)
}

// request is what is wrong with an authorize request; nil if nothing is.
func request(in url.Values) *failure {
	challenge, method := in.Get("code_challenge"), in.Get("code_challenge_method")
	switch {
	case in.Get("response_type") != "code":
		return fail("unsupported_response_type", 700054, "response_type '%s' is not enabled for the application.", in.Get("response_type"))
	case !slices.Contains([]string{"", "query", "form_post"}, in.Get("response_mode")):
		return fail("invalid_request", 70007, "'%s' is not a supported value of 'response_mode' when requesting a token.", in.Get("response_mode"))
	case in.Get("scope") == "":
		return missing("scope")
	case in.Get("prompt") == "none":
		return fail("login_required", 50058, "A silent sign-in request was sent but no user is signed in.")
	case !slices.Contains([]string{"", "plain", "S256"}, method):
		return fail("invalid_request", 501491, "Invalid code_challenge_method '%s'. It must be 'plain' or 'S256'.", method)
	case challenge == "" && method != "", challenge != "" && (len(challenge) < 43 || len(challenge) > 128):
		return fail("invalid_request", 501471, "Invalid size of Code_Challenge parameter.")
	}
	return nil
}

// returnsTo reports whether an address is one to which the application's sign-ins
// may come back. For applications on people's machines the port does not matter.
func (a App) returnsTo(address string) bool {
	if slices.Contains(a.Redirects, address) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || !a.Public {
		return false
	}
	here := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1"
	return u.Scheme == "http" && here && u.User == nil && u.Fragment == "" && u.RawQuery == "" && (u.Path == "" || u.Path == "/")
}

// back sends the browser to the application, with a result or with a failure.
func (d *Directory) back(r Request, result url.Values, no *failure) Response {
	if no != nil {
		words, _, _, _ := d.described(r, no)
		result = url.Values{"error": {no.Kind}, "error_description": {words}}
		if no.Suberror != "" {
			result.Set("error_subcode", no.Suberror)
		}
	}
	if state := r.Query.Get("state"); state != "" {
		result.Set("state", state)
	}
	redirect := r.Query.Get("redirect_uri")
	if r.Query.Get("response_mode") == "form_post" {
		var fields []field
		for _, name := range slices.Sorted(maps.Keys(result)) {
			fields = append(fields, field{name, result.Get(name)})
		}
		return page(http.StatusOK, returnPage, returnView{Address: redirect, Fields: fields})
	}
	a := notice(http.StatusFound, "Signed in", "The application goes on at "+redirect)
	separator := "?"
	if strings.Contains(redirect, "?") {
		separator = "&"
	}
	a.Header.Set("Location", redirect+separator+result.Encode())
	return a
}

// wrong tells a failure on a page.
func (d *Directory) wrong(r Request, no *failure) Response {
	words, _, _, _ := d.described(r, no)
	return notice(http.StatusBadRequest, "Sorry, but we're having trouble signing you in.", words)
}
