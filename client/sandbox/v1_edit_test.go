package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

func TestListingPut(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	in := c.draft(appID, "Listing", "")
	old := c.listing(appID, in)
	path := "products/" + appID + "/listings/" + old["id"].(string)
	if old["id"] == in {
		t.Error("the entity id is the instance id")
	}
	body := `{"RESOURCETYPE":"AzureListing","Title":"New","ID":"ignored","customPromo":{"n":1.500},"listingUris":[],"languageCode":"fr-fr","@odata.etag":"old"}`
	c.do(http.StatusBadRequest, http.MethodPut, path, body)
	c.do(http.StatusConflict, http.MethodPut, path, body, "If-Match", `"ffffffff-0000-0800-0000-000000000000"`)

	r := c.do(http.StatusOK, http.MethodPut, strings.ToUpper(path[:8])+path[8:], body, "If-Match", old["@odata.etag"].(string))
	got := r.object(t)
	if got["@odata.etag"] == old["@odata.etag"] || got["@odata.etag"] != r.Header.Get("Etag") {
		t.Errorf("etag %v, header %v, before %v", got["@odata.etag"], r.Header.Get("Etag"), old["@odata.etag"])
	}
	if got["title"] != "New" || got["languageCode"] != "en-us" || got["id"] != old["id"] {
		t.Errorf("after PUT: %v", got)
	}
	for _, gone := range []string{"summary", "keywords", "gettingStartedInstructions", "description", "Title", "ID"} {
		if _, ok := got[gone]; ok {
			t.Errorf("%s survived", gone)
		}
	}
	if !strings.Contains(string(r.Body), `"customPromo":{"n":1.500}`) {
		t.Errorf("an unknown member was not kept as sent: %s", r.Body)
	}
	c.do(http.StatusConflict, http.MethodPut, path, body, "If-Match", old["@odata.etag"].(string))
	c.do(http.StatusOK, http.MethodPut, path, body, "If-Match", "*")
}

func TestPutRefusesBadBodies(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	id := c.listing(appID, c.draft(appID, "Listing", ""))["id"].(string)
	for name, test := range map[string]struct{ body, field string }{
		"no JSON":               {`<html>`, "Body"},
		"unknown resource type": {`{"resourceType":"Listing","title":"x"}`, "ResourceType"},
		"number for a string":   {`{"resourceType":"AzureListing","title":5}`, "Title"},
		"string for a list":     {`{"resourceType":"AzureListing","keywords":"a,b"}`, "Keywords"},
	} {
		r := c.do(http.StatusBadRequest, http.MethodPut, "products/"+appID+"/listings/"+id, test.body, "If-Match", "*")
		fault := faultOf(t, r)
		if _, ok := fault.Data[test.field]; !ok || fault.FaultCode != 50400 {
			t.Errorf("%s: fault %+v, want data for %s", name, fault, test.field)
		}
	}
}

// Markets, prices and trials take the words of the contract and no others.
func TestPutRefusesUnknownWords(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	in := c.draft(appID, "Availability", planID)
	expand := "?$expand=MarketStates,Trial,PriceSchedules"
	id := c.get("products/" + appID + "/featureAvailabilities/getByInstanceID(instanceID=" + in + ")").values(t)[0]["id"].(string)
	path := "products/" + appID + "/featureavailabilities/" + id + expand
	body := func(state, cadence, trial string) string {
		return `{"resourceType":"FeatureAvailability","visibility":"Public","marketStates":[{"marketCode":"US","state":"Enabled"},{"marketCode":"CA","state":"` + state +
			`"}],"priceSchedules":[{"marketCodes":["US"],"schedules":[{"retailPrice":{"openPrice":1.5,"currencyCode":"USD"},"pricingModel":"Recurring","priceCadence":{"type":"` +
			cadence + `","value":1},"pricingUnits":[]}]}],"trial":{"type":"` + trial + `"}}`
	}
	for name, test := range map[string]struct{ body, field string }{
		"a state of a market": {body("Open", "Month", "NoTrial"), "MarketStates"},
		"a cadence":           {body("Disabled", "Week", "NoTrial"), "PriceSchedules"},
		"a trial":             {body("Disabled", "Month", "Free"), "Trial"},
	} {
		fault := faultOf(t, c.do(http.StatusBadRequest, http.MethodPut, path, test.body, "If-Match", "*"))
		if len(fault.Data) != 1 || len(fault.Data[test.field]) != 1 {
			t.Errorf("%s: %+v, want data for %s", name, fault, test.field)
		}
	}
	got := c.do(http.StatusOK, http.MethodPut, path, body("StopSelling", "Year", "TimedAccess"), "If-Match", "*").object(t)
	if states, ok := got["marketStates"].([]any); !ok || len(states) != 2 {
		t.Errorf("after PUT %v", got)
	}
}

func TestStale412(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{Switches: sandbox.Switches{Stale412: true}})
	id := c.listing(appID, c.draft(appID, "Listing", ""))["id"].(string)
	r, err := c.send(http.MethodPut, root+"products/"+appID+"/listings/"+id, `{"resourceType":"AzureListing"}`, "If-Match", `"x"`)
	if err != nil || r.Status != http.StatusPreconditionFailed {
		t.Errorf("%v %d", err, r.Status)
	}
}

func TestHidePublished(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{Switches: sandbox.Switches{HidePublished: true}})
	in := c.draft(appID, "Listing", "")
	c.edit(appID, "listings", c.listing(appID, in), "summary", "x")
	c.do(http.StatusNotFound, http.MethodGet, "products/"+appID+"/listings/getByInstanceID(instanceID="+in+")", "")
}

type fault struct {
	FaultCode     int
	ReasonPhrase  string
	CorrelationID string
	OperationID   string
	Data          map[string][]string
}

// faultOf reads a JSON string with a JSON object inside.
func faultOf(t *testing.T, r response) fault {
	t.Helper()
	var text string
	if err := json.Unmarshal(r.Body, &text); err != nil {
		t.Fatalf("%v in %s", err, r.Body)
	}
	var f fault
	if err := json.Unmarshal([]byte(text[strings.IndexByte(text, '{'):]), &f); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return f
}

func TestSetupOfFreshVM(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{ChildDelay: -1})
	p := c.create("AzureThirdPartyVirtualMachine", "fresh-vm")
	setup := c.get("products/" + p + "/setup")
	const want = `{"resourceType":"AzureProductSetup","sellingOption":"ListAndSell","trialUri":"","enableTestDrive":false,"channelStates":[{"type":"Reseller","value":"Disabled"}]}`
	if string(setup.Body) != want {
		t.Errorf("setup %s", setup.Body)
	}
	r := c.do(http.StatusBadRequest, http.MethodPost, "products/"+p+"/setup", strings.Replace(want, "false", "true", 1))
	if f := faultOf(t, r); f.Data["FeatureName"][0] != "The field FeatureName is invalid." || f.ReasonPhrase != "Request validation failed." {
		t.Errorf("fault %+v", f)
	}
	c.do(http.StatusCreated, http.MethodPost, "products/"+p+"/setup", strings.Replace(want, "ListAndSell", "ListingOnly", 1))
	c.do(http.StatusCreated, http.MethodPost, "products/"+vmID+"/setup", strings.Replace(want, "false", `true,"testDriveType":"AzureResourceManager"`, 1))
	rows := c.get("products/" + vmID + "/variants").values(t)
	if last := rows[len(rows)-1]; last["id"] != "testdrive" || last["externalID"] != nil {
		t.Errorf("rows %v", rows)
	}
}

func TestOfferAndPlanLifecycle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		r := c.do(http.StatusCreated, http.MethodPost, "products",
			`{"resourceType":"AzureApplication","name":"N","externalIDs":[{"type":"AzureOfferId","value":"brand-new"}]}`)
		p := r.object(t)["id"].(string)
		if got := r.Header.Get("Location"); got != root+"products/"+p {
			t.Errorf("location %s", got)
		}
		if string(r.Body) != `{"resourceType":"AzureApplication","name":"N","externalIDs":[{"type":"AzureOfferId","value":"brand-new"}],"isModularPublishing":true,"id":"`+p+`"}` {
			t.Errorf("product %s", r.Body)
		}
		if c.draft(p, "Listing", "") != "" {
			t.Error("the listing's branch is there at once")
		}
		time.Sleep(2 * time.Second)
		in := c.draft(p, "Listing", "")
		if got := c.listing(p, in); got["title"] != "N" || got["languageCode"] != "en-us" {
			t.Errorf("listing %v", got)
		}
		plan := c.do(http.StatusCreated, http.MethodPost, "products/"+p+"/variants", `{"resourceType":"AzureSkuVariant","friendlyName":"Basic","externalID":"basic"}`)
		v := plan.object(t)
		id := v["id"].(string)
		if v["subType"] != "solution-template" || plan.Header.Get("Etag") != v["@odata.etag"] || !strings.HasSuffix(plan.Header.Get("Location"), "/variants/"+id) {
			t.Errorf("plan %v %v", v, plan.Header)
		}
		if c.draft(p, "Listing", id) != "" {
			t.Error("the plan's branch is there at once")
		}
		time.Sleep(2 * time.Second)
		if got := c.listing(p, c.draft(p, "Listing", id)); got["title"] != "Basic" {
			t.Errorf("plan listing %v", got)
		}
		c.do(http.StatusConflict, http.MethodPost, "products/"+p+"/variants", `{"resourceType":"AzureSkuVariant","friendlyName":"Basic","externalID":"basic"}`)
		c.do(http.StatusBadRequest, http.MethodPost, "products/"+p+"/variants", `{"resourceType":"AzureSkuVariant","externalID":"Not OK"}`)
		c.do(http.StatusOK, http.MethodPut, "products/"+p+"/variants/"+id, `{"resourceType":"AzureSkuVariant","friendlyName":"Renamed","externalID":"other"}`)
		if got := c.get("products/" + p + "/variants").values(t)[0]; got["externalID"] != "basic" || got["friendlyName"] != "Renamed" {
			t.Errorf("after PUT %v", got)
		}
		c.do(http.StatusNoContent, http.MethodDelete, "products/"+p+"/variants/"+id, "")
		if got := string(c.get("products/" + p + "/variants").Body); got != `{"value":[]}` {
			t.Errorf("variants %s", got)
		}
		c.do(http.StatusNoContent, http.MethodDelete, "products/"+p, "")
		c.do(http.StatusNotFound, http.MethodGet, "products/"+p, "")
		c.do(http.StatusConflict, http.MethodDelete, "products/"+appID, "")
		c.do(http.StatusConflict, http.MethodDelete, "products/"+appID+"/variants/"+planID, "")
	})
}

// manyOffers is a world of n applications.
func manyOffers(n int) world.World {
	w := smallWorld()
	template := w.Offers[0]
	w.Offers = nil
	for i := range n {
		o := template
		o.Product = strings.Replace(appID, "0001", string([]byte{'1', '0' + byte(i/10), '0' + byte(i%10), '1'}), 1)
		o.ID = "offer-" + string([]byte{'a' + byte(i)})
		w.Offers = append(w.Offers, o)
	}
	return w
}

func TestPaging(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{World: manyOffers(20)})
	seen, sizes := map[string]bool{}, map[int]int{}
	next := "products?$skipToken="
	for pages := 0; next != ""; pages++ {
		if pages > 50 {
			t.Fatal("endless")
		}
		r := c.get(next)
		values := r.values(t)
		sizes[len(values)]++
		for _, v := range values {
			if seen[v["id"].(string)] {
				t.Errorf("%v twice", v["id"])
			}
			seen[v["id"].(string)] = true
		}
		link, more := r.object(t)["nextLink"].(string)
		if !more {
			if strings.Contains(string(r.Body), "nextLink") {
				t.Errorf("last page %s", r.Body)
			}
			break
		}
		rest, ok := strings.CutPrefix(link, "v1.0/ingestion/products?$skipToken=")
		if !ok {
			t.Fatalf("nextLink %q", link)
		}
		next = "products?$skipToken=" + url.QueryEscape(rest)
	}
	if len(seen) != 20 || sizes[0] == 0 || len(sizes) < 3 {
		t.Errorf("%d products in pages of sizes %v", len(seen), sizes)
	}
}

func TestProductFilters(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	for filter, want := range map[string]int{
		"externalIDs/Any(i:i/type eq 'AzureOfferId' and i/value eq 'gate-vm')":                                       1,
		"ExternalIDs/Any(i:i/Type eq 'AzureOfferId' and i/Value eq 'nothing')":                                       0,
		"ResourceType eq 'AzureApplication'":                                                                         2,
		"resourcetype eq 'AzureContainer' or resourceType eq 'AzureThirdPartyVirtualMachine'":                        1,
		"ResourceType eq 'AzureApplication' or ResourceType eq 'AzureThirdPartyVirtualMachine'":                      3,
		"externalIDs/any(x:x/type eq 'AzureOfferId' and x/value eq 'other') or ResourceType eq 'SoftwareAsAService'": 1,
	} {
		got, next := 0, "products?$filter="+url.QueryEscape(filter)
		for next != "" {
			r := c.get(next)
			got += len(r.values(t))
			next, _ = r.object(t)["nextLink"].(string)
			next = strings.ReplaceAll(strings.TrimPrefix(next, "v1.0/ingestion/"), " ", "%20")
		}
		if got != want {
			t.Errorf("%s: %d, want %d", filter, got, want)
		}
	}
	c.do(http.StatusBadRequest, http.MethodGet, "products?$filter="+url.QueryEscape("name ne 'x'"), "")
	c.do(http.StatusBadRequest, http.MethodGet, "products?$skipToken=nonsense", "")
	c.do(http.StatusNotFound, http.MethodGet, "products/"+clientA, "")
	if r := c.do(http.StatusBadRequest, http.MethodGet, "products/"+appID+"/properties", ""); !strings.Contains(string(r.Body), "not applicable") {
		t.Errorf("%s", r.Body)
	}
}

func TestExpandAvailability(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	path := "products/" + appID + "/featureAvailabilities/getByInstanceID(instanceID=" + c.draft(appID, "Availability", planID) + ")"
	bare := c.get(path).values(t)[0]
	full := c.get(path + "?$expand=MarketStates,Trial,PriceSchedules").values(t)[0]
	for _, name := range []string{"marketStates", "trial", "priceSchedules"} {
		if _, ok := bare[name]; ok {
			t.Errorf("%s without $expand", name)
		}
		if _, ok := full[name]; !ok {
			t.Errorf("no %s with $expand", name)
		}
	}
}

func TestSingletons(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{ChildDelay: -1})
	r := c.do(http.StatusOK, http.MethodPost, "products/"+appID+"/resellerConfiguration",
		`{"resourceType":"ResellerConfiguration","ResellerChannelState":"Enabled","TenantIds":["t"]}`)
	if string(r.Body) != `{"resourceType":"ResellerConfiguration","resellerChannelState":"Enabled","tenantIds":["t"]}` {
		t.Errorf("reseller %s", r.Body)
	}
	c.do(http.StatusBadRequest, http.MethodPost, "products/"+appID+"/resellerConfiguration", `{"resourceType":"ResellerConfiguration","resellerChannelState":"Maybe"}`)
	c.do(http.StatusOK, http.MethodPost, "products/"+appID+"/leadconfiguration", `{"resourceType":"HttpsEndpointLeadConfiguration","httpsEndpointUri":"https://a.example/leads"}`)
	if got := c.get("products/" + appID + "/leadconfiguration").object(t)["httpsEndpointUri"]; got != "https://a.example/leads" {
		t.Errorf("leads %v", got)
	}
	for _, word := range []string{"properties", "packageconfigurations", "productavailabilities"} {
		module := map[string]string{"properties": "Property", "packageconfigurations": "Package", "productavailabilities": "Availability"}[word]
		got := c.get("products/" + appID + "/" + word + "/getByInstanceID(instanceID=" + c.draft(appID, module, "") + ")").values(t)[0]
		c.edit(appID, word, got, "extra", true)
		if again := c.get("products/" + appID + "/" + word + "/" + got["id"].(string)).object(t); again["extra"] != true {
			t.Errorf("%s: %v", word, again)
		}
	}
}
