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
		d.Press("ctrl+s").Advance(3 * time.Second).Shows("Saved 12 prices").Hides("unsaved")

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
