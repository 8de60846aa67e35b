package diffview_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"awning/model"
	"awning/tui/widget/diffview"
)

// prices are changes of which some fit on one line.
func prices() []model.Change {
	listing := model.SectionKey{Section: "listing"}
	price := model.SectionKey{Section: "pricing", Plan: "basic"}
	money := func(market, old, now string) model.Change {
		c := model.Change{Key: price, Label: "Prices › " + market + " › 1 month", Path: "/prices/market=" + market, Kind: model.Edited}
		if old != "" {
			c.Left = json.RawMessage(old)
		} else {
			c.Kind = model.Added
		}
		if now != "" {
			c.Right = json.RawMessage(now)
		} else {
			c.Kind = model.Removed
		}
		return c
	}
	long := money("DE", "1", "2")
	long.Label = "Prices of those who came a long time ago and of those who are coming now › Germany › 1 month, billed at its end"
	return []model.Change{
		{Key: listing, Label: "Name", Path: "/title", Kind: model.Edited, Left: text("Harbor"), Right: text("Harbor Backup")},
		{Key: price, Label: "Billing", Path: "/billing", Kind: model.Edited, Left: text("flat"), Right: text("per user")},
		money("US", "10", "12.50"), money("CA", "14.20", "17.75"), money("JP", "", "1900"), money("GB", "9", ""), long,
		money("FR", "10", "11"),
	}
}

func tables(p termenv.Profile) *diffview.View {
	v := diffview.New(diffview.Options{
		Styles:  styles(p),
		Heading: func(k model.SectionKey) string { return k.String() },
		Label:   func(c model.Change) string { return c.Label },
		Value:   func(_ model.Change, v json.RawMessage) string { return strings.Trim(string(v), "\"") },
		Middle:  func(c model.Change) json.RawMessage { return c.Left },
		Brief:   func(c model.Change) bool { return strings.HasPrefix(c.Path, "/prices/") },
		Delta:   func(model.Change) string { return "+25 %" },
		Empty:   "(empty)",
	})
	v.SetSides("live", "draft")
	v.SetChanges(prices())
	return v
}

func TestView_tablesGolden(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 30}} {
		for name, p := range map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.ANSI} {
			t.Run(fmt.Sprintf("%dx%d-%s", size[0], size[1], name), func(t *testing.T) {
				t.Parallel()
				v := tables(p)
				v.SetSize(size[0], size[1])
				v.Move(2)
				golden(t, fmt.Sprintf("tables-%dx%d-%s", size[0], size[1], name), v.View())
			})
		}
	}
}

func TestView_threeGolden(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.ANSI} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := tables(p)
			v.SetSides("live", "preview", "draft")
			v.SetSize(200, 30)
			v.Move(1)
			golden(t, "three-200x30-"+name, v.View())
		})
	}
}

func TestView_tablesFitAtAnyWidth(t *testing.T) {
	t.Parallel()
	for width := 8; width < 220; width++ {
		for _, sides := range [][]string{{"live", "draft"}, {"live", "preview", "draft"}} {
			v := tables(termenv.ANSI)
			v.SetSides(sides...)
			v.SetSize(width, 40)
			for range prices() {
				v.Move(1)
				for l := range strings.SplitSeq(v.View(), "\n") {
					if got := ansi.StringWidth(l); got != width {
						t.Fatalf("width %d, %d sides: a line of %d: %q", width, len(sides), got, ansi.Strip(l))
					}
				}
			}
		}
	}
}
