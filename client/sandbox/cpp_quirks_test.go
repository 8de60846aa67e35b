package sandbox_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// TestCPPSwitches: each switch shows the other behaviour.
func TestCPPSwitches(t *testing.T) {
	t.Parallel()
	const put, post, get, offer = http.MethodPut, http.MethodPost, http.MethodGet, cppOffers + "/gate-vm"
	body := func(c *v1Client) string { return jsonOf(c.t, c.cppGet(offer)) }
	for name, test := range map[string]struct {
		on  sandbox.CPPSwitches
		try func(c *v1Client)
	}{
		"create answers 200": {sandbox.CPPSwitches{CreateAnswers200: true}, func(c *v1Client) {
			c.cpp(200, put, cppOffers+"/new-vm", jsonOf(c.t, newMachine("new-vm")))
		}},
		"unmatched 400": {sandbox.CPPSwitches{Unmatched400: true}, func(c *v1Client) { c.cpp(400, put, offer, body(c)) }},
		"unmatched passes": {sandbox.CPPSwitches{UnmatchedPasses: true}, func(c *v1Client) {
			r := c.cpp(200, put, offer, body(c))
			c.cpp(200, put, offer, body(c))
			c.cpp(412, put, offer, body(c), "If-Match", r.Header.Get("Etag"))
		}},
		"running at sign-off": {sandbox.CPPSwitches{RunningAtSignoff: true}, func(c *v1Client) {
			c.cpp(202, post, offer+"/publish", "")
			time.Sleep(5 * step)
			v := c.cppGet(offer + "/status")
			if v["status"] != "running" || part(v, "steps", 4, "status") != "waitingForPublisherReview" || part(v, "steps", 4, "id") != "publisher-signoff" {
				c.t.Errorf("%v", v)
			}
			if got := c.cppGet(offer)["status"]; got != "waitingForPublisherReview" {
				c.t.Errorf("offer %v", got)
			}
			c.cpp(202, post, offer+"/golive", "")
		}},
		"operation in array": {sandbox.CPPSwitches{OperationInArray: true}, func(c *v1Client) {
			r := c.cpp(202, post, offer+"/publish", "")
			if v := c.cppList(r.Header.Get("Location")); len(v) != 1 || v[0]["status"] != "running" {
				c.t.Errorf("%v", v)
			}
		}},
		"old location": {sandbox.CPPSwitches{OldLocation: true}, func(c *v1Client) {
			r := c.cpp(202, post, offer+"/publish", "")
			if r.Header.Get("Location") != "" {
				c.t.Errorf("%v", r.Header)
			}
			c.cppGet(r.Header.Get("Operation-Location"))
		}},
		"zoneless times": {sandbox.CPPSwitches{ZonelessTimes: true}, func(c *v1Client) {
			if at := c.cppGet(offer)["changedTime"].(string); strings.HasSuffix(at, "Z") || !strings.Contains(at, "T") {
				c.t.Errorf("time %s", at)
			}
		}},
		"string errors": {sandbox.CPPSwitches{StringErrors: true}, func(c *v1Client) {
			var text string
			if r := c.cpp(404, get, cppOffers+"/nothing", ""); json.Unmarshal(r.Body, &text) != nil || !strings.Contains(text, "Http404Exception: ") {
				c.t.Errorf("%s", r.Body)
			}
		}},
		"cancel at once": {sandbox.CPPSwitches{CancelAtOnce: true}, func(c *v1Client) {
			c.cpp(202, post, offer+"/publish", "")
			if r := c.cpp(200, post, offer+"/cancel", ""); len(r.Body) != 0 {
				c.t.Errorf("%s", r.Body)
			}
			if v := c.cppGet(offer + "/status"); v["status"] != "canceled" {
				c.t.Errorf("%v", v["status"])
			}
		}},
		"stale etags": {sandbox.CPPSwitches{StaleETags: true}, func(c *v1Client) {
			r := c.cpp(200, put, offer, body(c), "If-Match", "*")
			c.cpp(412, put, offer, body(c), "If-Match", r.Header.Get("Etag"))
		}},
		"empty secret erases": {sandbox.CPPSwitches{EmptySecretErases: true}, func(c *v1Client) {
			c.cpp(200, put, offer, body(c), "If-Match", "*")
			if r := c.cpp(422, post, offer+"/publish", ""); !strings.Contains(string(r.Body), "tableLeadConfiguration") {
				c.t.Errorf("%s", r.Body)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { test.try(newCPP(t, sandbox.Options{Switches: sandbox.Switches{CPP: test.on}})) })
		})
	}
}

// TestCPPNotMigrated: an offer that was never migrated has its operations at
// another address, an ETag on GET, and remembers whom to notify.
func TestCPPNotMigrated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCPP(t, sandbox.Options{})
		const offer = cppOffers + "/old-vm"
		r := c.cpp(http.StatusOK, http.MethodGet, offer, "")
		tag := r.Header.Get("Etag")
		if !strings.HasPrefix(tag, `W/"datetime'`) || !strings.Contains(tag, "%3A") || r.object(t)["pcMigrationStatus"] != "none" {
			t.Errorf("%s in %s", tag, r.Body)
		}
		if got := c.cpp(http.StatusOK, http.MethodGet, cppOffers+"/gate-vm", "").Header.Get("Etag"); got != "" {
			t.Errorf("migrated, and an ETag: %s", got)
		}
		put := c.cpp(http.StatusOK, http.MethodPut, offer, string(r.Body), "If-Match", tag)
		c.cpp(http.StatusPreconditionFailed, http.MethodPut, offer, string(r.Body), "If-Match", tag)
		if now := c.cpp(http.StatusOK, http.MethodGet, offer, "").Header.Get("Etag"); now != put.Header.Get("Etag") {
			t.Errorf("read %s, written %s", now, put.Header.Get("Etag"))
		}

		published := c.cpp(http.StatusAccepted, http.MethodPost, offer+"/publish", `{"metadata":{"notification-emails":"ops@a.example"}}`)
		where := published.Header.Get("Location")
		if where != "/api/operations/apub$old-vm$2$preview?api-version=2017-10-31" || published.Header.Get("Operation-Location") != where {
			t.Errorf("%v", published.Header)
		}
		if v := c.cppGet(where); v["status"] != "running" || v["notificationEmails"] != "ops@a.example" || v["publishingVersion"] != 2.0 {
			t.Errorf("%v", v)
		}
		if v := c.cppGet(offer + "/status"); v["notificationEmails"] != "ops@a.example" {
			t.Errorf("%v", v)
		}
		time.Sleep(4 * step)
		live := c.cpp(http.StatusAccepted, http.MethodPost, offer+"/golive", "")
		if v := c.cppGet(live.Header.Get("Location")); v["status"] != "running" {
			t.Errorf("%v", v)
		}
		time.Sleep(step)
		if v := c.cppGet(where); v["status"] != "completed" {
			t.Errorf("%v", v)
		}
		c.cpp(http.StatusNotFound, http.MethodGet, "/api/operations/apub$old-vm$9$preview", "")
		c.cppEdit("old-vm", func(offer map[string]any, _ []any) {
			offer["microsoft-azure-marketplace.title"] = strings.Repeat("x", 51)
		})
		if v := c.cpp(http.StatusUnprocessableEntity, http.MethodPost, offer+"/publish", "").object(t); part(v, "error", "code") != "ValidationFailed" {
			t.Errorf("%v", v)
		}
	})
}

// TestCPPDocumentQuirks: secrets do not come back, members are renamed and
// added, addresses of files become the service's own.
func TestCPPDocumentQuirks(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	const m, v = "microsoft-azure-marketplace.", "microsoft-azure-virtualmachines."
	leads := part(c.cppGet(cppOffers+"/gate-vm"), "definition", "offer", m+"tableLeadConfiguration")
	if part(leads, "storageAccountConnectionString") != "" || part(leads, "contactEmail", 0) != "l@a.example" {
		t.Errorf("leads %v", leads)
	}

	made := c.make("new-vm").object(t)
	offer, plan := part(made, "definition", "offer"), part(made, "definition", "plans", 0)
	if part(offer, "unheard.of") != "kept" || part(plan, v+"windowsOSType") != nil || part(plan, v+"osType") != "Other" ||
		part(plan, "virtualMachinePricingV2", "coreMultiplier", "single") != 0.04 || part(plan, v+"legacyPlanId") != "std" {
		t.Errorf("%v\n%v", offer, plan)
	}
	again := c.cppGet(cppOffers + "/new-vm")
	for name, path := range map[string][]any{
		"logo": {"definition", "offer", m + "smallLogo"}, "disk": {"definition", "plans", 0, v + "vmImages", "1.0.0", "osVhdUrl"},
	} {
		first, second := part(made, path...).(string), part(again, path...).(string)
		if first == second || unsigned(`"`+first+`"`) != unsigned(`"`+second+`"`) || !strings.HasPrefix(first, cppHost+"/blob/cpp/") || !strings.Contains(first, "sig=") {
			t.Errorf("%s: %s, then %s", name, first, second)
		}
	}
	// A file's new address stands for the same file; another one replaces it.
	c.cpp(http.StatusOK, http.MethodPut, cppOffers+"/new-vm", jsonOf(t, made), "If-Match", "*")
	r := c.cppEdit("new-vm", func(offer map[string]any, _ []any) { offer[m+"smallLogo"] = "https://files.example/new/logo.png?sig=x" })
	if got := part(r.object(t), "definition", "offer", m+"smallLogo").(string); !strings.Contains(got, "/logo.png?") {
		t.Errorf("logo %s", got)
	}
	r = c.cppEdit("new-vm", func(offer map[string]any, _ []any) { delete(offer, m+"smallLogo"); delete(offer, "unheard.of") })
	if offer := part(r.object(t), "definition", "offer"); part(offer, m+"smallLogo") != "" || part(offer, "unheard.of") != nil {
		t.Errorf("%v", offer)
	}
	if bytes.Contains(c.log.Bytes(), []byte("sig=YYY")) || bytes.Contains(c.log.Bytes(), []byte("AccountKey")) {
		t.Error("the log has a secret")
	}
}

// TestCPPRefusals: what cannot be written is refused in words, and nothing of
// it is kept.
func TestCPPRefusals(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	const v = "microsoft-azure-virtualmachines."
	before := string(c.cpp(http.StatusOK, http.MethodGet, cppOffers+"/gate-vm", "").Body)
	for name, test := range map[string]struct {
		change func(doc map[string]any)
		want   string
	}{
		"other type":    {func(doc map[string]any) { doc["offerTypeId"] = "microsoft-azure-corevm" }, "OfferTypeId"},
		"no type":       {func(doc map[string]any) { delete(doc, "offerTypeId") }, "The argument: 'OfferTypeId' cannot be null or empty."},
		"other id":      {func(doc map[string]any) { doc["id"] = "x" }, "'Id'"},
		"other owner":   {func(doc map[string]any) { doc["publisherId"] = "x" }, "'PublisherId'"},
		"no definition": {func(doc map[string]any) { delete(doc, "definition") }, "'Definition'"},
		"plan gone":     {func(doc map[string]any) { part(doc, "definition").(map[string]any)["plans"] = []any{} }, "payg"},
		"bad plan id": {func(doc map[string]any) {
			part(doc, "definition").(map[string]any)["plans"] = append(part(doc, "definition", "plans").([]any), map[string]any{"planId": "Bad-"})
		}, "Bad-"},
		"plan twice": {func(doc map[string]any) {
			part(doc, "definition").(map[string]any)["plans"] = append(part(doc, "definition", "plans").([]any), map[string]any{"planId": "payg"})
		}, "twice"},
		"image gone": {func(doc map[string]any) {
			part(doc, "definition", "plans", 0).(map[string]any)[v+"vmImages"] = map[string]any{}
		}, "1.0.0"},
		"public plan": {func(doc map[string]any) {
			part(doc, "definition", "plans", 0).(map[string]any)["restrictedAudience"] = map[string]any{"uploadedCsvUri": "https://x.example/a.csv"}
		}, "private"},
	} {
		doc := c.cppGet(cppOffers + "/gate-vm")
		test.change(doc)
		r := c.cpp(http.StatusBadRequest, http.MethodPut, cppOffers+"/gate-vm", jsonOf(t, doc), "If-Match", "*")
		if !strings.Contains(string(r.Body), test.want) {
			t.Errorf("%s: %s", name, r.Body)
		}
	}
	c.cpp(http.StatusBadRequest, http.MethodPut, cppOffers+"/gate-vm", "{", "If-Match", "*")
	c.cpp(http.StatusBadRequest, http.MethodPost, cppOffers+"/gate-vm/publish", "[]")
	c.cpp(http.StatusBadRequest, http.MethodGet, cppOffers+"?$filter=id%20eq%20'x'", "")
	unknown := newMachine("new-thing")
	unknown["offerTypeId"] = "no-such-type"
	c.cpp(http.StatusBadRequest, http.MethodPut, cppOffers+"/new-thing", jsonOf(t, unknown))
	c.cpp(http.StatusNotFound, http.MethodGet, cppOffers+"/new-thing", "")
	if got := string(c.cpp(http.StatusOK, http.MethodGet, cppOffers+"/gate-vm", "").Body); unsigned(got) != unsigned(before) {
		t.Errorf("now\n%s\nand before\n%s", got, before)
	}
}

// TestCPPAccess: every path takes tokens for this API and no other, and shows
// an account its own publishers only.
func TestCPPAccess(t *testing.T) {
	t.Parallel()
	c := newCPP(t, sandbox.Options{})
	paths := []string{
		"/api/publishers", "/api/offerTypes", cppOffers, cppOffers + "/gate-vm", cppOffers + "/gate-vm/status", cppOffers + "/gate-vm/submissions/",
		cppOffers + "/gate-vm/slot/Draft", cppOffers + "/gate-vm/versions/1", "/api/operations/apub$old-vm$1$preview",
	}
	for resource, want := range map[string]int{"https://cloudpartner.azure.com": 200, "https://api.partner.microsoft.com": 401, "https://graph.microsoft.com": 401} {
		c.signIn(tenantA, "/oauth2/token", clientA, secretA, "resource", resource)
		for _, path := range paths {
			c.cpp(want, http.MethodGet, path, "")
		}
	}
	c.signIn(tenantB, "/oauth2/v2.0/token", clientB, secretB, "scope", "https://cloudpartner.azure.com/.default")
	for _, path := range paths[2:] {
		c.cpp(http.StatusForbidden, http.MethodGet, path, "")
	}
	if list := c.cppList("/api/publishers"); len(list) != 1 || list[0]["id"] != "bpub" {
		t.Errorf("%v", list)
	}
	c.cpp(http.StatusNotFound, http.MethodGet, "/api/publishers/bpub/offers/gate-vm", "")
	c.cpp(http.StatusNotFound, http.MethodDelete, "/api/publishers/bpub/offers/other", "")
}

// TestCPPLedger: the log has each accepted change once, and no other.
func TestCPPLedger(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCPP(t, sandbox.Options{})
		const offer = cppOffers + "/gate-vm"
		c.make("new-vm")
		c.cppEdit("gate-vm", func(map[string]any, []any) {})
		c.cpp(http.StatusConflict, http.MethodPut, offer, jsonOf(t, c.cppGet(offer)))
		c.cpp(http.StatusAccepted, http.MethodPost, offer+"/publish", "")
		c.cpp(http.StatusAccepted, http.MethodPost, offer+"/publish", "")
		c.cpp(http.StatusAccepted, http.MethodPost, offer+"/cancel", "")
		c.cpp(http.StatusAccepted, http.MethodPost, offer+"/cancel", "")
		time.Sleep(step)
		c.toSignoff("gate-vm")
		c.cpp(http.StatusAccepted, http.MethodPost, offer+"/golive", "")
		c.server.Fail("POST "+cppOffers+"/gate-vm/cancel", 1, sandbox.Fault{Status: http.StatusServiceUnavailable})
		r, err := c.send(http.MethodPost, cppHost+offer+"/cancel"+cppV, "")
		if err != nil || r.Status != http.StatusServiceUnavailable {
			t.Errorf("%v %d", err, r.Status)
		}
		var got []string
		for line := range strings.Lines(c.log.String()) {
			var change struct{ Kind, API, Verb, Offer, Publisher string }
			if json.Unmarshal([]byte(line), &change) == nil && change.Kind == "mutation" {
				got = append(got, change.API+" "+change.Verb+" "+change.Publisher+"/"+change.Offer)
			}
		}
		want := []string{"cpp create apub/new-vm", "cpp put apub/gate-vm", "cpp publish apub/gate-vm", "cpp cancel apub/gate-vm", "cpp publish apub/gate-vm", "cpp golive apub/gate-vm"}
		if !slices.Equal(got, want) {
			t.Errorf("ledger %q", got)
		}
	})
}
