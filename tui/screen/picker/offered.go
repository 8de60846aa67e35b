package picker

import "awning/tui/ui"

// Detail is the row under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list of publishers, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the id of the publisher under the cursor.
func (s *Screen) Copied() (what, id string) {
	r, _ := s.rows.Selected()
	return s.d.Text.Picker.TheID, string(r.key.publisher)
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
	_ ui.Actor    = (*Screen)(nil)
)
