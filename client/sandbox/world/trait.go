package world

// trait is how offers of a type differ from others: which pages they have and
// what the documents behind them are called.
type trait struct {
	listing   string // kind of listing and property documents in the Graph API
	plan      string // kind of plan listings there; "" for types without plans
	audience  audienceKind
	azure     bool // sold in Azure Marketplace: categories have two levels
	sold      bool // sold through Microsoft
	short     bool // the listing has a short description
	keywords  bool
	start     bool // getting started instructions
	standard  bool // may use the standard contract
	reseller  bool
	testDrive bool
	extraDocs bool // supplemental content
	pdf       bool
	partner   bool // a contact for cloud solution providers
	sites     bool // support sites per cloud
	offerTech bool // technical configuration at offer level
	certFirst bool // certification comes before the preview
}

// audienceKind says who may see the preview of an offer.
type audienceKind int

const (
	nobody audienceKind = iota
	subscriptions
	mailboxes
	hideKeys
)

// traits of the eleven live types and of one more, by their Graph names. The kinds of listings
// other than SaaS, VM and container are not documented; they follow the type's
// name.
func traits() map[string]trait {
	return map[string]trait{
		"softwareAsAService": {
			listing: "azureSaaS", plan: "azureSaaS-plan",
			audience: mailboxes, azure: true, sold: true, keywords: true, start: true, standard: true,
			reseller: true, testDrive: true, pdf: true, partner: true, offerTech: true,
		},
		"azureVirtualMachine": {
			listing: "azureVM", plan: "azureVM-plan",
			audience: subscriptions, azure: true, sold: true, short: true, standard: true,
			reseller: true, testDrive: true, partner: true, sites: true, certFirst: true,
		},
		"azureApplication": {
			listing: "azureApplication", plan: "azureApplication-plan",
			audience: subscriptions, azure: true, sold: true, short: true, keywords: true, standard: true,
			reseller: true, testDrive: true, partner: true, offerTech: true,
		},
		"azureContainer": {
			listing: "azureContainer", plan: "azureContainer-plan",
			audience: subscriptions, azure: true, sold: true, short: true, standard: true,
			reseller: true, partner: true, sites: true, certFirst: true,
		},
		"dynamics365BusinessCentral": {
			listing:  "dynamics365BusinessCentral",
			audience: hideKeys, keywords: true, testDrive: true, extraDocs: true, pdf: true, offerTech: true,
		},
		"dynamics365ForCustomerEngagement": {
			listing: "dynamics365ForCustomerEngagement", plan: "dynamics365ForCustomerEngagement-plan",
			audience: hideKeys, keywords: true, testDrive: true, extraDocs: true, pdf: true, offerTech: true,
			certFirst: true,
		},
		"dynamics365ForOperations": {
			listing:  "dynamics365ForOperations",
			audience: hideKeys, keywords: true, testDrive: true, extraDocs: true, pdf: true, offerTech: true,
		},
		"powerBiApp": {
			listing: "powerBiApp", audience: nobody, keywords: true, extraDocs: true,
		},
		"iotEdgeModule": {
			listing: "iotEdgeModule", plan: "iotEdgeModule-plan",
			audience: subscriptions, azure: true, sold: true, short: true, standard: true, partner: true, sites: true,
		},
		"consultingService": {
			listing:  "consultingService",
			audience: hideKeys, keywords: true, pdf: true,
		},
		"managedService": {
			listing: "managedService", plan: "managedService-plan",
			audience: subscriptions, azure: true, sold: true, short: true,
		},
		UnheardType: {
			listing: "quantumWorkspace", plan: "quantumWorkspace-plan",
			audience: subscriptions, azure: true, sold: true, short: true, keywords: true, standard: true,
		},
	}
}

// liveTypes are the eleven types in the order in which new offers are dealt out.
func liveTypes() []string {
	return []string{
		"azureApplication", "azureVirtualMachine", "softwareAsAService", "azureContainer",
		"dynamics365BusinessCentral", "dynamics365ForCustomerEngagement", "dynamics365ForOperations",
		"powerBiApp", "iotEdgeModule", "consultingService", "managedService",
	}
}
