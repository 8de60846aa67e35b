package earnings

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/ui"
)

// How many lines are read at once, and how long that may take.
const (
	pageLines    = 100
	storeTimeout = 10 * time.Second
)

// page is some of the lines.
type page struct {
	offset, total int
	rows          []row
}

// last is the offset of the last page.
func (p page) last() int { return max(p.total-1, 0) / pageLines * pageLines }

// wish is which page is to be shown, and where the cursor goes on it.
type wish struct {
	offset int
	cursor place
}

// place is where the cursor goes on a page.
type place int

const (
	stay    place = iota // on its line, if that is still there
	toFirst              // on the first one
	toLast               // on the last one
)

// answer is what was read.
type answer struct {
	by   *Screen
	wish wish
	page page
	sums []payout.Sum
	// added says that the sums were read, too.
	added bool
}

// asked is what is asked of the store. There is one question at a time: the next one ends
// it, and waits for that.
type asked struct {
	load    ui.Latest[answer]
	running bool
	next    *wish
	stale   bool // the sums are of another query
	read    bool // there was an answer
	failed  bool // the last one was an error
}

// reload reads the page that is shown again, and the sums.
func (s *Screen) reload() tea.Cmd {
	s.asked.stale = true
	return s.ask(wish{offset: s.page.offset})
}

// narrowed reads what is left of the lines.
func (s *Screen) narrowed() tea.Cmd {
	s.asked.stale = true
	return s.ask(wish{cursor: toFirst})
}

// ask reads a page, and the sums if they are of another query.
func (s *Screen) ask(w wish) tea.Cmd {
	if s.asked.running {
		s.asked.load.Stop()
		s.asked.next = &w
		return nil
	}
	s.asked.running = true
	api, scope, q, add := s.api, s.o.Scope, s.query(), s.asked.stale
	return s.asked.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (answer, error) {
		a := answer{by: s, wish: w, added: add}
		lines, total, err := api.Earnings(ctx, scope, q, pageLines, w.offset)
		if err == nil && add {
			a.sums, err = api.EarningSums(ctx, scope, q, payout.ByStatus)
		}
		a.page = page{offset: w.offset, total: total, rows: make([]row, len(lines))}
		for i, e := range lines {
			a.page.rows[i] = row{e, w.offset + i}
		}
		return a, err
	})
}

// answered takes what was read, unless something else is asked by now.
func (s *Screen) answered(r ui.Result[answer]) tea.Cmd {
	if r.Val.by != s {
		return nil
	}
	s.asked.running = false
	taken := s.asked.load.Accept(r) && !ui.Cancelled(r.Err)
	if next := s.asked.next; next != nil {
		s.asked.next = nil
		return s.ask(*next)
	}
	switch {
	case !taken:
		return nil
	case r.Err != nil:
		s.asked.failed = true
		return ui.Fail(s.d.Text, s.d.Text.Earnings.DoingRead, r.Err)
	}
	return s.show(r.Val)
}

// show puts an answer on the screen.
func (s *Screen) show(a answer) tea.Cmd {
	s.asked.read, s.asked.failed = true, false
	if len(a.page.rows) == 0 && a.page.total > 0 { // there are fewer pages by now
		return s.ask(wish{offset: a.page.last(), cursor: toLast})
	}
	if a.added {
		s.sums, s.asked.stale = a.sums, false
	}
	s.page = a.page
	if !s.narrowing() {
		s.whole = a.page.total
	}
	for _, r := range s.page.rows {
		s.call(payout.ByProduct, r.Product, r.ProductName)
	}
	s.rows.SetRows(s.page.rows)
	switch a.wish.cursor {
	case toFirst:
		s.rows.Home()
	case toLast:
		s.rows.End()
	case stay:
	}
	s.layout()
	return nil
}
