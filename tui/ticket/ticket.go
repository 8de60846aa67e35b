// Package ticket writes a diagnosis so that it can be read on a screen and pasted
// into a request for support: plain text, in parts, every foreign text made
// harmless. No secret and no token is in it, because none is in a diagnosis.
package ticket

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"awning/model"
	"awning/tui/text"
)

// Part is one part of a diagnosis.
type Part struct {
	Head  string
	Lines []Line
}

// Line is one fact.
type Line struct {
	Label string // may be empty
	Text  string
	Deep  int // how far in it stands: it belongs to the last line that stands less deep
}

// Parts are all parts of a diagnosis, the causes first. Parts without anything to
// say are left out.
func Parts(d model.Diagnosis, t *text.Doctor) []Part {
	w := writer{t}
	all := []Part{
		w.causes(d), w.identity(d), w.storage(d.Storage), w.tenants(d.Tenants), w.publishers(d.Publishers),
		w.programs(d.Programs), w.probes(d.Capabilities), w.tokens(d.Tokens),
	}
	var parts []Part
	for _, p := range all {
		if len(p.Lines) > 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// Text is a whole diagnosis as text, for the clipboard or a pipe. Times are UTC.
func Text(d model.Diagnosis, t *text.Doctor) string {
	var b strings.Builder
	for _, p := range Parts(d, t) {
		b.WriteString(p.Head + "\n")
		for _, line := range Lay(p.Lines) {
			b.WriteString(line + "\n")
		}
		b.WriteByte('\n')
	}
	if !d.At.IsZero() {
		b.WriteString(at(t, d.At) + "\n")
	}
	return b.String()
}

// Lay lays lines out: each two blanks further in than what it belongs to, the
// texts of those that belong together below each other.
func Lay(lines []Line) []string {
	const gap = "  "
	out := make([]string, len(lines))
	for i, l := range lines {
		s := strings.Repeat(gap, l.Deep+1)
		if l.Label != "" {
			s += l.Label + strings.Repeat(" ", labelWidth(lines, i)-ansi.StringWidth(l.Label)) + gap
		}
		out[i] = s + l.Text
	}
	return out
}

// labelWidth is how wide the labels are of the lines that stand as deep as one,
// up to those that stand less deep.
func labelWidth(lines []Line, at int) int {
	deep, width := lines[at].Deep, 0
	look := func(l Line) bool {
		if l.Deep == deep {
			width = max(width, ansi.StringWidth(l.Label))
		}
		return l.Deep >= deep
	}
	for i := at; i < len(lines) && look(lines[i]); i++ {
	}
	for i := at; i >= 0 && look(lines[i]); i-- {
	}
	return width
}

// Verdict says in one line what a diagnosis came to: its first cause, or that
// there is nothing to explain.
func Verdict(d model.Diagnosis, t *text.Doctor) string {
	if len(d.Causes) > 0 {
		what, _ := t.Cause(d.Causes[0])
		return what
	}
	if d.Capabilities.Offers() == model.Yes {
		return t.None
	}
	return t.Unsure
}

// joined are texts with commas between them, the empty ones left out.
func joined(parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, ", ")
}
