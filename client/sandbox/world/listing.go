package world

import (
	"strings"
)

// english is the language of every listing: an offer of these types has one.
const english = "en-us"

// listingV1 is an AzureListing, of an offer or of a plan, with its members in
// the service's order.
type listingV1 struct {
	ResourceType               string      `json:"resourceType"`
	Summary                    string      `json:"summary,omitempty"`
	ListingUris                []uriV1     `json:"listingUris"`
	ListingContacts            []contactV1 `json:"listingContacts"`
	GettingStartedInstructions string      `json:"gettingStartedInstructions"`
	LanguageCode               string      `json:"languageCode"`
	Title                      string      `json:"title"`
	Description                string      `json:"description"`
	ShortDescription           string      `json:"shortDescription,omitempty"`
	CompatibleProducts         []string    `json:"compatibleProducts,omitempty"`
	Keywords                   []string    `json:"keywords"`
}

type uriV1 struct {
	Type        string `json:"type"`
	Subtype     string `json:"subtype,omitempty"`
	DisplayText string `json:"displayText,omitempty"`
	URI         string `json:"uri"`
}

type contactV1 struct {
	Type  string `json:"type"`
	Email string `json:"email"`
	Name  string `json:"name"`
	Phone string `json:"phone"`
	URI   string `json:"uri,omitempty"`
}

// listingGraph is the listing resource.
type listingGraph struct {
	Kind                       string        `json:"kind"`
	LanguageID                 string        `json:"languageId"`
	Title                      string        `json:"title"`
	Description                string        `json:"description"`
	SearchResultSummary        string        `json:"searchResultSummary"`
	ShortDescription           string        `json:"shortDescription,omitempty"`
	SearchKeywords             []string      `json:"searchKeywords,omitempty"`
	GettingStartedInstructions string        `json:"gettingStartedInstructions,omitempty"`
	GeneralLinks               []linkGraph   `json:"generalLinks,omitempty"`
	PrivacyPolicyLink          string        `json:"privacyPolicyLink"`
	GlobalSupportWebsite       string        `json:"globalSupportWebsite,omitempty"`
	SupportContact             *contactGraph `json:"supportContact"`
	EngineeringContact         *contactGraph `json:"engineeringContact"`
	PartnerContact             *contactGraph `json:"cloudSolutionProviderContact,omitempty"`
	PartnerMaterials           string        `json:"cloudSolutionProviderMarketingMaterials,omitempty"`
}

type linkGraph struct {
	DisplayText string `json:"displayText"`
	Link        string `json:"link"`
}

type contactGraph struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Phone string `json:"phone"`
	URL   string `json:"url,omitempty"`
}

// listing is the offer's listing in both dialects.
func (p *page) listing() *Content {
	description := p.description()
	support := p.Site + "/support"
	v1 := listingV1{
		ResourceType: "AzureListing", Summary: p.Summary, LanguageCode: english, Title: p.Name,
		Description: description, ShortDescription: p.Short, CompatibleProducts: p.Works,
		GettingStartedInstructions: p.Start, Keywords: list(p.Keywords...),
		ListingUris: list(uriV1{Type: "PrivacyUri", URI: p.Site + "/privacy"}),
		ListingContacts: list(
			p.Support.v1("CustomerSupport", support),
			p.Engineering.v1("Engineering", "")),
	}
	graph := listingGraph{
		Kind: p.trait.listing, LanguageID: english, Title: p.Name, Description: description,
		SearchResultSummary: p.Summary, ShortDescription: p.Short, SearchKeywords: p.Keywords,
		GettingStartedInstructions: p.Start, PrivacyPolicyLink: p.Site + "/privacy",
		SupportContact: p.Support.graph(support), EngineeringContact: p.Engineering.graph(""),
	}
	if p.trait.sites {
		v1.ListingUris = append(v1.ListingUris, uriV1{Type: "PublicCloudSupport", URI: support})
		graph.GlobalSupportWebsite = support
	}
	if p.trait.partner {
		v1.ListingContacts = append(v1.ListingContacts, p.Partner.v1("ChannelManager", ""))
		graph.PartnerContact = p.Partner.graph("")
		graph.PartnerMaterials = p.Site + "/partners"
	}
	for _, l := range p.Links {
		v1.ListingUris = append(v1.ListingUris, uriV1{Type: "UsefulLink", DisplayText: l.Text, URI: p.Site + l.Path})
		graph.GeneralLinks = append(graph.GeneralLinks, linkGraph{l.Text, p.Site + l.Path})
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

func (n person) v1(kind, uri string) contactV1 {
	return contactV1{kind, n.Email, n.Name, n.Phone, uri}
}

func (n person) graph(uri string) *contactGraph {
	return &contactGraph{n.Name, n.Email, n.Phone, uri}
}

// description puts paragraphs and points together in the markup that listings
// may hold.
func (b *blueprint) description() string {
	var s strings.Builder
	for i, t := range b.Text {
		s.WriteString("<p>" + t + "</p>")
		if i > 0 || len(b.Points) == 0 {
			continue
		}
		s.WriteString("<h2>" + b.Heading + "</h2><ul>")
		for _, point := range b.Points {
			s.WriteString("<li>" + point + "</li>")
		}
		s.WriteString("</ul>")
	}
	return s.String()
}

// planListingGraph is the plan-listing resource.
type planListingGraph struct {
	Kind        string `json:"kind"`
	LanguageID  string `json:"languageId"`
	Name        string `json:"name"`
	Summary     string `json:"summary,omitempty"`
	Description string `json:"description"`
}

func (p *page) planListing(s *planSpec) *Content {
	return &Content{
		V1: encode(listingV1{
			ResourceType: "AzureListing", ListingUris: list[uriV1](), ListingContacts: list[contactV1](),
			LanguageCode: english, Title: s.Name, Description: s.Text, ShortDescription: s.Summary,
			Keywords: list[string](),
		}),
		Graph: encode(planListingGraph{p.trait.plan, english, s.Name, s.Summary, s.Text}),
	}
}
