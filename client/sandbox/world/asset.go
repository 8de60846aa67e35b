package world

import (
	"fmt"
	"strconv"
	"strings"
)

type imageV1 struct {
	ResourceType string `json:"resourceType"`
	FileName     string `json:"fileName"`
	Type         string `json:"type"`
	State        string `json:"state"`
	Description  string `json:"description,omitempty"`
	FriendlyName string `json:"friendlyName,omitempty"`
	Order        *int   `json:"order,omitempty"`
}

type assetGraph struct {
	Kind         string `json:"kind"`
	LanguageID   string `json:"languageId"`
	Type         string `json:"type"`
	FileName     string `json:"fileName"`
	FriendlyName string `json:"friendlyName,omitempty"`
	Description  string `json:"description,omitempty"`
	DisplayOrder int    `json:"displayOrder"`
}

// assets are the logos, screenshots and documents of the listing, each a
// section of its own.
func (p *page) assets() []Section {
	out := []Section{p.image("azureLogoLarge", 1, p.ID+"-logo-216.png", "")}
	if !p.made {
		out = append(out,
			p.image("azureLogoMedium", 1, p.ID+"-logo-90.png", ""),
			p.image("azureLogoSmall", 1, p.ID+"-logo-48.png", ""))
	}
	for i, caption := range p.Shots {
		out = append(out, p.image("azureLogoScreenshot", i+1, fmt.Sprintf("%s-shot-%d.png", p.ID, i+1), caption))
	}
	if p.trait.pdf {
		out = append(out, p.leaflet())
	}
	return out
}

func (p *page) image(kind string, n int, file, caption string) Section {
	order := n - 1
	return assetSection(kind, n,
		imageV1{ResourceType: "ListingImage", FileName: file, Type: "A" + kind[1:], State: "Processed", Description: caption, Order: &order},
		assetGraph{Kind: "azure", LanguageID: english, Type: kind, FileName: file, Description: caption, DisplayOrder: order})
}

// leaflet is the document that some types must have.
func (p *page) leaflet() Section {
	file := p.ID + "-overview.pdf"
	return assetSection("pdfDocument", 1,
		imageV1{ResourceType: "ListingAsset", FileName: file, Type: "PdfDocument", State: "Processed", FriendlyName: "Overview"},
		assetGraph{Kind: "azure", LanguageID: english, Type: "pdfDocument", FileName: file, FriendlyName: "Overview"})
}

func assetSection(kind string, n int, v1 imageV1, graph assetGraph) Section {
	return Section{
		Name: Asset, Key: strings.ToLower(kind) + "/" + strconv.Itoa(n),
		Draft: &Content{V1: encode(v1), Graph: encode(graph)},
	}
}
