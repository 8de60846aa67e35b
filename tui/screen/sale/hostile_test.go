package sale_test

import (
	"testing"
	"testing/synctest"

	"awning/model/payout"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// Whatever reports and files say, it does nothing to the terminal, and each frame fits.
func TestSale_hostileTexts(t *testing.T) {
	t.Parallel()
	for _, text := range shop.Hostile() {
		synctest.Test(t, func(t *testing.T) {
			of := sales()["paid"]
			of.Mismatches = []payout.Mismatch{{Kind: payout.OrderUnearned}}
			of.Waiting = []payout.Waiting{{Order: of.Orders[0]}}
			shop.Fill(&of, text)
			for _, o := range []tuitest.Options{{Width: 60, Height: 15}, {}, {Width: 200, Height: 60}} {
				keys := []string{"c", "e", "esc"}
				for range 6 {
					keys = append(keys, "v", "esc", "down")
				}
				shop.Harmless(t, open(t, o, of), keys...)
			}
		})
	}
}
