package sale

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// explained says what a state of the files means, and who must act.
func (s *Screen) explained(state text.PayoutStatus) string {
	return fmt.Sprintf(s.d.Text.Earnings.Explains, state.Label, state.Means, upper(state.Act))
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// lookOf is how far a line or a payment is by its state.
func lookOf(status string) look {
	switch payout.StatusOf(status).Group {
	case payout.Paid:
		return done
	case payout.Blocked, payout.Problem, payout.Lost:
		return stopped
	case payout.Earned, payout.Scheduled, payout.Other:
	}
	return going
}

// of names a thing, and one that belongs to it.
func (s *Screen) of(thing, part string) string {
	thing, part = sanitize.Line(thing), sanitize.Line(part)
	if thing == "" || part == "" {
		return thing + part
	}
	return fmt.Sprintf(s.d.Text.Sale.Order, thing, part)
}

// charged is an amount that may not be known.
func (s *Screen) charged(d decimal.Decimal, currency string) string {
	if d.IsZero() && currency == "" {
		return ""
	}
	return show.Money(payout.Money{Amount: d, Currency: currency})
}

// stage is how far the sale has come, in words.
func (s *Screen) stage() text.PayoutStatus {
	if s.unread() {
		return s.d.Text.Sale.Unread
	}
	return s.d.Text.SaleStage(s.trace.Stage)
}

// unread reports that nobody knows how far the sale has come, as payouts were never read.
func (s *Screen) unread() bool { return s.trace.Unread && s.trace.Stage == payout.StageUnclear }

func (s *Screen) span(from, to time.Time) string {
	if from.IsZero() || to.IsZero() {
		return day(from) + day(to)
	}
	return fmt.Sprintf(s.d.Text.Sale.Span, day(from), day(to))
}

// day is a day as the files count it.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

// join puts an order and its line together.
func join(order, line string) string {
	if order == "" || line == "" {
		return order
	}
	return order + ":" + line
}

// facts are labels and values in turn; those without a value are left out.
func facts(pairs ...string) []ui.Fact {
	var out []ui.Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, ui.Fact{Label: pairs[i], Value: pairs[i+1]})
		}
	}
	return out
}
