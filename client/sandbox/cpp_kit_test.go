package sandbox_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

const (
	cppHost   = "https://cloudpartner.azure.com"
	cppOffers = "/api/publishers/apub/offers"
	cppV      = "?api-version=2017-10-31"
	oldVMID   = "0d2f6f0a-0000-4000-8000-000000000004"
)

// cppWorld is the small world with machines this API can tell everything of:
// gate-vm, migrated, and old-vm, not migrated.
func cppWorld() world.World {
	w := smallWorld()
	vm := &w.Offers[1]
	for i, section := range vm.Sections {
		if section.Name == world.Listing {
			vm.Sections[i] = withEngineer(section)
		}
	}
	vm.Sections = append(vm.Sections, machineSections(vmPlanID)...)
	old := *vm
	old.Product, old.ID, old.Alias, old.NotMigrated = oldVMID, "old-vm", "Old VM", true
	old.Submissions = slices.Clone(vm.Submissions)
	old.Submissions[0].ID = "1152921500000000009"
	w.Offers = append(w.Offers, old)
	return w
}

// withEngineer is a listing with the contact that only this API asks for.
func withEngineer(listing world.Section) world.Section {
	put := func(raw json.RawMessage, at, what string) json.RawMessage {
		return json.RawMessage(strings.Replace(string(raw), at, at+what, 1))
	}
	c := &world.Content{
		V1:    put(listing.Draft.V1, `"listingContacts":[`, `{"type":"Engineering","email":"e@a.example","name":"Eva","phone":"2"},`),
		Graph: put(listing.Draft.Graph, `"title":"Gate",`, `"engineeringContact":{"name":"Eva","email":"e@a.example","phone":"2"},`),
	}
	listing.Draft, listing.Preview, listing.Live = c, c, c
	return listing
}

func machineSections(plan string) []world.Section {
	both := func(name world.SectionName, plan, v1, graph string) world.Section {
		c := &world.Content{Graph: json.RawMessage(graph)}
		if v1 != "" {
			c.V1 = json.RawMessage(v1)
		}
		return world.Section{Name: name, Plan: plan, Draft: c, Preview: c, Live: c}
	}
	return []world.Section{
		both(world.Property, "", `{"resourceType":"AzureProperty","industries":[],"leveledCategories":{"networking":["firewalls"]},"categories":[],"useEnterpriseContract":true,"globalAmendmentTerms":""}`,
			`{"kind":"azureVM","categories":{"networking":["firewalls"]},"termsConditions":"standardMicrosoft"}`),
		both(world.Audience, "", `{"resourceType":"ProductAvailability","visibility":"Public","subscriptionAudiences":[{"ID":"3f0f2c1e-5b7d-4f43-9a5e-0b4f3d1c7a11","description":"Testing"}]}`,
			`{"previewAudiences":[{"type":"subscription","id":"3f0f2c1e-5b7d-4f43-9a5e-0b4f3d1c7a11","label":"Testing"}]}`),
		both(world.Leads, "", `{"resourceType":"AzureTableLeadConfiguration","connectionString":"AccountKey=hidden"}`,
			`{"leadDestination":"table","tableLeadConfiguration":{"contactEmail":["l@a.example"],"storageAccountConnectionString":"AccountKey=hidden"}}`),
		both(world.TestDrive, "", "", `{"enabled":false}`),
		both(world.PlanListing, plan, `{"resourceType":"AzureListing","listingUris":[],"listingContacts":[],"gettingStartedInstructions":"","languageCode":"en-us","title":"Pay as you go","description":"<p>Text</p>","shortDescription":"Sum","keywords":[]}`,
			`{"kind":"azureVM-plan","languageId":"en-us","name":"Pay as you go","summary":"Sum","description":"<p>Text</p>"}`),
		both(world.PlanPackage, plan, "", `{"operatingSystem":{"family":"linux","type":"debian","friendlyName":"Debian 12"},"skus":[{"imageType":"x64Gen2","skuId":"payg"}],`+
			`"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[{"imageType":"x64Gen2","source":{"sourceType":"sasUri","osDisk":{"uri":"https://disks.example/i/gate-1.0.0.vhd"},"dataDisks":[]}}],"lifecycleState":"generallyAvailable"}],`+
			`"vmProperties":{"supportsExtensions":true,"supportsCloudInit":true,"requiresCustomArmTemplate":false},"openPorts":[],"recommendedVmSizes":["d2s-standard-v3"]}`),
	}
}

// newCPP starts a sandbox with that world unless opts brings another.
func newCPP(t *testing.T, opts sandbox.Options) *v1Client {
	t.Helper()
	if opts.World.Accounts == nil {
		opts.World = cppWorld()
	}
	return newV1(t, opts)
}

// cpp makes a request of the Cloud Partner Portal API and checks the status.
func (c *v1Client) cpp(want int, method, path, body string, headers ...string) response {
	c.t.Helper()
	switch {
	case strings.Contains(path, "api-version="):
	case strings.Contains(path, "?"):
		path += "&" + cppV[1:]
	default:
		path += cppV
	}
	r, err := c.send(method, cppHost+path, body, headers...)
	if err != nil {
		c.t.Fatal(err)
	}
	if r.Status != want {
		c.t.Fatalf("%s %s answered %d, want %d: %s", method, path, r.Status, want, r.Body)
	}
	if r.Header.Get("X-Ms-Correlation-Request-Id") == "" {
		c.t.Errorf("%s %s: no correlation id", method, path)
	}
	return r
}

// cppGet reads an object.
func (c *v1Client) cppGet(path string) map[string]any {
	c.t.Helper()
	return c.cpp(http.StatusOK, http.MethodGet, path, "").object(c.t)
}

// cppList reads an array.
func (c *v1Client) cppList(path string) []map[string]any {
	c.t.Helper()
	var v []map[string]any
	r := c.cpp(http.StatusOK, http.MethodGet, path, "")
	if err := json.Unmarshal(r.Body, &v); err != nil || v == nil {
		c.t.Fatalf("%v in %s", err, r.Body)
	}
	return v
}

// cppEdit reads an offer, changes its definition and puts it back.
func (c *v1Client) cppEdit(offer string, change func(offer map[string]any, plans []any)) response {
	c.t.Helper()
	doc := c.cppGet(cppOffers + "/" + offer)
	def := doc["definition"].(map[string]any)
	change(def["offer"].(map[string]any), def["plans"].([]any))
	return c.cpp(http.StatusOK, http.MethodPut, cppOffers+"/"+offer, jsonOf(c.t, doc), "If-Match", "*")
}

// follow reads the operation an answer names.
func (c *v1Client) follow(r response) map[string]any {
	c.t.Helper()
	return c.cppGet(r.Header.Get("Location"))
}

// part is a member of nested objects and arrays, by its path.
func part(v any, path ...any) any {
	for _, at := range path {
		switch at := at.(type) {
		case string:
			o, ok := v.(map[string]any)
			if !ok {
				return nil
			}
			v = o[at]
		case int:
			list, ok := v.([]any)
			if !ok || at >= len(list) {
				return nil
			}
			v = list[at]
		}
	}
	return v
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// cppFixture reads a file of reference/cpp beside the contracts, numbers as they
// are written. The test is skipped where they are absent.
func cppFixture(t *testing.T, name string) any {
	t.Helper()
	dir := os.Getenv("AWNING_CONTRACT")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contract")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "..", "reference", "cpp", name))
	if err != nil {
		t.Skipf("no fixtures of the Cloud Partner Portal beside the contracts: %v", err)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// newMachine is the body of a PUT that makes a whole virtual machine.
func newMachine(id string) map[string]any {
	const m, v = "microsoft-azure-marketplace.", "microsoft-azure-virtualmachines."
	price := map[string]any{"isByol": false, "coreMultiplier": map[string]any{"currency": "USD", "single": 0.04}, "freeTrialDurationInMonths": 1}
	return map[string]any{
		"publisherId": "apub", "offerTypeId": "microsoft-azure-virtualmachines", "id": id,
		"definition": map[string]any{
			"displayText": "New VM",
			"offer": map[string]any{
				m + "title": "New", m + "summary": "Sum", m + "longSummary": "Long", m + "description": "<p>D</p>", m + "privacyURL": "https://a.example/p",
				m + "engineeringContactName": "E", m + "engineeringContactEmail": "e@a.example", m + "engineeringContactPhone": "1",
				m + "supportContactName": "S", m + "supportContactEmail": "s@a.example", m + "supportContactPhone": "2",
				m + "categoryMap":          []any{map[string]any{"categoryL1": "networking", "categoryL2-networking": []any{"firewalls", "load-balancers"}}},
				m + "allowedSubscriptions": []any{"3f0f2c1e-5b7d-4f43-9a5e-0b4f3d1c7a11"},
				m + "usefulLinks":          []any{map[string]any{"linkTitle": "Guide", "linkUrl": "https://a.example/g"}},
				m + "smallLogo":            "https://files.example/c/s48.png?sv=1&sig=AAA%3D",
				m + "leadDestination":      "None",
				"unheard.of":               "kept",
			},
			"plans": []any{map[string]any{
				"planId": "std", v + "skuTitle": "Std", v + "skuSummary": "S", v + "skuDescription": "D",
				"virtualMachinePricing": price, "regions": []any{"NO", "SE"},
				v + "operatingSystemFamily": "Windows", v + "windowsOSType": "Other", v + "operationSystem": "Windows Server 2022",
				v + "vmImages": map[string]any{"1.0.0": map[string]any{"osVhdUrl": "https://disks.example/n-1.0.0.vhd?sp=rl&sig=YYY%3D", "lunVhdDetails": []any{}}},
			}},
		},
	}
}

// make makes a virtual machine that can be published.
func (c *v1Client) make(id string) response {
	c.t.Helper()
	return c.cpp(http.StatusCreated, http.MethodPut, cppOffers+"/"+id, jsonOf(c.t, newMachine(id)))
}

// toSignoff publishes an offer and waits until it can go live.
func (c *v1Client) toSignoff(id string) {
	c.t.Helper()
	c.cpp(http.StatusAccepted, http.MethodPost, cppOffers+"/"+id+"/publish", "")
	time.Sleep(4 * step)
	if got := c.cppGet(cppOffers + "/" + id + "/status")["status"]; got != "waitingForPublisherReview" {
		c.t.Fatalf("status %v", got)
	}
}

// unsigned drops from a text what storage addresses have anew each time.
func unsigned(text string) string { return sasQuery().ReplaceAllString(text, "") }

func sasQuery() *regexp.Regexp { return regexp.MustCompile(`\?s[a-z]=[^"]*`) }

// definitionOf is the definition in an answer, without such queries.
func definitionOf(t *testing.T, r response) string {
	t.Helper()
	return unsigned(jsonOf(t, r.object(t)["definition"]))
}
