package golive_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/golive"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

const submission = "1152921505699999002"

func open(t *testing.T, o tuitest.Options, m *shop.Shop, kind *catalog.Type) *tuitest.Driver {
	t.Helper()
	o.Watcher = m
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		nav := golive.Nav{Progress: func(op model.Operation) ui.Screen { return shop.Page("watching " + string(op.Verb)) }}
		return golive.New(d, m, nav, kind, shop.Harbor(), submission)
	})
}

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, shop.New(), shop.Type())
				d.Golden("open").Tiny()
				d.Press("g").Golden("confirm").Tiny()
				m := shop.New()
				delete(m.Now, model.Live)
				open(t, o, m, shop.Type()).Golden("first").Tiny()
			})
		})
	}
}

// Prices stand on a line each; names and values of any length and script fit.
func TestScreen_goldenNames(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				plan := "plans/計画-" + strings.Repeat("basic", 12) + "/pricing"
				sell := func(env model.Environment, price, words string) {
					m.Now[env] = shop.Contents(env, shop.Document(plan, price), shop.Document("listing", words))
				}
				sell(model.Live, `{"price":49.00,"model":"flatRate"}`, `{"title":"النسخ الاحتياطي"}`)
				sell(model.Preview, `{"price":52.43,"model":"flatRate"}`, `{"title":"نسخ احتياطي يومي 日本語の長い名前 `+strings.Repeat("lengthy ", 20)+`"}`)
				offer := shop.Harbor()
				offer.Alias = "النسخ الاحتياطي 日本語の長い名前の予備 " + strings.Repeat("lengthy ", 20)
				o.Watcher = m
				d := tuitest.New(t, o, func(d ui.Deps) ui.Screen { return golive.New(d, m, golive.Nav{}, shop.Type(), offer, submission) })
				d.Press("G").Golden("open").Tiny()
				d.Press("g").Golden("confirm").Tiny()
			})
		})
	}
}

// A changed price stands on one line with its percentage, as in the comparison.
func TestScreen_pricesOnOneLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		set := func(env model.Environment, price string) {
			c := m.Now[env]
			c.Documents = slices.Clone(c.Documents)
			for i := range c.Documents {
				if c.Documents[i].Key.String() == "plans/basic/pricing" {
					c.Documents[i].Raw = []byte(`{"price":` + price + `,"model":"flatRate","private":false}`)
				}
			}
			m.Now[env] = c
		}
		set(model.Live, "10")
		set(model.Preview, "10.70")
		d := open(t, tuitest.Options{Width: 120, Height: 40, Terminal: io.Discard}, m, shop.Type()).Press("G")
		found := false
		for line := range strings.Lines(d.Frame()) {
			found = found || strings.Contains(line, "Price") && strings.Contains(line, "10 USD") && strings.Contains(line, "10.70 USD") && strings.Contains(line, "+7 %")
		}
		if !found {
			t.Errorf("no line has all of the price:\n%s", d.Frame())
		}
		d.Press("v").Shows("Section", "Pricing and availability", "Difference", "changed", "10 USD per month", "10.70 USD per month").Press("esc")
		d.Press("y").Shows("Price of preview went to").Press("w").Shows("Write this list")
	})
}

func TestScreen_wantsTheOfferTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, shop.Type())
		d.Shows("For customers: ~ 1 changed", "App version", "1.4", "1.5", "begins the certification", "up to 14 business days")
		d.Press("g").Shows("Go live with harbor-backup?", submission, "cannot be cancelled").Advance(ready)
		d.Press("enter").Type("harbor").Press("enter").Shows("Go live with harbor-backup?")
		if len(m.Calls()) > 0 {
			t.Fatalf("sent %v before the id was typed", m.Calls())
		}
		d.Type("-backup").Press("enter").Shows("watching golive", "1 going live")
		if c := m.Calls(); len(c) != 1 || c[0] != "GoLive "+submission {
			t.Errorf("calls %v", c)
		}
	})
}

func TestScreen_offersForTestsStayInPreview(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, o := shop.New(), shop.Harbor()
		o.ID = "test-harbor"
		d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen {
			return golive.New(d, m, golive.Nav{}, shop.Type(), o, submission)
		})
		d.Shows("never sent live", "App version").Hides("begins the certification").Golden("test")
		d.Press("g").Shows("is never sent live").Hides("Go live with")
		if len(m.Calls()) > 0 {
			t.Errorf("calls %v", m.Calls())
		}
	})
}

func TestScreen_escSendsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m, shop.Type())
		d.Press("g").Advance(ready).Type("harbor-backup").Press("esc")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestScreen_consequencesByType(t *testing.T) {
	t.Parallel()
	before := shop.Type()
	before.Flow.Order = catalog.CertifiesBeforePreview
	for name, c := range map[string]struct {
		kind *catalog.Type
		want string
	}{
		"certification comes": {shop.Type(), "begins the certification, which may take days"},
		"certified already":   {before, "Certification is done."},
		"unknown":             {nil, "is not documented for this type of offer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), c.kind).Shows(c.want, "cannot be cancelled")
			})
		})
	}
}

func TestScreen_firstTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		delete(m.Now, model.Live)
		d := open(t, tuitest.Options{}, m, shop.Type())
		d.Shows("harbor-backup has never been live").Press("g").Shows("Go live with harbor-backup?")
	})
}

func TestScreen_notBeforeItWasRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Delay = 2 * time.Second
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, shop.Type())
		d.Press("g").Shows("still being read")
		d.Advance(3 * time.Second).Press("g").Shows("Go live with harbor-backup?")
	})
}

func TestScreen_whatCannotBeSeenIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Contents live", errors.New("no way"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, shop.Type())
		d.Shows("What differs cannot be shown", "no way").Press("g").Shows("Go live with harbor-backup?", "What differs cannot be shown")
	})
}

func TestScreen_failureIsToldAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("GoLive", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, shop.Type())
		d.Press("g").Advance(ready).Type("harbor-backup").Press("enter")
		d.Shows("could not go live with harbor-backup: the service answered 503")
		m.Fail("GoLive", nil)
		d.Press("g").Advance(ready).Type("harbor-backup").Press("enter").Shows("watching golive")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	shop.Clashes(t, golive.New(d, shop.New(), golive.Nav{}, shop.Type(), shop.Harbor(), submission).Actions())
}
