package plans_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/plans"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// kind is the shop's type with the pages plans really have.
func kind(ranked bool) *catalog.Type {
	t := shop.Type()
	setup := catalog.Section{ID: "setup", Label: "Plan setup", Plan: true, Fields: []catalog.Field{
		{ID: "alias", Label: "Plan alias", Pointer: "/alias", Kind: catalog.Text, Max: 125},
	}}
	if ranked {
		setup.Fields = append(setup.Fields, catalog.Field{ID: "rank", Label: "Display rank", Pointer: "/displayRank", Kind: catalog.Number})
	} else {
		t.Subtypes = []catalog.Choice{{Value: "managed", Label: "Managed application"}, {Value: "template", Label: "Solution template"}}
	}
	listing := catalog.Section{ID: "listing", Label: "Plan listing", Plan: true, Fields: []catalog.Field{
		{ID: "name", Label: "Plan name", Pointer: "/title", Kind: catalog.Text},
		{ID: "summary", Label: "Plan summary", Pointer: "/summary", Kind: catalog.Text},
	}}
	t.Sections = append([]catalog.Section{setup, listing}, t.Sections...)
	return t
}

const longName = "The plan for everybody who has more servers than can be counted on the fingers of both hands, and backs them up at night"

// market has plans in all states, with names in several scripts.
func market() *shop.Shop {
	m := shop.New()
	all := []model.Plan{
		{ID: "basic", Alias: "Basic", Key: "1", Subtype: "managed"},
		{ID: "pro", Alias: "プロフェッショナル向けプラン", Key: "2", Subtype: "managed"},
		{ID: "night", Alias: "خطة النسخ الاحتياطي الليلي", Key: "3", Subtype: "template"},
		{ID: "servers-and-more-servers-than-anybody-has-ever-seen", Alias: longName, Key: "4", Subtype: "managed"},
		{ID: "old", Alias: "Old", Key: "5", Subtype: "managed"},
	}
	put := func(env model.Environment, summary string, which ...int) {
		var docs []model.Document
		c := m.Now[env]
		c.Plans = nil
		for _, d := range c.Documents {
			if d.Key.Plan == "" {
				docs = append(docs, d)
			}
		}
		for _, i := range which {
			p := all[i]
			c.Plans = append(c.Plans, p)
			about := ""
			if p.ID == "pro" {
				about = summary
			}
			at := "plans/" + string(p.ID)
			docs = append(
				docs,
				shop.Document(at+"/setup", fmt.Sprintf(`{"alias":%q,"displayRank":%d}`, p.Alias, i)),
				shop.Document(at+"/listing", fmt.Sprintf(`{"title":%q,"summary":%q}`, p.Alias, about)),
				shop.Document(at+"/pricing", `{"price":10,"model":"flatRate","private":false}`),
			)
		}
		for i := range docs {
			docs[i].Env = env
		}
		c.Documents = docs
		m.Now[env] = c
	}
	put(model.Live, "Old words", 0, 1, 4)
	put(model.Preview, "Old words", 0, 1, 4)
	put(model.Draft, "New words", 0, 1, 2, 3)
	return m
}

func open(t *testing.T, m *shop.Shop, ranked bool, o tuitest.Options) *tuitest.Driver {
	t.Helper()
	nav := plans.Nav{
		Section: func(_ model.Offer, k model.SectionKey) ui.Screen { return shop.Page("section " + k.String()) },
		Prices:  func(_ model.Offer, p model.PlanID) ui.Screen { return shop.Page("prices of " + string(p)) },
		Copy: func(_ model.Offer, into []model.PlanID) ui.Screen {
			return shop.Page(fmt.Sprint("copy into ", into))
		},
	}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return plans.New(d, m, nav, kind(ranked), shop.Harbor()) })
}

func TestPlans_golden(t *testing.T) {
	t.Parallel()
	for size, o := range tuitest.Looks(tuitest.Options{}) {
		for state, keys := range map[string][]string{
			"list":    nil,
			"ranked":  nil,
			"grouped": {"o", "space", "space"},
			"filter":  {"/", "n", "i"},
			"form":    {"n", "B", "tab", "B", "a", "s", "i", "c", "tab"},
			"delete":  {"down", "down", "D"},
		} {
			t.Run(state+" "+size, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					m := market()
					doc, _ := m.Now[model.Draft].Find(model.SectionKey{Plan: "basic", Section: "pricing"})
					m.Leave(model.Process{Host: "there"}, model.FieldEdit{Offer: shop.Harbor(), Key: doc.Key, Path: "/price", New: []byte("12"), Base: doc})
					open(t, m, state == "ranked", o).Advance(time.Second).Press(keys...).Golden("page").Tiny()
				})
			})
		}
	}
}

func TestPlans_empty(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Now = map[model.Environment]model.Contents{model.Draft: {Env: model.Draft, Exists: true}}
		open(t, m, true, tuitest.Options{}).Shows("This offer has no plans yet.", "Press n to make the first.").
			Press("enter").Shows("there is no plan under the cursor").Press("D").Shows("there is no plan under the cursor")
	})
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Now = map[model.Environment]model.Contents{model.Draft: {Env: model.Draft, Exists: true}}
		open(t, m, true, tuitest.Options{ReadOnly: true}).Shows("This offer has no plans yet.").Hides("Press n")
	})
}

func TestPlans_keys(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		s := plans.New(tuitest.Deps(tuitest.Options{}), m, plans.Nav{}, kind(false), shop.Harbor())
		s.Init(t.Context())
		s.SetSize(80, 24)
		shop.Clashes(t, s.Actions())
	})
}

func TestPlans_opensPages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, market(), false, tuitest.Options{})
		d.Press("down", "enter").Shows("section plans/pro/setup").Press("esc")
		d.Press("2").Shows("section plans/pro/listing").Press("esc")
		d.Press("3").Shows("section plans/pro/pricing").Press("esc")
		d.Press("$").Shows("prices of pro").Press("esc")
		d.Press("end", "enter").Shows("plan old is no longer in the draft")
	})
}

func TestPlans_sortFilterGroup(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, market(), false, tuitest.Options{Width: 120, Height: 40})
		before := func(first, second string) {
			t.Helper()
			text := d.Text()
			if a, b := strings.Index(text, first), strings.Index(text, second); a < 0 || b < 0 || a > b {
				t.Errorf("%q does not stand before %q:\n%s", first, second, text)
			}
		}
		before(" basic ", " pro ")
		d.Press("s", "s").Shows("by id") // order, name, id
		before(" night ", " pro ")
		d.Press("S").Shows("by id, backwards")
		before(" pro ", " night ")
		d.Press("o").Shows("in groups by state", "\nNot published", "\nLive")
		d.Press("o").Shows("in groups by type", "\nManaged application").Press("o").Hides("in groups")
		d.Press("/").Type("solution").Shows("1 of 5").Press("enter").Shows(" night ").Hides(" pro ")
		d.Press("esc").Shows(" pro ")
		d.Press("/").Type("nowhere").Shows(`No plan matches "nowhere"`)
	})
}

func TestPlans_marks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, market(), false, tuitest.Options{})
		d.Press("space").Shows("1 marked").Press("down", "b").Shows("3 marked").Press("c").Shows("copy into [basic pro night]").Press("esc")
		d.Press("u").Hides("marked").Press("a").Shows("5 marked").Press("u", "home", "c").Shows("copy into [basic]")
	})
}

func TestPlans_new(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		d := open(t, m, false, tuitest.Options{Width: 120})
		d.Press("n").Shows("New plan of harbor-backup").Type("basic").Press("enter").Shows(`has a plan "basic" already`)
		d.Press("up", "ctrl+u").Type("Night").Press("tab").Shows("only lower-case letters")
		d.Press("up", "ctrl+u").Type("day-shift").Press("tab").Type("Basic").Press("tab").Shows(`named "Basic" already`)
		d.Press("up", "ctrl+u").Type("Day shift").Press("enter", "right", "enter")
		d.Shows("Plan day-shift is in the draft", "press c to copy values from another plan", "day-shift", "Solution template", "not there yet")
		d.Press("1").Shows("a new plan's pages come some seconds after it")
		d.Advance(time.Minute)
		if got := m.Calls(); len(got) != 1 || got[0] != "CreatePlan day-shift" {
			t.Errorf("asked for %v", got)
		}
	})
}

// What the service refuses is shown where it was typed, and nothing is lost.
func TestPlans_newFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Fail("CreatePlan", errors.New("the shelf is full"))
		d := open(t, m, true, tuitest.Options{})
		d.Press("n").Type("day").Press("tab").Type("Day").Press("ctrl+s").Shows("! the shelf is full", "could not make plan day", "New plan of harbor-backup", "Day")
		m.Fail("CreatePlan", nil)
		d.Press("ctrl+s").Shows("Plan day is in the draft")
	})
}

func TestPlans_delete(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		doc, _ := m.Now[model.Draft].Find(model.SectionKey{Plan: "night", Section: "pricing"})
		m.Leave(model.Process{}, model.FieldEdit{Offer: shop.Harbor(), Key: doc.Key, Path: "/price", New: []byte("12"), Base: doc})
		d := open(t, m, false, tuitest.Options{Height: 40})
		d.Press("D").Shows("plan basic was published").Press("end", "D").Shows("plan old is no longer in the draft")
		d.Press("home", "down", "down", "D").Advance(time.Second).Shows("Delete plan night?", "cannot be undone", "Unsaved edits of its pages are discarded.")
		d.Type("nigh").Press("enter").Shows("Delete plan night?").Type("t").Press("enter").Shows("Deleted: night.").Hides("Delete plan night?")
		if len(m.Unsaved()) > 0 {
			t.Errorf("edits of a plan that is gone are kept: %+v", m.Unsaved())
		}
	})
}

// Several plans are named before they go; one that cannot go stays marked.
func TestPlans_deleteSeveral(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Fail("DeletePlan night", errors.New("it is on its way"))
		d := open(t, m, false, tuitest.Options{Height: 40})
		d.Press("down", "down", "space", "space", "D").Advance(time.Second).Shows("Delete 2 plans?", "night, servers-and")
		d.Type("harbor-backup").Press("enter").Shows("1 marked", "could not delete plan night: it is on its way").Hides("4  The plan for")
		d.Press("!").Shows("Deleted: servers-and-more")
	})
}

func TestPlans_move(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		d := open(t, m, true, tuitest.Options{Width: 120})
		d.Press("[").Shows("it is at the end of the list already").Press("]").Shows("* 1 edit")
		if got := m.Unsaved(); len(got) != 2 {
			t.Fatalf("%d unsaved edits, want the ranks of two plans: %+v", len(got), got)
		}
		d.Press("s", "[").Shows("press s until they are sorted by it").Press("s", "s", "s")
		d.Press("ctrl+s").Advance(time.Second).Shows("Save the unsaved edits of the plans of harbor-backup?", "Edits: 2.", "Plan setup").Press("y").Shows("Saved in the draft:")
		if len(m.Unsaved()) > 0 || len(m.Saved()) != 2 {
			t.Errorf("%d unsaved, %d saved", len(m.Unsaved()), len(m.Saved()))
		}
		d.Press("ctrl+s").Shows("no plan has unsaved edits")
	})
	synctest.Test(t, func(t *testing.T) {
		open(t, market(), false, tuitest.Options{}).Press("]").Shows("plans of this type stand in the order they were made")
	})
}

func TestPlans_readOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		d := open(t, m, true, tuitest.Options{ReadOnly: true}).Hides("new plan")
		d.Press("n", "D", "c", "]", "ctrl+s").Hides("New plan", "Delete", "copy into").Press("2").Shows("section plans/basic/listing")
		if got := m.Calls(); len(got) > 0 {
			t.Errorf("asked for %v", got)
		}
	})
}

// What may be deleted is known only once preview and live were read afresh.
func TestPlans_unread(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Stored = m.Now
		m.Fail("Contents live", errors.New("gone fishing"))
		d := open(t, m, true, tuitest.Options{})
		d.Press("down", "down", "D").Shows("the plans are still being read")
		m.Fail("Contents live", nil)
		d.Press("r", "D").Advance(time.Second).Shows("Delete plan night?")
	})
}

// What is cut on the screen is whole in the detail, in files and on the
// clipboard.
func TestPlans_offersData(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal strings.Builder
		d := open(t, market(), false, tuitest.Options{Terminal: &terminal})
		d.Press("down", "down", "down").Hides("backs them up at night").Press("v").Shows("backs them up", "Managed application", "Not published").Press("esc")
		d.Press("y").Shows("the plan id")
		if !strings.Contains(terminal.String(), "52;c;c2VydmVycy1hbmQtbW9yZS1zZXJ2ZXJz") {
			t.Errorf("the terminal was given %q", terminal.String())
		}
		s := plans.New(tuitest.Deps(tuitest.Options{}), market(), plans.Nav{}, kind(false), shop.Harbor())
		head, rows := s.Table()
		if got := strings.Join(head, " "); got != "order name id type state draft unsaved" || len(rows) != 0 {
			t.Errorf("columns %s, %d rows before anything was read", got, len(rows))
		}
	})
}
