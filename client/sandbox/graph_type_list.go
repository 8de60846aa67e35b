package sandbox

import "awning/client/sandbox/world"

// Sections that only the Graph API shows. The world has none of them: an offer
// gets one when somebody writes it.
const (
	sectionTrailer      world.SectionName = "listing-trailer"       // videos of Listing, told apart by Key
	sectionMeters       world.SectionName = "custom-meters"         // dimensions billed by use
	sectionIntegration  world.SectionName = "microsoft365"          // what a SaaS offer has to do with Microsoft 365
	sectionDriveListing world.SectionName = "test-drive-listing"    // by language
	sectionDrive        world.SectionName = "test-drive-deployment" // how a test drive is set up
)

// resourceAudiences is the type of a request rather than of something kept: it
// changes who may buy a private plan, at once and in every environment.
const resourceAudiences = "price-and-availability-update-private-audiences"

// resourceTypes lists the types the sandbox serves, in the order a tree has them.
func resourceTypes() []resourceType {
	saas, vm, core := []string{"softwareAsAService"}, []string{"azureVirtualMachine"}, []string{"coreVirtualMachine"}
	container, listing := []string{"azureContainer"}, []string{"listing"}
	return []resourceType{
		{Name: resourceProduct, Section: sectionProduct, Versions: []int{3, 2}, Required: []string{"identity", "type", "alias"}},
		{Name: "commercial-marketplace-setup", Section: world.Setup, Versions: []int{2}},
		{Name: "microsoft365-integration", Section: sectionIntegration, Offers: saas, Versions: []int{2}},
		{Name: "customer-leads", Section: world.Leads, Versions: []int{3, 2}, Required: []string{"leadDestination"}},
		{Name: "test-drive", Section: world.TestDrive, Versions: []int{2}, Required: []string{"enabled"}},
		{Name: "test-drive-listing", Section: sectionDriveListing, Versions: []int{3}, Required: []string{"languageId"}},
		{Name: "virtual-machine-test-drive-technical-configuration", Section: sectionDrive, Offers: vm, Versions: []int{2}},
		{Name: "azure-test-drive-technical-configuration", Section: sectionDrive, Offers: append(saas, container...), Versions: []int{3}},
		{Name: "property", Section: world.Property, Versions: []int{5, 3, 2}, Required: []string{"kind", "categories", "termsConditions"}},
		{Name: "listing", Section: world.Listing, Versions: []int{5, 3, 2}, Required: []string{"kind", "languageId"}},
		{
			Name: "listing-asset", Section: world.Asset, Versions: []int{5, 3, 2},
			Required: []string{"kind", "languageId", "type"}, Refs: listing,
		},
		{Name: "listing-trailer", Section: sectionTrailer, Versions: []int{5, 3, 2}, Required: []string{"kind"}, Refs: listing},
		{Name: "price-and-availability-offer", Section: world.Audience, Versions: []int{3, 2}, Required: []string{"previewAudiences"}},
		{
			Name: "price-and-availability-custom-meter", Section: sectionMeters, Offers: append(saas, container...), Versions: []int{3},
			Required: []string{"customMeters"},
		},
		{Name: "reseller", Section: world.Reseller, Versions: []int{2}, Required: []string{"resellerChannelState", "audiences"}},
		{Name: "software-as-a-service-technical-configuration", Section: world.Package, Offers: saas, Versions: []int{3}},
		{Name: resourcePlan, Section: world.PlanSetup, Plan: true, Versions: []int{3, 2}, Required: []string{"identity", "alias"}},
		{Name: "plan-listing", Section: world.PlanListing, Plan: true, Versions: []int{5, 3, 2}, Required: []string{"kind", "languageId"}},
		{
			Name: "price-and-availability-plan", Section: world.PlanAvail, Plan: true, Versions: []int{4, 2},
			Required: []string{"visibility", "audience"},
		},
		{Name: resourceAudiences, Plan: true, Versions: []int{3, 2}, Required: []string{"privateAudiences"}},
		{Name: "virtual-machine-plan-technical-configuration", Section: world.PlanPackage, Plan: true, Offers: vm, Versions: []int{5, 3, 2}},
		{Name: "core-virtual-machine-plan-technical-configuration", Section: world.PlanPackage, Plan: true, Offers: core, Versions: []int{6, 5}},
		{
			Name: "container-plan-technical-configuration", Section: world.PlanPackage, Plan: true,
			Offers: container, Versions: []int{3}, Required: []string{"payloadType"},
		},
		{Name: "quantum-target", Section: world.Uncharted, Offers: []string{world.UnheardType}, Versions: []int{7}},
		{Name: resourceSubmission, Versions: []int{2}, Required: []string{"target"}},
	}
}
