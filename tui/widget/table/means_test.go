package table_test

import (
	"slices"
	"strings"
	"testing"

	"awning/tui/tuitest"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// Every column with something to say is explained, also one that has no room, under the
// name it has in the row in full.
func TestMeans(t *testing.T) {
	t.Parallel()
	one := func(s string) string { return s }
	tb := table.New(table.Options[string, string]{
		Styles: tuitest.Deps(tuitest.Options{}).Styles, Key: one,
		Columns: []table.Column[string]{
			{ID: "id", Title: "ID", Cell: one},
			{ID: "bank", Title: "Bank", Name: "At the bank", Means: "When it arrives.", Cell: one},
			{ID: "fee", Title: "Fee", Means: "The fee.", Cell: one, Extra: true},
		},
	})
	tb.SetSize(4, 4)
	if got, want := tb.Means(), []ui.Fact{{Label: "At the bank", Value: "When it arrives."}, {Label: "Fee", Value: "The fee."}}; !slices.Equal(got, want) {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// A cell that is drawn is drawn for the width there is, in looks of its own; a filter and a
// file know its text.
func TestDraw(t *testing.T) {
	t.Parallel()
	one := func(s string) string { return s }
	tb := table.New(table.Options[string, string]{
		Styles: tuitest.Deps(tuitest.Options{}).Styles, Key: one,
		Columns: []table.Column[string]{
			{ID: "bar", Title: "Bar", Cell: one, Min: 4, Draw: func(s string, width int) string {
				return "\x1b[1m" + strings.Repeat(s[:1], width) + "\x1b[0m"
			}},
			{ID: "end", Title: "End", Cell: func(string) string { return "end" }},
		},
	})
	tb.SetRows([]string{"##########"})
	for width, want := range map[int]string{40: "\x1b[1m##########\x1b[0m  end", 13: "\x1b[1m######\x1b[0m  end"} {
		tb.SetSize(width, 2)
		if got := tb.Lines()[1]; !strings.HasSuffix(got, want) {
			t.Errorf("in %d cells it is %q, want it to end in %q", width, got, want)
		}
	}
	if _, rows := tb.Export(); rows[0][0] != "##########" {
		t.Errorf("a file has %q", rows)
	}
}

// The room of a column is what the others leave; a column in which nothing stands takes none.
func TestRoom(t *testing.T) {
	t.Parallel()
	one := func(s string) string { return s }
	tb := table.New(table.Options[string, string]{
		Styles: tuitest.Deps(tuitest.Options{}).Styles, Key: one,
		Columns: []table.Column[string]{
			{ID: "id", Title: "ID", Cell: one},
			{ID: "bar", Title: "Bar", Cell: one},
			{ID: "none", Cell: func(string) string { return "" }},
		},
	})
	tb.SetRows([]string{"1234567890"})
	for width, want := range map[int]int{30: 16, 10: -4} {
		tb.SetSize(width, 2)
		if got := tb.Room("bar"); got != want {
			t.Errorf("of %d cells it has %d, want %d", width, got, want)
		}
	}
}
