package payouts

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/ui"
)

// lookEvery is how often it is looked how far a refresh is.
const lookEvery = 500 * time.Millisecond

// How old figures may be before they are read again without a key, and how many months back
// the sums of the offers go: as far as is read.
const (
	freshFor  = 12 * time.Hour
	sumMonths = 12
)

// recall reads the store.
func (s *Screen) recall() tea.Cmd {
	api, scope := s.api, s.o.Scope
	return s.stored.Start(s.ctx(), storeTimeout, func(ctx context.Context) (client.PayoutView, error) { return api.Payouts(ctx, scope) })
}

// recalled shows what the store has. A refresh that was left under way goes on.
func (s *Screen) recalled(r ui.Result[client.PayoutView]) tea.Cmd {
	if !s.stored.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Payouts.DoingRead, r.Err)
	}
	first := !s.settled
	s.view, s.read, s.settled = r.Val, true, true
	s.rows.SetRows(monthsOf(s.view.Months))
	s.draw()
	if first && !s.refresh.Busy() && slices.ContainsFunc(s.view.States, s.wants) {
		return tea.Batch(s.sum(), s.renew())
	}
	return s.sum()
}

// wants reports whether the figures of an account are asked for without a key: what somebody
// left under way is gone on with, what is old or was never read is read. Where nothing is to be
// changed, nothing is asked for that nobody asked for.
func (s *Screen) wants(of payout.State) bool {
	old := of.At.IsZero() || s.d.Now().Sub(of.At) > freshFor
	return underWay(of) || old && of.Problem == "" && !s.d.ReadOnly
}

// sum asks what the offers earned, for where there is room to tell.
func (s *Screen) sum() tea.Cmd {
	if !outlook.EverRead(s.view) {
		return nil
	}
	api, scope := s.api, s.o.Scope
	since := payout.MonthOf(s.d.Now()).Add(-sumMonths)
	return s.adding.Start(s.ctx(), storeTimeout, func(ctx context.Context) (offers, error) {
		sums, err := api.EarningSums(ctx, scope, payout.Query{From: since}, payout.ByProduct)
		return offers{since, byEarnings(sums)}, err
	})
}

// summed shows what the offers earned.
func (s *Screen) summed(r ui.Result[offers]) tea.Cmd {
	if !s.adding.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Payouts.DoingRead, r.Err)
	}
	s.offers = r.Val
	return nil
}

// underWay reports whether a refresh that was begun waits for somebody to go on with it.
func underWay(s payout.State) bool {
	return s.Problem == "" && slices.ContainsFunc(s.Exports, func(e payout.Export) bool {
		return e.State != payout.ExportDone && e.State != payout.ExportFailed
	})
}

// refreshed says that a refresh ended well.
type refreshed struct{}

// stepped asks to look how far a refresh is.
type stepped struct{ steps *steps }

// steps are how far the exports of a refresh are: told by other goroutines, read by the
// event loop.
type steps struct {
	mu     sync.Mutex
	latest map[exported]payout.Progress
}

// exported names an export of a refresh.
type exported struct {
	profile model.ProfileName
	kind    payout.ExportKind
}

func (s *steps) put(p payout.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest[exported{p.Profile, p.Export.Kind}] = p
}

// all are the steps in a lasting order.
func (s *steps) all() []payout.Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.SortedFunc(maps.Values(s.latest), func(a, b payout.Progress) int {
		return cmp.Or(cmp.Compare(a.Profile, b.Profile), cmp.Compare(b.Export.Kind, a.Export.Kind))
	})
}

// renew asks the service, behind what is shown. It ends with the screen; what is under way
// at the service goes on, and the next screen goes on with it.
func (s *Screen) renew() tea.Cmd {
	st := &steps{latest: map[exported]payout.Progress{}}
	s.steps = st
	api, scope := s.api, s.o.Scope
	ask := s.refresh.Start(s.ctx(), refreshTimeout, func(ctx context.Context) (refreshed, error) {
		return refreshed{}, api.RefreshPayouts(ctx, scope, 0, st.put)
	})
	s.draw()
	return tea.Batch(ask, lookLater(st))
}

func lookLater(st *steps) tea.Cmd {
	return tea.Tick(lookEvery, func(time.Time) tea.Msg { return stepped{st} })
}

func (s *Screen) stepped(msg stepped) tea.Cmd {
	if msg.steps != s.steps || !s.refresh.Busy() {
		return nil
	}
	s.draw()
	return lookLater(msg.steps)
}

// ended shows what a refresh brought, even where it failed half way.
func (s *Screen) ended(r ui.Result[refreshed]) tea.Cmd {
	if !s.refresh.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	t := s.d.Text
	s.draw()
	if r.Err != nil {
		return tea.Batch(ui.Fail(t, t.Payouts.DoingRefresh, r.Err), tell)
	}
	return tea.Batch(ui.Notify(ui.Notice{Level: ui.Good, Text: t.Payouts.Refreshed}), tell)
}

// tell has all screens read again what they show, this one too.
func tell() tea.Msg { return ui.PayoutsRead{} }
