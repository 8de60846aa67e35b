package checklist_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
)

func item(t *testing.T, items []checklist.Item, key string) checklist.Item {
	t.Helper()
	for _, i := range items {
		if i.Key.String() == key {
			return i
		}
	}
	t.Fatalf("no row %s in\n%s", key, rows(items))
	return checklist.Item{}
}

// faults writes what stands in a row's way.
func faults(i checklist.Item) string {
	out := make([]string, len(i.Faults))
	for j, f := range i.Faults {
		out[j] = fmt.Sprintf("%s %s: %v", f.Key, f.Field, f.Err)
	}
	return strings.Join(out, "\n")
}

// Rules over all documents of a section: how many there may be, and what each
// must have for itself.
func TestBuild_acrossDocuments(t *testing.T) {
	t.Parallel()
	shots := documents{}
	for i := range 6 {
		shots[fmt.Sprintf("assets:shot/%d", i+1)] = `{"type":"AzureLogoScreenshot","description":"C"}`
	}
	tests := []struct {
		name, row, want string
		draft           documents
	}{
		{
			"too many screenshots", "listing", "Screenshots: at most 5 are allowed; there are 6",
			application().with(pairs(shots)...),
		},
		{
			"no logo", "listing", "Large logo: at least 1 is needed; there is none",
			application().with("assets:logo", ""),
		},
		{
			"two plans of one name", "plans/pro/listing", `Plan name must be unique within the offer; "Basic" is also that of plans/basic/listing`,
			application().with("plans/basic/listing", strings.Replace(appPlanListing, "T", "basic", 1), "plans/pro/listing", strings.Replace(appPlanListing, "T", "Basic", 1)),
		},
	}
	for _, test := range tests {
		items := build(t, app, test.draft.contents(t, model.V1, "basic:solution-template", "pro:managed-application"), model.Contents{}, model.Standing{})
		i := item(t, items, test.row)
		if got := faults(i); !strings.HasSuffix(got, test.want) || i.Rule != checklist.RuleBlocked || i.Complete {
			t.Errorf("%s: %s, %q; want %q", test.name, i.Rule, got, test.want)
		}
	}
}

func pairs(d documents) []string {
	var out []string
	for key, text := range d {
		out = append(out, key, text)
	}
	return out
}

// An offer without a plan cannot be published, and the first row that would
// travel says so.
func TestBuild_noPlan(t *testing.T) {
	t.Parallel()
	draft := machine()
	for key := range machine() {
		if strings.HasPrefix(key, "plans/") {
			delete(draft, key)
		}
	}
	items := build(t, vm, draft.contents(t, model.Graph), model.Contents{}, model.Standing{})
	i := item(t, items, "product")
	if got := faults(i); !strings.HasSuffix(got, "Plans: at least 1 is needed; there is none") || i.Rule != checklist.RuleBlocked {
		t.Errorf("%s, %q", i.Rule, got)
	}
	if wrong, ok := errors.AsType[*catalog.TallyError](i.Faults[0].Err); !ok || wrong.Actual != 0 {
		t.Errorf("the fault is %#v", i.Faults[0].Err)
	}
}

// What a publish fixed cannot be given up: the row that tries is blocked.
func TestBuild_kept(t *testing.T) {
	t.Parallel()
	base := machine().with("plans/basic/setup", `{"identity":{"externalId":"basic"},"alias":"B","azureRegions":["azureGlobal","azureGovernment"]}`)
	private := strings.Replace(machine()["plans/basic/pricing"], `"audience":"public"`, `"audience":"private"`, 1)
	items := build(t, vm, machine().with("plans/basic/pricing", private).contents(t, model.Graph, "basic"), base.contents(t, model.Graph, "basic"),
		model.Standing{Live: &model.Submission{}})
	for row, want := range map[string]string{
		"plans/basic/setup":   `plans/basic/setup regions: Azure regions was published with "Azure Government", which cannot be taken back`,
		"plans/basic/pricing": `plans/basic/pricing audience: Sold to was published with "Everyone", which cannot be taken back`,
	} {
		if i := item(t, items, row); faults(i) != want || i.Rule != checklist.RuleBlocked {
			t.Errorf("%s: %s, %q; want %q", row, i.Rule, faults(i), want)
		}
	}
	first := build(t, vm, machine().with("plans/basic/pricing", private).contents(t, model.Graph, "basic"), model.Contents{}, model.Standing{})
	if i := item(t, first, "plans/basic/pricing"); len(i.Faults) > 0 {
		t.Errorf("before the first publish everything can change: %s", faults(i))
	}
}

// Where the documentation contradicts itself, the publisher is told and the
// service decides.
func TestBuild_doubts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 4001)
	draft := machine().with("properties", `{"categories":{"web":["other"]},"termsConditions":"standardMicrosoft","standardContractAmendment":"`+long+`"}`)
	i := item(t, build(t, vm, draft.contents(t, model.Graph, "basic"), model.Contents{}, model.Standing{}), "properties")
	if i.Rule != checklist.RuleForced || !i.Complete || len(i.Faults) > 0 {
		t.Errorf("%s, %q", i.Rule, faults(i))
	}
	if len(i.Doubts) != 1 || i.Doubts[0].Field != "amendment" || !strings.Contains(i.Doubts[0].Err.Error(), "at most 4000 characters; this is 4001 characters") {
		t.Errorf("the doubts are %v", i.Doubts)
	}
}
