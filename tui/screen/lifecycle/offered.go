package lifecycle

import "awning/tui/ui"

// Owner is the account the offer belongs to.
func (s *Screen) Owner() (account string, testing bool) {
	return string(s.offer.Account), s.offer.ForTesting()
}

// Detail is the row under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is what is sold, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the id of the plan under the cursor, or of the offer.
func (s *Screen) Copied() (what, id string) {
	t := s.d.Text
	if r, ok := s.rows.Selected(); ok && r.Plan != "" {
		return t.Plans.TheID, string(r.Plan)
	}
	return t.Overview.TheID, string(s.offer.ID)
}

var (
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
	_ ui.Resumer  = (*Screen)(nil)
)
