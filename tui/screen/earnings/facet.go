package earnings

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/text"
)

// facet is something lines are narrowed by.
type facet struct {
	by    payout.By
	words text.Facet
}

// facets are all of them, in the order in which they are offered.
func facets(t text.Earnings) []facet {
	var out []facet
	for _, by := range []payout.By{
		payout.ByStatus, payout.ByProduct, payout.ByPlan, payout.ByCustomer, payout.ByCountry,
		payout.ByCurrency, payout.ByPrivate, payout.ByMonth, payout.ByProgram,
	} {
		out = append(out, facet{by, t.Facets[by]})
	}
	return out
}

// list is where a query keeps the values; nil for months and private offers, which are
// no lists.
func (f facet) list(q *payout.Query) *[]string {
	switch f.by {
	case payout.ByStatus:
		return &q.Statuses
	case payout.ByProduct:
		return &q.Products
	case payout.ByPlan:
		return &q.Plans
	case payout.ByCustomer:
		return &q.Customers
	case payout.ByCountry:
		return &q.Countries
	case payout.ByCurrency:
		return &q.Currencies
	case payout.ByProgram:
		return &q.Programs
	case payout.ByMonth, payout.ByPrivate, payout.ByPayment:
	}
	return nil
}

// values are those a query lets through; none if it lets all through. Of months they are the
// first and the last.
func (f facet) values(q payout.Query) []string {
	if l := f.list(&q); l != nil {
		return *l
	}
	switch {
	case f.by == payout.ByPrivate && q.Private != nil:
		return []string{strconv.FormatBool(*q.Private)}
	case f.by == payout.ByMonth && !q.From.Zero():
		return []string{q.From.String(), q.To.String()}
	}
	return nil
}

// with is a query that lets these values through; no values let all through. Of months the
// earliest, the latest and all between are.
func (f facet) with(q payout.Query, values []string) payout.Query {
	switch f.by {
	case payout.ByPrivate:
		q.Private = nil
		if len(values) == 1 {
			yes := values[0] == strconv.FormatBool(true)
			q.Private = &yes
		}
	case payout.ByMonth:
		q.From, q.To = payout.Month{}, payout.Month{}
		if len(values) > 0 {
			q.From, _ = payout.InMonth(slices.Min(values)) // they are months written by one
			q.To, _ = payout.InMonth(slices.Max(values))
		}
	default:
		*f.list(&q) = values
	}
	return q
}

// fixed reports whether all the lines agree in it anyhow: there is nothing to choose.
func (s *Screen) fixed(f facet) bool {
	q := s.o.Query
	return len(f.values(q)) > 0 || f.by == payout.ByStatus && len(q.Groups) > 0 || f.by == payout.ByMonth && !q.To.Zero()
}

// query is what is asked of the store.
func (s *Screen) query() payout.Query {
	q := s.o.Query
	for _, f := range s.facets {
		if !s.fixed(f) {
			q = f.with(q, f.values(s.narrow))
		}
	}
	q.Text = s.narrow.Text
	return q
}

// narrowing reports whether lines are left out that the screen was opened for.
func (s *Screen) narrowing() bool { return s.narrow.Text != "" || s.chosen() }

// chosen reports whether something was chosen to narrow lines by.
func (s *Screen) chosen() bool {
	return slices.ContainsFunc(s.facets, func(f facet) bool { return len(f.values(s.narrow)) > 0 })
}

// choose narrows the lines by values of a facet.
func (s *Screen) choose(f facet, values []string) tea.Cmd {
	s.narrow, s.pick = f.with(s.narrow, values), nil
	return s.narrowed()
}

// clear shows all lines the screen was opened for.
func (s *Screen) clear() tea.Cmd {
	s.finder.Clear()
	s.narrow, s.pick = payout.Query{}, nil
	return s.narrowed()
}

// searched is what the finder narrows: the lines, by asking for them.
type searched struct{ s *Screen }

func (l searched) SetFilter(text string) { l.s.narrow.Text = text }
func (l searched) Filter() string        { return l.s.narrow.Text }
func (l searched) Len() (shown, all int) { return l.s.page.total, max(l.s.whole, l.s.page.total) }
func (l searched) Move(rows int)         { l.s.rows.Move(rows) }
func (l searched) Page(pages int)        { l.s.rows.Page(pages) }
