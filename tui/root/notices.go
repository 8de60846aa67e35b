package root

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
)

// stays is how long good news and answers to keys stay. Bad news stays until it
// is dismissed.
const stays = 8 * time.Second

// notices are what the notice line shows: the newest passing one, else the
// newest bad one that was not dismissed.
type notices struct {
	seq     int
	passing *ui.Notice
	bad     []ui.Notice
}

// faded says that the passing notice has been there long enough.
type faded struct{ seq int }

func (n *notices) add(x ui.Notice) tea.Cmd {
	if x.Level == ui.Bad {
		if !slices.Contains(n.bad, x) {
			n.bad = append(n.bad, x)
		}
		n.passing = nil
		return nil
	}
	n.seq++
	n.passing = &x
	seq := n.seq
	return tea.Tick(stays, func(time.Time) tea.Msg { return faded{seq} })
}

func (n *notices) fade(f faded) {
	if f.seq == n.seq {
		n.passing = nil
	}
}

// current is the notice to show, and how many bad ones wait behind it.
func (n *notices) current() (x ui.Notice, more int, ok bool) {
	switch {
	case n.passing != nil:
		return *n.passing, 0, true
	case len(n.bad) > 0:
		return n.bad[len(n.bad)-1], len(n.bad) - 1, true
	}
	return ui.Notice{}, 0, false
}

// dismiss takes the notice on show away.
func (n *notices) dismiss() {
	switch {
	case n.passing != nil:
		n.passing = nil
	case len(n.bad) > 0:
		n.bad = n.bad[:len(n.bad)-1]
	}
}
