package plans

import "awning/tui/ui"

// Owner is the account the offer belongs to.
func (s *Screen) Owner() (account string, testing bool) {
	return string(s.offer.Account), s.offer.ForTesting()
}

// Detail is the plan under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list of plans, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the id of the plan under the cursor.
func (s *Screen) Copied() (what, id string) {
	r, _ := s.rows.Selected()
	return s.d.Text.Plans.TheID, string(r.plan.ID)
}

var (
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
