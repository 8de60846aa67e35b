package sandbox

import (
	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// row pairs a member of a definition with what it is called in the documents
// of the other APIs. What no row has is kept in the definition alone.
type row struct {
	Section world.SectionName
	CPP     member
	V1      member
	Graph   member
}

// schema is what is known of one offerTypeId.
type schema struct {
	Offer, Plan []row
	BlankOffer  func(id string) *ordered.Object
	BlankPlan   func(id string) *ordered.Object
	Images      string // the member of a plan with its images, "" if there is none
}

// The prefixes of members; the dot is part of a member's name.
const (
	prefixMarket = "microsoft-azure-marketplace."
	prefixDrive  = "microsoft-azure-marketplace-testdrive."
	prefixVM     = "microsoft-azure-virtualmachines."
	prefixCore   = "microsoft-azure-corevm."
	prefixApp    = "microsoft-azure-applications."
)

// schemaOf finds the schema of an offerTypeId. Of most types nobody knows one.
func schemaOf(kind string) (schema, bool) {
	switch kind {
	case "microsoft-azure-virtualmachines":
		return schema{marketRows(), machineRows(), func(id string) *ordered.Object { return blankMarket(prefixVM, id) }, blankMachine, prefixVM + "vmImages"}, true
	case "microsoft-azure-corevm":
		return schema{coreRows(), corePlanRows(), blankCore, blankCorePlan, prefixCore + "vmImagesPublicAzure"}, true
	case "microsoft-azure-applications":
		return schema{marketRows(), appRows(), func(id string) *ordered.Object { return blankMarket(prefixApp, id) }, blankApp, ""}, true
	default:
		return schema{}, false
	}
}

// marketRows are the offer's rows of virtual machines and Azure applications.
func marketRows() []row {
	const m = prefixMarket
	contacts := func(cpp, v1, graph string) []row {
		var out []row
		for _, part := range [][2]string{{"Name", "name"}, {"Email", "email"}, {"Phone", "phone"}} {
			out = append(out, row{world.Listing, text(m + cpp + part[0]), typedPart("listingContacts", v1, part[1]), within(graph, text(part[1]))})
		}
		return out
	}
	rows := []row{
		{world.Listing, text(m + "title"), text("title"), text("title")},
		{world.Listing, text(m + "summary"), text("summary"), text("searchResultSummary")},
		{world.Listing, text(m + "longSummary"), text("shortDescription"), text("shortDescription")},
		{world.Listing, text(m + "description"), text("description"), text("description")},
		{world.Listing, text(m + "privacyURL"), link("PrivacyUri"), text("privacyPolicyLink")},
		{world.Listing, text(m + "publicAzureSupportUrl"), link("PublicCloudSupport"), text("globalSupportWebsite")},
		{
			world.Listing, respelt(m+"usefulLinks", "", [2]string{"linkTitle", "text"}, [2]string{"linkUrl", "uri"}),
			respelt("listingUris", "UsefulLink", [2]string{"displayText", "text"}, [2]string{"uri", "uri"}),
			respelt("generalLinks", "", [2]string{"displayText", "text"}, [2]string{"link", "uri"}),
		},
		{world.Property, categoryMap(m + "categoryMap"), plain("leveledCategories"), plain("categories")},
		{world.Property, choice(m + "useEnterpriseContract"), choice("useEnterpriseContract"), standardContract()},
		{world.Property, text(m + "termsOfUse"), text("termsOfUse"), member{}},
		{world.Property, text(m + "universalAmendmentTerms"), text("globalAmendmentTerms"), member{}},
		audienceRow(m),
		{world.Setup, choice(prefixDrive + "enabled"), choice("enableTestDrive"), member{}},
		{world.TestDrive, choice(prefixDrive + "enabled"), member{}, choice("enabled")},
	}
	rows = append(rows, contacts("engineeringContact", "Engineering", "engineeringContact")...)
	rows = append(rows, contacts("supportContact", "CustomerSupport", "supportContact")...)
	return append(rows, leadRows(m)...)
}

// sharedPlanRows are the plan's rows of virtual machines and Azure applications.
func sharedPlanRows(prefix string) []row {
	return []row{
		{world.PlanListing, text(prefix + "skuTitle"), text("title"), text("name")},
		{world.PlanListing, text(prefix + "skuSummary"), text("shortDescription"), text("summary")},
		{world.PlanListing, text(prefix + "skuDescription"), text("description"), text("description")},
		cloudsRow(prefix),
		{world.PlanAvail, upperCodes("regions"), marketStates(), markets()},
	}
}

// cloudsRow is where a plan is sold. Of the submission API's words only the
// first is known.
func cloudsRow(prefix string) row {
	return row{
		world.PlanSetup,
		wordList(prefix+"cloudAvailability", map[string]string{
			"PublicAzure": "azureGlobal", "Fairfax": "azureGovernment", "Mooncake": "azureChina", "Blackforest": "azureGermany",
		}),
		wordList("cloudAvailabilities", map[string]string{
			"public-azure": "azureGlobal", "azure-government": "azureGovernment", "azure-china": "azureChina", "azure-germany": "azureGermany",
		}),
		items("azureRegions"),
	}
}

// technicalRows are how a machine's image is described.
func technicalRows(prefix, friendly string) []row {
	system := func(inner member) member { return within("operatingSystem", inner) }
	rows := []row{
		{world.PlanPackage, capital(prefix + "operatingSystemFamily"), member{}, system(plain("family"))},
		{world.PlanPackage, capital(prefix + "osType"), member{}, system(plain("type"))},
		{world.PlanPackage, text(prefix + friendly), member{}, system(plain("friendlyName"))},
		{world.PlanPackage, items(prefix + "recommendedVMSizes"), member{}, items("recommendedVmSizes")},
		{world.PlanPackage, generation(prefix + "generation"), member{}, firstImage()},
	}
	for _, pair := range [][2]string{
		{"supportsAcceleratedNetworking", "supportsAcceleratedNetworking"},
		{"supportsCloudInit", "supportsCloudInit"},
		{"supportsBackup", "supportsBackup"},
		{"supportsExtensions", "supportsExtensions"},
		{"supportsHibernation", "supportsHibernation"},
		{"supportsNVMe", "supportsNVMe"},
		{"isNetworkVirtualAppliance", "isNetworkVirtualAppliance"},
		{"isCustomArmTemplateRequired", "requiresCustomArmTemplate"},
	} {
		rows = append(rows, row{world.PlanPackage, choice(prefix + pair[0]), member{}, within("vmProperties", choiceSet(pair[1]))})
	}
	return rows
}

// machineRows are a virtual machine plan's rows.
func machineRows() []row {
	rows := append(sharedPlanRows(prefixVM),
		row{world.PlanAvail, choice(prefixVM + "hideSKUForSolutionTemplate"), choice("isHidden"), hiddenWord()},
		row{world.PlanAvail, restrictedAudience(), privateAudience(), member{}},
		row{world.PlanAvail, corePrices("virtualMachinePricingV2"), coreSchedules(), graphCorePrices()},
		row{world.PlanAvail, trialMonths("virtualMachinePricingV2"), trialV1(), trialGraph()})
	rows = append(rows, technicalRows(prefixVM, "operationSystem")...)
	return append(rows, row{world.PlanPackage, imageMap(prefixVM + "vmImages"), member{}, imageList(false)})
}

// coreRows are a core virtual machine's rows.
func coreRows() []row {
	const c = prefixCore
	return append([]row{
		{world.Listing, text(c + "title"), text("title"), text("title")},
		{world.Listing, text(c + "summary"), text("summary"), text("searchResultSummary")},
		{world.Listing, text(c + "description"), text("description"), text("description")},
		audienceRow(c),
	}, leadRows(c)...)
}

// corePlanRows are a core virtual machine plan's rows.
func corePlanRows() []row {
	const c = prefixCore
	rows := []row{
		{world.PlanListing, text(c + "skuTitle"), text("title"), text("name")},
		{world.PlanListing, text(c + "skuSummary"), text("shortDescription"), text("summary")},
		{world.PlanListing, text(c + "skuDescriptionPublicAzure"), text("description"), text("description")},
		{world.PlanAvail, choice(c + "hideSKUForSolutionTemplate"), choice("isHidden"), hiddenWord()},
		cloudsRow(c),
	}
	rows = append(rows, technicalRows(c, "osFriendlyName")...)
	return append(rows, row{world.PlanPackage, imageMap(c + "vmImagesPublicAzure"), member{}, imageList(true)})
}

// appRows are an Azure application plan's rows.
func appRows() []row {
	return append(sharedPlanRows(prefixApp),
		row{world.PlanSetup, text(prefixApp + "skuType"), reads(plain("subType")), member{}},
		row{world.PlanPackage, packageMap(), packageV1(), member{}},
		row{world.PlanAvail, monthlyMultiplier("monthlyPricingV2"), monthlyPrice(), member{}})
}
