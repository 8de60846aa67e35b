package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client/contract"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

const (
	root     = "https://api.partner.microsoft.com/v1.0/ingestion/"
	tenantA  = "aaaaaaaa-0000-4000-8000-000000000001"
	tenantB  = "bbbbbbbb-0000-4000-8000-000000000002"
	clientA  = "aaaaaaaa-0000-4000-8000-0000000000c1"
	clientB  = "bbbbbbbb-0000-4000-8000-0000000000c2"
	secretA  = "secret-of-a"
	secretB  = "secret-of-b"
	token    = "static-test-token"
	appID    = "0d2f6f0a-0000-4000-8000-000000000001" // Azure application, live
	vmID     = "0d2f6f0a-0000-4000-8000-000000000002" // virtual machine, live
	otherID  = "0d2f6f0a-0000-4000-8000-000000000003" // of the other account
	planID   = "77777777-0000-4000-8000-000000000001"
	vmPlanID = "77777777-0000-4000-8000-000000000002"
	step     = 4 * time.Second
)

// smallWorld is two accounts: one with a live Azure application and a live
// virtual machine, one with another application.
func smallWorld() world.World {
	both := func(name world.SectionName, plan, key, v1, graph string) world.Section {
		c := &world.Content{}
		if v1 != "" {
			c.V1 = json.RawMessage(v1)
		}
		if graph != "" {
			c.Graph = json.RawMessage(graph)
		}
		return world.Section{Name: name, Plan: plan, Key: key, Draft: c, Preview: c, Live: c}
	}
	began := time.Date(1999, 12, 1, 9, 0, 0, 0, time.UTC)
	listing := func(kind string) world.Section {
		return both(world.Listing, "", "en-us",
			`{"resourceType":"AzureListing","summary":"Old summary","listingUris":[{"type":"PrivacyUri","uri":"https://a.example/privacy"}],`+
				`"listingContacts":[{"type":"CustomerSupport","email":"s@a.example","name":"Sam","phone":"1","uri":"https://a.example"}],`+
				`"gettingStartedInstructions":"","languageCode":"en-us","title":"Gate","keywords":["one"],"description":"<p>&</p>","shortDescription":"short"}`,
			`{"kind":"`+kind+`","languageId":"en-us","title":"Gate","searchResultSummary":"Old summary","shortDescription":"short",`+
				`"description":"<p>&</p>","searchKeywords":["one"],"storefrontHints":{"rank":7.50},"privacyPolicyLink":"https://a.example/privacy",`+
				`"supportContact":{"name":"Sam","email":"s@a.example","phone":"1","url":"https://a.example"}}`)
	}
	reseller := both(world.Reseller, "", "", `{"resourceType":"ResellerConfiguration","resellerChannelState":"Disabled","tenantIds":[]}`,
		`{"resellerChannelState":"notSet","audiences":[]}`)
	availability := func(plan, graph string) world.Section {
		return both(world.PlanAvail, plan, "",
			`{"resourceType":"FeatureAvailability","visibility":"Public","isHidden":false,"marketStates":[{"marketCode":"US","state":"Enabled"},{"marketCode":"CA","state":"Disabled"}],`+
				`"priceSchedules":[{"isBaseSchedule":true,"marketCodes":[],"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12.50,"currencyCode":"USD"},"pricingModel":"Recurring"}]}],`+
				`"trial":{"type":"NoTrial"},"subscriptionAudiences":[],"tenantAudiences":[]}`, graph)
	}
	appSections := []world.Section{
		both(world.Setup, "", "", `{"resourceType":"AzureProductSetup","sellingOption":"ListAndSell","trialUri":"","enableTestDrive":false,"channelStates":[{"type":"Reseller","value":"Disabled"}]}`, ``),
		both(world.Property, "", "", `{"resourceType":"AzureProperty","industries":[],"categories":[],"leveledCategories":{}}`, ``),
		listing("azureApplication"),
		both(world.Asset, "", "azurelogolarge/1", `{"resourceType":"ListingImage","fileName":"l.png","type":"AzureLogoLarge","state":"Processed","order":0}`, ``),
		both(world.Audience, "", "", `{"resourceType":"ProductAvailability","visibility":"Public","subscriptionAudiences":[]}`, `{"previewAudiences":[]}`),
		both(world.Package, "", "", `{"resourceType":"AzureApplicationPackageConfiguration"}`, ``),
		reseller,
		both(world.Leads, "", "", `{"resourceType":"AzureTableLeadConfiguration","connectionString":"AccountKey=hidden"}`, `{"leadDestination":"table"}`),
		both(world.PlanListing, planID, "", `{"resourceType":"AzureListing","listingUris":[],"listingContacts":[],"gettingStartedInstructions":"","languageCode":"en-us","title":"Basic","keywords":[]}`, ``),
		availability(planID, ``),
		both(world.PlanPackage, planID, "", `{"resourceType":"AzureSolutionTemplatePackageConfiguration","version":"1.0.0","packageReferences":[{"type":"AzureApplicationPackage","value":"f0000000-0000-4000-8000-000000000001"}]}`, ``),
	}
	vmSections := []world.Section{
		both(world.Setup, "", "", `{"resourceType":"AzureProductSetup","sellingOption":"ListAndSell","trialUri":"","enableTestDrive":false,"channelStates":[]}`, `{"sellThroughMicrosoft":true}`),
		listing("azureVM"),
		reseller,
		availability(vmPlanID, `{"visibility":"visible","audience":"public","markets":["us"],"privateAudiences":[],"pricing":{"licenseModel":"payAsYouGo","corePricing":{"priceInputOption":"flat","price":12.50}}}`),
	}
	submission := func(n int) []world.Submission {
		return []world.Submission{{
			ID: fmt.Sprintf("11529215000000000%02d", n), Target: "live", State: "Published", Substate: "InStore", Created: began.Add(time.Hour),
		}}
	}
	return world.World{
		Accounts: []world.Account{
			{
				Tenant: tenantA, Name: "Account A", Domain: "a.example", Country: "NO", ClientID: clientA, ClientSecret: secretA,
				Publishers: []world.Publisher{{ID: "apub", Name: "A", SellerID: 501}},
			},
			{
				Tenant: tenantB, Name: "Account B", Domain: "b.example", Country: "FR", ClientID: clientB, ClientSecret: secretB,
				Publishers: []world.Publisher{{ID: "bpub", Name: "B", SellerID: 502}},
			},
		},
		Offers: []world.Offer{
			{
				Product: appID, ID: "gate-app", Alias: "Gate", Publisher: "apub", Type: "azureApplication", State: world.StateLive, Created: began,
				Plans:    []world.Plan{{GUID: planID, ID: "basic", Alias: "Basic", Subtype: "solution-template"}},
				Sections: appSections, Submissions: submission(1),
			},
			{
				Product: vmID, ID: "gate-vm", Alias: "Gate VM", Publisher: "apub", Type: "azureVirtualMachine", State: world.StateLive, Created: began,
				Plans: []world.Plan{{GUID: vmPlanID, ID: "payg", Alias: "Pay as you go"}}, Sections: vmSections, Submissions: submission(2),
			},
			{
				Product: otherID, ID: "other", Alias: "Other", Publisher: "bpub", Type: "azureApplication", State: world.StateDraft, Created: began,
				Sections: []world.Section{{Name: world.Listing, Draft: appSections[2].Draft}},
			},
		},
	}
}

// v1Client speaks the submission API to a sandbox in memory. Every answer it
// gets is held against the swagger.
type v1Client struct {
	t      *testing.T
	server *sandbox.Server
	rt     http.RoundTripper
	log    *bytes.Buffer
	token  string
}

// newV1 starts a sandbox with the small world unless opts brings another.
func newV1(t *testing.T, opts sandbox.Options) *v1Client {
	t.Helper()
	if opts.World.Accounts == nil {
		opts.World = smallWorld()
	}
	c := &v1Client{t: t, log: new(bytes.Buffer), token: token}
	opts.Token, opts.Log = token, c.log
	c.server = sandbox.New(opts)
	c.rt = c.server.RoundTripper()
	return c
}

// response is an answer read whole.
type response struct {
	Status int
	Header http.Header
	Body   []byte
}

// object decodes an answer's object.
func (r response) object(t *testing.T) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(r.Body, &v); err != nil {
		t.Fatalf("%v in %d %s", err, r.Status, r.Body)
	}
	return v
}

// values decodes a collection.
func (r response) values(t *testing.T) []map[string]any {
	t.Helper()
	var v struct{ Value []map[string]any }
	if err := json.Unmarshal(r.Body, &v); err != nil {
		t.Fatalf("%v in %d %s", err, r.Status, r.Body)
	}
	if v.Value == nil {
		t.Fatalf("no value[] in %d %s", r.Status, r.Body)
	}
	return v.Value
}

// send makes any request; headers are names and values in turn.
func (c *v1Client) send(method, target, body string, headers ...string) (response, error) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.rt.RoundTrip(req)
	if err != nil {
		return response{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return response{}, err
	}
	return response{resp.StatusCode, resp.Header, raw}, nil
}

// do makes a request of the submission API and checks the answer's status.
func (c *v1Client) do(want int, method, path, body string, headers ...string) response {
	c.t.Helper()
	r, err := c.send(method, root+path, body, headers...)
	if err != nil {
		c.t.Fatal(err)
	}
	if r.Status != want {
		c.t.Fatalf("%s %s answered %d, want %d: %s", method, path, r.Status, want, r.Body)
	}
	if r.Header.Get("Request-Id") == "" {
		c.t.Errorf("%s %s: no request-id", method, path)
	}
	checkSwagger(c.t, method, path, r)
	return r
}

// get reads.
func (c *v1Client) get(path string) response {
	c.t.Helper()
	return c.do(http.StatusOK, http.MethodGet, path, "")
}

// draft is the instance id of a module's draft, "" if there is no such branch.
func (c *v1Client) draft(product, module, plan string) string {
	c.t.Helper()
	for _, row := range c.get("products/" + product + "/branches/getByModule(module=" + module + ")").values(c.t) {
		if at, _ := row["variantID"].(string); at == plan {
			return row["currentDraftInstanceID"].(string)
		}
	}
	return ""
}

// listing is the offer listing in an instance.
func (c *v1Client) listing(product, instance string) map[string]any {
	c.t.Helper()
	return c.get("products/" + product + "/listings/getByInstanceID(instanceID=" + instance + ")").values(c.t)[0]
}

// edit changes one member of an entity and puts it back whole.
func (c *v1Client) edit(product, word string, entity map[string]any, name string, value any) response {
	c.t.Helper()
	entity[name] = value
	raw, err := json.Marshal(entity)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(http.StatusOK, http.MethodPut, "products/"+product+"/"+word+"/"+entity["id"].(string)+"?$expand=MarketStates,Trial,PriceSchedules", string(raw),
		"If-Match", entity["@odata.etag"].(string))
}

// submit publishes instances: pairs of module and instance id.
func (c *v1Client) submit(want int, product string, pairs ...string) response {
	c.t.Helper()
	var refs []map[string]string
	for i := 0; i+1 < len(pairs); i += 2 {
		refs = append(refs, map[string]string{"type": pairs[i], "value": pairs[i+1]})
	}
	raw, err := json.Marshal(map[string]any{
		"resourceType": "SubmissionCreationRequest", "targets": []map[string]string{{"type": "Scope", "value": "preview"}}, "resources": refs,
		"publishOption": map[string]any{"isManualPublish": true, "certificationNotes": "notes"},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(want, http.MethodPost, "products/"+product+"/submissions", string(raw))
}

// state reads a submission's state and substate.
func (c *v1Client) state(product, id string) string {
	c.t.Helper()
	v := c.get("products/" + product + "/submissions/" + id).object(c.t)
	return fmt.Sprint(v["state"], "/", v["substate"])
}

// resourced is the instance a submission carries for a module of the offer.
func resourced(sub map[string]any, module string) string {
	for _, ref := range sub["resources"].([]any) {
		if m := ref.(map[string]any); m["type"] == module {
			return m["value"].(string)
		}
	}
	return ""
}

// swagger is the contract with the count of answers held against it.
var swagger struct {
	once    sync.Once
	mu      sync.Mutex
	doc     *contract.Swagger
	checked map[string]int
	known   map[string]int
}

// checkSwagger validates an answer, if the contract is there.
func checkSwagger(t *testing.T, method, path string, r response) {
	t.Helper()
	swagger.once.Do(func() {
		dir := os.Getenv("AWNING_CONTRACT")
		if dir == "" {
			dir = filepath.Join("..", "..", "..", "shared", "contract")
		}
		swagger.checked, swagger.known = map[string]int{}, map[string]int{}
		if _, err := os.Stat(dir); err == nil || os.Getenv("AWNING_CONTRACT") != "" {
			swagger.doc = contract.LoadSwagger(t)
		}
	})
	if swagger.doc == nil {
		return
	}
	path, _, _ = strings.Cut(path, "?")
	operation, findings := swagger.doc.Check(contract.Call{
		Method: method, URL: &url.URL{Path: contract.V1Root + "/" + path}, Header: http.Header{"If-Match": {"*"}}, Status: r.Status, Response: r.Body,
	})
	swagger.mu.Lock()
	defer swagger.mu.Unlock()
	swagger.checked[operation]++
	for _, f := range findings {
		why, ok := contract.Known(f)
		if !ok {
			why, ok = sandboxDeviation(operation, f)
		}
		if !ok {
			t.Errorf("%s: %s\n%.500s", operation, f, r.Body)
			continue
		}
		swagger.known[why]++
	}
}

// sandboxDeviation explains what the sandbox sends against the swagger because
// other sources say that the service does. Every error of a finding must be
// one of these.
func sandboxDeviation(operation string, f contract.Finding) (string, bool) {
	list := []struct{ operation, member, reason, why string }{
		{"/branches/", "/module", "not one of the allowed values", "the enum of branch modules lacks ResellerConfiguration"},
		{"/workflowdetails", "DateTimeInUtc", "date-time", "times of workflow details have no zone"},
		{"/promote", "DateTimeInUtc", "date-time", "times of workflow details have no zone"},
		{"/submissions", "/substate", "not one of the allowed values", "the enum of substates lacks Cancelled"},
	}
	if f.Strict {
		_, member, _ := strings.Cut(f.Where, ".")
		switch member {
		case "customPromo", "extra", "storefrontHints", "billingProfileHint", "merchandisingTags", "taxonomyRevision":
			return "members that no documentation names", true
		case "deploymentMode", "customerAccessEnableState", "publisherManagementMode", "allowedDataActions":
			return "members of managed applications that only clients show", true
		}
		return "", false
	}
	why := ""
	for part := range strings.SplitSeq(f.Reason, " | ") {
		found := false
		for _, d := range list {
			if strings.Contains(operation, d.operation) && strings.Contains(part, d.member) && strings.Contains(part, d.reason) {
				found, why = true, d.why
			}
		}
		if !found {
			return "", false
		}
	}
	return why, true
}

// TestMain prints what was held against the contract.
func TestMain(m *testing.M) {
	code := m.Run()
	if n := len(swagger.checked); n > 0 {
		total := 0
		for _, count := range swagger.checked {
			total += count
		}
		fmt.Fprintf(os.Stderr, "swagger: %d answers of %d operations validated; known deviations: %v\n", total, n, swagger.known)
	}
	os.Exit(code)
}
