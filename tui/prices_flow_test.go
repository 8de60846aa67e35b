package tui_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/model/compare"
	"awning/model/prices"
	"awning/tui/tuitest"
)

// A plan's price in twelve markets goes up by seven percent, by keys. It
// outlives the console, is saved, and the comparison shows exactly these.
func TestFlow_pricesByPercent(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, path = "harbor-backup", "plans/standard/pricing"
		d := s.open(id).Press("$").Shows("prices belong to a plan").Press(times(11, "down")...)
		before := s.document(id, model.Draft, path)
		d.Press("$").Advance(10*time.Second).Shows("standard › Pricing and availability › Prices", "All other markets", "49.00 USD")
		d.Press("/").Type("germ").Press("enter").Shows("DE  Germany, 1 month").Press("v").Press(times(11, "down")...)
		d.Press("%").Type("7").Press("enter").Advance(time.Second).Shows("12 unsaved prices", "48.24 EUR")

		d = s.open(id).Press(times(11, "down")...).Press("$").Advance(10 * time.Second).Shows("12 unsaved prices").Press("/").Type("de").Press("enter").Shows("48.24 EUR")
		d.Press("ctrl+s").Shows("Save new prices of standard?", "12 prices, by 7.0 % at most", "90 days").Advance(time.Second)
		d.Type("standard").Press("enter").Advance(3 * time.Second).Shows("Saved 12 prices").Hides("unsaved")

		after := s.document(id, model.Draft, path)
		kind, _ := s.catalog.Type("azure-application")
		read := func(doc string) prices.Grid {
			g, err := prices.Read(kind, json.RawMessage(doc))
			if err != nil {
				t.Fatal(err)
			}
			return g
		}
		var raised []string
		for _, c := range prices.Compare(read(before), read(after), true).Changes {
			raised = append(raised, c.Markets)
			if c.Column != "1 month" || c.Percent.Decimal.Round(0).String() != "7" {
				t.Errorf("%s, %s: %s percent", c.Markets, c.Column, c.Percent.Decimal)
			}
		}
		if want := strings.Fields("DE DK DO DZ EC EE EG ES ET FI FJ FO"); !slices.Equal(raised, want) {
			t.Errorf("raised %v, want %v", raised, want)
		}
		key, _ := model.ParseSectionKey(path)
		section, _ := kind.Section(key)
		old, now := model.Document{Key: key, Raw: json.RawMessage(before)}, model.Document{Key: key, Raw: json.RawMessage(after)}
		changes, err := compare.Documents(section, &old, &now, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			if !strings.HasPrefix(c.Path, "/priceSchedules/") {
				t.Errorf("%s changed too", c.Path)
			}
		}
		d.Press("esc", "c").Advance(10*time.Second).Shows("52.43", "48.24")
	})
}

// Two consoles price one plan at once: what each typed stands beside the other's,
// and where both typed for one price the first stands until the second says so
// again.
func TestFlow_pricesInTwoConsoles(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, path = "harbor-backup", "plans/standard/pricing"
		open := func() *tuitest.Driver {
			return s.open(id).Press(times(11, "down")...).Press("$").Advance(10 * time.Second).Shows("49.00 USD")
		}
		one, two := open(), open()
		one.Press("5", "1", "enter")
		two.Press("/").Type("AE").Press("enter", "5", "2", "enter").Shows("1 unsaved price")
		one.Advance(3*time.Second).Shows("2 unsaved prices", "52.00 USD", "changed in another console")
		two.Advance(3*time.Second).Shows("2 unsaved prices", "51.00 USD")

		one.Press("g", "5", "3", "enter")
		two.Press("g", "5", "4", "enter").Shows("All other markets, 1 month was set to 53.00 USD in another console").Hides("54.00 USD")
		two.Press("g", "5", "5", "enter").Advance(time.Second)
		one.Advance(3 * time.Second).Shows("55.00 USD")

		one.Press("ctrl+s").Advance(time.Second).Type("standard").Press("enter").Advance(3 * time.Second).Shows("Saved 2 prices")
		two.Advance(3*time.Second).Press("r").Advance(10*time.Second).Hides("unsaved").Shows("55.00 USD", "52.00 USD")
		kind, _ := s.catalog.Type("azure-application")
		g, err := prices.Read(kind, json.RawMessage(s.document(id, model.Draft, path)))
		if err != nil {
			t.Fatal(err)
		}
		if got := g.At(0, 0).Amount.String(); got != "55" {
			t.Errorf("the base price is %s", got)
		}
	})
}
