package sandbox_test

import (
	"fmt"
	"net/http"
	"testing"

	"awning/client/sandbox"
)

const (
	partnerCenter = "https://api.partnercenter.microsoft.com"
	payoutsAPI    = "https://api.partner.microsoft.com/v1.0/payouts"
	someID        = "6f9d3f0c-52a0-4b6a-8d0e-7a2f64e1c0aa"
)

// at makes a request of any API and checks the answer's status.
func (c *v1Client) at(want int, method, target string) response {
	c.t.Helper()
	r, err := c.send(method, target, "")
	if err != nil {
		c.t.Fatal(err)
	}
	if r.Status != want {
		c.t.Fatalf("%s %s answered %d, want %d: %s", method, target, r.Status, want, r.Body)
	}
	return r
}

func TestPayouts(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	for _, test := range []struct {
		status       int
		method, path string
	}{
		{404, http.MethodGet, "/payments/" + someID},
		{404, http.MethodGet, "/TransactionHistory/" + someID + "/"},
		{404, http.MethodDelete, "/payments/" + someID},
		{400, http.MethodGet, "/payments/17"},
		{405, http.MethodGet, "/payments"},
		{400, http.MethodPost, "/transactionhistory?$filter=x&fileformat=csv"},
		{400, http.MethodPost, "/payments?fileformat=xlsx"},
		{405, http.MethodPost, "/payments/" + someID},
		{405, http.MethodPut, "/payments/" + someID},
		{404, http.MethodGet, "/statements/" + someID},
		{404, http.MethodGet, "/payments/" + someID + "/file"},
	} {
		v := c.at(test.status, test.method, payoutsAPI+test.path).object(t)
		e, _ := v["error"].(map[string]any)
		if code, _ := e["code"].(string); code == "" || e["message"] == "" {
			t.Errorf("%s %s: %v", test.method, test.path, v)
		}
	}
}

func TestInsightsDatasets(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	const path = partnerCenter + "/insights/v1.1/cmp/ScheduledDataset"
	all := c.at(200, http.MethodGet, path)
	envelope := all.object(t)
	sets := all.values(t)
	if envelope["totalCount"] != float64(len(sets)) || envelope["statusCode"] != 200.0 || len(sets) != 8 {
		t.Errorf("%v of %d datasets", envelope["totalCount"], len(sets))
	}
	for _, set := range sets {
		name, _ := set["datasetName"].(string)
		seen := map[string]bool{}
		for _, member := range []string{"selectableColumns", "availableMetrics", "availableDateRanges"} {
			list, ok := set[member].([]any)
			if !ok || member != "availableMetrics" && len(list) == 0 {
				t.Errorf("%s of %s: %v", member, name, set[member])
			}
			for _, column := range list {
				if key := fmt.Sprint(column); seen[key] {
					t.Errorf("%s has %s twice", name, key)
				}
				seen[fmt.Sprint(column)] = true
			}
		}
	}
	older := c.at(200, http.MethodGet, partnerCenter+"/insights/v1/cmp/ScheduledDataset?datasetName=isvrevenue").values(t)
	if len(older) != 1 || older[0]["datasetName"] != "ISVRevenue" {
		t.Errorf("one dataset: %v", older)
	}
	for target, want := range map[string]int{path + "?datasetName=Nothing": 404, partnerCenter + "/insights/v1.1/cmp/ScheduledReport": 404} {
		if v := c.at(want, http.MethodGet, target).object(t); v["statusCode"] != float64(want) || v["message"] == "" {
			t.Errorf("%s: %v", target, v)
		}
	}
	c.at(405, http.MethodPost, path)
}

func TestPartnerProfile(t *testing.T) {
	t.Parallel()
	w := smallWorld()
	w.Accounts[1].PartnerID = "4711"
	c := newV1(t, sandbox.Options{World: w})
	const path = partnerCenter + "/v1/profiles/mpn"
	for _, target := range []string{path, path + "?mpnId=4711"} {
		if v := c.at(200, http.MethodGet, target).object(t); v["mpnId"] != "4711" || v["partnerName"] != "Account B" || v["profileType"] != "MpnProfile" {
			t.Errorf("%s: %v", target, v)
		}
	}
	for target, want := range map[string]int{path + "?mpnId=4712": 404, partnerCenter + "/v1/profiles/other": 404} {
		v := c.at(want, http.MethodGet, target).object(t)
		if v["code"] == "" || v["description"] == "" || v["source"] == "" {
			t.Errorf("%s: %v", target, v)
		}
	}
	c.at(405, http.MethodPost, path)
}

// An API that is down says so before it looks at a token, the others go on.
func TestDown(t *testing.T) {
	t.Parallel()
	targets := map[string]string{
		"v1": root + "products", "graph": "https://graph.microsoft.com/rp/product-ingestion/product", "arm": "https://management.azure.com/tenants?api-version=2022-12-01",
		"cpp": "https://cloudpartner.azure.com/api/publishers?api-version=2017-10-31", "payouts": payoutsAPI + "/payments/" + someID,
		"insights": partnerCenter + "/insights/v1.1/cmp/ScheduledDataset", "profiles": partnerCenter + "/v1/profiles/mpn",
	}
	for down := range targets {
		c := newV1(t, sandbox.Options{Switches: sandbox.Switches{Down: []string{down}}})
		for api, target := range targets {
			r, err := c.send(http.MethodGet, target, "")
			if err != nil {
				t.Fatal(err)
			}
			if (r.Status == http.StatusServiceUnavailable) != (api == down) {
				t.Errorf("with %s down, %s answers %d %s", down, api, r.Status, r.Body)
			}
		}
		c.token = ""
		c.at(http.StatusServiceUnavailable, http.MethodGet, targets[down])
	}
}

func TestUnknownPublisher(t *testing.T) {
	t.Parallel()
	for _, there := range []bool{false, true} {
		c := newV1(t, sandbox.Options{Switches: sandbox.Switches{CPP: sandbox.CPPSwitches{UnknownPublisher404: there}}})
		want := http.StatusForbidden
		if there {
			want = http.StatusNotFound
		}
		c.at(want, http.MethodGet, "https://cloudpartner.azure.com/api/publishers/nobody/offers?api-version=2017-10-31")
		c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://cloudpartner.azure.com")
		c.at(http.StatusForbidden, http.MethodGet, "https://cloudpartner.azure.com/api/publishers/bpub/offers?api-version=2017-10-31")
	}
}
