package checklist_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
)

const (
	vm  = "virtual-machine"
	app = "azure-application"
)

func offerType(tb testing.TB, id model.OfferType) *catalog.Type {
	tb.Helper()
	c, err := catalog.Load()
	if err != nil {
		tb.Fatal(err)
	}
	t, ok := c.Type(id)
	if !ok {
		tb.Fatalf("no type %s", id)
	}
	return t
}

// documents are an offer's documents by key.
type documents map[string]string

// with is a copy in which some documents are others; an empty text takes one out.
func (d documents) with(changes ...string) documents {
	out := maps.Clone(d)
	for i := 0; i+1 < len(changes); i += 2 {
		out[changes[i]] = changes[i+1]
		if changes[i+1] == "" {
			delete(out, changes[i])
		}
	}
	return out
}

// contents makes contents of documents; plans are those given, as id or
// id:subtype.
func (d documents) contents(tb testing.TB, dialect model.Dialect, plans ...string) model.Contents {
	tb.Helper()
	c := model.Contents{Exists: true}
	for _, p := range plans {
		id, subtype, _ := strings.Cut(p, ":")
		c.Plans = append(c.Plans, model.Plan{ID: model.PlanID(id), Alias: strings.ToUpper(id[:1]) + id[1:], Subtype: subtype})
	}
	for key, text := range d {
		k, ok := model.ParseSectionKey(key)
		if !ok {
			tb.Fatalf("%q is no key", key)
		}
		c.Documents = append(c.Documents, model.Document{Key: k, Dialect: dialect, Raw: json.RawMessage(text)})
	}
	return c
}

const (
	appListing = `{"title":"T","summary":"S","description":"D","listingUris":[{"type":"PrivacyUri","uri":"https://a.example"}],` +
		`"listingContacts":[{"type":"CustomerSupport","name":"S","email":"s@a.example","phone":"1","uri":"https://a.example"},{"type":"Engineering","name":"E","email":"e@a.example","phone":"2"}]}`
	appPlanListing = `{"title":"T","shortDescription":"S","description":"D"}`
	appPricing     = `{"visibility":"Public","marketStates":[{"marketCode":"US","state":"Enabled"}],"priceSchedules":[{"isBaseSchedule":true,"schedules":[{"retailPrice":{"openPrice":1}}]}]}`
	appPackage     = `{"version":"1.0.0","packageReferences":[{"type":"AzureApplicationPackage","value":"1"}]}`
)

// application is a complete Azure application with a plan of each kind.
func application() documents {
	d := documents{
		"product": `{"name":"A","externalIDs":[{"type":"AzureOfferId","value":"a"}]}`, "setup": `{"sellingOption":"ListAndSell"}`,
		"properties": `{"leveledCategories":{"web":["other"]},"useEnterpriseContract":true}`, "listing": appListing,
		"assets:logo": `{"type":"AzureLogoLarge","fileName":"l.png"}`, "preview-audience": `{"subscriptionAudiences":[]}`,
		"technical": `{}`, "resell": `{"resellerChannelState":"Enabled"}`, "leads": `{"resourceType":"AzureTableLeadConfiguration","contactEmail":"a@a.example"}`,
	}
	for _, p := range []string{"basic", "pro"} {
		d["plans/"+p+"/setup"] = `{"externalID":"` + p + `","friendlyName":"P","cloudAvailabilities":["public-azure"]}`
		d["plans/"+p+"/listing"], d["plans/"+p+"/pricing"], d["plans/"+p+"/technical"] = strings.Replace(appPlanListing, `"T"`, `"`+p+`"`, 1), appPricing, appPackage
	}
	return d
}

// machine is a complete virtual machine with one plan.
func machine() documents {
	contact := `{"name":"N","email":"n@a.example","phone":"1"}`
	return documents{
		"product": `{"identity":{"externalId":"abc"},"type":"azureVirtualMachine","alias":"A"}`, "setup": `{"sellThroughMicrosoft":true}`,
		"properties": `{"categories":{"web":["other"]},"termsConditions":"standardMicrosoft"}`,
		"listing": `{"title":"T","searchResultSummary":"S","description":"D","privacyPolicyLink":"https://a.example","languageId":"en-us",` +
			`"supportContact":` + contact + `,"engineeringContact":` + contact + `}`,
		"assets:logo": `{"type":"azureLogoLarge","languageId":"en-us"}`, "preview-audience": `{"previewAudiences":[{"type":"subscription","id":"12345678-90ab-cdef-1234-567890abcdef"}]}`,
		"resell": `{"resellerChannelState":"all"}`, "leads": `{"leadDestination":"none"}`, "test-drive": `{"enabled":false}`,
		"plans/basic/setup":     `{"identity":{"externalId":"basic"},"alias":"B","azureRegions":["azureGlobal"]}`,
		"plans/basic/listing":   `{"name":"B","summary":"S","description":"D"}`,
		"plans/basic/pricing":   `{"visibility":"visible","audience":"public","markets":["us"],"pricing":{"licenseModel":"payAsYouGo","corePricing":{"priceInputOption":"flat","price":1}}}`,
		"plans/basic/technical": `{"operatingSystem":{"family":"linux","type":"ubuntu","friendlyName":"U"},"skus":[{"imageType":"x64Gen2","skuId":"s"}],"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[]}]}`,
	}
}

// rows writes a checklist as one line per row, but for the rows left out.
func rows(items []checklist.Item, leaveOut ...checklist.Rule) string {
	var out []string
	for _, i := range items {
		skip := false
		for _, r := range leaveOut {
			skip = skip || i.Rule == r
		}
		if skip {
			continue
		}
		line := fmt.Sprintf("%s %s %s", i.Key, i.Rule, i.Reason)
		if i.Selected {
			line += " *"
		}
		if len(i.Changes) > 0 {
			line += fmt.Sprintf(" %d", len(i.Changes))
		}
		if !i.Complete {
			line += " missing " + strings.Join(i.Missing, "+")
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func build(t *testing.T, id model.OfferType, draft, base model.Contents, standing model.Standing) []checklist.Item {
	t.Helper()
	items, err := checklist.Build(offerType(t, id), draft, base, standing)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func want(t *testing.T, got, want string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(want), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	if joined := strings.Join(lines, "\n"); got != joined {
		t.Errorf("got\n%s\nwant\n%s", got, joined)
	}
}

// Rule 1: a first publish is whole; nothing can be left out.
func TestBuild_firstPublish(t *testing.T) {
	t.Parallel()
	items := build(t, app, application().contents(t, model.V1, "basic:solution-template", "pro:managed-application"), model.Contents{}, model.Standing{})
	want(t, rows(items), `
		product outside outside 2
		setup forced first-publish * 1
		properties forced first-publish * 2
		listing forced first-publish * 13
		preview-audience forced first-publish *
		technical forced first-publish *
		resell forced first-publish * 1
		leads outside outside 2
		plans/basic/setup forced first-publish * 3
		plans/basic/listing forced first-publish * 3
		plans/basic/pricing forced first-publish * 3
		plans/basic/technical forced first-publish * 2
		plans/pro/setup forced first-publish * 3
		plans/pro/listing forced first-publish * 3
		plans/pro/pricing forced first-publish * 3
		plans/pro/technical forced first-publish * 2`)
	chosen, err := checklist.Choose(items, nil)
	if err != nil || len(checklist.Sections(chosen)) != 14 || len(checklist.StaysDraft(chosen)) != 0 {
		t.Errorf("a first publish carries %v, %v", checklist.Sections(chosen), err)
	}
}

// All pages must be complete for a first publish.
func TestBuild_firstPublishIncomplete(t *testing.T) {
	t.Parallel()
	draft := machine().with("preview-audience", "", "listing", `{"title":"T","searchResultSummary":"`+strings.Repeat("x", 101)+`"}`)
	items := build(t, vm, draft.contents(t, model.Graph, "basic"), model.Contents{}, model.Standing{})
	want(t, rows(items, checklist.RuleForced, checklist.RuleOutside), `
		listing blocked incomplete 4 missing Search summary+Description+Privacy policy link+Support contact › Name+Support contact › E-mail+Support contact › Phone+Engineering contact › Name+Engineering contact › E-mail+Engineering contact › Phone+Language
		preview-audience blocked incomplete missing Preview audience`)
	_, err := checklist.Choose(items, nil)
	if err == nil || !strings.Contains(err.Error(), "Offer listing is part of every submission and is incomplete: see Search summary") {
		t.Errorf("an incomplete first publish: %v", err)
	}
}

// Rules 2, 3, 5, 7: in API v1 an update publishes what is selected, each module by
// itself; setup and plan list always travel; the rest stays a draft.
func TestBuild_modularV1(t *testing.T) {
	t.Parallel()
	plans := []string{"basic:solution-template", "pro:managed-application"}
	base := application().contents(t, model.V1, plans...)
	draft := application().with(
		"listing", strings.Replace(appListing, `"S"`, `"New"`, 1),
		"plans/pro/pricing", strings.Replace(appPricing, `:1}`, `:2}`, 1),
		"preview-audience", `{"subscriptionAudiences":[{"ID":"12345678-90ab-cdef-1234-567890abcdef"}]}`,
		"leads", `{"resourceType":"AzureTableLeadConfiguration","contactEmail":"b@a.example"}`,
	).contents(t, model.V1, plans...)
	items := build(t, app, draft, base, model.Standing{Live: &model.Submission{}})
	want(t, rows(items), `
		product outside outside
		setup forced always-travels *
		properties nothing no-change
		listing choose  1
		preview-audience choose  1
		technical nothing no-change
		resell nothing no-change
		leads outside outside 1
		plans/basic/setup forced always-travels *
		plans/basic/listing nothing no-change
		plans/basic/pricing nothing no-change
		plans/basic/technical nothing no-change
		plans/pro/setup forced always-travels *
		plans/pro/listing nothing no-change
		plans/pro/pricing choose  1
		plans/pro/technical nothing no-change`)
	if got := fmt.Sprint(checklist.Choosable(items)); got != "[listing preview-audience plans/pro/pricing]" {
		t.Errorf("choosable: %s", got)
	}
	if checklist.Sections(items) != nil {
		t.Errorf("with nothing chosen, %v travels", checklist.Sections(items))
	}
	chosen, err := checklist.Choose(items, []model.SectionKey{{Section: "listing"}, {Section: "setup"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(checklist.Sections(chosen)); got != "[setup listing plans/basic/setup plans/pro/setup]" {
		t.Errorf("travels: %s", got)
	}
	stays := checklist.StaysDraft(chosen)
	if len(stays) != 2 || stays[0].Key.String() != "preview-audience" || stays[1].Key.String() != "plans/pro/pricing" {
		t.Errorf("stays: %s", rows(stays))
	}
	if stays[1].Label != "Pro › Pricing and availability" {
		t.Errorf("label %q", stays[1].Label)
	}
	again, err := checklist.Choose(chosen, []model.SectionKey{{Plan: "pro", Section: "pricing"}})
	if err != nil || fmt.Sprint(checklist.Sections(again)) != "[setup plans/basic/setup plans/pro/setup plans/pro/pricing]" {
		t.Errorf("choosing again: %v, %v", checklist.Sections(again), err)
	}
}

// Rule 6: through the Product Ingestion API all but the product-level
// listing, audience and reseller page travels together.
func TestBuild_modularGraph(t *testing.T) {
	t.Parallel()
	base := machine().contents(t, model.Graph, "basic")
	pricing := strings.Replace(machine()["plans/basic/pricing"], `"price":1`, `"price":2`, 1)
	draft := machine().with("plans/basic/pricing", pricing, "assets:logo", `{"type":"azureLogoLarge","languageId":"en-us","fileName":"new.png"}`, "resell", `{"resellerChannelState":"none"}`)
	items := build(t, vm, draft.contents(t, model.Graph, "basic"), base, model.Standing{})
	want(t, rows(items), `
		product forced with-properties *
		setup forced always-travels *
		properties forced with-properties *
		listing choose  1
		preview-audience nothing no-change
		resell choose  1
		leads outside outside
		test-drive forced always-travels *
		plans/basic/setup forced plans-travel-together *
		plans/basic/listing forced plans-travel-together *
		plans/basic/pricing forced plans-travel-together * 1
		plans/basic/technical forced plans-travel-together *`)
	// The images have no row of their own: they are published with the listing.
	chosen, err := checklist.Choose(items, []model.SectionKey{{Section: "assets", Item: "logo"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(checklist.Sections(chosen)); !strings.Contains(got, " listing ") || strings.Contains(got, "resell") || strings.Contains(got, "assets") {
		t.Errorf("travels: %s", got)
	}
	if stays := checklist.StaysDraft(chosen); len(stays) != 1 || stays[0].Key.Section != "resell" {
		t.Errorf("stays: %s", rows(stays))
	}
}

// Rule 4: an incomplete page blocks itself, not the others; if it must travel,
// it blocks them all.
func TestBuild_incomplete(t *testing.T) {
	t.Parallel()
	plans := []string{"basic:solution-template", "pro:managed-application"}
	base := application().contents(t, model.V1, plans...)
	draft := application().with("listing", `{"title":""}`, "plans/pro/technical", strings.Replace(appPackage, "1.0.0", "1.0", 1), "resell", `{"resellerChannelState":"OptOut"}`)
	items := build(t, app, draft.contents(t, model.V1, plans...), base, model.Standing{})
	want(t, rows(items, checklist.RuleNothing, checklist.RuleForced, checklist.RuleOutside), `
		listing blocked incomplete 11 missing Name+Search summary+Description+Privacy policy link+Support contact › Name+Support contact › E-mail+Support contact › Phone+Support contact › Web address+Engineering contact › Name+Engineering contact › E-mail+Engineering contact › Phone
		resell choose  1
		plans/pro/technical blocked incomplete 1 missing Version`)
	if _, err := checklist.Choose(items, []model.SectionKey{{Section: "resell"}}); err != nil {
		t.Errorf("a complete page is blocked by others: %v", err)
	}
	_, err := checklist.Choose(items, []model.SectionKey{{Plan: "pro", Section: "technical"}})
	if err == nil || !strings.Contains(err.Error(), "Pro › Technical configuration is incomplete: see Version") {
		t.Errorf("an incomplete page: %v", err)
	}

	vmBase := machine().contents(t, model.Graph, "basic")
	vmDraft := machine().with("properties", `{"termsConditions":"standardMicrosoft"}`, "resell", `{"resellerChannelState":"none"}`).contents(t, model.Graph, "basic")
	_, err = checklist.Choose(build(t, vm, vmDraft, vmBase, model.Standing{}), []model.SectionKey{{Section: "resell"}})
	if err == nil || !strings.Contains(err.Error(), "Properties is part of every submission and is incomplete: see Categories") {
		t.Errorf("an incomplete page that must travel: %v", err)
	}
}

// What was published incomplete by other means does not block an update.
func TestBuild_incompleteUnchanged(t *testing.T) {
	t.Parallel()
	old := machine().with("properties", `{"termsConditions":"standardMicrosoft"}`)
	items := build(t, vm, old.with("resell", `{"resellerChannelState":"none"}`).contents(t, model.Graph, "basic"), old.contents(t, model.Graph, "basic"), model.Standing{})
	if _, err := checklist.Choose(items, []model.SectionKey{{Section: "resell"}}); err != nil {
		t.Error(err)
	}
}

// Rule 13: one submission at a time.
func TestBuild_running(t *testing.T) {
	t.Parallel()
	base := machine().contents(t, model.Graph, "basic")
	draft := machine().with("resell", `{"resellerChannelState":"none"}`).contents(t, model.Graph, "basic")
	items := build(t, vm, draft, base, model.Standing{Running: &model.Submission{}})
	want(t, rows(items, checklist.RuleOutside), `
		product blocked running
		setup blocked running
		properties blocked running
		listing nothing no-change
		preview-audience nothing no-change
		resell blocked running 1
		test-drive blocked running
		plans/basic/setup blocked running
		plans/basic/listing blocked running
		plans/basic/pricing blocked running
		plans/basic/technical blocked running`)
	_, err := checklist.Choose(items, []model.SectionKey{{Section: "resell"}})
	if err == nil || !strings.Contains(err.Error(), "while a submission is under way") {
		t.Errorf("during a submission: %v", err)
	}
}

func TestBuild_noChange(t *testing.T) {
	t.Parallel()
	base := machine().contents(t, model.Graph, "basic")
	draft := machine().with("leads", `{"leadDestination":"email","emailLeadConfiguration":{"contactEmail":["a@a.example"]}}`).contents(t, model.Graph, "basic")
	items := build(t, vm, draft, base, model.Standing{})
	for _, i := range items {
		if i.Key.Section != "leads" && (i.Rule != checklist.RuleNothing || i.Selected) {
			t.Errorf("%s is %s", i.Key, i.Rule)
		}
	}
	if got := checklist.Sections(items); got != nil {
		t.Errorf("travels: %v", got)
	}
	if got := checklist.StaysDraft(items); len(got) != 0 {
		t.Errorf("leads take effect when saved, but stay: %s", rows(got))
	}
}

// A new plan's sections are published together; a removed plan travels as one row.
func TestBuild_plansComeAndGo(t *testing.T) {
	t.Parallel()
	base := application().with("plans/pro/setup", "", "plans/pro/listing", "", "plans/pro/pricing", "", "plans/pro/technical", "").contents(t, model.V1, "basic:solution-template")
	both := application().contents(t, model.V1, "basic:solution-template", "pro:managed-application")
	items := build(t, app, both, base, model.Standing{})
	want(t, rows(items, checklist.RuleNothing, checklist.RuleOutside), `
		setup forced always-travels *
		plans/basic/setup forced always-travels *
		plans/pro/setup forced always-travels * 3
		plans/pro/listing choose new-plan 3
		plans/pro/pricing choose new-plan 3
		plans/pro/technical choose new-plan 2`)
	chosen, err := checklist.Choose(items, []model.SectionKey{{Plan: "pro", Section: "pricing"}})
	if err != nil || fmt.Sprint(checklist.Sections(chosen)) != "[setup plans/basic/setup plans/pro/setup plans/pro/listing plans/pro/pricing plans/pro/technical]" {
		t.Errorf("travels: %v, %v", checklist.Sections(chosen), err)
	}

	half := application().with("plans/pro/technical", `{}`).contents(t, model.V1, "basic:solution-template", "pro:managed-application")
	_, err = checklist.Choose(build(t, app, half, base, model.Standing{}), []model.SectionKey{{Plan: "pro", Section: "pricing"}})
	if err == nil || !strings.Contains(err.Error(), "Pro › Technical configuration is part of a new plan") {
		t.Errorf("half a new plan: %v", err)
	}

	items = build(t, app, base, both, model.Standing{})
	want(t, rows(items, checklist.RuleNothing, checklist.RuleOutside), `
		setup forced always-travels *
		plans/basic/setup forced always-travels *
		plans/pro/setup forced plan-removed * 11`)
}

func TestChoose_refusals(t *testing.T) {
	t.Parallel()
	plans := []string{"basic:solution-template", "pro:managed-application"}
	base := application().contents(t, model.V1, plans...)
	items := build(t, app, application().with("resell", `{"resellerChannelState":"OptOut"}`).contents(t, model.V1, plans...), base, model.Standing{})
	for key, wanted := range map[string]string{
		"listing":             "Offer listing has no changes to publish",
		"leads":               "Customer leads is not part of a submission",
		"nonsense":            "nonsense is not a section that can be published",
		"plans/other/listing": "plans/other/listing is not a section",
	} {
		k, _ := model.ParseSectionKey(key)
		if _, err := checklist.Choose(items, []model.SectionKey{k}); err == nil || !strings.Contains(err.Error(), wanted) {
			t.Errorf("%s: %v; want %q", key, err, wanted)
		}
	}
	before := rows(items)
	if _, err := checklist.Choose(items, []model.SectionKey{{Section: "resell"}}); err != nil {
		t.Error(err)
	}
	if rows(items) != before {
		t.Error("choosing changed the list it was given")
	}
}

// Sections no catalogue knows: through the Product Ingestion API they travel
// with the rest, through the submission API they cannot.
func TestBuild_unknownSections(t *testing.T) {
	t.Parallel()
	base := machine().contents(t, model.Graph, "basic")
	items := build(t, vm, machine().with("mystery", `{"a":1}`).contents(t, model.Graph, "basic"), base, model.Standing{})
	if last := items[len(items)-1]; last.Key.Section != "mystery" || last.Rule != checklist.RuleForced || last.Reason != checklist.ReasonWithProperties {
		t.Errorf("got %s", rows(items))
	}
	v1 := application().contents(t, model.V1, "basic", "pro")
	items = build(t, app, application().with("mystery", `{"a":1}`).contents(t, model.V1, "basic", "pro"), v1, model.Standing{})
	if last := items[len(items)-1]; last.Key.Section != "mystery" || last.Rule != checklist.RuleOutside {
		t.Errorf("got %s", rows(items))
	}
	items, err := checklist.Build(nil, documents{"x": `{"a":1}`}.contents(t, model.V1), model.Contents{}, model.Standing{})
	if err != nil || rows(items) != "x forced first-publish * 1" {
		t.Errorf("an unknown type: %s, %v", rows(items), err)
	}
}

func TestBuild_refusals(t *testing.T) {
	t.Parallel()
	draft := machine().contents(t, model.Graph, "basic")
	ty := offerType(t, vm)
	if _, err := checklist.Build(ty, draft, model.Contents{}, model.Standing{Live: &model.Submission{}}); err == nil || !strings.Contains(err.Error(), "load it") {
		t.Errorf("live, but not known: %v", err)
	}
	if _, err := checklist.Build(ty, machine().with("listing", `{`).contents(t, model.Graph, "basic"), model.Contents{}, model.Standing{}); err == nil {
		t.Error("half a document was read")
	}
	if _, err := checklist.Build(ty, draft, machine().contents(t, model.V1, "basic"), model.Standing{}); err == nil || !strings.Contains(err.Error(), "comparing the draft with what was published") {
		t.Errorf("two dialects: %v", err)
	}
}
