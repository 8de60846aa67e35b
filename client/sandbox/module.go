package sandbox

import "awning/client/sandbox/world"

// The modules a submission can name, as the submission API v1 spells them.
const (
	moduleListing      = "Listing"
	moduleProperty     = "Property"
	modulePackage      = "Package"
	moduleAvailability = "Availability"
	moduleReseller     = "ResellerConfiguration"
	moduleSupplemental = "SupplementalContent"
)

// What no submission names because it travels with every one: offer setup, and
// each plan's identity.
const (
	moduleSetup = "(setup)"
	modulePlan  = "(plan)"
)

// sectionProduct is the offer's own identity: alias, type, lifecycle. The
// world keeps it in the offer itself.
const sectionProduct world.SectionName = "product"

// sectionDefinition is the offer as the Cloud Partner Portal API last wrote it:
// what only that API knows, and the order of its members. What the other APIs
// know, too, is laid over it on each read. No offer has one before the first write.
const sectionDefinition world.SectionName = "definition"

// sectionKey names one section of a product.
type sectionKey struct {
	Name world.SectionName
	Plan string // GUID of the plan, "" at offer level
	Key  string // tells several of one name apart
}

// moduleKey names one branch of a product.
type moduleKey struct {
	Module string
	Plan   string
}

// always reports whether every submission takes this branch along.
func (k moduleKey) always() bool { return k.Module == moduleSetup || k.Module == modulePlan }

// module is the branch in which a section lives.
func (k sectionKey) module() moduleKey { return moduleKey{moduleOf(k.Name), k.Plan} }

func moduleOf(name world.SectionName) string {
	switch name {
	case world.Listing, world.Asset, world.PlanListing, sectionTrailer:
		return moduleListing
	case world.Property:
		return moduleProperty
	case world.Package, world.PlanPackage:
		return modulePackage
	case world.Audience, world.PlanAvail, sectionMeters:
		return moduleAvailability
	case world.Reseller:
		return moduleReseller
	case world.Supplemental:
		return moduleSupplemental
	case world.PlanSetup:
		return modulePlan
	case world.Setup, world.Leads, world.TestDrive, sectionProduct, sectionDefinition:
		return moduleSetup
	default:
		return moduleSetup
	}
}
