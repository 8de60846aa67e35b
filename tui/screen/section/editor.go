package section

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/input"
	"awning/tui/widget/textbox"
	"awning/tui/widget/wrap"
)

// editor is one field being edited, in the panel below the fields. It holds what was
// typed until the service has taken it.
type editor struct {
	d       ui.Deps
	row     row
	base    model.Document // what the edit is based on
	line    *input.Input   // for one line
	box     *textbox.Box   // for several
	choices []catalog.Choice
	chosen  int
	start   string // what was there to begin with
	saving  bool
	problem string         // why it is not saved
	theirs  model.Document // what is there now, if somebody else changed it
	clash   bool
	width   int
	room    int
}

// boxHeight is how many lines a box for several has where there is room.
const boxHeight = 10

// newEditor opens a field of a document in a panel of some width.
func newEditor(d ui.Deps, r row, base model.Document, width int) *editor {
	e := &editor{d: d, row: r, base: base}
	switch f := r.field; f.Kind {
	case catalog.Multiline, catalog.HTML:
		e.box = textbox.New(d.Styles)
		e.start = plain(f, r.value)
		e.box.SetValue(e.start)
		e.start = e.box.Value()
	case catalog.Flag:
		e.choose([]catalog.Choice{{Value: "true", Label: d.Text.Words.Yes}, {Value: "false", Label: d.Text.Words.No}})
	case catalog.Pick:
		e.choose(f.Choices)
	default:
		e.line = input.New(d.Styles)
		e.line.SetWidth(width)
		if f.Secret {
			e.line.Mask(true)
			break
		}
		e.start = plain(f, r.value)
		e.line.SetValue(e.start)
		e.start = e.line.Value()
	}
	return e
}

// choose makes it an editor that picks one of some values.
func (e *editor) choose(choices []catalog.Choice) {
	e.choices, e.start = choices, plain(e.row.field, e.row.value)
	e.chosen = -1
	for i, c := range choices {
		if c.Value == e.start {
			e.chosen = i
		}
	}
}

// plain is a value as it is typed: [catalog.Field.Parse] reads it back.
func plain(f *catalog.Field, v json.RawMessage) string {
	n, err := raw.Parse(v)
	if v == nil || err != nil || n.Kind == raw.Null {
		return ""
	}
	if n.Kind == raw.String {
		return n.Text()
	}
	if n.Kind != raw.Array || f.Kind != catalog.List {
		return string(v)
	}
	parts := make([]string, len(n.Items))
	for i := range n.Items {
		parts[i] = n.Items[i].Text()
		if strings.ContainsAny(parts[i], ",;\n[") || strings.TrimSpace(parts[i]) != parts[i] {
			return string(v) // only JSON can say it
		}
	}
	return strings.Join(parts, ", ")
}

// value is what is typed or chosen now.
func (e *editor) value() string {
	switch {
	case e.box != nil:
		return e.box.Value()
	case e.line != nil:
		return e.line.Value()
	case e.chosen < 0:
		return e.start
	}
	return e.choices[e.chosen].Value
}

// changed reports whether anything would be lost by leaving.
func (e *editor) changed() bool { return e.value() != e.start }

// update takes a key that is not for the screen.
func (e *editor) update(msg tea.KeyMsg) {
	if e.saving {
		return
	}
	switch {
	case e.box != nil:
		e.box.Update(msg)
	case e.line != nil:
		e.line.Update(msg)
	default:
		e.pick(msg)
	}
	if !e.clash {
		e.problem = ""
	}
}

// pick moves between the choices.
func (e *editor) pick(msg tea.KeyMsg) {
	switch msg.String() {
	case "up", "left", "k", "h":
		e.chosen = max(e.chosen-1, 0)
	case "down", "right", "j", "l", "tab", " ":
		e.chosen = min(e.chosen+1, len(e.choices)-1)
	}
}

// height is how many lines the editor would like, its title included.
func (e *editor) height() int {
	const around = 4 // title, help, a message of two lines
	switch {
	case e.box != nil:
		return boxHeight + around
	case e.choices != nil:
		return len(e.choices) + around
	}
	return 2 + around
}

func (e *editor) setSize(width, room int) {
	e.width, e.room = max(width, 1), max(room, 1)
	if e.line != nil {
		e.line.SetWidth(e.width)
	}
	if e.box != nil {
		e.box.SetSize(e.width, max(e.room-len(e.foot())-1, 1))
	}
}

func (e *editor) title() string {
	words := e.d.Text.Section.Edit
	if e.saving {
		words = e.d.Text.Section.Saving
	}
	return fmt.Sprintf(words, e.row.label)
}

// counter is how much is typed against how much is allowed.
func (e *editor) counter() string {
	f := e.row.field
	if f.Max == 0 || e.choices != nil || f.Secret || !measured(f.Kind) {
		return ""
	}
	n := utf8.RuneCountInString(e.value())
	if f.Kind == catalog.List {
		n = 0
		for part := range strings.SplitSeq(e.value(), ",") {
			if strings.TrimSpace(part) != "" {
				n++
			}
		}
	}
	return fmt.Sprintf(e.d.Text.Section.LimitOf, n, f.Max)
}

// lines draw the editor below its title: help, the field, what is wrong.
func (e *editor) lines() []string {
	st := e.d.Styles
	var out []string
	help := sanitize.Line(e.row.field.Help)
	if e.row.field.Secret {
		help = e.d.Text.Section.SecretHint
	}
	foot := e.foot()
	if help != "" && e.room > len(foot)+1 {
		out = append(out, st.Dim.Render(wrap.Lines(help, e.width)[0]))
	}
	out = append(out, e.field(e.room-len(out)-len(foot))...)
	return append(out, foot...)
}

// field draws the place that is typed into, in at most so many lines.
func (e *editor) field(room int) []string {
	switch {
	case e.box != nil:
		return strings.Split(e.box.View(), "\n")
	case e.line != nil:
		return []string{e.line.View(true), ""}[:min(max(room, 1), 2)]
	}
	st := e.d.Styles
	top := max(0, min(e.chosen-room+1, len(e.choices)-room))
	var out []string
	for i := top; i < len(e.choices) && len(out) < max(room, 1); i++ {
		label := sanitize.Line(e.choices[i].Label)
		if label == "" {
			label = sanitize.Line(e.choices[i].Value)
		}
		if i == e.chosen {
			out = append(out, st.Accent.Render(st.Marks.Cursor)+" "+st.Selected.Render(label))
			continue
		}
		out = append(out, lead+st.Text.Render(label))
	}
	return out
}

// foot is what is wrong, if anything, and what can be done about it.
func (e *editor) foot() []string {
	t, st := e.d.Text.Section, e.d.Styles
	var out []string
	if e.problem != "" {
		const most = 3
		lines := wrap.Lines(e.problem, e.width)
		for _, l := range lines[:min(len(lines), most)] {
			out = append(out, st.Bad.Render(l))
		}
	}
	if e.clash {
		for _, l := range wrap.Lines(t.ElsewhereKey, e.width) {
			out = append(out, st.Hint.Render(l))
		}
	}
	return out
}
