package plancopy

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/ui"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.PlanCopy
	rows := []ui.Action{
		act("keep", t.ActKeep, s.keep, s.cannotPut, "enter"),
		act("save", t.ActSave, s.save, s.cannotPut, "ctrl+s"),
		act("next", t.ActNext, s.turn(1), s.cannotTurn, "f"),
		act("previous", t.ActPrevious, s.turn(-1), s.cannotTurn, "F"),
	}
	for i, x := range s.pages() {
		digit := strconv.Itoa(i + 1)
		a := act("page"+digit, fmt.Sprintf(t.ActSection, x.Label), s.choose(x), s.stillBusy, digit)
		a.Quiet = true
		rows = append(rows, a)
	}
	rows = append(rows, act("reload", t.ActReload, s.reload, s.stillBusy, "r"))
	rows = append(ui.Writing(rows, "plancopy.keep", "plancopy.save"), s.view.Actions("plancopy", s.d.Text.Moves)...)
	return rows
}

func act(name, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
	return ui.Action{
		Name: "plancopy." + name, Do: do, Refused: refused,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
	}
}

func (s *Screen) choose(x *catalog.Section) func() tea.Cmd {
	return func() tea.Cmd {
		s.chosen[x.ID] = !s.chosen[x.ID]
		return s.compare()
	}
}

// turn goes on to another source.
func (s *Screen) turn(by int) func() tea.Cmd {
	return func() tea.Cmd {
		sources := s.sources()
		i := slices.IndexFunc(sources, func(p model.Plan) bool { return p.ID == s.from })
		s.from = sources[(i+by+len(sources))%len(sources)].ID
		return s.compare()
	}
}

func (s *Screen) cannotTurn() string {
	t := s.d.Text.PlanCopy
	switch {
	case s.busy:
		return t.StillBusy
	case !s.loader.Of(model.Draft).Known:
		return t.NotRead
	case len(s.sources()) <= 1:
		return t.OneSource
	}
	return ""
}

func (s *Screen) stillBusy() string {
	if s.busy {
		return s.d.Text.PlanCopy.StillBusy
	}
	return ""
}

// cannotPut wants the draft as it is now, and to know what is published: of that
// some fields cannot be changed.
func (s *Screen) cannotPut() string {
	t := s.d.Text.PlanCopy
	switch {
	case s.busy:
		return t.StillBusy
	case !s.ready():
		return t.NotRead
	case s.count() == 0:
		return t.NothingToCopy
	}
	return ""
}

func (s *Screen) ready() bool {
	for _, env := range model.Environments() {
		if !s.loader.Of(env).Fresh {
			return false
		}
	}
	return s.read && !s.recall.Busy()
}
