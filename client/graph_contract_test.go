package client_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/contract"
	"awning/client/graph"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// resource is one kind of the Graph API's resources as this test writes it: its
// type, and its members beside the references that all have.
type resource struct{ kind, members string }

// forAll are the kinds of every supported type of offer, listings of a kind.
func forAll(kind string) (offer, plan []resource) {
	offer = []resource{
		{"commercial-marketplace-setup", `"sellThroughMicrosoft":true`},
		{"customer-leads", `"leadDestination":"httpsEndpoint","httpsEndpointLeadConfiguration":{"httpsEndpointUrl":"https://crm.example/leads"}`},
		{"test-drive", `"enabled":false`},
		{"test-drive-listing", `"languageId":"en-us","description":"Try it"`},
		{"property", `"kind":"` + kind + `","categories":{"networking":["not-applicable"]},"termsConditions":"standardMicrosoft"`},
		{"listing", `"kind":"` + kind + `","languageId":"en-us","title":"Brand new","description":"Of all kinds"`},
		{"listing-asset", `"listing":{"resourceName":"listing"},"kind":"azure","languageId":"en-us","type":"azureLogoLarge","fileName":"l.png","url":"https://files.example/l.png"`},
		{"listing-trailer", `"listing":{"resourceName":"listing"},"kind":"azure","streamingUrl":"https://video.example/1","assets":{"en-us":{"title":"Trailer","imageList":[{"url":"https://files.example/t.png"}]}}`},
		{"price-and-availability-offer", `"previewAudiences":[{"type":"subscription","id":"11111111-1111-4111-8111-111111111111","label":"us"}]`},
		{"reseller", `"resellerChannelState":"none","audiences":[]`},
	}
	return offer, []resource{
		{"plan-listing", `"kind":"` + kind + `-plan","languageId":"en-us","name":"Basic","summary":"The least","description":"All of it"`},
	}
}

// kindsOf are those of one type of offer.
func kindsOf(product string) (offer, plan []resource) {
	meters := resource{"price-and-availability-custom-meter", `"customMeters":{"scan":{"displayName":"Scans","unitOfMeasure":"scan"}}`}
	public := `"visibility":"visible","audience":"public","markets":["us"],`
	switch product {
	case "azureVirtualMachine":
		offer, plan = forAll("azureVM")
		return append(offer, resource{"virtual-machine-test-drive-technical-configuration", `"region":"westeurope"`}), append(
			plan,
			resource{"price-and-availability-plan", public + `"pricing":{"licenseModel":"byol"}`},
			resource{"virtual-machine-plan-technical-configuration", `"operatingSystem":{"family":"linux","type":"ubuntu","friendlyName":"Ubuntu"},` +
				`"skus":[{"imageType":"x64Gen1","skuId":"basic"}],"openPorts":[],"vmImageVersions":[]`},
		)
	case "softwareAsAService":
		offer, plan = forAll("azureSaaS")
		return append(
				offer, meters, resource{"microsoft365-integration", `"integrated":false`},
				resource{"azure-test-drive-technical-configuration", `"region":"westeurope"`},
				resource{
					"software-as-a-service-technical-configuration", `"landingPageUrl":"https://land.example/","connectionWebhook":"https://hook.example/",` +
						`"azureAdTenantId":"11111111-1111-4111-8111-111111111111","azureAdAppId":"22222222-2222-4222-8222-222222222222"`,
				}),
			append(plan, resource{
				"price-and-availability-plan", public + `"meterDefine":{"resourceName":"price-and-availability-custom-meter"},` +
					`"pricing":{"recurrentPrice":{"recurrentPriceMode":"flatRate","priceInputOption":"usd","prices":[{"billingTerm":{"type":"month","value":1},"pricePerPaymentInUsd":10}]}}`,
			})
	}
	offer, plan = forAll("azureContainer")
	return append(offer, meters), append(
		plan,
		resource{"price-and-availability-plan", public + `"pricing":{"licenseModel":"byol"}`},
		resource{"container-plan-technical-configuration", `"payloadType":"cnab","clusterExtensionType":"Brand.New","cnabReferences":[{"registryName":"r","repositoryName":"n","tag":"1"}]`},
	)
}

// element makes a resource in the newest version that the table knows; its
// references are the names that the same body gives.
func (r resource) element(t *testing.T, plan bool) json.RawMessage {
	t.Helper()
	all := graph.Schemas()
	i := slices.IndexFunc(all, func(s graph.Schema) bool { return s.Type == r.kind })
	if i < 0 {
		t.Fatalf("the table has no %s", r.kind)
	}
	versions := all[i].Versions
	refs := ""
	if r.kind != "product" {
		refs = `"product":{"resourceName":"product"},`
	}
	if plan {
		refs += `"plan":{"resourceName":"plan"},`
	}
	return json.RawMessage(`{"$schema":"https://schema.mp.microsoft.com/schema/` + r.kind + "/" + versions[len(versions)-1] +
		`","resourceName":"` + r.kind[:min(len(r.kind), 50)] + `",` + refs + r.members + `}`)
}

// everyResource makes an offer with a resource of every kind in one request.
func everyResource(t *testing.T, product string) []json.RawMessage {
	t.Helper()
	out := []json.RawMessage{
		resource{"product", `"identity":{"externalId":"all-kinds-` + strings.ToLower(product) + `"},"type":"` + product + `","alias":"All kinds"`}.element(t, false),
		resource{"plan", `"identity":{"externalId":"basic"},"alias":"Basic","azureRegions":["azureGlobal"]`}.element(t, false),
	}
	offer, plan := kindsOf(product)
	for _, r := range offer {
		out = append(out, r.element(t, false))
	}
	for _, r := range plan {
		out = append(out, r.element(t, true))
	}
	return out
}

// everyKind makes offers of every kind of resource, reads each back, and does
// all that the market does to sales, audiences and images.
func everyKind(t *testing.T, m *client.Market, w *witness) {
	t.Helper()
	ctx := t.Context()
	c := graph.New(transport.New(transport.Options{
		Name: "graph", BaseURL: graph.BaseURL, Audience: auth.AudienceGraph, Tokens: auth.NewStatic(secret.New("owner")),
		Base: w, ErrorText: graph.ErrorText,
	}))
	for _, product := range []string{"azureVirtualMachine", "softwareAsAService", "azureContainer"} {
		elements := everyResource(t, product)
		job, err := c.Configure(ctx, "make an offer of every kind", elements)
		check(t, err)
		for !job.Ended() {
			time.Sleep(time.Second)
			job, err = c.Job(ctx, job.ID)
			check(t, err)
		}
		if job.Result != "succeeded" {
			t.Fatalf("%s: %+v", product, job.Errors)
		}
		time.Sleep(5 * time.Second) // children come late
		written, err := c.Written(ctx, job.ID)
		check(t, err)
		if len(written) != len(elements) {
			t.Errorf("%s: %d of %d resources were written", product, len(written), len(elements))
		}
		for _, r := range written {
			again, errRead := c.Resource(ctx, r.ID)
			if errRead != nil || again.Type != r.Type {
				t.Errorf("%s is a %s (%v)", r.ID, again.Type, errRead)
			}
		}
		_, err = c.Tree(ctx, graph.Tail(written[0].ID), "draft")
		check(t, err)
	}
	for _, err := range c.AllProducts(ctx) {
		check(t, err)
	}
	trySales(t, m)
}

// trySales stops and restores, changes an audience and gives an image version up.
func trySales(t *testing.T, m *client.Market) {
	t.Helper()
	ctx := t.Context()
	o, err := m.Find(ctx, model.Scope{}, "lighthouse-gateway")
	check(t, err)
	_, err = m.Sales(ctx, o)
	check(t, err)
	for _, begin := range []func() (model.Operation, error){
		func() (model.Operation, error) { return m.StopSelling(ctx, o, "byol") },
		func() (model.Operation, error) { return m.Restore(ctx, o, "byol") },
		func() (model.Operation, error) { return m.StopSelling(ctx, o) },
		func() (model.Operation, error) { return m.Restore(ctx, o) },
	} {
		op, errBegin := begin()
		check(t, errBegin)
		if p := follow(t, m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("%s ended %s: %+v", op.Verb, p.Outcome, p.Problems)
		}
	}
	change := model.AudienceChange{Add: []model.AudienceMember{tenant("2")}}
	if err = m.UpdateAudience(ctx, o, "byol", change); err == nil {
		t.Error("the audience of a public plan was changed")
	}
}

// TestContract_graphKinds sends every kind of resource that an offer can have,
// and holds requests and answers against the archived schemas where there is
// one: those of virtual machines, and those of no type.
func TestContract_graphKinds(t *testing.T) {
	t.Parallel()
	schemas := contract.LoadSchemas(t)
	var calls []contract.Call
	synctest.Test(t, func(t *testing.T) {
		m, w := witnessed(t)
		everyKind(t, m, w)
		calls = w.calls
	})
	count := tally{schemas: schemas, machines: machines(calls), without: append(world.UndocumentedMembers(), "resourceName")}
	sent, came := map[string]int{}, map[string]int{}
	for _, c := range calls {
		if !strings.HasPrefix(c.URL.Path, "/rp/product-ingestion/") || c.Status >= 300 {
			continue
		}
		count.body(t, c.URL, c.Response)
		tallyKinds(sent, c.Request)
		tallyKinds(came, c.Response)
	}
	requests := 0
	for _, element := range everyResource(t, "azureVirtualMachine") {
		if known, err := schemas.Check(bare(t, element), nil); err != nil {
			t.Errorf("a request's %s", strings.ReplaceAll(err.Error(), "\n", " "))
		} else if known {
			requests++
		}
	}
	t.Logf("%d kinds sent, %d read; %d kinds of answers and %d of requests held against a schema", len(sent), len(came), len(count.validated), requests)
	for _, name := range slices.Sorted(maps.Keys(count.left)) {
		t.Logf("  %5d not held: %s", count.left[name], name)
	}
	without := map[string]string{
		"private-offer": "no offer has it", "price-and-availability-private-offer-plan": "no offer has it",
		"core-virtual-machine-plan-technical-configuration": "the world has no core virtual machine",
		"configure-status": "an answer only", "configure-detail": "an answer only", "resource-tree": "an answer only",
	}
	for _, s := range graph.Schemas() {
		if _, excused := without[s.Type]; sent[s.Type] == 0 && !excused {
			t.Errorf("no %s was sent", s.Type)
		} else if excused {
			t.Logf("  not sent: %s, %s", s.Type, without[s.Type])
		}
	}
	if len(count.validated) < 14 || requests < 13 {
		t.Errorf("only %d kinds of answers and %d of requests were held against a schema", len(count.validated), requests)
	}
}

// bare is an element without the name that its body gives it, which the
// archived schemas of some kinds have no room for.
func bare(t *testing.T, element json.RawMessage) json.RawMessage {
	t.Helper()
	var m map[string]json.RawMessage
	check(t, json.Unmarshal(element, &m))
	delete(m, "resourceName")
	out, err := json.Marshal(m)
	check(t, err)
	return out
}

// tallyKinds counts the kinds of resources in a body.
func tallyKinds(into map[string]int, body []byte) {
	var w struct {
		Schema    string            `json:"$schema"`
		Resources []json.RawMessage `json:"resources"`
		Value     []json.RawMessage `json:"value"`
	}
	if json.Unmarshal(body, &w) != nil {
		return
	}
	if w.Schema != "" {
		into[graph.TypeOf(w.Schema)]++
	}
	for _, r := range slices.Concat(w.Resources, w.Value) {
		tallyKinds(into, r)
	}
}
