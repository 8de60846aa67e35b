package client

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"awning/client/ingestion"
	"awning/model"
	"awning/model/catalog"
)

// Sections that are no module or resource of their own name, by the catalogue's ids.
const (
	sectionProduct model.SectionID = "product"
	sectionSetup   model.SectionID = "setup"
	sectionLeads   model.SectionID = "leads"
	sectionAssets  model.SectionID = "assets"
	sectionVideos  model.SectionID = "videos"
	sectionListing model.SectionID = "listing"
	sectionDrive   model.SectionID = "test-drive"
)

// defaultLanguage is the language every listing has; documents in it need no item.
const defaultLanguage = "en-us"

// assetItem tells images apart, alike in both dialects: "azurelogolarge/1".
func assetItem(kind string, n int) string { return strings.ToLower(kind) + "/" + strconv.Itoa(n) }

// v1Key is where a module's document belongs. A module the catalogue does not
// know is a section of its own name.
func v1Key(kind *catalog.Type, module ingestion.Module, plan model.PlanID) model.SectionKey {
	key := model.SectionKey{Plan: plan, Section: model.SectionID(strings.ToLower(string(module)))}
	if s, ok := kind.ByModule(string(module), plan != ""); ok {
		key.Section = s.ID
	}
	return key
}

// v1RowKey is where the document of a row belongs; false if nowhere: of the test drive
// only the technical configuration has a section.
func v1RowKey(kind *catalog.Type, plans []model.Plan, row ingestion.Branch) (model.SectionKey, bool) {
	if row.Variant == ingestion.TestDrive {
		return model.SectionKey{Section: sectionDrive}, row.Module == ingestion.ModulePackage
	}
	plan, ok := planByKey(plans, row.Variant)
	return v1Key(kind, row.Module, plan), ok
}

// v1Module is the module a section is published as; empty if none. Sections that
// the catalogue knows by another API's words go by the modules' own names.
func v1Module(kind *catalog.Type, key model.SectionKey) ingestion.Module {
	if s, ok := kind.Section(key); ok && kind.Dialect == model.V1 {
		if s.Module == "" && s.With != "" {
			return v1Module(kind, model.SectionKey{Plan: key.Plan, Section: s.With})
		}
		return ingestion.Module(s.Module)
	}
	for _, m := range v1Modules(kind) {
		if strings.EqualFold(string(m), string(key.Section)) {
			return m
		}
	}
	return ""
}

// v1Place is where a section's document is kept: its module and, for the test drive, the
// variant that is no plan. Plans go by their own keys.
func v1Place(kind *catalog.Type, key model.SectionKey) (module ingestion.Module, variant string) {
	if key.Section == sectionDrive && key.Plan == "" {
		return ingestion.ModulePackage, ingestion.TestDrive
	}
	return v1Module(kind, key), ""
}

// planByKey returns the publisher's id of a plan; the empty key is the offer itself.
func planByKey(plans []model.Plan, key string) (model.PlanID, bool) {
	if key == "" {
		return "", true
	}
	i := slices.IndexFunc(plans, func(p model.Plan) bool { return p.Key == key })
	if i < 0 {
		return "", false
	}
	return plans[i].ID, true
}

// sortDocuments puts documents in the order of the portal: the offer's sections, then plan
// by plan, each in the catalogue's order; what it does not know comes last, by name.
func sortDocuments(kind *catalog.Type, plans []model.Plan, docs []model.Document) {
	rank := func(k model.SectionKey) int {
		i := slices.IndexFunc(kind.Sections, func(s catalog.Section) bool { return s.ID == k.Section && s.Plan == (k.Plan != "") })
		if i < 0 {
			return len(kind.Sections)
		}
		return i
	}
	place := func(k model.SectionKey) int {
		return slices.IndexFunc(plans, func(p model.Plan) bool { return p.ID == k.Plan }) // -1: the offer itself
	}
	slices.SortStableFunc(docs, func(a, b model.Document) int {
		return cmp.Or(cmp.Compare(place(a.Key), place(b.Key)), cmp.Compare(rank(a.Key), rank(b.Key)), model.CompareKeys(a.Key, b.Key))
	})
}
