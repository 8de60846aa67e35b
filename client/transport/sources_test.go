package transport_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"awning/client/auth"
	"awning/client/cpp"
	"awning/client/directory"
	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/insights"
	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
	"awning/model/payout"
)

// script answers requests in order, the last answer for ever, and notes them.
type script struct {
	answers []answer
	seen    []*http.Request
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	a := s.answers[min(len(s.seen), len(s.answers)-1)]
	s.seen = append(s.seen, r)
	return a.response(r), nil
}

// source is a way on which an address from outside reaches the client.
type source struct {
	name string
	// good is an address that the client has to follow; empty if it never follows any.
	good string
	// answers are what the service says, with the address in it.
	answers func(link string) []answer
	// play does what a console would with such answers.
	play func(ctx context.Context, rt http.RoundTripper) error
	// home is the one host that may get the token; for storage there is none.
	home string
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}

func withTokens(name, base string, rt http.RoundTripper) *transport.API {
	return transport.New(transport.Options{Name: name, BaseURL: base, Audience: base, Tokens: &tokens{}, Base: rt})
}

// page answers a list with a link to its next page, and then an empty one.
func page(member string) func(string) []answer {
	return func(link string) []answer {
		return []answer{{status: 200, body: `{"value":[],` + quoted(member) + `:` + quoted(link) + `}`}, {status: 200, body: `{"value":[]}`}}
	}
}

func located(header string) func(string) []answer {
	return func(link string) []answer {
		return []answer{{status: 202, header: http.Header{header: {link}}}, {status: 200, body: `{"status":"running"}`}}
	}
}

func drained[T any](walk func(func(T, error) bool)) error {
	for _, err := range walk {
		if err != nil {
			return err
		}
	}
	return nil
}

// followed sends an order and looks at the operation where the answer says.
func followed(order func(*cpp.Client, context.Context) (cpp.Location, error)) func(context.Context, http.RoundTripper) error {
	return func(ctx context.Context, rt http.RoundTripper) error {
		c := cpp.New(withTokens("cpp", cpp.BaseURL, rt))
		at, err := order(c, ctx)
		if err != nil {
			return err
		}
		_, err = c.Follow(ctx, at)
		return err
	}
}

func pagingSources() []source {
	const v1, rp, arm = "api.partner.microsoft.com", "graph.microsoft.com", "management.azure.com"
	const center = "api.partnercenter.microsoft.com"
	products := func(ctx context.Context, rt http.RoundTripper) error {
		return drained(ingestion.New(withTokens("v1", ingestion.BaseURL, rt)).Products(ctx))
	}
	return []source{
		{"v1 nextLink", "v1.0/ingestion/products?$skipToken=a", page("nextLink"), products, v1},
		{"v1 @odata.nextLink", "https://" + v1 + "/v1.0/ingestion/products?$skipToken=a", page("@odata.nextLink"), products, v1},
		{"graph @nextLink", "https://" + rp + "/rp/product-ingestion/product?$skiptoken=a", page("@nextLink"), func(ctx context.Context, rt http.RoundTripper) error {
			return drained(graph.New(withTokens("graph", graph.BaseURL, rt)).Products(ctx, "azureVirtualMachine"))
		}, rp},
		{"directory nextLink", "https://" + arm + "/tenants?$skiptoken=a", page("nextLink"), func(ctx context.Context, rt http.RoundTripper) error {
			_, err := directory.New(withTokens("directory", directory.BaseURL, rt)).Tenants(ctx)
			return err
		}, arm},
		{"insights nextLink", "https://" + center + "/insights/v1.1/cmp/ScheduledDataset?page=2", page("nextLink"), func(ctx context.Context, rt http.RoundTripper) error {
			_, err := insights.New(withTokens("insights", insights.BaseURL, rt)).Datasets(ctx)
			return err
		}, center},
		{"v1 submissions nextLink", "/v1.0/ingestion/products/p/submissions?$skipToken=a", page("nextLink"), func(ctx context.Context, rt http.RoundTripper) error {
			_, err := ingestion.New(withTokens("v1", ingestion.BaseURL, rt)).Submissions(ctx, "p")
			return err
		}, v1},
	}
}

func operationSources() []source {
	const home = "cloudpartner.azure.com"
	moved := "https://" + home + "/api/publishers/p/offers/o/operations/0f5c?api-version=2017-10-31"
	older := "/api/operations/p$o$2$preview$7$1?api-version=2017-10-31"
	publish := followed(func(c *cpp.Client, ctx context.Context) (cpp.Location, error) { return c.Publish(ctx, "p", "o") })
	cancel := followed(func(c *cpp.Client, ctx context.Context) (cpp.Location, error) {
		at, _, err := c.Cancel(ctx, "p", "o")
		return at, err
	})
	golive := followed(func(c *cpp.Client, ctx context.Context) (cpp.Location, error) { return c.GoLive(ctx, "p", "o") })
	kept := source{"cpp location kept from an earlier run", moved, nil, nil, home}
	kept.answers = func(string) []answer { return []answer{{status: 200, body: `{"status":"running"}`}} }
	return []source{
		{"cpp publish Location", moved, located("Location"), publish, home},
		{"cpp publish Location, older form", older, located("Location"), publish, home},
		{"cpp publish Operation-Location", moved, located("Operation-Location"), publish, home},
		{"cpp golive Location", moved, located("Location"), golive, home},
		{"cpp golive Operation-Location", moved, located("Operation-Location"), golive, home},
		{"cpp cancel Location", moved, located("Location"), cancel, home},
		{"cpp cancel Operation-Location", moved, located("Operation-Location"), cancel, home},
		kept,
		{"graph job id", "2f6ce2b9-0c2c-4d0a-9a51-7a5c3c0bb001", func(id string) []answer {
			return []answer{{status: 202, body: `{"jobId":` + quoted(id) + `,"jobStatus":"running"}`}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			c := graph.New(withTokens("graph", graph.BaseURL, rt))
			job, err := c.Configure(ctx, "publish", []json.RawMessage{[]byte(`{}`)})
			if err == nil {
				_, err = c.Job(ctx, job.ID)
			}
			return err
		}, "graph.microsoft.com"},
		{"v1 submission id", "1152921500000000042", func(id string) []answer {
			return []answer{{status: 200, body: `{"id":` + quoted(id) + `}`}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			c := ingestion.New(withTokens("v1", ingestion.BaseURL, rt))
			s, err := c.Submit(ctx, "p", ingestion.Request{})
			if err == nil {
				_, err = c.Submission(ctx, "p", s.ID)
			}
			return err
		}, "api.partner.microsoft.com"},
	}
}

func fileSources() []source {
	upload := func(ctx context.Context, rt http.RoundTripper, address secret.String, size int64) error {
		s := ingestion.NewStorage(transport.Options{Tokens: &tokens{}, Audience: ingestion.BaseURL, Base: rt})
		return s.Put(ctx, "upload", address, ingestion.Blob{Type: "image/png", Size: size, Content: strings.NewReader(strings.Repeat("x", int(size)))})
	}
	asked := func(shelf ingestion.Shelf, size int64) func(context.Context, http.RoundTripper) error {
		return func(ctx context.Context, rt http.RoundTripper) error {
			f, err := ingestion.New(withTokens("v1", ingestion.BaseURL, rt)).File(ctx, "p", shelf, "f")
			if err != nil {
				return err
			}
			return upload(ctx, rt, f.Address, size)
		}
	}
	given := func(body string) func(string) []answer {
		return func(link string) []answer {
			return []answer{{status: 200, body: strings.ReplaceAll(body, "LINK", quoted(link))}, {status: 201}}
		}
	}
	const good, home = "https://blob.example.net/c/a.png?sv=1&sig=abc", "api.partner.microsoft.com"
	return []source{
		{"v1 image fileSasUri", good, given(`{"id":"f","fileSasUri":LINK}`), asked(ingestion.Images("l"), 10), home},
		{"v1 package fileSasUri, in blocks", good, given(`{"id":"f","fileSasUri":LINK}`), asked(ingestion.Packages(), 9<<20), home},
		{"v1 video thumbnail fileSasUri", good, given(`{"id":"f","thumbnail":{"fileSasUri":LINK}}`), asked(ingestion.Videos("l"), 10), home},
		{"payouts blobLocation", good, func(link string) []answer {
			return []answer{{status: 200, body: `{"value":[{"requestId":"1","status":"Completed","blobLocation":` + quoted(link) + `}]}`}, {status: 200}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			c := payouts.New(withTokens("payouts", payouts.BaseURL, rt))
			r, err := c.Poll(ctx, payout.ExportEarnings, "1")
			if err != nil {
				return err
			}
			file, _, err := c.Open(ctx, r.Blob)
			if err != nil {
				return err
			}
			return file.Close()
		}, home},
		{"insights reportAccessSecureLink", good, func(link string) []answer {
			return []answer{{status: 200, body: `{"value":[{"reportId":"1","executionStatus":"Completed","reportAccessSecureLink":` + quoted(link) + `}]}`}, {status: 200}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			c := insights.New(withTokens("insights", insights.BaseURL, rt))
			run, err := c.Execution(ctx, "1")
			if err != nil {
				return err
			}
			file, _, err := c.Open(ctx, run.Link)
			if err != nil {
				return err
			}
			return file.Close()
		}, "api.partnercenter.microsoft.com"},
		{"export Location", "", func(link string) []answer {
			return []answer{{status: 307, header: http.Header{"Location": {link}}}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			_, _, err := payouts.New(withTokens("payouts", payouts.BaseURL, rt)).Open(ctx, secret.New(good))
			if err == nil {
				return errors.New("a redirect was a success")
			}
			return nil
		}, ""},
		{"storage Location", "", func(link string) []answer {
			return []answer{{status: 307, header: http.Header{"Location": {link}}}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			return upload(ctx, rt, secret.New(good), 10)
		}, ""},
		{"v1 report link", "", given(`{"value":[{"status":"failed","reportUri":LINK,"reportFileUri":LINK,"fileSasUri":LINK,"link":LINK}]}`), func(ctx context.Context, rt http.RoundTripper) error {
			_, err := ingestion.New(withTokens("v1", ingestion.BaseURL, rt)).Reports(ctx, "p", "s")
			return err
		}, home},
	}
}

func redirectSources() []source {
	var out []source
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, kind := range []transport.Kind{transport.Read, transport.PutTagged, transport.DeleteDraft, transport.Act} {
			out = append(out, source{
				"redirect of a " + methodOf(kind) + ", " + http.StatusText(status), "",
				func(link string) []answer {
					return []answer{{status: status, header: http.Header{"Location": {link}}}}
				},
				func(ctx context.Context, rt http.RoundTripper) error {
					_, err := withTokens("test", base, rt).Do(ctx, call(kind))
					if err == nil {
						return errors.New("a redirect was a success")
					}
					return nil
				},
				"api.example.com",
			})
		}
	}
	signIn := func(ctx context.Context, rt http.RoundTripper) error {
		s := auth.Source(model.Profile{Tenant: "t", ClientID: "c", Kind: model.ClientSecret}, auth.SourceOptions{
			Base: rt, Getenv: func(string) string { return "c" }, // the secret, and whose it is
		})
		_, _ = s.Token(ctx, "https://graph.microsoft.com", false)
		return nil
	}
	return append(out,
		source{"sign-in Location", "", func(link string) []answer {
			return []answer{{status: 308, header: http.Header{"Location": {link}}}}
		}, signIn, "login.microsoftonline.com"},
		source{"authorization_uri of a challenge", "", func(link string) []answer {
			return []answer{{status: 401, body: `{}`, header: http.Header{"Www-Authenticate": {`Bearer authorization_uri="` + link + `"`}}}}
		}, func(ctx context.Context, rt http.RoundTripper) error {
			_, _ = withTokens("test", base, rt).Do(ctx, call(transport.Read))
			return nil
		}, "api.example.com"},
	)
}

// run plays a source; one that is kept follows the link itself.
func (s source) run(ctx context.Context, rt http.RoundTripper, link string) error {
	if s.play != nil {
		return s.play(ctx, rt)
	}
	_, err := cpp.New(withTokens("cpp", cpp.BaseURL, rt)).Follow(ctx, cpp.Location(link))
	return err
}

// T-ORIGIN: an address that came from a service never leads a token elsewhere, and
// never a request: but for the files that storage, on whatever host, is sent without
// one.
func TestOrigin_everySource(t *testing.T) {
	t.Parallel()
	synctest.Test(t, everySource)
}

func everySource(t *testing.T) {
	sources := slices.Concat(pagingSources(), operationSources(), fileSources(), redirectSources())
	tokensAbroad, requests := 0, 0
	for _, s := range sources {
		if s.good != "" {
			rt := &script{answers: s.answers(s.good)}
			if err := s.run(t.Context(), rt, s.good); err != nil {
				t.Errorf("%s: the good address %s is refused: %v", s.name, s.good, err)
			}
			if want := len(s.answers(s.good)); len(rt.seen) < want {
				t.Errorf("%s: %d requests, want %d: the address is not followed, so that what follows proves nothing", s.name, len(rt.seen), want)
			}
		}
		for _, link := range hostile() {
			rt := &script{answers: s.answers(link)}
			err := s.run(t.Context(), rt, link)
			requests += len(rt.seen)
			for _, r := range rt.seen {
				home := r.URL.Scheme == "https" && r.URL.Host == s.home && (r.Host == "" || r.Host == s.home)
				if !home && r.Header.Get("Authorization") != "" {
					tokensAbroad++
					t.Errorf("%s, %q: a token went to %s", s.name, link, r.URL)
				}
				if !home && (r.Method != storageMethod(s) || r.URL.Scheme != "https" || r.URL.User != nil) {
					t.Errorf("%s, %q: a %s went to %s", s.name, link, r.Method, r.URL)
				}
			}
			if s.good != "" && link != "" && err == nil && !harmless(s, link) {
				t.Errorf("%s, %q: no word about it", s.name, link)
			}
		}
	}
	if len(hostile()) < 60 {
		t.Errorf("only %d hostile forms", len(hostile()))
	}
	t.Logf("T-ORIGIN: %d forms x %d sources, %d requests, %d tokens abroad", len(hostile()), len(sources), requests, tokensAbroad)
}

// harmless reports whether a source may say such a thing: storage may be on any host, and
// an id is one segment of a path whatever it looks like.
func harmless(s source, link string) bool {
	u, err := url.Parse(link)
	stored := strings.Contains(s.name, "fileSasUri") || strings.Contains(s.name, "blobLocation") || strings.Contains(s.name, "SecureLink")
	return strings.HasSuffix(s.name, " id") || stored && err == nil && u.Scheme == "https" && u.Host != ""
}

// storageMethod is what storage may be asked in the course of a source: files are put there, but
// exports are got from there.
func storageMethod(s source) string {
	if strings.Contains(s.name, "blobLocation") || strings.Contains(s.name, "SecureLink") || strings.HasPrefix(s.name, "export ") {
		return http.MethodGet
	}
	return http.MethodPut
}

// What no list of sources knows: whatever a service writes into any member or header
// of the answer to any call, nothing goes elsewhere.
func TestOrigin_everyCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, everyCall)
}

func everyCall(t *testing.T) {
	w := &wire{}
	calls, abroad := 0, 0
	all := methods(w)
	for _, link := range hostile() {
		object := strings.ReplaceAll(`{"id":LINK,"nextLink":LINK,"@nextLink":LINK,"@odata.nextLink":LINK,"jobId":LINK,"resourceUri":LINK,"location":LINK,
			"href":LINK,"url":LINK,"fileSasUri":LINK,"reportUri":LINK,"operationId":LINK,"submissionId":LINK,"links":{"self":LINK,"href":LINK},"value":[]}`,
			"LINK", quoted(link))
		for _, status := range []int{200, 202, 302} {
			w.status, w.header = status, http.Header{"Location": {link}, "Operation-Location": {link}, "Content-Location": {link}, "Azure-Asyncoperation": {link}}
			bodies := []string{object, "[" + object + "]", strings.Replace(object, `"value":[]`, `"value":[`+object+`]`, 1)}
			if status != http.StatusOK {
				bodies = bodies[:1]
			}
			for _, w.body = range bodies {
				for _, m := range all {
					calls++
					w.seen = nil
					_ = m.call(t.Context(), -1, "")
					for _, r := range w.seen {
						if !strings.HasPrefix(r.URL.String(), m.base+"/") {
							abroad++
							t.Errorf("%s, %q: a request went to %s with Authorization %q", m.name, link, r.URL, r.Header.Get("Authorization"))
						}
					}
				}
			}
		}
	}
	t.Logf("T-ORIGIN: %d forms x %d calls of the clients, in every member and header, %d calls in all, %d requests abroad", len(hostile()), len(all), calls, abroad)
}
