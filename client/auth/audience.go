package auth

import "strings"

// The audiences tokens are made for, one per family of APIs.
const (
	// AudienceGraph is for the Product Ingestion API.
	AudienceGraph = "https://graph.microsoft.com"
	// AudiencePartner is for the submission API v1 and payouts.
	AudiencePartner = "https://api.partner.microsoft.com"
	// AudiencePartnerCenter is for insights and the partner's profile.
	AudiencePartnerCenter = "https://api.partnercenter.microsoft.com"
	// AudienceCPP is for the Cloud Partner Portal API.
	AudienceCPP = "https://cloudpartner.azure.com"
	// AudienceARM is for Azure Resource Manager, which lists tenants.
	AudienceARM = "https://management.azure.com"
)

// FirstScope is what a person consents to when they sign in, unless told otherwise:
// the one permission that every publisher's application must have. Tokens for the other
// audiences follow from it.
const FirstScope = AudiencePartner + "/user_impersonation"

// scope is what a token for an audience is asked with. A scope list must stay within one
// audience, so there is one.
func scope(audience string, person bool) string {
	audience = strings.TrimSuffix(audience, "/")
	if person && audience == AudiencePartner {
		return FirstScope
	}
	return audience + "/.default"
}
