package world_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"awning/client/sandbox/world"
)

// listing is what the portal limits in a listing of an offer or a plan.
type listing struct {
	Title, Summary, ShortDescription, Description, GettingStartedInstructions string
	Keywords                                                                  []string
	ListingContacts                                                           []struct{ Type, Email string }
}

// TestNew_limits holds all texts against the limits of the portal's pages.
func TestNew_limits(t *testing.T) {
	t.Parallel()
	for _, o := range world.New(world.Options{Offers: 200}).Offers {
		for _, s := range o.Sections {
			for env, c := range map[string]*world.Content{"draft": s.Draft, "preview": s.Preview, "live": s.Live} {
				if c == nil || s.Name != world.Listing && s.Name != world.PlanListing {
					continue
				}
				var l listing
				if err := json.Unmarshal(c.V1, &l); err != nil {
					t.Fatal(err)
				}
				for _, problem := range l.problems(o.Type, s.Name) {
					t.Errorf("%s, %s of %q: %s", o.ID, env, s.Name, problem)
				}
			}
		}
	}
}

func (l listing) problems(kind string, name world.SectionName) []string {
	title, summary, description := 200, 100, 5000
	switch {
	case name == world.PlanListing:
		description = 3000
	case kind == "consultingService":
		summary = 200
	case kind == "azureContainer":
		title = 50
	}
	var out []string
	within := func(what, s string, limit int) {
		if n := utf8.RuneCountInString(s); n > limit {
			out = append(out, what+" is too long: "+s)
		}
	}
	within("title", l.Title, title)
	within("summary", l.Summary, summary)
	within("short description", l.ShortDescription, 256)
	within("description", l.Description, description)
	within("getting started", l.GettingStartedInstructions, 3000)
	if name == world.PlanListing {
		within("plan summary", l.ShortDescription, 100)
	}
	if len(l.Keywords) > 3 {
		out = append(out, "more than three keywords")
	}
	if l.Title == "" || l.Description == "" {
		out = append(out, "no title or description")
	}
	if name == world.Listing && (l.Summary == "" || strings.Count(l.Description, "<p>") < 2 || len(l.ListingContacts) < 2) {
		out = append(out, "no summary, paragraphs or contacts")
	}
	return append(out, markup(l.Description+l.GettingStartedInstructions)...)
}

// markup lists the tags that listings may not hold.
func markup(s string) []string {
	var out []string
	allowed := regexp.MustCompile(`^</?(b|i|br|p|ul|ol|li|h[1-6])>$`)
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(s, -1) {
		if !allowed.MatchString(tag) {
			out = append(out, "tag "+tag)
		}
	}
	return out
}

// TestNew_objects holds that every document is one JSON object without members
// that the server makes itself.
func TestNew_objects(t *testing.T) {
	t.Parallel()
	for _, o := range world.New(world.Options{Offers: 100}).Offers {
		for _, s := range o.Sections {
			if s.Draft == nil || s.Draft.V1 == nil && s.Draft.Graph == nil {
				t.Errorf("%s: %s %s has no content", o.ID, s.Name, s.Key)
				continue
			}
			for _, doc := range []json.RawMessage{s.Draft.V1, s.Draft.Graph} {
				if doc == nil {
					continue
				}
				var members map[string]json.RawMessage
				if err := json.Unmarshal(doc, &members); err != nil {
					t.Fatalf("%s: %s: %v", o.ID, s.Name, err)
				}
				for _, own := range []string{"id", "@odata.etag", "$schema", "product", "plan", "listing", "url", "fileSasUri"} {
					if _, ok := members[own]; ok {
						t.Errorf("%s: %s has %q", o.ID, s.Name, own)
					}
				}
			}
		}
	}
}
