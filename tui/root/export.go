package root

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/hints"
	"awning/tui/widget/input"
	"awning/tui/widget/wrap"
)

// export asks for a file and writes what a list shows to it.
type export struct {
	a       *App
	report  string // the list as text; empty if it is a table only
	list    ui.Whole
	long    bool // there is more than shows
	input   *input.Input
	busy    bool
	problem string // why it was not written
	width   int
}

// exported says how writing went.
type exported struct {
	by   *export
	path string
	rows int
	err  error
}

// openExport asks where to write the list of the screen on top.
func (a *App) openExport() tea.Cmd {
	x, ok := a.top().Screen.(ui.Exporter)
	if !ok {
		return nil
	}
	t := a.o.Deps.Text.Shell.Export
	e, form := &export{a: a, input: input.New(a.o.Deps.Styles)}, "csv"
	if l, ok := x.(ui.LongExporter); ok {
		e.list, e.long = l.Whole()
	}
	if !e.long {
		head, rows := x.Table()
		e.list = ui.Whole{Columns: files.Named(head...), Count: len(rows), Rows: files.Listed(rows)}
	}
	if r, both := x.(ui.Reporter); both {
		e.report, form = r.Report(), "txt"
	}
	if e.list.Count == 0 {
		return a.tell(ui.Notice{Level: ui.Info, Text: t.Nothing})
	}
	e.setSize(a.width, a.height) // first, so that the name is not scrolled
	e.input.SetValue(files.Name("."+form, "awning", a.whereabouts(), a.o.Deps.Now().Format("20060102-150405")))
	a.lay(e)
	return nil
}

// whereabouts are the last two parts of where the user is: the offer and the page.
func (a *App) whereabouts() string {
	const last = 2
	crumbs := a.crumbs()
	return strings.Join(crumbs[max(len(crumbs)-last, 0):], " ")
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
	e.busy, e.problem = true, ""
	e.a.writing++
	name, list, report := e.input.Value(), e.list, e.report
	return func() tea.Msg {
		rows := 0
		path, err := files.WriteFrom(name, false, func(to io.Writer) (err error) {
			rows, err = form(to, name, list, report)
			return err
		})
		return exported{by: e, path: path, rows: rows, err: err}
	}
}

// form writes a list as the name of its file wants it, and returns how many rows it wrote.
func form(to io.Writer, name string, list ui.Whole, report string) (int, error) {
	switch ending := strings.ToLower(filepath.Ext(strings.TrimSpace(name))); {
	case ending == ".json":
		return files.JSONTo(to, list.Columns, list.Rows)
	case ending == ".txt" && report != "":
		_, err := io.WriteString(to, report)
		return list.Count, err
	}
	return files.CSVTo(to, list.Columns, list.Rows)
}

// exported closes the question once the file is there, or says why it is not.
func (a *App) exported(msg exported) tea.Cmd {
	t := a.o.Deps.Text
	open := a.over() == msg.by
	msg.by.busy = false
	a.writing--
	switch {
	case msg.err != nil && open:
		msg.by.problem = sanitize.Line(msg.err.Error())
		return nil
	case msg.err != nil:
		return a.tell(ui.Failure(t, t.Shell.Export.Doing, msg.err))
	case open:
		a.lift()
	}
	return a.tell(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Shell.Export.Done, sanitize.Line(msg.path), text.Count(msg.rows, t.Shell.Export.OneRow, t.Shell.Export.ManyRows))})
}

func (e *export) setSize(width, _ int) {
	e.width = width
	e.input.SetWidth(max(width-cells.Width(e.a.o.Deps.Text.Shell.Export.File)-4, 4))
}

func (e *export) lines() []string {
	s, t := e.a.o.Deps.Styles, e.a.o.Deps.Text.Shell.Export
	out := []string{s.Title.Render(t.Title), ""}
	forms := t.Forms
	if e.report != "" {
		forms = t.FormsOrText
	}
	about := text.Count(e.list.Count, t.One, t.Many)
	if e.long {
		about = text.Count(e.list.Count, t.OneWhole, t.Whole)
	}
	if e.list.Note != "" {
		about += " " + e.list.Note
	}
	for _, line := range wrap.Lines(about+" "+forms+" "+t.Keeps, e.width-2) {
		out = append(out, "  "+s.Text.Render(line))
	}
	out = append(out, "", "  "+s.Dim.Render(t.File)+" "+e.input.View(true), "")
	if e.busy {
		out = append(out, "  "+s.Dim.Render(t.Writing))
	}
	if e.problem != "" {
		for _, line := range wrap.Lines(s.Marks.Failed+" "+e.problem, e.width-2) {
			out = append(out, "  "+s.Bad.Render(line))
		}
	}
	return out
}

func (e *export) hints() []hints.Hint {
	t := e.a.o.Deps.Text.Shell.Export
	return []hints.Hint{{Key: "enter", Help: t.Write}, {Key: "esc", Help: e.a.o.Deps.Text.Shell.Close}}
}
