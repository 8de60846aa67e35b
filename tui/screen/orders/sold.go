package orders

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// way is how something is sold.
type way int

// The ways, in the order in which they are shown, as the portal does: subscriptions apart from
// what is sold by usage.
const (
	saas way = iota
	other
	usage
)

// which tells the rows apart: an offer that is sold by subscription and has meters has two.
type which struct {
	way   way
	offer string
}

// sold is what was sold, or used, of an offer.
type sold struct {
	which

	name, kind string
	products   []string // by which the offer is asked for

	active, ended, trials int             // subscriptions
	quantity              decimal.Decimal // of the active ones
	charges               show.Sums
	meters                []*meter // of what is sold by usage

	chart chart // orders and renewals, or the charges in currency
	// currency is that of the chart of charges.
	currency string
}

// soldOf are the rows. last is the month that is not over.
func soldOf(v client.OrderView, last payout.Month) []*sold {
	by := map[which]*sold{}
	var out []*sold
	row := func(w way, offer, name, kind string) *sold {
		k := which{w, strings.ToLower(cmp.Or(offer, name))}
		if by[k] == nil {
			by[k] = &sold{which: k, name: cmp.Or(name, offer), kind: kind, products: []string{cmp.Or(offer, name)}}
			out = append(out, by[k])
		}
		return by[k]
	}
	latest := map[string]bool{} // subscriptions of which the latest order was seen
	for _, o := range v.Orders {
		w := other
		if o.SaaS() {
			w = saas
		}
		s := row(w, o.Offer, o.OfferName, o.OfferType)
		s.charges.Add(payout.Money{Amount: o.Charge, Currency: o.Currency})
		s.chart.add(last, payout.MonthOf(o.Purchased), decimal.NewFromInt(1))
		if id := s.offer + "\n" + o.ID; !latest[id] {
			latest[id] = true
			s.count(o)
		}
	}
	for _, u := range v.Usage {
		s := row(usage, u.Offer, u.OfferName, u.OfferType)
		s.charges.Add(payout.Money{Amount: u.Charge, Currency: u.Currency})
		s.currency = cmp.Or(s.currency, u.Currency)
		if u.Currency == s.currency {
			s.chart.add(last, u.Month, u.Charge)
		}
		s.meters = metered(s.meters, u, last)
	}
	for _, r := range out {
		r.charges.Sort()
	}
	slices.SortStableFunc(out, func(a, b *sold) int {
		return cmp.Or(cmp.Compare(a.way, b.way), cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)))
	})
	return out
}

// count counts a subscription by its latest order.
func (s *sold) count(o payout.Order) {
	if !o.Active() {
		s.ended++
		return
	}
	s.active++
	s.quantity = s.quantity.Add(o.Quantity)
	if o.Trial {
		s.trials++
	}
}

// meter is what was used of one thing that is counted.
type meter struct {
	plan, dimension, unit string
	used                  chart
	charges               show.Sums
	reports               int
}

// metered puts usage to that of its kind, apart by plans.
func metered(all []*meter, u payout.Usage, last payout.Month) []*meter {
	i := slices.IndexFunc(all, func(m *meter) bool { return m.plan == u.Plan && m.dimension == u.Dimension && m.unit == u.Unit })
	if i < 0 {
		i = len(all)
		all = append(all, &meter{plan: u.Plan, dimension: u.Dimension, unit: u.Unit})
	}
	m := all[i]
	m.used.add(last, u.Month, u.Quantity)
	m.charges.Add(payout.Money{Amount: u.Charge, Currency: u.Currency})
	m.reports++
	return all
}

// key tells meters apart.
func (m *meter) key() string { return m.plan + "\n" + m.dimension + "\n" + m.unit }

// counted is what is counted: the meter, or where there is none the unit.
func (m *meter) counted() string { return sanitize.Line(cmp.Or(m.dimension, m.unit)) }

// lastMonth says what was sold, or used, in the last whole month.
func (s *Screen) lastMonth(r *sold) string {
	t := s.d.Text.Orders
	if r.way != usage {
		switch n := r.chart.lastWhole().IntPart(); n {
		case 0:
			return ""
		case 1:
			return t.PlacedOne
		default:
			return fmt.Sprintf(t.Placed, n)
		}
	}
	var first *meter
	sum := decimal.Zero
	things := map[string]bool{}
	for _, m := range r.meters {
		if d := m.used.lastWhole(); !d.IsZero() {
			first, sum, things[m.counted()] = m, sum.Add(d), true
		}
	}
	switch {
	case len(things) == 0:
		return ""
	case len(things) > 1:
		return fmt.Sprintf(t.Meters, len(things))
	case first.dimension == "":
		return fmt.Sprintf(t.UsedUnits, show.Quantity(sum), first.counted())
	}
	return fmt.Sprintf(t.Used, show.Quantity(sum), first.counted())
}

// byMonth is the chart in words, with such a space within a month and its figure.
func (s *Screen) byMonth(r *sold, space string) string {
	t, last := s.d.Text, payout.MonthOf(s.d.Now())
	if r.way != usage {
		return fmt.Sprintf(t.Orders.PlacedIn, r.chart.words(t, last, space, show.Quantity))
	}
	return fmt.Sprintf(t.Orders.UsedIn, r.chart.words(t, last, space, func(d decimal.Decimal) string {
		return show.Money(payout.Money{Amount: d, Currency: r.currency})
	}))
}
