package command

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"awning/client"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/wrap"
)

// The shape of the glance: how wide it is where nobody says, how far in its answers
// stand, and how many lines it has at most.
const (
	glanceWidth = 80
	glanceIn    = 14
	glanceMost  = 11
)

// glance is the answer in a few lines, the first three of which are enough: how much is
// paid next and when, what came last, what is held up and who must act.
type glance struct {
	*run
	client.PayoutView

	width int
	lines []string
}

func (r *run) glance(v client.PayoutView) string {
	g := glance{run: r, PayoutView: v, width: r.view().width}
	if g.width <= glanceIn {
		g.width = glanceWidth
	}
	t := &r.text.Command.Payouts
	g.one(t.Next, plain, g.next()...)
	g.one(t.Last, plain, g.last()...)
	held := byUrgency(v.Outlook.Held)
	g.one(t.Held, urgency(held), g.held(held)...)
	head := g.lines
	g.lines = nil
	g.states()
	tail := g.lines
	g.lines = nil
	g.more(held)
	g.notes()
	middle := g.lines
	if room := max(0, glanceMost-len(head)-len(tail)); len(middle) > room {
		left := len(middle) - max(0, room-1)
		middle = middle[:max(0, room-1)]
		g.lines = nil
		g.one("", dim, sprintf(t.AndMore, left))
		tail = append(g.lines, tail...)
	}
	return strings.Join(head, "") + strings.Join(middle, "") + strings.Join(tail, "")
}

// one adds the first of some wordings that fits on a line, or breaks the last one.
func (g *glance) one(label string, as role, wordings ...string) {
	room := g.width - glanceIn
	words := wordings[len(wordings)-1]
	for _, w := range wordings {
		if ansi.StringWidth(w) <= room {
			words = w
			break
		}
	}
	for i, line := range wrap.Lines(sanitize.Line(words), room) {
		if i > 0 {
			label = ""
		}
		pad := strings.Repeat(" ", max(1, glanceIn-ansi.StringWidth(label)))
		g.lines = append(g.lines, g.view().paint(dim, label)+pad+g.view().paint(as, line)+"\n")
	}
}

// next says what the next payment is.
func (g *glance) next() []string {
	t, o := &g.text.Command.Payouts, g.Outlook
	if len(o.Next) == 0 {
		if g.everRead() {
			return []string{t.NextNone}
		}
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
	sum, by := g.monies(all), o.Next[0].By.Format(t.Day)
	switch {
	case noted(o, payout.NoteNegative):
		return []string{sprintf(t.NextNegative, sum)}
	case noted(o, payout.NoteThreshold):
		return []string{sprintf(t.NextBelow, sum)}
	case certain:
		return []string{sprintf(t.NextCertain, sum, by)}
	case len(ordered) > 0:
		return []string{sprintf(t.NextPartly, sum, by, g.monies(ordered)), sprintf(t.NextPart, sum, by)}
	}
	return []string{sprintf(t.NextEstimate, sum, by)}
}

// noted reports whether an outlook has a note of a kind.
func noted(o payout.Outlook, kind payout.NoteKind) bool {
	for _, n := range o.Notes {
		if n.Kind == kind {
			return true
		}
	}
	return false
}

// last says what was paid last.
func (g *glance) last() []string {
	t, last := &g.text.Command.Payouts, g.Outlook.Last
	switch {
	case last == nil && g.estimated():
		return []string{t.LastHidden}
	case last == nil && g.everRead():
		return []string{t.LastNone}
	case last == nil:
		return []string{t.NextUnknown}
	}
	short := sprintf(t.LastSent, show.Money(last.Total), last.Date.Format(t.Day))
	if last.From.IsZero() {
		return []string{short}
	}
	return []string{
		sprintf(t.LastBank, show.Money(last.Total), last.Date.Format(t.Day), last.From.Format(t.Day), last.To.Format(t.Day)),
		sprintf(t.LastArrives, show.Money(last.Total), last.Date.Format(t.Day), last.To.Format(t.Day)),
		short,
	}
}

// held says what is held up, that which somebody must act on first.
func (g *glance) held(held []payout.Held) []string {
	t := &g.text.Command.Payouts
	switch {
	case len(held) == 0 && g.everRead():
		return []string{t.HeldNone}
	case len(held) == 0:
		return []string{t.NextUnknown}
	case len(held) == 1:
		return []string{g.heldOne(held[0])}
	}
	h := held[0]
	return []string{sprintf(t.HeldMore, show.Money(h.Due), g.text.PayoutStatus(h.Status).Label, g.actor(h), len(held)-1), g.heldOne(h)}
}

func (g *glance) heldOne(h payout.Held) string {
	return sprintf(g.text.Command.Payouts.HeldOne, show.Money(h.Due), g.text.PayoutStatus(h.Status).Label, g.actor(h))
}

// actor is who must act.
func (g *glance) actor(h payout.Held) string {
	return text.Word(g.text.Payout.Actors, payout.StatusOf(h.Status).Actor)
}

// more says what else is held up, and what is to be done about all of it.
func (g *glance) more(held []payout.Held) {
	t := &g.text.Command.Payouts
	for i, h := range held {
		if i > 0 {
			g.one("", warn, g.heldOne(h))
		}
	}
	told := map[string]bool{}
	for _, h := range held {
		s := g.text.PayoutStatus(h.Status)
		switch payout.StatusOf(h.Status).Actor {
		case payout.Publisher, payout.Bank, payout.Support:
			if !told[s.Label] {
				g.one(t.ToDo, plain, sprintf(t.Do, s.Label, s.Act))
			}
			told[s.Label] = true
		case payout.Nobody, payout.TooLate, payout.Unclear:
		}
	}
}

// notes says what else there is to know, but for what the first lines say.
func (g *glance) notes() {
	t := &g.text.Command.Payouts
	for _, n := range g.Outlook.Notes {
		says := g.text.Payout.Notes[n.Kind]
		switch n.Kind {
		case payout.NoteHeld, payout.NoteThreshold, payout.NoteNegative:
		case payout.NoteCurrency:
			g.one(t.Note, plain, says)
		case payout.NotePastMonth, payout.NoteUnknown:
			g.one(t.Note, plain, sprintf(t.Noted, g.monies(n.Sums), says))
		}
	}
	if n := len(g.Mismatches); n > 0 {
		g.one(t.Note, plain, text.Count(n, t.OneMismatch, t.Mismatches))
	}
	if g.estimated() {
		g.one(t.Note, plain, t.EstimateNote)
	}
}

// states says how old all this is, what is under way, and what is missing.
func (g *glance) states() {
	t := &g.text.Command.Payouts
	var sum payout.State
	for _, s := range g.States {
		sum.Earnings, sum.Payments = sum.Earnings+s.Earnings, sum.Payments+s.Payments
	}
	if at := oldest(g.States); at.IsZero() {
		g.one(t.AsOf, plain, t.NeverRead)
	} else {
		age := g.text.Words.Age(g.opt.Now().Sub(at))
		if len(g.States) > 1 {
			age = sprintf(t.Mixed, age)
		}
		g.one(t.AsOf, plain, sprintf(t.Read, age, text.Count(sum.Earnings, t.OneLine, t.Lines), text.Count(sum.Payments, t.OnePayment, t.Payments)))
	}
	for _, s := range g.States {
		g.state(s)
	}
}

// oldest is as of when all that was read is known; zero if nothing was read.
func oldest(states []payout.State) time.Time {
	var at time.Time
	for _, s := range states {
		if !s.At.IsZero() && (at.IsZero() || s.At.Before(at)) {
			at = s.At
		}
	}
	return at
}

// state says what is under way for one account, or what is missing.
func (g *glance) state(s payout.State) {
	t := &g.text.Command.Payouts
	if s.Problem != "" {
		words := sprintf(t.Of, s.Profile, s.Problem)
		if s.Hint != "" {
			words = sprintf(t.Failed, words, s.Hint)
		}
		g.one(t.Missing, warn, words)
		return
	}
	var under []string
	for _, e := range s.Exports {
		if e.State != payout.ExportDone {
			under = append(under, sprintf(t.Export, text.Word(g.text.Payout.Exports, e.Kind), text.Word(g.text.Payout.Stages, e.State)))
		}
	}
	switch {
	case len(under) > 0:
		g.one(t.UnderWay, plain, sprintf(t.Of, s.Profile, strings.Join(under, ", ")))
	case s.At.IsZero() && len(g.States) > 1 && g.everRead():
		g.one("", plain, sprintf(t.Of, s.Profile, t.NeverRead))
	}
}

// monies are amounts in several currencies.
func (g *glance) monies(all []payout.Money) string {
	var out string
	for i, m := range all {
		switch i {
		case 0:
			out = show.Money(m)
		default:
			out = sprintf(g.text.Words.And, out, show.Money(m))
		}
	}
	return out
}

// everRead reports whether there is anything to tell of.
func (g *glance) everRead() bool {
	for _, s := range g.States {
		if !s.At.IsZero() || s.Earnings > 0 || s.Payments > 0 {
			return true
		}
	}
	return false
}

// estimated reports whether some of it is an estimate.
func (g *glance) estimated() bool {
	for _, s := range g.States {
		if s.Source == payout.FromEstimate && (s.Earnings > 0 || !s.At.IsZero()) {
			return true
		}
	}
	return false
}

// urgency is how what is held up looks.
func urgency(held []payout.Held) role {
	if len(held) == 0 {
		return plain
	}
	return warn
}

// byUrgency puts first what somebody must act on: the publisher, then others.
func byUrgency(held []payout.Held) []payout.Held {
	rank := func(h payout.Held) int {
		switch payout.StatusOf(h.Status).Actor {
		case payout.Publisher, payout.Bank:
			return 0
		case payout.Support:
			return 1
		case payout.Nobody, payout.Unclear, payout.TooLate:
		}
		return 2
	}
	out := slices.Clone(held)
	slices.SortStableFunc(out, func(a, b payout.Held) int { return rank(a) - rank(b) })
	return out
}
