package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// TestCPPEditShowsElsewhere: what is changed in a definition is changed in the
// documents of the other APIs, and nothing else is.
func TestCPPEditShowsElsewhere(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	const m, v = "microsoft-azure-marketplace.", "microsoft-azure-virtualmachines."
	before := c.graphSees(vmID)
	c.cppEdit("gate-vm", func(offer map[string]any, plans []any) {
		offer[m+"title"], offer[m+"supportContactName"], offer[m+"privacyURL"] = "Gate <2>", "Kim", "https://a.example/new"
		offer[m+"usefulLinks"] = []any{map[string]any{"linkTitle": "Guide", "linkUrl": "https://a.example/g"}}
		offer[m+"categoryMap"] = []any{map[string]any{"categoryL1": "security", "categoryL2-security": []any{"threat-protection"}}}
		offer[m+"useEnterpriseContract"] = false
		offer[m+"allowedSubscriptions"] = append(offer[m+"allowedSubscriptions"].([]any), "8c0c0b6e-55b5-4c7e-8a0b-3a6e1b7f9d20")
		offer[m+"smallLogo"] = "https://files.example/logo-48.png"
		offer["microsoft-azure-marketplace-testdrive.enabled"] = true
		offer[m+"leadDestination"] = "Marketo"
		plan := plans[0].(map[string]any)
		plan[v+"skuSummary"], plan[v+"hideSKUForSolutionTemplate"], plan["regions"] = "New sum", true, []any{"US", "NO"}
		plan[v+"cloudAvailability"] = []any{"PublicAzure", "Fairfax"}
		plan["virtualMachinePricingV2"] = map[string]any{"isByol": false, "freeTrialDurationInMonths": 3, "coreMultiplier": map[string]any{"currency": "USD", "single": 0.25}}
		plan[v+"supportsBackup"], plan[v+"operatingSystemFamily"], plan[v+"operationSystem"] = true, "Windows", "Windows Server 2022"
		plan[v+"recommendedVMSizes"] = []any{"d4s-standard-v3"}
		plan[v+"vmImages"].(map[string]any)["1.1.0"] = map[string]any{"osVhdUrl": "https://disks.example/i/gate-1.1.0.vhd?sig=x", "lunVhdDetails": []any{}}
	})
	after := c.graphSees(vmID)
	for prefix, want := range map[string][]string{
		"listing/":                       {`"title":"Gate \u003c2\u003e"`, `"name":"Kim"`, `"privacyPolicyLink":"https://a.example/new"`, `"generalLinks":[{"displayText":"Guide","link":"https://a.example/g"}]`, `"rank":7.5`},
		"property/":                      {`"categories":{"security":["threat-protection"]}`, `"termsConditions":"custom"`},
		"price-and-availability-offer/":  {`"id":"8c0c0b6e-55b5-4c7e-8a0b-3a6e1b7f9d20"`, `"label":"Testing"`},
		"listing-asset/":                 {`"fileName":"logo-48.png"`, `"type":"azureLogoSmall"`},
		"test-drive/":                    {`"enabled":true`},
		"customer-leads/":                {`"leadDestination":"marketo"`},
		"plan-listing/":                  {`"summary":"New sum"`, `"name":"Pay as you go"`},
		"plan/":                          {`"azureRegions":["azureGlobal","azureGovernment"]`},
		"price-and-availability-plan/":   {`"visibility":"hidden"`, `"markets":["no","us"]`, `"trial":{"type":"month","value":3}`, `"pricePerCore":0.25`, `"priceInputOption":"perCore"`},
		"virtual-machine-plan-technical": {`"supportsBackup":true`, `"family":"windows"`, `"friendlyName":"Windows Server 2022"`, `"recommendedVmSizes":["d4s-standard-v3"]`, `"uri":"https://disks.example/i/gate-1.1.0.vhd"`, `"versionNumber":"1.0.0"`},
	} {
		found := false
		for id, doc := range after {
			if !strings.HasPrefix(id, prefix) {
				continue
			}
			found = true
			for _, text := range want {
				if !strings.Contains(doc, text) {
					t.Errorf("no %s in %s", text, doc)
				}
			}
			delete(after, id)
		}
		if !found {
			t.Errorf("Graph has no %s", prefix)
		}
	}
	for id, doc := range after {
		if doc != before[id] {
			t.Errorf("Graph sees\n%s\nand before\n%s", doc, before[id])
		}
	}
	listing := c.listing(vmID, c.draft(vmID, "Listing", ""))
	if listing["title"] != "Gate <2>" || part(listing, "listingContacts", 1, "name") != "Kim" || part(listing, "listingContacts", 1, "email") != "s@a.example" {
		t.Errorf("v1 listing %v", listing)
	}
	avail := c.get("products/" + vmID + "/featureAvailabilities/getByInstanceID(instanceID=" + c.draft(vmID, "Availability", vmPlanID) + ")?$expand=MarketStates,Trial,PriceSchedules").values(t)[0]
	if avail["isHidden"] != true || part(avail, "trial", "duration") != 3.0 || part(avail, "priceSchedules", 0, "schedules", 0, "retailPrice", "openPrice") != 0.25 {
		t.Errorf("v1 availability %v", avail)
	}
	if leads := c.get("products/" + vmID + "/leadconfiguration").object(t); leads["resourceType"] != "MarketoLeadConfiguration" {
		t.Errorf("v1 leads %v", leads)
	}
}

// TestOtherEditsShowInCPP: what the other two APIs change, this one shows, in
// its own words, and keeps what only it knows.
func TestOtherEditsShowInCPP(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCPP(t, sandbox.Options{})
		const m, v = "microsoft-azure-marketplace.", "microsoft-azure-virtualmachines."
		r := c.cppEdit("gate-vm", func(offer map[string]any, plans []any) {
			offer[m+"offerMarketingUrlIdentifier"] = "gate"
			plans[0].(map[string]any)["unheard.of"] = []any{1}
		})
		tag := r.Header.Get("Etag")
		c.edit(vmID, "listings", c.listing(vmID, c.draft(vmID, "Listing", "")), "summary", "From v1")
		c.cpp(http.StatusPreconditionFailed, http.MethodPut, cppOffers+"/gate-vm", string(r.Body), "If-Match", tag)
		c.configure(`{"$schema":"https://schema.mp.microsoft.com/schema/plan-listing/2022-03-01-preview3","product":"product/` + vmID + `","plan":"plan/` + vmID + `/` + vmPlanID +
			`","kind":"azureVM-plan","languageId":"en-us","name":"From Graph","summary":"S","description":"D"}`)
		c.configure(`{"$schema":"https://schema.mp.microsoft.com/schema/price-and-availability-plan/2022-03-01-preview2","product":"product/` + vmID + `","plan":"plan/` + vmID + `/` + vmPlanID +
			`","visibility":"hidden","audience":"private","markets":["us","de"],"privateAudiences":[{"type":"subscription","id":"8c0c0b6e-55b5-4c7e-8a0b-3a6e1b7f9d20","label":"Pilot"}],` +
			`"pricing":{"licenseModel":"payAsYouGo","corePricing":{"priceInputOption":"perCoreSize","pricePerCoreSize":{"2":0.5,"4":1}}}}`)
		doc := c.cppGet(cppOffers + "/gate-vm")
		offer, plan := part(doc, "definition", "offer"), part(doc, "definition", "plans", 0)
		for name, pair := range map[string][2]any{
			"summary": {part(offer, m+"summary"), "From v1"}, "kept": {part(offer, m+"offerMarketingUrlIdentifier"), "gate"},
			"title": {part(plan, v+"skuTitle"), "From Graph"}, "hidden": {part(plan, v+"hideSKUForSolutionTemplate"), true},
			"regions": {jsonOf(t, part(plan, "regions")), `["DE","US"]`}, "price": {jsonOf(t, part(plan, "virtualMachinePricingV2", "coreMultiplier", "individually")), `{"2core":0.5,"4core":1}`},
			"old price": {jsonOf(t, part(plan, "virtualMachinePricing")), jsonOf(t, part(plan, "virtualMachinePricingV2"))},
			"audience":  {part(plan, "restrictedAudience", "manualEntries", 0, "description"), "Pilot"}, "kept in plan": {part(plan, "unheard.of", 0), 1.0},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s is %v, want %v", name, pair[0], pair[1])
			}
		}
		if got := part(c.cppGet(cppOffers+"/gate-vm/slot/Production"), "definition", "plans", 0, v+"skuTitle"); got != "Pay as you go" {
			t.Errorf("production has %v", got)
		}

		// A publish through v1 is an operation here, and its end is the status.
		c.submit(http.StatusCreated, vmID, "Listing", c.draft(vmID, "Listing", ""))
		first := c.cppList(cppOffers + "/gate-vm/submissions/")[0]
		if first["submissionState"] != "running" {
			t.Errorf("%v", first)
		}
		time.Sleep(4 * step)
		if op := c.cppGet(cppOffers + "/gate-vm/operations/" + first["id"].(string)); op["status"] != "completed" {
			t.Errorf("%v", op)
		}
		preview := c.cppGet(cppOffers + "/gate-vm/slot/Preview")
		if part(preview, "status") != "waitingForPublisherReview" || part(preview, "definition", "offer", m+"summary") != "From v1" ||
			part(preview, "definition", "plans", 0, v+"skuTitle") != "Pay as you go" { // the plan's listing was not chosen
			t.Errorf("%v", preview)
		}
	})
}

// TestCPPCreateShowsElsewhere: an offer made here is whole in the other APIs.
func TestCPPCreateShowsElsewhere(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	c.make("new-vm")
	var id string
	for _, row := range c.get("products?$filter=ResourceType%20eq%20'AzureThirdPartyVirtualMachine'").values(t) {
		if part(row, "externalIDs", 0, "value") == "new-vm" {
			id, _ = row["id"].(string)
		}
	}
	listing := c.listing(id, c.draft(id, "Listing", ""))
	if listing["title"] != "New" || listing["summary"] != "Sum" {
		t.Errorf("v1 %v", listing)
	}
	all := strings.Builder{}
	for _, doc := range c.graphSees(id) {
		all.WriteString(doc)
	}
	for _, want := range []string{`"markets":["no","se"]`, `"pricePerCore":0.04`, `"imageType":"x64Gen1"`, `"categories":{"networking":["firewalls","load-balancers"]}`, `"externalId":"std"`, `"alias":"New VM"`} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s in %s", want, all.String())
		}
	}

	app := map[string]any{
		"publisherId": "apub", "offerTypeId": "microsoft-azure-applications", "id": "new-app",
		"definition": map[string]any{"displayText": "App", "plans": []any{map[string]any{
			"planId": "managed", "microsoft-azure-applications.skuType": "managed-application",
			"microsoft-azure-applications.package": map[string]any{
				"1.0.0": map[string]any{"packageVersion": map[string]any{"packageFile": "https://files.example/a.zip?sig=x", "tenantId": tenantA}},
				"1.2.0": map[string]any{
					"packageVersion": map[string]any{"packageFile": "https://files.example/b.zip?sig=x", "tenantId": tenantA},
					"authorizations": []any{map[string]any{"principalId": "p1", "roleDefinitionId": "r1"}}, "publisherJitAccessPolicy": map[string]any{"jitAccessEnabled": true},
				},
			},
			"monthlyPricing": map[string]any{"multiplier": map[string]any{"currency": "USD", "single": 20}},
		}}},
	}
	made := c.cpp(http.StatusCreated, http.MethodPut, cppOffers+"/new-app", jsonOf(t, app)).object(t)
	for _, row := range c.get("products?$filter=ResourceType%20eq%20'AzureApplication'").values(t) {
		if part(row, "externalIDs", 0, "value") == "new-app" {
			id, _ = row["id"].(string)
		}
	}
	plan := c.get("products/" + id + "/variants").values(t)[0]
	if plan["subType"] != "managed-application" {
		t.Errorf("plan %v", plan)
	}
	config := c.get("products/" + id + "/packageConfigurations/getByInstanceID(instanceID=" + c.draft(id, "Package", plan["id"].(string)) + ")").values(t)[0]
	if config["version"] != "1.2.0" || config["publicAzureTenantID"] != tenantA || config["allowJitAccess"] != true ||
		part(config, "publicAzureAuthorizations", 0, "roleDefinitionID") != "r1" {
		t.Errorf("v1 %v", config)
	}
	file := c.get("products/" + id + "/packages/" + part(config, "packageReferences", 0, "value").(string)).object(t)
	if file["state"] != "Processed" {
		t.Errorf("package %v", file)
	}
	again := c.cpp(http.StatusOK, http.MethodPut, cppOffers+"/new-app", jsonOf(t, made), "If-Match", "*")
	if a, b := definitionOf(t, again), unsigned(jsonOf(t, made["definition"])); a != b {
		t.Errorf("put back\n%s\nand got\n%s", b, a)
	}
}
