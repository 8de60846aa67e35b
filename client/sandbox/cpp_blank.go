package sandbox

import "awning/client/sandbox/ordered"

// blankMarket is what the service adds to the offer of a virtual machine or an
// Azure application, in its order.
func blankMarket(prefix, id string) *ordered.Object {
	const m, d = prefixMarket, prefixDrive
	o := blankLeads(m)
	for _, add := range []*ordered.Object{
		newObject(d+"enabled", false, m+"useEnterpriseContract", false, m+"termsOfUse", "", m+"universalAmendmentTerms", "",
			m+"customAmendments", nil, m+"categories", none{}, m+"categoryMap", none{}, m+"allowedSubscriptions", none{}),
		newObject(m+"title", "", m+"offerMarketingUrlIdentifier", id),
		texts(m, "summary", "longSummary", "description", "privacyURL", "fairfaxSupportUrl",
			"publicAzureSupportUrl", "engineeringContactName", "engineeringContactEmail", "engineeringContactPhone",
			"supportContactName", "supportContactEmail", "supportContactPhone"),
		newObject(m+"usefulLinks", none{}),
		texts(m, "smallLogo", "mediumLogo", "largeLogo", "wideLogo"),
		newObject(m+"screenshots", none{}, m+"videos", none{}, d+"description", nil, d+"accessInformation", nil, d+"videos", none{}, d+"userManual", ""),
		texts(prefix, "managerContactName", "managerContactEmail", "managerContactPhone", "gtmMaterials"),
	} {
		filled(o, add)
	}
	return o
}

// blankLeads is where leads go: nowhere.
func blankLeads(prefix string) *ordered.Object {
	o := newObject(prefix+"leadDestination", "None")
	for _, name := range []string{"blob", "crm", "httpsEndpoint", "marketo", "salesForce", "table"} {
		o.Set(prefix+name+"LeadConfiguration", ordered.Value(struct{}{}))
	}
	o.SetText(prefix+"leadNotificationEmails", "")
	return o
}

// texts are empty texts under a prefix.
func texts(prefix string, names ...string) *ordered.Object {
	o := new(ordered.Object)
	for _, name := range names {
		o.SetText(prefix+name, "")
	}
	return o
}

// flags are choices under a prefix, made alike.
func flags(on bool, prefix string, names ...string) *ordered.Object {
	o := new(ordered.Object)
	for _, name := range names {
		o.Set(prefix+name, ordered.Value(on))
	}
	return o
}

// blankMachine is what the service adds to a virtual machine's plan.
func blankMachine(id string) *ordered.Object {
	const v = prefixVM
	price := func() *ordered.Object {
		return newObject(priceByol, false, priceCores, newObject("currency", "USD", priceOne, 0), priceTrial, 0)
	}
	o := newObject(planIDKey, id, v+"cloudAvailability", []string{"PublicAzure"}, v+"certificationsFairfax", none{}, v+"legacyPlanId", id,
		v+"hideSKUForSolutionTemplate", false, "virtualMachinePricingV2", price(), "regions", none{}, "virtualMachinePricing", price())
	for _, add := range []*ordered.Object{blankSystem(v, "operationSystem"), newObject(v+"vmImages", struct{}{}), texts(v, "skuTitle", "skuSummary", "skuDescription")} {
		filled(o, add)
	}
	return o
}

// blankSystem is the technical part of a machine of either kind.
func blankSystem(prefix, friendly string) *ordered.Object {
	o := newObject(prefix+"openPorts", none{}, prefix+"operatingSystemFamily", "", prefix+friendly, "", prefix+"osType", "", prefix+"recommendedVMSizes", none{})
	for _, add := range []*ordered.Object{
		flags(false, prefix, "supportsAcceleratedNetworking", "supportsCloudInit", "supportsBackup", "isNetworkVirtualAppliance",
			"isLockedDown", "isCustomArmTemplateRequired"),
		flags(true, prefix, "supportsExtensions"),
		flags(false, prefix, "supportsHibernation", "supportsNVMe"),
		newObject(prefix+"generation", "1"),
		flags(true, prefix, "allowOnlyManagedDiskDeployments"),
		newObject(prefix+"patchOptions", newObject("supportsHotpatch", false)),
	} {
		filled(o, add)
	}
	return o
}

// blankCore is what the service adds to the offer of a core virtual machine.
func blankCore(string) *ordered.Object {
	const c = prefixCore
	o := texts(c, "legacyOfferId", "legacyPublisherId")
	filled(o, blankLeads(c))
	filled(o, newObject(c+"allowedSubscriptions", none{}))
	filled(o, texts(c, "title", "summary", "description"))
	return o
}

// blankCorePlan is what it adds to a plan of one.
func blankCorePlan(id string) *ordered.Object {
	const c = prefixCore
	o := newObject(planIDKey, id, c+"cloudAvailability", []string{"PublicAzure"}, c+"certificationsFairfax", none{}, c+"leadGenerationId", "",
		c+"categories", none{}, c+"categoryMap", none{}, c+"hideSKUForSolutionTemplate", false, c+"imageVisibility", true,
		c+"defaultImageSizeGB", "30", c+"imageType", "VmImage")
	for _, add := range []*ordered.Object{
		flags(false, c, "freeTierEligible", "hardened", "isPremiumThirdParty"),
		blankSystem(c, "osFriendlyName"),
		newObject(c+"supportedExtensions", none{}),
		flags(false, c, "supportsAADLogin", "supportsClientHub", "supportsHub", "supportsHubOnOffSwitch", "supportsSriov"),
		newObject(c+"deploymentModels", []string{"ARM"}, c+"vmImagesArchitecture", "X64", c+"vmImagesPublicAzure", struct{}{}),
		flags(false, c, "migratedOffer"),
		texts(c, "skuTitle", "skuSummary", "skuLongSummary"),
		newObject(c+"skuDescriptionBlackforest", nil, c+"skuDescriptionFairfax", nil, c+"skuDescriptionMooncake", nil, c+"skuDescriptionPublicAzure", ""),
		texts(c, "termsOfUseURL", "privacyURL"),
		newObject(c+"usefulLinksFairfax", none{}, c+"usefulLinksMooncake", none{}, c+"usefulLinksBlackforest", none{}, c+"usefulLinksPublicAzure", none{}),
		texts(c, "smallLogo", "mediumLogo", "largeLogo", "wideLogo"),
		newObject(c+"screenshots", none{}, c+"videos", none{}),
	} {
		filled(o, add)
	}
	return o
}

// blankApp is what the service adds to a plan of an Azure application.
func blankApp(id string) *ordered.Object {
	const a = prefixApp
	o := newObject(planIDKey, id)
	for _, add := range []*ordered.Object{
		texts(a, "skuTitle", "skuSummary", "skuDescription", "skuType"),
		newObject(a+"cloudAvailability", []string{"PublicAzure"}, a+"certificationsAzureGovernment", none{}, a+"package", struct{}{}, "regions", none{}),
	} {
		filled(o, add)
	}
	return o
}
