package earnings_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"

	"awning/model/payout"
)

// A file gets all lines that are left, not the page that shows; customers only if they are
// shown. If reading breaks off there is no file.
func TestEarnings_export(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(250)
		s.Till.Lines[0].CustomerName = "=cmd()"
		d, dir := openAll(t, s, payout.Query{}), t.TempDir()
		write := func(name string) [][]string {
			path := filepath.Join(dir, name)
			d.Press("w", "ctrl+u").Paste(path).Press("enter")
			data, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			if err != nil {
				t.Error(err)
			}
			return rows
		}
		cell := func(rows [][]string, row int, name string) string { return rows[row][slices.Index(rows[0], name)] }

		d.Press("w").Shows("All 251 rows that the filter leaves", "hidden in it; c shows them").Press("esc")
		rows := write("all.csv")
		if len(rows) != 252 || cell(rows, 1, "customerName") != "hidden" || cell(rows, 1, "customer") != "hidden" || cell(rows, 1, "amount") != "123.45" {
			t.Errorf("%d rows, %q", len(rows), rows[1])
		}
		d.Shows("all.csv: 251 rows").Press("c", "/").Type("beacon").Press("enter")
		if rows = write("some.csv"); len(rows) != 126 || cell(rows, 1, "customerName") != "Kappa GmbH" || cell(rows, 1, "offerName") != "Beacon Mail" {
			t.Errorf("%d rows, %q", len(rows), rows[1])
		}
		d.Press("F")
		if rows = write("guarded.csv"); cell(rows, 1, "customerName") != "'=cmd()" {
			t.Errorf("%q", rows[1])
		}
		s.Fail("EachEarning", errors.New("a refresh came between; write it again"))
		if rows = write("broken.csv"); rows != nil {
			t.Errorf("%d rows of a broken list", len(rows))
		}
		d.Shows("a refresh came between").Press("esc", "s", "w").Shows("7 rows, filtered and ordered")
	})
}
