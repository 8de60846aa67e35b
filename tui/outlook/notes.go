package outlook

import (
	"fmt"
	"slices"

	"awning/client"
	"awning/model/payout"
	"awning/tui/text"
)

// Notes say what else there is to know, but for what the three lines say, and that it is an
// estimate: clean sentences without their points.
func Notes(t *text.Texts, v client.PayoutView) []string {
	var out []string
	estimated := Estimated(v)
	for _, n := range v.Outlook.Notes {
		says := t.Payout.Notes[n.Kind]
		switch n.Kind {
		case payout.NoteHeld, payout.NoteThreshold, payout.NoteNegative:
		case payout.NoteCurrency:
			if !estimated { // those do not tell of payments
				out = append(out, says)
			}
		case payout.NotePastMonth, payout.NoteUnknown:
			out = append(out, fmt.Sprintf(t.Command.Payouts.Noted, Monies(t, n.Sums), says))
		}
	}
	return out
}

// ToDo says what somebody has to do before money moves that is held up: a sentence without its
// point for each state.
func ToDo(t *text.Texts, held []payout.Held) []string {
	var out []string
	for _, h := range ByUrgency(held) {
		s := t.PayoutStatus(h.Status)
		switch payout.StatusOf(h.Status).Actor {
		case payout.Publisher, payout.Bank, payout.Support:
			if words := fmt.Sprintf(t.Command.Payouts.Do, s.Label, s.Act); !slices.Contains(out, words) {
				out = append(out, words)
			}
		case payout.Nobody, payout.TooLate, payout.Unclear:
		}
	}
	return out
}
