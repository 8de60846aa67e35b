package root

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/hints"
	"awning/tui/widget/input"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// menu lists what can be done, finds it by a few letters of its name or by its
// key, and does it: the keys that work here, and the palette.
type menu struct {
	d      ui.Deps
	title  string
	opener string        // the key that opens it closes it too
	close  func()        // takes the menu away
	note   func() string // what is going on, beside the field; may be nil
	input  *input.Input
	rows   *table.Table[string, menuRow]
	listed []menuRow // what stands there before anything is typed
	byName []menuRow // what is found by its name only

	width, height int
}

type menuRow struct {
	ui.Action
	id    string
	group string
	about string // why it cannot be done now, or what else it is known by
	text  string // what is searched, in lower case
}

const (
	menuMost = 200 // rows that are shown of what was found
	menuHead = 2   // lines above them
	menuFoot = 3   // lines below: a blank one, and what is said of the row under the cursor
	menuLow  = 14  // below so many lines there is no foot; doing it tells the reason too
)

func newMenu(d ui.Deps, title, opener string, closeMenu func()) *menu {
	s := d.Styles
	dim := func(menuRow) lipgloss.Style { return s.Dim }
	m := &menu{d: d, title: title, opener: opener, close: closeMenu, input: input.New(s)}
	m.rows = table.New(table.Options[string, menuRow]{
		Styles: s, NoHead: true,
		Key:   func(r menuRow) string { return r.id },
		Group: func(r menuRow) string { return r.group },
		Columns: []table.Column[menuRow]{
			{ID: "key", Cell: func(r menuRow) string { return r.Help().Key }, Style: func(menuRow) lipgloss.Style { return s.Key }},
			{ID: "help", Cell: func(r menuRow) string { return r.Help().Desc }, Min: 20},
			{ID: "about", Cell: func(r menuRow) string { return r.about }, Style: dim, Rank: 1, Min: 10},
		},
	})
	return m
}

// add appends the actions of a group.
func (m *menu) add(group string, actions []ui.Action) {
	for _, x := range actions {
		if x.Help().Desc != "" {
			m.listed = append(m.listed, menuRow{
				Action: x, id: group + " " + x.Name, group: group, about: x.Refusal(), text: strings.ToLower(x.Help().Desc),
			})
		}
	}
	m.show()
}

// hide appends actions that are only found by typing: moving the cursor needs
// no list.
func (m *menu) hide(actions []ui.Action) {
	for _, x := range actions {
		m.byName = append(m.byName, menuRow{Action: x, id: "hidden " + x.Name, about: x.Refusal(), text: strings.ToLower(x.Help().Desc)})
	}
}

// show lists what matches what was typed: all of it in its groups, or what was
// found, the best first.
func (m *menu) show() {
	pattern := strings.Join(strings.Fields(m.input.Value()), "")
	if pattern == "" {
		m.rows.SetRows(m.listed)
		return
	}
	found := make([]menuRow, 0, menuMost)
	byKey := func(r menuRow) bool { return slices.Contains(r.Keys(), pattern) }
	for _, r := range m.listed {
		if byKey(r) {
			found = append(found, r)
		}
	}
	at := func(i int) *menuRow {
		if i < len(m.listed) {
			return &m.listed[i]
		}
		return &m.byName[i-len(m.listed)]
	}
	text := func(i int) string { return at(i).text }
	for _, i := range lettersOf(pattern).find(len(m.listed)+len(m.byName), text, menuMost) {
		if r := at(i); len(found) < menuMost && !byKey(*r) {
			found = append(found, *r)
		}
	}
	for i := range found {
		found[i].group = ""
	}
	m.rows.SetRows(found)
}

func (m *menu) typing() bool { return true }

func (m *menu) key(msg tea.KeyMsg) tea.Cmd {
	switch k := msg.String(); {
	case k == "esc", k == m.opener && m.input.Len() == 0:
		m.close()
	case k == "enter":
		row, ok := m.rows.Selected()
		if !ok {
			return nil
		}
		m.close()
		return row.Run()
	case k == "up", k == "ctrl+p":
		m.rows.Move(-1)
	case k == "down", k == "ctrl+n":
		m.rows.Move(1)
	case k == "pgup":
		m.rows.Page(-1)
	case k == "pgdown":
		m.rows.Page(1)
	default:
		if m.input.Update(msg) {
			m.show()
			m.rows.Home()
		}
	}
	return nil
}

func (m *menu) setSize(width, height int) {
	t := m.d.Text.Shell
	m.input.SetWidth(max(min(width-cells.Width(m.title)-cells.Width(t.HelpFilter)-8, 40), 4))
	m.width, m.height = width, height
	room := height - menuHead - menuFoot
	if height < menuLow {
		room = height - menuHead - 1
	}
	m.rows.SetSize(width, max(room, 1))
}

// reason is what is said of the row under the cursor, with nothing cut for want of
// a wider column.
func (m *menu) reason() []string {
	row, ok := m.rows.Selected()
	if !ok || row.about == "" || m.height < menuLow {
		return nil
	}
	const indent = 2
	lines := wrap.Lines(row.about, max(m.width-indent, 1))
	if most := menuFoot - 1; len(lines) > most {
		lines[most-1] = cells.Cut(lines[most-1], m.width-indent-1, "") + m.d.Styles.Marks.Ellipsis
		lines = lines[:most]
	}
	for i := range lines {
		lines[i] = cells.Blank(indent) + m.d.Styles.Text.Render(lines[i])
	}
	return lines
}

func (m *menu) lines() []string {
	s, t := m.d.Styles, m.d.Text.Shell
	head := s.Title.Render(m.title) + "   " + s.Dim.Render(t.HelpFilter) + " " + m.input.View(true)
	if m.note != nil {
		head += "  " + s.Dim.Render(m.note())
	}
	if shown, _ := m.rows.Len(); shown == 0 {
		return []string{head, "", s.Dim.Render("  " + t.HelpNone)}
	}
	out := append([]string{head, ""}, m.rows.Lines()...)
	reason := m.reason()
	if reason == nil {
		return out
	}
	out = cells.Box(out, m.width, m.height-menuFoot+1, m.d.Styles.Marks.Ellipsis)
	return append(out, reason...)
}

func (m *menu) hints() []hints.Hint {
	t := m.d.Text.Shell
	return []hints.Hint{{Key: "enter", Help: t.DoIt}, {Key: "esc", Help: t.Close}, {Key: m.d.Text.Shell.Letters, Help: t.FindIt}}
}
