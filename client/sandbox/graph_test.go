package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

const (
	graphToken   = "graph-test"
	graphProduct = "0d2f6f0a-1111-4222-8333-444455556666"
	graphPlan    = "77777777-1111-4222-8333-444455556666"
	graphBase    = "https://graph.microsoft.com/rp/product-ingestion/"
)

// graphWorld holds one virtual machine offer, live, with nothing unpublished.
func graphWorld() world.World {
	same := func(name world.SectionName, plan, key, graph string) world.Section {
		c := &world.Content{Graph: json.RawMessage(graph)}
		return world.Section{Name: name, Plan: plan, Key: key, Draft: c, Preview: c, Live: c}
	}
	return world.World{
		Accounts: []world.Account{{
			Tenant: "aaaaaaaa-0000-4000-8000-000000000001", Name: "Harbor Test", Domain: "harbor.example",
			Publishers: []world.Publisher{{ID: "harbor", Name: "Harbor"}},
		}},
		Offers: []world.Offer{{
			Product: graphProduct, ID: "gate", Alias: "Gate", Publisher: "harbor", Type: "azureVirtualMachine", State: world.StateLive,
			Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Plans:   []world.Plan{{GUID: graphPlan, ID: "payg", Alias: "Pay as you go"}},
			Sections: []world.Section{
				same(world.Property, "", "", `{"kind":"azureVM","categories":{"networking":["not-applicable"]},"termsConditions":"standardMicrosoft"}`),
				same(world.Listing, "", "", `{"kind":"azureVM","languageId":"en-us","title":"Gate","searchResultSummary":"A gate","storefrontHints":{"rank":7}}`),
				same(world.Asset, "", "azurelogolarge/1", `{"kind":"azure","languageId":"en-us","type":"azureLogoLarge","fileName":"l.png"}`),
				same(world.PlanListing, graphPlan, "", `{"kind":"azureVM-plan","languageId":"en-us","name":"Pay as you go"}`),
				same(world.PlanAvail, graphPlan, "", `{"visibility":"visible","audience":"public","markets":["us"],"pricing":{"licenseModel":"byol"}}`),
				same(world.PlanPackage, graphPlan, "", `{"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[]}],"skus":[]}`),
				same(world.Leads, "", "", `{"leadDestination":"table","tableLeadConfiguration":{"connectionString":"AccountKey=hidden"}}`),
			},
			Submissions: []world.Submission{{
				ID: "1152921500000000001", Target: "live", State: "Published", Substate: "InStore",
				Created: time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC),
			}},
		}},
	}
}

// graphClient speaks to a sandbox in memory.
type graphClient struct {
	t   *testing.T
	log bytes.Buffer
	rt  http.RoundTripper
}

func newGraphClient(t *testing.T) *graphClient {
	t.Helper()
	g := &graphClient{t: t}
	g.rt = sandbox.New(sandbox.Options{World: graphWorld(), Token: graphToken, Log: &g.log}).RoundTripper()
	return g
}

// do sends a request and decodes the answer.
func (g *graphClient) do(method, path, body string) (int, map[string]any) {
	g.t.Helper()
	req, err := http.NewRequestWithContext(g.t.Context(), method, graphBase+path, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+graphToken)
	resp, err := g.rt.RoundTrip(req)
	if err != nil {
		g.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(raw, &v); err != nil {
		g.t.Fatalf("%s %s: %v in %s", method, path, err, raw)
	}
	return resp.StatusCode, v
}

// configure posts elements and returns the job's id.
func (g *graphClient) configure(elements ...string) string {
	g.t.Helper()
	status, v := g.do(http.MethodPost, "configure?$version=2022-03-01-preview2",
		`{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2","resources":[`+strings.Join(elements, ",")+`]}`)
	if status != http.StatusAccepted || v["jobStatus"] != "notStarted" || v["jobEnd"] != "0001-01-01T00:00:00" {
		g.t.Fatalf("configure answered %d %v", status, v)
	}
	return v["jobId"].(string)
}

// result waits for a job and says how it ended.
func (g *graphClient) result(job string) string {
	g.t.Helper()
	for range 100 {
		_, v := g.do(http.MethodGet, "configure/"+job+"/status", "")
		if v["jobStatus"] == "completed" {
			return v["jobResult"].(string)
		}
		time.Sleep(time.Second)
	}
	g.t.Fatal("the job did not end")
	return ""
}

// summary is the listing's summary in an environment.
func (g *graphClient) summary(env string) string {
	g.t.Helper()
	status, v := g.do(http.MethodGet, "resource-tree/product/"+graphProduct+"?targetType="+env, "")
	if status != http.StatusOK {
		g.t.Fatalf("tree of %s: %d %v", env, status, v)
	}
	for _, r := range v["resources"].([]any) {
		if m := r.(map[string]any); m["id"] == "listing/"+graphProduct+"/public/main/default/en-us" {
			return m["searchResultSummary"].(string)
		}
	}
	g.t.Fatal("no listing in the tree of " + env)
	return ""
}

func listingElement(summary string) string {
	return fmt.Sprintf(`{"$schema":"https://schema.mp.microsoft.com/schema/listing/2022-03-01-preview5",
		"id":"listing/%s/public/main/default/en-us","product":"product/%[1]s","kind":"azureVM","languageId":"en-us",
		"title":"Gate","searchResultSummary":%q,"storefrontHints":{"rank":7}}`, graphProduct, summary)
}

func submissionElement(id, target string) string {
	if id != "" {
		id = `"id":"submission/` + graphProduct + "/" + id + `",`
	}
	return fmt.Sprintf(`{"$schema":"https://schema.mp.microsoft.com/schema/submission/2022-03-01-preview2",%s
		"product":"product/%s","target":{"targetType":%q}}`, id, graphProduct, target)
}

const (
	productElement = `{"$schema":"https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3","id":"product/` + graphProduct +
		`","identity":{"externalId":"gate"},"type":"azureVirtualMachine","alias":"Gate"}`
	propertyElement = `{"$schema":"https://schema.mp.microsoft.com/schema/property/2022-03-01-preview5","id":"property/` + graphProduct +
		`/public/main","product":"product/` + graphProduct + `","kind":"azureVM","categories":{"networking":["not-applicable"]},"termsConditions":"standardMicrosoft"}`
)

// TestGraph_publish follows an edit from the draft to preview and to live.
func TestGraph_publish(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		if got := g.result(g.configure(listingElement("A better gate"))); got != "succeeded" {
			t.Fatalf("the edit ended %s", got)
		}
		if d, p := g.summary("draft"), g.summary("preview"); d != "A better gate" || p != "A gate" {
			t.Fatalf("after the edit draft has %q and preview %q", d, p)
		}
		job := g.configure(listingElement("A better gate"), productElement, propertyElement, submissionElement("", "preview"))
		if got := g.result(job); got != "succeeded" {
			t.Fatalf("publishing ended %s", got)
		}
		if p, l := g.summary("preview"), g.summary("live"); p != "A better gate" || l != "A gate" {
			t.Fatalf("after publishing preview has %q and live %q", p, l)
		}
		id := g.previewSubmission()
		if got := g.result(g.configure(submissionElement(id, "live"))); got != "succeeded" {
			t.Fatalf("going live ended %s", got)
		}
		if l := g.summary("live"); l != "A better gate" {
			t.Fatalf("live has %q", l)
		}
		g.do(http.MethodGet, "product", "")
		if n := strings.Count(g.log.String(), `"verb":"publish"`); n != 1 {
			t.Errorf("the log has %d publishes, want 1", n)
		}
	})
}

// previewSubmission is the id of the submission in preview.
func (g *graphClient) previewSubmission() string {
	g.t.Helper()
	_, v := g.do(http.MethodGet, "submission/"+graphProduct+"?targetType=preview", "")
	list := v["value"].([]any)
	if len(list) != 1 {
		g.t.Fatalf("%d submissions in preview: %v", len(list), v)
	}
	id := list[0].(map[string]any)["id"].(string)
	return id[strings.LastIndexByte(id, '/')+1:]
}

// TestGraph_refusals holds what the service is known to refuse.
func TestGraph_refusals(t *testing.T) {
	t.Parallel()
	old := strings.Replace(listingElement("x"), "schema.mp.microsoft.com", "product-ingestion.azureedge.net", 1)
	envelope := `{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2","resources":[%s]}`
	cases := map[string]struct {
		method, path, body string
		status             int
		want               string
	}{
		"quoted target":    {"GET", `resource-tree/product/` + graphProduct + `?targetType="preview"`, "", 400, "is not a target type"},
		"unknown product":  {"GET", "product/no-such", "", 404, "notFound"},
		"old schema host":  {"POST", "configure", fmt.Sprintf(envelope, old), 400, "could not be accessed"},
		"no resources":     {"POST", "configure", fmt.Sprintf(envelope, ""), 400, "at least one resource"},
		"missing member":   {"POST", "configure", fmt.Sprintf(envelope, strings.Replace(productElement, `"alias":"Gate"`, `"x":1`, 1)), 400, `\"alias\" is missing`},
		"not JSON":         {"POST", "configure", "<html>", 400, "schemaValidationError"},
		"unknown job":      {"GET", "configure/abc/status", "", 404, "notFound"},
		"PUT a resource":   {"PUT", "product/" + graphProduct, "{}", 405, "methodNotAllowed"},
		"plans, of what?":  {"GET", "plan", "", 400, "id of a product is required"},
		"version nonsense": {"GET", "product?$version=latest", "", 400, "is not a version"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGraphClient(t)
			status, v := g.do(c.method, strings.ReplaceAll(c.path, `"`, "%22"), c.body)
			raw, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if status != c.status || !strings.Contains(string(raw), c.want) {
				t.Errorf("answered %d %s, want %d with %q", status, raw, c.status, c.want)
			}
		})
	}
}

// TestGraph_jobErrors holds what fails only once the job runs.
func TestGraph_jobErrors(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ element, want string }{
		"summary too long": {listingElement(strings.Repeat("x", 101)), "101 characters"},
		"live without id":  {submissionElement("", "live"), "isn't null or 0"},
		"live again":       {submissionElement("1152921500000000001", "live"), "Published/InStore"},
		"image withdrawn": {`{"$schema":"https://schema.mp.microsoft.com/schema/virtual-machine-plan-technical-configuration/2022-03-01-preview5",
			"product":"product/` + graphProduct + `","plan":{"externalId":"payg"},"vmImageVersions":[],"skus":[]}`, "already published"},
		"type changed": {strings.Replace(productElement, "azureVirtualMachine", "azureContainer", 1), "type of an offer"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				g := newGraphClient(t)
				job := g.configure(c.element)
				if got := g.result(job); got != "failed" {
					t.Fatalf("the job ended %s", got)
				}
				_, v := g.do(http.MethodGet, "configure/"+job+"/status", "")
				if raw := fmt.Sprint(v["errors"]); !strings.Contains(raw, c.want) {
					t.Errorf("the errors are %s, want %q in them", raw, c.want)
				}
			})
		})
	}
}

// TestGraph_cancel holds when a publish can still be stopped.
func TestGraph_cancel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		g.result(g.configure(listingElement("A better gate")))
		job := g.configure(submissionElement("", "preview"))
		time.Sleep(2 * time.Second)
		if status, v := g.do(http.MethodGet, "configure/"+job, ""); status != http.StatusBadRequest {
			t.Errorf("the detail of a running job answered %d %v", status, v)
		}
		if status, v := g.do(http.MethodPost, "configure/"+job+"/cancel", ""); status != http.StatusOK || v["jobResult"] != "cancelled" {
			t.Fatalf("cancel answered %d %v", status, v)
		}
		if p := g.summary("preview"); p != "A gate" {
			t.Errorf("preview has %q after the cancel", p)
		}
		if status, _ := g.do(http.MethodPost, "configure/"+job+"/cancel", ""); status != http.StatusBadRequest {
			t.Errorf("a second cancel answered %d", status)
		}
	})
}

// TestGraph_reads holds the awkward parts of reading.
func TestGraph_reads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		asset := "listing-asset/" + graphProduct + "/public/main/default/en-us/azurelogolarge/1"
		_, one := g.do(http.MethodGet, asset, "")
		_, two := g.do(http.MethodGet, asset, "")
		if one["url"] == two["url"] || one["url"] == nil {
			t.Errorf("two reads of an image gave the addresses %v and %v", one["url"], two["url"])
		}
		_, leads := g.do(http.MethodGet, "customer-leads/"+graphProduct, "")
		if raw := fmt.Sprint(leads); strings.Contains(raw, "hidden") {
			t.Errorf("a secret is shown: %s", raw)
		}
		_, p := g.do(http.MethodGet, "listing/"+graphProduct+"/public/main/default/en-us?$version=2022-03-01-preview2", "")
		if p["$schema"] != "https://schema.mp.microsoft.com/schema/listing/2022-03-01-preview2" {
			t.Errorf("$version is no maximum: %v", p["$schema"])
		}
		_, plans := g.do(http.MethodGet, "plan?product=product/"+graphProduct+"&externalId=payg", "")
		if n := len(plans["value"].([]any)); n != 1 {
			t.Errorf("%d plans found by id, want 1", n)
		}
	})
}
