package section

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/wrap"
)

// editor is one field being edited, in the panel below the fields. What is typed
// goes to the store while it is typed, and for good when the field is left.
type editor struct {
	d       ui.Deps
	row     row
	entry   entry
	start   string          // what was there to begin with, as it is typed
	before  json.RawMessage // and as a value
	held    string          // what the store has
	keptAt  time.Time       // since when
	timed   bool            // a look at what is to be kept is due
	touched bool            // something was typed
	leaving bool            // it closes as soon as what was typed is kept
	problem string          // why it is not taken
	unkept  string          // why the store does not have it
	width   int
	room    int
}

// entry is the part of an editor that is typed into. Each kind of value has its
// own.
type entry interface {
	// update takes a key; false if it means nothing here.
	update(msg tea.KeyMsg) bool
	// typed is what was typed or chosen, in a form to tell changes by.
	typed() string
	// value is what was typed as JSON. With an error, which says the rule it
	// breaks, it is still what was typed.
	value() (json.RawMessage, error)
	// count is how much was typed against how much is allowed: "12/100".
	count() string
	// notes are remarks on what was typed.
	notes() []string
	// height is how many lines it would like.
	height() int
	setSize(width, height int)
	lines() []string
}

// newEditor opens a row's value.
func newEditor(d ui.Deps, r row, others map[model.Environment]json.RawMessage) *editor {
	e := &editor{d: d, row: r, before: r.value, entry: newEntry(d, r, others)}
	e.start = e.entry.typed()
	e.held = e.start
	return e
}

// changed reports whether something else is there than in the beginning.
func (e *editor) changed() bool { return e.entry.typed() != e.start }

// value is what is there now. What was not changed keeps its spelling.
func (e *editor) value() (json.RawMessage, error) {
	if !e.changed() {
		return e.before, e.row.broken
	}
	v, err := e.entry.value()
	if err == nil {
		err = e.row.kept(v)
	}
	return v, err
}

// update takes a key that is not for the screen.
func (e *editor) update(msg tea.KeyMsg) {
	e.entry.update(msg)
	e.retouched()
}

// retouched takes note that something else may be there.
func (e *editor) retouched() {
	e.problem = ""
	if e.entry.typed() != e.held {
		e.touched = true
	}
}

// around is what stands around the place that is typed into: title, help, and a
// message of two lines.
const around = 4

func (e *editor) height() int { return e.entry.height() + around }

func (e *editor) setSize(width, room int) {
	e.width, e.room = max(width, 1), max(room, 1)
	e.entry.setSize(e.width, max(e.room-len(e.foot())-len(e.help()), 1))
}

func (e *editor) title() string { return fmt.Sprintf(e.d.Text.Section.Edit, e.row.label) }

// counter is how much is typed, and whether it is kept.
func (e *editor) counter() string {
	t := e.d.Text.Section
	count := e.entry.count()
	state := ""
	switch {
	case e.row.field != nil && e.row.field.Secret:
		state = t.KeptInMemory
	case !e.touched:
	case e.entry.typed() == e.held && !e.keptAt.IsZero():
		state = fmt.Sprintf(t.KeptAt, e.keptAt.Format(e.d.Text.Words.Seconds24))
	case e.entry.typed() != e.held:
		state = t.KeptSoon
	}
	if count != "" && state != "" {
		return state + ", " + count
	}
	return state + count
}

// lines draw the editor below its title: help, the field, what is wrong.
func (e *editor) lines() []string {
	out := e.help()
	out = append(out, e.entry.lines()...)
	foot := e.foot()
	if room := e.room - len(foot); len(out) > room && room > 0 {
		out = out[:room]
	}
	return append(out, foot...)
}

// help is one line that says what the field is for, where there is room.
func (e *editor) help() []string {
	help := ""
	if e.row.field != nil {
		help = sanitize.Line(e.row.field.Help)
		if e.row.field.Secret {
			help = e.d.Text.Section.SecretHint
		}
	}
	const enough = 3
	if help == "" || e.room < enough+len(e.foot()) {
		return nil
	}
	return []string{e.d.Styles.Dim.Render(wrap.Lines(help, e.width)[0])}
}

// wrong is what stands in the way of what is there: it is not kept, not taken,
// breaks a rule, or was refused by the service; "" if nothing does.
func (e *editor) wrong() string {
	switch {
	case e.unkept != "":
		return e.unkept
	case e.problem != "":
		return e.problem
	}
	if _, err := e.value(); err != nil {
		return sanitize.Line(err.Error()) + "."
	}
	if !e.changed() && len(e.row.refused) > 0 {
		return fmt.Sprintf(e.d.Text.Section.RefusedField, strings.Join(e.row.refused, " "))
	}
	return ""
}

// foot is what is wrong, if anything, and remarks.
func (e *editor) foot() []string {
	st := e.d.Styles
	problem := e.wrong()
	const most = 3
	var out []string
	if problem != "" {
		for _, l := range wrap.Lines(st.Marks.Failed+" "+problem, e.width) {
			out = append(out, st.Bad.Render(l))
		}
	}
	for _, n := range e.entry.notes() {
		for _, l := range wrap.Lines(st.Marks.Changed+" "+n, e.width) {
			out = append(out, st.Warn.Render(l))
		}
	}
	return out[:min(len(out), most)]
}
