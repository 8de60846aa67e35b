package offers

import (
	"awning/model"
	"awning/tui/text"
	"awning/tui/ui"
)

// Owner is the account whose offers these are.
func (s *Screen) Owner() (account string, testing bool) {
	return string(s.o.Scope.Account), model.Offer{Publisher: s.o.Scope.Publisher}.ForTesting()
}

// Profile is the one whose offers these are.
func (s *Screen) Profile() model.ProfileName { return s.o.Scope.Profile }

// Detail is the row under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the id of the offer under the cursor.
func (s *Screen) Copied() (what, id string) {
	if r, ok := s.rows.Selected(); ok {
		id = string(r.offer.ID)
	}
	return s.d.Text.Offers.TheID, id
}

// draftWord says in words what [Screen.draftMark] does in a mark.
func (s *Screen) draftWord(r *row) string {
	if !r.stands {
		return ""
	}
	return text.Word(s.d.Text.Words.Drafts, r.standing.Draft)
}

func (s *Screen) previewWord(r *row) string { return s.submissionWord(r, r.standing.Preview) }

func (s *Screen) liveWord(r *row) string { return s.submissionWord(r, r.standing.Live) }

func (s *Screen) submissionWord(r *row, sub *model.Submission) string {
	switch {
	case !r.stands:
		return ""
	case sub == nil:
		return s.d.Text.Words.No
	}
	return text.Word(s.d.Text.Words.Phases, sub.Phase)
}

var (
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Actor    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
