package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// graph reads a resource of the Graph API's draft.
func (c *v1Client) graph(id string) response {
	c.t.Helper()
	r, err := c.send(http.MethodGet, "https://graph.microsoft.com/rp/product-ingestion/"+id+"?$version=2022-03-01-preview5", "")
	if err != nil || r.Status != http.StatusOK {
		c.t.Fatalf("%s: %v %d %s", id, err, r.Status, r.Body)
	}
	return r
}

// configure sends elements to the Graph API and lets the job end.
func (c *v1Client) configure(elements string) {
	c.t.Helper()
	r, err := c.send(http.MethodPost, "https://graph.microsoft.com/rp/product-ingestion/configure?$version=2022-03-01-preview5",
		`{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2","resources":[`+elements+`]}`)
	if err != nil || r.Status != http.StatusAccepted {
		c.t.Fatalf("%v %d %s", err, r.Status, r.Body)
	}
	time.Sleep(time.Minute)
}

// TestV1EditShowsInGraph: what both dialects know is carried over, and the rest
// of the other document keeps its bytes.
func TestV1EditShowsInGraph(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	listing := "listing/" + vmID + "/public/main/default/en-us"
	before := string(c.graph(listing).Body)
	if !strings.Contains(before, `"rank":7.50`) || !strings.Contains(before, `<p>&</p>`) {
		t.Fatalf("before: %s", before)
	}
	entity := c.listing(vmID, c.draft(vmID, "Listing", ""))
	entity["listingContacts"] = []map[string]any{{"type": "CustomerSupport", "email": "new@a.example", "name": "Kim"}}
	entity["keywords"] = []string{"one", "two"}
	c.edit(vmID, "listings", entity, "summary", "New & <b>better</b>")
	want := strings.NewReplacer(
		`"searchResultSummary":"Old summary"`, `"searchResultSummary":"New \u0026 \u003cb\u003ebetter\u003c/b\u003e"`, // as the client wrote it
		`"searchKeywords":["one"]`, `"searchKeywords":["one","two"]`,
		`{"name":"Sam","email":"s@a.example","phone":"1","url":"https://a.example"}`, `{"name":"Kim","email":"new@a.example"}`,
	).Replace(before)
	if got := string(c.graph(listing).Body); strip(got) != strip(want) {
		t.Errorf("after:\n%s\nwant:\n%s", got, want)
	}

	avail := c.get("products/" + vmID + "/featureAvailabilities/getByInstanceID(instanceID=" + c.draft(vmID, "Availability", vmPlanID) + ")?$expand=MarketStates,Trial,PriceSchedules").values(t)[0]
	avail["marketStates"] = []map[string]any{{"marketCode": "US", "state": "Disabled"}, {"marketCode": "CA", "state": "Enabled"}}
	avail["subscriptionAudiences"] = []map[string]any{{"ID": "sub-1", "description": "us"}}
	avail["isHidden"] = true
	schedule := avail["priceSchedules"].([]any)[0].(map[string]any)["schedules"].([]any)[0].(map[string]any)
	schedule["retailPrice"].(map[string]any)["openPrice"] = 15
	c.edit(vmID, "featureavailabilities", avail, "visibility", "Private")
	got := string(c.graph("price-and-availability-plan/" + vmID + "/" + vmPlanID).Body)
	for _, part := range []string{
		`"visibility":"hidden"`, `"audience":"private"`, `"markets":["ca"]`, `"price":15`, `"priceInputOption":"flat"`,
		`"privateAudiences":[{"type":"subscription","id":"sub-1","label":"us"}]`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %s in %s", part, got)
		}
	}
	c.do(http.StatusOK, http.MethodPost, "products/"+vmID+"/resellerConfiguration", `{"resourceType":"ResellerConfiguration","resellerChannelState":"Enabled","tenantIds":[]}`)
	if got = string(c.graph("reseller/" + vmID).Body); !strings.Contains(got, `"resellerChannelState":"all"`) {
		t.Errorf("reseller %s", got)
	}
}

// strip drops what the service makes anew on each read.
func strip(body string) string {
	i := strings.Index(body, `"kind"`)
	return body[max(i, 0):]
}

func TestGraphEditShowsInV1(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		in := c.draft(vmID, "Listing", "")
		old := c.listing(vmID, in)
		body := string(c.graph("listing/" + vmID + "/public/main/default/en-us").Body)
		body = strings.NewReplacer(`Old summary`, `From Graph`, `"url":"https://a.example"`, `"url":"https://b.example"`,
			`"privacyPolicyLink":"https://a.example/privacy"`, `"privacyPolicyLink":"https://b.example/privacy"`).Replace(body)
		price := string(c.graph("price-and-availability-plan/" + vmID + "/" + vmPlanID).Body)
		price = strings.NewReplacer(`12.50`, `20.00`, `["us"]`, `["us","no"]`).Replace(price)
		c.configure(body + "," + price)

		after := c.draft(vmID, "Listing", "")
		now := c.listing(vmID, after)
		if after == in || now["id"] != old["id"] || now["@odata.etag"] == old["@odata.etag"] {
			t.Errorf("instance %s then %s, entity %v then %v", in, after, old["id"], now["id"])
		}
		contact := now["listingContacts"].([]any)[0].(map[string]any)
		link := now["listingUris"].([]any)[0].(map[string]any)
		if now["summary"] != "From Graph" || contact["uri"] != "https://b.example" || link["uri"] != "https://b.example/privacy" {
			t.Errorf("listing %v", now)
		}
		raw := string(c.get("products/" + vmID + "/featureAvailabilities/getByInstanceID(instanceID=" + c.draft(vmID, "Availability", vmPlanID) +
			")?$expand=MarketStates,PriceSchedules").Body)
		for _, part := range []string{
			`"openPrice":20.00`, `{"marketCode":"US","state":"Enabled"},{"marketCode":"CA","state":"Disabled"},{"marketCode":"NO","state":"Enabled"}`,
		} {
			if !strings.Contains(raw, part) {
				t.Errorf("no %s in %s", part, raw)
			}
		}
	})
}

// TestSameSeedSameIDs: a session can be repeated.
func TestSameSeedSameIDs(t *testing.T) {
	t.Parallel()
	run := func(seed int64) string {
		c := newV1(t, sandbox.Options{Seed: seed, ChildDelay: -1})
		p := c.create("AzureContainer", "repeatable")
		return p + c.draft(p, "Listing", "") + c.draft(appID, "Listing", "")
	}
	if a, b := run(1), run(1); a != b {
		t.Errorf("%s, then %s", a, b)
	}
	if run(1) == run(2) {
		t.Error("another seed gave the same ids")
	}
}
