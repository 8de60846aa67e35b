// Package outlook says in three lines what a publisher wants to know of payouts: how much
// is paid next and when, what came last, what is held up and who must act.
package outlook

import (
	"fmt"
	"slices"
	"time"

	"awning/client"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
)

// Line is one of the three.
type Line struct {
	Label string
	// Wordings say the same, the fullest first: clean texts.
	Wordings []string
	// Warn says that somebody may have to act.
	Warn bool
}

// Fit is the first wording that fits in so many cells, or the last one.
func (l Line) Fit(width int) string {
	for _, w := range l.Wordings {
		if cells.Width(w) <= width {
			return w
		}
	}
	return l.Wordings[len(l.Wordings)-1]
}

// Lines are the three of them: the next payment, the last one, what is held up.
func Lines(t *text.Texts, v client.PayoutView) []Line {
	s := speaker{t, v}
	return []Line{
		{Label: t.Command.Payouts.Next, Wordings: s.next()},
		{Label: t.Command.Payouts.Last, Wordings: s.last()},
		{Label: t.Command.Payouts.Held, Wordings: s.held(), Warn: len(v.Outlook.Held) > 0},
	}
}

// Estimated reports whether some of it is an estimate.
func Estimated(v client.PayoutView) bool {
	return slices.ContainsFunc(v.States, func(s payout.State) bool { return s.Source == payout.FromEstimate && read(s) })
}

// Estimates says whose figures are an estimate where others are not; empty if all are, or none.
func Estimates(t *text.Texts, v client.PayoutView) string {
	var who []string
	told := 0 // who has figures
	for _, s := range v.States {
		if s.Earnings+s.Payments == 0 {
			continue
		}
		told++
		if s.Source == payout.FromEstimate {
			who = append(who, sanitize.ID(string(s.Profile)))
		}
	}
	switch {
	case len(who) == told:
		return ""
	case len(who) == 1:
		return who[0]
	case len(who) > 1:
		return fmt.Sprintf(t.Payout.Profiles, len(who))
	}
	return ""
}

// Refused reports whether nothing is known because nobody who is signed in may know it.
func Refused(v client.PayoutView) bool {
	for _, s := range v.States {
		if s.Problem == "" || s.Source != "" {
			return false
		}
	}
	return len(v.States) > 0 && !EverRead(v)
}

// EverRead reports whether there is anything to tell of.
func EverRead(v client.PayoutView) bool { return slices.ContainsFunc(v.States, read) }

func read(s payout.State) bool { return !s.At.IsZero() || s.Earnings > 0 || s.Payments > 0 }

// Oldest is as of when all that was read is known; zero if nothing was read.
func Oldest(states []payout.State) time.Time {
	var at time.Time
	for _, one := range states {
		if !one.At.IsZero() && (at.IsZero() || one.At.Before(at)) {
			at = one.At
		}
	}
	return at
}

// Monies are amounts in several currencies, which are never added.
func Monies(t *text.Texts, all []payout.Money) string {
	out := ""
	for i, m := range all {
		if i == 0 {
			out = show.Money(m)
			continue
		}
		out = fmt.Sprintf(t.Words.And, out, show.Money(m))
	}
	return out
}

// speaker puts a view into words.
type speaker struct {
	*text.Texts
	client.PayoutView
}

func (s speaker) next() []string {
	t, o := &s.Command.Payouts, s.Outlook
	switch {
	case len(o.Next) > 0:
	case EverRead(s.PayoutView):
		return []string{t.NextNone}
	case Refused(s.PayoutView):
		return []string{s.Payouts.MayNotSee}
	default:
		return []string{t.NextUnknown}
	}
	var all, ordered []payout.Money
	certain := true
	for _, n := range o.Next {
		all = append(all, n.Due)
		if !n.Ordered.IsZero() {
			ordered = append(ordered, payout.Money{Amount: n.Ordered, Currency: n.Due.Currency})
		}
		certain = certain && n.Certain()
	}
	sum, by := Monies(s.Texts, all), o.Next[0].By.Format(t.Day)
	brief := fmt.Sprintf(s.Payouts.Next, sum, by)
	switch {
	case s.noted(payout.NoteNegative):
		return []string{fmt.Sprintf(t.NextNegative, sum)}
	case s.noted(payout.NoteThreshold):
		return []string{fmt.Sprintf(t.NextBelow, sum)}
	case certain:
		return []string{fmt.Sprintf(t.NextCertain, sum, by)}
	case len(ordered) > 0:
		return []string{fmt.Sprintf(t.NextPartly, sum, by, Monies(s.Texts, ordered)), fmt.Sprintf(t.NextPart, sum, by), brief}
	}
	return []string{fmt.Sprintf(t.NextEstimate, sum, by), brief}
}

func (s speaker) noted(kind payout.NoteKind) bool {
	return slices.ContainsFunc(s.Outlook.Notes, func(n payout.Note) bool { return n.Kind == kind })
}

func (s speaker) last() []string {
	t, last := &s.Command.Payouts, s.Outlook.Last
	switch {
	case last == nil && Estimated(s.PayoutView):
		return []string{t.LastHidden}
	case last == nil && EverRead(s.PayoutView):
		return []string{t.LastNone}
	case last == nil && Refused(s.PayoutView):
		return []string{s.Payouts.MayNotSee}
	case last == nil:
		return []string{t.NextUnknown}
	}
	sent := append([]payout.Sent{*last}, s.Outlook.Also...)
	total, day := Monies(s.Texts, totals(sent)), last.Date.Format(t.Day)
	short := fmt.Sprintf(t.LastSent, total, day)
	first, latest := last.From, last.To
	for _, one := range sent {
		if one.From.IsZero() {
			return []string{short} // of one of them nobody knows
		}
		if one.From.Before(first) {
			first = one.From
		}
		if one.To.After(latest) {
			latest = one.To
		}
	}
	to := latest.Format(t.Day)
	return []string{fmt.Sprintf(t.LastBank, total, day, first.Format(t.Day), to), fmt.Sprintf(t.LastArrives, total, day, to), short}
}

// totals are what payments come to, in each currency.
func totals(sent []payout.Sent) []payout.Money {
	var out []payout.Money
	for _, one := range sent {
		i := slices.IndexFunc(out, func(m payout.Money) bool { return m.Currency == one.Total.Currency })
		if i < 0 {
			out = append(out, one.Total)
			continue
		}
		out[i].Amount = out[i].Amount.Add(one.Total.Amount)
	}
	return out
}

// held names first what somebody must act on.
func (s speaker) held() []string {
	t, all := &s.Command.Payouts, ByUrgency(s.Outlook.Held)
	switch {
	case len(all) == 0 && EverRead(s.PayoutView):
		return []string{t.HeldNone}
	case len(all) == 0 && Refused(s.PayoutView):
		return []string{s.Payouts.MayNotSee}
	case len(all) == 0:
		return []string{t.NextUnknown}
	case len(all) == 1:
		return []string{Held(s.Texts, all[0])}
	}
	more := fmt.Sprintf(t.HeldMore, show.Money(all[0].Due), s.PayoutStatus(all[0].Status).Label, actor(s.Texts, all[0]), len(all)-1)
	return []string{more, Held(s.Texts, all[0])}
}

// Held says how much is held up, why, and who must act.
func Held(t *text.Texts, h payout.Held) string {
	return fmt.Sprintf(t.Command.Payouts.HeldOne, show.Money(h.Due), t.PayoutStatus(h.Status).Label, actor(t, h))
}

func actor(t *text.Texts, h payout.Held) string {
	return text.Word(t.Payout.Actors, payout.StatusOf(h.Status).Actor)
}

// ByUrgency puts first what somebody must act on: the publisher, then others.
func ByUrgency(held []payout.Held) []payout.Held {
	out := slices.Clone(held)
	slices.SortStableFunc(out, func(a, b payout.Held) int { return rank(a) - rank(b) })
	return out
}

// rank is how urgent it is that the publisher hears of something.
func rank(h payout.Held) int {
	switch payout.StatusOf(h.Status).Actor {
	case payout.Publisher, payout.Bank:
		return 0
	case payout.Support:
		return 1
	case payout.Nobody, payout.Unclear, payout.TooLate:
	}
	return 2
}
