package orders

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/ui"
)

// How long it is looked how far orders have come before what was found shows, and how many are
// looked at before the size of the window is known.
const (
	lookFor = 200 * time.Millisecond
	few     = 20
)

// staged is how far the money of an order has come.
type staged struct {
	ref   string
	stage payout.Stage
}

// lookAhead looks how far the orders that show have come, unless that is known: a few of them
// at once, and the rest after these.
func (s *OfferScreen) lookAhead() tea.Cmd {
	if s.usage || s.look.Busy() {
		return nil
	}
	rows := s.rows.InView()
	if s.height == 0 { // nobody knows yet which show
		rows = s.rows.All()
		rows = rows[:min(len(rows), few)]
	}
	var refs []string
	for _, r := range rows {
		if _, known := s.stages[r.ref]; !known {
			refs = append(refs, r.ref)
		}
	}
	if len(refs) == 0 {
		return nil
	}
	api, scope := s.api, s.scope
	return s.look.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]staged, error) {
		var out []staged
		for began := time.Now(); len(out) < len(refs) && (len(out) == 0 || time.Since(began) < lookFor); {
			t, err := api.Trace(ctx, scope, refs[len(out)])
			if err != nil {
				return out, err
			}
			out = append(out, staged{refs[len(out)], t.Stage})
		}
		return out, nil
	})
}

// staged shows how far orders have come, and looks for more.
func (s *OfferScreen) staged(r ui.Result[[]staged]) tea.Cmd {
	if !s.look.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	news := map[string]bool{}
	for _, one := range r.Val {
		s.stages[one.ref], news[one.ref] = one.stage, true
	}
	s.rows.Put(slices.DeleteFunc(slices.Clone(s.rows.All()), func(r *placed) bool { return !news[r.ref] })...)
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Orders.DoingTrace, r.Err)
	}
	return s.lookAhead()
}

// stage is how far the money of an order has come.
func (s *OfferScreen) stage(r *placed) string {
	at, known := s.stages[r.ref]
	if !known {
		return s.d.Text.Orders.Looking
	}
	return s.d.Text.SaleStage(at).Label
}

func (s *OfferScreen) stageLook(r *placed) lipgloss.Style {
	st := s.d.Styles
	switch s.stages[r.ref] {
	case payout.StagePaid:
		return st.Good
	case payout.StageHeld:
		return st.Bad
	case payout.StageUnclear, payout.StageTakenBack:
		return st.Warn
	case payout.StageSold, payout.StageCollecting, payout.StageEarned, payout.StageScheduled, payout.StageFree:
		return st.Text
	}
	return st.Dim
}
