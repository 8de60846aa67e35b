package compare

import (
	"bytes"
	"encoding/json"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/tui/widget/diffview"
)

// compared is the outcome of a comparison: of two, or of three with what the middle
// one holds.
type compared struct {
	changes []model.Change
	middles map[spot]json.RawMessage // nil for two
}

// spot tells places of an offer apart.
type spot struct {
	key  model.SectionKey
	path string
}

// run compares two environments, or three.
func run(t *catalog.Type, sides []model.Contents) (compared, error) {
	if len(sides) < 3 {
		all, err := compare.Contents(t, sides[0], sides[1], true)
		return compared{changes: all}, err
	}
	rows, err := compare.Three(t, sides[0], sides[1], sides[2], true)
	c := compared{make([]model.Change, len(rows)), make(map[spot]json.RawMessage, len(rows))}
	for i, r := range rows {
		c.changes[i] = r.Change
		c.middles[spot{r.Key, r.Path}] = r.Middle
	}
	return c, err
}

// envs are the environments compared, left to right.
func (s *Screen) envs() []model.Environment {
	if s.three {
		return []model.Environment{model.Live, model.Preview, model.Draft}
	}
	return []model.Environment{s.pair.Left, s.pair.Right}
}

// abreast reports whether three columns show now.
func (s *Screen) abreast() bool { return s.three && s.width >= diffview.Abreast }

// shown are the environments that have a column.
func (s *Screen) shown() []model.Environment {
	if s.abreast() {
		return s.envs()
	}
	return []model.Environment{s.pair.Left, s.pair.Right}
}

// middle is what preview holds, between live and draft.
func (s *Screen) middle(c model.Change) json.RawMessage { return s.middles[spot{c.Key, c.Path}] }

// kind is how a field differs between the columns that show: where there is no
// room for preview, what only preview holds is no difference.
func (s *Screen) kind(c model.Change) model.ChangeKind {
	if s.three && !s.abreast() && c.Kind == model.Edited && bytes.Equal(c.Left, c.Right) {
		return model.Unchanged
	}
	return c.Kind
}

// liveToDraft compares live with draft, and when it does that already puts
// preview between the two, or takes it away.
func (s *Screen) liveToDraft() tea.Cmd {
	if outer := pairs()[2]; s.pair != outer {
		return s.setPair(outer)
	}
	s.three = !s.three
	return s.again()
}

// noThree says why preview cannot stand between live and draft.
func (s *Screen) noThree() string {
	if s.pair != pairs()[2] || s.three {
		return ""
	}
	for _, env := range model.Environments() {
		if s.loader.Of(env).Missing() {
			return s.never(env)
		}
	}
	if s.width < diffview.Abreast {
		return fmt.Sprintf(s.d.Text.Compare.NoRoom, diffview.Abreast, s.width)
	}
	return ""
}
