package diffview

import (
	"encoding/json"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"awning/model"
	"awning/tui/widget/wrap"
)

// gutter is the room for the cursor mark, indent what values stand in by.
const (
	gutter = 2
	indent = 4
)

// View draws the page: the names of the sides, then as many lines of changes
// as fit. Every line is exactly as wide as the view.
func (v *View) View() string {
	if v.width == 0 || v.height == 0 {
		return ""
	}
	lines := make([]string, 0, v.height)
	lines = append(lines, v.names())
	for i, from := v.top.change, v.top.line; i < len(v.changes) && len(lines) < v.height; i++ {
		marked := false
		for n, l := range v.block(i)[min(from, len(v.block(i))):] {
			if len(lines) == v.height {
				break
			}
			mark := strings.Repeat(" ", gutter)
			if i == v.cursor && !marked && (from > 0 || n >= v.headLines(i)) {
				mark, marked = v.o.Styles.Accent.Render(v.fit(v.o.Styles.Marks.Cursor, gutter)), true
			}
			lines = append(lines, cut(mark+l, v.width))
		}
		from = 0
	}
	blank := strings.Repeat(" ", v.width)
	for len(lines) < v.height {
		lines = append(lines, blank)
	}
	return strings.Join(lines, "\n")
}

// names is the line that says which side is which.
func (v *View) names() string {
	st := v.o.Styles
	if v.Split() != Columns {
		text := strings.Repeat(" ", indent) + model.Removed.Mark() + " " + v.sides[0] + "   " + model.Added.Mark() + " " + v.sides[1]
		return st.Heading.Render(v.fit(text, v.width))
	}
	parts := make([]string, len(v.sides))
	for i, w := range v.widths() {
		parts[i] = st.Heading.Render(v.fit(v.sides[i], w))
	}
	return cut(strings.Repeat(" ", indent)+strings.Join(parts, v.divider()), v.width)
}

func (v *View) divider() string {
	return " " + v.o.Styles.Line.Render(v.o.Styles.Marks.Vertical) + " "
}

// headLines is how many lines of a change's block come before its label.
func (v *View) headLines(i int) int {
	n := 0
	switch {
	case !v.heads(i):
	case i == 0:
		n = 1
	default:
		n = 2
	}
	if v.tops(i) {
		n++
	}
	return n
}

// block returns the lines of one change without their gutter: a heading if it
// is the first of its section, the label, the values.
func (v *View) block(i int) []string {
	if b, ok := v.blocks[i]; ok {
		return b
	}
	c := v.changes[i]
	st, width := v.o.Styles, max(v.width-gutter, 1)
	var b []string
	if v.heads(i) {
		if i > 0 {
			b = append(b, strings.Repeat(" ", width))
		}
		name := ansi.Truncate(v.o.Heading(c.Key), max(width-4, 1), st.Marks.Ellipsis)
		rule := strings.Repeat(st.Marks.Rule, max(width-ansi.StringWidth(name)-1, 0))
		b = append(b, cut(st.Title.Render(name)+" "+st.Line.Render(rule), width))
	}
	if v.tops(i) {
		b = append(b, v.tableHead())
	}
	if v.brief(i) {
		b = append(b, v.tableRow(c))
		v.blocks[i] = b
		return b
	}
	b = append(b, v.look(c.Kind).Render(v.fit(c.Kind.Mark()+" "+v.o.Label(c), width)))
	if v.Split() == Columns {
		b = append(b, v.columns(c)...)
	} else {
		b = append(b, v.stacked(c)...)
	}
	v.blocks[i] = b
	return b
}

// look is the style of a kind of change. The mark says the same.
func (v *View) look(k model.ChangeKind) lipgloss.Style {
	switch k {
	case model.Added:
		return v.o.Styles.Added
	case model.Removed:
		return v.o.Styles.Removed
	case model.Edited:
		return v.o.Styles.Edited
	case model.Unchanged:
		return v.o.Styles.Dim
	}
	return v.o.Styles.Text
}

// stacked draws the old value above the new one, each behind its mark.
func (v *View) stacked(c model.Change) []string {
	width := max(v.width-gutter-indent, 1)
	var out []string
	add := func(mark string, lines []string) {
		for i, l := range lines {
			lead := strings.Repeat(" ", indent)
			if i == 0 {
				lead = "  " + mark + " "
			}
			out = append(out, lead+l)
		}
	}
	if c.Kind == model.Unchanged {
		add(c.Kind.Mark(), v.side(c, c.Right, c.Left, width))
		return out
	}
	if c.Left != nil {
		add(model.Removed.Mark(), v.side(c, c.Left, c.Right, width))
	}
	if c.Right != nil {
		add(model.Added.Mark(), v.side(c, c.Right, c.Left, width))
	}
	return out
}

// side lays one value out in lines of width cells, the part in which it
// differs from the other value marked.
func (v *View) side(c model.Change, value, other json.RawMessage, width int) []string {
	if value == nil {
		return []string{strings.Repeat(" ", width)}
	}
	text := v.o.Value(c, value)
	if text == "" {
		return []string{v.o.Styles.Dim.Render(v.fit(v.o.Empty, width))}
	}
	plain, strong := v.o.Styles.Text, v.o.Styles.Edited.Bold(true).Underline(true)
	var marked []part
	switch {
	case c.Kind == model.Unchanged:
		plain = v.o.Styles.Dim
	case other != nil && !c.Secret:
		marked = differing(text, v.o.Value(c, other))
	}
	spans := wrap.Spans(text, width)
	out := make([]string, 0, len(spans))
	for _, p := range spans {
		var b strings.Builder
		at := p.Start
		for _, m := range marked {
			from, to := min(max(m.start, at), p.End), min(max(m.end, at), p.End)
			b.WriteString(rendered(plain, text[at:from]))
			b.WriteString(rendered(strong, text[from:to]))
			at = to
		}
		b.WriteString(rendered(plain, text[at:p.End]))
		out = append(out, cut(b.String(), width))
	}
	return out
}
