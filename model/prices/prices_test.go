package prices_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/prices"
	"awning/tui/files"
)

const (
	app = `{
  "marketStates": [{"marketCode":"CA","state":"Enabled"},{"marketCode":"DE","state":"Enabled"},{"marketCode":"JP","state":"Enabled"},{"marketCode":"FR","state":"StopSelling"},{"marketCode":"US","state":"Disabled"}],
  "priceSchedules": [
    {"isBaseSchedule":false,"marketCodes":["DE"],"friendlyName":"DE-EUR","schedules":[
      {"retailPrice":{"openPrice":11.50,"currencyCode":"EUR"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring"},
      {"retailPrice":{"openPrice":115,"currencyCode":"EUR"},"priceCadence":{"type":"Year","value":1},"pricingModel":"Recurring"}]},
    {"isBaseSchedule":true,"marketCodes":[],"friendlyName":"base","schedules":[
      {"retailPrice":{"openPrice":12.50,"currencyCode":"USD","priceTierID":"t"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring","more":[1]},
      {"retailPrice":{"openPrice":125.0,"currencyCode":"USD"},"priceCadence":{"type":"Year","value":1},"pricingModel":"Recurring"}]},
    {"isBaseSchedule":false,"marketCodes":["JP","KR"],"friendlyName":"asia","schedules":[
      {"retailPrice":{"openPrice":1900,"currencyCode":"JPY"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring"}]}
  ],
  "odd": 1.0
}`
	vmSizes  = `{"pricing":{"licenseModel":"payAsYouGo","corePricing":{"priceInputOption":"perCoreSize","pricePerCoreSize":{"16":2.6,"2":0.42,"4":0.0083}}}}`
	vmTable  = `{"markets":["us","de","at","ch"],"pricing":{"corePricing":{"priceInputOption":"perMarketAndCoreSize","prices":[{"markets":["us"],"currency":"usd","prices":{"2":0.42,"4":0.8}},{"markets":["de","at"],"currency":"eur","prices":{"4":0.75}}]}}}`
	vmFlat   = `{"pricing":{"corePricing":{"priceInputOption":"flat","price":1.50}}}`
	vmCore   = `{"pricing":{"corePricing":{"priceInputOption":"perCore","pricePerCore":0.25}}}`
	vmFree   = `{"pricing":{"corePricing":{"priceInputOption":"free"}}}`
	vmByol   = `{"pricing":{"licenseModel":"byol"}}`
	vmBlank  = `{"pricing":{"corePricing":{"priceInputOption":"flat"}}}`
	appBlank = `{"priceSchedules":[]}`
)

func offerType(tb testing.TB, id model.OfferType) *catalog.Type {
	tb.Helper()
	c, err := loaded()
	if err != nil {
		tb.Fatal(err)
	}
	t, ok := c.Type(id)
	if !ok {
		tb.Fatalf("no type %s", id)
	}
	return t
}

// read reads a document of one of the two types, told by what is in it.
func read(tb testing.TB, doc string) prices.Grid {
	tb.Helper()
	id := model.OfferType("virtual-machine")
	if strings.Contains(doc, "priceSchedules") {
		id = "azure-application"
	}
	g, err := prices.Read(offerType(tb, id), json.RawMessage(doc))
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// draw writes a table down: inherited prices in brackets, edited ones marked.
func draw(g prices.Grid) string {
	var b strings.Builder
	for _, c := range g.Columns {
		b.WriteString(" | " + c.Label)
	}
	for i, r := range g.Rows {
		b.WriteString("\n" + r.Label())
		for j := range g.Columns {
			c := g.At(i, j)
			text := "-"
			if c.Priced() {
				text = c.Amount.String() + " " + c.Currency
			}
			if c.Inherited {
				text = "(" + text + ")"
			}
			if c.Edited {
				text += " *"
			}
			b.WriteString(" | " + text)
		}
	}
	return b.String()
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ doc, want string }{
		"schedules": {app, " | 1 month | 1 year\n* | 12.5 USD | 125 USD\nCA | (12.5 USD) | (125 USD)\nDE | 11.5 EUR | 115 EUR\nFR | (12.5 USD) | (125 USD)\nJP KR | 1900 JPY | -"},
		"sizes":     {vmSizes, " | 2 vCPUs | 4 vCPUs | 16 vCPUs\n* | 0.42 USD | 0.0083 USD | 2.6 USD"},
		"table":     {vmTable, " | 2 vCPUs | 4 vCPUs\nDE AT | - | 0.75 EUR\nCH | - | -\nUS | 0.42 USD | 0.8 USD"},
		"flat":      {vmFlat, " | Price\n* | 1.5 USD"},
		"per core":  {vmCore, " | Price per vCPU\n* | 0.25 USD"},
		"free":      {vmFree, ""},
		"own":       {vmByol, ""},
		"blank":     {vmBlank, " | Price\n* | -"},
		"no prices": {appBlank, ""},
		"terms of all kinds": {
			`{"priceSchedules":[{"isBaseSchedule":true,"schedules":[
			{"retailPrice":{"openPrice":1,"currencyCode":"USD"},"priceCadence":{"type":"Year","value":3}},
			{"retailPrice":{"openPrice":2,"currencyCode":"USD"},"priceCadence":{"type":"Year","value":3},"dateTimeRange":{"startAt":{"dateTimeInUtc":"2027-01-01T00:00:00Z"}}},
			{"retailPrice":{"openPrice":3,"currencyCode":"USD"},"pricingModel":"Usage","pricingUnits":[{"name":"sharedcore","lowerUnit":1,"upperUnit":1}]},
			{"retailPrice":{"openPrice":4,"currencyCode":"USD"},"pricingModel":"Usage","pricingUnits":[{"name":"sharedcore","lowerUnit":2,"upperUnit":4}]},
			{"retailPrice":{"openPrice":null}}]}]}`,
			" | 3 years | 3 years from 2027-01-01 | 1 vCPU | 2–4 vCPUs | Price\n* | 1 USD | 2 USD | 3 USD | 4 USD | -",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := read(t, test.doc)
			if got := draw(g); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if g.Free != (name == "free") {
				t.Errorf("free is %t", g.Free)
			}
		})
	}
	if at := read(t, vmTable).At(0, 1).Pointer; at != "/pricing/corePricing/prices/currency=eur/prices/4" {
		t.Errorf("a price is at %s", at)
	}
}

func TestRead_refusals(t *testing.T) {
	t.Parallel()
	for want, test := range map[string]struct {
		id  model.OfferType
		doc string
	}{
		"cannot be edited as a table":       {"consulting", `{}`},
		"reading prices: not a usable":      {"virtual-machine", `{`},
		`"1" at /pricing/corePricing/price`: {"virtual-machine", `{"pricing":{"corePricing":{"priceInputOption":"flat","price":"1"}}}`},
		"1e999999999 at /pricing":           {"virtual-machine", `{"pricing":{"corePricing":{"priceInputOption":"flat","price":1e999999999}}}`},
	} {
		if _, err := prices.Read(offerType(t, test.id), json.RawMessage(test.doc)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestGrid_edits(t *testing.T) {
	t.Parallel()
	type edit func(prices.Grid) (prices.Grid, []prices.Cell, error)
	tests := []struct {
		name, doc string
		do        edit
		want      string // the table, or the error
		changed   int
	}{
		{"set", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(2, 0, d("12")) }, "DE | 12 EUR * | 115 EUR\n", 1},
		{"set the base", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(0, 0, d("13")) }, "CA | (13 USD) | (125 USD)\n", 1},
		{"set for a market of no own", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(1, 1, d("99.99")) }, "CA | (12.5 USD) | 99.99 USD *\n", 1},
		{"set what is", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(2, 0, d("11.5")) }, "DE | 11.5 EUR | 115 EUR\n", 0},
		{"negative", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(2, 0, d("-1")) }, "DE, 1 month: a price cannot be negative, -1 is", 0},
		{"half a yen", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(4, 0, d("1.5")) }, "JP KR, 1 month: JPY has 0 decimals, 1.5 has more", 0},
		{"no currency", vmTable, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(1, 0, d("1")) }, "CH, 2 vCPUs has no currency yet", 0},
		{"outside", vmTable, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Set(3, 0, d("1")) }, "rows 4 to 4, columns 1 to 1 reach beyond the table of 3 by 2 prices", 0},
		{"percent", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.AddPercent(g.All(), d("3.3")) }, "* | 12.91 USD * | 129.13 USD *\nCA | (12.91 USD) | (129.13 USD)\nDE | 11.88 EUR * | 118.8 EUR *\nFR | (12.91 USD) | (129.13 USD)\nJP KR | 1963 JPY * | -", 5},
		{"percent of an hourly price", vmSizes, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.AddPercent(g.All(), d("5")) }, "* | 0.441 USD * | 0.0087 USD * | 2.73 USD *", 3},
		{"percent down", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) {
			return g.AddPercent(prices.Range{Top: 4, Bottom: 2}, d("-100"))
		}, "DE | 0 EUR * | 115 EUR\nFR | 0 USD * | (125 USD)\nJP KR | 0 JPY * | -\n", 3},
		{"percent to nothing", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.AddPercent(g.All(), d("-99.99")) }, "would be rounded to nothing, and the plan be free", 0},
		{"percent too far", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.AddPercent(g.All(), d("-100.1")) }, "would make prices negative", 0},
		{"fill", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) {
			return g.Fill(prices.Range{Top: 0, Left: 0, Bottom: 1, Right: 1})
		}, "CA | 12.5 USD * | 125 USD *", 2},
		{"fill across currencies", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.Fill(g.All()) }, "DE, 1 month is in EUR, *, 1 month in USD", 0},
		{"copy the base", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) {
			return g.CopyBase(prices.Range{Top: 2, Bottom: 4}, d("0.917"))
		}, "DE | 11.46 EUR * | 115 EUR\nFR | 11.46 USD * | (125 USD)\nJP KR | 11 JPY * | -\n", 3},
		{"no base", vmTable, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.CopyBase(g.All(), d("2")) }, "the plan has no base price", 0},
		{"no factor", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.CopyBase(g.All(), d("0")) }, "the factor must be more than 0", 0},
		{"a factor to nothing", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.CopyBase(g.All(), d("0.0001")) }, "rounded to nothing", 0},
		{"paste", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) {
			return g.PasteColumn(2, 0, "12.10\r\n\n 13 \n")
		}, "DE | 12.1 EUR * | 115 EUR\nFR | (12.5 USD) | (125 USD)\nJP KR | 13 JPY * | -\n", 2},
		{"paste nonsense", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.PasteColumn(2, 0, "12,10\n1\n1.5") }, "line 1: \"12,10\" is no price: write digits with a point as decimal mark, like 12.50\nline 3: JP KR, 1 month: JPY has 0 decimals, 1.5 has more", 0},
		{"paste too much", app, func(g prices.Grid) (prices.Grid, []prices.Cell, error) { return g.PasteColumn(3, 0, "1\n2\n3") }, "line 3: the table ends here, 1 lines are too many", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g := read(t, test.doc)
			before := draw(g)
			got, changed, err := test.do(g)
			if err != nil {
				if !strings.Contains(err.Error(), test.want) || len(changed) > 0 || draw(got) != before {
					t.Errorf("got %v; want %q", err, test.want)
				}
			} else if !strings.Contains(draw(got)+"\n", test.want) {
				t.Errorf("got\n%s\nwant\n%s", draw(got), test.want)
			}
			if len(changed) != test.changed || len(got.Edited()) != test.changed {
				t.Errorf("%d prices changed and %d are edited, want %d", len(changed), len(got.Edited()), test.changed)
			}
			if draw(g) != before {
				t.Error("the table from before has changed")
			}
		})
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	set := func(row, column int, amount string) func(prices.Grid) (prices.Grid, error) {
		return func(g prices.Grid) (prices.Grid, error) {
			out, _, err := g.Set(row, column, d(amount))
			return out, err
		}
	}
	tests := []struct {
		name, doc, old, fresh string
		do                    func(prices.Grid) (prices.Grid, error)
	}{
		{"one price", app, `"openPrice":11.50`, `"openPrice":12`, set(2, 0, "12")},
		{"there and back", app, ``, ``, func(g prices.Grid) (prices.Grid, error) {
			out, _, _ := g.Set(2, 0, d("12"))
			out, _, err := out.Set(2, 0, d("11.5"))
			return out, err
		}},
		{
			"a term a group does not have", app, `"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring"}]}
  ]`, `"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring"},
      {"retailPrice":{"openPrice":19000,"currencyCode":"JPY"},"priceCadence":{"type":"Year","value":1},"pricingModel":"Recurring"}]}
  ]`, set(4, 1, "19000"),
		},
		{
			"a market without a group", app, `"pricingModel":"Recurring"}]}
  ]`, `"pricingModel":"Recurring"}]},
    {"isBaseSchedule":false,"marketCodes":["CA"],"friendlyName":"CA-USD","schedules":[{"retailPrice":{"openPrice":12.5,"currencyCode":"USD"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring","more":[1]},{"retailPrice":{"openPrice":130,"currencyCode":"USD"},"priceCadence":{"type":"Year","value":1},"pricingModel":"Recurring"}]}
  ]`, set(1, 1, "130"),
		},
		{
			"a market in its own currency", app, `"pricingModel":"Recurring"}]}
  ]`, `"pricingModel":"Recurring"}]},
    {"isBaseSchedule":false,"marketCodes":["CA"],"friendlyName":"CA-CAD","schedules":[{"retailPrice":{"openPrice":17,"currencyCode":"CAD"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring","more":[1]},{"retailPrice":{"openPrice":170,"currencyCode":"CAD"},"priceCadence":{"type":"Year","value":1},"pricingModel":"Recurring"}]}
  ]`, func(g prices.Grid) (prices.Grid, error) {
				g, err := g.SetCurrency(1, "cad")
				if err != nil {
					return g, err
				}
				g, _, err = g.FromCSV([]byte("Markets,1 year,1 month\nca,170,17\n"))
				return g, err
			},
		},
		{"a size", vmSizes, `0.0083`, `0.009`, set(0, 1, "0.009")},
		{"a size an entry does not have", vmTable, `"4":0.75`, `"4":0.75,"2":0.4`, set(0, 0, "0.4")},
		{"a market without an entry", vmTable, `"4":0.75}}`, `"4":0.75}},{"markets":["ch"],"currency":"chf","prices":{"2":0.41,"4":0.79}}`, func(g prices.Grid) (prices.Grid, error) {
			out, _, err := g.FromCSV([]byte("\ufeffMarkets;Currency;4 vCPUs;2 vCPUs\nCH;CHF;0.79;0.41\nat de;;;\n"))
			return out, err
		}},
		{"the only price", vmFlat, `1.50`, `2`, set(0, 0, "2")},
		{"a first price", vmBlank, `"flat"`, `"flat","price":2`, set(0, 0, "2")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g, err := test.do(read(t, test.doc))
			if err != nil {
				t.Fatal(err)
			}
			got, err := prices.Apply(g, json.RawMessage(test.doc))
			if want := strings.Replace(test.doc, test.old, test.fresh, 1); err != nil || string(got) != want {
				t.Errorf("got\n%s\n%v\nwant\n%s", got, err, want)
			}
		})
	}
}

func TestApply_refusals(t *testing.T) {
	t.Parallel()
	g, _, err := read(t, app).Set(2, 0, d("12"))
	if err != nil {
		t.Fatal(err)
	}
	half, err := read(t, app).SetCurrency(1, "CAD")
	if err != nil {
		t.Fatal(err)
	}
	half, _, err = half.Set(1, 0, d("17"))
	if err != nil {
		t.Fatal(err)
	}
	for want, test := range map[string]struct {
		grid prices.Grid
		doc  string
	}{
		"no prices for DE any more":                  {g, strings.ReplaceAll(app, `"DE"`, `"AT"`)},
		"no DE, 1 month any more":                    {g, strings.ReplaceAll(app, `"Month"`, `"Week"`)},
		"DE, 1 month was changed to 11.4 meanwhile":  {g, strings.Replace(app, `11.50`, `11.4`, 1)},
		"DE, 1 month is in USD now and was in EUR":   {g, strings.ReplaceAll(app, `EUR`, `USD`)},
		"CA, 1 year has no price in CAD yet":         {half, app},
		"reading prices: not a usable JSON document": {g, `{`},
	} {
		if _, err := prices.Apply(test.grid, json.RawMessage(test.doc)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	elsewhere := strings.Replace(app, `115,`, `116,`, 1)
	if got, err := prices.Apply(g, json.RawMessage(elsewhere)); err != nil || string(got) != strings.Replace(elsewhere, "11.50", "12", 1) {
		t.Errorf("another price changed meanwhile: %v\n%s", err, got)
	}
}

func TestDigits(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int32{"USD": 2, "eur": 2, "JPY": 0, "KWD": 3, "CLF": 4, "HUF": 2} {
		if got, known := prices.Digits(code); got != want || !known {
			t.Errorf("%s: %d, %t", code, got, known)
		}
	}
	for _, code := range []string{"", "XXX", "SD ", "D A", "USDA"} {
		if _, known := prices.Digits(code); known {
			t.Errorf("%q is known", code)
		}
	}
}

func TestGrid_csv(t *testing.T) {
	t.Parallel()
	g := read(t, app)
	const want = "Markets,Currency,1 month,1 year\n*,USD,12.5,125\nCA,,,\nDE,EUR,11.5,115\nFR,,,\nJP KR,JPY,1900,\n"
	if got := string(file(t, g)); got != want {
		t.Errorf("got\n%s", got)
	}
	for file, fault := range map[string]string{
		"":                                   "line 1: the file does not begin with the names of columns",
		"a,b\n":                              `line 1: there is no column "a": there are Markets, Currency, 1 month, 1 year`,
		"1 year\n1\n":                        `line 1: there is no column "Markets"`,
		"Markets,1 year,1 YEAR\n":            `the column "1 YEAR" stands twice`,
		"Markets,1 year\nXX,1\nde,2\nDE,3\n": "line 2: there is no row for \"XX\"\nline 4: DE stands in line 3 already",
		"Markets,1 year\nDE,1,2\n":           "line 2: it has 3 fields, the first line 2",
		"Markets,Currency,1 year\nDE,USD,1\nCA,ZZZ,1":     "line 2: DE, 1 year is in EUR, not in USD\nline 3: \"ZZZ\" is no currency",
		"Markets,1 month\nDE,=1+1\n":                      `line 2: 1 month: "=1+1" is no price`,
		"Markets,1 month\nJP KR,-5\n":                     `line 2: 1 month: "-5" is no price`,
		"Markets,1 month\n\"DE,1\n":                       "the file is no CSV",
		"Markets,1 month\n" + strings.Repeat("X,1\n", 30): "and 20 more",
	} {
		if got, cells, err := g.FromCSV([]byte(file)); err == nil || !strings.Contains(err.Error(), fault) || len(cells) > 0 || draw(got) != draw(g) {
			t.Errorf("%q: got %v, want %q", file, err, fault)
		}
	}
	hostile := strings.NewReplacer(`"DE"`, `"=cmd|' /C calc'!A1"`, `"EUR"`, `"@x"`, `"Year"`, `"+Year"`).Replace(app)
	h := read(t, hostile)
	written := string(file(t, h))
	for line := range strings.Lines(written) {
		for field := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			if strings.ContainsAny(field[:min(1, len(field))], "=+-@") {
				t.Errorf("a spreadsheet would calculate %s", field)
			}
		}
	}
	if _, cells, err := h.FromCSV([]byte(written)); err != nil || len(cells) > 0 {
		t.Errorf("back again: %v, %v", cells, err)
	}
}

// file is a table as the console writes it to a file.
func file(tb interface{ Fatal(...any) }, g prices.Grid) []byte {
	out, err := files.CSV(g.Table())
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// What spreadsheets in other countries and of other makers make of a file is
// read all the same, and what may mean two things is refused.
func TestGrid_csvOfSpreadsheets(t *testing.T) {
	t.Parallel()
	wide := func(s string, big bool) string {
		out := []byte("\xff\xfe")
		if big {
			out = []byte("\xfe\xff")
		}
		for _, u := range utf16.Encode([]rune(s)) {
			pair := []byte{byte(u), byte(u >> 8)}
			if big {
				slices.Reverse(pair)
			}
			out = append(out, pair...)
		}
		return string(out)
	}
	g := read(t, app)
	for name, c := range map[string]struct{ file, want string }{
		"byte order mark":        {"\ufeffMarkets,1 month\nDE,12\n", "12"},
		"semicolons":             {"Markets;1 month\r\nDE;12.25\r\n", "12.25"},
		"decimal commas":         {"Markets;1 month\r\nDE;12,25\r\n", "12.25"},
		"one decimal":            {"Markets;1 month\nDE;12,5\n", "12.5"},
		"tabs":                   {"Markets\t1 month\nDE\t12,25\n", "12.25"},
		"a named separator":      {"sep=;\r\nMarkets;1 month\r\nDE;12,25\r\n", "12.25"},
		"a named bar":            {"SEP=|\nMarkets|1 month\nDE|12.25\n", "12.25"},
		"a named comma":          {"sep=,\nMarkets,1 month\nDE,12.25\n", "12.25"},
		"wide characters":        {wide("Markets\t1 month\r\nDE\t12,25\r\n", false), "12.25"},
		"wide, the other way":    {wide("\ufeffMarkets;1 month\nDE;12\n", true), "12"},
		"lines of an old Mac":    {"Markets,1 month\rDE,12\r", "12"},
		"quotes":                 {"\"Markets\",\"1 month\"\n\"DE\",\"12.25\"\n", "12.25"},
		"guarded":                {"'Markets,1 month\nDE,12\n", `there is no column "'Markets"`},
		"in thousands":           {"Markets;1 month\nDE;1,250\n", `"1,250" may be a thousand or a fraction`},
		"a comma between commas": {"Markets,1 month\nDE,\"12,25\"\n", `"12,25" is no price`},
		"comma and point":        {"Markets;1 month\nDE;1,250.00\n", `is no price`},
		"half a character":       {"\xff\xfeM", "ends within a character"},
		"a strange separator":    {"sep=x\nMarketsx1 month\n", "line 1: fields cannot be separated by 'x'"},
		"the line is the file's": {"sep=;\nMarkets;1 month\nXX;1\n", "line 3: there is no row"},
	} {
		got, _, err := g.FromCSV([]byte(c.file))
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if now := got.At(2, 0).Amount.String(); now != c.want {
			t.Errorf("%s: %s, want %s", name, now, c.want)
		}
	}
}

func ExampleCompare() {
	c, _ := loaded()
	t, _ := c.Type("virtual-machine")
	doc := json.RawMessage(vmSizes)
	old, _ := prices.Read(t, doc)
	now, _, _ := old.AddPercent(prices.Range{Right: 0}, decimal.NewFromInt(10))
	for _, c := range prices.Compare(old, now, true).Changes {
		fmt.Println(c.Markets, c.Column, c.Old.Decimal, c.New.Decimal, c.Currency, c.Percent.Decimal, "%")
	}
	// Output: * 2 vCPUs 0.42 0.462 USD 10 %
}
