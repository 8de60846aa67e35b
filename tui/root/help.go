package root

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/table"
)

// help shows every key that works here, finds them by name, and does what is
// chosen.
type help struct {
	d     ui.Deps
	input *input.Input
	rows  *table.Table[string, helpRow]
}

type helpRow struct {
	ui.Action
	id     string
	group  string
	reason string // why it cannot be done now
}

func (a *App) openHelp() tea.Cmd {
	t := a.o.Deps.Text.Shell
	s := a.o.Deps.Styles
	dim := func(helpRow) lipgloss.Style { return s.Dim }
	h := &help{d: a.o.Deps, input: input.New(s)}
	h.rows = table.New(table.Options[string, helpRow]{
		Styles: s, NoHead: true,
		Key:   func(r helpRow) string { return r.id },
		Group: func(r helpRow) string { return r.group },
		Columns: []table.Column[helpRow]{
			{ID: "key", Cell: func(r helpRow) string { return r.Help().Key }, Style: func(helpRow) lipgloss.Style { return s.Key }},
			{ID: "help", Cell: func(r helpRow) string { return r.Help().Desc }, Min: 20},
			{ID: "reason", Cell: func(r helpRow) string { return r.reason }, Style: dim, Rank: 1, Min: 10},
		},
	})
	var rows []helpRow
	add := func(group string, actions []ui.Action) {
		for _, x := range actions {
			if x.Help().Key == "" {
				continue
			}
			rows = append(rows, helpRow{x, x.Name + strconv.Itoa(len(rows)), group, x.Refusal()})
		}
	}
	add(t.HelpHere, a.top().Actions())
	add(t.HelpAll, a.everywhere())
	h.rows.SetRows(rows)
	a.help = h
	return nil
}

// helpKey takes a key while the help is open.
func (a *App) helpKey(msg tea.KeyMsg) tea.Cmd {
	h := a.help
	switch msg.String() {
	case "esc":
		a.help = nil
	case "?":
		if h.input.Len() == 0 {
			a.help = nil
			return nil
		}
		h.find(msg)
	case "enter":
		row, ok := h.rows.Selected()
		if !ok {
			return nil
		}
		a.help = nil
		return row.Run()
	case "up", "ctrl+p":
		h.rows.Move(-1)
	case "down", "ctrl+n":
		h.rows.Move(1)
	case "pgup":
		h.rows.Page(-1)
	case "pgdown":
		h.rows.Page(1)
	default:
		h.find(msg)
	}
	return nil
}

func (h *help) find(msg tea.KeyMsg) {
	if h.input.Update(msg) {
		h.rows.SetFilter(h.input.Value())
		h.rows.Home()
	}
}

func (h *help) setSize(width, height int) {
	t := h.d.Text.Shell
	h.input.SetWidth(max(min(width-cells.Width(t.HelpFilter)-4, 40), 4))
	h.rows.SetSize(width, max(height-3, 1))
}

func (h *help) lines() []string {
	s, t := h.d.Styles, h.d.Text.Shell
	out := []string{
		s.Title.Render(t.HelpTitle) + "   " + s.Dim.Render(t.HelpFilter) + " " + h.input.View(true),
		"",
	}
	if shown, _ := h.rows.Len(); shown == 0 {
		return append(out, s.Dim.Render("  "+t.HelpNone))
	}
	return append(out, h.rows.Lines()...)
}
