package section_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ruled opens a section of a type with more rules than the shop's own.
func ruled(t *testing.T, m *shop.Shop, k model.SectionKey, change func(*catalog.Type)) *tuitest.Driver {
	t.Helper()
	kind := shop.Type()
	change(kind)
	return tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen {
		return section.New(d, m, section.Nav{}, kind, shop.Harbor(), k)
	})
}

func field(kind *catalog.Type, k model.SectionKey, id string) *catalog.Field {
	s, _ := kind.Section(k)
	f, _ := s.Field(id)
	return f
}

// What was published and stays is refused while it is typed, marked once it is
// left, and in the way of saving: in the words of the checklist.
func TestScreen_whatStays(t *testing.T) {
	t.Parallel()
	const words = `Billing was published with "Flat rate", which cannot be taken back`
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		docs := m.Now[model.Draft].Documents
		docs[4] = shop.Document("plans/basic/pricing", `{"price":12.5,"model":"flatRate","private":false}`)
		d := ruled(t, m, pricing, func(kind *catalog.Type) { field(kind, pricing, "model").Stays = []string{"flatRate"} })
		d.Press("down").Shows("Rules: Flat rate cannot be given up once published.").Hides("cannot be taken back")
		d.Press("enter", "down").Shows(words).Press("enter").Shows("Kept, but it cannot be saved like this: Billing was")
		d.Press("esc").Shows("*! not valid", words).Press("ctrl+s").Shows("correct this first: " + words)
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
		d.Press("u").Hides("cannot be taken back", "not valid")
	})
}

// A rule the documentation is not sure of is told and is in nobody's way.
func TestScreen_doubts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := ruled(t, m, listing, func(kind *catalog.Type) {
			field(kind, listing, "summary").Unsure = []catalog.Rule{catalog.RuleMax}
		})
		d.Press("down", "enter").Type(strings.Repeat("x", 40)).Press("enter")
		d.Shows("* Search results summary may have at most 100 characters; this is 115 characters; the documentation contradicts")
		d.Hides("not valid").Press("ctrl+s").Shows("Saved in the draft: 1 edit.")
	})
}

// What each plan has of its own and what a publish fixed stays, whatever other
// plan a page is copied from.
func TestScreen_copiesOnlyWhatMayBeTheSame(t *testing.T) {
	t.Parallel()
	page := model.SectionKey{Plan: "basic", Section: "listing"}
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		for env, c := range m.Now {
			c.Documents = append(slices.Clone(c.Documents),
				shop.Document("plans/basic/listing", `{"name":"Basic","summary":"One server.","tier":1}`),
				shop.Document("plans/pro/listing", `{"name":"Pro","summary":"All servers.","tier":2}`))
			m.Now[env] = c
		}
		d := ruled(t, m, page, func(kind *catalog.Type) {
			kind.Sections = append(kind.Sections, catalog.Section{ID: "listing", Label: "Plan listing", Plan: true, Travel: catalog.Selectable, Fields: []catalog.Field{
				{ID: "name", Label: "Plan name", Pointer: "/name", Kind: catalog.Text, Required: true},
				{ID: "summary", Label: "Plan summary", Pointer: "/summary", Kind: catalog.Text},
				{ID: "tier", Label: "Tier", Pointer: "/tier", Kind: catalog.Number, Frozen: catalog.FrozenPublish},
			}})
		})
		d.Press("f", "enter").Shows("1 field copied from pro", "All servers.", "1 unsaved edit", "Basic")
		d.Shows("u takes it back. Not copied: Plan name, each plan has its own; Tier, fixed")
		if got := m.Unsaved(); len(got) != 1 || got[0].Path != "/summary" {
			t.Errorf("unsaved %+v", got)
		}
	})
}
