package auth

// The audiences tokens are made for, one per family of APIs.
const (
	// AudienceGraph is for the Product Ingestion API.
	AudienceGraph = "https://graph.microsoft.com"
	// AudiencePartner is for the submission API v1 and payouts.
	AudiencePartner = "https://api.partner.microsoft.com"
	// AudienceCPP is for the Cloud Partner Portal API.
	AudienceCPP = "https://cloudpartner.azure.com"
	// AudienceARM is for Azure Resource Manager, which lists tenants.
	AudienceARM = "https://management.azure.com"
)
