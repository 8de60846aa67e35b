package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"awning/client/sandbox"
)

// TestCPPSlots: what is only in the draft is in no other slot, and can be taken
// back.
func TestCPPSlots(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	plans := func(offer, slot string) []any {
		t.Helper()
		return part(c.cppGet(cppOffers+"/"+offer+"/slot/"+slot), "definition", "plans").([]any)
	}
	doc := c.cppGet(cppOffers + "/gate-vm")
	def := part(doc, "definition").(map[string]any)
	def["plans"] = append(def["plans"].([]any), map[string]any{"planId": "second", "microsoft-azure-virtualmachines.skuTitle": "Second"})
	c.cpp(http.StatusOK, http.MethodPut, cppOffers+"/gate-vm", jsonOf(t, doc), "If-Match", "*")
	if got := plans("gate-vm", "Draft"); len(got) != 2 || part(got, 1, "microsoft-azure-virtualmachines.skuTitle") != "Second" {
		t.Errorf("draft %v", got)
	}
	if got := plans("gate-vm", "Production"); len(got) != 1 {
		t.Errorf("production %v", got)
	}
	def["plans"] = def["plans"].([]any)[:1]
	c.cpp(http.StatusOK, http.MethodPut, cppOffers+"/gate-vm", jsonOf(t, doc), "If-Match", "*")
	if got := len(c.get("products/" + vmID + "/variants").values(t)); got != 1 || len(plans("gate-vm", "Draft")) != 1 {
		t.Errorf("v1 has %d plans", got)
	}

	const name = "microsoft-azure-applications.package"
	c.cppEdit("gate-app", func(_ map[string]any, plans []any) {
		plans[0].(map[string]any)[name].(map[string]any)["1.10.0"] = map[string]any{"packageVersion": map[string]any{"packageFile": "https://files.example/new.zip"}}
	})
	if got, _ := part(plans("gate-app", "Draft"), 0, name).(map[string]any); len(got) != 2 {
		t.Errorf("draft %v", got)
	}
	if got, _ := part(plans("gate-app", "Production"), 0, name).(map[string]any); len(got) != 1 || got["1.0.0"] == nil {
		t.Errorf("production %v", got)
	}
}

// TestCPPGraphWords: where the Graph API has a word of its own for what a
// definition spells out, it is found again.
func TestCPPGraphWords(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	r := c.cppEdit("gate-vm", func(_ map[string]any, plans []any) {
		sizes := part(plans, 0, "virtualMachinePricingV2", "coreMultiplier", "individually").(map[string]any)
		for size, price := range sizes {
			if price != 12.5 {
				t.Errorf("%s costs %v", size, price)
			}
			sizes[size] = 14
		}
	})
	if got := part(r.object(t), "definition", "plans", 0, "virtualMachinePricing", "coreMultiplier", "individually", "sharedcore"); got != 14.0 {
		t.Errorf("the old form has %v", got)
	}
	avail := "price-and-availability-plan/" + vmID + "/" + vmPlanID
	if got := c.graphSees(vmID)[avail]; !strings.Contains(got, `"price":14`) || !strings.Contains(got, `"priceInputOption":"flat"`) {
		t.Errorf("not flat: %s", got)
	}

	const p = "microsoft-azure-corevm."
	image := func(shown bool) any {
		return map[string]any{"showInGui": shown, "mediaName": "m", "osVhdUrl": "https://disks.example/a.vhd"}
	}
	core := map[string]any{
		"publisherId": "apub", "id": "new-core", "offerTypeId": "microsoft-azure-corevm",
		"definition": map[string]any{"displayText": "Core", "offer": map[string]any{p + "title": "Core"}, "plans": []any{map[string]any{
			"planId": "os", p + "skuTitle": "OS", p + "vmImagesPublicAzure": map[string]any{"1.0.0": image(false), "1.1.0": image(true)},
		}}},
	}
	images := part(c.cpp(http.StatusCreated, http.MethodPut, cppOffers+"/new-core", jsonOf(t, core)).object(t), "definition", "plans", 0, p+"vmImagesPublicAzure")
	if part(images, "1.0.0", "showInGui") != false || part(images, "1.1.0", "showInGui") != true || part(images, "1.0.0", "mediaName") != "m" {
		t.Errorf("images %v", images)
	}
	c.cppEdit("new-core", func(_ map[string]any, plans []any) {
		images := part(plans, 0, p+"vmImagesPublicAzure").(map[string]any)
		images["1.0.0"].(map[string]any)["showInGui"], images["1.1.0"].(map[string]any)["showInGui"] = true, false
	})
	images = part(c.cppGet(cppOffers+"/new-core"), "definition", "plans", 0, p+"vmImagesPublicAzure")
	if part(images, "1.0.0", "showInGui") != true || part(images, "1.1.0", "showInGui") != false {
		t.Errorf("images %v", images)
	}
}
