package sandbox

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/world"
)

// resourceType is one type of the Graph API's resources: how it is called,
// which section it shows, and in which schema versions.
//
// Types and versions: schema.mp.microsoft.com/schema/resources-index/2022-07-01
// and learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api.
type resourceType struct {
	Name     string
	Section  world.SectionName
	Plan     bool     // belongs to a plan
	Offers   []string // only for these types of offers; nil for all
	Versions []int    // N of 2022-03-01-previewN, newest first
	Required []string // members a request must have, references aside
	Refs     []string // references it carries besides its product
}

const (
	resourceProduct    = "product"
	resourcePlan       = "plan"
	resourceSubmission = "submission"
)

// serves reports whether offers of a type have this resource.
func (t resourceType) serves(offer string) bool {
	return t.Offers == nil || slices.Contains(t.Offers, offer)
}

func resourceNamed(name string) (resourceType, bool) {
	types := resourceTypes()
	i := slices.IndexFunc(types, func(t resourceType) bool { return t.Name == name })
	if i < 0 {
		return resourceType{}, false
	}
	return types[i], true
}

// resourceOf finds the type that shows a section of an offer.
func resourceOf(section world.SectionName, offer string) (resourceType, bool) {
	types := resourceTypes()
	i := slices.IndexFunc(types, func(t resourceType) bool {
		return t.Section != "" && t.Section == section && t.serves(offer)
	})
	if i < 0 {
		return resourceType{}, false
	}
	return types[i], true
}

// version is a schema version: a date, and the number of a preview of it.
type version struct {
	Date    string
	Preview int // 0: not a preview, which is newer than any
}

// newest is newer than every version there is.
func newest() version { return version{Date: "9999-12-31"} }

// parseVersion reads "2022-03-01-preview2" or "2022-07-01".
func parseVersion(s string) (version, bool) {
	m := regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:-preview(\d+))?$`).FindStringSubmatch(s)
	if m == nil {
		return version{}, false
	}
	v := version{Date: m[1]}
	if m[2] != "" {
		n, err := strconv.Atoi(m[2])
		if err != nil {
			return version{}, false
		}
		v.Preview = n
	}
	return v, true
}

// compare orders versions by age; a preview comes before what it previews.
func (v version) compare(o version) int {
	if c := strings.Compare(v.Date, o.Date); c != 0 {
		return c
	}
	switch {
	case v.Preview == o.Preview:
		return 0
	case v.Preview == 0:
		return 1
	case o.Preview == 0:
		return -1
	}
	return cmp.Compare(v.Preview, o.Preview)
}

const (
	schemaBase    = "https://schema.mp.microsoft.com/schema/"
	oldSchemaHost = "https://product-ingestion.azureedge.net/schema/"
	previewDate   = "2022-03-01"
)

// schema is the $schema of a type: the newest version not newer than asked
// for, or the oldest if all are.
func (t resourceType) schema(most version) string {
	n := t.Versions[len(t.Versions)-1]
	for _, v := range t.Versions {
		if (version{previewDate, v}).compare(most) <= 0 {
			n = v
			break
		}
	}
	return schemaURI(t.Name, fmt.Sprintf("%s-preview%d", previewDate, n))
}

func schemaURI(name, version string) string { return schemaBase + name + "/" + version }

// checkSchema reads a $schema somebody sent: its type and version, if the
// schema service would know them. The former host is refused since March 2025.
func checkSchema(uri string) (resourceType, error) {
	rest, ok := strings.CutPrefix(uri, schemaBase)
	if !ok {
		return resourceType{}, fmt.Errorf("schema %s could not be accessed", uri)
	}
	name, v, _ := strings.Cut(rest, "/")
	t, ok := resourceNamed(name)
	if !ok {
		return resourceType{}, fmt.Errorf("schema %s could not be accessed", uri)
	}
	for _, n := range t.Versions {
		if v == fmt.Sprintf("%s-preview%d", previewDate, n) {
			return t, nil
		}
	}
	return resourceType{}, fmt.Errorf("schema %s could not be accessed", uri)
}
