package ingestion_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client/ingestion"
	"awning/client/transport"
)

// What the service does otherwise than its description says, by the numbers the list of
// them has; what of it shows above this client is tested through the market.

// ids walks a list of products.
func ids(t *testing.T, c *ingestion.Client) (out []string, pages int) {
	t.Helper()
	for page, err := range c.Products(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, p := range page {
			out = append(out, p.ID)
		}
	}
	return out, pages
}

func TestQuirk_Q01_nextLinkWithoutASlash(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{
		`{"value":[{"id":"a"}],"nextLink":"v1.0/ingestion/products?$skipToken=W%2B1%3D"}`, `{"value":[{"id":"b"}],"@odata.nextLink":"/v1.0/ingestion/products?$skipToken=2"}`,
		`{"value":[{"id":"c"}]}`,
	}}
	got, _ := ids(t, scripted(s))
	if !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("found %v", got)
	}
	if u := s.requests[1].URL; u.String() != "https://api.partner.microsoft.com/v1.0/ingestion/products?$skipToken=W%2B1%3D" {
		t.Errorf("followed to %s", u)
	}
}

func TestQuirk_Q02_pagesOfAnySize(t *testing.T) {
	t.Parallel()
	link := func(n string) string { return `,"nextLink":"v1.0/ingestion/products?$skipToken=` + n + `"}` }
	s := &script{answers: []string{
		`{"value":[]` + link("1"), `{"value":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"}]` + link("2"), `{"value":[]` + link("3"), `{"value":[{"id":"f"}]}`,
	}}
	got, pages := ids(t, scripted(s))
	if strings.Join(got, "") != "abcdef" || pages != 4 {
		t.Errorf("found %v on %d pages", got, pages)
	}
}

func TestQuirk_Q03_unfilteredListRefused(t *testing.T) {
	t.Parallel()
	s := &script{
		answers:  []string{`"ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\"}"`, `{"value":[{"id":"a"}]}`},
		statuses: []int{http.StatusBadRequest, http.StatusOK},
	}
	c := scripted(s)
	for _, err := range c.Products(t.Context()) {
		if e, ok := errors.AsType[*transport.Error](err); !ok || e.Code != "ICH50400" {
			t.Errorf("refused with %v", err)
		}
	}
	for page, err := range c.ProductsOfType(t.Context(), "AzureContainer") { // the way around
		if err != nil || len(page) != 1 {
			t.Errorf("%v, %v", page, err)
		}
	}
	if got := s.requests[1].URL.Query().Get("$filter"); got != "ResourceType eq 'AzureContainer'" {
		t.Errorf("filtered by %q", got)
	}
}

func TestQuirk_Q04_sellerIDDemanded(t *testing.T) {
	t.Parallel()
	s := &script{
		answers: []string{`"Upstream.Exception: call failed StatusCode=400 ResponseContent={\"type\":\"x\",\"title\":\"One or more validation errors occurred.\",` +
			`\"status\":400,\"errors\":{\"x-ms-publisherId\":[\"must be a positive number\"]},\"traceId\":\"y\"}"`},
		statuses: []int{http.StatusBadRequest},
	}
	_, err := scripted(s).Product(t.Context(), "P")
	e, ok := errors.AsType[*transport.Error](err)
	if !ok || !slices.Equal(e.Details["x-ms-publisherId"], []string{"must be a positive number"}) || !strings.Contains(e.Message, "One or more validation errors") {
		t.Errorf("refused with %+v", e)
	}
	if len(s.requests) != 1 || s.requests[0].Header.Get("X-Ms-Publisherid") != "" {
		t.Error("the header was made up, which never helped, or the call repeated")
	}
}

func TestQuirk_Q05_errorsAreJSONWithinJSON(t *testing.T) {
	t.Parallel()
	body := `"ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\",\"correlationId\":\"c\",\"data\":{\"A\":[\"is wrong\"]}}"`
	code, message, details := ingestion.ErrorText([]byte(body))
	if code != "ICH50400" || message != "Request validation failed." || !slices.Equal(details["A"], []string{"is wrong"}) {
		t.Errorf("%q, %q, %v", code, message, details)
	}
}

func TestQuirk_Q06_errorsNameInternalFields(t *testing.T) {
	t.Parallel()
	_, _, details := ingestion.ErrorText([]byte(`"ICH50400 - No. {\"faultCode\":50400,\"data\":{\"FeatureName\":[\"too long\",\"has markup\"],\"SkuProperties.Name\":\"missing\"}}"`))
	if !slices.Equal(details["FeatureName"], []string{"too long", "has markup"}) || !slices.Equal(details["SkuProperties.Name"], []string{"missing"}) {
		t.Errorf("a name the request does not have is gone: %v", details)
	}
}

func TestQuirk_Q07_childrenComeLate(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[]}`, `{"value":[]}`}}
	c := scripted(s)
	if rows, err := c.Branches(t.Context(), "P", ingestion.ModuleListing); err != nil || len(rows) != 0 {
		t.Errorf("%v, %v", rows, err)
	}
	if found, err := c.ByInstance(t.Context(), "P", ingestion.Listings, "I"); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
}

func TestQuirk_Q08_putDropsWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	const body = `{"resourceType":"AzureListing", "title":"<b>&", "unheardOf":{"n":1.50,"big":1152921500000000042}, "@odata.etag":"\"1\"","id":"E"}`
	s := &script{answers: []string{`{}`}}
	if _, err := scripted(s).Put(t.Context(), "P", ingestion.Listings, "E", json.RawMessage(body), `"1"`); err != nil {
		t.Fatal(err)
	}
	if s.bodies[0] != body {
		t.Errorf("sent %s", s.bodies[0])
	}
}

func TestQuirk_Q09_languageIsAddedByTheService(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"id":"E","title":"T","languageCode":"en-us"}`}}
	got, err := scripted(s).Put(t.Context(), "P", ingestion.Listings, "E", json.RawMessage(`{"id":"E","title":"T"}`), `"1"`)
	if err != nil || !strings.Contains(string(got.Raw), `"languageCode":"en-us"`) {
		t.Errorf("%s, %v", got.Raw, err)
	}
}

func TestQuirk_Q10_answersSpellNamesOtherwise(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"id":"P","externalIds":[{"type":"AzureOfferID","value":"a"}]}`, `{"ID":"P","externalIDs":[{"type":"AzureOfferId","value":"a"}]}`,
		`{"Id":"P","ExternalIDs":[{"Type":"azureofferid","Value":"a"}]}`,
	} {
		if p, err := scripted(&script{answers: []string{body}}).Product(t.Context(), "P"); err != nil || p.ID != "P" || p.OfferID != "a" {
			t.Errorf("%s: %+v, %v", body, p, err)
		}
	}
	v, err := scripted(&script{answers: []string{`{"id":"V","externalId":"basic","SubType":"managed-application"}`}}).Variant(t.Context(), "P", "V")
	if err != nil || v.PlanID != "basic" || v.SubType != "managed-application" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestQuirk_Q11_membersThatAreNotDescribed(t *testing.T) {
	t.Parallel()
	const body = `{"id":"P","resourceType":"SoftwareAsAService","certificationsAzureGovernment":["x"],"subType":"y"}`
	p, err := scripted(&script{answers: []string{body}}).Product(t.Context(), "P")
	if err != nil || p.Type != "SoftwareAsAService" || string(p.Raw) != body {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestQuirk_Q12_collectionsOfOne(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[{"id":"E","@odata.etag":"\"7\"","resourceType":"AzureProperty"}]}`}}
	got, err := scripted(s).ByInstance(t.Context(), "P", ingestion.Properties, "I")
	if err != nil || len(got) != 1 || got[0].ID != "E" || got[0].ETag != `"7"` || got[0].Type != "AzureProperty" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestQuirk_Q13_emptyIsNotMissing(t *testing.T) {
	t.Parallel()
	c := scripted(&script{answers: []string{`{"value":[]}`}})
	if found, err := c.ProductsByOfferID(t.Context(), "x"); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if subs, err := c.Submissions(t.Context(), "P"); err != nil || len(subs) != 0 {
		t.Errorf("%v, %v", subs, err)
	}
	missing := scripted(&script{answers: []string{`"no"`}, statuses: []int{http.StatusNotFound}})
	if _, err := missing.Submissions(t.Context(), "P"); !errors.Is(err, transport.ErrNotFound) {
		t.Errorf("an offer that is not there: %v", err)
	}
}

func TestQuirk_Q14_any2xxIsSuccess(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent} {
		body := `{"id":"E"}`
		if status == http.StatusNoContent {
			body = ""
		}
		c := scripted(&script{answers: []string{body}, statuses: []int{status}})
		if _, err := c.Replace(t.Context(), "P", ingestion.Setup, json.RawMessage(`{}`)); err != nil {
			t.Errorf("%d: %v", status, err)
		}
	}
	sub, err := scripted(&script{answers: []string{`{"id":"S"}`}, statuses: []int{http.StatusAccepted}}).Submit(t.Context(), "P", ingestion.Request{})
	if err != nil || sub.ID != "S" {
		t.Errorf("%+v, %v", sub, err)
	}
}

func TestQuirk_Q18_newestIsNeitherFirstNorLast(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"21", "12", "213", "132"} {
		var rows []string
		for _, n := range order {
			rows = append(rows, `{"id":"115292150000000004`+string(n)+`","releaseNumber":`+string(n)+`}`)
		}
		subs, err := scripted(&script{answers: []string{`{"value":[` + strings.Join(rows, ",") + `]}`}}).Submissions(t.Context(), "P")
		if err != nil || subs[0].Release != len(order) || subs[len(subs)-1].Release != 1 {
			t.Errorf("%s: %+v, %v", order, subs, err)
		}
	}
}

func TestQuirk_Q19_anyNumberOfWorkflows(t *testing.T) {
	t.Parallel()
	for n := range 4 {
		body := `{"value":[` + strings.TrimSuffix(strings.Repeat(`{"type":"Push","targetEnvironment":"Preview","workflowSteps":[]},`, n), ",") + `]}`
		flows, err := scripted(&script{answers: []string{body}}).Workflows(t.Context(), "P", "S")
		if err != nil || len(flows) != n {
			t.Errorf("%d: %v, %v", n, flows, err)
		}
	}
}
