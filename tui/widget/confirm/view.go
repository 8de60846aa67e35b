package confirm

import (
	"fmt"
	"strings"

	"awning/tui/sanitize"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// page is the dialog taken apart.
type page struct {
	inner            int // width between the borders
	head, body, foot []string
	room             int // lines for the body
}

// SetSize says how many cells the dialog may fill.
func (c *Confirm) SetSize(width, height int) {
	c.width, c.height = width, height
	c.scroll(0)
}

// scroll moves through consequences that do not fit.
func (c *Confirm) scroll(n int) {
	p := c.layout()
	c.top = max(0, min(c.top+n, len(p.body)-p.room))
}

// layout gives every part its lines. Where the window is low the blank lines go
// first; then the consequences scroll. The question and its answer always show.
func (c *Confirm) layout() page {
	const widest, border = 76, 4
	p := page{inner: max(min(c.width-2, widest)-border, 1)}
	s := c.d.Styles
	p.head = c.head(p.inner, true)
	for _, paragraph := range c.q.Body {
		for _, span := range wrap.Spans(paragraph, p.inner) {
			p.body = append(p.body, s.Text.Render(paragraph[span.Start:span.End]))
		}
		p.body = append(p.body, "")
	}
	p.foot = c.foot(p.inner)
	const frame = 2
	if frame+len(p.head)+len(p.body)+len(p.foot) > c.height {
		p.head, p.body, p.foot = dense(c.head(p.inner, false)), dense(p.body), dense(p.foot)
	}
	p.room = max(c.height-frame-len(p.head)-len(p.foot), 0)
	return p
}

// dense leaves out the blank lines.
func dense(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return out
}

// View draws the dialog in its frame.
func (c *Confirm) View() []string {
	p := c.layout()
	s := c.d.Styles
	body := p.body
	if len(body) > p.room {
		end := min(c.top+p.room, len(body))
		body = append([]string(nil), body[min(c.top, end):end]...)
		if more := len(p.body) - end; more > 0 && len(body) > 0 {
			last := cells.Cut(fmt.Sprintf(c.d.Text.Shell.MoreBelow, more+1), p.inner, s.Marks.Ellipsis)
			body[len(body)-1] = s.Dim.Render(last)
		}
	}
	lines := append(append(append([]string(nil), p.head...), body...), p.foot...)
	return c.frame(lines, p.inner)
}

// head is the question and what it is about, whole or each on one line.
func (c *Confirm) head(width int, whole bool) []string {
	s, widest := c.d.Styles, 0
	lines := func(words string, width int) []string {
		if whole {
			return wrap.Lines(words, max(width, 1))
		}
		return []string{cells.Cut(words, width, s.Marks.Ellipsis)}
	}
	var out []string
	for _, l := range lines(c.q.Title, width) {
		out = append(out, s.Title.Render(l))
	}
	for _, f := range c.q.Facts {
		widest = max(widest, cells.Width(f[0]))
	}
	const gap = 2
	for i, f := range c.q.Facts {
		if i == 0 {
			out = append(out, "")
		}
		label := s.Dim.Render(cells.Fit(f[0], widest, ""))
		for _, l := range lines(f[1], width-widest-gap) {
			out = append(out, label+cells.Blank(gap)+s.Text.Render(l))
			label = cells.Blank(widest)
		}
	}
	return append(out, "")
}

// foot is where the answer is given.
func (c *Confirm) foot(width int) []string {
	s, t := c.d.Styles, c.d.Text.Shell
	if !c.Typing() {
		return []string{
			c.button(c.q.No, t.Cancel, !c.yes) + "   " + c.button(c.q.Yes, t.Cancel, c.yes),
			"",
			s.Hint.Render(cells.Cut(t.AnswerHint, width, s.Marks.Ellipsis)),
		}
	}
	last := s.Hint.Render(cells.Cut(t.TypedHint, width, s.Marks.Ellipsis))
	if c.wrong {
		last = s.Bad.Render(cells.Cut(fmt.Sprintf(t.TypeExactly, sanitize.ID(c.q.Typed)), width, s.Marks.Ellipsis))
	}
	return []string{
		s.Text.Render(cells.Cut(fmt.Sprintf(t.TypeToConfirm, sanitize.ID(c.q.Typed)), width, s.Marks.Ellipsis)),
		c.input.View(true),
		"",
		last,
	}
}

// button draws one choice; the one that enter takes has the cursor's mark.
func (c *Confirm) button(label, fallback string, chosen bool) string {
	if label == "" {
		label = fallback
	}
	s := c.d.Styles
	if chosen {
		return s.Accent.Render(s.Marks.Cursor) + s.Selected.Render("["+label+"]")
	}
	return " " + s.Text.Render("["+label+"]")
}

// frame draws the border.
func (c *Confirm) frame(lines []string, inner int) []string {
	s := c.d.Styles
	rule, corner := strings.Repeat(s.Marks.Rule, inner+2), s.Marks.Corners
	side := s.Line.Render(s.Marks.Vertical)
	out := []string{s.Line.Render(corner[0] + rule + corner[1])}
	for _, l := range lines {
		out = append(out, side+" "+cells.Fit(l, inner, s.Marks.Ellipsis)+" "+side)
	}
	return append(out, s.Line.Render(corner[2]+rule+corner[3]))
}
