package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
)

func load(tb testing.TB) *catalog.Catalog {
	tb.Helper()
	c, err := catalog.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func offerType(tb testing.TB, id model.OfferType) *catalog.Type {
	tb.Helper()
	ty, ok := load(tb).Type(id)
	if !ok {
		tb.Fatalf("the catalogue does not know %q", id)
	}
	return ty
}

func field(tb testing.TB, id model.OfferType, path string) *catalog.Field {
	tb.Helper()
	_, f, err := offerType(tb, id).Resolve(path)
	if err != nil {
		tb.Fatal(err)
	}
	if f == nil {
		tb.Fatalf("%s names no field", path)
	}
	return f
}

func TestTypes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id        model.OfferType
		graph, v1 string
		dialect   model.Dialect
		plans     bool
	}{
		{"saas", "softwareAsAService", "SoftwareAsAService", model.Graph, true},
		{"virtual-machine", "azureVirtualMachine", "AzureThirdPartyVirtualMachine", model.Graph, true},
		{"azure-application", "azureApplication", "AzureApplication", model.V1, true},
		{"container", "azureContainer", "AzureContainer", model.Graph, true},
		{"business-central", "dynamics365BusinessCentral", "AzureDynamics365BusinessCentral", model.V1, true},
		{"customer-engagement", "dynamics365ForCustomerEngagement", "AzureDynamics365ForCustomerEngagement", model.V1, true},
		{"operations", "dynamics365ForOperations", "AzureDynamics365ForOperations", model.V1, false},
		{"power-bi-app", "powerBiApp", "AzurePowerBIApp", model.V1, false},
		{"iot-edge", "iotEdgeModule", "AzureIoTEdgeModule", model.V1, true},
		{"consulting", "consultingService", "AzureConsultingService", model.V1, false},
		{"managed-service", "managedService", "AzureManagedService", model.V1, true},
	}
	c := load(t)
	types := c.Types()
	if len(types) != len(tests) {
		t.Fatalf("there are %d types, want %d", len(types), len(tests))
	}
	for i, test := range tests {
		ty := types[i]
		if ty.ID != test.id || ty.Dialect != test.dialect || ty.Plans != test.plans {
			t.Errorf("type %d is %s, %s, plans %v; want %+v", i, ty.ID, ty.Dialect, ty.Plans, test)
		}
		for api, name := range map[model.API]string{model.Graph: test.graph, model.V1: test.v1} {
			if got, ok := c.Named(api, strings.ToUpper(name)); !ok || got != ty {
				t.Errorf("%s does not mean %s in %s", name, test.id, api)
			}
		}
	}
	if _, ok := c.Named(model.CPP, ""); ok {
		t.Error("no name means a type")
	}
	if _, ok := c.Named(model.V1, "Application"); ok {
		t.Error("a game is an offer type")
	}
}

func TestParseType(t *testing.T) {
	t.Parallel()
	c := load(t)
	for word, want := range map[string]model.OfferType{
		"vm": "virtual-machine", "Azure Virtual Machine": "virtual-machine", "microsoft-azure-virtualmachines": "virtual-machine",
		"virtual machine": "virtual-machine", "azureapplication": "azure-application", "azure-app": "azure-application",
		"SaaS": "saas", "software as a service": "saas", "IoT Edge module": "iot-edge", "powerbi": "power-bi-app",
	} {
		if got, ok := c.Parse(word); !ok || got.ID != want {
			t.Errorf("Parse(%q) = %v, want %s", word, got, want)
		}
	}
	for _, word := range []string{"", "  ", "nav", "azure"} {
		if got, ok := c.Parse(word); ok {
			t.Errorf("Parse(%q) = %s", word, got.ID)
		}
	}
}

func ids(sections []*catalog.Section) string {
	var out []string
	for _, s := range sections {
		out = append(out, string(s.ID))
	}
	return strings.Join(out, " ")
}

func TestSections(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id          model.OfferType
		plan        bool
		subtype     string
		want        string
		wantNothing bool
	}{
		{id: "virtual-machine", want: "product setup properties listing assets videos preview-audience resell leads test-drive test-drive-technical test-drive-listing"},
		{id: "virtual-machine", plan: true, want: "setup listing pricing technical"},
		{id: "azure-application", want: "product setup properties listing assets videos preview-audience technical resell leads test-drive"},
		{id: "azure-application", plan: true, subtype: "solution-template", want: "setup listing pricing technical"},
		{id: "consulting", plan: true, want: ""},
	}
	for _, test := range tests {
		if got := ids(offerType(t, test.id).SectionsFor(test.plan, test.subtype)); got != test.want {
			t.Errorf("%s, plan %v: %s; want %s", test.id, test.plan, got, test.want)
		}
	}
}

func TestSections_byWireName(t *testing.T) {
	t.Parallel()
	vm, app := offerType(t, "virtual-machine"), offerType(t, "azure-application")
	for resource, want := range map[string]model.SectionKey{
		"price-and-availability-plan":  {Plan: "p", Section: "pricing"},
		"Price-And-Availability-Offer": {Section: "preview-audience"},
		"listing":                      {Section: "listing"},
		"plan-listing":                 {Plan: "p", Section: "listing"},
		"virtual-machine-plan-technical-configuration": {Plan: "p", Section: "technical"},
		"customer-leads": {Section: "leads"},
		"listing-asset":  {Section: "assets"},
		"virtual-machine-test-drive-technical-configuration": {Section: "test-drive-technical"},
	} {
		s, ok := vm.ByResource(resource)
		if !ok || s.ID != want.Section || s.Plan != (want.Plan != "") {
			t.Errorf("ByResource(%s) = %+v, want %s", resource, s, want)
		}
	}
	for _, test := range []struct {
		module string
		plan   bool
		want   model.SectionID
	}{
		{"Availability", true, "pricing"},
		{"availability", false, "preview-audience"},
		{"Package", true, "technical"},
		{"Package", false, "technical"},
		{"Listing", true, "listing"},
		{"Property", false, "properties"},
		{"ResellerConfiguration", false, "resell"},
	} {
		if s, ok := app.ByModule(test.module, test.plan); !ok || s.ID != test.want || s.Plan != test.plan {
			t.Errorf("ByModule(%s, %v) = %+v, want %s", test.module, test.plan, s, test.want)
		}
	}
	for _, nothing := range []string{"", "submission"} {
		if s, ok := vm.ByResource(nothing); ok {
			t.Errorf("ByResource(%q) = %s", nothing, s.ID)
		}
		if s, ok := app.ByModule(nothing, false); ok {
			t.Errorf("ByModule(%q) = %s", nothing, s.ID)
		}
	}
	if _, ok := vm.Section(model.SectionKey{Section: "pricing"}); ok {
		t.Error("the offer of a virtual machine has no prices of its own")
	}
}

// How sections take part in submissions (ten rules in one table): what may be
// chosen, what always travels, what does so because plans do.
func TestTravel(t *testing.T) {
	t.Parallel()
	tests := map[model.OfferType]map[catalog.Travel]string{
		"virtual-machine": {
			catalog.Selectable: "listing assets videos preview-audience resell",
			catalog.Together:   "product properties",
			catalog.Always:     "setup test-drive test-drive-technical test-drive-listing",
			catalog.WithPlans:  "plan:setup plan:listing plan:pricing plan:technical",
			catalog.Outside:    "leads",
		},
		"azure-application": {
			catalog.Selectable: "properties listing assets videos preview-audience technical resell plan:listing plan:pricing plan:technical",
			catalog.Always:     "setup test-drive plan:setup",
			catalog.Outside:    "product leads",
		},
	}
	for id, want := range tests {
		got := map[catalog.Travel][]string{}
		ty := offerType(t, id)
		for i := range ty.Sections {
			s := &ty.Sections[i]
			name := string(s.ID)
			if s.Plan {
				name = "plan:" + name
			}
			got[s.Travel] = append(got[s.Travel], name)
		}
		for travel, names := range want {
			if strings.Join(got[travel], " ") != names {
				t.Errorf("%s, %s: %v; want %s", id, travel, got[travel], names)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id      model.OfferType
		path    string
		key     string
		pointer string // empty: the section as a whole
	}{
		{"azure-application", "listing", "listing", ""},
		{"azure-application", "Offer Listing", "listing", ""},
		{"azure-application", "Availability", "preview-audience", ""},
		{"azure-application", "listing.summary", "listing", "/summary"},
		{"azure-application", "listing.Search summary", "listing", "/summary"},
		{"azure-application", " LISTING.short-description", "listing", "/shortDescription"},
		{"azure-application", "listing.support contact e-mail", "listing", "/listingContacts/type=CustomerSupport/email"},
		{"azure-application", "plans/basic/pricing.price", "plans/basic/pricing", "/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice"},
		{"azure-application", "plan/basic/pricing.openPrice", "plans/basic/pricing", "/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice"},
		{"azure-application", "plans/basic/Pricing and Availability.Sold to", "plans/basic/pricing", "/visibility"},
		{"azure-application", "assets:azurelogolarge/1.caption", "assets:azurelogolarge/1", "/description"},
		{"azure-application", "listing./storefrontHints/rank", "listing", "/storefrontHints/rank"},
		{"azure-application", "listing./summary", "listing", "/summary"},
		{"virtual-machine", "listing.searchResultSummary", "listing", "/searchResultSummary"},
		{"virtual-machine", "plans/p1/price-and-availability-plan.price", "plans/p1/pricing", "/pricing/corePricing/price"},
		{"virtual-machine", "plans/p1/technical.supportsNVMe", "plans/p1/technical", "/vmProperties/supportsNVMe"},
		{"saas", "listing./title", "listing", "/title"},
	}
	for _, test := range tests {
		t.Run(string(test.id)+" "+test.path, func(t *testing.T) {
			t.Parallel()
			key, f, err := offerType(t, test.id).Resolve(test.path)
			if err != nil {
				t.Fatal(err)
			}
			if key.String() != test.key {
				t.Errorf("section %s, want %s", key, test.key)
			}
			switch {
			case f == nil && test.pointer != "":
				t.Errorf("no field, want %s", test.pointer)
			case f != nil && f.Pointer != test.pointer:
				t.Errorf("field %s, want %s", f.Pointer, test.pointer)
			}
		})
	}
}

func TestResolve_refusals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id         model.OfferType
		path, want string
	}{
		{"azure-application", "", "did you mean"},
		{"azure-application", "listng", `did you mean listing?`},
		{"azure-application", "listing.sumary", `did you mean summary?`},
		{"azure-application", "listing.", "it has title, summary"},
		{"azure-application", "pricing", "no section of Azure application"},
		{"azure-application", "plans/basic/leads", "no section of a plan of Azure application"},
		{"azure-application", "plans/basic", "plans/PLAN/SECTION"},
		{"azure-application", "plans//listing", "plans/PLAN/SECTION"},
		{"azure-application", "listing.contact", "did you mean"},
		{"azure-application", "listing./a~", "not a JSON pointer"},
		{"consulting", "plans/basic/listing", "has no sections"},
		{"saas", "integration.title", "integration./member"},
	}
	for _, test := range tests {
		_, _, err := offerType(t, test.id).Resolve(test.path)
		if err == nil || !strings.Contains(err.Error(), test.want) && test.path != "" {
			t.Errorf("Resolve(%q): %v; want %q", test.path, err, test.want)
		}
	}
}

// Each field of the two complete types can be reached by its id and by its
// label, and no two by the same word.
func TestResolve_reachesEveryField(t *testing.T) {
	t.Parallel()
	for _, ty := range load(t).Types() {
		for i := range ty.Sections {
			s := &ty.Sections[i]
			prefix := string(s.ID)
			if s.Plan {
				prefix = "plans/p/" + prefix
			}
			for j := range s.Fields {
				for _, name := range []string{s.Fields[j].ID, s.Fields[j].Label} {
					if _, f, err := ty.Resolve(prefix + "." + name); err != nil || f.ID != s.Fields[j].ID {
						t.Errorf("%s: %s.%s leads to %+v, %v", ty.ID, prefix, name, f, err)
					}
				}
			}
		}
	}
}

// Every section has a field for something but those whose members nobody
// documents: their documents are shown raw.
func TestCompleteTypes(t *testing.T) {
	t.Parallel()
	raw := []string{
		"saas integration", "saas test-drive-listing", "container test-drive-listing", "power-bi-app technical",
		"iot-edge plans/technical", "managed-service plans/technical",
	}
	for _, id := range nine() {
		ty := offerType(t, id)
		fields := 0
		for i := range ty.Sections {
			s := &ty.Sections[i]
			fields += len(s.Fields)
			name := string(id) + " " + place(s)
			if bare := len(s.Fields) == 0; bare != slices.Contains(raw, name) || bare && s.Help == "" && s.With == "" {
				t.Errorf("%s has %d fields, and says %q", name, len(s.Fields), s.Help)
			}
		}
		t.Logf("%s: %d fields", id, fields)
	}
	for _, id := range []model.OfferType{"virtual-machine", "azure-application"} {
		ty := offerType(t, id)
		fields := 0
		for i := range ty.Sections {
			s := &ty.Sections[i]
			fields += len(s.Fields)
			if len(s.Fields) == 0 && s.With != "test-drive" {
				t.Errorf("%s: section %s has no fields", id, s.ID)
			}
		}
		if fields < 100 {
			t.Errorf("%s has %d fields", id, fields)
		}
		if ty.Flow.Order == "" || len(ty.Flow.Steps) == 0 {
			t.Errorf("%s: nothing is said about its way to the store", id)
		}
	}
	if ty := offerType(t, "azure-application"); len(ty.Subtypes) != 2 {
		t.Errorf("subtypes are %v", ty.Subtypes)
	}
}

func TestFieldsFor(t *testing.T) {
	t.Parallel()
	s, _ := offerType(t, "azure-application").Section(model.SectionKey{Plan: "p", Section: "pricing"})
	has := func(subtype, id string) bool {
		return slices.ContainsFunc(s.FieldsFor(subtype), func(f *catalog.Field) bool { return f.ID == id })
	}
	if has("solution-template", "price") || !has("managed-application", "price") || !has("", "price") {
		t.Error("only managed applications have a price")
	}
	if !has("solution-template", "visibility") {
		t.Error("solution templates have a visibility")
	}
	if _, ok := s.Field("nothing"); ok {
		t.Error("there is no field called nothing")
	}
}
