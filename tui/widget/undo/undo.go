// Package undo remembers what a field that is typed into held before, step by
// step: a run of typed characters is one step, each deletion of a word or a
// pasted text another.
package undo

// State is what a field holds at one moment.
type State struct {
	Text   string
	Cursor int
}

// Kind says what a change is.
type Kind int

// The kinds. Changes of one kind that follow each other are one step, but for
// [Whole].
const (
	Whole Kind = iota // a step of its own
	Typing
	Erasing
)

// most is how many steps are remembered.
const most = 500

// History is the steps of one field. The zero value is ready to use.
type History struct {
	past, future []State
	last         Kind
}

// Took takes note of a change that was made: before is what was there. What was
// undone before cannot be done again.
func (h *History) Took(before State, k Kind) {
	h.future = nil
	if k != Whole && k == h.last {
		return
	}
	h.last = k
	h.past = append(h.past, before)
	if len(h.past) > most {
		h.past = h.past[1:]
	}
}

// Rest ends a run of changes: the cursor was moved.
func (h *History) Rest() { h.last = Whole }

// Undo is what was there one step before now; false if there was none.
func (h *History) Undo(now State) (State, bool) { return h.step(&h.past, &h.future, now) }

// Redo is what the last undone step made; false if nothing was undone.
func (h *History) Redo(now State) (State, bool) { return h.step(&h.future, &h.past, now) }

func (h *History) step(from, to *[]State, now State) (State, bool) {
	h.Rest()
	last := len(*from) - 1
	if last < 0 {
		return now, false
	}
	state := (*from)[last]
	*from, *to = (*from)[:last], append(*to, now)
	return state, true
}
