package signin

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lines draw the form, with a note on the line under the cursor below it. Where the
// window is low the blank lines go.
func (f *form) lines(width, height int) []string {
	st := f.d.Styles
	labels := 0
	for _, p := range f.places() {
		labels = max(labels, cells.Width(f.label(p)))
	}
	out := make([]string, 0, height)
	for _, p := range f.places() {
		out = append(out, f.line(p, labels))
	}
	note := f.note()
	if len(out)+len(wrap.Lines(note, max(width-2*len(lead), 1)))+2 <= height {
		out = append([]string{""}, append(out, "")...)
	}
	look := st.Dim
	if f.wrong[f.at] != "" {
		look = st.Bad
		note = st.Marks.Failed + " " + f.wrong[f.at]
	}
	for _, l := range wrap.Lines(note, max(width-2*len(lead), 1)) {
		out = append(out, lead+look.Render(l))
	}
	return out
}

// line draws one line: a mark, what it is called, and what is in it.
func (f *form) line(p place, labels int) string {
	st := f.d.Styles
	mark, focus := lead, p == f.at
	if focus {
		mark = st.Accent.Render(st.Marks.Cursor) + " "
	}
	if p == start {
		look := st.Text
		if focus {
			look = st.Selected
		}
		return mark + cells.Blank(labels) + lead + look.Render("["+f.label(p)+"]")
	}
	line := mark + st.Dim.Render(cells.Fit(f.label(p), labels, "")) + lead
	switch {
	case p == storage:
		line += f.storage(focus)
	case !focus && f.inputs[p].Len() == 0 && f.wrong[p] == "" && !f.must(p):
		line += st.Dim.Render(st.Marks.No)
	default:
		line += f.inputs[p].View(focus)
	}
	return line
}

// storage is the storage chosen, between what turns it over.
func (f *form) storage(focus bool) string {
	st := f.d.Styles
	words := text.Word(f.d.Text.Doctor.Storages, f.in)
	if focus {
		words = "< " + words + " >"
	}
	look := st.Text
	if f.unusable() != "" {
		look, words = st.Bad, st.Marks.Failed+" "+words
	}
	return look.Render(words)
}

// note is what is to be known of the line under the cursor.
func (f *form) note() string {
	t := f.d.Text.SignIn
	n := t.Notes
	switch f.at {
	case client:
		return n.Client
	case tenant:
		if f.kind.AppOnly() {
			return n.Tenant
		}
		return n.TenantPerson
	case certificate:
		return n.Certificate
	case ownSecret:
		return n.Own
	case password:
		return n.FileKey
	case port:
		return n.Port
	case storage:
		return f.storageNote()
	case passphrase:
		return n.Phrase
	case repeated:
		return n.Repeated
	case name:
		if f.again.Name != "" {
			return n.NameAgain
		}
		return n.Name
	case start:
	}
	return joined(n.Begin, f.noKeyring())
}

// storageNote says what the storage chosen means, and whether it can be used.
func (f *form) storageNote() string {
	t := f.d.Text.SignIn
	if why := f.unusable(); why != "" {
		return fmt.Sprintf(t.NoSuch, why)
	}
	words := text.Word(t.Notes.Storages, f.in)
	if s, known := f.states[f.in]; !known {
		words += " (" + t.Checking + ")"
	} else if s.Why != "" {
		words += " (" + sanitize.Line(s.Why) + ")"
	}
	return joined(words, f.noKeyring())
}

// noKeyring says why memory was taken, where the keyring cannot be used, or "".
func (f *form) noKeyring() string {
	s, known := f.states[model.InKeyring]
	if !known || s.Usable || f.in != model.InMemory || !f.stores() {
		return ""
	}
	return fmt.Sprintf(f.d.Text.SignIn.NoKeyring, sanitize.Line(s.Why))
}

func joined(sentences ...string) string {
	return strings.TrimSpace(strings.Join(sentences, " "))
}

func (f *form) label(p place) string {
	l := f.d.Text.SignIn.Labels
	switch p {
	case client:
		return l.Client
	case tenant:
		return l.Tenant
	case certificate:
		return l.Certificate
	case ownSecret:
		return l.Own
	case password:
		return l.FileKey
	case port:
		return l.Port
	case storage:
		return l.Storage
	case passphrase:
		return l.Phrase
	case repeated:
		return l.Repeated
	case name:
		return l.Name
	case start:
	}
	return f.d.Text.SignIn.Begin
}

// setSize gives the fields what the labels leave.
func (f *form) setSize(width int) {
	const labels, most = 20, 60
	for _, in := range f.inputs {
		in.SetWidth(max(min(width-labels, most), 8))
	}
}
