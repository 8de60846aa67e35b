package command

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/outlook"
)

// MoneyJSON is an amount in one currency. Amounts are texts, so that no program takes them
// for binary fractions: "-1234.50". Amounts of two currencies must not be added.
type MoneyJSON struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"` // ISO 4217; empty if the file does not say
}

// PayoutsJSON is the answer of payouts.
type PayoutsJSON struct {
	// Next is the next payment, per currency payments are made in; empty if none is
	// expected.
	Next       []NextJSON        `json:"next"`
	Last       *SentJSON         `json:"last"`     // null: nothing was ever sent
	AlsoLast   []SentJSON        `json:"alsoLast"` // others of the same day: of other accounts, or in other currencies
	Held       []HeldJSON        `json:"held"`
	Notes      []PayoutNoteJSON  `json:"notes"`
	Mismatches []MismatchJSON    `json:"mismatches"`
	Months     []EarnedJSON      `json:"months"` // by month and group, the earliest first
	States     []PayoutStateJSON `json:"states"` // one for each account
}

// NextJSON is the next payment in one currency.
type NextJSON struct {
	MoneyJSON

	USD     string `json:"usd"`
	Lines   int    `json:"lines"`
	Ordered string `json:"ordered"` // the part of the amount that a payment is ordered for
	Certain bool   `json:"certain"` // all of it is
	Month   string `json:"month"`   // "2026-12"
	By      string `json:"by"`      // the day by which it is sent: "2026-12-15"
}

// SentJSON is a payment that was handed to the bank.
type SentJSON struct {
	MoneyJSON

	ID     string `json:"id"`
	Date   string `json:"date"`
	Method string `json:"method"`
	// BankFrom and BankTo are the days between which it reaches the account; empty if
	// the method is not known.
	BankFrom string `json:"bankFrom"`
	BankTo   string `json:"bankTo"`
}

// HeldJSON is money that does not move by itself.
type HeldJSON struct {
	MoneyJSON
	PayStatusJSON

	USD   string `json:"usd"`
	Lines int    `json:"lines"`
}

// PayStatusJSON is the state of money.
type PayStatusJSON struct {
	Status   string `json:"status"`   // as the file has it
	StatusID string `json:"statusId"` // "tax-invoice-pending"; empty if it is not known
	// Group is earned, scheduled, paid, blocked, problem, lost or other.
	Group string `json:"group"`
	// Actor is who must act: nobody, publisher, bank (the publisher, with the bank
	// details), support, too-late or unclear.
	Actor string `json:"actor"`
	Act   string `json:"act"` // the same in words
}

// PayoutNoteJSON is something to know about the next payment.
type PayoutNoteJSON struct {
	// Kind is threshold, negative, held, past, currency or unknown.
	Kind  string      `json:"kind"`
	Text  string      `json:"text"`
	Sums  []MoneyJSON `json:"sums"`
	Lines int         `json:"lines"`
}

// MismatchJSON is something that does not fit together.
type MismatchJSON struct {
	// Kind is parts, earnings, unknown, unearned, unearned-usage or no-order.
	Kind  string    `json:"kind"`
	ID    string    `json:"id"` // a payment, an order or usage as "order:line", an earning
	Text  string    `json:"text"`
	Says  MoneyJSON `json:"says"`
	Sum   MoneyJSON `json:"sum"`
	Actor string    `json:"actor"` // as of states of money
	Act   string    `json:"act"`   // what to do, in words
	Offer string    `json:"offer"` // the name; empty of payments
	Plan  string    `json:"plan"`
	Date  string    `json:"date"`  // of the sale or the payment; may be empty
	Lines int       `json:"lines"` // of the transaction history, or sales, that it is about
}

// EarnedJSON is what was earned in a month and is in one group of states.
type EarnedJSON struct {
	MoneyJSON

	Month string `json:"month"`
	Group string `json:"group"`
	USD   string `json:"usd"`
	Lines int    `json:"lines"`
}

// PayoutStateJSON is how fresh the figures of an account are.
type PayoutStateJSON struct {
	Profile  string       `json:"profile"`
	Source   string       `json:"source"` // exports, estimate, or empty if nobody may tell
	ReadAt   *time.Time   `json:"readAt"` // null: never
	Earnings int          `json:"earnings"`
	Payments int          `json:"payments"`
	Orders   int          `json:"orders"`
	Exports  []ExportJSON `json:"exports"` // under way, or failed
	Problem  string       `json:"problem"`
	Hint     string       `json:"hint"`
}

// ExportJSON is one export of the payouts service.
type ExportJSON struct {
	// Kind is "transaction history" or "payments".
	Kind string `json:"kind"`
	// State is asked, queued, processing, completed, importing or failed.
	State   string     `json:"state"`
	AskedAt *time.Time `json:"askedAt"`
	From    string     `json:"from"`
	To      string     `json:"to"`
	Rows    int        `json:"rows"`
	Problem string     `json:"problem"`
}

// moneyJSON writes an amount exactly, in no fewer decimals than the file had.
func moneyJSON(m payout.Money) MoneyJSON { return MoneyJSON{exact(m.Amount), m.Currency} }

// exact is an amount without exponent, nothing rounded away.
func exact(d decimal.Decimal) string { return d.StringFixed(max(0, -d.Exponent())) }

// dayJSON is a day; empty for none.
func dayJSON(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func (r *run) payoutsJSON(v client.PayoutView) PayoutsJSON {
	out := PayoutsJSON{
		Next: []NextJSON{}, Held: []HeldJSON{}, Notes: []PayoutNoteJSON{}, Mismatches: []MismatchJSON{},
		AlsoLast: []SentJSON{}, Months: []EarnedJSON{}, States: []PayoutStateJSON{},
	}
	for _, n := range v.Outlook.Next {
		out.Next = append(out.Next, NextJSON{
			MoneyJSON: moneyJSON(n.Due), USD: exact(n.USD), Lines: n.Lines, Ordered: exact(n.Ordered), Certain: n.Certain(),
			Month: n.Month.String(), By: dayJSON(n.By),
		})
	}
	if last := v.Outlook.Last; last != nil {
		one := sentJSON(*last)
		out.Last = &one
	}
	for _, also := range v.Outlook.Also {
		out.AlsoLast = append(out.AlsoLast, sentJSON(also))
	}
	for _, h := range outlook.ByUrgency(v.Outlook.Held) {
		out.Held = append(out.Held, HeldJSON{
			MoneyJSON: moneyJSON(h.Due), PayStatusJSON: r.payStatusJSON(h.Status), USD: exact(h.USD), Lines: h.Lines,
		})
	}
	for _, n := range v.Outlook.Notes {
		note := PayoutNoteJSON{Kind: string(n.Kind), Text: r.text.Payout.Notes[n.Kind], Sums: []MoneyJSON{}, Lines: n.Lines}
		for _, m := range n.Sums {
			note.Sums = append(note.Sums, moneyJSON(m))
		}
		out.Notes = append(out.Notes, note)
	}
	for _, w := range v.Mismatches {
		out.Mismatches = append(out.Mismatches, r.mismatchJSON(w))
	}
	for _, m := range v.Months {
		out.Months = append(out.Months, EarnedJSON{
			MoneyJSON: moneyJSON(m.Due), Month: m.Key, Group: string(m.Group), USD: exact(m.USD), Lines: m.Lines,
		})
	}
	for _, s := range v.States {
		out.States = append(out.States, payoutStateJSON(s))
	}
	return out
}

func sentJSON(s payout.Sent) SentJSON {
	return SentJSON{
		MoneyJSON: moneyJSON(s.Total), ID: s.ID, Date: dayJSON(s.Date), Method: s.Method, BankFrom: dayJSON(s.From), BankTo: dayJSON(s.To),
	}
}

func (r *run) payStatusJSON(word string) PayStatusJSON {
	s := payout.StatusOf(word)
	return PayStatusJSON{Status: word, StatusID: s.ID, Group: string(s.Group), Actor: string(s.Actor), Act: r.text.PayoutStatus(word).Act}
}

func payoutStateJSON(s payout.State) PayoutStateJSON {
	out := PayoutStateJSON{
		Profile: string(s.Profile), Source: string(s.Source), ReadAt: moment(s.At), Earnings: s.Earnings, Payments: s.Payments,
		Orders: s.Orders, Exports: []ExportJSON{}, Problem: s.Problem, Hint: s.Hint,
	}
	for _, e := range s.Exports {
		out.Exports = append(out.Exports, ExportJSON{
			Kind: string(e.Kind), State: string(e.State), AskedAt: moment(e.Asked), From: dayJSON(e.From), To: dayJSON(e.To),
			Rows: e.Rows, Problem: e.Problem,
		})
	}
	return out
}

// payoutsTable is the glance as rows, for CSV: what is next, last and held up.
func (r *run) payoutsTable(v client.PayoutView) table {
	j := r.payoutsJSON(v)
	out := table{columns: named("what", "amount", "currency", "usd", "ordered", "lines", "date", "status", "actor")}
	for _, n := range j.Next {
		out.rows = append(out.rows, []cell{
			{text: "next"}, figure(n.Amount), {text: n.Currency}, figure(n.USD), figure(n.Ordered), figure(strconv.Itoa(n.Lines)), {text: n.By}, {}, {},
		})
	}
	if j.Last != nil {
		for _, sent := range append([]SentJSON{*j.Last}, j.AlsoLast...) {
			out.rows = append(out.rows, []cell{{text: "last"}, figure(sent.Amount), {text: sent.Currency}, {}, {}, {}, {text: sent.Date}, {}, {}})
		}
	}
	for _, h := range j.Held {
		out.rows = append(out.rows, []cell{
			{text: "held"}, figure(h.Amount), {text: h.Currency}, figure(h.USD), {}, figure(strconv.Itoa(h.Lines)), {}, {text: h.Status}, {text: h.Actor},
		})
	}
	return out
}
