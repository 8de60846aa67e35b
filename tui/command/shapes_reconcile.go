package command

import (
	"strconv"
	"time"

	"awning/model/payout"
)

// ReconcileJSON is the answer of payouts reconcile.
type ReconcileJSON struct {
	Mismatches []MismatchJSON `json:"mismatches"`
	Waiting    []WaitingJSON  `json:"waiting"` // the newest first
	// Payments, Earnings and Orders are how many were held against each other.
	Payments int `json:"payments"`
	Earnings int `json:"earnings"`
	Orders   int `json:"orders"`
	// OrdersAt is as of when orders are known; null: they never were read, and nothing is
	// said of them.
	OrdersAt      *time.Time        `json:"ordersAt"`
	OrdersProblem string            `json:"ordersProblem"`
	OrdersHint    string            `json:"ordersHint"`
	States        []PayoutStateJSON `json:"states"` // one for each account
}

// WaitingJSON is a sale by which nothing is earned yet, as it should be.
type WaitingJSON struct {
	// MoneyJSON is what the customer is charged, as the service estimates it.
	MoneyJSON

	// Stage is sold (not billed yet) or collecting (the customer has not paid).
	Stage     string `json:"stage"`
	Text      string `json:"text"`
	Expected  string `json:"expected"` // the month in which it is likely to be earned; empty: nobody knows
	Reference string `json:"reference"`

	Order OrderJSON `json:"order"`
}

func (r *run) reconcileJSON(v payout.Reconciliation) ReconcileJSON {
	out := ReconcileJSON{
		Mismatches: []MismatchJSON{}, Waiting: []WaitingJSON{}, States: []PayoutStateJSON{}, Payments: v.Payments, Earnings: v.Earnings,
		Orders: v.Orders, OrdersAt: moment(v.OrdersAt), OrdersProblem: v.OrdersProblem, OrdersHint: v.OrdersHint,
	}
	for _, m := range v.Mismatches {
		out.Mismatches = append(out.Mismatches, r.mismatchJSON(m))
	}
	for _, w := range v.Waiting {
		out.Waiting = append(out.Waiting, WaitingJSON{
			MoneyJSON: moneyJSON(w.Charge), Stage: string(w.Stage), Text: r.text.Payout.Sales[w.Stage].Means, Expected: w.Expected.String(),
			Reference: w.Order.Ref().String(), Order: orderJSON(w.Order),
		})
	}
	for _, s := range v.States {
		out.States = append(out.States, payoutStateJSON(s))
	}
	return out
}

func (r *run) mismatchJSON(m payout.Mismatch) MismatchJSON {
	return MismatchJSON{
		Kind: string(m.Kind), ID: m.ID, Text: sprintf(r.text.Payout.Mismatches[m.Kind], m.ID), Says: moneyJSON(m.Says), Sum: moneyJSON(m.Sum),
		Actor: string(m.Kind.Actor()), Act: r.text.Payout.MismatchActs[m.Kind], Offer: m.Offer, Plan: m.Plan, Date: dayJSON(m.Date), Lines: m.Lines,
	}
}

// reconcileCSV is what does not fit, and what waits, as rows.
func reconcileCSV(j ReconcileJSON) table {
	out := table{columns: named("what", "kind", "id", "date", "offer", "plan", "amount", "currency", "sum", "sumCurrency", "expected", "actor")}
	for _, m := range j.Mismatches {
		out.rows = append(out.rows, []cell{
			{text: "mismatch"},
			{text: m.Kind},
			{text: m.ID},
			{text: m.Date},
			{text: m.Offer},
			{text: m.Plan},
			figure(m.Says.Amount),
			{text: m.Says.Currency},
			figure(m.Sum.Amount),
			{text: m.Sum.Currency},
			{},
			{text: m.Actor},
		})
	}
	for _, w := range j.Waiting {
		out.rows = append(out.rows, []cell{
			{text: "waiting"},
			{text: w.Stage},
			{text: w.Reference},
			{text: w.Order.Purchased},
			{text: w.Order.OfferName},
			{text: w.Order.Plan},
			figure(w.Amount),
			{text: w.Currency},
			{},
			{},
			{text: w.Expected},
			{text: string(payout.Nobody)},
		})
	}
	return out
}

// unfitTable is what does not fit, for a person.
func (r *run) unfitTable(all []payout.Mismatch) table {
	t := &r.text.Command.Reconcile
	const narrow = 12
	out := table{columns: []column{
		{head: t.What},
		{head: t.Date},
		{head: t.Says, right: true},
		{head: t.Comes, right: true},
		{head: t.Offer, least: narrow},
		{head: t.ID, least: narrow},
	}}
	for _, m := range all {
		out.rows = append(out.rows, []cell{
			{text: r.text.Reconcile.Kinds[m.Kind], role: warn},
			{text: dayJSON(m.Date)},
			{text: charged(m.Says)},
			{text: charged(m.Sum)},
			{text: m.Offer},
			{text: m.ID},
		})
	}
	return out
}

// waitingTable is what waits, added up by what it waits for, until when, and in which currency.
func (r *run) waitingTable(all []payout.Waiting) table {
	t := &r.text.Command.Reconcile
	out := table{columns: []column{{head: t.Stage}, {head: t.Count, right: true}, {head: t.Charges, right: true}, {head: t.Expected}}}
	for _, w := range waits(all) {
		until := t.NotKnown
		if !w.Expected.Zero() {
			until = w.Expected.String()
		}
		out.rows = append(out.rows, texts(r.text.Payout.Sales[w.Stage].Label, strconv.Itoa(w.sales), charged(w.Charge), until))
	}
	return out
}
