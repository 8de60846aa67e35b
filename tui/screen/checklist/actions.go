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
			act("keep", t.ActSave, s.keepNotes, nil, "ctrl+s"),
			act("leave", t.ActLeave, s.dropNotes, nil, "esc"),
		}
	}
	all := act("all", t.ActAll, s.toggleAll, s.nothingToChoose, "a")
	if s.allChosen() {
		all.SetHelp("a", t.ActNone)
	}
	choose := act("choose", t.ActToggle, s.toggle, s.cannotChoose, " ")
	choose.SetHelp("space", t.ActToggle)
	jump := act("jump", t.ActJump, s.jump, s.noPanel, "tab", "shift+tab")
	jump.Quiet = true
	rows := ui.Writing([]ui.Action{
		choose,
		all,
		act("publish", t.ActPublish, s.ask, s.cannotPublish, "p", "enter"),
		act("compare", t.ActCompare, s.compare, s.cannotCompare, "c"),
		act("correct", t.ActCorrect, s.correct, s.cannotCorrect, "f"),
		act("unsaved", t.ActUnsaved, s.openUnsaved, s.allSaved, "u"),
		act("notes", t.ActNotes, s.editNotes, nil, "n"),
		jump,
		act("reload", t.ActReload, s.reload, nil, "r"),
	}, "checklist.publish")
	if s.below {
		return append(rows, ui.Without(s.about.Actions("checklist", s.d.Text.Moves), " ")...)
	}
	return append(rows, ui.Without(s.table.Actions("checklist", s.d.Text.Moves), " ")...)
}

func act(name, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
	return ui.Action{
		Name:    "checklist." + name,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do:      do, Refused: refused,
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
