package grid

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
)

const (
	gutter = 2 // before the row names: the mark of the cursor's row
	edges  = 5 // around a text: a space, an edge, two marks, an edge
)

// View draws the grid, no larger than its size.
func (g *Grid) View() string { return strings.Join(g.Lines(), "\n") }

// Lines is [Grid.View] line by line.
func (g *Grid) Lines() []string {
	if g.width <= 0 || g.height <= 0 {
		return nil
	}
	bottom := min(g.top+g.room(), g.src.Rows())
	out := make([]string, 0, bottom-g.top+1)
	if g.height > 1 || bottom == g.top {
		out = append(out, g.head())
	}
	for r := g.top; r < bottom; r++ {
		out = append(out, g.row(r))
	}
	return out
}

func (g *Grid) head() string {
	st, names := g.styles, g.names()-gutter
	var b strings.Builder
	b.WriteString(cells.Blank(gutter))
	b.WriteString(st.Dim.Render(cells.Fit(g.src.Corner(), names, st.Marks.Ellipsis)))
	for c := g.left; c < g.last(); c++ {
		style := st.Dim
		if c == g.cursor.Col {
			style = st.Selected
		}
		b.WriteString(cells.Blank(edges - 1))
		b.WriteString(style.Render(cells.FitRight(g.src.ColName(c), g.widths[c], st.Marks.Ellipsis)))
		b.WriteByte(' ')
	}
	return g.cut(b.String())
}

func (g *Grid) row(r int) string {
	st, names := g.styles, g.names()-gutter
	var b strings.Builder
	style := st.Text
	if r == g.cursor.Row {
		b.WriteString(st.Accent.Render(st.Marks.Cursor))
		b.WriteByte(' ')
		style = st.Selected
	} else {
		b.WriteString(cells.Blank(gutter))
	}
	b.WriteString(style.Render(cells.Fit(g.src.RowName(r), names, st.Marks.Ellipsis)))
	for c := g.left; c < g.last(); c++ {
		g.cell(&b, Place{r, c})
	}
	return g.cut(b.String())
}

// cell draws one cell between its edges: brackets around the cursor, bars
// around what else is selected.
func (g *Grid) cell(b *strings.Builder, p Place) {
	st, cell := g.styles, g.src.Cell(p.Row, p.Col)
	open, end, style := " ", " ", g.look(cell)
	switch {
	case p == g.cursor:
		open, end, style = "[", "]", style.Reverse(true).Faint(false)
	case g.ranged && g.Range().Contains(p):
		open, end, style = st.Marks.Vertical, st.Marks.Vertical, style.Bold(true).Faint(false)
	}
	edited, flagged := " ", " "
	if cell.Edited {
		edited = st.Marks.Changed
	}
	if cell.Flagged {
		flagged = st.Marks.Failed
	}
	text := cells.FitRight(cell.Text, g.widths[p.Col], st.Marks.Ellipsis)
	b.WriteByte(' ')
	b.WriteString(style.Render(open + flagged + edited + text + end))
}

func (g *Grid) look(c Cell) lipgloss.Style {
	switch {
	case c.Flagged:
		return g.styles.Bad
	case c.Edited:
		return g.styles.Edited
	case c.Dim:
		return g.styles.Dim
	}
	return g.styles.Text
}

func (g *Grid) cut(line string) string {
	return cells.Cut(strings.TrimRight(line, " "), g.width, g.styles.Marks.Ellipsis)
}
