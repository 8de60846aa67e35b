package table

import "awning/tui/ui"

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

// Export is what shows, as [ui.Exporter] wants it: all columns, filtered and
// ordered as on the screen.
func (t *Table[K, T]) Export() (head []string, rows [][]string) {
	head = make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.ID
	}
	rows = make([][]string, 0, len(t.rows))
	for _, r := range t.Shown() {
		row := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			row[i] = c.plain(r)
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
	if c.Title == "" {
		return c.ID
	}
	return c.Title
}
