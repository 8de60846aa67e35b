package input

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"awning/tui/sanitize"
	"awning/tui/widget/cells"
)

// View draws the field, exactly as wide as it was set to be, scrolled so that
// the cursor shows. Without the focus there is no cursor. Where the terminal has
// no colours and no attributes, the cursor is a bar between the characters.
func (in *Input) View(focus bool) string {
	if !focus {
		return in.styles.Input.Render(cells.Fit(strings.Join(in.shown(), ""), in.width, in.styles.Marks.Ellipsis))
	}
	shown := in.shown()
	block := in.styles.Input.Reverse(true)
	bar := block.Render("x") == "x"
	var b strings.Builder
	room := in.width - 1 // one for the cursor, wherever it stands
	for i := in.left; i <= len(shown); i++ {
		switch {
		case i == in.cursor && bar:
			b.WriteByte('|')
		case i == in.cursor && i == len(shown):
			b.WriteString(block.Render(" "))
		}
		if i == len(shown) || cells.Width(shown[i]) > room {
			break
		}
		room -= cells.Width(shown[i])
		if i == in.cursor && !bar {
			b.WriteString(block.Render(shown[i]))
			continue
		}
		b.WriteString(in.styles.Input.Render(shown[i]))
	}
	return cells.Fit(b.String(), in.width, "")
}

// scroll moves the first character shown until the cursor is in the window.
func (in *Input) scroll() {
	shown := in.shown()
	in.left = min(in.left, in.cursor)
	for in.left < in.cursor && cells.Width(strings.Join(shown[in.left:in.cursor], ""))+2 > in.width {
		in.left++
	}
}

// shown is what stands for each character on the screen.
func (in *Input) shown() []string {
	out := make([]string, len(in.chars))
	for i, c := range in.chars {
		out[i] = in.show(c)
	}
	return out
}

func (in *Input) show(c string) string {
	if in.mask {
		return "*"
	}
	return sanitize.Line(c)
}

// split cuts text into characters as a person sees them.
func split(s string) []string {
	var out []string
	for len(s) > 0 {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if c == "" {
			break
		}
		out = append(out, c)
		s = s[len(c):]
	}
	return out
}
