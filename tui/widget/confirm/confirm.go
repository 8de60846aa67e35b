// Package confirm is the dialog that asks before something is done. No is the
// default; what cannot be undone wants a word typed exactly. For a moment after
// it opens it hears no key at all, because on a slow line keys meant for the
// screen below may still be on their way.
package confirm

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/wrap"
)

// Grace is how long a dialog ignores keys after it opens.
const Grace = 300 * time.Millisecond

// Answer is what became of a question.
type Answer int

// The answers.
const (
	Open Answer = iota // not answered yet
	Yes
	No
)

// Confirm is the widget. Make one with [New] at the moment it opens.
type Confirm struct {
	d      ui.Deps
	q      ui.Question
	opened time.Time
	yes    bool // the choice that enter takes
	input  *input.Input
	wrong  bool // the last enter found something else typed
}

// New opens a dialog.
func New(d ui.Deps, q ui.Question) *Confirm {
	in := input.New(d.Styles)
	in.SetWidth(cells.Width(q.Typed) + 8)
	return &Confirm{d: d, q: q, opened: d.Now(), input: in}
}

// Question is what was asked.
func (c *Confirm) Question() ui.Question { return c.q }

// Typing reports whether the dialog wants something typed.
func (c *Confirm) Typing() bool { return c.q.Typed != "" }

// Update takes a key.
func (c *Confirm) Update(msg tea.KeyMsg) Answer {
	switch {
	case c.d.Now().Sub(c.opened) < Grace:
		return Open
	case msg.Type == tea.KeyEsc:
		return No
	case c.Typing():
		return c.typed(msg)
	case msg.Paste:
		return Open
	}
	switch msg.String() {
	case "y", "Y":
		return Yes
	case "n", "N":
		return No
	case "left", "h":
		c.yes = false
	case "right", "l":
		c.yes = true
	case "tab", "shift+tab":
		c.yes = !c.yes
	case "enter":
		if c.yes {
			return Yes
		}
		return No
	}
	return Open
}

func (c *Confirm) typed(msg tea.KeyMsg) Answer {
	if msg.Type != tea.KeyEnter {
		c.wrong = false
		c.input.Update(msg)
		return Open
	}
	if c.input.Value() == c.q.Typed {
		return Yes
	}
	c.wrong = true
	return Open
}

// View draws the dialog in a frame, at most width by height cells. Where the
// consequences do not fit they are cut, never the question.
func (c *Confirm) View(width, height int) []string {
	const widest, frame = 76, 4
	inner := max(min(width-2, widest)-frame, 1)
	s := c.d.Styles
	foot := c.foot(inner)
	head := append([]string{s.Title.Render(cells.Cut(c.q.Title, inner, s.Marks.Ellipsis)), ""}, c.facts(inner)...)
	var body []string
	for _, p := range c.q.Body {
		for _, span := range wrap.Spans(p, inner) {
			body = append(body, s.Text.Render(p[span.Start:span.End]))
		}
		body = append(body, "")
	}
	if room := max(height-2-len(head)-len(foot), 0); len(body) > room {
		body = body[:room]
		if room > 0 {
			body[room-1] = s.Dim.Render(s.Marks.Ellipsis)
		}
	}
	lines := append(append(head, body...), foot...)
	return c.frame(lines, inner)
}

func (c *Confirm) facts(width int) []string {
	if len(c.q.Facts) == 0 {
		return nil
	}
	s, widest := c.d.Styles, 0
	for _, f := range c.q.Facts {
		widest = max(widest, cells.Width(f[0]))
	}
	out := make([]string, 0, len(c.q.Facts)+1)
	for _, f := range c.q.Facts {
		label := s.Dim.Render(cells.Fit(f[0], widest, ""))
		out = append(out, label+"  "+s.Text.Render(cells.Cut(f[1], width-widest-2, s.Marks.Ellipsis)))
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
		last = s.Bad.Render(cells.Cut(fmt.Sprintf(t.TypeExactly, c.q.Typed), width, s.Marks.Ellipsis))
	}
	return []string{
		s.Text.Render(cells.Cut(fmt.Sprintf(t.TypeToConfirm, c.q.Typed), width, s.Marks.Ellipsis)),
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
