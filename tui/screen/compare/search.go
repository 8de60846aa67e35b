package compare

import (
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// pick finds the changes of the section, the plan and the text shown, and counts
// how many of them each filter lets through.
func (s *Screen) pick() {
	words := strings.Fields(strings.ToLower(s.words.Value()))
	s.picked, s.counts = make([]model.Change, 0, len(s.all)), map[filter]int{}
	for i, c := range s.all {
		if !s.within(c.Key) || !s.holds(i, words) {
			continue
		}
		c.Kind = s.kind(c)
		s.picked = append(s.picked, c)
		for _, f := range filters() {
			if f.shows(c.Kind) {
				s.counts[f]++
			}
		}
	}
}

// of returns the changes a filter lets through.
func (s *Screen) of(f filter) []model.Change {
	return slices.DeleteFunc(slices.Clone(s.picked), func(c model.Change) bool { return !f.shows(c.Kind) })
}

// within reports whether a section is among those shown.
func (s *Screen) within(k model.SectionKey) bool {
	if s.part != nil && k.Plan != *s.part {
		return false
	}
	return s.only == model.SectionKey{} || k.Whole() == s.only
}

// holds reports whether a change has all words somewhere: in the names of its
// section and field, in its path, or in a value.
func (s *Screen) holds(i int, words []string) bool {
	if len(words) == 0 {
		return true
	}
	if s.hay == nil {
		s.hay = make([]string, len(s.all))
	}
	if s.hay[i] == "" {
		s.hay[i] = s.text(s.all[i])
	}
	for _, w := range words {
		if !strings.Contains(s.hay[i], w) {
			return false
		}
	}
	return true
}

// text is what a search looks in, in lower case. It is never empty.
func (s *Screen) text(c model.Change) string {
	crumb := s.d.Styles.Marks.Crumb
	parts := []string{show.Section(s.t, c.Key, crumb), s.label(c), sanitize.Line(c.Path), sanitize.Line(c.Key.Item)}
	for _, v := range []json.RawMessage{c.Left, s.middle(c), c.Right} {
		if v != nil {
			parts = append(parts, s.value(c, v))
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

// find takes keys while the text looked for is typed.
func (s *Screen) find(msg tea.KeyMsg) {
	switch msg.Type {
	case tea.KeyEnter:
		s.typing = false
	case tea.KeyEsc:
		s.forget()
	case tea.KeyUp:
		s.view.Move(-1)
	case tea.KeyDown:
		s.view.Move(1)
	case tea.KeyPgUp:
		s.view.Page(-1)
	case tea.KeyPgDown:
		s.view.Page(1)
	default:
		s.words.Update(msg)
		s.filter()
	}
}

// look asks for a text to look for.
func (s *Screen) look() {
	s.typing = true
	s.layout()
}

// forget stops looking for a text.
func (s *Screen) forget() {
	s.typing = false
	s.words.SetValue("")
	s.filter()
}

// onePlan limits what is shown to the plan under the cursor, or to the
// offer's own sections if it stands there; or it lifts the limit. The cursor
// stays where it is.
func (s *Screen) onePlan() {
	here, ok := s.view.Current()
	switch {
	case s.part != nil:
		s.part = nil
	case ok:
		s.part = &here.Key.Plan
	}
	s.filter()
}
