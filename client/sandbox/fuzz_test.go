package sandbox_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"awning/client/sandbox"
)

// FuzzServe: no request makes the sandbox panic or answer without a status.
func FuzzServe(f *testing.F) {
	const p = "/v1.0/ingestion/products"
	for _, seed := range [][3]string{
		{"GET", p + "?$filter=ResourceType eq 'AzureApplication'", ""},
		{"GET", p + "?$skipToken=eyJMYXN0SWQiOiJbXSJ9", ""},
		{"POST", p, `{"resourceType":"AzureContainer","externalIDs":[{"type":"AzureOfferId","value":"abc"}]}`},
		{"POST", p + "/" + appID + "/submissions", `{"resourceType":"SubmissionCreationRequest","targets":[],"resources":[{}]}`},
		{"PUT", p + "/" + appID + "/variants/" + planID, `{"resourceType":"AzureSkuVariant","friendlyName":"x"}`},
		{"GET", p + "/" + appID + "/branches/getByModule(module=Listing)", ""},
		{"GET", p + "/" + appID + "/packages", ""},
		{"PUT", "/blob/a/b?sig=x&se=2026-01-01T00:00:00Z", "x"},
		{"POST", "/" + tenantA + "/oauth2/token", "grant_type=client_credentials&client_id=" + clientA + "&client_secret=x&resource=y"},
		{"GET", "/api/publishers/apub/offers?api-version=2017-10-31&$filter=offerTypeId eq 'x'", ""},
		{"PUT", "/api/publishers/apub/offers/gate-vm?api-version=2017-10-31", `{"publisherId":"apub","id":"gate-vm","offerTypeId":"microsoft-azure-virtualmachines","definition":{}}`},
		{"POST", "/api/publishers/apub/offers/gate-vm/publish?api-version=2017-10-31", `{"metadata":{}}`},
		{"GET", "/api/operations/apub$gate-vm$1$preview?api-version=2017-10-31", ""},
		{"GET", "/v1.0/payouts/payments/" + appID, ""},
		{"POST", "/v1.0/payouts/transactionhistory?$filter=earningForDate ge 2026-01-01&fileformat=tsv", ""},
		{"GET", "/insights/v1.1/cmp/ScheduledDataset?datasetName=ISVOrder", ""},
		{"GET", "/insights/v1/cmp/ScheduledQueries/testQueryResult?exportQuery=SELECT Sku FROM ISVOrder LIMIT 3", ""},
		{"POST", "/insights/v1.1/cmp/ScheduledQueries", `{"Name":"a","Query":"SELECT Sku FROM ISVOrder"}`},
		{"POST", "/insights/v1.1/cmp/ScheduledReport", `{"ReportName":"a","QueryId":"bf54dde4-7dc4-492f-a69a-f45de049bfcb","ExecuteNow":true}`},
		{"PUT", "/insights/v1.1/cmp/ScheduledReport/pause/x", ""},
		{"GET", "/v1/profiles/mpn?mpnId=1", ""},
		{"GET", "/tenants?api-version=2022-12-01", ""},
		{"GET", "/organizations/oauth2/v2.0/authorize?client_id=x&response_type=code", ""},
		{"POST", "/rp/product-ingestion/configure?$version=2022-07-01", `{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-07-01","resources":[{}]}`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	rt := sandbox.New(sandbox.Options{World: smallWorld(), Token: token, ChildDelay: -1}).RoundTripper()
	f.Fuzz(func(t *testing.T, method, target, body string) {
		u, err := url.Parse("https://api.partner.microsoft.com" + target)
		if err != nil {
			return
		}
		u.Host = "api.partner.microsoft.com"
		for _, bearer := range []string{"Bearer " + token, ""} {
			req := (&http.Request{Method: method, URL: u, Header: http.Header{"If-Match": {"*"}}}).WithContext(t.Context())
			req.Body = io.NopCloser(strings.NewReader(body))
			if bearer != "" {
				req.Header.Set("Authorization", bearer)
			}
			resp, err := rt.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode < 200 {
				t.Errorf("status %d", resp.StatusCode)
			}
		}
	})
}
