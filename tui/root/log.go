package root

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/ui"
	"awning/tui/widget/hints"
	"awning/tui/widget/table"
)

// log lists the notices of this run, the newest first. Enter shows one whole,
// which is to have read it.
type log struct {
	a    *App
	rows *table.Table[int, told]
}

func (a *App) openLog() tea.Cmd {
	d := a.o.Deps
	s, t := d.Styles, d.Text.Shell
	l := &log{a: a}
	l.rows = table.New(table.Options[int, told]{
		Styles: s,
		Key:    func(x told) int { return x.number },
		Columns: []table.Column[told]{
			{ID: "level", Cell: l.mark, Style: l.look},
			{ID: "time", Title: t.LogTime, Cell: func(x told) string { return x.at.Format(t.LogClock) }, Style: func(told) lipgloss.Style { return s.Dim }},
			{ID: "text", Title: t.LogText, Cell: l.text, Style: l.look, Min: 24},
			{ID: "hint", Title: t.LogHint, Cell: func(x told) string { return x.Hint }, Style: func(told) lipgloss.Style { return s.Dim }, Rank: 1, Min: 16},
		},
	})
	l.refresh()
	a.lay(l)
	return nil
}

// refresh takes in what was told since.
func (l *log) refresh() {
	rows := slices.Clone(l.a.notices.told)
	slices.Reverse(rows)
	l.rows.SetRows(rows)
}

// mark says what a notice is, and in a word whether it waits to be read.
func (l *log) mark(x told) string {
	m := l.a.o.Deps.Styles.Marks
	switch {
	case x.unread:
		return m.Failed + " " + l.a.o.Deps.Text.Shell.Unread
	case x.Level == ui.Bad:
		return m.Failed
	case x.Level == ui.Good:
		return m.Yes
	}
	return m.Crumb
}

func (l *log) look(x told) lipgloss.Style {
	s := l.a.o.Deps.Styles
	switch {
	case x.unread:
		return s.Bad
	case x.Level == ui.Good:
		return s.Good
	}
	return s.Text
}

func (l *log) text(x told) string {
	if x.times > 1 {
		return fmt.Sprintf(l.a.o.Deps.Text.Shell.LogTimes, x.Text, x.times)
	}
	return x.Text
}

func (l *log) typing() bool { return false }

func (l *log) key(msg tea.KeyMsg) tea.Cmd {
	x, ok := l.rows.Selected()
	switch k := msg.String(); {
	case k == "esc", k == "!":
		l.a.lift()
	case k == "a":
		for _, other := range l.a.notices.told {
			l.a.notices.read(other.number)
		}
	case !ok:
	case k == "enter", k == "v":
		l.a.notices.read(x.number)
		l.a.lay(l.whole(x))
	case k == "y":
		l.a.notices.read(x.number)
		return l.a.copy(ui.Copy{What: l.a.o.Deps.Text.Shell.LogOne, Text: plain(l.facts(x))})
	case k == "backspace", k == "ctrl+h":
		l.a.notices.read(x.number)
	default:
		cmd, _ := ui.Dispatch(msg, l.rows.Actions("notices", l.a.o.Deps.Text.Moves))
		return cmd
	}
	return nil
}

// whole shows a notice with nothing cut.
func (l *log) whole(x told) *sheet {
	t := l.a.o.Deps.Text.Shell
	return newSheet(l.a, t.LogWhole, t.LogOne, "v", l.facts(x))
}

func (l *log) facts(x told) []ui.Fact {
	t := l.a.o.Deps.Text.Shell
	facts := []ui.Fact{
		{Label: t.LogTime, Value: x.at.Format(t.LogMoment)},
		{Label: t.LogText, Value: l.text(x)},
	}
	for _, f := range []ui.Fact{{Label: t.LogHint, Value: x.Hint}, {Label: t.LogDetail, Value: x.Detail}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func (l *log) setSize(width, height int) {
	l.refresh()
	l.rows.SetSize(width, max(height-2, 1))
}

func (l *log) lines() []string {
	s, t := l.a.o.Deps.Styles, l.a.o.Deps.Text.Shell
	_, all := l.rows.Len()
	if all == 0 {
		return []string{s.Title.Render(t.LogTitle), "", s.Dim.Render("  " + t.LogEmpty)}
	}
	head := s.Title.Render(t.LogTitle) + "   " + s.Dim.Render(fmt.Sprintf(t.LogCount, all, l.a.notices.unread()))
	return append([]string{head, ""}, l.rows.Lines()...)
}

func (l *log) hints() []hints.Hint {
	t := l.a.o.Deps.Text.Shell
	return []hints.Hint{
		{Key: "enter", Help: t.LogShow},
		{Key: "esc", Help: t.Close},
		{Key: "y", Help: t.Copy},
		{Key: "backspace", Help: t.LogRead},
		{Key: "a", Help: t.LogReadAll},
	}
}
