package catalog_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
)

// marked lists the fields of a type by their path, with what mark says of each;
// those of which it says nothing are left out.
func marked(t *testing.T, id model.OfferType, mark func(*catalog.Field) string) map[string]string {
	t.Helper()
	out := map[string]string{}
	ty := offerType(t, id)
	for i := range ty.Sections {
		s := &ty.Sections[i]
		prefix := string(s.ID)
		if s.Plan {
			prefix = "plans/" + prefix
		}
		var walk func(prefix string, fields []catalog.Field)
		walk = func(prefix string, fields []catalog.Field) {
			for j := range fields {
				if m := mark(&fields[j]); m != "" {
					out[prefix+fields[j].ID] = m
				}
				walk(prefix+fields[j].ID+".", fields[j].Parts)
			}
		}
		walk(prefix+".", s.Fields)
	}
	return out
}

func sameMarks(t *testing.T, id model.OfferType, got map[string]string, want string) {
	t.Helper()
	wanted := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(want)) {
		path, mark, _ := strings.Cut(strings.TrimSpace(line), " ")
		wanted[path] = mark
	}
	for _, path := range slices.Sorted(maps.Keys(got)) {
		if got[path] != wanted[path] {
			t.Errorf("%s %s: %q; want %q", id, path, got[path], wanted[path])
		}
	}
	for _, path := range slices.Sorted(maps.Keys(wanted)) {
		if _, ok := got[path]; !ok {
			t.Errorf("%s %s: has no mark; want %q", id, path, wanted[path])
		}
	}
}

// Exactly what the services do not give back in the clear is secret: every
// credential, and the signed addresses of disks.
func TestSecrets(t *testing.T) {
	t.Parallel()
	secret := func(f *catalog.Field) string {
		if !f.Secret {
			return ""
		}
		const betrayed = `"hunter2 at https://a.example"`
		if shown := f.Format(json.RawMessage(betrayed)); strings.Contains(shown, "hunter2") {
			t.Errorf("%s shows %q", f.ID, shown)
		}
		if err := f.Check(json.RawMessage(`["hunter2"]`)); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the refusal tells the value, or there is none: %v", f.ID, err)
		}
		return "secret"
	}
	sameMarks(t, vm, marked(t, vm, secret), `
		leads.table-connection secret
		leads.blob-connection secret
		leads.dynamics-key secret
		leads.dynamics-password secret
		plans/technical.images.images.system-disk secret
		plans/technical.images.images.disks.address secret`)
	sameMarks(t, app, marked(t, app, secret), `
		leads.connection secret
		leads.dynamics-key secret
		leads.dynamics-password secret
		test-drive.key secret`)
}

// What can never change, and what publishing fixes, wholly or one way.
func TestFixed(t *testing.T) {
	t.Parallel()
	fixed := func(f *catalog.Field) string {
		if len(f.Stays) > 0 {
			return strings.TrimSpace(f.Frozen + " stays:" + strings.Join(f.Stays, ","))
		}
		return f.Frozen
	}
	sameMarks(t, vm, marked(t, vm, fixed), `
		product.id create
		product.type create
		setup.sell publish
		properties.contract publish
		listing.language create
		assets.type create
		assets.language create
		plans/setup.id create
		plans/setup.regions stays:*
		plans/listing.language create
		plans/pricing.audience stays:public
		plans/pricing.license publish
		plans/pricing.price-input publish
		plans/pricing.trial stays:*
		plans/technical.os-family publish
		plans/technical.skus publish`)
	sameMarks(t, app, marked(t, app, fixed), `
		product.id create
		product.modular create
		setup.selling publish
		properties.standard-contract publish
		listing.language create
		assets.type create
		plans/setup.id create
		plans/setup.type create
		plans/setup.clouds stays:*
		plans/setup.base-plan publish
		plans/listing.language create
		plans/pricing.visibility stays:Public
		plans/pricing.pricing-model publish
		plans/pricing.term publish
		plans/pricing.term-length publish
		plans/pricing.meters.name publish
		plans/pricing.meters.unit publish
		plans/technical.publisher-access publish
		plans/technical.customer-access publish`)
}

// Fields that exist only beside certain values of another.
func TestConditions(t *testing.T) {
	t.Parallel()
	condition := func(f *catalog.Field) string {
		if f.When == nil {
			return ""
		}
		return fmt.Sprintf("%s=%s", f.When.Pointer, strings.Join(f.When.In, "|"))
	}
	sameMarks(t, vm, marked(t, vm, condition), `
		properties.amendment /termsConditions=standardMicrosoft
		properties.custom-amendments /termsConditions=standardMicrosoft
		properties.terms /termsConditions=custom
		properties.terms-url /termsConditions=custom
		assets.caption /type=azureLogoScreenshot
		preview-audience.audience.id /type=|subscription|tenant
		preview-audience.audience.agreement /type=ea|msdn
		resell.partners /resellerChannelState=some
		leads.table-connection /leadDestination=table
		leads.table-contacts /leadDestination=table
		leads.blob-connection /leadDestination=blob
		leads.blob-container /leadDestination=blob
		leads.blob-contacts /leadDestination=blob
		leads.dynamics-url /leadDestination=dynamics
		leads.dynamics-authentication /leadDestination=dynamics
		leads.dynamics-application /dynamicsLeadConfiguration/authentication=azureAD
		leads.dynamics-directory /dynamicsLeadConfiguration/authentication=azureAD
		leads.dynamics-key /dynamicsLeadConfiguration/authentication=azureAD
		leads.dynamics-user /dynamicsLeadConfiguration/authentication=office365
		leads.dynamics-password /dynamicsLeadConfiguration/authentication=office365
		leads.dynamics-contacts /leadDestination=dynamics
		leads.email-contacts /leadDestination=email
		leads.https-url /leadDestination=httpsEndpoint
		leads.https-contacts /leadDestination=httpsEndpoint
		leads.marketo-server /leadDestination=marketo
		leads.marketo-munchkin /leadDestination=marketo
		leads.marketo-form /leadDestination=marketo
		leads.marketo-contacts /leadDestination=marketo
		leads.salesforce-object /leadDestination=salesforce
		leads.salesforce-contacts /leadDestination=salesforce
		test-drive.type /enabled=true
		plans/pricing.markets /customerMarkets=|customMarkets
		plans/pricing.private-audience /audience=private
		plans/pricing.private-audience.id /type=|subscription|tenant
		plans/pricing.private-audience.agreement /type=ea|msdn
		plans/pricing.price-input /pricing/licenseModel=payAsYouGo
		plans/pricing.price /pricing/corePricing/priceInputOption=flat
		plans/pricing.price-per-core /pricing/corePricing/priceInputOption=perCore
		plans/pricing.price-per-core-size /pricing/corePricing/priceInputOption=perCoreSize
		plans/pricing.market-prices /pricing/corePricing/priceInputOption=perMarketAndCoreSize
		plans/pricing.reservations /pricing/corePricing/priceInputOption=flat|perCore|perCoreSize
		plans/pricing.reservations.term /type=year
		plans/pricing.reservations.term-months /type=month
		plans/technical.os-family /basePlan=
		plans/technical.os-type /basePlan=
		plans/technical.os-name /basePlan=
		plans/technical.sizes /basePlan=
		plans/technical.ports /basePlan=
		plans/technical.extensions /basePlan=
		plans/technical.backup /basePlan=
		plans/technical.accelerated-networking /basePlan=
		plans/technical.network-appliance /basePlan=
		plans/technical.nvme /basePlan=
		plans/technical.cloud-init /basePlan=
		plans/technical.entra-login /basePlan=
		plans/technical.hibernation /basePlan=
		plans/technical.remote-connection /basePlan=
		plans/technical.custom-template /basePlan=
		plans/technical.skus /basePlan=
		plans/technical.images /basePlan=
		plans/technical.images.images.system-disk /source/sourceType=sasUri
		plans/technical.images.images.disks /source/sourceType=|sasUri`)
	azureTable, crm := "AzureTableLeadConfiguration", "DynamicsCustomerRelationshipManagementLeadConfiguration"
	sameMarks(t, app, marked(t, app, condition), `
		setup.call-to-action /sellingOption=ListingOnly
		setup.trial /callToAction=free-trial|free
		setup.test-drive-type /enableTestDrive=true
		properties.amendment /useEnterpriseContract=true
		properties.custom-amendments /useEnterpriseContract=true
		properties.terms /useEnterpriseContract=|false
		assets.caption /type=AzureLogoScreenshot
		resell.partners /resellerChannelState=PartialOptIn
		leads.connection /resourceType=`+azureTable+`|AzureBlobLeadConfiguration
		leads.container /resourceType=AzureBlobLeadConfiguration
		leads.dynamics-url /resourceType=`+crm+`
		leads.dynamics-authentication /resourceType=`+crm+`
		leads.dynamics-application /resourceType=`+crm+`
		leads.dynamics-key /resourceType=`+crm+`
		leads.dynamics-directory /resourceType=`+crm+`
		leads.dynamics-user /resourceType=`+crm+`
		leads.dynamics-password /resourceType=`+crm+`
		leads.https-url /resourceType=HttpsEndpointLeadConfiguration
		leads.marketo-server /resourceType=MarketoLeadConfiguration
		leads.marketo-munchkin /resourceType=MarketoLeadConfiguration
		leads.marketo-form /resourceType=MarketoLeadConfiguration
		leads.salesforce-object /resourceType=SalesForceLeadConfiguration
		plans/pricing.trial-unit /trial/type=TimedAccess|TimedUsage
		plans/pricing.trial-length /trial/type=TimedAccess|TimedUsage
		plans/pricing.subscriptions /visibility=Private
		plans/pricing.tenants /visibility=Private`)
}

// Managed applications have what solution templates have not.
func TestSubtypes(t *testing.T) {
	t.Parallel()
	sameMarks(t, app, marked(t, app, func(f *catalog.Field) string { return strings.Join(f.Subtypes, ",") }), `
		plans/pricing.price managed-application
		plans/pricing.currency managed-application
		plans/pricing.pricing-model managed-application
		plans/pricing.term managed-application
		plans/pricing.term-length managed-application
		plans/pricing.price-schedules managed-application
		plans/pricing.meters managed-application
		plans/technical.deployment managed-application
		plans/technical.publisher-access managed-application
		plans/technical.jit managed-application
		plans/technical.tenant managed-application
		plans/technical.authorizations managed-application
		plans/technical.government-tenant managed-application
		plans/technical.government-authorizations managed-application
		plans/technical.customer-access managed-application
		plans/technical.customer-actions managed-application
		plans/technical.allowed-actions managed-application
		plans/technical.allowed-data-actions managed-application
		plans/technical.policies managed-application`)
}
