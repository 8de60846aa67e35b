package catalog_test

import (
	"strings"
	"testing"

	"awning/model/catalog"
)

// The secrets of the nine types: credentials, and addresses that carry a
// signature.
func TestSecrets_theNine(t *testing.T) {
	t.Parallel()
	secret := func(f *catalog.Field) string {
		if f.Secret {
			return "secret"
		}
		return ""
	}
	const graphLeads = `leads.table-connection secret
		leads.blob-connection secret
		leads.dynamics-key secret
		leads.dynamics-password secret
		leads.marketo-secret secret`
	const v1Leads = `leads.connection secret
		leads.dynamics-key secret
		leads.dynamics-password secret`
	want := map[string]string{
		"saas": graphLeads, "container": graphLeads + "\n plans/technical.password secret",
		"business-central":    v1Leads + "\n test-drive.key secret",
		"customer-engagement": v1Leads + "\n test-drive.key secret\n technical.package secret",
		"operations":          v1Leads + "\n test-drive.key secret",
	}
	for _, id := range nine() {
		lines, ok := want[string(id)]
		if !ok {
			lines = v1Leads
		}
		sameMarks(t, id, marked(t, id, secret), lines)
	}
}

// What can never change in the nine types, and what publishing fixes.
func TestFixed_theNine(t *testing.T) {
	t.Parallel()
	fixed := func(f *catalog.Field) string {
		if len(f.Stays) > 0 {
			return strings.TrimSpace(f.Frozen + " stays:" + strings.Join(f.Stays, ","))
		}
		return f.Frozen
	}
	const graph = `product.id create
		product.type create
		setup.sell publish
		properties.contract publish
		listing.language create
		assets.type create
		assets.language create
		plans/setup.id create
		plans/listing.language create
		plans/pricing.audience stays:public
		`
	const v1 = `product.id create
		product.modular create
		listing.language create
		assets.type create
		`
	const v1Plan = `plans/setup.id create
		plans/listing.language create
		plans/pricing.visibility stays:Public
		`
	const v1Price = `plans/pricing.pricing-model publish
		plans/pricing.term publish
		plans/pricing.term-length publish
		`
	const sold = "setup.selling publish\n"
	want := map[string]string{
		"saas": graph + `plans/pricing.model publish
			plans/pricing.trial stays:*`,
		"container": graph + `plans/setup.regions stays:*
			plans/pricing.license publish
			plans/pricing.price-input publish
			plans/technical.payload publish
			plans/technical.repository publish
			plans/technical.extension publish`,
		"business-central": v1 + v1Plan + v1Price + sold, "customer-engagement": v1 + v1Plan + v1Price + sold,
		"operations": v1, "power-bi-app": v1, "consulting": v1,
		"iot-edge":        v1 + v1Plan + sold + "properties.standard-contract publish\n plans/setup.clouds stays:*",
		"managed-service": v1 + v1Plan + sold,
	}
	for _, id := range nine() {
		sameMarks(t, id, marked(t, id, fixed), want[string(id)])
	}
}

// The rules that the documentation is not sure of: the service decides.
func TestUnsure_theNine(t *testing.T) {
	t.Parallel()
	unsure := func(f *catalog.Field) string {
		var out []string
		for _, r := range f.Unsure {
			out = append(out, string(r))
		}
		return strings.Join(out, ",")
	}
	const alias = "product.alias max\n"
	const plan = "plans/setup.alias max\n"
	want := map[string]string{
		"saas": "properties.amendment max", "container": "listing.title max",
		"business-central":    alias + plan + "properties.industries max\n properties.hide-keys max",
		"customer-engagement": alias + plan + "properties.industries max\n properties.hide-keys max",
		"operations":          alias + "properties.industries max\n properties.hide-keys max",
		"power-bi-app":        alias + "properties.industries max\n listing.keywords max",
		"iot-edge":            alias + plan + "listing.links max",
		"consulting":          alias + "properties.industries max\n properties.hide-keys max",
		"managed-service":     alias + plan,
	}
	for _, id := range nine() {
		sameMarks(t, id, marked(t, id, unsure), want[string(id)])
	}
}
