package plancopy_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/plancopy"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func kind() *catalog.Type {
	t := shop.Type()
	t.Sections = append([]catalog.Section{
		{ID: "setup", Label: "Plan setup", Plan: true, Fields: []catalog.Field{
			{ID: "alias", Label: "Plan alias", Pointer: "/alias", Kind: catalog.Text},
			{ID: "regions", Label: "Azure regions", Pointer: "/regions", Kind: catalog.List},
			{ID: "license", Label: "License model", Pointer: "/license", Kind: catalog.Text, Frozen: catalog.FrozenPublish},
		}},
		{ID: "listing", Label: "Plan listing", Plan: true, Fields: []catalog.Field{
			{ID: "name", Label: "Plan name", Pointer: "/title", Kind: catalog.Text},
			{ID: "summary", Label: "Plan summary", Pointer: "/summary", Kind: catalog.Text},
			{ID: "description", Label: "Plan description", Pointer: "/description", Kind: catalog.HTML},
		}},
	}, t.Sections...)
	return t
}

// market has a plan to copy from, a new one, one that is live, and a fourth
// without pages.
func market() *shop.Shop {
	m := shop.New()
	put := func(env model.Environment, docs ...model.Document) {
		c := shop.Contents(env, docs...)
		c.Plans = []model.Plan{{ID: "basic", Alias: "ベーシック", Key: "1"}, {ID: "pro", Alias: "Pro", Key: "2"}}
		if env == model.Draft {
			c.Plans = append(c.Plans, model.Plan{ID: "night", Alias: "خطة النسخ الاحتياطي الليلي", Key: "3"}, model.Plan{ID: "late", Key: "4"})
		}
		m.Now[env] = c
	}
	pages := func(id, alias, regions, license, summary, price string) []model.Document {
		return []model.Document{
			shop.Document("plans/"+id+"/setup", `{"alias":"`+alias+`","regions":[`+regions+`],"license":"`+license+`"}`),
			shop.Document("plans/"+id+"/listing", `{"title":"`+alias+`","summary":"`+summary+`","description":"<p>港のバックアップ、毎晩。</p>","etag":"x"}`),
			shop.Document("plans/"+id+"/pricing", `{"price":`+price+`,"model":"flatRate","private":false,"unknown":{"kept":1.0}}`),
		}
	}
	live := append(pages("basic", "Basic", `"global","government"`, "byol", "Back up every night", "10"), pages("pro", "Pro", `"global"`, "payg", "Every hour, with keys that never leave your own vault", "40.50")...)
	put(model.Live, live...)
	put(model.Preview, live...)
	put(model.Draft, append(append([]model.Document(nil), live...), pages("night", "Night", ``, "", "", "0")...)...)
	return m
}

func open(t *testing.T, m *shop.Shop, o tuitest.Options, into ...model.PlanID) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return &under{Screen: shop.Page("the plans"), next: func() ui.Screen { return plancopy.New(d, m, kind(), shop.Harbor(), into) }}
	}).Press("enter")
}

// under is the screen below, to come back to.
type under struct {
	ui.Screen

	next func() ui.Screen
}

func TestPlanCopy_golden(t *testing.T) {
	t.Parallel()
	for size, o := range tuitest.Looks(tuitest.Options{}) {
		for state, into := range map[string][]model.PlanID{"new": {"night"}, "live": {"pro"}, "several": {"pro", "night"}, "no pages": {"late"}} {
			t.Run(state+" "+size, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { open(t, market(), o, into...).Golden("page").Tiny() })
			})
		}
	}
}

func TestPlanCopy_keysAreUnique(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := plancopy.New(tuitest.Deps(tuitest.Options{}), market(), kind(), shop.Harbor(), []model.PlanID{"night"})
		s.Init(t.Context())
		s.SetSize(80, 24)
		shop.Clashes(t, s.Actions())
	})
}

// What is kept is exactly what was shown: the chosen pages, and nothing of them
// that is the plan's own.
func TestPlanCopy_keeps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		d := open(t, m, tuitest.Options{Width: 120, Height: 40}, "night")
		d.Shows("Into خطة النسخ الاحتياطي الليلي (night)", "ベーシック (basic)", "4 changes", "Plan alias, Plan name, each plan has its own")
		d.Press("3").Shows("[ ] Pricing and availability", "3 changes").Press("f").Shows("Pro (pro)", "as in pro", "Every hour, with keys")
		d.Press("enter").Shows("the plans", "Kept unsaved: 3 of night")
		want := map[string]string{"/regions": `["global"]`, "/license": `"payg"`, "/summary": `"Every hour, with keys that never leave your own vault"`}
		for _, e := range m.Unsaved() {
			if e.Key.Plan != "night" || want[e.Path] != string(e.New) {
				t.Errorf("%s %s = %s", e.Key, e.Path, e.New)
			}
			delete(want, e.Path)
		}
		if len(want) > 0 {
			t.Errorf("not kept: %v", want)
		}
		if len(m.Saved()) > 0 {
			t.Error("something was saved")
		}
	})
}

func TestPlanCopy_savesIntoSeveral(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		d := open(t, m, tuitest.Options{Width: 120, Height: 40}, "pro", "night")
		d.Shows("Into 2 plans: pro, night", "License model, fixed once published").Press("1", "2").Shows("2 changes")
		d.Press("ctrl+s").Advance(time.Second).Shows("Save in 2 plans?", "Changes: 2. Plans: pro, night.").Press("y").Shows("Saved in the draft: 2 of pro, night.")
		for _, e := range m.Saved() {
			if !strings.Contains(string(e.Raw), `"price":10,`) || !strings.Contains(string(e.Raw), `"unknown":{"kept":1.0}`) {
				t.Errorf("%s became %s", e.Base.Key, e.Raw)
			}
		}
		if len(m.Saved()) != 2 || len(m.Unsaved()) > 0 {
			t.Errorf("%d saved, %d unsaved", len(m.Saved()), len(m.Unsaved()))
		}
	})
}

// What could not be done stays, to be tried again.
func TestPlanCopy_fails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		m.Fail("Save", errors.New("changed elsewhere"))
		d := open(t, m, tuitest.Options{}, "night")
		d.Press("1", "2", "ctrl+s").Shows("could not copy into plan night: changed elsewhere", "Into خطة")
		if len(m.Unsaved()) != 1 {
			t.Errorf("%d unsaved edits: what was copied is lost", len(m.Unsaved()))
		}
		d.Press("enter").Shows("nothing would change;")
	})
}

// The change under the cursor is whole in the detail and on the clipboard.
func TestPlanCopy_offersData(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal strings.Builder
		d := open(t, market(), tuitest.Options{Terminal: &terminal}, "night").Press("f", "end")
		d.Press("up", "v").Shows("Plan summary", "as in pro", "Every hour, with keys that never leave your own vault").Press("esc")
		d.Press("y").Shows("Plan summary")
		if want := base64.StdEncoding.EncodeToString([]byte("Every hour, with keys that never leave your own vault")); !strings.Contains(terminal.String(), want) {
			t.Errorf("the terminal was given %q", terminal.String())
		}
	})
}

func TestPlanCopy_refusals(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := market()
		open(t, m, tuitest.Options{}, "late").Shows("late › Plan setup, not there yet").Press("enter").Shows("nothing would change;")
		open(t, m, tuitest.Options{}, "night").Press("1", "2", "3").Shows("No page is chosen.")
		m.Stored = m.Now
		m.Fail("Contents live", errors.New("gone fishing"))
		open(t, m, tuitest.Options{}, "night").Press("enter").Shows("the plans are still being read").Hides("Kept")
		open(t, m, tuitest.Options{ReadOnly: true}, "night").Press("enter", "ctrl+s").Hides("Kept", "Saved", "keep as unsaved")
		if len(m.Unsaved()) > 0 {
			t.Error("something was kept")
		}
	})
}

func (u *under) Actions() []ui.Action {
	return []ui.Action{{
		Name: "under.open", Binding: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "open")),
		Do: func() tea.Cmd { return ui.Go(u.next()) },
	}}
}
