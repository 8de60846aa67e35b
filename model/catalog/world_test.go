package catalog_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"awning/client/sandbox/world"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// nine are the types beside the two that have tests of their own.
func nine() []model.OfferType {
	return []model.OfferType{
		"saas", "container", "business-central", "customer-engagement", "operations",
		"power-bi-app", "iot-edge", "consulting", "managed-service",
	}
}

// worldly is a document of the sandbox's world where the catalogue has it.
type worldly struct {
	offer   string
	section *catalog.Section
	subtype string
	root    *raw.Node
	live    bool
}

func (w worldly) place() string { return place(w.section) }

// place names a section: "plans/pricing".
func place(s *catalog.Section) string {
	if s.Plan {
		return "plans/" + string(s.ID)
	}
	return string(s.ID)
}

// offers are enough for some of every type in every state.
func offers() []world.Offer { return world.New(world.Options{Offers: 100}).Offers }

// worldOf lists the documents of all offers of a type in its own dialect.
func worldOf(t *testing.T, all []world.Offer, ty *catalog.Type) []worldly {
	t.Helper()
	var out []worldly
	for _, o := range all {
		if o.Type != ty.Names[model.Graph] {
			continue
		}
		for _, s := range o.Sections {
			if w, ok := worldDocument(t, ty, s, s.Draft); ok {
				w.offer = o.ID
				out = append(out, w)
			}
			if w, ok := worldDocument(t, ty, s, s.Live); ok {
				w.offer, w.live = o.ID, true
				out = append(out, w)
			}
		}
	}
	if len(out) < 50 {
		t.Fatalf("the world has %d documents of %s", len(out), ty.ID)
	}
	return out
}

// worldDocument places one document; not ok if the type's API does not show it.
func worldDocument(t *testing.T, ty *catalog.Type, from world.Section, c *world.Content) (worldly, bool) {
	t.Helper()
	if c == nil {
		return worldly{}, false
	}
	doc := c.V1
	if ty.Dialect == model.Graph {
		doc = c.Graph
	}
	if doc == nil {
		return worldly{}, false
	}
	ids := map[world.SectionName][]model.SectionID{
		world.Setup: {"setup"}, world.Property: {"properties"}, world.Listing: {"listing"}, world.Asset: {"assets"},
		world.Audience: {"preview-audience", "availability", "pricing"}, world.Package: {"technical"}, world.Reseller: {"resell"},
		world.Leads: {"leads"}, world.TestDrive: {"test-drive"}, world.Supplemental: {"supplemental"},
		world.PlanSetup: {"setup"}, world.PlanListing: {"listing"}, world.PlanAvail: {"pricing"}, world.PlanPackage: {"technical"},
	}
	for _, id := range ids[from.Name] {
		if s, ok := ty.Section(model.SectionKey{Section: id, Plan: model.PlanID(from.Plan)}); ok {
			return worldly{section: s, root: node(t, string(doc))}, true
		}
	}
	t.Errorf("%s: no section for %s", ty.ID, from.Name)
	return worldly{}, false
}

// Whatever a document of the sandbox has is a field of the catalogue, or has a
// label at least: nobody has to read the service's own words.
func TestWorld_everyMemberHasAName(t *testing.T) {
	t.Parallel()
	quiet := append(world.UndocumentedMembers(), "resourceType", "kind")
	all := offers()
	for _, id := range nine() {
		ty := offerType(t, id)
		unnamed := map[string]bool{}
		members := 0
		for _, w := range worldOf(t, all, ty) {
			for i := range w.root.Members {
				name := w.root.Members[i].Name
				members++
				if !slices.Contains(quiet, name) && !named(w.section, "/"+name) {
					unnamed[w.place()+" /"+name] = true
				}
			}
		}
		if len(unnamed) > 0 {
			t.Errorf("%s: no field and no label for %q", id, slices.Sorted(maps.Keys(unnamed)))
		}
		t.Logf("%s: %d members of documents have names", id, members)
	}
}

// named reports whether something is said about a member or what is inside.
func named(s *catalog.Section, pointer string) bool {
	within := func(place string) bool { return place == pointer || strings.HasPrefix(place, pointer+"/") }
	return slices.ContainsFunc(s.Fields, func(f catalog.Field) bool { return within(f.Pointer) }) ||
		slices.ContainsFunc(slices.Collect(maps.Keys(s.Labels)), within) || slices.ContainsFunc(s.Noise, within)
}

// Every field is found in a document of at least one offer of its type, but
// those that the sandbox does not fill.
func TestWorld_everyFieldIsFound(t *testing.T) {
	t.Parallel()
	all := offers()
	for _, id := range nine() {
		ty := offerType(t, id)
		docs := worldOf(t, all, ty)
		fields, filled := 0, 0
		for i := range ty.Sections {
			s := &ty.Sections[i]
			for j := range s.Fields {
				f := &s.Fields[j]
				fields++
				found := slices.ContainsFunc(docs, func(w worldly) bool {
					n, err := w.root.Find(raw.Pointer(f.Pointer))
					return w.section == s && err == nil && n != nil
				})
				name := string(id) + " " + place(s) + "." + f.ID
				expected := slices.ContainsFunc(unfilled(), func(pattern string) bool {
					ok, err := path.Match(strings.ReplaceAll(pattern, "/", ":"), strings.ReplaceAll(name, "/", ":"))
					return ok && err == nil
				})
				switch {
				case found:
					filled++
				case !expected:
					t.Errorf("no document of the sandbox has %s (%s)", name, f.Pointer)
				}
			}
		}
		t.Logf("%s: %d of %d fields found", id, filled, fields)
		if filled < fields/3 {
			t.Errorf("%s: only %d of %d fields are found", id, filled, fields)
		}
	}
}

// What the marketplace published breaks no rule of the catalogue: a rule that
// the service's own documents break would keep an offer from being published.
func TestWorld_publishedDocumentsAreValid(t *testing.T) {
	t.Parallel()
	all := offers()
	for _, id := range nine() {
		ty := offerType(t, id)
		checked := 0
		broken := map[string]string{}
		for _, w := range worldOf(t, all, ty) {
			if !w.live {
				continue
			}
			for _, f := range w.section.FieldsFor(w.subtype) {
				checked++
				n, err := w.root.Find(raw.Pointer(f.Pointer))
				if err == nil && f.AppliesTo(w.root) {
					err = f.CheckNode(n)
				}
				if err != nil {
					broken[w.place()+"."+f.ID] = fmt.Sprintf("%s: %v", w.offer, err)
				}
			}
		}
		for _, path := range slices.Sorted(maps.Keys(broken)) {
			t.Errorf("%s %s: %s", id, path, broken[path])
		}
		t.Logf("%s: %d values checked", id, checked)
	}
}

// A field can be set in every document of the sandbox without touching
// anything else in it.
func TestWorld_fieldsCanBeSet(t *testing.T) {
	t.Parallel()
	all := offers()
	for _, id := range nine() {
		set := 0
		for _, w := range worldOf(t, all, offerType(t, id)) {
			for i := range w.section.Fields {
				f := &w.section.Fields[i]
				old, found, err := f.Get(w.root.Raw())
				if err != nil || !found {
					continue
				}
				out, err := f.Set(w.root.Raw(), json.RawMessage(`"zzz"`))
				if err != nil {
					t.Fatalf("%s %s.%s: %v", id, w.place(), f.ID, err)
				}
				back, err := f.Set(out, old)
				if err != nil || string(back) != string(w.root.Raw()) {
					t.Fatalf("%s %s.%s: setting it back leaves other bytes (%v)", id, w.place(), f.ID, err)
				}
				set++
			}
		}
		if set < 300 {
			t.Errorf("%s: %d values were set", id, set)
		}
	}
}

// unfilled lists the fields that the sandbox has no example of, as patterns of
// "type section.field".
func unfilled() []string {
	return []string{
		// Kept beside the sections, made up on reading, or not at all.
		"* product.*", "* videos.*", "* leads.*", "* meters.*", "* test-drive.*", "business-central plans/*",
		// Optional, and none of the world's publishers uses it.
		"* listing.engineering-url", "* listing.csp-url", "* listing.publisher-name", "* listing.display-name",
		"* setup.license-required", "* setup.call-to-action", "* setup.access-url", "* setup.test-drive-type",
		"business-central setup.package-type", "business-central technical.install", "customer-engagement technical.configuration",
		"saas properties.cloud-industries", "saas properties.amendment", "saas properties.custom-amendments",
		"* properties.terms", "container properties.terms-url", "container listing.government-support", "managed-service listing.global-support",
		"container assets.name", "power-bi-app assets.name", "container plans/setup.certifications", "* plans/setup.lifecycle",
		"saas plans/pricing.m??-users", "* plans/pricing.meter-set", "* plans/pricing.billing-tag", "* plans/pricing.trial-*",
		"container plans/pricing.markets", "container plans/pricing.market-prices", "container plans/pricing.meter*",
		// AppSource offers have their categories without levels there.
		"* properties.categories",
	}
}
