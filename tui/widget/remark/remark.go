// Package remark lays out what there is to say above a list: a mark, and a few lines of
// text behind it.
package remark

import (
	"awning/themes"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// indent is how far in the texts stand, behind the mark.
const indent = 2

// Lines are clean texts behind a mark, which may be styled and takes one cell, broken into
// lines of at most width cells. There are at most so many; the last one is cut if there was
// more to say.
func Lines(st themes.Styles, mark string, texts []string, width, most int) []string {
	var out []string
	for _, words := range texts {
		before := mark + " "
		for _, line := range wrap.Lines(words, max(width-indent, 1)) {
			out = append(out, before+st.Text.Render(line))
			before = cells.Blank(indent)
		}
	}
	if len(out) > most {
		out = out[:most]
		out[most-1] = cells.Cut(out[most-1], width-1, "") + st.Dim.Render(st.Marks.Ellipsis)
	}
	return out
}
