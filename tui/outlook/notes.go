package outlook

import (
	"fmt"

	"awning/client"
	"awning/model/payout"
	"awning/tui/text"
)

// Notes say what else there is to know, but for what the three lines say: clean sentences
// without their points.
func Notes(t *text.Texts, v client.PayoutView) []string {
	var out []string
	estimated := Estimated(v)
	if estimated {
		out = append(out, t.Command.Payouts.EstimateNote)
	}
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
