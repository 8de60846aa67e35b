package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// kind is a resource as a body may have it: its type and version, and members
// beside the references to its product and plan.
type kind struct{ schema, members string }

// element makes a resource of a new offer, with references by the names that
// the same body gives.
func (k kind) element(plan bool) string {
	refs := `"product":{"resourceName":"offer"},`
	if plan {
		refs += `"plan":{"resourceName":"plan"},`
	}
	return `{"$schema":"https://schema.mp.microsoft.com/schema/` + k.schema + `",` + refs + k.members + `}`
}

// common are the kinds that every supported type of offer has.
func common(of string) (offer, plan []kind) {
	offer = []kind{
		{"commercial-marketplace-setup/2022-03-01-preview2", `"sellThroughMicrosoft":true`},
		{"customer-leads/2022-03-01-preview3", `"leadDestination":"none"`},
		{"test-drive/2022-03-01-preview2", `"enabled":false`},
		{"test-drive-listing/2022-03-01-preview3", `"languageId":"en-us","description":"Try it"`},
		{"property/2022-03-01-preview5", `"kind":"` + of + `","categories":{},"termsConditions":"standardMicrosoft"`},
		{"listing/2022-03-01-preview5", `"kind":"` + of + `","languageId":"en-us","title":"New"`},
		{"listing-asset/2022-03-01-preview5", `"listing":{"resourceName":"x"},"kind":"azure","languageId":"en-us","type":"azureLogoLarge","fileName":"l.png"`},
		{"listing-trailer/2022-03-01-preview5", `"listing":{"resourceName":"x"},"kind":"azure","streamingUrl":"https://video.example/1"`},
		{"price-and-availability-offer/2022-03-01-preview3", `"previewAudiences":[{"type":"tenant","id":"11111111-1111-4111-8111-111111111111"}]`},
		{"reseller/2022-03-01-preview2", `"resellerChannelState":"none","audiences":[]`},
	}
	return offer, []kind{
		{"plan-listing/2022-03-01-preview5", `"kind":"` + of + `-plan","languageId":"en-us","name":"Basic"`},
		{"price-and-availability-plan/2022-03-01-preview4", `"visibility":"visible","audience":"public","markets":["us"]`},
	}
}

// TestGraph_everyKind makes an offer of each supported type from one body in
// which resources refer to each other by name, and reads every kind back.
func TestGraph_everyKind(t *testing.T) {
	t.Parallel()
	meters := kind{"price-and-availability-custom-meter/2022-03-01-preview3", `"customMeters":{"scan":{"displayName":"Scans","unitOfMeasure":"scan"}}`}
	for name, c := range map[string]struct {
		of          string
		offer, plan []kind
	}{
		"softwareAsAService": {"azureSaaS", []kind{
			meters,
			{"microsoft365-integration/2022-03-01-preview2", `"integrated":false`},
			{"azure-test-drive-technical-configuration/2022-03-01-preview3", `"region":"westeurope"`},
			{"software-as-a-service-technical-configuration/2022-03-01-preview3", `"landingPageUrl":"https://land.example/","connectionWebhook":"https://hook.example/"`},
		}, nil},
		"azureVirtualMachine": {"azureVM", []kind{
			{"virtual-machine-test-drive-technical-configuration/2022-03-01-preview2", `"region":"westeurope"`},
		}, []kind{
			{"virtual-machine-plan-technical-configuration/2022-03-01-preview5", `"operatingSystem":{"family":"linux"},"vmImageVersions":[]`},
		}},
		"azureContainer": {"azureContainer", []kind{meters}, []kind{
			{"container-plan-technical-configuration/2022-03-01-preview3", `"payloadType":"image","imageTags":[{"tag":"1"}]`},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				g := newGraphClient(t)
				offer, plan := common(c.of)
				elements := []string{
					`{"$schema":"https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3","resourceName":"offer","identity":{"externalId":"brand-new"},"type":"` + name + `","alias":"New"}`,
					`{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview3","resourceName":"plan","product":{"resourceName":"offer"},"identity":{"externalId":"basic"},"alias":"Basic"}`,
				}
				offer, plan = append(offer, c.offer...), append(plan, c.plan...)
				for _, k := range offer {
					elements = append(elements, k.element(false))
				}
				for _, k := range plan {
					elements = append(elements, k.element(true))
				}
				job := g.configure(elements...)
				if got := g.result(job); got != "succeeded" {
					_, v := g.do(http.MethodGet, "configure/"+job+"/status", "")
					t.Fatalf("the job ended %s: %v", got, v["errors"])
				}
				time.Sleep(5 * time.Second) // children come late
				_, detail := g.do(http.MethodGet, "configure/"+job, "")
				written := detail["resources"].([]any)
				if len(written) != len(elements) {
					t.Errorf("the job says it wrote %d resources, want %d", len(written), len(elements))
				}
				product := written[0].(map[string]any)["id"].(string)
				tree := ids(g, product)
				for i, r := range written {
					id := r.(map[string]any)["id"].(string)
					status, one := g.do(http.MethodGet, id, "")
					if status != http.StatusOK || one["id"] != id || !tree[id] {
						t.Errorf("%s: read alone %d, in the tree %v", id, status, tree[id])
					}
					if want := schemaIn(t, elements[i]); one["$schema"] != want {
						t.Errorf("%s is %v, want %v", id, one["$schema"], want)
					}
				}
				t.Logf("%s: %d kinds written, read and listed", name, len(written))
			})
		})
	}
}

// ids are the durable ids of a draft.
func ids(g *graphClient, product string) map[string]bool {
	g.t.Helper()
	_, v := g.do(http.MethodGet, "resource-tree/"+product, "")
	out := map[string]bool{}
	for _, r := range v["resources"].([]any) {
		out[r.(map[string]any)["id"].(string)] = true
	}
	return out
}

func schemaIn(t *testing.T, element string) string {
	t.Helper()
	var w struct {
		Schema string `json:"$schema"`
	}
	if err := json.Unmarshal([]byte(element), &w); err != nil {
		t.Fatal(err)
	}
	return w.Schema
}

// pricing is the plan's, for some people only.
func pricing(audience string) string {
	return `{"$schema":"https://schema.mp.microsoft.com/schema/price-and-availability-plan/2022-03-01-preview4","id":"price-and-availability-plan/` +
		graphProduct + "/" + graphPlan + `","visibility":"visible","audience":"private","markets":["us"],"pricing":{"licenseModel":"byol"},"privateAudiences":` + audience + `}`
}

const (
	ann = `{"type":"tenant","id":"11111111-1111-4111-8111-111111111111","label":"Ann"}`
	bob = `{"type":"tenant","id":"22222222-2222-4222-8222-222222222222","label":"Bob"}`
	sub = `{"type":"subscription","id":"33333333-3333-4333-8333-333333333333"}`
)

func audienceElement(add, remove string) string {
	return `{"$schema":"https://schema.mp.microsoft.com/schema/price-and-availability-update-private-audiences/2022-03-01-preview3","product":"product/` +
		graphProduct + `","plan":"plan/` + graphProduct + "/" + graphPlan + `","privateAudiences":{"add":[` + add + `],"remove":[` + remove + `]}}`
}

// audience is who may buy the plan in an environment.
func (g *graphClient) audience(env string) string {
	g.t.Helper()
	_, v := g.do(http.MethodGet, "resource-tree/product/"+graphProduct+"?targetType="+env, "")
	for _, r := range v["resources"].([]any) {
		o := r.(map[string]any)
		if strings.HasPrefix(o["id"].(string), "price-and-availability-plan/") {
			b, err := json.Marshal(o["privateAudiences"])
			if err != nil {
				g.t.Fatal(err)
			}
			return string(b)
		}
	}
	g.t.Fatalf("%s has no pricing", env)
	return ""
}

// TestGraph_privateAudience holds that an audience changes everywhere at once,
// without a publish, once the plan was published with one of its kind.
func TestGraph_privateAudience(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		if got := g.result(g.configure(audienceElement(ann, ""))); got != "failed" {
			t.Fatalf("on a public plan it ended %s", got)
		}
		g.result(g.configure(pricing("["+ann+"]"), submissionElement("", "preview"),
			productElement, propertyElement, planElement("")))
		if got := g.result(g.configure(submissionElement(g.previewSubmission(), "live"))); got != "succeeded" {
			t.Fatalf("going live ended %s", got)
		}
		if got := g.result(g.configure(audienceElement(sub, ""))); got != "failed" {
			t.Errorf("a first subscription ended %s", got)
		}
		before := g.previewSubmission()
		if got := g.result(g.configure(audienceElement(bob, ann))); got != "succeeded" {
			t.Fatalf("the change ended %s", got)
		}
		for _, env := range []string{"draft", "preview", "live"} {
			if got := g.audience(env); !strings.Contains(got, "Bob") || strings.Contains(got, "Ann") {
				t.Errorf("%s has %s", env, got)
			}
		}
		if after := g.previewSubmission(); after != before {
			t.Errorf("there is a new submission: %s", after)
		}
	})
}

func planElement(more string) string {
	return `{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview2","id":"plan/` + graphProduct + "/" + graphPlan +
		`","identity":{"externalId":"payg"},"alias":"Pay as you go"` + more + `}`
}

// TestGraph_lifecycle holds the refusals around withdrawing things.
func TestGraph_lifecycle(t *testing.T) {
	t.Parallel()
	images := func(first, second string) string {
		return `{"$schema":"https://schema.mp.microsoft.com/schema/virtual-machine-plan-technical-configuration/2022-03-01-preview5","product":"product/` +
			graphProduct + `","plan":{"externalId":"payg"},"skus":[],"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[]` + first +
			`},{"versionNumber":"1.1.0","vmImages":[]` + second + `}]}`
	}
	const gone = `,"lifecycleState":"deprecated"`
	for name, c := range map[string]struct{ element, result, want string }{
		"the last plan":      {planElement(gone), "failed", "last one that is sold"},
		"a plan that sells":  {planElement(`,"lifecycleState":"generallyAvailable"`), "succeeded", ""},
		"a published plan":   {planElement(`,"lifecycleState":"deleted"`), "failed", "cannot be deleted"},
		"one image of two":   {images(gone+`,"deprecationSchedule":{"dateOffset":"P90D","reason":"endOfSupport"}`, ""), "succeeded", ""},
		"every image":        {images(gone, gone), "failed", "not deprecated"},
		"a published image":  {images(`,"lifecycleState":"deleted"`, ""), "failed", "already published"},
		"an image, no state": {images(`,"lifecycleState":"asleep"`, ""), "failed", "cannot be asleep"},
		"an image, a reason": {images(gone+`,"deprecationSchedule":{"reason":"boredom"}`, ""), "failed", "boredom"},
		"an image, a moment": {images(gone+`,"deprecationSchedule":{"dateOffset":"soon"}`, ""), "failed", "soon"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				g := newGraphClient(t)
				job := g.configure(c.element)
				got := g.result(job)
				_, v := g.do(http.MethodGet, "configure/"+job+"/status", "")
				if said := fmt.Sprint(v["errors"]); got != c.result || !strings.Contains(said, c.want) {
					t.Errorf("ended %s with %s, want %s with %q", got, said, c.result, c.want)
				}
			})
		})
	}
}

// TestGraph_schedule holds that the date of a deprecation is the service's.
func TestGraph_schedule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		element := `{"$schema":"https://schema.mp.microsoft.com/schema/virtual-machine-plan-technical-configuration/2022-03-01-preview5","product":"product/` +
			graphProduct + `","plan":{"externalId":"payg"},"skus":[],"vmImageVersions":[{"versionNumber":"1.0.0","lifecycleState":"deprecated",
			"deprecationSchedule":{"date":"1999-01-01","dateOffset":"P1Y2M1W3D","reason":"other"}},{"versionNumber":"2.0.0"}]}`
		began := time.Now().UTC()
		if got := g.result(g.configure(element)); got != "succeeded" {
			t.Fatalf("ended %s", got)
		}
		_, v := g.do(http.MethodGet, "virtual-machine-plan-technical-configuration/"+graphProduct+"/"+graphPlan, "")
		schedule := v["vmImageVersions"].([]any)[0].(map[string]any)["deprecationSchedule"].(map[string]any)
		if want := began.AddDate(1, 2, 10).Format(time.DateOnly); schedule["date"] != want || schedule["dateOffset"] != "P1Y2M1W3D" {
			t.Errorf("the schedule is %v, want the date %s", schedule, want)
		}
	})
}

// TestGraph_statesByKind holds which kinds can be withdrawn at all.
func TestGraph_statesByKind(t *testing.T) {
	t.Parallel()
	g := newGraphClient(t)
	listing := strings.Replace(listingElement("x"), `"title"`, `"lifecycleState":"deprecated","title"`, 1)
	leads := `{"$schema":"https://schema.mp.microsoft.com/schema/customer-leads/2022-03-01-preview3","product":"product/` + graphProduct +
		`","leadDestination":"none","lifecycleState":"deleted"}`
	for _, element := range []string{listing, leads} {
		status, v := g.do(http.MethodPost, "configure", `{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2","resources":[`+element+`]}`)
		if said := fmt.Sprint(v); status != http.StatusBadRequest || !strings.Contains(said, "lifecycleState") {
			t.Errorf("answered %d %s", status, said)
		}
	}
}

// TestGraph_maskedPassword holds that the password of a registry is shown to
// nobody, and kept when its mask is sent back.
func TestGraph_maskedPassword(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGraphClient(t)
		technical := func(offer, password string) string {
			return `{"$schema":"https://schema.mp.microsoft.com/schema/container-plan-technical-configuration/2022-03-01-preview3","product":{` + offer +
				`},"plan":{"externalId":"basic"},"payloadType":"image","imageRepositoryDetails":{"registryName":"r","userName":"u","password":"` + password + `"}}`
		}
		g.result(g.configure(
			`{"$schema":"https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3","resourceName":"offer","identity":{"externalId":"box"},"type":"azureContainer","alias":"Box"}`,
			`{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview3","product":{"resourceName":"offer"},"identity":{"externalId":"basic"},"alias":"Basic"}`,
			technical(`"resourceName":"offer"`, "hush-hush"),
		))
		for range 2 {
			_, list := g.do(http.MethodGet, "product?externalId=box", "")
			product := list["value"].([]any)[0].(map[string]any)["id"].(string)
			time.Sleep(5 * time.Second)
			_, v := g.do(http.MethodGet, "resource-tree/"+product, "")
			said := fmt.Sprint(v)
			if strings.Contains(said, "hush-hush") || !strings.Contains(said, "password:********") {
				t.Fatalf("the tree has %s", said)
			}
			time.Sleep(time.Second)
			if got := g.result(g.configure(technical(`"externalId":"box"`, "********"))); got != "succeeded" {
				t.Fatalf("sending the mask back ended %s", got)
			}
		}
		fresh := strings.Replace(technical(`"externalId":"box"`, "********"), `"plan":{"externalId":"basic"}`, `"plan":{"externalId":"other"}`, 1)
		got := g.result(g.configure(
			`{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview3","product":{"externalId":"box"},"identity":{"externalId":"other"},"alias":"Other"}`, fresh,
		))
		if got != "failed" {
			t.Errorf("a mask where nothing is kept ended %s", got)
		}
	})
}
