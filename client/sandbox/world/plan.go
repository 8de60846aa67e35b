package world

import "strings"

// variantV1 is a plan in the submission API v1. The name of the certifications
// member is the one on the wire.
type variantV1 struct {
	ResourceType        string     `json:"resourceType"`
	State               string     `json:"state"`
	FriendlyName        string     `json:"friendlyName"`
	ConversionPaths     string     `json:"conversionPaths"`
	ExternalID          string     `json:"externalID"`
	Certifications      []struct{} `json:"certificationsAzureGovernment"`
	CloudAvailabilities []string   `json:"cloudAvailabilities"`
	SubType             string     `json:"subType,omitempty"`
	ExtendedProperties  []pair     `json:"extendedProperties"`
}

type planGraph struct {
	Identity     identity `json:"identity"`
	Alias        string   `json:"alias"`
	AzureRegions []string `json:"azureRegions"`
	Subtype      string   `json:"subtype,omitempty"`
}

type identity struct {
	ExternalID string `json:"externalId"`
}

func (p *page) planSetup(s *planSpec) *Content {
	return &Content{
		V1: encode(variantV1{
			ResourceType: "AzureSkuVariant", State: "Active", FriendlyName: s.Name, ConversionPaths: "*",
			ExternalID: s.ID, Certifications: list[struct{}](), CloudAvailabilities: list("public-azure"),
			SubType: s.Subtype, ExtendedProperties: list[pair](),
		}),
		Graph: encode(planGraph{identity{s.ID}, s.Name, list("azureGlobal"), camel(s.Subtype)}),
	}
}

// camel spells "managed-application" as the Graph API does.
func camel(s string) string {
	first, second, found := strings.Cut(s, "-")
	if !found {
		return s
	}
	return first + strings.ToUpper(second[:1]) + second[1:]
}
