package files_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"awning/tui/files"
)

func TestTable(t *testing.T) {
	t.Parallel()
	head := []string{"name", "id"}
	rows := [][]string{{`Harbor, "the" Backup`, "harbor"}, {"=SUM(A1)", "-1"}}
	got, err := files.CSV(head, rows)
	want := "name,id\n\"Harbor, \"\"the\"\" Backup\",harbor\n'=SUM(A1),'-1\n"
	if err != nil || string(got) != want {
		t.Errorf("CSV = %q, %v; want %q", got, err, want)
	}
	got, err = files.JSON(head, rows)
	want = "[\n  {\"name\": \"Harbor, \\\"the\\\" Backup\", \"id\": \"harbor\"},\n  {\"name\": \"=SUM(A1)\", \"id\": \"-1\"}\n]\n"
	if err != nil || string(got) != want {
		t.Errorf("JSON = %q, %v; want %q", got, err, want)
	}
	if got, err = files.JSON(head, nil); err != nil || string(got) != "[]\n" {
		t.Errorf("JSON of nothing = %q, %v", got, err)
	}
}

// Rows are written as they come. Figures stay numbers, texts are no formulas, and an error
// among the rows is told.
func TestTable_rowByRow(t *testing.T) {
	t.Parallel()
	columns := []files.Column{{Name: "text"}, {Name: "amount", Figure: true}}
	broken := errors.New("the rest is missing")
	rows := func(err error) iter.Seq2[[]string, error] {
		return func(yield func([]string, error) bool) {
			if yield([]string{"-1", "-1"}, nil) && err != nil {
				yield(nil, err)
			}
		}
	}
	var b strings.Builder
	if n, err := files.CSVTo(&b, columns, rows(nil)); n != 1 || err != nil || b.String() != "text,amount\n'-1,-1\n" {
		t.Errorf("%d, %v, %q", n, err, b.String())
	}
	b.Reset()
	if n, err := files.JSONTo(&b, columns, rows(nil)); n != 1 || err != nil || b.String() != "[\n  {\"text\": \"-1\", \"amount\": \"-1\"}\n]\n" {
		t.Errorf("%d, %v, %q", n, err, b.String())
	}
	if _, err := files.CSVTo(io.Discard, columns, rows(broken)); !errors.Is(err, broken) {
		t.Errorf("CSV: %v", err)
	}
	if _, err := files.JSONTo(io.Discard, columns, rows(broken)); !errors.Is(err, broken) {
		t.Errorf("JSON: %v", err)
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"": "", "Harbor": "Harbor", "a=b": "a=b", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\t=1": "'\t=1", "\r": "'\r", "\n": "'\n",
		"  =1": "'  =1", `"=1`: `'"=1`, "'=1": "''=1", "\ufeff=1": "'\ufeff=1", "＝1": "'＝1", "－": "'－", "\x00=": "'\x00=", "\u00a0=1": "'\u00a0=1", "\u3000－1": "'\u3000－1", " ' \" @": "' ' \" @",
	} {
		if got := files.Guard(cell); got != want {
			t.Errorf("Guard(%q) = %q, want %q", cell, got, want)
		}
	}
}

// Whatever the cells hold, a reader finds the same rows again, and no cell
// begins like a formula.
func TestTable_anyCells(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[=+\-@ "',;a-zé日\n]{0,8}`)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 2), 0, 6).Draw(t, "rows")
		data, err := files.CSV([]string{"one", "two"}, rows)
		if err != nil {
			t.Fatal(err)
		}
		back, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(back) != len(rows)+1 {
			t.Fatalf("read %v, %v from %q", back, err, data)
		}
		for i, row := range rows {
			for j := range row {
				got := back[i+1][j]
				if got != files.Guard(row[j]) || strings.IndexAny(strings.TrimLeft(got, " \""), "=+-@") == 0 {
					t.Fatalf("%q became %q", row[j], got)
				}
			}
		}
		var objects []map[string]string
		if data, err = files.JSON([]string{"one", "two"}, rows); err != nil {
			t.Fatal(err)
		}
		if err = json.Unmarshal(data, &objects); err != nil || len(objects) != len(rows) {
			t.Fatalf("read %v, %v from %s", objects, err, data)
		}
		for i, row := range rows {
			if objects[i]["one"] != row[0] || objects[i]["two"] != row[1] {
				t.Fatalf("%q became %v", row, objects[i])
			}
		}
	})
}
