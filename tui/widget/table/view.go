package table

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
)

// gap stands between columns.
const gap = "  "

// measure takes the text of every row once: for the filter and for the widths.
func (t *Table[K, T]) measure() {
	t.hay = make([]string, len(t.all))
	t.widths = make([]int, len(t.Columns))
	for i, c := range t.Columns {
		t.widths[i] = cells.Width(c.Title)
	}
	for i, r := range t.all {
		var b strings.Builder
		for j, c := range t.Columns {
			s := c.Cell(r)
			t.widths[j] = max(t.widths[j], cells.Width(s))
			if t.Match == nil {
				b.WriteString(s)
				b.WriteByte('\n')
			}
		}
		if t.Match != nil {
			b.WriteString(t.Match(r))
		}
		t.hay[i] = strings.ToLower(b.String())
	}
}

// View draws the table, no larger than its size.
func (t *Table[K, T]) View() string { return strings.Join(t.Lines(), "\n") }

// Lines is [Table.View] line by line.
func (t *Table[K, T]) Lines() []string {
	if t.height <= 0 || t.width <= 0 {
		return nil
	}
	widths := t.fit()
	var out []string
	if !t.NoHead {
		out = append(out, t.head(widths))
	}
	for i := t.top; i < min(t.top+t.room(), len(t.lines)); i++ {
		switch at := t.lines[i]; at {
		case blank:
			out = append(out, "")
		case heading:
			title := t.Group(t.all[t.rows[t.lines[i+1]]])
			out = append(out, t.Styles.Heading.Render(cells.Cut(title, t.width, t.Styles.Marks.Ellipsis)))
		default:
			out = append(out, t.row(t.all[t.rows[at]], at == t.cursor, widths))
		}
	}
	return out[:min(len(out), t.height)]
}

// fit gives each column its width for the window: natural where there is room,
// else the highest ranks shrink first and then go. 0 means dropped.
func (t *Table[K, T]) fit() []int {
	widths := make([]int, len(t.Columns))
	copy(widths, t.widths)
	over := t.gutter()
	for _, w := range widths {
		over += w + len(gap)
	}
	over -= len(gap) + t.width
	highest := 0
	for _, c := range t.Columns {
		highest = max(highest, c.Rank)
	}
	for rank := highest; rank >= 0 && over > 0; rank-- {
		for i, c := range t.Columns {
			if c.Rank == rank && c.Min > 0 && over > 0 && widths[i] > c.Min {
				cut := min(over, widths[i]-c.Min)
				widths[i] -= cut
				over -= cut
			}
		}
	}
	for rank := highest; rank > 0 && over > 0; rank-- {
		for i, c := range t.Columns {
			if c.Rank == rank && over > 0 {
				over -= widths[i] + len(gap)
				widths[i] = 0
			}
		}
	}
	return t.grow(widths, -over)
}

// grow gives room that dropping a column left over back to the columns that
// had to shrink, the lowest rank first.
func (t *Table[K, T]) grow(widths []int, spare int) []int {
	for rank := 0; spare > 0; rank++ {
		left := false
		for i, c := range t.Columns {
			left = left || c.Rank > rank
			if c.Rank == rank && widths[i] > 0 && widths[i] < t.widths[i] {
				add := min(spare, t.widths[i]-widths[i])
				widths[i] += add
				spare -= add
			}
		}
		if !left {
			break
		}
	}
	return widths
}

// gutter is the width of the column of marks on the left.
func (t *Table[K, T]) gutter() int { return 2 }

func (t *Table[K, T]) head(widths []int) string {
	var b strings.Builder
	b.WriteString(cells.Blank(t.gutter()))
	for i, c := range t.Columns {
		t.cell(&b, t.Styles.Heading, c.Title, widths[i], c.Right)
	}
	return cells.Cut(strings.TrimRight(b.String(), " "), t.width, t.Styles.Marks.Ellipsis)
}

func (t *Table[K, T]) row(r T, selected bool, widths []int) string {
	var b strings.Builder
	switch {
	case selected:
		b.WriteString(t.Styles.Accent.Render(t.Styles.Marks.Cursor))
	default:
		b.WriteByte(' ')
	}
	if t.marks[t.Key(r)] {
		b.WriteString(t.Styles.Accent.Render(t.Styles.Marks.Changed))
	} else {
		b.WriteByte(' ')
	}
	for i, c := range t.Columns {
		style := t.Styles.Text
		if c.Style != nil {
			style = c.Style(r)
		}
		if selected {
			style = style.Bold(true)
		}
		t.cell(&b, style, c.Cell(r), widths[i], c.Right)
	}
	return cells.Cut(strings.TrimRight(b.String(), " "), t.width, t.Styles.Marks.Ellipsis)
}

func (t *Table[K, T]) cell(b *strings.Builder, style lipgloss.Style, s string, width int, right bool) {
	if width == 0 {
		return
	}
	s = cells.Cut(s, width, t.Styles.Marks.Ellipsis)
	pad := cells.Blank(width - cells.Width(s))
	if s != "" {
		s = style.Render(s)
	}
	if right {
		s, pad = pad, s
	}
	b.WriteString(s)
	b.WriteString(pad)
	b.WriteString(gap)
}
