package catalog_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"awning/model/catalog"
	"awning/model/raw"
)

// contract is the folder of the machine-readable contracts. Tests that need it are
// skipped where there is none, but not where one is named.
func contract(t *testing.T) string {
	t.Helper()
	dir, set := os.LookupEnv("AWNING_CONTRACT")
	if !set {
		dir = filepath.Join("..", "..", "..", "shared", "contract")
	}
	_, err := os.Stat(dir)
	switch {
	case err != nil && set:
		t.Fatalf("AWNING_CONTRACT names no folder: %v", err)
	case err != nil:
		t.Skipf("the contract folder is absent (%v): set AWNING_CONTRACT", err)
	}
	return dir
}

// schemas resolves references within one file.
type schemas struct {
	root any
	byID map[string]any
}

func readSchemas(t *testing.T, file string) schemas {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := schemas{byID: map[string]any{}}
	if err := json.Unmarshal(text, &s.root); err != nil {
		t.Fatal(err)
	}
	root, ok := s.root.(map[string]any)
	if !ok {
		t.Fatalf("%s is no schema", file)
	}
	for _, place := range []string{"$defs", "components"} {
		defs, ok := root[place].(map[string]any)
		if inner, nested := defs["schemas"].(map[string]any); nested && place == "components" {
			defs = inner
		}
		for id, def := range defs {
			if ok {
				s.byID[id] = def
			}
		}
	}
	return s
}

// inside lists what a step may lead to from any of some schemas.
func (s schemas) inside(from []any, step raw.Step) []any {
	var out []any
	for _, f := range s.spread(from, 0) {
		if len(step.Keys) > 0 || step.Index >= 0 {
			if items, ok := f["items"]; ok {
				out = append(out, items)
			}
			continue
		}
		if properties, ok := f["properties"].(map[string]any); ok {
			if p, has := properties[step.Name]; has {
				out = append(out, p)
			}
		}
	}
	return out
}

// spread follows references and combinations to plain object schemas.
func (s schemas) spread(from []any, depth int) []map[string]any {
	var out []map[string]any
	for _, f := range from {
		m, ok := f.(map[string]any)
		if !ok || depth > 10 {
			continue
		}
		out = append(out, m)
		if ref, ok := m["$ref"].(string); ok {
			name := strings.TrimPrefix(strings.TrimPrefix(ref, "#/$defs/"), "#/components/schemas/")
			out = append(out, s.spread([]any{s.byID[name]}, depth+1)...)
		}
		for _, combine := range []string{"allOf", "oneOf", "anyOf"} {
			if parts, ok := m[combine].([]any); ok {
				out = append(out, s.spread(parts, depth+1)...)
			}
		}
	}
	return out
}

func (s schemas) has(from []any, pointer string) bool {
	steps, err := raw.Pointer(pointer).Steps()
	if err != nil {
		return false
	}
	for _, step := range steps {
		if from = s.inside(from, step); len(from) == 0 {
			return false
		}
	}
	return true
}

// missing lists the parts of a list's items, at any depth, that no schema knows.
func (s schemas) missing(from []any, f *catalog.Field) []string {
	steps, err := raw.Pointer(f.Pointer).Steps()
	if err != nil {
		return []string{err.Error()}
	}
	for _, step := range append(steps, raw.Step{Index: 0}) {
		from = s.inside(from, step)
	}
	var out []string
	for i := range f.Parts {
		p := &f.Parts[i]
		if !s.has(from, p.Pointer) {
			out = append(out, f.ID+p.Pointer)
		}
		if len(p.Parts) > 0 {
			out = append(out, s.missing(from, p)...)
		}
	}
	return out
}

func TestContract_virtualMachine(t *testing.T) {
	t.Parallel()
	dir := contract(t)
	// The archived schema demands "audiences" and describes "previewAudiences".
	known := []string{"resell /audiences"}
	checked, without := 0, 0
	ty := offerType(t, vm)
	for i := range ty.Sections {
		s := &ty.Sections[i]
		file := filepath.Join(dir, "schemas", s.Resource+"-2022-03-01-preview2.json")
		if _, err := os.Stat(file); err != nil {
			t.Logf("no schema for %s: %d fields unchecked", s.Resource, len(s.Fields))
			without += len(s.Fields)
			continue
		}
		schema := readSchemas(t, file)
		for j := range s.Fields {
			f := &s.Fields[j]
			checked++
			if !schema.has([]any{schema.root}, f.Pointer) && !slices.Contains(known, fmt.Sprintf("%s %s", s.ID, f.Pointer)) {
				t.Errorf("%s.%s: %s has no %s", s.ID, f.ID, s.Resource, f.Pointer)
			}
			if without := schema.missing([]any{schema.root}, f); len(f.Parts) > 0 && len(without) > 0 {
				t.Errorf("%s.%s: items have no %v", s.ID, f.ID, without)
			}
		}
	}
	t.Logf("%d fields are in their schemas, %d have no schema, %d deviate (%s)", checked-len(known), without, len(known), strings.Join(known, ", "))
	if checked < 100 {
		t.Errorf("only %d fields were checked", checked)
	}
}

func TestContract_azureApplication(t *testing.T) {
	t.Parallel()
	swagger := readSchemas(t, filepath.Join(contract(t), "Partner_Ingestion_SwaggerDocument.json"))
	entities := map[string][]string{
		"product": {"Products.AzureProduct"}, "setup": {"Products.AzureProductSetup"}, "properties": {"Properties.AzureProperty"},
		"listing": {"Listings.AzureListing"}, "assets": {"Listings.ListingImage"}, "videos": {"Listings.ListingVideo"},
		"preview-audience": {"Availabilities.ProductAvailability"}, "technical": {"Packages.AzureApplicationPackageConfiguration"},
		"resell": {"Reseller.ResellerConfiguration"}, "test-drive": {"Packages.AzureResourceManagerTestDrivePackageConfiguration"},
		"leads": {
			"LeadManagement.AzureTableLeadConfiguration", "LeadManagement.AzureBlobLeadConfiguration",
			"LeadManagement.DynamicsCustomerRelationshipManagementLeadConfiguration", "LeadManagement.HttpsEndpointLeadConfiguration",
			"LeadManagement.MarketoLeadConfiguration", "LeadManagement.SalesForceLeadConfiguration",
		},
		"plan setup": {"Variants.AzureSkuVariant"}, "plan listing": {"Listings.AzureListing"}, "plan pricing": {"Availabilities.FeatureAvailability"},
		"plan technical": {"Packages.AzureManagedApplicationPackageConfiguration", "Packages.AzureSolutionTemplatePackageConfiguration"},
	}
	// Members seen on the wire that the swagger does not declare.
	known := []string{
		"plan setup /subType", "plan setup /certificationsAzureGovernment", "plan technical /deploymentMode",
		"plan technical /publisherManagementMode", "plan technical /customerAccessEnableState", "plan technical /allowedDataActions",
	}
	checked := 0
	ty := offerType(t, app)
	for i := range ty.Sections {
		s := &ty.Sections[i]
		name := string(s.ID)
		if s.Plan {
			name = "plan " + name
		}
		var from []any
		for _, e := range entities[name] {
			def, ok := swagger.byID["Microsoft.Ingestion.Api.Models."+e]
			if !ok {
				t.Fatalf("the swagger has no %s", e)
			}
			from = append(from, def)
		}
		for j := range s.Fields {
			f := &s.Fields[j]
			checked++
			if swagger.has(from, f.Pointer) == slices.Contains(known, name+" "+f.Pointer) {
				t.Errorf("%s.%s: %v and the member %s", name, f.ID, entities[name], f.Pointer)
			}
			if without := swagger.missing(from, f); len(f.Parts) > 0 && len(without) > 0 && !slices.Contains(known, name+" "+f.Pointer) {
				t.Errorf("%s.%s: items have no %v", name, f.ID, without)
			}
		}
	}
	t.Logf("%d fields are in the swagger, %d deviate (%s)", checked-len(known), len(known), strings.Join(known, ", "))
	if checked < 100 {
		t.Errorf("only %d fields were checked", checked)
	}
}

// The values of choices are those of the schemas' enumerations.
func TestContract_choices(t *testing.T) {
	t.Parallel()
	dir := contract(t)
	// Where the marketplace takes less than the API describes: virtual machines have
	// one kind of test drive, and free trials of whole months.
	narrower := []string{"test-drive.type", "pricing.trial-unit"}
	checked := 0
	ty := offerType(t, vm)
	for i := range ty.Sections {
		s := &ty.Sections[i]
		file := filepath.Join(dir, "schemas", s.Resource+"-2022-03-01-preview2.json")
		if _, err := os.Stat(file); err != nil {
			continue
		}
		schema := readSchemas(t, file)
		for j := range s.Fields {
			if f := &s.Fields[j]; f.Kind == catalog.Pick {
				checked++
				compareChoices(t, schema, f, slices.Contains(narrower, fmt.Sprintf("%s.%s", s.ID, f.ID)))
			}
		}
	}
	t.Logf("%d fields have the schemas' choices", checked)
}

func compareChoices(t *testing.T, schema schemas, f *catalog.Field, narrower bool) {
	t.Helper()
	from := []any{schema.root}
	steps, err := raw.Pointer(f.Pointer).Steps()
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		from = schema.inside(from, step)
	}
	var allowed []string
	for _, m := range schema.spread(from, 0) {
		values, _ := m["enum"].([]any)
		if c, ok := m["const"]; ok {
			values = append(values, c)
		}
		for _, v := range values {
			if text, ok := v.(string); ok && !slices.Contains(allowed, text) {
				allowed = append(allowed, text)
			}
		}
	}
	for _, c := range f.Choices {
		if !slices.Contains(allowed, c.Value) {
			t.Errorf("%s: the schema does not allow %q but %v", f.ID, c.Value, allowed)
		}
	}
	if narrower == (len(allowed) == len(f.Choices)) {
		t.Errorf("%s: %d choices, the schema has %v", f.ID, len(f.Choices), allowed)
	}
}
