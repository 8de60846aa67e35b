package cancel_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/screen/cancel"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

// asking is a screen that asks as soon as it opens.
type asking struct {
	ui.Screen

	d     ui.Deps
	m     *shop.Shop
	offer model.Offer
}

func (a asking) Init(ctx context.Context) tea.Cmd { return cancel.Ask(ctx, a.d, a.m, a.offer) }

func open(t *testing.T, o tuitest.Options, m *shop.Shop) *tuitest.Driver {
	t.Helper()
	return openOffer(t, o, m, shop.Harbor())
}

func openOffer(t *testing.T, o tuitest.Options, m *shop.Shop, offer model.Offer) *tuitest.Driver {
	t.Helper()
	o.Watcher = m
	return tuitest.New(t, o, func(ui.Deps) ui.Screen { return shop.Page("below") }).
		Send(ui.Push{Screen: asking{shop.Page("asking"), tuitest.Deps(o), m, offer}})
}

func TestAsk_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, o, shop.New()).Golden("asked").Tiny().Advance(ready).Type("harbor").Press("enter").Golden("typed wrongly")
				openOffer(t, o, shop.New(), shop.HarborAbroad()).Golden("abroad")
			})
		})
	}
}

func TestAsk_wantsTheOfferTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m)
		d.Shows("Cancel the publish of harbor-backup?").Advance(ready)
		d.Type("harbor").Press("enter")
		if len(m.Calls()) > 0 {
			t.Fatalf("sent %v before the id was typed", m.Calls())
		}
		d.Type("-backup").Press("enter").Shows("1 cancelling")
		if c := m.Calls(); len(c) != 1 {
			t.Errorf("calls %v", c)
		}
	})
}

func TestAsk_escSendsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		open(t, tuitest.Options{}, m).Advance(ready).Type("harbor-backup").Press("esc").Shows("asking").Hides("Type harbor")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestAsk_refusalIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Cancel", errors.New("it has gone too far"))
		d := open(t, tuitest.Options{Width: 120}, m)
		d.Advance(ready).Type("harbor-backup").Press("enter")
		d.Shows("could not cancel the publish of harbor-backup: it has gone too far")
	})
}

func TestAsk_isWatchedEvenIfTheScreenIsLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m)
		m.Delay = 2 * time.Second
		d.Advance(ready).Type("harbor-backup").Press("enter", "esc").Shows("below")
		d.Advance(3 * time.Second).Shows("1 cancelling")
	})
}
