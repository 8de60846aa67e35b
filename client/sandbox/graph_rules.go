package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// checkRules refuses content that breaks a business rule of the marketplace.
func checkRules(p *product, k sectionKey, body *ordered.Object) *refusal {
	for name, limit := range textLimits(k.Name) {
		if n := utf8.RuneCountInString(body.TextOf(name)); n > limit {
			return invalid(name, fmt.Sprintf("%s has %d characters; at most %d are allowed.", name, n, limit))
		}
	}
	if k.Name == world.Listing {
		var words []string
		raw, ok := body.Get("searchKeywords")
		if ok && json.Unmarshal(raw, &words) == nil && len(words) > 3 {
			return invalid("searchKeywords", fmt.Sprintf("searchKeywords has %d entries; at most 3 are allowed.", len(words)))
		}
	}
	if k.Name == world.PlanPackage {
		return keepsImages(p, k, body)
	}
	return nil
}

// textLimits are the longest texts, in characters, by member.
// learn.microsoft.com/partner-center/marketplace-offers/azure-vm-offer-listing.
func textLimits(name world.SectionName) map[string]int {
	switch name {
	case world.Listing:
		return map[string]int{"title": 200, "searchResultSummary": 100, "description": 5000}
	case world.PlanListing:
		return map[string]int{"name": 200, "summary": 100, "description": 3000}
	default:
		return nil
	}
}

// keepsImages refuses to lose an image version that customers can see: a
// version left out of a request would be deleted, and published ones stay. One
// at least must not be deprecated.
func keepsImages(p *product, k sectionKey, body *ordered.Object) *refusal {
	published := p.doc(live, k)
	if published == nil {
		return nil
	}
	sent := imageVersions(body)
	for _, v := range imageVersions(object(published.Graph)) {
		i := slices.IndexFunc(sent, func(s imageVersion) bool { return s.Number == v.Number })
		if i < 0 || sent[i].Lifecycle == deleted {
			return refuse(http.StatusBadRequest, "businessValidationError", "vmImageVersions",
				"The image version "+v.Number+" is already published and cannot be removed.")
		}
	}
	stays := func(v imageVersion) bool { return v.Lifecycle != deprecated && v.Lifecycle != deleted }
	if len(sent) > 0 && !slices.ContainsFunc(sent, stays) {
		return refuse(http.StatusBadRequest, "businessValidationError", "vmImageVersions",
			"The plan needs one image version at least that is not deprecated.")
	}
	return checkImages(sent)
}

// checkImages refuses states and schedules that image versions cannot have.
func checkImages(versions []imageVersion) *refusal {
	for _, v := range versions {
		if v.Lifecycle != "" && !slices.Contains([]string{available, deprecated, deleted}, v.Lifecycle) {
			return invalid("vmImageVersions", "The image version "+v.Number+" cannot be "+v.Lifecycle+".")
		}
		if why := badSchedule(object(v.Schedule)); why != "" {
			return invalid("vmImageVersions", "The image version "+v.Number+": "+why+".")
		}
	}
	return nil
}

// imageVersion is what the rules look at of an image version.
type imageVersion struct {
	Number    string          `json:"versionNumber"`
	Lifecycle string          `json:"lifecycleState"`
	Schedule  json.RawMessage `json:"deprecationSchedule"`
}

func imageVersions(o *ordered.Object) []imageVersion {
	var versions []imageVersion
	raw, ok := o.Get("vmImageVersions")
	if !ok || json.Unmarshal(raw, &versions) != nil {
		return nil
	}
	return versions
}

// asRefusal is err as the refusal it is; nil stays nil.
func asRefusal(err error) *refusal {
	if err == nil {
		return nil
	}
	if r, ok := errors.AsType[*refusal](err); ok {
		return r
	}
	return refuse(http.StatusInternalServerError, "invalidState", "", err.Error())
}
