package golive

import (
	"encoding/json"
	"fmt"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// Detail is the difference under the cursor with the whole of its values.
func (s *Screen) Detail() []ui.Fact {
	c, ok := s.view.Current()
	if !ok {
		return nil
	}
	t, w, crumb := s.d.Text.GoLive, s.d.Text.Words, s.d.Styles.Marks.Crumb
	return []ui.Fact{
		{Label: t.Section, Value: show.Section(s.t, c.Key.Whole(), crumb)},
		{Label: t.Field, Value: show.Label(c, crumb)},
		{Label: t.Difference, Value: text.Word(w.Kinds, c.Kind)},
		{Label: w.Environments[model.Live], Value: s.whole(c, c.Left)},
		{Label: w.Environments[model.Preview], Value: s.whole(c, c.Right)},
	}
}

// Table is what differs for customers, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	head = []string{"section", "field", "pointer", "change", string(model.Live), string(model.Preview)}
	for _, c := range s.changes {
		rows = append(rows, []string{
			sanitize.Line(c.Key.String()), show.Label(c, s.d.Styles.Marks.Crumb), sanitize.Line(c.Path), string(c.Kind),
			s.whole(c, c.Left), s.whole(c, c.Right),
		})
	}
	return head, rows
}

// Copied is the value under the cursor that customers will see, or that they no
// longer will. Secrets are not copied.
func (s *Screen) Copied() (what, value string) {
	c, ok := s.view.Current()
	if !ok || c.Secret {
		return "", ""
	}
	v, env := c.Right, model.Preview
	if v == nil {
		v, env = c.Left, model.Live
	}
	return fmt.Sprintf(s.d.Text.GoLive.Copied, show.Label(c, s.d.Styles.Marks.Crumb), s.d.Text.Words.Environments[env]), show.Data(v)
}

// whole is one side of a difference in words.
func (s *Screen) whole(c model.Change, v json.RawMessage) string {
	switch w := s.d.Text.Words; {
	case v == nil:
		return w.NotSet
	case c.Secret:
		return w.Hidden
	default:
		return show.Block(w, show.Field(s.t, c), v)
	}
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
