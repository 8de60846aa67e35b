package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

// signIn gets a token and reports the answer.
func (c *v1Client) signIn(tenant, endpoint, client, secret, name, value string) (response, map[string]any) {
	c.t.Helper()
	c.token = ""
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {client}, "client_secret": {secret}, name: {value}}
	r, err := c.send(http.MethodPost, "https://login.microsoftonline.com/"+tenant+endpoint, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	if err != nil {
		c.t.Fatal(err)
	}
	v := r.object(c.t)
	if got, ok := v["access_token"].(string); ok {
		c.token = got
	}
	return r, v
}

func TestTokens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		_, v := c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://api.partner.microsoft.com")
		if v["expires_in"] != "3599" || v["token_type"] != "Bearer" || v["expires_on"] == nil {
			t.Errorf("v1 answer %v", v)
		}
		if len(c.get("products").values(t)) == 0 {
			t.Error("nothing seen")
		}
		c.get("products/" + appID)
		c.do(http.StatusNotFound, http.MethodGet, "products/"+otherID, "")

		_, v = c.signIn("b.example", "/oauth2/v2.0/token", clientB, secretB, "scope", "https://api.partner.microsoft.com/.default")
		if v["expires_in"] != 3599.0 {
			t.Errorf("v2 answer %v", v)
		}
		c.get("products/" + otherID)
		c.do(http.StatusNotFound, http.MethodGet, "products/"+appID, "")
		time.Sleep(time.Hour)
		c.do(http.StatusUnauthorized, http.MethodGet, "products/"+otherID, "")
	})
}

func TestTokenRefusals(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	const v2, api = "/oauth2/v2.0/token", "https://api.partner.microsoft.com/.default"
	for name, test := range map[string]struct {
		tenant, client, secret, scope string
		code                          float64
	}{
		"wrong secret": {tenantA, clientA, "nope", api, 7000215},
		"wrong tenant": {clientA, clientA, secretA, api, 90002},
		"wrong app":    {tenantA, clientB, secretA, api, 700016},
		"two services": {tenantA, clientA, secretA, api + " https://graph.microsoft.com/.default", 28000},
		"no default":   {tenantA, clientA, secretA, "https://api.partner.microsoft.com/user_impersonation", 1002012},
		"unknown api":  {tenantA, clientA, secretA, "https://other.example/.default", 500011},
	} {
		r, v := c.signIn(test.tenant, v2, test.client, test.secret, "scope", test.scope)
		codes, _ := v["error_codes"].([]any)
		if r.Status < 400 || len(codes) != 1 || codes[0] != test.code || v["trace_id"] == nil || v["correlation_id"] == nil || v["timestamp"] == nil {
			t.Errorf("%s: %d %v", name, r.Status, v)
		}
	}
}

func TestForeignTokensAreRefused(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	other := newV1(t, sandbox.Options{})
	other.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://api.partner.microsoft.com")
	for name, bad := range map[string]string{
		"none": "", "another run's": other.token, "made up": "eyJhbGciOiJub25lIn0.e30.", "not a token": "x",
	} {
		c.token = bad
		r := c.do(http.StatusUnauthorized, http.MethodGet, "products", "")
		if f := faultOf(t, r); f.FaultCode != 50401 {
			t.Errorf("%s: %+v", name, f)
		}
	}
	c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://graph.microsoft.com")
	r := c.do(http.StatusUnauthorized, http.MethodGet, "products", "")
	if !strings.Contains(string(r.Body), "Invalid audience") {
		t.Errorf("%s", r.Body)
	}
}

func TestDirectoryLists(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	read := func(want int, target string) response {
		t.Helper()
		r, err := c.send(http.MethodGet, target, "")
		if err != nil || r.Status != want {
			t.Fatalf("%s: %v %d %s", target, err, r.Status, r.Body)
		}
		return r
	}
	config := read(http.StatusOK, "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration").object(t)
	if config["token_endpoint"] != "https://login.microsoftonline.com/organizations/oauth2/v2.0/token" ||
		config["issuer"] != "https://login.microsoftonline.com/{tenantid}/v2.0" {
		t.Errorf("configuration %v", config)
	}
	c.signIn(tenantA, "/oauth2/v2.0/token", clientA, secretA, "scope", "https://management.azure.com//.default")
	tenants := read(http.StatusOK, "https://management.azure.com/tenants?api-version=2022-12-01").values(t)
	if len(tenants) != 1 || tenants[0]["tenantId"] != tenantA || tenants[0]["defaultDomain"] != "a.example" {
		t.Errorf("tenants %v", tenants)
	}
	c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://cloudpartner.azure.com")
	const cpp = "https://cloudpartner.azure.com/api/publishers"
	var publishers, offers []map[string]any
	if err := json.Unmarshal(read(http.StatusOK, cpp+"?api-version=2017-10-31").Body, &publishers); err != nil || len(publishers) != 1 || publishers[0]["id"] != "apub" {
		t.Errorf("%v %v", err, publishers)
	}
	if err := json.Unmarshal(read(http.StatusOK, cpp+"/apub/offers?api-version=2017-10-31").Body, &offers); err != nil || len(offers) != 2 ||
		offers[1]["offerTypeId"] != "microsoft-azure-virtualmachines" || offers[0]["status"] != "succeeded" {
		t.Errorf("%v %v", err, offers)
	}
	read(http.StatusForbidden, cpp+"/bpub/offers?api-version=2017-10-31")
	read(http.StatusBadRequest, cpp+"?api-version=1")
}

func TestFaults(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	c.server.Fail("GET /v1.0/ingestion/products", 2, sandbox.Fault{Status: 503, Header: http.Header{"Retry-After": {"3"}}, Body: `{"statusCode":503}`})
	for range 2 {
		r, err := c.send(http.MethodGet, root+"products", "")
		if err != nil || r.Status != 503 || r.Header.Get("Retry-After") != "3" {
			t.Errorf("%v %+v", err, r)
		}
	}
	c.get("products")

	c.server.Fail("POST /v1.0/ingestion/products/"+appID+"/submissions", 1, sandbox.Fault{AfterServing: true, Drop: true})
	body := `{"resourceType":"SubmissionCreationRequest","targets":[{"type":"Scope","value":"preview"}],"resources":[{"type":"Listing","value":"` + c.draft(appID, "Listing", "") + `"}]}`
	if r, err := c.send(http.MethodPost, root+"products/"+appID+"/submissions", body); err == nil {
		t.Errorf("an answer came: %d", r.Status)
	}
	if got := c.get("products/" + appID + "/submissions").values(t); len(got) != 2 {
		t.Errorf("%d submissions, want the lost one too", len(got))
	}
	c.server.Fail("/V1.0/ingestion/products/"+appID, 1, sandbox.Fault{Cut: true})
	if _, err := c.send(http.MethodGet, root+"products/"+appID, ""); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("half an answer: %v", err)
	}
}

func TestLog(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", "https://api.partner.microsoft.com")
	c.do(http.StatusOK, http.MethodPost, "products/"+appID+"/leadconfiguration", `{"resourceType":"AzureTableLeadConfiguration","connectionString":"AccountKey=hunter2"}`)
	images := "products/" + appID + "/listings/" + c.listing(appID, c.draft(appID, "Listing", ""))["id"].(string) + "/images?$expand=FileSasUri"
	address := c.get(images).values(t)[0]["fileSasUri"].(string)
	signature := address[strings.Index(address, "sig=")+4:]
	signature, _, _ = strings.Cut(signature, "&")
	bearer := c.token
	c.token = ""
	if _, err := c.send(http.MethodPut, address, "raw", "X-Ms-Blob-Type", "BlockBlob"); err != nil {
		t.Fatal(err)
	}
	log := c.log.String()
	for name, secret := range map[string]string{"client secret": secretA, "connection string": "hunter2", "signature": signature, "token": bearer} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds the %s", name)
		}
	}
	kinds := map[string]int{}
	for line := range strings.Lines(log) {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		kinds[v["kind"].(string)]++
		if v["kind"] == "mutation" && v["api"] == "v1" && (v["verb"] != "post" || v["offer"] != "gate-app" || v["publisher"] != "apub") {
			t.Errorf("mutation %v", v)
		}
	}
	if kinds["mutation"] != 2 || kinds["request"] != 6 {
		t.Errorf("lines %v", kinds)
	}
}

func TestHosts(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	for target, want := range map[string]int{
		"http://127.0.0.1:8787/v1.0/ingestion/products": 200, "http://localhost:1/v1.0/ingestion/products": 200,
		"http://[::1]:1/v1.0/ingestion/products": 200, "http://evil.example/v1.0/ingestion/products": 421, "https://graph.microsoft.com/none": 404,
	} {
		r, err := c.send(http.MethodGet, target, "")
		if err != nil || r.Status != want {
			t.Errorf("%s: %v %d, want %d", target, err, r.Status, want)
		}
	}
	c.token = ""
	r, err := c.send(http.MethodGet, "http://127.0.0.1:8787/common/v2.0/.well-known/openid-configuration", "")
	if err != nil || r.object(t)["token_endpoint"] != "http://127.0.0.1:8787/common/oauth2/v2.0/token" {
		t.Errorf("%v %s", err, r.Body)
	}
}

func TestLatencyEndsWithItsRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		rt := sandbox.New(sandbox.Options{World: smallWorld(), Token: token, Latency: time.Minute}).RoundTripper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"products", nil)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		resp, err := rt.RoundTrip(req)
		if err == nil {
			resp.Body.Close()
		}
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestListenRefusesOtherMachines(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.168.1.1:0", "[::]:0", "example.com:0", "nonsense"} {
		if l, err := sandbox.Listen(t.Context(), addr); err == nil {
			l.Close()
			t.Errorf("%s was accepted", addr)
		}
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	l, err := sandbox.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := sandbox.New(sandbox.Options{World: smallWorld(), Token: token})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, l) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	get := func() (int, []byte, error) {
		t.Helper()
		req, bad := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+l.Addr().String()+"/v1.0/ingestion/products/"+appID, nil)
		if bad != nil {
			t.Fatal(bad)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		resp, bad := client.Do(req)
		if bad != nil {
			return 0, nil, bad
		}
		defer resp.Body.Close()
		body, bad := io.ReadAll(resp.Body)
		return resp.StatusCode, body, bad
	}
	status, body, err := get()
	if err != nil || status != http.StatusOK || !bytes.Contains(body, []byte(appID)) {
		t.Errorf("%v %d %s", err, status, body)
	}
	server.Fail("/v1.0/ingestion/products", 1, sandbox.Fault{Cut: true})
	if _, _, err := get(); err == nil {
		t.Error("half an answer came whole")
	}
	server.Fail("/v1.0/ingestion/products", 1, sandbox.Fault{Drop: true})
	if _, _, err := get(); err == nil {
		t.Error("a broken connection gave an answer")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestWholeWorld reads everything the console reads, of every offer of the
// standard world, in every environment.
func TestWholeWorld(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := world.New(world.Options{Now: time.Now()})
		c := newV1(t, sandbox.Options{World: w})
		states := map[string]int{}
		for _, o := range w.Offers {
			r, err := c.send(http.MethodGet, root+"products/"+o.Product, "")
			if err != nil {
				t.Fatal(err)
			}
			if r.Status == http.StatusNotFound && o.Type == "coreVirtualMachine" {
				continue
			}
			c.get("products/" + o.Product)
			c.get("products/" + o.Product + "/setup")
			c.get("products/" + o.Product + "/variants")
			for _, module := range []string{"Listing", "Property", "Package", "Availability", "ResellerConfiguration", "SupplementalContent"} {
				for _, row := range c.get("products/" + o.Product + "/branches/getByModule(module=" + module + ")").values(t) {
					plan, _ := row["variantID"].(string)
					c.module(o.Product, module, plan, row["currentDraftInstanceID"].(string))
				}
			}
			for _, sub := range c.get("products/" + o.Product + "/submissions?$expand=PublishOption").values(t) {
				states[sub["state"].(string)+"/"+sub["substate"].(string)]++
				path := "products/" + o.Product + "/submissions/" + sub["id"].(string)
				c.get(path + "/workflowdetails")
				c.get(path + "/validations")
				c.get(path + "/reports")
				for _, ref := range sub["resources"].([]any) {
					m := ref.(map[string]any)
					c.module(o.Product, m["type"].(string), "", m["value"].(string))
				}
			}
		}
		for _, want := range []string{
			"InProgress/Submitted", "InProgress/Failed", "InProgress/FailedInCertification",
			"Published/ReadyToPublish", "Published/Publishing", "Published/InStore",
		} {
			if states[want] == 0 {
				t.Errorf("no submission is %s: %v", want, states)
			}
		}
	})
}

// module reads one module's instance with the resource that carries it.
func (c *v1Client) module(product, module, plan, instance string) {
	c.t.Helper()
	words := map[string]string{"Listing": "listings", "Property": "properties", "Package": "packageConfigurations", "SupplementalContent": "supplementalcontents"}
	word := words[module]
	switch {
	case module == "Availability" && plan == "":
		word = "productAvailabilities"
	case module == "Availability":
		word = "featureAvailabilities"
	case word == "":
		return
	}
	c.get("products/" + product + "/" + word + "/getByInstanceID(instanceID=" + instance + ")?$expand=MarketStates,Trial,PriceSchedules")
}
