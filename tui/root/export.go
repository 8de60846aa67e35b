package root

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/hints"
	"awning/tui/widget/input"
	"awning/tui/widget/wrap"
)

// export asks for a file and writes what a list shows to it.
type export struct {
	a       *App
	head    []string
	rows    [][]string
	input   *input.Input
	busy    bool
	problem string // why it was not written
	width   int
}

// exported says how writing went.
type exported struct {
	by   *export
	path string
	err  error
}

// openExport asks where to write the list of the screen on top.
func (a *App) openExport() tea.Cmd {
	x, ok := a.top().Screen.(ui.Exporter)
	if !ok {
		return nil
	}
	t := a.o.Deps.Text.Shell
	e := &export{a: a, input: input.New(a.o.Deps.Styles)}
	e.head, e.rows = x.Table()
	if len(e.rows) == 0 {
		return a.tell(ui.Notice{Level: ui.Info, Text: t.ExportNothing})
	}
	e.setSize(a.width, a.height) // first, so that the name is not scrolled
	e.input.SetValue(fmt.Sprintf("awning-%s-%s.csv", slug(a.top().Title()), a.o.Deps.Now().Format("20060102-150405")))
	a.lay(e)
	return nil
}

// slug is a title as part of a file's name.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "-")
	const most = 40
	return strings.TrimRight(name[:min(len(name), most)], "-")
}

func (e *export) typing() bool { return true }

func (e *export) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case msg.String() == "esc":
		e.a.lift()
	case e.busy:
	case msg.String() == "enter":
		return e.write()
	case e.input.Update(msg):
		e.problem = ""
	}
	return nil
}

// write writes the file. Its name says in which form.
func (e *export) write() tea.Cmd {
	e.busy = true
	name, head, rows := e.input.Value(), e.head, e.rows
	return func() tea.Msg {
		form := files.CSV
		if strings.HasSuffix(strings.ToLower(strings.TrimSpace(name)), ".json") {
			form = files.JSON
		}
		data, err := form(head, rows)
		if err != nil {
			return exported{by: e, err: err}
		}
		path, err := files.Write(name, data)
		return exported{by: e, path: path, err: err}
	}
}

// exported closes the question once the file is there, or says why it is not.
func (a *App) exported(msg exported) tea.Cmd {
	t := a.o.Deps.Text
	open := a.over() == msg.by
	msg.by.busy = false
	switch {
	case msg.err != nil && open:
		msg.by.problem = sanitize.Line(msg.err.Error())
		return nil
	case msg.err != nil:
		return a.tell(ui.Failure(t, t.Shell.ExportDoing, msg.err))
	case open:
		a.lift()
	}
	return a.tell(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Shell.Exported, sanitize.Line(msg.path), len(msg.by.rows))})
}

func (e *export) setSize(width, _ int) {
	e.width = width
	e.input.SetWidth(max(width-cells.Width(e.a.o.Deps.Text.Shell.ExportFile)-4, 4))
}

func (e *export) lines() []string {
	s, t := e.a.o.Deps.Styles, e.a.o.Deps.Text.Shell
	out := []string{s.Title.Render(t.ExportTitle), ""}
	for _, line := range wrap.Lines(fmt.Sprintf(t.ExportAbout, len(e.rows)), e.width-2) {
		out = append(out, "  "+s.Text.Render(line))
	}
	out = append(out, "", "  "+s.Dim.Render(t.ExportFile)+" "+e.input.View(true), "")
	if e.problem != "" {
		for _, line := range wrap.Lines(s.Marks.Failed+" "+e.problem, e.width-2) {
			out = append(out, "  "+s.Bad.Render(line))
		}
	}
	return out
}

func (e *export) hints() []hints.Hint {
	t := e.a.o.Deps.Text.Shell
	return []hints.Hint{{Key: "enter", Help: t.ExportWrite}, {Key: "esc", Help: t.Close}}
}
