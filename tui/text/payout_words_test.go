package text_test

import (
	"strings"
	"testing"

	"awning/model/payout"
	"awning/tui/text"
)

// Every state of the payouts, and those that only estimates have, is told by its own name,
// belongs where the documentation puts it, and says who must act; what nobody has heard of is
// told as it is, and that who must act is not known.
func TestPayoutWords_states(t *testing.T) {
	t.Parallel()
	texts := text.English()
	for word, want := range map[string]struct {
		group payout.Group
		actor payout.Actor
		act   string // part of what is to be done
	}{
		"Unprocessed":              {payout.Earned, payout.Nobody, "nobody has to act"},
		"Upcoming":                 {payout.Scheduled, payout.Nobody, "nobody has to act"},
		"In progress":              {payout.Scheduled, payout.Nobody, "nobody has to act"},
		"Sent":                     {payout.Paid, payout.Nobody, "nobody has to act"},
		"Pending tax invoice":      {payout.Blocked, payout.Publisher, "send the tax invoice"},
		"Tax invoice under review": {payout.Blocked, payout.Nobody, "nobody has to act"},
		"Tax invoice rejected":     {payout.Blocked, payout.Support, "support"},
		"Rejected during review":   {payout.Problem, payout.Support, "support"},
		"Rejected":                 {payout.Problem, payout.Bank, "bank details"},
		"Failed":                   {payout.Problem, payout.Support, "support"},
		"Reprocessing":             {payout.Problem, payout.Nobody, "nobody has to act"},
		"Reversed":                 {payout.Problem, payout.Nobody, "nobody has to act"},
		"Incorrect payment":        {payout.Problem, payout.Nobody, "nobody has to act"},
		"Forfeited":                {payout.Lost, payout.TooLate, "too late"},
		"Escheated":                {payout.Lost, payout.TooLate, "too late"},
		"Not eligible":             {payout.Earned, payout.Nobody, "nobody has to act"},
		"Unreconciled":             {payout.Earned, payout.Nobody, "nobody has to act"},
		"Uncollected":              {payout.Earned, payout.Nobody, "nobody has to act"},
	} {
		for _, written := range []string{word, strings.ToUpper(word), strings.ReplaceAll(word, " ", "_")} {
			s, told := payout.StatusOf(written), texts.PayoutStatus(written)
			if s.Group != want.group || s.Actor != want.actor || told.Label != word || told.Means == "" || !strings.Contains(told.Act, want.act) {
				t.Errorf("%s: %+v, told as %+v", written, s, told)
			}
		}
	}
	told := texts.PayoutStatus("Awaiting_The Full moon")
	if s := payout.StatusOf("Awaiting_The Full moon"); s.Group != payout.Other || s.Actor != payout.Unclear || told.Label != "Awaiting_The Full moon" || told.Act == "" {
		t.Errorf("%+v, told as %+v", s, told)
	}
}

// Whatever does not fit, and however far a sale has come, has words that say what it is and
// who must act.
func TestPayoutWords_sales(t *testing.T) {
	t.Parallel()
	words := text.English().Payout
	kinds := []payout.MismatchKind{
		payout.PaymentParts, payout.PaymentEarnings, payout.PaymentUnknown, payout.OrderUnearned, payout.UsageUnearned, payout.EarningNoOrder,
	}
	for _, k := range kinds {
		if !strings.Contains(words.Mismatches[k], "%s") || words.MismatchActs[k] == "" || words.Actors[k.Actor()] == "" {
			t.Errorf("%s is told as %q, %q, %q", k, words.Mismatches[k], words.MismatchActs[k], words.Actors[k.Actor()])
		}
	}
	stages := []payout.Stage{
		payout.StageSold, payout.StageCollecting, payout.StageEarned, payout.StageScheduled, payout.StagePaid, payout.StageHeld,
		payout.StageTakenBack, payout.StageFree, payout.StageUnclear,
	}
	for _, s := range stages {
		if w := words.Sales[s]; w.Label == "" || w.Means == "" || w.Act == "" {
			t.Errorf("%s is told as %+v", s, w)
		}
	}
	if len(words.Mismatches) != len(kinds) || len(words.Sales) != len(stages) {
		t.Errorf("%d kinds and %d stages have words", len(words.Mismatches), len(words.Sales))
	}
	for stage, old := range map[payout.Stage]string{payout.StageSold: "billing in progress", payout.StageCollecting: "in collection"} {
		if !strings.Contains(words.Sales[stage].Means, old) {
			t.Errorf("%s does not say what the old portal called it: %s", stage, words.Sales[stage].Means)
		}
	}
}
