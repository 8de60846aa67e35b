package offers

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

const (
	lookTimeout = 60 * time.Second
	sideBySide  = 4
)

// standings keeps track of which offers were looked at since the last refresh.
type standings struct {
	generation int
	asked      map[model.ProductID]bool // done or under way
	running    int
	done       int
	failed     bool // one was told of; the others are not repeated
}

// looked says where an offer stands.
type looked struct {
	generation int
	offer      model.Offer
	standing   model.Standing
	err        error
}

// reset makes everything worth a look again. Answers under way still count.
func (x *standings) reset() {
	x.generation++
	x.asked = make(map[model.ProductID]bool)
	x.running, x.done, x.failed = 0, 0, false
}

func (x *standings) forget(id model.ProductID) {
	if x.asked[id] {
		delete(x.asked, id)
		x.done = max(x.done-1, 0)
	}
}

// look asks where offers stand, a few at a time: those on the screen first, the
// rest of what is shown after them.
func (s *Screen) look() tea.Cmd {
	if s.standing.running >= sideBySide {
		return nil
	}
	var cmds []tea.Cmd
	for _, rows := range [][]*row{s.rows.InView(), s.rows.Shown()} {
		for _, r := range rows {
			if s.standing.running >= sideBySide {
				return tea.Batch(cmds...)
			}
			if !s.standing.asked[r.offer.Product] {
				cmds = append(cmds, s.lookAt(r.offer))
			}
		}
	}
	return tea.Batch(cmds...)
}

func (s *Screen) lookAt(o model.Offer) tea.Cmd {
	s.standing.asked[o.Product] = true
	s.standing.running++
	parent, api, generation := s.ctx(), s.api, s.standing.generation
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, lookTimeout)
		defer cancel()
		st, err := api.Standing(ctx, o)
		return looked{generation, o, st, err}
	}
}

// stood takes an answer, late ones too, and asks for the next.
func (s *Screen) stood(msg looked) tea.Cmd {
	if s.standing.generation == msg.generation {
		s.standing.running--
		s.standing.done++
	}
	if ui.Cancelled(msg.err) {
		return nil
	}
	var notice tea.Cmd
	if msg.err != nil {
		if !s.standing.failed {
			s.standing.failed = true
			t := s.d.Text
			notice = ui.Fail(t, fmt.Sprintf(t.Offers.ReadStatus, rowName(msg.offer)), msg.err)
		}
	} else if r, ok := s.rows.Get(msg.offer.Product); ok {
		s.rows.Put(s.at(r, msg.standing))
	}
	return tea.Batch(notice, s.look())
}
