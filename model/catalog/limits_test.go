package catalog_test

import (
	"testing"

	"awning/model"
)

// The limits the publishers' documentation names for the two complete types,
// row by row.
func TestLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer    model.OfferType
		path     string
		min, max int
		required bool
		frozen   string
	}{
		{vm, "product.id", 3, 50, true, "create"},
		{vm, "product.alias", 0, 120, true, ""},
		{vm, "properties.categories", 0, 3, true, ""},
		{vm, "properties.contract", 0, 0, true, "publish"},
		{vm, "properties.custom-amendments", 0, 10, false, ""},
		{vm, "properties.terms", 0, 10000, false, ""},
		{vm, "listing.title", 0, 200, true, ""},
		{vm, "listing.summary", 0, 100, true, ""},
		{vm, "listing.description", 0, 5000, true, ""},
		{vm, "listing.privacy", 0, 0, true, ""},
		{vm, "listing.support-email", 0, 0, true, ""},
		{vm, "listing.engineering-phone", 0, 0, true, ""},
		{vm, "listing.csp-email", 0, 0, false, ""},
		{vm, "preview-audience.audience", 1, 0, true, ""},
		{vm, "plans/p/setup.id", 0, 50, true, "create"},
		{vm, "plans/p/setup.alias", 0, 125, true, ""},
		{vm, "plans/p/setup.regions", 1, 0, true, ""},
		{vm, "plans/p/setup.certifications", 0, 100, false, ""},
		{vm, "plans/p/listing.name", 0, 200, true, ""},
		{vm, "plans/p/listing.summary", 0, 100, true, ""},
		{vm, "plans/p/listing.description", 0, 3000, true, ""},
		{vm, "plans/p/pricing.markets", 1, 141, true, ""},
		{vm, "plans/p/pricing.license", 0, 0, true, "publish"},
		{vm, "plans/p/pricing.price", 0, 0, true, ""},
		{vm, "plans/p/technical.os-name", 0, 100, true, ""},
		{vm, "plans/p/technical.sizes", 0, 6, false, ""},
		{vm, "plans/p/technical.ports", 0, 100, false, ""},
		{vm, "plans/p/technical.images", 1, 0, true, ""},
		{app, "product.id", 0, 50, true, "create"},
		{app, "setup.selling", 0, 0, false, "publish"},
		{app, "properties.categories", 0, 2, true, ""},
		{app, "properties.standard-contract", 0, 0, false, "publish"},
		{app, "properties.custom-amendments", 0, 10, false, ""},
		{app, "properties.terms", 0, 10000, false, ""},
		{app, "listing.title", 0, 200, true, ""},
		{app, "listing.summary", 0, 100, true, ""},
		{app, "listing.short-description", 0, 256, false, ""},
		{app, "listing.description", 0, 5000, true, ""},
		{app, "listing.keywords", 0, 3, false, ""},
		{app, "listing.privacy", 0, 0, true, ""},
		{app, "listing.support-name", 0, 0, true, ""},
		{app, "preview-audience.audience", 0, 100, false, ""},
		{app, "plans/p/setup.id", 0, 50, true, "create"},
		{app, "plans/p/setup.base-plan", 0, 0, false, "publish"},
		{app, "plans/p/listing.name", 0, 200, true, ""},
		{app, "plans/p/listing.summary", 0, 100, true, ""},
		{app, "plans/p/listing.description", 0, 3000, true, ""},
		{app, "plans/p/pricing.visibility", 0, 0, true, ""},
		{app, "plans/p/pricing.subscriptions", 0, 10000, false, ""},
		{app, "plans/p/pricing.meters", 0, 18, false, ""},
		{app, "plans/p/technical.version", 0, 0, true, ""},
		{app, "plans/p/technical.authorizations", 0, 100, false, ""},
		{app, "plans/p/technical.government-authorizations", 0, 100, false, ""},
		{app, "plans/p/technical.policies", 0, 5, false, ""},
		{app, "plans/p/technical.publisher-access", 0, 0, false, "publish"},
		{app, "plans/p/technical.customer-access", 0, 0, false, "publish"},
	}
	for _, test := range tests {
		f := field(t, test.offer, test.path)
		if f.Min != test.min || f.Max != test.max || f.Required != test.required || f.Frozen != test.frozen {
			t.Errorf("%s %s: min %d, max %d, required %v, frozen %q; want %+v", test.offer, test.path, f.Min, f.Max, f.Required, f.Frozen, test)
		}
	}
}
