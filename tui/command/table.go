package command

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"awning/tui/sanitize"
)

// table is what a person sees of data: a head and rows.
type table struct {
	columns []column
	rows    [][]cell
}

// column is one column of a table.
type column struct {
	name  string // the JSON member it repeats: the heading in CSV
	head  string // the heading for a person
	right bool   // numbers
	// least is how narrow the column may get where the terminal has no room; 0
	// means it is never cut.
	least int
}

// cell is one value: foreign text, and how it looks.
type cell struct {
	text string
	raw  string // the spelling for CSV where it differs from text
	role role
	// figure says that the text is a number written here: a leading minus makes no
	// formula of it.
	figure bool
}

// role says what a cell means, for its colour. What it means is always said in
// its text, too.
type role int

const (
	plain role = iota
	dim
	good
	warn
	bad
)

func (c cell) data() string {
	if c.raw != "" {
		return c.raw
	}
	return c.text
}

// texts makes plain cells.
func texts(values ...string) []cell {
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{text: v}
	}
	return cells
}

// figure makes a cell of a number that was written here.
func figure(s string) cell { return cell{text: s, figure: true} }

const gap = "  "

// draw lays the table out for a view: two blanks between columns, a head
// unless there are no rows.
func (t table) draw(v view) string {
	if len(t.rows) == 0 {
		return ""
	}
	lines := make([][]string, len(t.rows))
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = ansi.StringWidth(c.head)
	}
	for n, row := range t.rows {
		lines[n] = make([]string, len(row))
		for i, c := range row {
			lines[n][i] = sanitize.Line(c.text)
			widths[i] = max(widths[i], ansi.StringWidth(lines[n][i]))
		}
	}
	t.shrink(widths, v.width)
	var b strings.Builder
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.head
	}
	t.line(&b, heads, widths, v, func(int) role { return dim })
	for n, row := range t.rows {
		t.line(&b, lines[n], widths, v, func(i int) role { return row[i].role })
	}
	return b.String()
}

// line draws one line, without blanks at its end.
func (t table) line(b *strings.Builder, cells []string, widths []int, v view, as func(int) role) {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	var pad string
	for i, c := range cells {
		c = ansi.Truncate(c, widths[i], v.styles.Marks.Ellipsis)
		room := strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(c)))
		b.WriteString(pad)
		if t.columns[i].right {
			b.WriteString(room)
			room = ""
		}
		if c != "" {
			b.WriteString(v.paint(as(i), c))
		}
		pad = room + gap
	}
	b.WriteByte('\n')
}

// shrink narrows the columns that allow it until the line fits, the widest
// first. A width of 0 means there is no limit.
func (t table) shrink(widths []int, width int) {
	if width <= 0 {
		return
	}
	total := len(gap) * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > width; total-- {
		widest := -1
		for i, c := range t.columns {
			if c.least > 0 && widths[i] > c.least && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}
