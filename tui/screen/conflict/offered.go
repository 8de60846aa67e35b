package conflict

import (
	"encoding/json"
	"fmt"

	"awning/tui/ui"
)

// sides are what a place was and is on both sides, and what was typed for it.
func (s *Screen) sides(r row) []side {
	t := s.d.Text.Conflict
	var out []side
	if !r.id.taken {
		out = append(out, side{t.Base, r.base, true})
	}
	out = append(out, side{t.MineLong, r.mine, false}, side{t.TheirsLong, r.theirs, false})
	if c, ok := s.typedFor(r); ok {
		out = append(out, side{t.TypedLong, c.Value, false})
	}
	return out
}

// side is one of the values of a place and what it is called.
type side struct {
	title string
	value json.RawMessage
	past  bool
}

// Detail is the place under the cursor with all its values, nothing cut.
func (s *Screen) Detail() []ui.Fact {
	r, ok := s.table.Selected()
	if !ok {
		return nil
	}
	t := s.d.Text.Conflict
	out := []ui.Fact{{Label: t.Field, Value: r.label}, {Label: t.Choice, Value: s.chosen(r)}}
	for _, x := range s.sides(r) {
		out = append(out, ui.Fact{Label: x.title, Value: s.block(r, x.value)})
	}
	return out
}

// Table is the list of places with all their values, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	for _, r := range s.table.Shown() {
		rows = append(rows, []string{r.label, s.chosen(r), s.block(r, r.base), s.block(r, r.mine), s.block(r, r.theirs)})
	}
	return []string{"field", "choice", "base", "mine", "theirs"}, rows
}

// Copied is this console's value of the place under the cursor, as it is typed. A
// secret is not copied.
func (s *Screen) Copied() (what, value string) {
	r, ok := s.table.Selected()
	if !ok || r.secret {
		return "", ""
	}
	return fmt.Sprintf(s.d.Text.Conflict.YourValue, r.label), typed(r.mine)
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
