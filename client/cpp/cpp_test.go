package cpp_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client/auth"
	"awning/client/cpp"
	"awning/client/secret"
	"awning/client/transport"
)

// shelf answers by path.
type shelf map[string]string

func (s shelf) RoundTrip(r *http.Request) (*http.Response, error) {
	body, ok := s[r.URL.Path]
	status := http.StatusOK
	if !ok || r.URL.Query().Get("api-version") != "2017-10-31" {
		status, body = http.StatusForbidden, `{"error":{"code":"Forbidden","message":"User does not have the required permissions"}}`
	}
	return &http.Response{
		StatusCode: status, Request: r, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

func TestLists(t *testing.T) {
	t.Parallel()
	c := cpp.New(transport.New(transport.Options{
		Name: "cpp", BaseURL: cpp.BaseURL, Audience: auth.AudienceCPP, Tokens: auth.NewStatic(secret.New("t")),
		Base: shelf{
			"/api/publishers": `[{"version":0,"id":"acme","definition":{"displayText":"Acme","sellerId":50241877,"offerTypeCategories":[]}},` +
				`{"id":"bare"}]`,
			"/api/publishers/acme/offers": `[{"offerTypeId":"microsoft-azure-virtualmachines","publisherId":"acme","status":"neverPublished","id":"x","pcRedirectUri":""}]`,
		},
	}))
	publishers, err := c.Publishers(t.Context())
	if want := []cpp.Publisher{{ID: "acme", Name: "Acme", SellerID: "50241877"}, {ID: "bare"}}; err != nil || !slices.Equal(publishers, want) {
		t.Errorf("publishers %+v (%v)", publishers, err)
	}
	offers, err := c.Offers(t.Context(), "acme")
	if want := []cpp.Offer{{ID: "x", Type: "microsoft-azure-virtualmachines", Publisher: "acme", State: "neverPublished"}}; err != nil || !slices.Equal(offers, want) {
		t.Errorf("offers %+v (%v)", offers, err)
	}
	if _, err = c.Offers(t.Context(), "bare"); err == nil {
		t.Error("a refused list was no error")
	}
}
