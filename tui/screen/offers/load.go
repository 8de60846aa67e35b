package offers

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

const (
	storeTimeout = 10 * time.Second
	listTimeout  = 10 * time.Minute // a slow service gives four offers a page
	pourEvery    = 80 * time.Millisecond
)

// Lister lists offers as pages arrive.
type Lister interface {
	// Offers lists a scope, all types side by side, in no order. An error stands
	// for a part that could not be read; the rest goes on.
	Offers(ctx context.Context, s model.Scope) iter.Seq2[model.Offer, error]
}

// memory is what the store knows.
type memory struct {
	offers    []model.Offer
	asOf      time.Time
	standings map[model.ProductID]model.Standing
}

// ending says how reading the list ended.
type ending struct {
	whole  []model.Offer // the list as the store has it now
	asOf   time.Time
	refuse []error // parts that could not be read
}

// poured asks for the rows that have arrived meanwhile.
type poured struct{ feed *feed }

// feed is where rows wait between two frames: a row each would mean a frame each.
type feed struct {
	mu   sync.Mutex
	rows []model.Offer
}

func (f *feed) put(o model.Offer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rows = append(f.rows, o)
}

func (f *feed) take() []model.Offer {
	f.mu.Lock()
	defer f.mu.Unlock()
	rows := f.rows
	f.rows = nil
	return rows
}

// recall reads the store.
func (s *Screen) recall() tea.Cmd {
	api, scope := s.api, s.o.Scope
	return s.stored.Start(s.ctx(), storeTimeout, func(ctx context.Context) (memory, error) {
		offers, asOf, err := api.CachedOffers(ctx, scope)
		if err != nil {
			return memory{}, err
		}
		standings, err := api.CachedStandings(ctx)
		return memory{offers, asOf, standings}, err
	})
}

func (s *Screen) recalled(r ui.Result[memory]) tea.Cmd {
	if !s.stored.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Offers.LoadKnown, r.Err)
	}
	known := slices.DeleteFunc(r.Val.offers, func(o model.Offer) bool {
		_, fresh := s.rows.Get(o.Product)
		return fresh
	})
	rows := append(s.rows.All(), s.rowsOf(known)...)
	for i, x := range rows {
		if st, ok := r.Val.standings[x.offer.Product]; ok && !x.stands {
			rows[i] = s.at(x, st)
		}
	}
	if s.asOf.IsZero() {
		s.asOf = r.Val.asOf
	}
	s.rows.SetRows(rows)
	return s.look()
}

// reload reads the list from the service. What is on the screen stays.
func (s *Screen) reload() tea.Cmd {
	s.standing.reset()
	f := &feed{}
	s.feed = f
	api, scope := s.api, s.o.Scope
	read := s.load.Start(s.ctx(), listTimeout, func(ctx context.Context) (ending, error) {
		var e ending
		for o, err := range api.Offers(ctx, scope) {
			if err != nil {
				e.refuse = append(e.refuse, err)
				continue
			}
			f.put(o)
		}
		if err := ctx.Err(); err != nil {
			return e, err
		}
		var err error
		e.whole, e.asOf, err = api.CachedOffers(ctx, scope)
		return e, err
	})
	return tea.Batch(read, pourLater(f))
}

func pourLater(f *feed) tea.Cmd {
	return tea.Tick(pourEvery, func(time.Time) tea.Msg { return poured{f} })
}

// pour shows the rows that arrived, and comes again while more may.
func (s *Screen) pour(p poured) tea.Cmd {
	if p.feed != s.feed || !s.load.Busy() {
		return nil
	}
	offers := s.feed.take()
	if len(offers) == 0 {
		return pourLater(s.feed)
	}
	s.rows.Put(s.rowsOf(offers)...)
	return tea.Batch(s.look(), pourLater(s.feed))
}

// loaded ends the reading. The list as the store has it now is the truth: rows
// that are gone there are gone here.
func (s *Screen) loaded(r ui.Result[ending]) tea.Cmd {
	if !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	t := s.d.Text
	s.rows.Put(s.rowsOf(s.feed.take())...)
	if r.Err != nil {
		return ui.Fail(t, t.Offers.ListOffers, r.Err)
	}
	s.parts = len(r.Val.refuse)
	if !r.Val.asOf.IsZero() {
		s.asOf = r.Val.asOf
		s.rows.SetRows(s.rowsOf(r.Val.whole))
	}
	var notice tea.Cmd
	if s.parts > 0 {
		n := ui.Failure(t, t.Offers.ListOffers, r.Val.refuse[0])
		n.Text = fmt.Sprintf(t.Offers.PartsMissing, s.parts, sanitize.Line(r.Val.refuse[0].Error()))
		notice = ui.Notify(n)
	}
	return tea.Batch(notice, s.look())
}

// rowsOf are the rows of offers, with what is known already of where they stand.
// An offer that two profiles see is one row.
func (s *Screen) rowsOf(offers []model.Offer) []*row {
	out := make([]*row, 0, len(offers))
	place := make(map[model.ProductID]int, len(offers))
	for _, o := range offers {
		r := s.rowOf(o)
		if old, ok := s.rows.Get(o.Product); ok && old.stands {
			r = s.at(r, old.standing)
		}
		if i, twice := place[o.Product]; twice {
			out[i] = r
			continue
		}
		place[o.Product] = len(out)
		out = append(out, r)
	}
	return out
}
