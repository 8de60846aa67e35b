package world

import (
	"maps"
	"slices"
)

// propertyV1 is an AzureProperty.
type propertyV1 struct {
	ResourceType          string              `json:"resourceType"`
	Industries            []string            `json:"industries"`
	LeveledCategories     map[string][]string `json:"leveledCategories,omitempty"`
	Categories            []string            `json:"categories"`
	AdditionalCategories  []string            `json:"additionalCategories"`
	SubmissionVersion     string              `json:"submissionVersion"`
	HideKeys              []string            `json:"hideKeys"`
	ProductTags           []string            `json:"productTags"`
	AppVersion            string              `json:"appVersion,omitempty"`
	UseEnterpriseContract bool                `json:"useEnterpriseContract"`
	TermsOfUse            string              `json:"termsOfUse,omitempty"`
	MarketingOnlyChange   bool                `json:"marketingOnlyChange"`
	GlobalAmendmentTerms  string              `json:"globalAmendmentTerms"`
	CustomAmendments      []struct{}          `json:"customAmendments"`
}

// propertyGraph is the property resource.
type propertyGraph struct {
	Kind            string              `json:"kind"`
	Categories      map[string][]string `json:"categories"`
	Industries      map[string][]string `json:"industries,omitempty"`
	AppVersion      string              `json:"appVersion,omitempty"`
	TermsConditions string              `json:"termsConditions"`
	TermsOfUseURL   string              `json:"termsOfUseUrl,omitempty"`
}

func (p *page) property() *Content {
	v1 := propertyV1{
		ResourceType: "AzureProperty", Industries: names(p.Industries), Categories: list[string](),
		AdditionalCategories: list[string](), HideKeys: list[string](), ProductTags: list[string](),
		SubmissionVersion: p.guid("property", p.AppVersion), AppVersion: p.AppVersion,
		UseEnterpriseContract: p.trait.standard, CustomAmendments: list[struct{}](),
	}
	graph := propertyGraph{
		Kind: p.trait.listing, Categories: p.Categories, Industries: p.Industries,
		AppVersion: p.AppVersion, TermsConditions: "standardMicrosoft",
	}
	if !p.trait.standard {
		v1.TermsOfUse = p.Site + "/terms"
		graph.TermsConditions, graph.TermsOfUseURL = "custom", p.Site+"/terms"
	}
	if p.trait.azure {
		v1.LeveledCategories = p.Categories
	} else {
		v1.Categories = names(p.Categories)
	}
	if p.HideKey != "" {
		v1.HideKeys = list(p.HideKey)
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

// names are the keys of a map, sorted; never nil.
func names(m map[string][]string) []string {
	return list(slices.Sorted(maps.Keys(m))...)
}
