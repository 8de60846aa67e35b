package sandbox

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1Enums are the members that take one of a few words, as type.member.
func v1Enums() map[string][]string {
	states := []string{"PendingUpload", "Uploaded", "InProcessing", "Processed", "ProcessFailed"}
	return map[string][]string{
		"AzureProductSetup.sellingOption":                            {"ListAndSell", "ListingOnly"},
		"AzureProductSetup.callToAction":                             {"free", "free-trial", "contact-me"},
		"FeatureAvailability.visibility":                             {"Public", "Private"},
		"AzureTestDriveVariant.state":                                {"Active", "Inactive"},
		"AzureSkuVariant.state":                                      {"Active", "Inactive"},
		"ResellerConfiguration.resellerChannelState":                 {"Disabled", "PartialOptIn", "OptOut", "Enabled"},
		"ListingImage.state":                                         states,
		"ListingAsset.state":                                         states,
		"ListingVideo.state":                                         states,
		"Dynamics365BusinessCentralPackageConfiguration.packageType": {"AddOn", "Connect"},
	}
}

// v1Words are the places deeper in a document that take one of a few words: their path,
// in which "*" is any item, by resource type.
func v1Words(resourceType string) map[string][]string {
	const schedule = "priceSchedules/*/schedules/*/"
	return map[string]map[string][]string{
		"FeatureAvailability": {
			"marketStates/*/state":           {"Disabled", "Enabled", "StopSelling", "Terminated"},
			"trial/type":                     {"NoTrial", "TimedAccess", "TimedUsage", "Unlimited"},
			"trial/durationType":             {"Minute", "Days", "Months"},
			schedule + "pricingModel":        {"Flat", "Recurring", "Usage"},
			schedule + "priceCadence/type":   {"Month", "Year"},
			schedule + "pricingUnits/*/name": {"sharedcore", "transactions"},
		},
		"AzureListing": {"listingContacts/*/type": {"CustomerSupport", "Engineering", "ChannelManager"}},
		"Dynamics365CustomerEngagementPackageConfiguration": {
			"baseLicenseModel": {"Resource", "User"},
			"packageRegionAvailabilities/*/region": {
				"NorthAmerica", "SouthAmerica", "Canada", "Emea", "India", "Japan", "Apac", "Australia", "UnitedKingdom", "GermanySovereign",
				"USGovSovereign", "USGovHighSovereign", "ChinaSovereign", "TipSovereign", "France", "USDepartmentOfDefense",
			},
		},
	}[resourceType]
}

// checkWords refuses a word that is not among those its place takes.
func checkWords(kind string, o *ordered.Object, problems map[string][]string) {
	for path, words := range v1Words(kind) {
		name, rest, _ := strings.Cut(path, "/")
		raw, ok := o.Get(name)
		var v any
		if !ok || json.Unmarshal(raw, &v) != nil {
			continue
		}
		for word := range textsAt(v, rest) {
			if !slices.Contains(words, word) {
				problems[title(name)] = append(problems[title(name)], "The value "+string(ordered.Text(word))+" is not valid for "+path+".")
			}
		}
	}
}

// textsAt yields the texts at a path in a value.
func textsAt(v any, path string) func(yield func(string) bool) {
	return func(yield func(string) bool) { walkTexts(v, path, yield) }
}

func walkTexts(v any, path string, yield func(string) bool) bool {
	if path == "" {
		text, ok := v.(string)
		return !ok || yield(text)
	}
	step, rest, _ := strings.Cut(path, "/")
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if step == "*" && !walkTexts(item, rest, yield) {
				return false
			}
		}
	case map[string]any:
		return walkTexts(v[step], rest, yield)
	}
	return true
}

// oneOf reports whether a member's word is among those it may have.
func oneOf(member string, value json.RawMessage) bool {
	words, ok := v1Enums()[member]
	if !ok {
		return true
	}
	for _, word := range words {
		if bytes.Equal(value, ordered.Text(word)) {
			return true
		}
	}
	return false
}
