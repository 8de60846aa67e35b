package orders

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/table"
)

// placed is an order, or a renewal of it.
type placed struct {
	payout.Order

	key string
	ref string // by which its sale is asked for
}

// placedOf are the orders as rows.
func placedOf(orders []payout.Order) []*placed {
	out := make([]*placed, len(orders))
	same := map[string]int{}
	for i, o := range orders {
		r := &placed{Order: o, ref: o.Ref().String()}
		same[r.ref]++
		r.key = r.ref + "\n" + strconv.Itoa(same[r.ref])
		out[i] = r
	}
	return out
}

// tally counts orders, the subscriptions they are of, and how many of those are active by their
// latest order.
func tally(orders []payout.Order) (placed, subscriptions, running int) {
	seen := map[string]bool{}
	for _, o := range orders {
		if seen[o.ID] {
			continue
		}
		seen[o.ID] = true
		if o.Active() {
			running++
		}
	}
	return len(orders), len(seen), running
}

// metersOf is what was used, by plan and meter.
func metersOf(usage []payout.Usage, last payout.Month) []*meter {
	var out []*meter
	for _, u := range usage {
		out = metered(out, u, last)
	}
	for _, m := range out {
		m.charges.Sort()
	}
	return out
}

func (s *OfferScreen) orderColumns() []table.Column[*placed] {
	t, st := s.d.Text.Orders, s.d.Styles
	dim := func(*placed) lipgloss.Style { return st.Dim }
	extra := func(id, title, means string, rank int, of func(*placed) string) table.Column[*placed] {
		return table.Column[*placed]{ID: id, Title: title, Means: means, Cell: func(r *placed) string { return sanitize.Line(of(r)) }, Style: dim, Extra: true, Rank: rank, Min: 8}
	}
	return []table.Column[*placed]{
		{ID: "ordered", Title: t.Ordered, Means: t.OrderedMeans, Cell: func(r *placed) string { return day(r.Purchased) }},
		{ID: "plan", Title: t.Plan, Means: t.PlanMeans, Cell: func(r *placed) string { return sanitize.Line(r.Plan) }, Min: 6},
		{ID: "status", Title: t.Status, Means: t.StatusMeans, Cell: s.status, Style: s.statusLook, Min: 8},
		{ID: "quantity", Title: t.Quantity, Means: t.OneQuantityMeans, Cell: func(r *placed) string { return show.Quantity(r.Quantity) }, Right: true, Rank: 3},
		{ID: "customer", Title: t.Customer, Means: t.CustomerMeans, Cell: s.customer, Style: dim, Min: 6, Rank: 4},
		{ID: "charge", Title: t.Charge, Means: t.ChargeMeans, Right: true, Cell: func(r *placed) string { return s.charge(r.Charge, r.Currency) }},
		{ID: "money", Title: t.Money, Means: t.MoneyMeans, Cell: s.stage, Style: s.stageLook, Min: 14, Rank: 1},
		extra("country", t.Country, t.CountryMeans, 0, func(r *placed) string { return r.Country }),
		extra("term", t.TermOf, t.TermMeans, 5, s.term),
		extra("private", t.Private, t.PrivateMeans, 5, s.private),
		extra("id", t.Order, t.OrderMeans, 7, func(r *placed) string { return r.ID }),
		extra("purchase", t.Purchase, t.PurchaseMeans, 8, func(r *placed) string { return r.PurchaseRecord }),
		extra("line", t.Line, t.PurchaseMeans, 9, func(r *placed) string { return r.LineItem }),
		extra("cancelled", t.CancelledOn, t.StatusMeans, 6, func(r *placed) string { return day(r.Cancelled) }),
	}
}

func (s *OfferScreen) meterColumns() []table.Column[*meter] {
	t, st := s.d.Text.Orders, s.d.Styles
	last := func() payout.Month { return payout.MonthOf(s.d.Now()) }
	return []table.Column[*meter]{
		{ID: "plan", Title: t.Plan, Means: t.PlanMeans, Cell: func(m *meter) string { return sanitize.Line(m.plan) }, Min: 8},
		{ID: "meter", Title: t.Meter, Means: t.MeterMeans, Cell: func(m *meter) string { return sanitize.Line(m.dimension) }, Min: 12},
		{ID: "unit", Title: t.Unit, Means: t.UnitMeans, Cell: func(m *meter) string { return sanitize.Line(m.unit) }, Min: 6, Rank: 2},
		{ID: "last", Title: t.LastMonth, Means: t.UsedMeans, Right: true, Cell: func(m *meter) string { return show.Quantity(m.used.lastWhole()) }},
		{ID: "all", Title: t.AllMonths, Means: t.AllMonthsMeans, Right: true, Extra: true, Cell: func(m *meter) string { return show.Quantity(m.used.sum()) }},
		{ID: "charged", Title: t.Charges, Means: t.UsageChargeMeans, Right: true, Min: 12, Cell: func(m *meter) string { return charged(s.d.Text, m.charges) }, Short: func(m *meter) string { return brief(s.d.Text, m.charges) }},
		{
			ID: "chart", Title: t.Chart, Means: t.UsageChartMeans, Rank: 1, Cell: func(m *meter) string { return m.used.marks() },
			Plain: func(m *meter) string { return m.used.words(s.d.Text, last(), plain, show.Quantity) }, Style: func(*meter) lipgloss.Style { return st.Accent },
		},
		{ID: "reports", Title: t.Lines, Means: t.LinesMeans, Right: true, Extra: true, Cell: func(m *meter) string { return strconv.Itoa(m.reports) }, Style: func(*meter) lipgloss.Style { return st.Dim }},
	}
}

// usedBy is what was used of a meter, by month.
func (s *OfferScreen) usedBy(m *meter) string {
	words := m.used.words(s.d.Text, payout.MonthOf(s.d.Now()), unbroken, show.Quantity)
	return fmt.Sprintf(s.d.Text.Orders.UsedOf, m.counted(), words)
}

func (s *OfferScreen) status(r *placed) string {
	word := sanitize.Line(r.Status)
	if r.Trial {
		return fmt.Sprintf(s.d.Text.Orders.Trial, word)
	}
	return word
}

func (s *OfferScreen) private(r *placed) string {
	if r.Private {
		return s.d.Text.Words.Yes
	}
	return s.d.Text.Words.No
}

func (s *OfferScreen) statusLook(r *placed) lipgloss.Style {
	if r.Active() {
		return s.d.Styles.Text
	}
	return s.d.Styles.Dim
}

// customer is who ordered. Names are personal data: they are hidden until they are asked for.
func (s *OfferScreen) customer(r *placed) string {
	name := sanitize.Line(cmp.Or(r.CustomerName, r.Customer))
	if name == "" || s.names {
		return name
	}
	return s.d.Text.Orders.Masked
}

func (s *OfferScreen) charge(d decimal.Decimal, currency string) string {
	if d.IsZero() && currency == "" {
		return ""
	}
	return show.Money(payout.Money{Amount: d, Currency: currency})
}

func (s *OfferScreen) term(r *placed) string {
	if r.TermStart.IsZero() || r.TermEnd.IsZero() {
		return day(r.TermStart) + day(r.TermEnd)
	}
	return fmt.Sprintf(s.d.Text.Orders.Term, day(r.TermStart), day(r.TermEnd))
}

// day is a day as the reports count it.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}
