package graph

import "slices"

// Versions of schemas. A number behind "preview" counts up; a version without
// one is newer than its previews.
const (
	preview2 = "2022-03-01-preview2"
	preview3 = "2022-03-01-preview3"
	preview4 = "2022-03-01-preview4"
	preview5 = "2022-03-01-preview5"
	preview6 = "2022-03-01-preview6"
	released = "2022-07-01"
)

const (
	readVersion      = preview5 // the newest schemas this client reads
	configureVersion = preview2 // the envelope's own version, and that of all about jobs
)

// Schema is a type of resource and the versions it is known in.
type Schema struct {
	Type     string
	Versions []string // the oldest first
	// Write is the version in which this client makes resources of its own; empty
	// for types that it only sends back, in the version they came in.
	Write string
}

// Schemas is the one place that says which types there are, in which versions,
// and what this client writes. All are at the same host; see [Sendable] for the former one.
// Other types and versions are read, kept and sent back all the same.
//
// Sources: schema.mp.microsoft.com/schema/resources-index/2022-07-01 and the articles
// under learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api.
func Schemas() []Schema {
	return []Schema{
		{Type: "configure", Versions: []string{preview2, released}, Write: configureVersion},
		{Type: "configure-status", Versions: []string{preview2, released}},
		{Type: "configure-detail", Versions: []string{preview2, released}},
		{Type: "resource-tree", Versions: []string{preview2}},
		{Type: "submission", Versions: []string{preview2}, Write: preview2},
		{Type: "product", Versions: []string{preview2, preview3}},
		{Type: "plan", Versions: []string{preview2, preview3}, Write: preview2},
		{Type: "commercial-marketplace-setup", Versions: []string{preview2}},
		{Type: "microsoft365-integration", Versions: []string{preview2}},
		{Type: "customer-leads", Versions: []string{preview2, preview3}},
		{Type: "reseller", Versions: []string{preview2}},
		{Type: "property", Versions: []string{preview2, preview3, preview5}},
		{Type: "listing", Versions: []string{preview2, preview3, preview5}},
		{Type: "listing-asset", Versions: []string{preview2, preview3, preview5}},
		{Type: "listing-trailer", Versions: []string{preview2, preview3, preview5}},
		{Type: "plan-listing", Versions: []string{preview2, preview3, preview5}},
		{Type: "price-and-availability-offer", Versions: []string{preview2, preview3}},
		{Type: "price-and-availability-plan", Versions: []string{preview2, preview4}},
		{Type: "price-and-availability-custom-meter", Versions: []string{preview3}},
		{Type: typeAudiences, Versions: []string{preview2, preview3}, Write: preview3},
		{Type: "software-as-a-service-technical-configuration", Versions: []string{preview3}},
		{Type: "virtual-machine-plan-technical-configuration", Versions: []string{preview2, preview3, preview5}},
		{Type: "core-virtual-machine-plan-technical-configuration", Versions: []string{preview5, preview6}},
		{Type: "container-plan-technical-configuration", Versions: []string{preview3}},
		{Type: "test-drive", Versions: []string{preview2}},
		{Type: "test-drive-listing", Versions: []string{preview3}},
		{Type: "azure-test-drive-technical-configuration", Versions: []string{preview3}},
		{Type: "virtual-machine-test-drive-technical-configuration", Versions: []string{preview2}},
		{Type: "private-offer", Versions: []string{released, "2023-07-15"}},
		{Type: "price-and-availability-private-offer-plan", Versions: []string{released, "2023-07-15"}},
	}
}

// schemaURI is the $schema of what this client makes of a type that the table
// gives it a version for.
func schemaURI(resourceType string) string {
	all := Schemas()
	i := slices.IndexFunc(all, func(s Schema) bool { return s.Type == resourceType })
	return schemaRoot + resourceType + "/" + all[i].Write
}
