package command

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"awning/client"
	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
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
	said  []string // each one line, or several if it must be broken
}

func (r *run) glance(v client.PayoutView) string {
	g := glance{run: r, PayoutView: v, width: r.view().width}
	if g.width <= glanceIn {
		g.width = glanceWidth
	}
	for _, l := range outlook.Lines(r.text, v) {
		g.one(l.Label, urgency(l), l.Fit(g.width-glanceIn))
	}
	head := g.take()
	g.states()
	tail := g.take()
	g.more(outlook.ByUrgency(v.Outlook.Held))
	g.notes()
	return strings.Join(slices.Concat(head, g.fit(g.take(), glanceMost-height(head)-height(tail)), tail), "")
}

// take returns what was said so far, and begins anew.
func (g *glance) take() []string {
	said := g.said
	g.said = nil
	return said
}

// fit leaves of what was said as much as has room, and how much that leaves out.
func (g *glance) fit(said []string, room int) []string {
	if height(said) <= room {
		return said
	}
	n := 0
	for n < len(said) && height(said[:n+1]) < room {
		n++
	}
	g.one("", dim, sprintf(g.text.Command.Payouts.AndMore, len(said)-n))
	return append(said[:n:n], g.take()...)
}

// height is how many lines there are.
func height(said []string) int { return strings.Count(strings.Join(said, ""), "\n") }

// urgency is how a line looks.
func urgency(l outlook.Line) role {
	if l.Warn {
		return warn
	}
	return plain
}

// one adds what there is to say, broken into lines if it must be.
func (g *glance) one(label string, as role, words string) {
	var b strings.Builder
	for i, line := range wrap.Lines(sanitize.Line(words), g.width-glanceIn) {
		if i > 0 {
			label = ""
		}
		pad := strings.Repeat(" ", max(1, glanceIn-ansi.StringWidth(label)))
		b.WriteString(g.view().paint(dim, label) + pad + g.view().paint(as, line) + "\n")
	}
	g.said = append(g.said, b.String())
}

// more says what else is held up, and what is to be done about all of it.
func (g *glance) more(held []payout.Held) {
	t := &g.text.Command.Payouts
	for i, h := range held {
		if i > 0 {
			g.one("", warn, outlook.Held(g.text, h))
		}
	}
	for _, words := range outlook.ToDo(g.text, held) {
		g.one(t.ToDo, plain, words)
	}
}

// notes says what else there is to know, but for what the first lines say.
func (g *glance) notes() {
	t := &g.text.Command.Payouts
	if outlook.Estimated(g.PayoutView) {
		words := t.EstimateNote
		if who := outlook.Estimates(g.text, g.PayoutView); who != "" {
			words = sprintf(t.Of, who, words)
		}
		g.one(t.Note, plain, words)
	}
	for _, words := range outlook.Notes(g.text, g.PayoutView) {
		g.one(t.Note, plain, words)
	}
	if n := len(g.Mismatches); n > 0 {
		g.one(t.Note, plain, text.Count(n, t.OneMismatch, t.Mismatches))
	}
}

// states says how old all this is, what is under way, and what is missing.
func (g *glance) states() {
	t := &g.text.Command.Payouts
	var sum payout.State
	for _, s := range g.States {
		sum.Earnings, sum.Payments = sum.Earnings+s.Earnings, sum.Payments+s.Payments
	}
	if at := outlook.Oldest(g.States); at.IsZero() {
		g.one(t.AsOf, plain, t.NeverRead)
	} else {
		age := g.text.Words.Age(g.opt.Now().Sub(at))
		if len(g.States) > 1 {
			age = sprintf(t.Mixed, age)
		}
		known := text.Count(sum.Earnings, t.OneLine, t.Lines)
		if tellsPayments(g.States) {
			known = sprintf(g.text.Words.And, known, text.Count(sum.Payments, t.OnePayment, t.Payments))
		}
		g.one(t.AsOf, plain, sprintf(t.Read, age, known))
	}
	for _, s := range g.States {
		g.state(s)
	}
}

// tellsPayments reports whether payments are known of: estimates have none, which says nothing.
func tellsPayments(states []payout.State) bool {
	return slices.ContainsFunc(states, func(s payout.State) bool { return s.Source != payout.FromEstimate || s.Payments > 0 })
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
	case s.At.IsZero() && len(g.States) > 1 && outlook.EverRead(g.PayoutView):
		g.one("", plain, sprintf(t.Of, s.Profile, t.NeverRead))
	}
}
