package orders_test

import (
	"testing"
	"testing/synctest"

	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// Whatever a report says, it does nothing to the terminal, and each frame fits.
func TestOrders_hostileTexts(t *testing.T) {
	t.Parallel()
	for _, text := range shop.Hostile() {
		synctest.Test(t, func(t *testing.T) {
			v := sales()
			shop.Fill(&v, text)
			for _, o := range []tuitest.Options{{Width: 60, Height: 15}, {}, {Width: 200, Height: 60}} {
				shop.Harmless(t, open(t, o, stocked(v)), "v", "esc", "e", "esc", "end", "v", "esc", "home", "enter", "c", "v", "esc", "u", "v", "esc", "u", "/", "a", "enter", "w")
			}
		})
	}
}
