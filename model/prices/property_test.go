package prices_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"awning/model/catalog"
	"awning/model/prices"
	"awning/model/raw"
	"awning/tries"
)

// grown makes a pricing document of one of the forms, with odd spacing and
// members nobody knows.
func grown(t *rapid.T) (doc string, v1 bool) {
	price := func(name string) string {
		return rapid.SampledFrom([]string{"0", "1", "1.0", "12.50", "99", "0.5", "1500", "7e1"}).Draw(t, name)
	}
	gap := rapid.SampledFrom([]string{"", " ", "\n  "}).Draw(t, "gap")
	join := func(parts []string) string { return strings.Join(parts, ","+gap) }
	markets := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"CA", "DE", "FR", "JP", "MX", "CH"}), 0, 6, rapid.ID).Draw(t, "markets")
	some := rapid.IntRange(0, len(markets)).Draw(t, "own")
	if rapid.Bool().Draw(t, "core") {
		var entries []string
		for i, m := range append([]string{"US"}, markets[:some]...) {
			var members []string
			for _, size := range []string{"1", "2", "shared", "16"} {
				if rapid.Bool().Draw(t, "has") || i == 0 {
					members = append(members, `"`+size+`":`+gap+price("core"))
				}
			}
			entries = append(entries, `{"odd":[1.0],"markets":["`+strings.ToLower(m)+`"],"currency":"usd","prices":{`+join(members)+`}}`)
		}
		return `{"markets":["` + strings.ToLower(strings.Join(append(markets, "US"), `","`)) + `"],"x":null,` + gap +
			`"pricing":{"corePricing":{"priceInputOption":"perMarketAndCoreSize","prices":[` + join(entries) + `]}}}`, false
	}
	group := func(m string, base bool) string {
		var terms []string
		for _, term := range []string{`"Month","value":1`, `"Year","value":1`, `"Year","value":3`} {
			if base || rapid.Bool().Draw(t, "term") {
				terms = append(terms, fmt.Sprintf(`{"retailPrice":{"openPrice":%s%s,"currencyCode":"USD"},"odd":1.00,"priceCadence":{"type":%s}}`, gap, price("term"), term))
			}
		}
		codes := `[]`
		if m != "" {
			codes = `["` + m + `"]`
		}
		return fmt.Sprintf(`{"isBaseSchedule":%t,"marketCodes":%s,"friendlyName":"g%s","schedules":[%s]}`, base, codes, m, join(terms))
	}
	groups := []string{group("", true)}
	for _, m := range markets[:some] {
		groups = append(groups, group(m, false))
	}
	if rapid.Bool().Draw(t, "reverse") {
		slices.Reverse(groups)
	}
	var states []string
	for _, m := range markets {
		states = append(states, `{"marketCode":"`+m+`","state":"Enabled"}`)
	}
	return `{` + gap + `"marketStates":[` + join(states) + `],"priceSchedules":[` + join(groups) + `],"x":{"y":1e2}}`, true
}

// rest is a document without the values at some places, so that two can be told
// to be equal but for these.
func rest(t *rapid.T, doc []byte, places []raw.Pointer) string {
	for _, at := range places {
		out, err := raw.Set(doc, at, []byte(`"?"`))
		if err != nil {
			t.Fatal(err)
		}
		doc = out
	}
	return string(doc)
}

// Whatever is edited, what is written reads back as the same table; without
// edits, and after undoing them, the document is byte for byte what it was; and
// edits of prices that are there change just their members.
func TestApply_everyTable(t *testing.T) {
	t.Parallel()
	rounds := tries.Of(5) // of 100 documents
	app, vm := offerType(t, "azure-application"), offerType(t, "virtual-machine")
	var documents, edits atomic.Int64
	for range rounds {
		rapid.Check(t, func(t *rapid.T) {
			text, v1 := grown(t)
			kind := vm
			if v1 {
				kind = app
			}
			doc := json.RawMessage(text)
			g := table(t, kind, doc)
			documents.Add(1)
			if same := apply(t, g, doc); !bytes.Equal(same, doc) {
				t.Fatalf("nothing was edited, but\n%s\nbecame\n%s", doc, same)
			}
			out, places := edited(t, g)
			edits.Add(int64(len(out.Edited())))
			saved := apply(t, out, doc)
			if places != nil {
				if a, b := rest(t, doc, places), rest(t, saved, places); a != b {
					t.Fatalf("more than %v changed:\n%s\n%s", places, a, b)
				}
			}
			back := table(t, kind, saved)
			if !v1 || len(out.Edited()) == 0 { // a market's first price makes all its others its own
				if a, b := strings.ReplaceAll(draw(out), " *", ""), draw(back); a != b {
					t.Fatalf("saved\n%s\nread back\n%s", a, b)
				}
			}
			for _, c := range out.Edited() {
				if now := find(back, out, c); !now.Present || !now.Amount.Equal(c.Amount) || now.Currency != c.Currency {
					t.Fatalf("%v was saved, %v read back", c, now)
				}
			}
			if len(prices.Compare(out, back, true).Changes) > 0 {
				t.Fatalf("what was saved differs: %v", tell(prices.Compare(out, back, true)))
			}
		})
	}
	t.Logf("%d documents, %d edited prices, 0 bytes changed beside them", documents.Load(), edits.Load())
}

func table(t *rapid.T, kind *catalog.Type, doc json.RawMessage) prices.Grid {
	g, err := prices.Read(kind, doc)
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	return g
}

func apply(t *rapid.T, g prices.Grid, doc json.RawMessage) json.RawMessage {
	out, err := prices.Apply(g, doc)
	if err != nil {
		t.Fatalf("%s\n%s\n%v", draw(g), doc, err)
	}
	return out
}

// edited sets some prices, and names their places if all of them are there already.
func edited(t *rapid.T, g prices.Grid) (prices.Grid, []raw.Pointer) {
	places := []raw.Pointer{}
	onlyOld := rapid.Bool().Draw(t, "only old")
	for range rapid.IntRange(0, 6).Draw(t, "edits") {
		row, column := rapid.IntRange(0, len(g.Rows)-1).Draw(t, "row"), rapid.IntRange(0, len(g.Columns)-1).Draw(t, "column")
		c := g.At(row, column)
		if onlyOld && !c.Was.Valid {
			continue
		}
		if !c.Was.Valid {
			places = nil
		}
		if places != nil {
			places = append(places, c.Pointer)
		}
		if c.Currency == "" {
			var err error
			if g, err = g.SetCurrency(row, "CHF"); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		if g, _, err = g.Set(row, column, decimal.New(int64(rapid.IntRange(0, 200).Draw(t, "amount")), -1)); err != nil {
			t.Fatal(err)
		}
	}
	return g, places
}

// find is the cell of the same row and column in another table.
func find(in, from prices.Grid, c prices.Cell) prices.Cell {
	row := slices.IndexFunc(in.Rows, func(r prices.Row) bool { return r.Label() == from.Rows[c.Row].Label() })
	column := slices.IndexFunc(in.Columns, func(o prices.Column) bool { return o.Key == from.Columns[c.Column].Key })
	return in.At(row, column)
}

// Going out as CSV and coming back in changes nothing, and raising all prices and
// putting the old file back restores the table.
func TestGrid_csvThereAndBack(t *testing.T) {
	t.Parallel()
	app, vm := offerType(t, "azure-application"), offerType(t, "virtual-machine")
	rapid.Check(t, func(t *rapid.T) {
		text, v1 := grown(t)
		kind := vm
		if v1 {
			kind = app
		}
		g := table(t, kind, json.RawMessage(text))
		written := file(t, g)
		if _, cells, err := g.FromCSV(written); err != nil || len(cells) > 0 {
			t.Fatalf("%s\n%v, %v", written, cells, err)
		}
		raised := g
		for _, c := range cellsOf(g) {
			if c.Present {
				var err error
				if raised, _, err = raised.Set(c.Row, c.Column, c.Amount.Add(decimal.NewFromInt(1))); err != nil {
					t.Fatal(err)
				}
			}
		}
		back, _, err := raised.FromCSV(written)
		if err != nil || draw(back) != draw(g) {
			t.Fatalf("%v\n%s\n%s", err, draw(back), draw(g))
		}
	})
}

func cellsOf(g prices.Grid) []prices.Cell {
	var out []prices.Cell
	for row := range g.Rows {
		for column := range g.Columns {
			out = append(out, g.At(row, column))
		}
	}
	return out
}

func FuzzGrid_FromCSV(f *testing.F) {
	f.Add([]byte("Markets,Currency,1 month\nDE,EUR,1\n"))
	f.Add([]byte("\ufeffmarkets;1 year\n\"*\";2\n"))
	g := read(f, app)
	f.Fuzz(func(t *testing.T, data []byte) {
		out, cells, err := g.FromCSV(data)
		if err != nil && len(cells) > 0 {
			t.Fatal("cells in spite of an error")
		}
		if _, again, err := out.FromCSV(file(t, out)); err != nil || len(again) > 0 {
			t.Fatalf("%v, %v", again, err)
		}
	})
}

// large is a document of 141 markets, each with four terms of its own.
func large() json.RawMessage {
	groups := make([]string, 141)
	states := make([]string, 141)
	for i := range groups {
		terms := make([]string, 4)
		for j, term := range []string{`"Month","value":1`, `"Year","value":1`, `"Year","value":2`, `"Year","value":3`} {
			terms[j] = fmt.Sprintf(`{"retailPrice":{"openPrice":%d.50,"currencyCode":"USD"},"priceCadence":{"type":%s},"pricingModel":"Recurring","pricingUnits":[],"dateTimeRange":{"startAt":{"localizePerMarket":false,"dateTimeInUtc":"2025-01-01T00:00:00Z"}}}`, 10+i+j*10, term)
		}
		market := string([]byte{'A' + byte(i/26), 'A' + byte(i%26)})
		groups[i] = fmt.Sprintf(`{"isBaseSchedule":%t,"marketCodes":["%s"],"friendlyName":"%s-USD","schedules":[%s]}`, i == 0, market, market, strings.Join(terms, ","))
		states[i] = `{"marketCode":"` + market + `","state":"Enabled"}`
	}
	return json.RawMessage(`{"marketStates":[` + strings.Join(states, ",") + `],"priceSchedules":[` + strings.Join(groups, ",") + `]}`)
}

func BenchmarkRead(b *testing.B) {
	t, doc := offerType(b, "azure-application"), large()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prices.Read(t, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply_allPrices(b *testing.B) {
	doc := large()
	g, err := prices.Read(offerType(b, "azure-application"), doc)
	if err != nil {
		b.Fatal(err)
	}
	g, _, err = g.AddPercent(g.All(), decimal.NewFromInt(5))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := prices.Apply(g, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	old, err := prices.Read(offerType(b, "azure-application"), large())
	if err != nil {
		b.Fatal(err)
	}
	now, _, err := old.AddPercent(old.All(), decimal.NewFromInt(5))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		prices.Compare(old, now, true)
	}
}
