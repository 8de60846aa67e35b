package reconcile_test

import (
	"testing"
	"testing/synctest"

	"awning/model/payout"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// Whatever reports and files say, it does nothing to the terminal, and each frame fits.
func TestReconcile_hostileTexts(t *testing.T) {
	t.Parallel()
	for _, text := range shop.Hostile() {
		synctest.Test(t, func(t *testing.T) {
			of := wrong()
			of.States = []payout.State{{}}
			shop.Fill(&of, text)
			for i := range of.Mismatches[:5] {
				of.Mismatches[i].Kind = wrong().Mismatches[i].Kind
			}
			for _, o := range []tuitest.Options{{Width: 60, Height: 15}, {}, {Width: 200, Height: 60}} {
				shop.Harmless(t, open(t, o, of), "v", "esc", "down", "down", "down", "v", "esc", "down", "down", "down", "v", "esc", "end", "v", "esc", "e")
			}
		})
	}
}
