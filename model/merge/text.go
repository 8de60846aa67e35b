package merge

import (
	"regexp"
	"slices"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"

	"awning/model/catalog"
	"awning/model/raw"
)

// text merges a long text line by line, if both sides changed different lines.
func (m *merger) text(at place, v values) bool {
	f := m.field(v)
	if f == nil || f.Kind != catalog.Multiline && f.Kind != catalog.HTML || v.base == nil || !v.all(raw.String) {
		return false
	}
	merged, ok := lines(v.base.Text(), v.mine.Text(), v.theirs.Text(), f.Kind == catalog.HTML)
	if ok {
		m.edits = append(m.edits, edit{at.spot, raw.Quote(merged)})
	}
	return ok
}

// soft ends a line where the text has no line break.
const soft = "\x00\n"

// lines merges three texts; false if both sides changed the same lines. HTML
// also breaks where a paragraph, heading or item ends, for most of it is written
// in one line.
func lines(base, mine, theirs string, html bool) (string, bool) {
	texts := []*string{&base, &mine, &theirs}
	if slices.ContainsFunc(texts, func(t *string) bool { return strings.Contains(*t, "\x00") }) {
		return "", false
	}
	for _, t := range texts {
		if html {
			*t = regexp.MustCompile(`(?i)</(?:p|li|ul|ol|div|h[1-6])>|<br\s*/?>`).ReplaceAllString(*t, "$0"+soft)
			*t = strings.ReplaceAll(*t, soft+"\n", "\n")
		}
		if !strings.HasSuffix(*t, "\n") {
			*t += soft
		}
	}
	x, y := udiff.Lines(base, mine), udiff.Lines(base, theirs)
	if overlap(x, y) {
		return "", false
	}
	edits, ok := udiff.Merge(x, y)
	if !ok {
		return "", false
	}
	merged, err := udiff.Apply(base, edits)
	return strings.ReplaceAll(merged, soft, ""), err == nil
}

// overlap reports whether two edits that are not the same touch each other: in
// neighbouring lines, too, both sides may have written the same thing, each in
// its place.
func overlap(x, y []udiff.Edit) bool {
	for _, a := range x {
		for _, b := range y {
			if a != b && a.Start <= b.End && b.Start <= a.End {
				return true
			}
		}
	}
	return false
}
