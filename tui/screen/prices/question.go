package prices

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/prices"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// toll is what changed prices mean to those who pay them.
type toll struct {
	up, down    int // how many prices
	most, least decimal.NullDecimal
	look        int // how many are flagged
}

// toll counts the prices that are another than what customers pay now; none if
// the plan is not live.
func (b *book) toll() toll {
	var out toll
	if !b.published() {
		return out
	}
	for _, c := range b.report.Changes {
		if !c.Old.Valid || !c.New.Valid {
			continue
		}
		if len(c.Flags) > 0 {
			out.look++
		}
		if c.New.Decimal.GreaterThanOrEqual(c.Old.Decimal) { // equal in another currency
			out.up++
			out.most = further(out.most, c.Percent, decimal.Decimal.GreaterThan)
			continue
		}
		out.down++
		out.least = further(out.least, c.Percent, decimal.Decimal.LessThan)
	}
	return out
}

func further(a, b decimal.NullDecimal, beyond func(a, b decimal.Decimal) bool) decimal.NullDecimal {
	if !a.Valid || b.Valid && beyond(b.Decimal, a.Decimal) {
		return b
	}
	return a
}

// question is what is asked before prices are saved that customers will pay: the
// plan's id must be typed, as in Partner Center. It reports false if no customer
// pays another price.
func (s *Screen) question() (ui.Question, bool) {
	t, o := s.d.Text.Prices, s.offer
	n := s.book.toll()
	if n.up+n.down == 0 {
		return ui.Question{}, false
	}
	id := sanitize.ID(string(s.key.Plan))
	facts := [][2]string{
		{t.AskAccount, show.Account(o, s.d.Styles.Marks.Crumb)},
		{t.AskPlan, sanitize.ID(string(o.ID)) + " " + s.d.Styles.Marks.Crumb + " " + id},
	}
	for _, f := range []struct {
		label string
		n     int
		by    decimal.NullDecimal
	}{{t.AskUp, n.up, n.most}, {t.AskDown, n.down, n.least}} {
		if f.n == 0 {
			continue
		}
		words := count(f.n, t.SeveralOne, t.Several)
		if f.by.Valid {
			words = fmt.Sprintf(t.AskMost, words, fmt.Sprintf(t.By, f.by.Decimal.Abs().StringFixed(1)))
		}
		facts = append(facts, [2]string{f.label, words})
	}
	return ui.Question{
		Title: fmt.Sprintf(t.Ask, id), Facts: facts, Body: s.consequences(n),
		Typed: string(s.key.Plan), Yes: t.AskYes, Do: s.agreed,
	}, true
}

// consequences are what saving and then publishing the prices means, the worst
// first, a paragraph each.
func (s *Screen) consequences(n toll) []string {
	t := s.d.Text.Prices
	var out []string
	for _, b := range s.book.report.Breaks {
		if b.Rule.Refused() {
			out = append(out, fmt.Sprintf(t.AskRefused, text.Word(t.RuleWords, b.Rule)))
		}
	}
	if n.look > 0 {
		out = append(out, count(n.look, t.AskLookOne, t.AskLook))
	}
	if n.up > 0 {
		out = append(out, fmt.Sprintf(t.AskRaised, s.inForce(true), prices.NoticeDays))
	}
	if n.down > 0 {
		out = append(out, fmt.Sprintf(t.AskLowered, s.inForce(false), prices.CutOff(s.t.ID)))
	}
	if prices.Hidden(s.t, s.book.doc) {
		out = append(out, t.AskHidden)
	}
	return append(out, t.AskContracts, t.AskAPI)
}

// inForce is the day on which prices published now can be in force.
func (s *Screen) inForce(raised bool) string {
	return prices.InForce(s.d.Now(), s.t.ID, raised).Format(time.DateOnly)
}

// published reports whether customers pay anything for the plan now.
func (b *book) published() bool { return len(b.live.Rows) > 0 }
