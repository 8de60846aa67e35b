package plancopy

import (
	"awning/model"
	"awning/tui/show"
	"awning/tui/ui"
)

// Owner is the account the offer belongs to.
func (s *Screen) Owner() (account string, testing bool) {
	return string(s.offer.Account), s.offer.ForTesting()
}

// Detail is the change under the cursor in full.
func (s *Screen) Detail() []ui.Fact {
	c, ok := s.view.Current()
	if !ok {
		return nil
	}
	t, o := s.d.Text.PlanCopy, s.words()
	return []ui.Fact{
		{Label: o.Heading(c.Key), Value: o.Label(c)},
		{Label: t.Now, Value: s.whole(c, c.Left)},
		{Label: s.sideName(), Value: s.whole(c, c.Right)},
	}
}

// Table is what would change, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	o := s.words()
	for _, x := range s.todo {
		for _, c := range x.copy.Changes {
			rows = append(rows, []string{o.Heading(c.Key), o.Label(c), s.whole(c, c.Left), s.whole(c, c.Right)})
		}
	}
	return []string{"section", "field", "now", "copied"}, rows
}

// whole is one side of a change in words, long texts with all their lines.
func (s *Screen) whole(c model.Change, v []byte) string {
	switch w := s.d.Text.Words; {
	case v == nil:
		return w.NotSet
	case c.Secret:
		return w.Hidden
	default:
		return show.Block(w, show.Field(s.t, c), v)
	}
}

// Copied is the value under the cursor as it would be.
func (s *Screen) Copied() (what, value string) {
	c, ok := s.view.Current()
	if !ok || c.Secret || c.Right == nil {
		return "", ""
	}
	return s.words().Label(c), show.Data(c.Right)
}

var (
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
