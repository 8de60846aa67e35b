package ingestion

import (
	"context"
	"strings"
)

// Module is a publishable part of an offer, by the name branches and submissions use.
type Module string

// The modules this client knows.
const (
	ModuleListing      Module = "Listing"
	ModuleProperty     Module = "Property"
	ModulePackage      Module = "Package"
	ModuleAvailability Module = "Availability"
	ModuleReseller     Module = "ResellerConfiguration"
	ModuleSupplemental Module = "SupplementalContent"
	ModuleCosell       Module = "Cosell"
)

// Collection is where the module's content is read; false if it has no
// instances to read, as the reseller configuration.
func (m Module) Collection(plan bool) (Collection, bool) {
	switch m {
	case ModuleListing:
		return Listings, true
	case ModuleProperty:
		return Properties, true
	case ModulePackage:
		return PackageConfigurations, true
	case ModuleAvailability:
		if plan {
			return FeatureAvailabilities, true
		}
		return ProductAvailabilities, true
	case ModuleSupplemental:
		return SupplementalContents, true
	case ModuleCosell:
		return CosellListings, true
	default:
		return "", false
	}
}

// Branch says which instance of a module is the draft's, for the offer or
// for one of its plans.
type Branch struct {
	Module   Module `json:"module"`
	Type     string `json:"type"` // Main; Private rows are someone else's
	Instance string `json:"currentDraftInstanceID"`
	Variant  string `json:"variantID"` // the plan's key, empty for the offer's own row
}

// Branches lists the main rows of a module. A new plan's row appears some
// seconds after the plan.
func (c *Client) Branches(ctx context.Context, productID string, m Module) ([]Branch, error) {
	var page list[Branch]
	err := c.get(ctx, "read where the "+string(m)+" of offer "+productID+" is",
		product(productID, "branches", "getByModule(module="+string(m)+")"), nil, &page)
	var rows []Branch
	for _, b := range page.Value {
		if b.Type == "" || strings.EqualFold(b.Type, "Main") {
			rows = append(rows, b)
		}
	}
	return rows, err
}
