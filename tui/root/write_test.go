package root_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/tui/files"
	"awning/tui/tuitest"
	"awning/tui/ui"
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

// long is a list with more rows than it shows, which take their time.
type long struct{ listing }

func (*long) Whole() (ui.Whole, bool) {
	return ui.Whole{Columns: files.Named("name"), Count: 3, Note: "Nothing is hidden.", Rows: func(yield func([]string, error) bool) {
		for _, name := range []string{"one", "two", "three"} {
			<-time.After(time.Second)
			if !yield([]string{name}, nil) {
				return
			}
		}
	}}, true
}

// A list of many pages is written whole, however long that takes; who quits meanwhile is
// asked.
func TestExport_long(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "list.csv")
		d := start(t, tuitest.Options{}, &long{listing{page{name: "Lines"}, [][]string{{"one"}}}})
		d.Press("w").Shows("All 3 rows", "Nothing is hidden.").Press("ctrl+u").Paste(path).Press("enter").Shows("writing")
		if d.Press("esc", "q").Shows("still being written").Quit() {
			t.Error("the console ended in the middle of a file")
		}
		d.Advance(time.Second).Press("n").Advance(3 * time.Second).Shows("3 rows")
		if data, err := os.ReadFile(path); err != nil || string(data) != "name\none\ntwo\nthree\n" {
			t.Errorf("the file holds %q, %v", data, err)
		}
		if !d.Press("q").Quit() {
			t.Error("q does not quit any more")
		}
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
