package plancopy

import (
	"awning/model"
	"awning/model/raw"
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
		{Label: t.Now, Value: s.line(c, c.Left)},
		{Label: s.sideName(), Value: s.line(c, c.Right)},
	}
}

// Table is what would change, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	o := s.words()
	for _, x := range s.todo {
		for _, c := range x.copy.Changes {
			rows = append(rows, []string{o.Heading(c.Key), o.Label(c), s.line(c, c.Left), s.line(c, c.Right)})
		}
	}
	return []string{"section", "field", "now", "copied"}, rows
}

func (s *Screen) line(c model.Change, v []byte) string {
	switch {
	case v == nil:
		return ""
	case c.Secret:
		return s.d.Text.Words.Hidden
	}
	return show.Line(s.d.Text.Words, show.Field(s.t, c), v)
}

// Copied is the value under the cursor as it would be.
func (s *Screen) Copied() (what, value string) {
	c, ok := s.view.Current()
	if !ok || c.Secret || c.Right == nil {
		return "", ""
	}
	value = string(c.Right)
	if n, err := raw.Parse(c.Right); err == nil && n.Kind == raw.String {
		value = n.Text()
	}
	return s.words().Label(c), value
}

var (
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
