package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// TestModularPublish is the main job: two edits, one published; preview has
// just that one, then live has.
func TestModularPublish(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		before := c.draft(appID, "Listing", "")
		availBefore := c.draft(appID, "Availability", planID)
		c.edit(appID, "listings", c.listing(appID, before), "summary", "New summary")
		avail := func(instance string) map[string]any {
			return c.get("products/" + appID + "/featureavailabilities/getByInstanceID(instanceID=" + instance + ")?$expand=MarketStates,Trial,PriceSchedules").values(t)[0]
		}
		entity := avail(availBefore)
		schedules := entity["priceSchedules"]
		raw, _ := json.Marshal(schedules)
		var changed any
		if err := json.Unmarshal([]byte(strings.Replace(string(raw), "12.5", "15", 1)), &changed); err != nil {
			t.Fatal(err)
		}
		c.edit(appID, "featureavailabilities", entity, "priceSchedules", changed)

		after := c.draft(appID, "Listing", "")
		if after == before {
			t.Fatal("the draft kept the instance that is published")
		}
		if got := c.listing(appID, before)["summary"]; got != "Old summary" {
			t.Fatalf("the published instance changed: %v", got)
		}
		sub := c.submit(http.StatusCreated, appID, "Listing", after).object(t)
		id := sub["id"].(string)
		if got := c.draft(appID, "Listing", ""); got != after {
			t.Fatal("publishing alone gave the draft another instance")
		}
		for module, want := range map[string]string{"Listing": after, "Property": c.draft(appID, "Property", ""), "ResellerConfiguration": c.draft(appID, "ResellerConfiguration", "")} {
			if got := resourced(sub, module); got != want {
				t.Errorf("submission carries %s %q, want %q", module, got, want)
			}
		}
		variants := sub["variantResources"].([]any)
		if got := variants[0].(map[string]any)["resources"].([]any)[0].(map[string]any)["value"]; got != availBefore {
			t.Errorf("the plan's availability travels as %v, want the published %v", got, availBefore)
		}
		if got := c.state(appID, id); got != "InProgress/Submitted" {
			t.Fatalf("state %s", got)
		}
		c.submit(http.StatusConflict, appID, "Listing", after)
		c.do(http.StatusConflict, http.MethodPost, "products/"+appID+"/submissions/"+id+"/promote", "")

		time.Sleep(2 * step)
		if got := c.state(appID, id); got != "Published/ReadyToPublish" {
			t.Fatalf("state %s", got)
		}
		c.do(http.StatusConflict, http.MethodDelete, "products/"+appID+"/submissions/"+id, "")
		detail := c.do(http.StatusOK, http.MethodPost, "products/"+appID+"/submissions/"+id+"/promote", "").object(t)
		if detail["targetEnvironment"] != "Live" || detail["state"] != "InProgress" {
			t.Errorf("promote answered %v", detail)
		}
		if got := c.state(appID, id); got != "Published/Publishing" {
			t.Fatalf("state %s", got)
		}
		c.submit(http.StatusConflict, appID, "Listing", after)
		time.Sleep(2 * step)
		if got := c.state(appID, id); got != "Published/InStore" {
			t.Fatalf("state %s", got)
		}
		if got := c.draft(appID, "Availability", planID); got == availBefore {
			t.Error("the edit that was not published is gone from the draft")
		}
	})
}

func TestPublishTimes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		id := c.submit(http.StatusCreated, appID, "Listing", c.draft(appID, "Listing", "")).object(t)["id"].(string)
		sub := c.get("products/" + appID + "/submissions/" + id + "?$expand=PublishOption").object(t)
		if sub["publishedTimeInUtc"] != "1601-01-01T00:00:00Z" {
			t.Errorf("publishedTimeInUtc %v", sub["publishedTimeInUtc"])
		}
		if opt := sub["publishOption"].(map[string]any); opt["certificationNotes"] != "notes" || opt["isManualPublish"] != true {
			t.Errorf("publishOption %v", opt)
		}
		if _, ok := c.get("products/" + appID + "/submissions/" + id).object(t)["publishOption"]; ok {
			t.Error("publishOption without being asked for")
		}
		time.Sleep(step)
		pushes := c.get("products/" + appID + "/submissions/" + id + "/workflowdetails").values(t)
		if len(pushes) != 2 {
			t.Fatalf("%d pushes", len(pushes))
		}
		steps := pushes[0]["workflowSteps"].([]any)
		first := steps[0].(map[string]any)
		if first["name"] != "Automated validation" || first["state"] != "Success" || first["completeDateTimeInUtc"] != "2000-01-01T00:00:04.0000000" {
			t.Errorf("first step %v", first)
		}
		if second := steps[1].(map[string]any); second["name"] != "Preview Creation" || second["state"] != "InProgress" {
			t.Errorf("second step %v", second)
		}
		if pushes[1]["state"] != "NotStarted" || pushes[0]["state"] != "InProgress" {
			t.Errorf("pushes %v", pushes)
		}
	})
}

// TestCertificationFirst: virtual machines are certified before preview.
func TestCertificationFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		id := c.submit(http.StatusCreated, vmID, "Listing", c.draft(vmID, "Listing", "")).object(t)["id"].(string)
		var names []string
		for _, push := range c.get("products/" + vmID + "/submissions/" + id + "/workflowdetails").values(t) {
			for _, s := range push["workflowSteps"].([]any) {
				names = append(names, s.(map[string]any)["name"].(string))
			}
		}
		if got := strings.Join(names, ","); got != "Automated validation,Certification,Preview Creation,Publisher Signoff,Publish" {
			t.Errorf("steps %s", got)
		}
		time.Sleep(2*step + time.Second)
		if got := c.state(vmID, id); got != "InProgress/Submitted" {
			t.Errorf("in preview creation: %s", got)
		}
		time.Sleep(step)
		if got := c.state(vmID, id); got != "Published/ReadyToPublish" {
			t.Errorf("after it: %s", got)
		}
	})
}

func TestFirstPublishIsWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		p := c.create("AzureApplication", "new-offer")
		time.Sleep(3 * time.Second)
		modules := []string{"Listing", "Property", "Availability", "Package"}
		var pairs []string
		for _, m := range modules {
			pairs = append(pairs, m, c.draft(p, m, ""))
		}
		id := c.submit(http.StatusCreated, p, pairs[:4]...).object(t)["id"].(string)
		if got := c.get("products/" + p + "/submissions/" + id + "/validations").values(t); len(got) != 0 {
			t.Errorf("findings before validation has ended: %v", got)
		}
		time.Sleep(step)
		if got := c.state(p, id); got != "InProgress/Failed" {
			t.Fatalf("state %s", got)
		}
		codes := map[string]int{}
		for _, f := range c.get("products/" + p + "/submissions/" + id + "/validations").values(t) {
			codes[f["errorCode"].(string)]++
		}
		if codes["Resell-20007"] != 1 || codes["Submission-10001"] != 2 {
			t.Errorf("findings %v", codes)
		}
		// The older client's name for the reseller instance is understood.
		id = c.submit(http.StatusCreated, p, append(pairs, "ResellerConfiguration", p+"-ResellerInstance")...).object(t)["id"].(string)
		time.Sleep(2 * step)
		if got := c.state(p, id); got != "Published/ReadyToPublish" {
			t.Fatalf("state %s", got)
		}
		c.do(http.StatusConflict, http.MethodDelete, "products/"+p, "")
	})
}

func TestSubmissionRefusals(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	listing := c.draft(appID, "Listing", "")
	for name, pairs := range map[string][]string{
		"unknown module":    {"Weather", listing},
		"unknown instance":  {"Listing", appID},
		"another module's":  {"Property", listing},
		"nothing to do":     {},
		"not of this offer": {"Listing", c.draft(vmID, "Listing", "")},
	} {
		r := c.submit(http.StatusBadRequest, appID, pairs...)
		if !strings.HasPrefix(string(r.Body), `"ICH50400 - Unable to complete request. {\"faultCode\":50400,`) {
			t.Errorf("%s: error body %s", name, r.Body)
		}
	}
	c.do(http.StatusBadRequest, http.MethodPost, "products/"+appID+"/submissions",
		`{"resourceType":"SubmissionCreationRequest","targets":[{"type":"Scope","value":"live"}],"resources":[{"type":"Listing","value":"`+listing+`"}]}`)
}

func TestCancel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		listing := c.draft(appID, "Listing", "")
		id := c.submit(http.StatusCreated, appID, "Listing", listing).object(t)["id"].(string)
		c.do(http.StatusNoContent, http.MethodDelete, "products/"+appID+"/submissions/"+id, "")
		time.Sleep(10 * step)
		c.do(http.StatusNotFound, http.MethodGet, "products/"+appID+"/submissions/"+id, "")
		c.submit(http.StatusCreated, appID, "Listing", listing)
		subs := c.get("products/" + appID + "/submissions").values(t)
		if len(subs) != 2 {
			t.Errorf("%d submissions, want 2", len(subs))
		}
		if got := c.get("products/" + appID + "/submissions?$filter=State%20eq%20'Published'").values(t); len(got) != 1 || got[0]["substate"] != "InStore" {
			t.Errorf("published: %v", got)
		}
	})
}

func TestCancel_stays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{Switches: sandbox.Switches{CancelledStays: true}})
		id := c.submit(http.StatusCreated, appID, "Listing", c.draft(appID, "Listing", "")).object(t)["id"].(string)
		c.do(http.StatusNoContent, http.MethodDelete, "products/"+appID+"/submissions/"+id, "")
		if got := c.state(appID, id); got != "InProgress/Cancelled" {
			t.Errorf("state %s", got)
		}
	})
}

func TestAutoPromoteAndCertification(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{Switches: sandbox.Switches{RefuseInCertification: []string{"gate-vm"}, SubmissionAccepted: true}})
		auto := func(product string) string {
			r, err := c.send(http.MethodPost, root+"products/"+product+"/submissions",
				`{"resourceType":"SubmissionCreationRequest","Targets":[{"type":"Scope","value":"preview"}],"resources":[{"type":"Listing","value":"`+
					c.draft(product, "Listing", "")+`"}],"publishOption":{"isAutoPromote":true}}`)
			if err != nil || r.Status != http.StatusAccepted {
				t.Fatalf("%v %d %s", err, r.Status, r.Body)
			}
			return r.object(t)["id"].(string)
		}
		app, vm := auto(appID), auto(vmID)
		time.Sleep(4 * step)
		if got := c.state(appID, app); got != "Published/InStore" {
			t.Errorf("auto-promoted: %s", got)
		}
		if got := c.state(vmID, vm); got != "InProgress/FailedInCertification" {
			t.Errorf("refused: %s", got)
		}
		report := c.get("products/" + vmID + "/submissions/" + vm + "/reports").values(t)
		if len(report) != 1 || report[0]["status"] != "Failed" {
			t.Fatalf("reports %v", report)
		}
		c.token = ""
		text, err := c.send(http.MethodGet, report[0]["fileUri"].(string), "")
		if err != nil || text.Status != http.StatusOK || !strings.Contains(string(text.Body), vm) {
			t.Errorf("report file: %v %d %s", err, text.Status, text.Body)
		}
	})
}

// create makes an offer and returns its product id.
func (c *v1Client) create(kind, offer string) string {
	c.t.Helper()
	r := c.do(http.StatusCreated, http.MethodPost, "products", `{"externalIds":[{"type":"AzureOfferID","value":"`+offer+`"}],"name":"`+offer+
		` alias","resourceType":"`+kind+`","ID":"`+offer+`","isModularPublishing":true}`)
	return r.object(c.t)["id"].(string)
}
