package prices_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"awning/model/prices"
	"awning/model/raw"
)

// places are where some edits lie, and what they make of it.
func places(tb testing.TB, g prices.Grid, doc string) string {
	tb.Helper()
	edits, err := prices.Edits(g, json.RawMessage(doc))
	if err != nil {
		tb.Fatal(err)
	}
	lines := make([]string, len(edits))
	for i, e := range edits {
		lines[i] = fmt.Sprintf("%s %.12s", e.At, e.New)
	}
	return strings.Join(lines, "\n")
}

// A price that has a place is an edit of its own, by names where there are any;
// one that has none takes what is built around it along.
func TestEdits_places(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		doc   string
		cells [][2]int
		want  string
	}{
		"none":        {app, nil, ""},
		"base, twice": {app, [][2]int{{0, 0}, {0, 1}}, "/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice 7\n/priceSchedules/isBaseSchedule=true/schedules/1/retailPrice/openPrice 7"},
		"a group":     {app, [][2]int{{2, 1}}, "/priceSchedules/isBaseSchedule=false&friendlyName=DE-EUR/schedules/1/retailPrice/openPrice 7"},
		"a term too few": {app, [][2]int{{4, 0}, {4, 1}}, `/priceSchedules/isBaseSchedule=false&friendlyName=asia/schedules [
      {"re`},
		"a market without": {app, [][2]int{{1, 0}, {1, 1}}, `/priceSchedules/isBaseSchedule=false&friendlyName=CA-USD {"isBaseSche`},
		"sizes":            {vmSizes, [][2]int{{0, 1}}, "/pricing/corePricing/pricePerCoreSize/4 7"},
		"one price":        {vmFlat, [][2]int{{0, 0}}, "/pricing/corePricing/price 7"},
		"no price yet":     {vmBlank, [][2]int{{0, 0}}, "/pricing/corePricing/price 7"},
		"a size too few":   {vmTable, [][2]int{{0, 0}}, "/pricing/corePricing/prices/currency=eur/prices/2 7"},
		"of a table":       {vmTable, [][2]int{{2, 1}}, "/pricing/corePricing/prices/currency=usd/prices/4 7"},
		"names of two groups": {
			strings.ReplaceAll(app, "asia", "DE-EUR"), [][2]int{{4, 0}}, "/priceSchedules/2/schedules/0/retailPrice/openPrice 7",
		},
		"no open price": {
			`{"priceSchedules":[{"isBaseSchedule":true,"schedules":[{"retailPrice":{"currencyCode":"USD"}}]}]}`,
			[][2]int{{0, 0}},
			`/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice {"currencyCo`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := read(t, c.doc)
			for _, at := range c.cells {
				var err error
				if g, _, err = g.Set(at[0], at[1], d("7")); err != nil {
					t.Fatal(err)
				}
			}
			if got := places(t, g, c.doc); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestIsEdit(t *testing.T) {
	t.Parallel()
	for at, want := range map[raw.Pointer]bool{
		"":                true,
		"/priceSchedules": false, "/priceSchedules/0": true, "/priceSchedules/0/friendlyName": false, "/priceSchedules/0/schedules": true,
		"/priceSchedules/0/schedules/0": false, "/priceSchedules/0/schedules/0/pricingModel": false, "/priceSchedules/0/schedules/0/retailPrice": true,
		"/priceSchedules/0/schedules/0/retailPrice/openPrice": true, "/priceSchedules/0/schedules/0/retailPrice/currencyCode": false,
		"/priceSchedules/0/schedules/0/priceCadence/type": false, "/marketStates/0": false, "/priceSchedulesToo/0": false,
	} {
		if got := prices.IsEdit(offerType(t, "azure-application"), at); got != (want && at != "") {
			t.Errorf("IsEdit(%q) = %t", at, got)
		}
	}
	for at, want := range map[raw.Pointer]bool{
		"/pricing/corePricing/price": true, "/pricing/corePricing/pricePerCore": true, "/pricing/corePricing/pricePerCoreSize/4": true,
		"/pricing/corePricing/prices": true, "/pricing/corePricing/prices/currency=usd/prices/4": true, "/pricing/corePricing/prices/0/markets": false,
		"/pricing/corePricing/priceInputOption": false, "/pricing/corePricing": false, "/pricing/licenseModel": false,
	} {
		if got := prices.IsEdit(offerType(t, "virtual-machine"), at); got != want {
			t.Errorf("IsEdit(%q) = %t", at, got)
		}
	}
}

// Whatever is edited, its edits lie apart, make the same table of the document
// one by one, and are read back as the same edited prices.
func TestEdits_everyTable(t *testing.T) {
	t.Parallel()
	app, vm := offerType(t, "azure-application"), offerType(t, "virtual-machine")
	rapid.Check(t, func(t *rapid.T) {
		text, v1 := grown(t)
		kind := vm
		if v1 {
			kind = app
		}
		doc := json.RawMessage(text)
		g, _ := edited(t, table(t, kind, doc))
		edits, err := prices.Edits(g, doc)
		if err != nil {
			t.Fatal(err)
		}
		made := doc
		for i, e := range edits {
			if !prices.IsEdit(kind, e.At) {
				t.Fatalf("%s is not known again", e.At)
			}
			if slices.ContainsFunc(edits[i+1:], func(o prices.Edit) bool { return strings.HasPrefix(string(o.At), string(e.At)+"/") }) {
				t.Fatalf("an edit lies within %s", e.At)
			}
			if made, err = raw.Set(made, e.At, e.New); err != nil {
				t.Fatal(err)
			}
		}
		if a, b := draw(table(t, kind, made)), draw(table(t, kind, apply(t, g, doc))); a != b {
			t.Fatalf("one by one\n%s\nall at once\n%s", a, b)
		}
		back, err := prices.Edited(kind, doc, edits)
		if err != nil {
			t.Fatal(err)
		}
		// Prices that a market pays anyhow may be marked or not; the edits are the same.
		again, err := prices.Edits(back, doc)
		if err != nil || fmt.Sprint(edits) != fmt.Sprint(again) {
			t.Fatalf("%v\n%s\nread back\n%s\n%s\n%s", err, draw(g), draw(back), edits, again)
		}
		// On the same document, carrying changes nothing.
		if over, missing := prices.Carry(table(t, kind, doc), g, g.Edited()); len(missing) > 0 || draw(over) != draw(g) {
			t.Fatalf("carried\n%s\n%v are missing from\n%s", draw(g), missing, draw(over))
		}
	})
}

// Prices go to a newer document by their names; what it has no place for stays
// behind.
func TestCarry(t *testing.T) {
	t.Parallel()
	mine := read(t, app)
	for _, at := range [][2]int{{0, 0}, {2, 1}, {4, 0}} {
		mine, _, _ = mine.Set(at[0], at[1], d("7"))
	}
	theirs := read(t, strings.NewReplacer(`"EUR"`, `"CHF"`, `["JP","KR"]`, `["JP"]`, "125.0", "130").Replace(app))
	got, missing := prices.Carry(theirs, mine, mine.Edited())
	want := " | 1 month | 1 year\n* | 7 USD * | 130 USD\nCA | (7 USD) | (130 USD)\nDE | 11.5 CHF | 115 CHF\nFR | (7 USD) | (130 USD)\nJP | 1900 JPY | -"
	if draw(got) != want {
		t.Errorf("got\n%s\nwant\n%s", draw(got), want)
	}
	if len(missing) != 2 || missing[0].Row != 2 || missing[1].Row != 4 {
		t.Errorf("missing %v", missing)
	}
}

func BenchmarkEdits_allPrices(b *testing.B) {
	doc, kind := large(), offerType(b, "azure-application")
	g, err := prices.Read(kind, doc)
	if err != nil {
		b.Fatal(err)
	}
	if g, _, err = g.AddPercent(g.All(), decimal.NewFromInt(5)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		edits, err := prices.Edits(g, doc)
		if err != nil || len(edits) != 141*4 {
			b.Fatal(len(edits), err)
		}
		if _, err = prices.Edited(kind, doc, edits); err != nil {
			b.Fatal(err)
		}
	}
}

func TestLocator(t *testing.T) {
	t.Parallel()
	l, err := prices.NewLocator(offerType(t, "azure-application"), []byte(app))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[raw.Pointer]string{
		"/priceSchedules/isBaseSchedule=true&friendlyName=base/schedules/1/retailPrice/openPrice": "* 1 year",
		"/priceSchedules/isBaseSchedule=false&friendlyName=DE-EUR/schedules/0":                    "DE 1 month",
		"/priceSchedules/0/schedules/0/retailPrice":                                               "DE 1 month",
		"/priceSchedules/isBaseSchedule=false&friendlyName=asia":                                  "JP KR 1 month",
		"/priceSchedules/isBaseSchedule=false&friendlyName=DE-EUR":                                "",
		"/priceSchedules/0/marketCodes":                                                           "",
		"/priceSchedules/9":                                                                       "",
		"/odd":                                                                                    "",
	} {
		got := ""
		if c, ok := l.Cell(at); ok {
			got = l.Grid().Rows[c.Row].Label() + " " + l.Grid().Columns[c.Column].Label
		}
		if got != want {
			t.Errorf("%s is %q, want %q", at, got, want)
		}
	}
}
