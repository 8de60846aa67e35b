package orders

import (
	"context"
	"maps"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/ui"
)

// How long it is looked how far orders have come, after the first one, before what was found
// shows; and how long all in all for orders that do not show: by then most of them can be found by
// it.
const (
	lookFor = 500 * time.Millisecond
	lookAll = 10 * time.Second
)

// staged is how far the money of some orders has come, and how long it took to look.
type staged struct {
	by   map[string]payout.Stage
	took time.Duration
}

// lookAhead looks how far orders have come of which that is not known: those that show, then the
// others. It takes a few of them at once, and the rest after these.
func (s *OfferScreen) lookAhead() tea.Cmd {
	if s.usage || s.look.Busy() {
		return nil
	}
	refs := s.unlooked(s.rows.InView())
	if len(refs) == 0 && s.lookedFor < lookAll {
		refs = s.unlooked(s.rows.All())
	}
	if len(refs) == 0 {
		return nil
	}
	api, scope := s.api, s.scope
	return s.look.Start(s.ctx(), storeTimeout, func(ctx context.Context) (staged, error) {
		began, out := time.Now(), staged{by: map[string]payout.Stage{}}
		var first time.Duration // in which all that was sold is read
		for t, err := range api.Traces(ctx, scope, refs) {
			if err != nil {
				return out, err
			}
			out.by[t.Ref] = t.Stage
			out.took = time.Since(began)
			if len(out.by) == 1 {
				first = out.took
			}
			if out.took-first >= lookFor {
				break
			}
		}
		return out, nil
	})
}

// unlooked are the references of those of some orders of which it is not known how far they have
// come.
func (s *OfferScreen) unlooked(rows []*placed) []string {
	var out []string
	for _, r := range rows {
		if _, known := s.stages[r.ref]; !known {
			out = append(out, r.ref)
		}
	}
	return out
}

// staged shows how far orders have come, and looks for more.
func (s *OfferScreen) staged(r ui.Result[staged]) tea.Cmd {
	if !s.look.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	maps.Copy(s.stages, r.Val.by)
	s.lookedFor += r.Val.took
	s.rows.Put(slices.DeleteFunc(slices.Clone(s.rows.All()), func(row *placed) bool {
		_, news := r.Val.by[row.ref]
		return !news
	})...)
	switch {
	case r.Err != nil:
		return ui.Fail(s.d.Text, s.d.Text.Orders.DoingTrace, r.Err)
	case len(r.Val.by) == 0: // asked again it would be the same
		return nil
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
