package table

import (
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
)

// gap stands between columns.
const gap = "  "

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

// fit gives each column its width for the window: natural where there is room.
// Else the extras go, then columns shrink, the one with most to spare first, then
// the highest ranks go. 0 means gone.
func (t *Table[K, T]) fit() []int {
	widths := slices.Clone(t.texts.natural)
	over := t.gutter() - len(gap) - t.width
	for _, w := range widths {
		if w > 0 { // without a title, a column in which nothing stands is not there
			over += w + len(gap)
		}
	}
	ranked := t.ranked()
	drop := func(may func(Column[T]) bool) {
		for _, i := range ranked {
			if over > 0 && widths[i] > 0 && may(t.Columns[i]) {
				over -= widths[i] + len(gap)
				widths[i] = 0
			}
		}
	}
	drop(func(c Column[T]) bool { return c.Extra })
	for over > 0 && t.shrink(widths) {
		over--
	}
	drop(func(c Column[T]) bool { return c.Rank > 0 })
	return t.grow(widths, -over)
}

// shrink takes one cell from the column that has most to spare. It reports false
// if none has any.
func (t *Table[K, T]) shrink(widths []int) bool {
	widest, most := -1, 0
	for i, c := range t.Columns {
		if spare := widths[i] - c.Min; c.Min > 0 && spare > most {
			widest, most = i, spare
		}
	}
	if widest < 0 {
		return false
	}
	widths[widest]--
	return true
}

// ranked are the columns from the highest rank to the lowest.
func (t *Table[K, T]) ranked() []int {
	out := make([]int, len(t.Columns))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return t.Columns[b].Rank - t.Columns[a].Rank })
	return out
}

// grow gives room that dropping a column left over back to the columns that
// had to shrink, the lowest rank first.
func (t *Table[K, T]) grow(widths []int, spare int) []int {
	for _, i := range slices.Backward(t.ranked()) {
		if spare > 0 && widths[i] > 0 {
			add := min(spare, t.texts.natural[i]-widths[i])
			widths[i] += add
			spare -= add
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
		t.cell(&b, t.Styles.Dim, c.Title, widths[i], c.Right)
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
		if c.Draw != nil && widths[i] > 0 {
			b.WriteString(cells.Fit(c.Draw(r, widths[i]), widths[i], t.Styles.Marks.Ellipsis) + gap)
			continue
		}
		style := t.Styles.Text
		if c.Style != nil {
			style = c.Style(r)
		}
		if selected {
			style = style.Bold(true).Faint(false)
		}
		t.cell(&b, style, c.text(r, widths[i]), widths[i], c.Right)
	}
	return cells.Cut(strings.TrimRight(b.String(), " "), t.width, t.Styles.Marks.Ellipsis)
}

// text is a row's cell for a width.
func (c Column[T]) text(r T, width int) string {
	s := c.Cell(r)
	if c.Short != nil && cells.Width(s) > width {
		return c.Short(r)
	}
	return s
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
