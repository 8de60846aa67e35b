package offers

import (
	"context"
	"fmt"
	"iter"
	"maps"
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
	for _, o := range r.Val.offers {
		if _, fresh := s.known[o.Product]; !fresh {
			s.add(o)
		}
	}
	for id, st := range r.Val.standings {
		if x, ok := s.known[id]; ok && !x.stands {
			x.standing, x.stands = st, true
			s.known[id] = x
		}
	}
	if s.asOf.IsZero() {
		s.asOf = r.Val.asOf
	}
	s.refresh()
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
	rows := s.feed.take()
	for _, o := range rows {
		s.add(o)
	}
	if len(rows) == 0 {
		return pourLater(s.feed)
	}
	s.refresh()
	return tea.Batch(s.look(), pourLater(s.feed))
}

// loaded ends the reading. The list as the store has it now is the truth: rows
// that are gone there are gone here.
func (s *Screen) loaded(r ui.Result[ending]) tea.Cmd {
	if !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	t := s.d.Text
	for _, o := range s.feed.take() {
		s.add(o)
	}
	if r.Err != nil {
		s.refresh()
		return ui.Fail(t, t.Offers.ListOffers, r.Err)
	}
	s.parts = len(r.Val.refuse)
	if !r.Val.asOf.IsZero() {
		s.asOf = r.Val.asOf
		s.replace(r.Val.whole)
	}
	s.refresh()
	var notice tea.Cmd
	if s.parts > 0 {
		n := ui.Failure(t, t.Offers.ListOffers, r.Val.refuse[0])
		n.Text = fmt.Sprintf(t.Offers.PartsMissing, s.parts, sanitize.Line(r.Val.refuse[0].Error()))
		notice = ui.Notify(n)
	}
	return tea.Batch(notice, s.look())
}

// replace makes the list exactly these offers, keeping what is known of them.
func (s *Screen) replace(offers []model.Offer) {
	was := maps.Clone(s.known)
	clear(s.known)
	s.order = s.order[:0]
	for _, o := range offers {
		s.add(o)
		if old, ok := was[o.Product]; ok {
			x := s.known[o.Product]
			x.standing, x.stands = old.standing, old.stands
			s.known[o.Product] = x
		}
	}
}

// add puts an offer on the list, or brings it up to date.
func (s *Screen) add(o model.Offer) {
	old, ok := s.known[o.Product]
	if !ok {
		s.order = append(s.order, o.Product)
	}
	x := s.rowOf(o)
	x.standing, x.stands = old.standing, old.stands
	s.known[o.Product] = x
}
