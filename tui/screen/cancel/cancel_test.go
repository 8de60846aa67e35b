package cancel_test

import (
	"errors"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/cancel"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

func open(t *testing.T, o tuitest.Options, m *shop.Shop, nav cancel.Nav) *tuitest.Driver {
	t.Helper()
	o.Watcher = m
	d := tuitest.New(t, o, func(ui.Deps) ui.Screen { return shop.Page("below") })
	return d.Send(ui.Push{Screen: cancel.New(tuitest.Deps(o), m, nav, shop.Harbor())})
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}} {
		for _, colour := range []bool{false, true} {
			name := strconv.Itoa(size[0]) + "x" + strconv.Itoa(size[1])
			if colour {
				name += "-colour"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					d := open(t, tuitest.Options{Width: size[0], Height: size[1], Colour: colour}, shop.New(), cancel.Nav{})
					d.Golden("asked")
					d.Advance(ready).Press("esc").Golden("refused")
				})
			})
		}
	}
}

func TestScreen_wantsTheOfferTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m, cancel.Nav{})
		d.Shows("Cancel the publish of harbor-backup?").Advance(ready)
		d.Type("harbor").Press("enter")
		if len(m.Calls()) > 0 {
			t.Fatalf("sent %v before the id was typed", m.Calls())
		}
		d.Type("-backup").Press("enter").Shows("below", "1 cancelling")
		if c := m.Calls(); len(c) != 1 {
			t.Errorf("calls %v", c)
		}
	})
}

func TestScreen_showsTheProgress(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		nav := cancel.Nav{Progress: func(op model.Operation) ui.Screen { return shop.Page("watching " + string(op.Verb)) }}
		open(t, tuitest.Options{}, shop.New(), nav).Advance(ready).Type("harbor-backup").Press("enter").Shows("watching cancel")
	})
}

func TestScreen_refusalIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Cancel", errors.New("it has gone too far"))
		d := open(t, tuitest.Options{Width: 120}, m, cancel.Nav{})
		d.Advance(ready).Type("harbor-backup").Press("enter")
		d.Shows("could not cancel the publish of harbor-backup: it has gone too far", "x cancel the publish")
		d.Press("x").Shows("Cancel the publish of harbor-backup?")
	})
}
