package earned_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tries"
	"awning/tui/earned"
	"awning/tui/files"
	"awning/tui/sanitize"
)

// hostile is a text such as somebody puts into a name to have a spreadsheet run it, or to break
// out of its cell.
func hostile(r *rand.Rand) string {
	scraps := []string{
		"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00", " ", "\u00a0", "\u3000", `"`, `""`, "'", "\ufeff", "\u200b", "\u202e", "\x1b[2J",
		",", ";", "|", "\\", "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example\",\"x\")", "SUM(1,2)", "1", "-1", "é", "港", "\xff", "DDE", "",
	}
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(scraps[r.IntN(len(scraps))])
	}
	return b.String()
}

// runs reports whether a spreadsheet may take a cell for a formula, by the rules for it: the
// first character counts that is neither a blank nor a mark of the file's own. An apostrophe
// says that text follows.
func runs(cell string) bool {
	for _, c := range cell {
		switch {
		case strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", c):
			return true
		case c == '"' || c == '\ufeff' || unicode.IsSpace(c):
			continue
		}
		return false
	}
	return false
}

// T-CSV: whatever the lines hold, a file of them has the same rows and cells for every reader,
// no text in it is a formula, and figures are the numbers they were.
func TestRows_noFormulas(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 5))
	columns, fields := earned.Columns(), earned.Fields()
	number := regexp.MustCompile(`^(-?\d+(\.\d+)?)?$`)
	cells, guarded := 0, 0
	for cells < tries.Of(10_000) {
		lines := make([]payout.Earning, 1+r.IntN(20))
		for i := range lines {
			for _, member := range reflect.ValueOf(&lines[i]).Elem().Fields() {
				fill(r, member)
			}
		}
		var b bytes.Buffer
		n, err := files.CSVTo(&b, columns, earned.Rows(func(yield func(payout.Earning, error) bool) {
			for _, e := range lines {
				if !yield(e, nil) {
					return
				}
			}
		}, ""))
		if err != nil || n != len(lines) {
			t.Fatalf("%d of %d lines: %v", n, len(lines), err)
		}
		back, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(back) != len(lines)+1 {
			t.Fatalf("%d rows of %d are read again: %v", len(back), len(lines)+1, err)
		}
		for i, row := range back[1:] {
			for j, got := range row {
				cells++
				// A reader of CSV takes both ends of a line for one.
				want := strings.ReplaceAll(sanitize.Block(fields[j].Of(lines[i])), "\r\n", "\n")
				switch {
				case columns[j].Figure && (got != want || !number.MatchString(got)):
					t.Fatalf("the figure %s, %q, became %q", columns[j].Name, want, got)
				case columns[j].Figure, got == want && !runs(got):
				case got == "'"+want && runs(strings.ReplaceAll(want, "'", "")): // one more than needed, to be sure
					guarded++
				default:
					t.Fatalf("%s, %q, became %q", columns[j].Name, want, got)
				}
			}
		}
	}
	if guarded == 0 {
		t.Error("no cell had to be guarded, so that nothing was shown")
	}
	t.Logf("T-CSV: %d cells, of which %d would have been formulas", cells, guarded)
}

// fill sets a member to something hostile, or to any figure.
func fill(r *rand.Rand, v reflect.Value) {
	figure := func() decimal.Decimal { return decimal.New(r.Int64N(1<<40)-1<<39, -int32(r.IntN(7))) }
	switch x := v.Addr().Interface().(type) {
	case *string:
		*x = hostile(r)
	case *decimal.Decimal:
		*x = figure()
	case *payout.Money:
		*x = payout.Money{Amount: figure(), Currency: hostile(r)}
	}
}

// The judge of formulas knows one when it sees it.
func TestRows_judge(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]bool{"=1": true, ` "＝1`: true, "\ufeff-1": true, "'=1": false, "a=1": false, "": false, "\t": true} {
		if runs(cell) != want {
			t.Errorf("%q: %v", cell, !want)
		}
	}
}
