package world

// pair is a type and a value, the submission API v1's way of being extensible.
type pair struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type setupV1 struct {
	ResourceType    string `json:"resourceType"`
	SellingOption   string `json:"sellingOption"`
	CallToAction    string `json:"callToAction,omitempty"`
	TrialURI        string `json:"trialUri"`
	EnableTestDrive bool   `json:"enableTestDrive"`
	TestDriveType   string `json:"testDriveType,omitempty"`
	ChannelStates   []pair `json:"channelStates"`
}

type setupGraph struct {
	SellThroughMicrosoft bool   `json:"sellThroughMicrosoft"`
	UseLicenseManagement bool   `json:"useMicrosoftLicenseManagementService"`
	CallToAction         string `json:"callToAction,omitempty"`
	AccessURL            string `json:"accessUrl,omitempty"`
}

// sold reports whether the offer is sold through Microsoft and not only listed.
func (p *page) sold() bool { return p.trait.sold || p.Sold }

func (p *page) setup() *Content {
	reseller := "Disabled"
	if p.Reseller == "Enabled" || p.Reseller == "PartialOptIn" {
		reseller = "Enabled"
	}
	v1 := setupV1{
		ResourceType: "AzureProductSetup", SellingOption: "ListAndSell",
		EnableTestDrive: p.TestDrive, ChannelStates: list(pair{"Reseller", reseller}),
	}
	graph := setupGraph{SellThroughMicrosoft: true, UseLicenseManagement: p.Sold}
	if p.TestDrive {
		v1.TestDriveType = "AzureResourceManager"
	}
	if !p.sold() {
		v1.SellingOption, v1.CallToAction = "ListingOnly", p.callToAction()
		graph = setupGraph{CallToAction: v1.CallToAction}
		if v1.CallToAction != "contact-me" {
			v1.TrialURI = p.Site + "/get/" + p.ID
			graph.AccessURL = v1.TrialURI
		}
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

func (p *page) callToAction() string {
	if p.CallToAction == "" {
		return "contact-me"
	}
	return p.CallToAction
}

type testDriveGraph struct {
	Enabled bool   `json:"enabled"`
	Type    string `json:"type,omitempty"`
}

// testDrive is part of the setup in the submission API v1.
func (p *page) testDrive() *Content {
	g := testDriveGraph{Enabled: p.TestDrive}
	if p.TestDrive {
		g.Type = "azureResourceManager"
	}
	return &Content{Graph: encode(g)}
}

type resellerV1 struct {
	ResourceType string   `json:"resourceType"`
	State        string   `json:"resellerChannelState"`
	TenantIDs    []string `json:"tenantIds"`
}

type resellerGraph struct {
	State     string     `json:"resellerChannelState"`
	Audiences []audience `json:"audiences"`
}

func (p *page) reseller() *Content {
	v1 := resellerV1{"ResellerConfiguration", p.Reseller, list[string]()}
	graph := resellerGraph{"none", list[audience]()}
	switch p.Reseller {
	case "":
		v1.State = "Disabled"
	case "Enabled":
		graph.State = "all"
	case "PartialOptIn":
		partner := p.guid("reseller")
		v1.TenantIDs, graph.State = list(partner), "some"
		graph.Audiences = list(audience{Type: "tenant", ID: partner, Label: "Northwind Distribution"})
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

// leadsV1 is one of the lead configurations; a destination has only its own
// members.
type leadsV1 struct {
	ResourceType     string `json:"resourceType"`
	ContactEmail     string `json:"contactEmail"`
	ConnectionString string `json:"connectionString,omitempty"`
	HTTPSEndpointURI string `json:"httpsEndpointUri,omitempty"`
	ServerID         string `json:"serverID,omitempty"`
	MunchkinID       string `json:"munchkinAccountID,omitempty"`
	FormID           string `json:"formID,omitempty"`
	ObjectIdentifier string `json:"objectIdentifier,omitempty"`
	URI              string `json:"uri,omitempty"`
	Authentication   string `json:"authentication,omitempty"`
	ApplicationID    string `json:"applicationID,omitempty"`
	ApplicationKey   string `json:"applicationKey,omitempty"`
	DirectoryID      string `json:"directoryID,omitempty"`
}

type leadsGraph struct {
	Destination string         `json:"leadDestination"`
	HTTPS       map[string]any `json:"httpsEndpointLeadConfiguration,omitempty"`
	Table       map[string]any `json:"tableLeadConfiguration,omitempty"`
	Marketo     map[string]any `json:"marketoLeadConfiguration,omitempty"`
	Salesforce  map[string]any `json:"salesforceLeadConfiguration,omitempty"`
	Dynamics    map[string]any `json:"dynamicsLeadConfiguration,omitempty"`
}

// masked is how the service writes a secret that it will not show again.
const masked = "********"

// leads says where the marketplace sends the names of interested customers.
// Secrets are masked: the service never shows them again.
func (p *page) leads() *Content {
	mail := p.Support.Email
	contact := map[string]any{"contactEmail": list(mail)}
	v1 := leadsV1{ContactEmail: mail}
	graph := leadsGraph{Destination: p.Leads}
	switch p.Leads {
	case "":
		return &Content{Graph: encode(leadsGraph{Destination: "none"})}
	case "httpsEndpoint":
		v1.ResourceType, v1.HTTPSEndpointURI = "HttpsEndpointLeadConfiguration", p.Site+"/api/leads"
		contact["httpsEndpointUrl"] = v1.HTTPSEndpointURI
		graph.HTTPS = contact
	case "table":
		v1.ResourceType, v1.ConnectionString = "AzureTableLeadConfiguration", masked
		contact["storageAccountConnectionString"] = masked
		graph.Table = contact
	case "marketo":
		v1.ResourceType, v1.ServerID, v1.MunchkinID, v1.FormID = "MarketoLeadConfiguration", "app-sj20.marketo.com", "417-BWS-207", "1042"
		contact["serverId"], contact["munchkinId"], contact["formId"] = v1.ServerID, v1.MunchkinID, v1.FormID
		graph.Marketo = contact
	case "salesforce":
		v1.ResourceType, v1.ObjectIdentifier = "SalesForceLeadConfiguration", "00D5g00000BWave"
		contact["objectIdentifier"] = v1.ObjectIdentifier
		graph.Salesforce = contact
	case "dynamics":
		v1.ResourceType = "DynamicsCustomerRelationshipManagementLeadConfiguration"
		v1.URI, v1.Authentication = "https://fjordlabs.crm4.dynamics.com", "azureAD"
		v1.ApplicationID, v1.ApplicationKey, v1.DirectoryID = p.guid("leads"), masked, p.Tenant
		contact["instanceUrl"], contact["authentication"] = v1.URI, v1.Authentication
		contact["applicationId"], contact["applicationKey"], contact["directoryId"] = v1.ApplicationID, masked, p.Tenant
		graph.Dynamics = contact
	}
	return &Content{V1: encode(v1), Graph: encode(graph)}
}

type supplementalV1 struct {
	ResourceType      string   `json:"resourceType"`
	TargetRelease     string   `json:"targetRelease,omitempty"`
	SupportedEditions []string `json:"supportedEditions"`
	Assets            []fileV1 `json:"assets"`
}

type fileV1 struct {
	AssetID  string `json:"assetID"`
	FileName string `json:"fileName"`
	Type     string `json:"type"`
}

// supplemental is what only the people of certification see.
func (p *page) supplemental() *Content {
	doc := supplementalV1{
		ResourceType: "SupplementalContent", SupportedEditions: list[string](),
		Assets: list(fileV1{p.guid("scenarios"), p.ID + "-usage-scenarios.pdf", "UsageScenario"}),
	}
	if p.Type == "dynamics365BusinessCentral" {
		doc.TargetRelease, doc.SupportedEditions = "Current", list("Essentials", "Premium")
	}
	return &Content{V1: encode(doc)}
}
