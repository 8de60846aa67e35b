package ingestion_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"awning/client/contract"
	"awning/client/ingestion"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// recorded answers with recorded exchanges, one after the other, and checks
// that the client asks as the recorded one did.
type recorded struct {
	t     *testing.T
	queue []contract.Exchange
	used  int
}

func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	if len(r.queue) == 0 {
		r.t.Fatalf("%s %s: nothing more is recorded", req.Method, req.URL)
	}
	x := r.queue[0]
	r.queue, r.used = r.queue[1:], r.used+1
	want, err := url.Parse(x.URL)
	if err != nil {
		r.t.Fatal(err)
	}
	if req.Method != x.Method || req.URL.Host != want.Host || req.URL.Path != want.Path || req.URL.Query().Encode() != want.Query().Encode() {
		r.t.Errorf("the client asked %s %s, recorded is %s %s", req.Method, req.URL, x.Method, x.URL)
	}
	header := http.Header{}
	for name, values := range x.Header {
		for _, v := range values {
			if !strings.EqualFold(name, "Content-Length") && !strings.EqualFold(name, "Transfer-Encoding") {
				header.Add(name, v)
			}
		}
	}
	return &http.Response{
		StatusCode: x.Status, Header: header, Body: io.NopCloser(bytes.NewReader(x.Response)), Request: req, ProtoMajor: 1, ProtoMinor: 1,
	}, nil
}

// noToken gives out a token that opens nothing.
type noToken struct{}

func (noToken) Token(context.Context, string, bool) (secret.String, error) {
	return secret.New("none"), nil
}

// TestRecordings_typed reads every recorded answer through the client and
// holds what it understood against the bytes.
func TestRecordings_typed(t *testing.T) {
	t.Parallel()
	all := contract.Recordings(t)
	r := &recorded{t: t, queue: all}
	c := ingestion.New(transport.New(transport.Options{
		Name: "v1", BaseURL: ingestion.BaseURL, Audience: "https://api.partner.microsoft.com", Tokens: noToken{},
		Base: r, Logger: slog.New(slog.DiscardHandler), ErrorText: ingestion.ErrorText,
	}))
	counts := map[string]int{}
	for len(r.queue) > 0 {
		before := r.used
		what := view(t, c, r)
		counts[what] += r.used - before
		if r.used == before {
			t.Fatalf("the client did not ask for %s %s", r.queue[0].Method, r.queue[0].URL)
		}
	}
	if r.used != 92 {
		t.Errorf("%d exchanges were read, want 92", r.used)
	}
	t.Logf("%d exchanges read: %v", r.used, counts)
}

// view makes the call that the next recorded exchange answers, and checks what
// the client made of the answer. It names the kind of call.
func view(t *testing.T, c *ingestion.Client, r *recorded) string {
	t.Helper()
	x := r.queue[0]
	u, err := url.Parse(x.URL)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(strings.TrimPrefix(u.Path, contract.V1Root+"/"), "/")
	switch {
	case len(parts) == 1 && x.Method == http.MethodPost:
		return viewNewProduct(t, c, x)
	case len(parts) == 1 && u.Query().Has("$filter"):
		return viewFound(t, c, x, u)
	case len(parts) == 1:
		return viewPages(t, c, r)
	case len(parts) == 2:
		check(t, c.DeleteProduct(t.Context(), parts[1]))
		return "delete offer"
	case parts[2] == "branches":
		return viewBranches(t, c, x, parts[1])
	case parts[2] == "setup":
		return viewSetup(t, c, x, parts[1])
	case parts[2] == "listings":
		return viewListing(t, c, x, parts)
	}
	return viewVariants(t, c, x, parts)
}

func viewNewProduct(t *testing.T, c *ingestion.Client, x contract.Exchange) string {
	t.Helper()
	var sent struct{ Name, ResourceType string }
	fields(t, x.Request, &sent)
	got, err := c.CreateProduct(t.Context(), sent.ResourceType, "offertest-000001", sent.Name)
	check(t, err)
	sameProduct(t, got, object(t, x.Response))
	return "create offer"
}

func viewFound(t *testing.T, c *ingestion.Client, x contract.Exchange, u *url.URL) string {
	t.Helper()
	_, rest, _ := strings.Cut(u.Query().Get("$filter"), "i/value eq '")
	got, err := c.ProductsByOfferID(t.Context(), strings.TrimSuffix(rest, "')"))
	check(t, err)
	sameProducts(t, got, items(t, x.Response))
	return "find offer"
}

// viewPages walks the list to its end; both recorded walks have nine pages,
// the first 27 products.
func viewPages(t *testing.T, c *ingestion.Client, r *recorded) string {
	t.Helper()
	queue := r.queue
	pages, total := 0, 0
	for page, err := range c.Products(t.Context()) {
		check(t, err)
		want := items(t, queue[pages].Response)
		sameProducts(t, page, want)
		pages++
		total += len(page)
	}
	if pages != 9 || r.used == 11 && total != 27 {
		t.Errorf("%d pages with %d products, want 9 with 27", pages, total)
	}
	return "list offers"
}

func sameProducts(t *testing.T, got []ingestion.Product, want []map[string]any) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d products, recorded are %d", len(got), len(want))
	}
	for i := range got {
		sameProduct(t, got[i], want[i])
	}
}

func sameProduct(t *testing.T, got ingestion.Product, want map[string]any) {
	t.Helper()
	ids, ok := want["externalIDs"].([]any)
	if !ok || len(ids) != 1 {
		t.Fatalf("recorded external ids: %v", want["externalIDs"])
	}
	offer := ids[0].(map[string]any)["value"]
	if got.ID != want["id"] || got.Name != want["name"] || got.Type != want["resourceType"] || got.OfferID != offer {
		t.Errorf("product %+v, recorded %v", got, want)
	}
}

func viewBranches(t *testing.T, c *ingestion.Client, x contract.Exchange, product string) string {
	t.Helper()
	got, err := c.Branches(t.Context(), product, ingestion.ModuleListing)
	check(t, err)
	want := items(t, x.Response)
	if len(got) != len(want) {
		t.Fatalf("%d branches, recorded are %d", len(got), len(want))
	}
	for i, b := range got {
		variant, _ := want[i]["variantID"].(string)
		if string(b.Module) != want[i]["module"] || b.Instance != want[i]["currentDraftInstanceID"] || b.Variant != variant {
			t.Errorf("branch %+v, recorded %v", b, want[i])
		}
	}
	return "branches"
}

func viewSetup(t *testing.T, c *ingestion.Client, x contract.Exchange, product string) string {
	t.Helper()
	if x.Method == http.MethodGet {
		got, err := c.Single(t.Context(), product, ingestion.Setup)
		check(t, err)
		if got.Type != "AzureProductSetup" || !bytes.Equal(got.Raw, x.Response) {
			t.Errorf("setup %+v, recorded %s", got, x.Response)
		}
		return "setup"
	}
	_, err := c.Replace(t.Context(), product, ingestion.Setup, x.Request)
	var refused *transport.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusBadRequest || refused.RequestID != x.Header["request-id"][0] ||
		len(refused.Details["FeatureName"]) == 0 || strings.Contains(refused.Message, "{") {
		t.Errorf("the refusal was read as %#v", err)
	}
	return "setup refused"
}

func viewListing(t *testing.T, c *ingestion.Client, x contract.Exchange, parts []string) string {
	t.Helper()
	if x.Method == http.MethodPut {
		got, err := c.Put(t.Context(), parts[1], ingestion.Listings, parts[3], x.Request, "")
		check(t, err)
		sameEntity(t, got, object(t, x.Response))
		if got.ETag != x.Header["etag"][0] {
			t.Errorf("the etag is %s, the header says %s", got.ETag, x.Header["etag"])
		}
		edit(t, got, "/description", `"<p>Another text</p>"`)
		return "save listing"
	}
	instance := strings.TrimSuffix(strings.TrimPrefix(parts[3], "getByInstanceID(instanceID="), ")")
	got, err := c.ByInstance(t.Context(), parts[1], ingestion.Listings, instance)
	check(t, err)
	want := items(t, x.Response)
	if len(got) != 1 || len(want) != 1 {
		t.Fatalf("%d listings, recorded are %d", len(got), len(want))
	}
	sameEntity(t, got[0], want[0])
	edit(t, got[0], "/title", `"Another name"`)
	return "listing"
}

func sameEntity(t *testing.T, got ingestion.Entity, want map[string]any) {
	t.Helper()
	if got.ID != want["id"] || got.ETag != want["@odata.etag"] || got.Type != want["resourceType"] {
		t.Errorf("entity %+v, recorded %v", got, want)
	}
}

// edit changes one field of a document through the catalogue, and wants
// everything else to be the same bytes.
func edit(t *testing.T, e ingestion.Entity, pointer, value string) {
	t.Helper()
	c, err := catalog.Load()
	check(t, err)
	app, _ := c.Type("azure-application")
	s, ok := app.Section(model.SectionKey{Section: "listing"})
	if !ok {
		t.Fatal("the catalogue has no offer listing")
	}
	for _, f := range s.Fields {
		if f.Pointer != pointer {
			continue
		}
		after, err := f.Set(e.Raw, json.RawMessage(value))
		check(t, err)
		p := raw.Pointer(pointer)
		got, ok, err := raw.Get(after, p)
		check(t, err)
		if !ok || string(got) != value {
			t.Fatalf("%s is %s after the edit", pointer, got)
		}
		was, err := raw.Delete(e.Raw, p)
		check(t, err)
		is, err := raw.Delete(after, p)
		check(t, err)
		if !bytes.Equal(was, is) {
			t.Errorf("the edit of %s changed more:\n%s\n%s", pointer, was, is)
		}
		return
	}
	t.Fatalf("the catalogue has no field %s", pointer)
}

func viewVariants(t *testing.T, c *ingestion.Client, x contract.Exchange, parts []string) string {
	t.Helper()
	switch x.Method {
	case http.MethodDelete:
		check(t, c.DeleteVariant(t.Context(), parts[1], parts[3]))
		return "delete plan"
	case http.MethodPost:
		var sent struct{ FriendlyName, ExternalID string }
		fields(t, x.Request, &sent)
		got, err := c.CreateVariant(t.Context(), parts[1], sent.ExternalID, sent.FriendlyName, "")
		check(t, err)
		sameVariant(t, got, object(t, x.Response))
		return "create plan"
	}
	got, err := c.Variants(t.Context(), parts[1])
	check(t, err)
	want := items(t, x.Response)
	if len(got) != len(want) {
		t.Fatalf("%d plans, recorded are %d", len(got), len(want))
	}
	for i := range got {
		sameVariant(t, got[i], want[i])
	}
	return "plans"
}

func sameVariant(t *testing.T, got ingestion.Variant, want map[string]any) {
	t.Helper()
	sameEntity(t, got.Entity, want)
	subtype, _ := want["subType"].(string)
	if got.PlanID != want["externalID"] || got.Alias != want["friendlyName"] || got.State != want["state"] || got.SubType != subtype {
		t.Errorf("plan %+v, recorded %v", got, want)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fields(t *testing.T, body []byte, out any) {
	t.Helper()
	check(t, json.Unmarshal(body, out))
}

func object(t *testing.T, body []byte) map[string]any {
	t.Helper()
	var m map[string]any
	fields(t, body, &m)
	return m
}

func items(t *testing.T, body []byte) []map[string]any {
	t.Helper()
	var page struct{ Value []map[string]any }
	fields(t, body, &page)
	return page.Value
}
