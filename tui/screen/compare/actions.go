package compare

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/diffview"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Compare
	if s.typing { // shown as hints only: while the field has the focus its keys come to Update
		return []ui.Action{act("keep", "enter", t.ActKeep, nothing), act("forget", "esc", t.ActForget, nothing)}
	}
	rows := s.moves()
	if s.words.Value() != "" {
		rows = append(rows, act("forget", "esc", t.ActForget, do(s.forget)))
	}
	return slices.Concat(rows, s.choices(), s.filters(), s.cursor())
}

func nothing() tea.Cmd { return nil }

func act(name, press, help string, do func() tea.Cmd) ui.Action {
	return ui.Action{
		Name:    "compare." + name,
		Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help)),
		Do:      do,
	}
}

func quiet(a ui.Action) ui.Action {
	a.Quiet = true
	return a
}

// moves are the keys that go from difference to difference.
func (s *Screen) moves() []ui.Action {
	t := s.d.Text.Compare
	next := act("next", "n", t.ActNext, s.step(1))
	next.Refused = s.noChange
	previous := act("previous", "N", t.ActPrevious, s.step(-1))
	previous.Refused = s.noChange
	edit := act("edit", "enter", t.ActEdit, s.edit)
	edit.Refused = s.cannotEdit
	return []ui.Action{
		next,
		edit,
		act("find", "/", t.ActFind, do(s.look)),
		quiet(previous),
		quiet(act("nextsection", "]", t.ActNextSection, do(func() { s.view.Section(1) }))),
		quiet(act("previoussection", "[", t.ActPreviousSection, do(func() { s.view.Section(-1) }))),
	}
}

// do wraps what needs no command.
func do(f func()) func() tea.Cmd {
	return func() tea.Cmd {
		f()
		return nil
	}
}

// choices are the keys that say what is compared.
func (s *Screen) choices() []ui.Action {
	t, w := s.d.Text.Compare, s.d.Text.Words
	jump := act("jump", "tab", t.ActJump, s.jump)
	jump.Refused = s.noList
	rows := []ui.Action{jump, act("pair", "o", t.ActNextPair, s.nextPair)}
	for i, p := range pairs() {
		help := fmt.Sprintf(t.ActPair, w.Environments[p.Left], s.d.Styles.Marks.Arrow, w.Environments[p.Right])
		do := func() tea.Cmd { return s.setPair(p) }
		if i == len(pairs())-1 {
			do = s.liveToDraft
		}
		rows = append(rows, quiet(act("pair"+strconv.Itoa(i+1), strconv.Itoa(i+1), help, do)))
	}
	last := &rows[len(rows)-1]
	last.Refused = s.noThree
	if s.pair == pairs()[2] && s.width >= diffview.Abreast {
		last.Quiet = false
		last.SetHelp("3", t.ActThree)
		if s.three {
			last.SetHelp("3", t.ActTwo)
		}
	}
	section := act("section", "s", t.ActSection, s.oneSection)
	return append(
		rows,
		section,
		quiet(act("plan", "p", t.ActPlan, do(s.onePlan))),
		quiet(act("swap", "x", t.ActSwap, func() tea.Cmd { return s.setPair(Pair{s.pair.Right, s.pair.Left}) })),
		quiet(act("split", "b", t.ActSplit, do(s.otherSplit))),
		act("reload", "r", t.ActReload, s.load),
		s.unless(quiet(act("copyall", "Y", t.ActCopyAll, s.copyAll))),
	)
}

// unless refuses an action as long as nothing shows.
func (s *Screen) unless(a ui.Action) ui.Action {
	a.Refused = func() string {
		if s.counts[s.show] == 0 {
			return s.d.Text.Compare.NothingShows
		}
		return ""
	}
	return a
}

// filters are the keys that say which kinds of fields are shown.
func (s *Screen) filters() []ui.Action {
	t := s.d.Text.Compare
	rows := []struct {
		f               filter
		name, key, help string
	}{
		{differences, "differences", "m", t.ActDifferences},
		{edited, "edited", "e", t.ActEdited},
		{added, "added", "a", t.ActAdded},
		{removed, "removed", "d", t.ActRemoved},
		{everything, "everything", "u", t.ActEverything},
	}
	out := make([]ui.Action, 0, len(rows))
	for _, r := range rows {
		a := act(r.name, r.key, r.help, do(func() {
			s.show = r.f
			s.filter()
		}))
		a.Refused = func() string { return s.noHits(r.f) }
		out = append(out, a)
	}
	return out
}

// noHits refuses a filter that would show nothing.
func (s *Screen) noHits(f filter) string {
	if s.counts[f] > 0 || f == differences || f == everything {
		return ""
	}
	kinds := map[filter]model.ChangeKind{edited: model.Edited, added: model.Added, removed: model.Removed}
	return fmt.Sprintf(s.d.Text.Compare.NoHits, text.Word(s.d.Text.Words.Kinds, kinds[f]))
}

func (s *Screen) noChange() string {
	if s.counts[differences] > 0 {
		return ""
	}
	return s.d.Text.Compare.NoChange
}

// cannotEdit says why the field under the cursor cannot be edited.
func (s *Screen) cannotEdit() string {
	t := s.d.Text.Compare
	c, ok := s.view.Current()
	if !ok {
		return t.NoChange
	}
	if draft := s.loader.Of(model.Draft); draft.Known {
		if _, there := draft.Find(c.Key); !there {
			return fmt.Sprintf(t.NotInDraft, show.Section(s.t, c.Key.Whole(), s.d.Styles.Marks.Crumb))
		}
	}
	return ""
}

// edit opens the section of the field under the cursor, there.
func (s *Screen) edit() tea.Cmd {
	c, _ := s.view.Current()
	return ui.Go(s.nav.Field(s.offer, c))
}

// step goes to the next field that differs, past those that do not.
func (s *Screen) step(by int) func() tea.Cmd {
	return func() tea.Cmd {
		s.view.Difference(by)
		return nil
	}
}

// nextPair goes through the pairs.
func (s *Screen) nextPair() tea.Cmd {
	all := pairs()
	return s.setPair(all[(slices.Index(all, s.pair)+1)%len(all)])
}

// oneSection limits what is shown to the section under the cursor, or lifts
// the limit and stays there.
func (s *Screen) oneSection() tea.Cmd {
	here := s.only
	if c, ok := s.view.Current(); ok {
		here = c.Key.Whole()
	}
	if (s.only != model.SectionKey{}) {
		s.only = model.SectionKey{}
	} else {
		s.only = here
	}
	s.filter()
	s.view.GoTo(here)
	return nil
}

// otherSplit changes between the layouts, whatever the width suggests.
func (s *Screen) otherSplit() {
	if s.view.Split() == diffview.Columns {
		s.view.SetSplit(diffview.Stacked)
		return
	}
	s.view.SetSplit(diffview.Columns)
}
