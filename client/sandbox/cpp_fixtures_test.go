package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

// shapeDiffs lists where two documents have different members or kinds of
// values. Arrays are compared by their first elements.
func shapeDiffs(want, got any, path string) []string {
	if kindOf(want) != kindOf(got) {
		return []string{fmt.Sprintf("%s is %s, want %s", path, kindOf(got), kindOf(want))}
	}
	var out []string
	switch want := want.(type) {
	case map[string]any:
		got, _ := got.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if _, ok := got[name]; !ok {
				out = append(out, path+"."+name+" is missing")
				continue
			}
			out = append(out, shapeDiffs(want[name], got[name], path+"."+name)...)
		}
		for _, name := range slices.Sorted(maps.Keys(got)) {
			if _, ok := want[name]; !ok {
				out = append(out, path+"."+name+" is too much")
			}
		}
	case []any:
		got, _ := got.([]any)
		if len(want) > 0 && len(got) > 0 {
			out = shapeDiffs(want[0], got[0], path+"[0]")
		}
	}
	return out
}

func kindOf(v any) string {
	if v == nil {
		return "null"
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", v), "map[string]")
}

// decoded reads a body with its numbers as they are written.
func decoded(t *testing.T, body []byte) any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return v
}

// TestCPPRecorded: what was recorded of the real service comes out alike here.
func TestCPPRecorded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		recorded := cppFixture(t, "recorded-vm-put-response.json").(map[string]any)
		c := newCPP(t, sandbox.Options{})
		r := c.make("made-here")
		// The service answers the same members to everybody, whatever was sent.
		got := decoded(t, r.Body).(map[string]any)
		delete(part(got, "definition", "offer").(map[string]any), "unheard.of")
		for _, diff := range shapeDiffs(recorded, got, "") {
			if !strings.Contains(diff, ".categoryL2-") && !strings.Contains(diff, ".vmImages.") { // named after what is in them
				t.Error(diff)
			}
		}

		recorded["publisherId"], recorded["id"] = "apub", "recorded-vm"
		r = c.cpp(http.StatusCreated, http.MethodPut, cppOffers+"/recorded-vm", jsonOf(t, recorded))
		got = decoded(t, r.Body).(map[string]any)
		if diffs := shapeDiffs(recorded, got, ""); diffs != nil {
			t.Errorf("%s", strings.Join(diffs, "\n"))
		}
		if a, b := unhosted(got["definition"]), unhosted(recorded["definition"]); jsonOf(t, a) != jsonOf(t, b) {
			t.Errorf("the definition came back as\n%s\nand was\n%s", jsonOf(t, a), jsonOf(t, b))
		}

		row := cppFixture(t, "recorded-vm-list-response.json").([]any)[0]
		list := decoded(t, c.cpp(http.StatusOK, http.MethodGet, cppOffers+"?$filter=offerTypeId%20eq%20'microsoft-azure-virtualmachines'", "").Body).([]any)
		if len(list) != 4 {
			t.Errorf("%d virtual machines", len(list))
		}
		for _, got := range list {
			if diffs := shapeDiffs(row, got, ""); diffs != nil {
				t.Errorf("%s", strings.Join(diffs, "\n"))
			}
		}
		if at := part(list[0], "changedTime").(string); strings.HasSuffix(at, "Z") {
			t.Errorf("time %s", at)
		}
		if at := part(list[1], "changedTime").(string); part(list[1], "pcMigrationStatus") != "none" || !strings.HasSuffix(at, "Z") {
			t.Errorf("not migrated: time %s in %v", at, list[1])
		}

		delete(recorded, "offerTypeId")
		r = c.cpp(http.StatusBadRequest, http.MethodPut, cppOffers+"/recorded-vm", jsonOf(t, recorded), "If-Match", "*")
		if want := cppFixture(t, "recorded-error-badrequest.json"); jsonOf(t, decoded(t, r.Body)) != jsonOf(t, want) {
			t.Errorf("%s, want %v", r.Body, want)
		}
		r = c.cpp(http.StatusForbidden, http.MethodGet, "/api/publishers/nobody/offers/x", "")
		if want := cppFixture(t, "recorded-error-forbidden.json"); jsonOf(t, decoded(t, r.Body)) != jsonOf(t, want) {
			t.Errorf("%s, want %v", r.Body, want)
		}
	})
}

// unhosted is a document without the addresses that the service gives files.
func unhosted(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, value := range v {
			out[name] = unhosted(value)
			if strings.HasSuffix(name, "Logo") || name == "osVhdUrl" || name == "packageFile" {
				out[name] = "file"
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = unhosted(v[i])
		}
		return out
	default:
		return v
	}
}

// TestCPPExamples: each example of a whole offer can be put, and comes back
// with every member it had.
func TestCPPExamples(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"offer-vm-put-request.json", "offer-vm-slot-draft.json", "offer-vm-slot-preview.json", "offer-vm-slot-production.json",
		"offer-corevm.json", "offer-azure-application.json",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := cppFixture(t, name).(map[string]any)
			c := newCPP(t, sandbox.Options{})
			doc["publisherId"] = "apub"
			path := cppOffers + "/" + doc["id"].(string)
			c.cpp(http.StatusCreated, http.MethodPut, path, jsonOf(t, doc))
			got := decoded(t, c.cpp(http.StatusOK, http.MethodGet, path, "").Body)
			want, have := unhosted(doc["definition"]), unhosted(part(got, "definition"))
			for _, diff := range lost(want, have, "") {
				if !strings.Contains(diff, "windowsOSType") { // answered as osType
					t.Error(diff)
				}
			}
			c.cpp(http.StatusAccepted, http.MethodPost, path+"/publish", "")
		})
	}
}

// lost lists what of a document another one has not, or has otherwise.
func lost(want, have any, path string) []string {
	switch want := want.(type) {
	case map[string]any:
		have, _ := have.(map[string]any)
		var out []string
		for name, value := range want {
			out = append(out, lost(value, have[name], path+"."+name)...)
		}
		return out
	case []any:
		have, _ := have.([]any)
		if len(want) != len(have) {
			return []string{fmt.Sprintf("%s has %d elements, want %d", path, len(have), len(want))}
		}
		var out []string
		for i := range want {
			out = append(out, lost(want[i], have[i], fmt.Sprintf("%s[%d]", path, i))...)
		}
		return out
	default:
		if want != have {
			return []string{fmt.Sprintf("%s is %v, want %v", path, have, want)}
		}
		return nil
	}
}

// TestCPPProgressForms: status, operations and submissions have the members of
// the examples in each state.
func TestCPPProgressForms(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCPP(t, sandbox.Options{Switches: sandbox.Switches{RefuseInCertification: []string{"refused-vm"}}})
		const at = cppOffers + "/made-vm"
		like := func(path, fixture string) any {
			t.Helper()
			want, got := cppFixture(t, fixture), decoded(t, c.cpp(http.StatusOK, http.MethodGet, path, "").Body)
			if diffs := shapeDiffs(want, got, fixture); diffs != nil {
				t.Errorf("%s", strings.Join(diffs, "\n"))
			}
			for i, row := range steps(want) {
				if got := steps(got); i >= len(got) || part(row, "id") != part(got[i], "id") || part(row, "status") != part(got[i], "status") {
					t.Errorf("%s: step %d is %v, want %v", fixture, i, got[i], row)
				}
			}
			if part(want, "status") != part(got, "status") {
				t.Errorf("%s: status %v", fixture, part(got, "status"))
			}
			return got
		}
		c.make("made-vm")
		c.make("refused-vm")
		like(at+"/status", "status-never-published.json")
		r := c.cpp(http.StatusAccepted, http.MethodPost, at+"/publish", "")
		time.Sleep(step + step/3)
		if p := part(like(at+"/status", "status-running-certification.json"), "steps", 1, "progressPercentage"); p.(json.Number).String() != "33" {
			t.Errorf("certification is at %v %%", p)
		}
		like(r.Header.Get("Location"), "operation-running.json")
		c.cpp(http.StatusAccepted, http.MethodPost, at+"/cancel", "")
		time.Sleep(step)
		like(at+"/status", "status-canceled.json")
		c.toSignoff("made-vm")
		like(at+"/status", "status-waiting-for-publisher.json")
		c.cpp(http.StatusAccepted, http.MethodPost, at+"/golive", "")
		time.Sleep(step)
		like(at+"/status", "status-succeeded.json")
		c.cpp(http.StatusAccepted, http.MethodPost, cppOffers+"/refused-vm/publish", "")
		time.Sleep(3 * step)
		like(cppOffers+"/refused-vm/status", "status-failed.json")

		want := cppFixture(t, "submissions-list.json")
		got := decoded(t, c.cpp(http.StatusOK, http.MethodGet, at+"/submissions/", "").Body).([]any)
		if len(got) != 3 {
			t.Errorf("%d submissions", len(got))
		}
		for i, row := range got {
			for _, diff := range shapeDiffs(part(want, 1), row, "") {
				t.Errorf("submission %d: %s", i, diff)
			}
		}
		for _, diff := range shapeDiffs(cppFixture(t, "publishers.json"), decoded(t, c.cpp(http.StatusOK, http.MethodGet, "/api/publishers", "").Body), "") {
			t.Error(diff)
		}
	})
}

func steps(v any) []any {
	list, _ := part(v, "steps").([]any)
	return list
}

// TestCPPErrors: each example of an error is said with its status, its code and
// in its form.
func TestCPPErrors(t *testing.T) {
	t.Parallel()
	list, ok := cppFixture(t, "errors.json").([]any)
	if !ok {
		t.Fatal("no list of errors")
	}
	c := newCPP(t, sandbox.Options{})
	const offer = cppOffers + "/gate-vm"
	body := jsonOf(t, c.cppGet(offer))
	for name, ask := range map[string]func(status int) response{
		"unknown api-version":                       func(n int) response { return c.cpp(n, http.MethodGet, offer+"?api-version=2099-01-01", "") },
		"PUT body without offerTypeId":              func(n int) response { return c.cpp(n, http.MethodPut, offer, "{}", "If-Match", "*") },
		"no right on the publisher":                 func(n int) response { return c.cpp(n, http.MethodGet, "/api/publishers/bpubs/offers", "") },
		"PUT on an existing offer without If-Match": func(n int) response { return c.cpp(n, http.MethodPut, offer, body) },
		"missing or bad token": func(n int) response {
			return c.cpp(n, http.MethodGet, offer, "", "Authorization", "Bearer x")
		},
		"publish, unknown offer, migrated service": func(n int) response { return c.cpp(n, http.MethodPost, cppOffers+"/none/publish", "") },
		"publish, validation failed, migrated service": func(n int) response {
			c.cppEdit("gate-vm", func(offer map[string]any, _ []any) { delete(offer, "microsoft-azure-marketplace.summary") })
			return c.cpp(n, http.MethodPost, offer+"/publish", "")
		},
		"stale ETag":              func(n int) response { return c.cpp(n, http.MethodPut, offer, body, "If-Match", `W/"x"`) },
		"offer or slot not found": func(n int) response { return c.cpp(n, http.MethodGet, offer+"/slot/Other", "") },
	} {
		i := slices.IndexFunc(list, func(v any) bool { return part(v, "name") == name })
		if i < 0 {
			t.Errorf("no example %q", name)
			continue
		}
		status, err := part(list[i], "http").(json.Number).Int64()
		if err != nil {
			t.Fatal(err)
		}
		want, got := part(list[i], "body"), decoded(t, ask(int(status)).Body)
		if diffs := shapeDiffs(want, got, name); diffs != nil || part(want, "error", "code") != part(got, "error", "code") {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if part(list[i], "evidence") == "recorded" && jsonOf(t, want) != jsonOf(t, got) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if text, ok := want.(string); ok && strings.SplitN(text, ":", 2)[0] != strings.SplitN(got.(string), ":", 2)[0] {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
