package root_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"awning/tui/tuitest"
)

// listing is a screen with a list.
type listing struct {
	page

	rows [][]string
}

func (l *listing) Table() (head []string, rows [][]string) { return []string{"name", "id"}, l.rows }

func TestExport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &listing{page: page{name: "Offers › of this week"}}
		d := start(t, tuitest.Options{Width: 140, Height: 24}, l).Press("w").Shows("there is nothing to write")
		l.rows = [][]string{{"Harbor Backup", "harbor"}, {"=SUM(A1)", "sum"}}
		d.Press("w").Shows("2 rows, filtered", "awning-offers-of-this-week-20000101-000000.csv").Press("esc").Hides("File")

		folder := t.TempDir()
		write := func(name string) string {
			d.Press("w").Press("ctrl+u").Paste(filepath.Join(folder, name)).Press("enter")
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Error(err)
			}
			return string(data)
		}
		if got, want := write("list.csv"), "name,id\nHarbor Backup,harbor\n'=SUM(A1),sum\n"; got != want {
			t.Errorf("the file holds %q, want %q", got, want)
		}
		d.Shows("✓ written to", "list.csv: 2 rows").Hides("Write this list")
		if got := write("list.JSON"); !strings.HasPrefix(got, `[`) || !strings.Contains(got, `{"name": "=SUM(A1)", "id": "sum"}`) {
			t.Errorf("the file holds %q", got)
		}
		l.rows = l.rows[:1]
		if got := write("list.csv"); !strings.Contains(got, "SUM") {
			t.Error("a file was overwritten")
		}
		d.Shows("! ", "is there already and is not overwritten").Type("x").Hides("is there already").Press("enter").Shows("list.csvx: 1 row")
		d.Press("w").Press("ctrl+u").Type(filepath.Join(folder, "none", "list.csv")).Press("enter").Shows("no such file or directory").Press("esc").Shows("Offers")
	})
}

func TestExport_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				start(t, o, &listing{page: page{name: "Offers"}, rows: [][]string{{"a", "b"}}}).Press("w").Golden("open")
			})
		})
	}
}
