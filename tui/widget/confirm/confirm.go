// Package confirm is the dialog that asks before something is done. No is the
// default; what cannot be undone wants a word typed exactly. For a moment after
// it opens it hears no key at all, because on a slow line keys meant for the
// screen below may still be on their way.
package confirm

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
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

	width, height int
	top           int // first line shown of consequences that do not fit
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
	case msg.Type == tea.KeyUp:
		c.scroll(-1)
		return Open
	case msg.Type == tea.KeyDown:
		c.scroll(1)
		return Open
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
