package sandbox_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// TestCPPStates goes through the rules of what each call does in each state,
// one after another.
func TestCPPStates(t *testing.T) {
	t.Parallel()
	const put, post, get, offer = http.MethodPut, http.MethodPost, http.MethodGet, cppOffers + "/gate-vm"
	body := func(c *v1Client) string { return jsonOf(c.t, c.cppGet(offer)) }
	status := func(c *v1Client, want string) {
		c.t.Helper()
		if got := c.cppGet(offer + "/status")["status"]; got != want {
			c.t.Errorf("status %v, want %s", got, want)
		}
	}
	for name, test := range map[string]func(c *v1Client){
		"put, absent, no If-Match": func(c *v1Client) {
			r := c.make("new-vm")
			v := r.object(c.t)
			if v["status"] != "neverPublished" || v["version"] != 0.0 || !strings.HasPrefix(r.Header.Get("Etag"), `W/"datetime'`) {
				c.t.Errorf("%v %v", v["status"], r.Header)
			}
		},
		"put, absent, If-Match": func(c *v1Client) {
			c.cpp(404, put, cppOffers+"/new-vm", jsonOf(c.t, newMachine("new-vm")), "If-Match", "*")
		},
		"put, present, none": func(c *v1Client) {
			r := c.cpp(409, put, offer, body(c))
			if part(r.object(c.t), "error", "code") != "InvalidResourceId" {
				c.t.Errorf("%s", r.Body)
			}
		},
		"put, present, star or equal": func(c *v1Client) {
			first := c.cpp(200, put, offer, body(c), "If-Match", "*")
			second := c.cpp(200, put, offer, body(c), "If-Match", first.Header.Get("Etag"))
			if a, b := first.Header.Get("Etag"), second.Header.Get("Etag"); a == b || a == "" {
				c.t.Errorf("etags %s and %s", a, b)
			}
			if a, b := first.object(c.t)["changedTime"], second.object(c.t)["changedTime"]; a == b {
				c.t.Errorf("changed at %v both times", a)
			}
			status(c, "succeeded")
		},
		"put, present, different": func(c *v1Client) {
			r := c.cpp(200, put, offer, body(c), "If-Match", "*")
			c.cpp(200, put, offer, body(c), "If-Match", "*")
			c.cpp(412, put, offer, body(c), "If-Match", r.Header.Get("Etag"))
		},
		"put, then status as before": func(c *v1Client) {
			c.toSignoff("gate-vm")
			v := c.cpp(200, put, offer, body(c), "If-Match", "*").object(c.t)
			if v["status"] != "waitingForPublisherReview" {
				c.t.Errorf("%v", v["status"])
			}
		},
		"publish": func(c *v1Client) {
			r := c.cpp(202, post, offer+"/publish", `{"metadata":{"notification-emails":"a@a.example,b@a.example"}}`)
			where := regexp.MustCompile(`^/api/publishers/apub/offers/gate-vm/operations/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\?api-version=2017-10-31$`)
			if len(r.Body) != 0 || !where.MatchString(r.Header.Get("Location")) || r.Header.Get("Operation-Location") != "" {
				c.t.Errorf("%s %v", r.Body, r.Header)
			}
			first := c.cppList(offer + "/submissions/")[0]
			if first["submissionState"] != "running" || first["slot"] != "staging" || first["publishingVersion"] != 2.0 || first["offerVersion"] != 1.0 ||
				part(first, "definition", "metadata", "emails") != "a@a.example,b@a.example" {
				c.t.Errorf("%v", first)
			}
			if v := c.follow(r); v["status"] != "running" || v["cancellationRequestState"] != "canCancel" {
				c.t.Errorf("%v", v)
			}
			status(c, "running")
			time.Sleep(4 * step)
			status(c, "waitingForPublisherReview")
			if v := c.follow(r); v["status"] != "completed" || v["cancellationRequestState"] != nil {
				c.t.Errorf("%v", v)
			}
		},
		"publish, same version running": func(c *v1Client) {
			first := c.cpp(202, post, offer+"/publish", "")
			if again := c.cpp(202, post, offer+"/publish", ""); again.Header.Get("Location") != first.Header.Get("Location") {
				c.t.Errorf("%v, then %v", first.Header, again.Header)
			}
			if n := len(c.cppList(offer + "/submissions/")); n != 3 { // with the two ways of the past
				c.t.Errorf("%d submissions", n)
			}
			c.cpp(200, put, offer, body(c), "If-Match", "*")
			c.cpp(400, post, offer+"/publish", "")
		},
		"publish, invalid draft": func(c *v1Client) {
			c.cppEdit("gate-vm", func(offer map[string]any, _ []any) { offer["microsoft-azure-marketplace.title"] = "" })
			r := c.cpp(422, post, offer+"/publish", "")
			if !strings.HasPrefix(string(r.Body), `"Microsoft.Ingestion.Api.Common.Exceptions.Http422Exception: `) || !strings.Contains(string(r.Body), `\r\n   at `) {
				c.t.Errorf("%s", r.Body)
			}
			status(c, "succeeded")
		},
		"steps passed": func(c *v1Client) {
			c.cppEdit("gate-vm", func(offer map[string]any, _ []any) { offer["microsoft-azure-marketplace.title"] = "Newer" })
			c.toSignoff("gate-vm")
			v := c.cppGet(offer + "/slot/preview")
			if got := part(v, "definition", "offer", "microsoft-azure-marketplace.title"); got != "Newer" || v["version"] != 1.0 {
				c.t.Errorf("preview %v of version %v", got, v["version"])
			}
			if got := part(c.cppGet(offer+"/slot/Production"), "definition", "offer", "microsoft-azure-marketplace.title"); got != "Gate" {
				c.t.Errorf("production %v", got)
			}
		},
		"go live": func(c *v1Client) {
			c.cppEdit("gate-vm", func(offer map[string]any, _ []any) { offer["microsoft-azure-marketplace.title"] = "Newer" })
			c.toSignoff("gate-vm")
			r := c.cpp(202, post, offer+"/golive", "")
			if v := c.cppList(offer + "/submissions/")[0]; v["submissionType"] != "goLive" || v["slot"] != "production" || v["submissionState"] != "running" {
				c.t.Errorf("%v", v)
			}
			status(c, "running")
			time.Sleep(2 * step)
			if v := c.follow(r); v["status"] != "completed" || len(v["liveLinks"].([]any)) != 1 {
				c.t.Errorf("%v", v)
			}
			status(c, "succeeded")
			if v := c.cppList(offer + "/submissions/")[0]; v["offerVersion"] != 1.0 || v["publishingVersion"] != 2.0 {
				c.t.Errorf("%v", v)
			}
			v := c.cppGet(offer + "/slot/Production")
			if v["version"] != 2.0 || part(v, "definition", "offer", "microsoft-azure-marketplace.title") != "Newer" {
				c.t.Errorf("%v", v)
			}
			if got := part(c.cppGet(offer+"/versions/1"), "definition", "offer", "microsoft-azure-marketplace.title"); got != "Gate" {
				c.t.Errorf("version 1 has %v", got)
			}
			c.cpp(404, get, offer+"/versions/3", "")
		},
		"go live, nothing in preview": func(c *v1Client) {
			c.make("new-vm")
			c.cpp(400, post, cppOffers+"/new-vm/golive", "")
			c.cpp(400, post, offer+"/golive", "")
		},
		"cancel": func(c *v1Client) {
			publish := c.cpp(202, post, offer+"/publish", "")
			time.Sleep(step - step/8)
			cancel := c.cpp(202, post, offer+"/cancel", "")
			if v := c.follow(cancel); v["status"] != "running" {
				c.t.Errorf("%v", v)
			}
			if v := c.cppList(offer + "/submissions/?status=running"); len(v) != 1 {
				c.t.Errorf("running: %v", v)
			}
			time.Sleep(step / 4) // the step would have ended
			if v := c.cppGet(offer + "/status"); part(v, "steps", 0, "status") != "inProgress" || part(v, "steps", 0, "progressPercentage") != 99.0 {
				c.t.Errorf("%v", part(v, "steps", 0))
			}
			time.Sleep(step)
			if v := c.cppList(offer + "/submissions/")[0]; v["submissionState"] != "canceled" {
				c.t.Errorf("%v", v)
			}
			if v := c.follow(cancel); v["status"] != "completed" {
				c.t.Errorf("%v", v)
			}
			if v := c.follow(publish); v["status"] != "canceled" {
				c.t.Errorf("%v", v)
			}
			status(c, "canceled")
			time.Sleep(10 * step)
			status(c, "canceled")
		},
		"cancel, nothing running": func(c *v1Client) {
			c.follow(c.cpp(202, post, offer+"/cancel", ""))
			status(c, "succeeded")
			c.make("new-vm")
			c.cpp(202, post, cppOffers+"/new-vm/cancel", "")
		},
		"slot or version empty": func(c *v1Client) {
			c.make("new-vm")
			for _, path := range []string{"/slot/Preview", "/slot/Production", "/slot/other", "/versions/1", "/versions/x"} {
				c.cpp(404, get, cppOffers+"/new-vm"+path, "")
			}
			c.cpp(200, get, cppOffers+"/new-vm/versions/0", "")
			c.cpp(200, get, cppOffers+"/new-vm/slot/DRAFT", "")
		},
		"bad api-version": func(c *v1Client) {
			for _, path := range []string{offer + "?api-version=1", "/api/publishers?api-version=", "/api/operations/a$b$1$preview?api-version=2016"} {
				if r := c.cpp(400, get, path, ""); part(r.object(c.t), "error", "code") != "InvalidAPIVersion" {
					c.t.Errorf("%s", r.Body)
				}
			}
		},
		"no bearer, unknown publisher": func(c *v1Client) {
			c.cpp(403, get, "/api/publishers/nobody/offers", "")
			c.cpp(403, put, "/api/publishers/nobody/offers/x", "{}")
			c.cpp(403, get, "/api/operations/nobody$x$1$preview", "")
			c.token = ""
			if r := c.cpp(401, get, offer, ""); r.object(c.t)["Message"] == "" {
				c.t.Errorf("%s", r.Body)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { test(newCPP(t, sandbox.Options{})) })
		})
	}
}

// TestCPPStepFails: a step that fails is blocked and says why, and what comes
// after it has not begun.
func TestCPPStepFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCPP(t, sandbox.Options{Switches: sandbox.Switches{FailInPreview: []string{"GATE-VM"}}})
		r := c.cpp(http.StatusAccepted, http.MethodPost, cppOffers+"/gate-vm/publish", "")
		time.Sleep(10 * step)
		v := c.follow(r)
		if v["status"] != "failed" || c.cppGet(cppOffers + "/gate-vm")["status"] != "failed" {
			t.Errorf("%v", v["status"])
		}
		var got []string
		for _, row := range steps(v) {
			got = append(got, part(row, "id").(string)+" "+part(row, "status").(string))
		}
		if want := "displaydummycertify complete, displaycertify complete, displayprovision complete, displaypackage blocked, publisher-signoff notStarted, live notStarted"; strings.Join(got, ", ") != want {
			t.Errorf("%q", got)
		}
		if part(v, "steps", 3, "messages", 0, "level") != "error" || part(v, "steps", 3, "progressPercentage") != 0.0 {
			t.Errorf("%v", part(v, "steps", 3))
		}
		c.cpp(http.StatusAccepted, http.MethodPost, cppOffers+"/gate-vm/cancel", "") // nothing runs
		if v := c.cppGet(cppOffers + "/gate-vm/status"); v["status"] != "failed" {
			t.Errorf("%v", v["status"])
		}
	})
}
