package sandbox

import (
	"regexp"
	"strings"
)

// condition is one comparison of a $filter: a name, lower case, and a value.
type condition struct{ Name, Value string }

// filter is a $filter: any of the conditions has to hold.
type filter []condition

// readFilter reads the little of OData that this API knows: name eq 'value'
// and externalIDs/any(i:i/type eq 'type' and i/value eq 'value'), joined by or.
// Names are taken without regard to case. The any form becomes a condition
// named "externalids/<type>".
func readFilter(text string) (filter, bool) {
	equal := regexp.MustCompile(`(?i)^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$`)
	anyOf := regexp.MustCompile(`(?i)^\s*(\w+)/any\(\s*(\w+)\s*:\s*\w+/type\s+eq\s+'([^']*)'\s+and\s+\w+/value\s+eq\s+'([^']*)'\s*\)\s*$`)
	var out filter
	if text == "" {
		return nil, true
	}
	for _, term := range regexp.MustCompile(`(?i)\s+or\s+`).Split(text, -1) {
		if m := equal.FindStringSubmatch(term); m != nil {
			out = append(out, condition{strings.ToLower(m[1]), m[2]})
			continue
		}
		m := anyOf.FindStringSubmatch(term)
		if m == nil {
			return nil, false
		}
		out = append(out, condition{strings.ToLower(m[1] + "/" + m[3]), m[4]})
	}
	return out, true
}

// productCondition reports whether a condition holds; known is false for a
// name products are not filtered by.
func productCondition(p *product, on condition) (holds, known bool) {
	switch on.Name {
	case "resourcetype":
		return strings.EqualFold(typeOf(p.Type).V1, on.Value), true
	case "externalids/azureofferid":
		return p.Offer == on.Value, true
	case "externalids/storeid", "externalids/externalazureproductid":
		return false, true
	default:
		return false, false
	}
}
