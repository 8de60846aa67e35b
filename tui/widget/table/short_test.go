package table_test

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"awning/tui/widget/table"
)

// Where a column is too narrow for a cell it has fewer words instead of a cut
// one; a column in which nothing stands takes no room.
func TestTable_narrow(t *testing.T) {
	t.Parallel()
	mark := ""
	tb := table.New(table.Options[int, int]{
		Styles: styles(termenv.Ascii),
		Key:    func(i int) int { return i },
		Columns: []table.Column[int]{
			{ID: "mark", Cell: func(int) string { return mark }},
			{ID: "state", Title: "State", Min: 8, Cell: func(i int) string { return []string{"on its way", "live"}[i] }, Short: func(int) string { return "moving" }},
		},
	})
	draw := func(width int) string {
		tb.SetSize(width, 3)
		tb.SetRows([]int{0, 1})
		return strings.Join(tb.Lines(), "\n")
	}
	for _, test := range []struct {
		mark  string
		width int
		want  string
	}{
		{"", 12, "  State\n› on its way\n  live"},
		{"", 11, "  State\n› moving\n  live"},
		{"*", 15, "     State\n› *  on its way\n  *  live"},
		{"*", 14, "     State\n› *  moving\n  *  live"},
	} {
		mark = test.mark
		if got := draw(test.width); got != test.want {
			t.Errorf("%d cells:\n%s\nwant\n%s", test.width, got, test.want)
		}
	}
}
