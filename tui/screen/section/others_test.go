package section_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// Other consoles know that a section is edited here from the first key to the
// last save, or until the screen is left.
func TestScreen_tellsOthersWhileItEdits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		o := tuitest.Options{Width: 100}
		d := tuitest.New(t, o, func(ui.Deps) ui.Screen { return shop.Page("below") })
		d.Send(ui.Push{Screen: section.New(tuitest.Deps(o), m, section.Nav{}, shop.Type(), shop.Harbor(), pricing)})
		knows := func(want bool) {
			t.Helper()
			if got := slices.Contains(m.Open(), pricing); got != want {
				t.Errorf("others are told %v, want %v", got, want)
			}
		}
		knows(false)
		d.Press("enter").Type("1").Advance(3 * time.Second)
		knows(true)
		d.Press("enter", "ctrl+s").Shows("Saved in the draft").Advance(3 * time.Second)
		knows(false)
		d.Press("enter").Type("1").Press("enter").Advance(3 * time.Second)
		knows(true)
		d.Press("esc").Shows("below")
		knows(false)
	})
}

// Looking for what others did costs one number; all is read when it changed, and
// now and then, because a console that was killed says nothing.
func TestScreen_looksCheaply(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 100}, m, pricing)
		m.Fail("Edits", errors.New("somebody reads"))
		d.Advance(5 * time.Second).Hides("somebody reads")
		leave(m, "desk")
		d.Advance(2 * time.Second).Shows("somebody reads")
		m.Fail("Edits", nil)
		d.Advance(2 * time.Second).Shows("77 USD").Hides("somebody reads")
		m.Elsewhere = []model.Editor{{Key: pricing, By: model.Process{Host: "desk", PID: 7, Run: "desk"}, Since: time.Now()}}
		d.Advance(2 * time.Second).Shows("Also being edited on desk")
	})
}
