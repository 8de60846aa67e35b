package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
)

// entities are the swagger's schemas of a section's documents; leads and
// configurations have several.
func entities(id model.OfferType, place string) []string {
	dynamics := map[model.OfferType]string{
		"business-central": "BusinessCentral", "customer-engagement": "CustomerEngagement", "operations": "Operations",
	}[id]
	return map[string][]string{
		"product": {"Products.AzureProduct"}, "setup": {"Products.AzureProductSetup"}, "properties": {"Properties.AzureProperty"},
		"listing": {"Listings.AzureListing"}, "assets": {"Listings.ListingImage", "Listings.ListingAsset"}, "videos": {"Listings.ListingVideo"},
		"preview-audience": {"Availabilities.ProductAvailability"}, "availability": {"Availabilities.ProductAvailability"},
		"pricing":    {"Availabilities.ProductAvailability"}, // of consulting services
		"technical":  {"Packages.Dynamics365" + dynamics + "PackageConfiguration"},
		"test-drive": {"Packages.Dynamics365" + dynamics + "TestDrivePackageConfiguration"},
		"leads": {
			"LeadManagement.AzureTableLeadConfiguration", "LeadManagement.AzureBlobLeadConfiguration",
			"LeadManagement.DynamicsCustomerRelationshipManagementLeadConfiguration", "LeadManagement.HttpsEndpointLeadConfiguration",
			"LeadManagement.MarketoLeadConfiguration", "LeadManagement.SalesForceLeadConfiguration",
		},
		"supplemental": {"SupplementalContent"},
		"plans/setup":  {"Variants.AzureSkuVariant"}, "plans/listing": {"Listings.AzureListing"}, "plans/pricing": {"Availabilities.FeatureAvailability"},
	}[place]
}

// schemaOf finds a schema by the end of its name.
func (s schemas) schemaOf(t *testing.T, name string) any {
	t.Helper()
	for _, prefix := range []string{"Microsoft.Ingestion.Api.Models.", "Microsoft.Ingestion.Api.DataModel.Certification."} {
		if def, ok := s.byID[prefix+name]; ok {
			return def
		}
	}
	t.Fatalf("the swagger has no %s", name)
	return nil
}

// The fields of the types that speak v1 are members of the swagger's entities,
// but for those seen on the wire only.
func TestContract_v1(t *testing.T) {
	t.Parallel()
	swagger := readSchemas(t, filepath.Join(contract(t), "Partner_Ingestion_SwaggerDocument.json"))
	known := []string{"setup /packageType", "plans/setup /certificationsAzureGovernment"}
	for _, id := range kinds("v1") {
		checked := 0
		ty := offerType(t, id)
		for i := range ty.Sections {
			s := &ty.Sections[i]
			var from []any
			if len(s.Fields) > 0 {
				for _, name := range entities(id, place(s)) {
					from = append(from, swagger.schemaOf(t, name))
				}
			}
			for j := range s.Fields {
				checked++
				inContract(t, swagger, from, fmt.Sprintf("%s %s", id, place(s)), &s.Fields[j], slices.Contains(known, place(s)+" "+s.Fields[j].Pointer))
			}
		}
		t.Logf("%s: %d fields are in the swagger, or are known not to be", id, checked)
		if checked < 50 {
			t.Errorf("%s: only %d fields were checked", id, checked)
		}
	}
}

func inContract(t *testing.T, s schemas, from []any, where string, f *catalog.Field, deviates bool) {
	t.Helper()
	if s.has(from, f.Pointer) == deviates {
		t.Errorf("%s.%s: the contract and the member %s", where, f.ID, f.Pointer)
	}
	if without := s.missing(from, f); len(f.Parts) > 0 && !deviates && len(without) > 0 {
		t.Errorf("%s.%s: items have no %v", where, f.ID, without)
	}
}

// The fields of the types that speak Graph are members of the archived
// schemas, but for those that came later or that virtual machines have not.
func TestContract_graph(t *testing.T) {
	t.Parallel()
	dir := contract(t)
	// The archived schemas are of an early version, and describe virtual machines only.
	beyond := []string{
		"resell /audiences", "leads /marketoLeadConfiguration/client", "properties /industries", "properties /cloudIndustries", "properties /appVersion",
		"listing /gettingStartedInstructions", "listing /searchKeywords", "plans/pricing /meterDefine",
		"plans/pricing /pricing/recurrentPrice/", "plans/pricing /pricing/customMeters/", "plans/pricing /pricing/systemMeterPricing/",
	}
	for _, id := range kinds("graph") {
		checked, without := 0, []string{}
		ty := offerType(t, id)
		for i := range ty.Sections {
			s := &ty.Sections[i]
			file := filepath.Join(dir, "schemas", s.Resource+"-2022-03-01-preview2.json")
			if _, err := os.Stat(file); err != nil {
				without = append(without, place(s))
				continue
			}
			schema := readSchemas(t, file)
			for j := range s.Fields {
				f := &s.Fields[j]
				deviates := slices.ContainsFunc(beyond, func(prefix string) bool { return strings.HasPrefix(place(s)+" "+f.Pointer, prefix) })
				checked++
				inContract(t, schema, []any{schema.root}, string(id)+" "+place(s), f, deviates)
			}
		}
		t.Logf("%s: %d fields are in the schemas, or are known not to be; there is none for %s", id, checked, strings.Join(without, ", "))
		if checked < 70 {
			t.Errorf("%s: only %d fields were checked", id, checked)
		}
	}
}
