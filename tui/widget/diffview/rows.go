package diffview

import (
	"encoding/json"
	"strings"

	"awning/model"
	"awning/tui/widget/cells"
)

// The widths of a table's columns: the widest a label's and a value's may be,
// so that the eye need not travel, and what is said of the change.
const (
	labelWidth = 60
	valueWidth = 24
	deltaWidth = 11
)

// brief reports whether a change stands on one line: it may, and its values fit.
func (v *View) brief(i int) bool {
	c := v.changes[i]
	if v.o.Brief == nil || !v.o.Brief(c) {
		return false
	}
	_, width := v.table()
	if cells.Width(v.o.Label(c)) > v.labelRoom() {
		return false
	}
	for _, value := range v.values(c) {
		if text := v.written(c, value); strings.Contains(text, "\n") || cells.Width(text) >= width {
			return false
		}
	}
	return true
}

// tops reports whether a change is the first line of a table.
func (v *View) tops(i int) bool {
	return v.brief(i) && (v.heads(i) || !v.brief(i-1))
}

// table is how wide the labels and the values of a table are.
func (v *View) table() (label, value int) {
	room := max(v.width-gutter-deltaWidth, 0)
	value = min(valueWidth, room/(len(v.sides)+2))
	return min(labelWidth, room-value*len(v.sides)), value
}

// labelRoom is what the mark of the kind leaves of a label's column.
func (v *View) labelRoom() int {
	label, _ := v.table()
	return label - 2
}

// written is a value on one line; nothing if it is not there.
func (v *View) written(c model.Change, value json.RawMessage) string {
	if value == nil {
		return ""
	}
	if text := v.o.Value(c, value); text != "" {
		return text
	}
	return v.o.Empty
}

// tableHead names the columns.
func (v *View) tableHead() string {
	label, value := v.table()
	var line strings.Builder
	line.WriteString(cells.Blank(label))
	for _, name := range v.sides {
		line.WriteString(cells.FitRight(name, value, v.o.Styles.Marks.Ellipsis))
	}
	return v.o.Styles.Dim.Render(cells.Fit(line.String(), v.width-gutter, ""))
}

// tableRow draws a change on one line: the label, the values, and what is said of
// the difference.
func (v *View) tableRow(c model.Change) string {
	st := v.o.Styles
	label, width := v.table()
	var line strings.Builder
	line.WriteString(v.look(c.Kind).Render(v.fit(c.Kind.Mark()+" "+v.o.Label(c), label)))
	values := v.values(c)
	for i, value := range values {
		look := st.Text
		switch {
		case c.Kind == model.Unchanged:
			look = st.Dim
		case i > 0 && string(value) != string(values[i-1]):
			look = st.Edited.Bold(true)
		}
		line.WriteString(rendered(look, cells.FitRight(v.written(c, value), width, st.Marks.Ellipsis)))
	}
	if v.o.Delta != nil {
		line.WriteString(rendered(v.look(c.Kind), cells.FitRight(v.o.Delta(c), deltaWidth, st.Marks.Ellipsis)))
	}
	return cut(line.String(), v.width-gutter)
}
