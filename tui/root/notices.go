package root

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

const (
	// stays is how long good news and answers to keys stay. Bad news stays until
	// it is dismissed.
	stays = 8 * time.Second
	// remembered is how many notices of a run are kept for the list.
	remembered = 1000
)

// notices are what was told in this run, and what of it the notice line shows:
// the newest passing one, else the newest bad one that nobody has read.
type notices struct {
	seq     int
	told    []told // the oldest first
	passing int    // the number of the passing one, 0 if there is none
}

// told is one notice of this run.
type told struct {
	ui.Notice

	number int // from 1
	at     time.Time
	times  int // how often the same was told in a row
	unread bool

	signIn  bool              // signing in helps, to
	profile model.ProfileName // this one; empty: to one of several
}

// faded says that the passing notice has been there long enough.
type faded struct{ number int }

// add tells a notice. The same bad news again is told once, with its count.
func (n *notices) add(x told) tea.Cmd {
	bad := x.Level == ui.Bad
	if bad {
		n.passing = 0
		same := func(t told) bool { return t.unread && t.Notice == x.Notice && t.profile == x.profile }
		if i := slices.IndexFunc(n.told, same); i >= 0 {
			n.told[i].times++
			n.told[i].at = x.at
			return nil
		}
	}
	n.seq++
	x.number = n.seq
	n.told = append(n.told, x)
	if len(n.told) > remembered {
		n.forget()
	}
	if bad {
		return nil
	}
	n.passing = n.seq
	number := n.seq
	return tea.Tick(stays, func(time.Time) tea.Msg { return faded{number} })
}

// forget drops the oldest notice that was read, or else the oldest.
func (n *notices) forget() {
	i := max(slices.IndexFunc(n.told, func(t told) bool { return !t.unread }), 0)
	n.told = slices.Delete(n.told, i, i+1)
}

func (n *notices) fade(f faded) {
	if f.number == n.passing {
		n.passing = 0
	}
}

// current is the notice to show, and how many bad ones are not in sight.
func (n *notices) current() (x told, more int, ok bool) {
	unread := n.unread()
	for _, t := range slices.Backward(n.told) {
		switch {
		case n.passing != 0 && t.number == n.passing:
			return t, unread, true
		case n.passing == 0 && t.unread:
			return t, unread - 1, true
		}
	}
	return told{}, 0, false
}

// unread is how many bad notices nobody has read.
func (n *notices) unread() int {
	count := 0
	for _, t := range n.told {
		if t.unread {
			count++
		}
	}
	return count
}

// dismiss takes the notice on show away.
func (n *notices) dismiss() {
	if x, _, ok := n.current(); ok {
		n.read(x.number)
	}
	n.passing = 0
}

// read takes note that a notice was read.
func (n *notices) read(number int) {
	for i := range n.told {
		if n.told[i].number == number {
			n.told[i].unread = false
		}
	}
}

// signedIn takes note that what signing in helps against was helped.
func (n *notices) signedIn() {
	for i := range n.told {
		if n.told[i].signIn {
			n.told[i].unread = false
		}
	}
}
