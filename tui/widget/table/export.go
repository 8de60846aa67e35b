package table

import (
	"cmp"

	"awning/tui/ui"
)

// groupID is what the headings of groups are called in files.
const groupID = "group"

// Detail is the row under the cursor with nothing cut and no column left out,
// as [ui.Detailer] wants it.
func (t *Table[K, T]) Detail() []ui.Fact {
	r, ok := t.Selected()
	if !ok {
		return nil
	}
	out := make([]ui.Fact, 0, len(t.Columns)+1)
	for _, c := range t.Columns {
		if s := c.plain(r); s != "" {
			out = append(out, ui.Fact{Label: c.name(), Value: s})
		}
	}
	return out
}

// Means are the columns and what each tells, those that are not there for want of room
// among them, as [ui.Explainer] wants it. A column without a word about it is left out.
func (t *Table[K, T]) Means() []ui.Fact {
	var out []ui.Fact
	for _, c := range t.Columns {
		if c.Means != "" {
			out = append(out, ui.Fact{Label: c.name(), Value: c.Means})
		}
	}
	return out
}

// Export is what shows, as [ui.Exporter] wants it: the group if there are any, and
// all columns, filtered and ordered as on the screen.
func (t *Table[K, T]) Export() (head []string, rows [][]string) {
	if t.Group != nil {
		head = append(head, groupID)
	}
	for _, c := range t.Columns {
		head = append(head, c.ID)
	}
	rows = make([][]string, 0, len(t.rows))
	for _, r := range t.Shown() {
		row := make([]string, 0, len(head))
		if t.Group != nil {
			row = append(row, t.Group(r))
		}
		for _, c := range t.Columns {
			row = append(row, c.plain(r))
		}
		rows = append(rows, row)
	}
	return head, rows
}

// plain is a cell in words.
func (c Column[T]) plain(r T) string {
	if c.Plain != nil {
		return c.Plain(r)
	}
	return c.Cell(r)
}

func (c Column[T]) name() string {
	return cmp.Or(c.Name, c.Title, c.ID)
}
