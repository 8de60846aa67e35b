package checklist

import (
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
)

// Actions lists what can be done here: with the notes, if they are open.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Checklist
	if s.box != nil {
		return []ui.Action{
			act("keep", t.ActSave, s.keepNotes, "ctrl+s"),
			act("leave", t.ActLeave, s.dropNotes, "esc"),
		}
	}
	rows := []ui.Action{
		act("choose", t.ActToggle, s.toggle, " "),
		act("all", t.ActAll, s.toggleAll, "a"),
		act("publish", t.ActPublish, s.ask, "p", "enter"),
		act("compare", t.ActCompare, s.compare, "c"),
		act("correct", t.ActCorrect, s.correct, "f"),
		act("notes", t.ActNotes, s.editNotes, "n"),
		act("unsaved", t.ActUnsaved, s.openUnsaved, "u"),
		act("jump", t.ActJump, s.jump, "tab", "shift+tab"),
		act("reload", t.ActReload, s.reload, "r"),
	}
	rows[0].SetHelp("space", t.ActToggle)
	rows[0].Refused = s.cannotChoose
	rows[1].Refused = s.nothingToChoose
	if s.allChosen() {
		rows[1].SetHelp("a", t.ActNone)
	}
	rows[2].Refused = s.cannotPublish
	rows[3].Refused = s.cannotCompare
	rows[4].Refused = s.cannotCorrect
	rows[6].Refused = s.allSaved
	rows[7].Refused, rows[7].Quiet = s.noPanel, true
	rows = ui.Writing(rows, "checklist.publish")
	if s.below {
		return append(rows, s.about.Actions("checklist", s.d.Text.Moves)...)
	}
	moves := s.table.Actions("checklist", s.d.Text.Moves)
	for i := range moves { // space chooses here
		keys := slices.DeleteFunc(slices.Clone(moves[i].Keys()), func(k string) bool { return k == " " })
		moves[i].SetKeys(keys...)
	}
	return append(rows, moves...)
}

func act(name, help string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{
		Name:    "checklist." + name,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do:      do,
	}
}

func (s *Screen) cannotCompare() string {
	t := s.d.Text.Checklist
	if _, ok := s.table.Selected(); !ok {
		return t.NoSectionHere
	}
	if s.base == "" {
		return t.NothingToCompare
	}
	return ""
}

// cannotChoose says why the row under the cursor cannot be chosen or left out.
func (s *Screen) cannotChoose() string {
	t := s.d.Text.Checklist
	i, ok := s.table.Selected()
	switch {
	case !ok:
		return t.NoSectionHere
	case i.Rule == checklist.RuleChoose:
		return ""
	case i.Reason == checklist.ReasonIncomplete:
		return fmt.Sprintf(t.NotChoosable, s.label(i), fmt.Sprintf(t.Missing, s.missing(i)))
	}
	return fmt.Sprintf(t.NotChoosable, s.label(i), text.Word(t.Reasons, i.Reason))
}

// toggle chooses the row under the cursor, or leaves it out. The sections of a
// new plan go together.
func (s *Screen) toggle() tea.Cmd {
	i, ok := s.table.Selected()
	if !ok {
		return nil
	}
	s.moved = nil
	if !i.Selected {
		s.chosen[i.Key] = true
		s.choose()
		return nil
	}
	delete(s.chosen, i.Key)
	for _, o := range s.items {
		if i.Reason == checklist.ReasonNewPlan && o.Key.Plan == i.Key.Plan {
			delete(s.chosen, o.Key)
		}
	}
	s.choose()
	return nil
}

func (s *Screen) nothingToChoose() string {
	if len(checklist.Choosable(s.items)) == 0 {
		return s.d.Text.Checklist.NothingToChoose
	}
	return ""
}

func (s *Screen) allChosen() bool {
	all := checklist.Choosable(s.items)
	return len(all) > 0 && !slices.ContainsFunc(all, func(k model.SectionKey) bool { return !s.chosen[k] })
}

// toggleAll chooses every row that may be chosen, or none.
func (s *Screen) toggleAll() tea.Cmd {
	all := s.allChosen()
	clear(s.chosen)
	if !all {
		for _, k := range checklist.Choosable(s.items) {
			s.chosen[k] = true
		}
	}
	s.moved = nil
	s.choose()
	return nil
}

// compare shows the changes of the section under the cursor.
func (s *Screen) compare() tea.Cmd {
	i, ok := s.table.Selected()
	if !ok {
		return nil
	}
	s.away = true // from there fields are edited
	return ui.Go(s.nav.Compare(s.offer, s.base, i.Key))
}

// missing lists what a row lacks.
func (s *Screen) missing(i checklist.Item) string {
	return sanitize.Line(join(i.Missing))
}
