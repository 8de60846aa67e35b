package text_test

import (
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/model/payout"
	"awning/tui/text"
)

func TestDuration(t *testing.T) {
	t.Parallel()
	w := text.English().Words
	for want, d := range map[string]time.Duration{
		"0 s": -time.Second, "40 s": 40 * time.Second, "12 min": 12*time.Minute + 40*time.Second, "3 h": 3 * time.Hour,
		"3 h 5 min": 3*time.Hour + 5*time.Minute, "47 h 59 min": 48*time.Hour - time.Second, "2 days": 49 * time.Hour,
	} {
		if got := w.Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestAgeAndTime(t *testing.T) {
	t.Parallel()
	w := text.English().Words
	now := time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)
	for name, c := range map[string][2]string{
		"new":       {w.Age(2 * time.Second), "just now"},
		"old":       {w.Age(3 * time.Minute), "3 min ago"},
		"today":     {w.Time(now.Add(-time.Hour), now), "14:00"},
		"last week": {w.Time(now.Add(-7*24*time.Hour), now), "23 Feb 2026 15:00"},
		"elsewhere": {w.Time(now, now.In(time.FixedZone("", 3600))), "16:00"},
		"known":     {text.Word(w.Environments, model.Live), "live"},
		"not known": {text.Word(w.Steps, "Dancing"), "Dancing"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: %q, want %q", name, c[0], c[1])
		}
	}
}

// Every state the service is known to have has words, and says who must act; any other is
// called what the service calls it.
func TestTexts_PayoutStatus(t *testing.T) {
	t.Parallel()
	texts := text.English()
	words := []string{
		"Unprocessed", "UPCOMING", "In progress", "IN_PROGRESS", "Sent", "Pending tax invoice", "Tax invoice under review", "Tax invoice rejected",
		"Rejected during review", "Rejected", "Failed", "Reprocessing", "Reversed", "Incorrect payment", "Forfeited", "Escheated",
		"Not eligible", "Reprocessed", "Unreconciled", "Uncollected",
	}
	seen := map[string]bool{}
	for _, w := range words {
		s, known := payout.StatusOf(w), texts.PayoutStatus(w)
		if s.ID == "" || texts.Payout.Statuses[s.ID].Label == "" || known.Act == texts.Payout.Unknown.Act {
			t.Errorf("%s has no words: %+v", w, known)
		}
		if texts.Payout.Groups[s.Group] == "" || texts.Payout.Actors[s.Actor] == "" {
			t.Errorf("%s: the group %q or the actor %q has no word", w, s.Group, s.Actor)
		}
		seen[s.ID] = true
	}
	for id := range texts.Payout.Statuses {
		if !seen[id] {
			t.Errorf("%s has words, and no state is called so", id)
		}
	}
	if s := texts.PayoutStatus("On\x1b[2J hold"); s.Label == "" || strings.ContainsRune(s.Label, '\x1b') || !strings.Contains(s.Label, "hold") || s.Act == "" {
		t.Errorf("an unknown state is told as %+v", s)
	}
}
