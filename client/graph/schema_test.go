package graph_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"awning/client/graph"
)

// The table names each type once, its versions from old to new, and writes none
// that it does not know.
func TestSchemas(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-preview\d)?$`)
	age := func(v string) string { // a preview is older than what it previews
		if !strings.Contains(v, "-preview") {
			return v + "~"
		}
		return v
	}
	seen := map[string]bool{}
	for _, s := range graph.Schemas() {
		if seen[s.Type] || len(s.Versions) == 0 {
			t.Errorf("%s is there twice, or without a version", s.Type)
		}
		seen[s.Type] = true
		if !slices.IsSortedFunc(s.Versions, func(a, b string) int { return strings.Compare(age(a), age(b)) }) {
			t.Errorf("the versions of %s are in disorder: %v", s.Type, s.Versions)
		}
		if i := slices.IndexFunc(s.Versions, func(v string) bool { return !form.MatchString(v) }); i >= 0 {
			t.Errorf("%s has a version %q", s.Type, s.Versions[i])
		}
		if s.Write != "" && !slices.Contains(s.Versions, s.Write) {
			t.Errorf("%s is written as %s, which is not known", s.Type, s.Write)
		}
	}
}

// What this client makes of its own, byte by byte.
func TestElements(t *testing.T) {
	t.Parallel()
	const host = "https://schema.mp.microsoft.com/schema/"
	plan := json.RawMessage(`{"$schema":"https://product-ingestion.azureedge.net/schema/plan/2022-03-01-preview2","id":"plan/P/V", "kept" :1.0,"validations":[{}]}`)
	deprecated, err := graph.WithLifecycle(plan, graph.Deprecated)
	if err != nil {
		t.Fatal(err)
	}
	audience, err := graph.UpdateAudience("P", "V", []graph.Member{{Type: "tenant", ID: "T", Label: "<us>"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		got  json.RawMessage
		want string
	}{
		"stop an offer": {
			graph.ToLifecycle("P", "S", graph.Deprecated),
			`{"$schema":"` + host + `submission/2022-03-01-preview2","id":"submission/P/S","product":"product/P","target":{"targetType":"live"},"lifecycleState":"deprecated"}`,
		},
		"stop a plan": {
			deprecated, `{"$schema":"` + host + `plan/2022-03-01-preview2","id":"plan/P/V", "kept" :1.0,"lifecycleState":"deprecated"}`,
		},
		"an audience": {
			audience, `{"$schema":"` + host + `price-and-availability-update-private-audiences/2022-03-01-preview3","product":"product/P","plan":"plan/P/V",` +
				`"privateAudiences":{"add":[{"type":"tenant","id":"T","label":"\u003cus\u003e"}],"remove":[]}}`,
		},
	} {
		if string(c.got) != c.want {
			t.Errorf("%s: %s\nwant %s", name, c.got, c.want)
		}
	}
}

// An image version is withdrawn where it stands; the others stay as they are.
func TestWithImage(t *testing.T) {
	t.Parallel()
	const before = `{"id":"x/P/V","vmImageVersions":[{"versionNumber":"1.0.0", "vmImages":[] },{"versionNumber":"1.1.0","kept" : 1.50}],"skus":[]}`
	out, err := graph.WithImage(json.RawMessage(before), "1.1.0", graph.Deprecated, graph.Schedule{
		Offset: "P90D", Reason: "other", Alternative: &graph.Alternative{Plan: "plan/P/W"},
	})
	const after = `{"id":"x/P/V","vmImageVersions":[{"versionNumber":"1.0.0", "vmImages":[] },{"versionNumber":"1.1.0","kept" : 1.50,"lifecycleState":"deprecated",` +
		`"deprecationSchedule":{"dateOffset":"P90D","reason":"other","alternative":{"plan":"plan/P/W"}}}],"skus":[]}`
	if err != nil || string(out) != after {
		t.Fatalf("%s (%v)", out, err)
	}
	if out, err = graph.WithImage(out, "1.1.0", graph.Available, graph.Schedule{}); err != nil || strings.Contains(string(out), "Schedule") ||
		!strings.Contains(string(out), `"lifecycleState":"generallyAvailable"`) {
		t.Errorf("restored: %s (%v)", out, err)
	}
	for _, body := range []string{before, `{"vmImageVersions":7}`, `{}`, `[`} {
		if out, err = graph.WithImage(json.RawMessage(body), "9.9.9", graph.Deprecated, graph.Schedule{}); err == nil {
			t.Errorf("%s became %s", body, out)
		}
	}
}
