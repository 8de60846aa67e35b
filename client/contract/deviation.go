package contract

import "strings"

// deviation is one documented departure of the real service from its swagger.
type deviation struct {
	where string // as in [Finding], or a prefix ending in "*"
	why   string
}

// deviations are all that the contract's README lists and a body or request
// can show. Anything else is an error of ours.
func deviations() []deviation {
	return []deviation{
		{"PagedCollection.nextLink", "paging: the member is nextLink, not @odata.nextLink"},
		{"AzureSkuVariant.certificationsAzureGovernment", "government certifications have another name"},
		{"AzureSkuVariant.subType", "plans of Azure applications have a subtype"},
		{"AzureSkuVariant.SubType", "requests spell the subtype so"},
		{"AzureProduct.ID", "requests spell the id so"},
		{"AzureListing.ID", "requests spell the id so"},
		{"AzureProduct.externalIds", "requests use the name of the base type"},
	}
}

// Known says why a finding is no error, if it is one of the deviations the
// contract's README lists.
func Known(f Finding) (why string, ok bool) {
	for _, d := range deviations() {
		if f.Where == d.where || strings.HasSuffix(d.where, "*") && strings.HasPrefix(f.Where, strings.TrimSuffix(d.where, "*")) {
			return d.why, true
		}
	}
	return "", false
}
