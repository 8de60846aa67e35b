package sandbox

import (
	"encoding/json"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

const defaultLanguage = "en-us"

// language is the language of a listing or an image, which its key begins with
// unless it is the default one.
func (k sectionKey) language() string {
	lang, _, _ := strings.Cut(k.Key, "/")
	if k.Name == world.Asset && strings.Count(k.Key, "/") < 2 || lang == "" {
		return defaultLanguage
	}
	return strings.ToLower(lang)
}

// newObject makes an object of names and values in turn.
func newObject(pairs ...any) *ordered.Object { return ordered.New(pairs...) }

// keyed is a key whose text begins with a language that is not the default one:
// the default is not written.
func keyed(name world.SectionName, plan, key string) sectionKey {
	key = strings.ToLower(key)
	if key == defaultLanguage {
		key = ""
	}
	return sectionKey{name, plan, strings.TrimPrefix(key, defaultLanguage+"/")}
}

type none = []struct{}

// blankOffer is what a new offer has at offer level: both dialects of every
// section its type has.
func blankOffer(t offerType, offer, alias string) []document {
	docs := []document{
		{
			Key: sectionKey{Name: sectionProduct},
			V1: newObject("resourceType", t.V1, "name", alias, "externalIDs",
				[]map[string]string{{"type": "AzureOfferId", "value": offer}}, "isModularPublishing", true).Bytes(),
			Graph: newObject("identity", map[string]string{"externalId": offer}, "type", t.Graph, "alias", alias).Bytes(),
		},
		{
			Key: sectionKey{Name: world.Setup},
			V1: newObject("resourceType", "AzureProductSetup", "sellingOption", "ListAndSell", "trialUri", "", "enableTestDrive", false,
				"channelStates", []map[string]string{{"type": "Reseller", "value": "Disabled"}}).Bytes(),
			Graph: newObject("sellThroughMicrosoft", true).Bytes(),
		},
		{
			Key:   sectionKey{Name: world.TestDrive},
			Graph: newObject("enabled", false).Bytes(),
		},
		{
			Key:   sectionKey{Name: world.Leads},
			Graph: newObject("leadDestination", "none").Bytes(),
		},
		{
			Key: sectionKey{Name: world.Property},
			V1: newObject("resourceType", "AzureProperty", "industries", none{}, "leveledCategories", struct{}{},
				"categories", none{}, "useEnterpriseContract", false).Bytes(),
			Graph: newObject("kind", t.Kind, "categories", struct{}{}, "termsConditions", "custom").Bytes(),
		},
		{Key: sectionKey{Name: world.Listing}, V1: blankListing(alias), Graph: newObject("kind", t.Kind, "languageId", defaultLanguage, "title", alias).Bytes()},
		{
			Key: sectionKey{Name: world.Audience},
			V1: newObject("resourceType", "ProductAvailability", "visibility", "Public",
				"subscriptionAudiences", none{}, "emailAudiences", none{}).Bytes(),
			Graph: newObject("previewAudiences", none{}).Bytes(),
		},
		{
			Key:   sectionKey{Name: world.Reseller},
			V1:    newObject("resourceType", "ResellerConfiguration", "resellerChannelState", "Disabled", "tenantIds", none{}).Bytes(),
			Graph: newObject("resellerChannelState", "notSet", "audiences", none{}).Bytes(),
		},
	}
	switch {
	case t.Package != "":
		docs = append(docs, document{Key: sectionKey{Name: world.Package}, V1: newObject("resourceType", t.Package).Bytes()})
	case t.Graph == "softwareAsAService":
		docs = append(docs, document{Key: sectionKey{Name: world.Package}, Graph: new(ordered.Object).Bytes()})
	}
	return docs
}

// blankListing is the v1 listing the service makes for a new offer or plan.
func blankListing(title string) json.RawMessage {
	return newObject("resourceType", "AzureListing", "listingUris", none{}, "listingContacts", none{},
		"gettingStartedInstructions", "", "languageCode", defaultLanguage, "title", title, "keywords", none{}).Bytes()
}

// blankPlan is what a new plan has.
func blankPlan(t offerType, pl *plan, alias string) []document {
	v1 := newObject("resourceType", "AzureSkuVariant", "state", "Active", "friendlyName", alias, "conversionPaths", "*",
		"externalID", pl.ID, "certificationsAzureGovernment", none{}, "cloudAvailabilities", []string{"public-azure"})
	graph := newObject("identity", map[string]string{"externalId": pl.ID}, "alias", alias, "azureRegions", []string{"azureGlobal"})
	if pl.Subtype != "" {
		v1.SetText("subType", pl.Subtype)
		graph.SetText("subtype", map[bool]string{true: "managedApplication", false: "solutionTemplate"}[pl.Subtype == managedApplication])
	}
	v1.Set("extendedProperties", ordered.Value(none{}))
	docs := []document{
		{Key: sectionKey{Name: world.PlanSetup, Plan: pl.GUID}, Entity: pl.GUID, V1: v1.Bytes(), Graph: graph.Bytes()},
		{
			Key: sectionKey{Name: world.PlanListing, Plan: pl.GUID}, V1: blankListing(alias),
			Graph: newObject("kind", t.Kind+"-plan", "languageId", defaultLanguage, "name", alias).Bytes(),
		},
		{
			Key: sectionKey{Name: world.PlanAvail, Plan: pl.GUID},
			V1: newObject("resourceType", "FeatureAvailability", "visibility", "Public", "isHidden", false, "marketStates", none{},
				"subscriptionAudiences", none{}, "tenantAudiences", none{}, "customMeters", none{}, "properties", none{},
				"trial", map[string]string{"type": "NoTrial"}, "priceSchedules", none{}).Bytes(),
			Graph: newObject("visibility", "visible", "markets", none{}, "audience", "public", "privateAudiences", none{}).Bytes(),
		},
	}
	return append(docs, blankTechnical(t, pl)...)
}

const (
	managedApplication = "managed-application"
	solutionTemplate   = "solution-template"
)

// blankTechnical is a new plan's technical configuration: through v1 for Azure
// applications, through Graph for virtual machines and containers.
func blankTechnical(t offerType, pl *plan) []document {
	k := sectionKey{Name: world.PlanPackage, Plan: pl.GUID}
	switch {
	case pl.Subtype == managedApplication:
		return []document{{Key: k, V1: newObject("resourceType", "AzureManagedApplicationPackageConfiguration", "version", "",
			"allowJitAccess", false, "canEnableCustomerActions", false, "packageReferences", none{}).Bytes()}}
	case t.PlanPackage != "":
		return []document{{Key: k, V1: newObject("resourceType", t.PlanPackage, "version", "", "packageReferences", none{}).Bytes()}}
	case t.Kind == "azureVM":
		return []document{{Key: k, Graph: newObject("skus", none{}, "vmImageVersions", none{}).Bytes()}}
	case t.Graph == "azureContainer":
		return []document{{Key: k, Graph: newObject("payloadType", "image", "imageTags", none{}).Bytes()}}
	default:
		return nil
	}
}

// blankGraph is the Graph form of a document that v1 has just made.
func blankGraph(p *product, k sectionKey, v1 json.RawMessage) json.RawMessage {
	t := typeOf(p.Type)
	switch k.Name {
	case world.Listing:
		return toGraph(k.Name, nil, v1, newObject("kind", t.Kind, "languageId", k.language()).Bytes())
	case world.PlanListing:
		return toGraph(k.Name, nil, v1, newObject("kind", t.Kind+"-plan", "languageId", k.language()).Bytes())
	case world.Asset:
		kind := object(v1).TextOf("type")
		if kind != "" {
			kind = strings.ToLower(kind[:1]) + kind[1:]
		}
		return toGraph(k.Name, nil, v1, newObject("kind", "azure", "languageId", k.language(), "type", kind).Bytes())
	default:
		return nil
	}
}

// blankV1 is the v1 form of a document that the Graph API has just made.
func blankV1(_ *product, k sectionKey, graph json.RawMessage) json.RawMessage {
	switch k.Name {
	case world.Listing, world.PlanListing:
		v1 := object(blankListing(""))
		v1.SetText("languageCode", k.language())
		return toV1(k.Name, nil, graph, v1.Bytes())
	case world.Asset:
		kind := object(graph).TextOf("type")
		if kind != "" {
			kind = strings.ToUpper(kind[:1]) + kind[1:]
		}
		return toV1(k.Name, nil, graph, newObject("resourceType", "ListingImage", "type", kind, "state", "Processed").Bytes())
	default:
		return nil
	}
}
