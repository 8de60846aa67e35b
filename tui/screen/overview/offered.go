package overview

import (
	"awning/model"
	"awning/tui/ui"
)

// Owner is the account the offer belongs to.
func (s *Screen) Owner() (account string, testing bool) {
	return string(s.offer.Account), s.offer.ForTesting()
}

// Profile is the one the offer is seen by.
func (s *Screen) Profile() model.ProfileName { return s.offer.Profile }

// Detail is the section under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list of sections, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the offer's id.
func (s *Screen) Copied() (what, id string) {
	return s.d.Text.Overview.TheID, string(s.offer.ID)
}

var (
	_ ui.Actor    = (*Screen)(nil)
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
