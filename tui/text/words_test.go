package text_test

import (
	"testing"
	"time"

	"awning/model"
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
