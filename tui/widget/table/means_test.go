package table_test

import (
	"slices"
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
