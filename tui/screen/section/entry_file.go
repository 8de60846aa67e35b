package section

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/wrap"
)

// fileEntry asks for a file of this machine, checks it against the field's limits,
// and uploads it. The value stays what it is: the service sets it when a file is
// uploaded.
type fileEntry struct {
	d       ui.Deps
	r       row
	path    *input.Input
	width   int
	busy    bool
	names   []string // what the path may go on as
	verdict []string // on the file, clean
	fits    bool
	way     *atomic.Pointer[client.UploadProgress] // how far its upload is; nil if there is none
}

func newFile(d ui.Deps, r row) *fileEntry { return &fileEntry{d: d, r: r, path: input.New(d.Styles)} }

func (e *fileEntry) update(msg tea.KeyMsg) bool {
	if e.way != nil {
		return false
	}
	e.names, e.verdict, e.fits = nil, nil, false
	return e.path.Update(msg)
}

// typed never changes: a path of this machine is no value.
func (e *fileEntry) typed() string                   { return "" }
func (e *fileEntry) value() (json.RawMessage, error) { return e.r.value, nil }
func (e *fileEntry) height() int                     { return 6 }

func (e *fileEntry) count() string {
	switch {
	case e.way != nil:
		return e.progress()
	case e.busy:
		return e.d.Text.Section.File.Checking
	}
	return ""
}

func (e *fileEntry) setSize(width, _ int) {
	e.width = width
	e.path.SetWidth(max(width-cells.Width(e.d.Text.Section.File.Path)-1, 1))
}

func (e *fileEntry) lines() []string {
	t, st := e.d.Text.Section.File, e.d.Styles
	out := []string{st.Dim.Render(t.Path) + " " + e.path.View(true)}
	look, mark := st.Bad, st.Marks.Failed
	if e.fits {
		look, mark = st.Good, st.Marks.Yes
	}
	for i, l := range e.verdict {
		if i > 0 {
			mark = cells.Blank(cells.Width(mark))
		}
		out = append(out, look.Render(cells.Cut(mark+" "+l, e.width, st.Marks.Ellipsis)))
	}
	if len(e.names) > 0 {
		short := make([]string, len(e.names))
		for i, name := range e.names {
			short[i] = sanitize.Line(filepath.Base(name))
			if strings.HasSuffix(name, string(filepath.Separator)) {
				short[i] += "/"
			}
		}
		out = append(out, st.Dim.Render(cells.Cut(strings.Join(short, "  "), e.width, st.Marks.Ellipsis)))
	}
	for _, l := range wrap.Lines(e.about(), e.width) {
		out = append(out, st.Dim.Render(l))
	}
	return out
}

func (e *fileEntry) notes() []string { return nil }

// about says what the service has and how a file gets there.
func (e *fileEntry) about() string {
	t := e.d.Text.Section.File
	how := t.Upload
	if e.r.dialect == model.Graph {
		how = t.Address
	}
	if empty(e.r.value) || e.r.field.Kind != catalog.File {
		return how
	}
	return fmt.Sprintf(t.Now, sanitize.Line(plain(e.r.value))) + " " + how
}

// looked is what was found on this machine for a path: what it may go on as, or
// what is in the file.
type looked struct {
	of    *fileEntry
	names []string
	facts catalog.FileFacts
	check bool
	err   error
}

// completePath goes on with the path as far as there is but one way.
func (s *Screen) completePath(e *fileEntry) func() tea.Cmd {
	return func() tea.Cmd {
		path := e.path.Value()
		return func() tea.Msg {
			names, err := files.Complete(path)
			return looked{of: e, names: names, err: err}
		}
	}
}

// checkPath looks into the file and tells whether the service would take it.
func (s *Screen) checkPath(e *fileEntry) func() tea.Cmd {
	return func() tea.Cmd {
		if e.busy {
			return nil
		}
		e.busy = true
		path := e.path.Value()
		return func() tea.Msg {
			facts, err := inspect(path)
			return looked{of: e, facts: facts, check: true, err: err}
		}
	}
}

func inspect(path string) (catalog.FileFacts, error) {
	f, size, err := files.Open(path)
	if err != nil {
		return catalog.FileFacts{}, err
	}
	facts, err := catalog.Inspect(filepath.Base(f.Name()), f, size)
	return facts, errors.Join(err, f.Close())
}

// found takes what was found.
func (e *fileEntry) found(l looked) {
	t := e.d.Text.Section.File
	e.busy, e.fits, e.names, e.verdict = false, false, nil, nil
	switch {
	case l.err != nil:
		e.verdict = reasons(l.err)
	case l.check:
		e.judge(l.facts)
	case len(l.names) == 0:
		e.verdict = []string{t.NoSuch}
	default:
		if common := beginning(l.names); len(common) > len(e.path.Value()) {
			e.path.Replace(common)
		}
		if len(l.names) > 1 {
			e.names = l.names
		}
	}
}

// judge says whether a file keeps the field's limits.
func (e *fileEntry) judge(facts catalog.FileFacts) {
	t, name := e.d.Text.Section.File, sanitize.Line(facts.Name)
	if err := e.r.field.CheckFile(e.r.doc, facts); err != nil {
		e.verdict = append([]string{fmt.Sprintf(t.Refused, name)}, reasons(err)...)
		return
	}
	words := fmt.Sprintf(t.Size, facts.Bytes)
	if facts.Width > 0 {
		words = fmt.Sprintf(t.Pixels, facts.Width, facts.Height) + ", " + words
	}
	e.fits, e.verdict = true, []string{fmt.Sprintf(t.Fits, name, words)}
}

// reasons are the lines of an error, clean.
func reasons(err error) []string {
	var out []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		out = append(out, sanitize.Line(line))
	}
	return out
}

// beginning is what all names begin with.
func beginning(names []string) string {
	common := names[0]
	for _, name := range names[1:] {
		for !strings.HasPrefix(name, common) {
			common = common[:len(common)-1]
		}
	}
	return strings.ToValidUTF8(common, "")
}
