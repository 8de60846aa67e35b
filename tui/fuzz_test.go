package tui_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"awning/model"
	"awning/model/catalog"
	"awning/model/prices"
	"awning/model/raw"
	"awning/tries"
	"awning/tui/files"
	"awning/tui/sanitize"
)

// mutant makes an input out of others: one with bytes changed, cut, doubled, or
// with a part of another in it.
func mutant(r *rand.Rand, seeds []string) []byte {
	b := []byte(seeds[r.IntN(len(seeds))])
	for range 1 + r.IntN(4) {
		at := r.IntN(len(b) + 1)
		switch other := seeds[r.IntN(len(seeds))]; r.IntN(5) {
		case 0:
			b = append(b[:at:at], append([]byte{byte(r.Uint32())}, b[at:]...)...)
		case 1:
			b = b[:at]
		case 2:
			b = append(b[:at:at], append([]byte(other[:r.IntN(len(other)+1)]), b[at:]...)...)
		case 3:
			b = append(b, b[at:]...)
		case 4:
			if at < len(b) {
				b[at] ^= 1 << r.IntN(8)
			}
		}
	}
	return b[:min(len(b), 4096)]
}

// Whatever bytes reach us, from a keyboard, a file, a service or the store, no
// reader of them panics, and what it accepts it accepts again and means the same by.
func TestFuzz(t *testing.T) {
	t.Parallel()
	const pricing = `{"marketStates":[{"marketCode":"DE","state":"Enabled"},{"marketCode":"FR","state":"Enabled"}],"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","marketCodes":["FR"],` +
		`"schedules":[{"retailPrice":{"openPrice":49,"currencyCode":"USD"},"priceCadence":{"type":"Month","value":1},"pricingModel":"Recurring","pricingUnits":[]}]}]}`
	cat := options(t, nil).Catalog
	kind, _ := cat.Type("azure-application")
	grid, err := prices.Read(kind, json.RawMessage(pricing))
	if err != nil {
		t.Fatal(err)
	}
	documents := []string{pricing, `{"a":{"b":[1,-0.5e+3,"\ud83d\u00e9"]},"b":null,"a~1b":{"":[]}}`, `{"listingContacts":[{"type":"Engineering","email":"a@b.example"}],"summary":"x"}`, `[[[]]]`, `{"a":1,"a":2}`, ` 1 `, "\"\xff\""}
	values := []string{"", "a", "12.50", "-1", "yes", "https://a.example/?q=1", "a@b.example", "12345678-90ab-cdef-1234-567890abcdef", "a,b", `["a"]`, `{"a":1}`, "1e9", "2026-01-31", "DE, FR", "\"\\", "<p>a<script>"}
	whole, err := files.CSV(grid.Table())
	if err != nil {
		t.Fatal(err)
	}
	tables := []string{string(whole), "Markets,Currency,1 month\nDE,EUR,1\n", "\ufeffmarkets;1 year\n\"*\";2\n", "Markets\tCurrency\nDE\tEUR"}
	pointers := []string{"/a/b/0", "/summary", "/listingContacts/type=Engineering/email", "/a~11b/-", "", "/priceSchedules/0/schedules/0/retailPrice/openPrice"}
	for name, c := range map[string]struct {
		seeds []string
		read  func(t *testing.T, r *rand.Rand, in []byte)
	}{
		"sanitize":  {harmful(), func(t *testing.T, _ *rand.Rand, in []byte) { t.Helper(); cleaned(t, string(in)) }},
		"documents": {documents, func(t *testing.T, _ *rand.Rand, in []byte) { t.Helper(); parsed(t, in) }},
		"edits": {documents, func(t *testing.T, r *rand.Rand, in []byte) {
			t.Helper()
			applied(t, in, mutant(r, pointers), mutant(r, documents))
		}},
		"values":     {values, func(t *testing.T, r *rand.Rand, in []byte) { t.Helper(); typed(t, cat, r, string(in)) }},
		"price list": {tables, func(t *testing.T, _ *rand.Rand, in []byte) { t.Helper(); imported(t, grid, in) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(100, 1))
			n := tries.Of(10_000)
			for range n {
				c.read(t, r, mutant(r, c.seeds))
			}
			t.Logf("%d inputs, 0 panics, 0 of two minds unless said above", n)
		})
	}
}

func cleaned(t *testing.T, in string) {
	t.Helper()
	for name, clean := range map[string]func(string) string{"Line": sanitize.Line, "Block": sanitize.Block, "ID": sanitize.ID} {
		got := clean(in)
		if again := clean(got); again != got {
			t.Errorf("%s(%q) is %q, and again %q", name, in, got, again)
		}
		if bad := strings.ContainsFunc(strings.ReplaceAll(got, "\n", ""), forbidden); bad || !utf8.ValidString(got) || name != "Block" && strings.Contains(got, "\n") {
			t.Errorf("%s(%q) = %q", name, in, got)
		}
	}
}

func parsed(t *testing.T, in []byte) {
	t.Helper()
	n, err := raw.Parse(in)
	if valid := json.Valid(in); err == nil && !valid {
		t.Errorf("%q is read as a document", in)
	}
	if err != nil {
		return
	}
	if same, err := raw.Equal(in, n.Raw()); err != nil || !same {
		t.Errorf("%q is read as %q, %v", in, n.Raw(), err)
	}
}

func applied(t *testing.T, doc, at, value []byte) {
	t.Helper()
	e := model.FieldEdit{Path: string(at), New: value}
	out, err := e.Apply(doc)
	if err != nil {
		return
	}
	if !json.Valid(out) {
		t.Errorf("%q at %q of %q makes %q", value, at, doc, out)
	}
	e.New = nil
	if out, err = e.Apply(out); err == nil && !json.Valid(out) {
		t.Errorf("nothing at %q of %q makes %q", at, doc, out)
	}
}

func typed(t *testing.T, c *catalog.Catalog, r *rand.Rand, in string) {
	t.Helper()
	types := c.Types()
	kind := types[r.IntN(len(types))]
	section := kind.Sections[r.IntN(len(kind.Sections))]
	if len(section.Fields) == 0 {
		return
	}
	f := &section.Fields[r.IntN(len(section.Fields))]
	v, err := f.Parse(in)
	if err != nil {
		if _, ok := errors.AsType[*catalog.RuleError](err); !ok {
			t.Errorf("%s: %q is refused with no rule: %v", f.ID, in, err)
		}
		return
	}
	if err = f.Check(v); err != nil {
		t.Errorf("%s: %q is taken and then refused: %v", f.ID, in, err)
	}
	if v != nil && !json.Valid(v) {
		t.Errorf("%s: %q is taken as %q", f.ID, in, v)
	}
	if line := f.Format(v); strings.ContainsAny(line, "\n\r") {
		t.Errorf("%s: %q is shown as %q", f.ID, in, line)
	}
}

func imported(t *testing.T, g prices.Grid, in []byte) {
	t.Helper()
	out, cells, err := g.FromCSV(in)
	if err != nil {
		if len(cells) > 0 {
			t.Errorf("%q is refused with %v, but %d cells are changed", in, err, len(cells))
		}
		return
	}
	written, err := files.CSV(out.Table())
	if err != nil {
		t.Fatal(err)
	}
	if _, again, err := out.FromCSV(written); err != nil || len(again) > 0 {
		t.Errorf("%q, written and read again, changes %v: %v", in, again, err)
	}
}

// No cell of a written table is a formula, and a reader finds the same cells
// again.
func TestCSV(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 1))
	seeds := append([]string{"=1+1", "@SUM(A1)", "-2", "+3", "\t=4", "\r=5", "\"=6", "'=7", " =8", "\ufeff=9", "＝10", "Harbor, \"the\" Backup", "a\nb", "12.50"}, harmful()...)
	const columns = 10
	head := make([]string, columns)
	for i := range head {
		head[i] = fmt.Sprintf("column %d", i)
	}
	cells := 0
	for range tries.Of(10) {
		rows := make([][]string, 100)
		for i := range rows {
			for range columns {
				rows[i] = append(rows[i], string(bytes.ToValidUTF8(mutant(r, seeds), nil)))
			}
		}
		data, err := files.CSV(head, rows)
		if err != nil {
			t.Fatal(err)
		}
		back, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(back) != len(rows)+1 {
			t.Fatalf("%d rows read, %v", len(back), err)
		}
		for i, row := range rows {
			for j, cell := range row {
				cells++
				got := back[i+1][j]
				if bare := strings.TrimLeft(got, " \"\ufeff"); bare != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(bare)[0]) {
					t.Errorf("%q is written as %q, a formula", cell, got)
				}
				if want := strings.ReplaceAll(files.Guard(cell), "\r\n", "\n"); got != want {
					t.Errorf("%q is read back as %q", cell, got)
				}
			}
		}
	}
	t.Logf("%d cells, 0 formulas, 0 changed unless said above", cells)
}
