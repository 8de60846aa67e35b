package lifecycle_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/model"
	"awning/tui/screen/lifecycle"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

// selling is a shop with an offer whose first plan is sold, the second stopped in
// the draft, and the third new.
func selling() *shop.Shop {
	m := shop.New()
	m.Sold = []model.Sale{
		{Alias: "Harbor Backup", Now: model.SaleOn, Next: model.SaleOn},
		{Plan: "basic", Alias: "Basic", Now: model.SaleOn, Next: model.SaleOn},
		{Plan: "pro", Alias: "Pro", Now: model.SaleOn, Next: model.SaleStopped},
		{Plan: "team", Alias: "Team", Now: model.SaleNever, Next: model.SaleOn},
		{Plan: "old", Alias: "Old", Now: model.SaleOn, Next: model.SaleOn},
	}
	return m
}

func open(t *testing.T, o tuitest.Options, m *shop.Shop) *tuitest.Driver {
	t.Helper()
	o.Watcher = m
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		nav := lifecycle.Nav{Progress: func(op model.Operation) ui.Screen { return shop.Page("watching " + string(op.Verb)) }}
		return lifecycle.New(d, m, nav, shop.Harbor())
	})
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, selling()).Golden("open").Tiny()
				d.Press("s").Golden("stop").Tiny()
				d.Advance(ready).Press("esc").Press("j", "j").Golden("plan").Tiny().Press("R").Golden("restore plan").Tiny()
				m := selling()
				m.Fail("Sales", noAPI())
				open(t, o, m).Golden("no API").Tiny()
			})
		})
	}
}

func noAPI() error {
	return &client.StateError{
		Offer: "harbor-backup", Text: "no API stops or resumes the sale of such offers",
		Next: "do it in Partner Center: https://partner.microsoft.com/dashboard/marketplace-offers/overview",
	}
}

func TestScreen_wantsTheOfferTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("Whole offer", "on sale", "If you stop selling harbor-backup:", "neither find nor buy")
		d.Press("s").Shows("Stop selling harbor-backup?", "The way back").Advance(ready)
		d.Type("harbor").Press("enter").Shows("Stop selling harbor-backup?")
		if len(m.Calls()) > 0 {
			t.Fatalf("sent %v before the id was typed", m.Calls())
		}
		d.Type("-backup").Press("enter").Shows("watching stop-sell", "1 stopping the sale")
		if c := m.Calls(); !slices.Equal(c, []string{"StopSelling []"}) {
			t.Errorf("calls %v", c)
		}
	})
}

// What is asked about is the plan under the cursor, whatever the list does.
func TestScreen_plans(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Press("j", "s").Shows("Stop selling plan basic of harbor-backup?", "Only the draft changes now").
			Advance(ready).Type("harbor-backup").Press("enter").Shows("watching stop-sell")
		d.Press("esc", "j", "s").Shows("it is stopped in the draft already")
		d.Press("R").Shows("Restore plan pro of harbor-backup?").Advance(ready).Type("harbor-backup").Press("enter").Shows("watching restore")
		d.Press("esc", "j", "s").Shows("it is not live, so nobody can buy it")
		d.Press("R").Shows("its sale was not stopped")
		if c := m.Calls(); !slices.Equal(c, []string{"StopSelling [basic]", "Restore [pro]"}) {
			t.Errorf("calls %v", c)
		}
	})
}

func TestScreen_escSendsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		open(t, tuitest.Options{}, m).Press("s").Advance(ready).Type("harbor-backup").Press("esc").Hides("Stop selling harbor-backup?")
		if len(m.Calls()) > 0 {
			t.Errorf("calls %v", m.Calls())
		}
	})
}

// Where no API can do it the screen says so, and where it can be done.
func TestScreen_noAPI(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		m.Fail("Sales", noAPI())
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("no API stops", "https://partner.microsoft.com/").Press("s").Shows("could not be read")
		m.Fail("Sales", nil)
		d.Press("r").Shows("Whole offer")
	})
}

func TestScreen_failureIsToldAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		m.Fail("StopSelling", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Press("s").Advance(ready).Type("harbor-backup").Press("enter").Shows("could not stop selling harbor-backup: the service answered 503")
		m.Fail("StopSelling", nil)
		d.Press("s").Advance(ready).Type("harbor-backup").Press("enter").Shows("watching stop-sell")
	})
}

func TestScreen_nothingIsDoneBeforeItWasRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		m.Delay = 2 * time.Second
		d := open(t, tuitest.Options{}, m)
		d.Press("s").Shows("still being read").Advance(3 * time.Second).Press("s").Shows("Stop selling harbor-backup?")
	})
}

func TestScreen_readOnlyOffersNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		open(t, tuitest.Options{ReadOnly: true}, m).Shows("Whole offer").Press("s").Hides("Stop selling harbor-backup?")
	})
}

// Names of any script and length fit.
func TestScreen_names(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := selling()
		m.Sold[1].Alias = strings.Repeat("計画 خطة ", 40)
		m.Sold[2].Plan = model.PlanID(strings.Repeat("p", 50))
		m.Sold[3].Alias, m.Sold[3].Plan = "\x1b[31mred\u202eder\nlines\a", "\x1b]0;x\a"
		m.Sold[4].Now = "a word\x1b[2J of tomorrow"
		open(t, tuitest.Options{}, m).Golden("names").Tiny()
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	shop.Clashes(t, lifecycle.New(d, shop.New(), lifecycle.Nav{}, shop.Harbor()).Actions())
}
