package outlook_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/text"
)

func money(units int64, currency string) payout.Money {
	return payout.Money{Amount: decimal.NewFromInt(units), Currency: currency}
}

func next(units, ordered int64, currency string) payout.Next {
	return payout.Next{Due: money(units, currency), Ordered: decimal.NewFromInt(ordered), By: time.Date(2026, 12, 15, 0, 0, 0, 0, time.UTC)}
}

func held(status string, units int64) payout.Held {
	return payout.Held{Status: status, Due: money(units, "EUR"), Lines: 1}
}

func TestLines(t *testing.T) {
	t.Parallel()
	read := []payout.State{{At: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Source: payout.FromExports}}
	for name, c := range map[string]struct {
		states []payout.State
		look   payout.Outlook
		line   int
		want   []string // in the fullest wording
		not    string
	}{
		"may not be seen":    {[]payout.State{{Problem: "no"}}, payout.Outlook{}, 0, []string{"nobody who is signed in may see it"}, "yet"},
		"nothing was read":   {nil, payout.Outlook{}, 0, []string{"not known yet"}, "expected"},
		"nothing comes":      {read, payout.Outlook{}, 0, []string{"nothing is expected"}, "not known"},
		"all is ordered":     {read, payout.Outlook{Next: []payout.Next{next(90, 90, "EUR")}}, 0, []string{"90.00 EUR", "15 Dec 2026", "it is ordered"}, "about"},
		"a part is ordered":  {read, payout.Outlook{Next: []payout.Next{next(90, 60, "EUR")}}, 0, []string{"90.00 EUR", "60.00 EUR of it is ordered"}, "nothing"},
		"nothing is ordered": {read, payout.Outlook{Next: []payout.Next{next(90, 0, "EUR")}}, 0, []string{"about 90.00 EUR", "not ordered yet"}, "it is ordered"},
		"two currencies": {
			read,
			payout.Outlook{Next: []payout.Next{next(90, 90, "EUR"), next(700, 0, "JPY")}},
			0,
			[]string{"90.00 EUR and 700 JPY", "90.00 EUR of it is ordered"},
			"790",
		},
		"below the threshold": {
			read,
			payout.Outlook{Next: []payout.Next{next(9, 0, "USD")}, Notes: []payout.Note{{Kind: payout.NoteThreshold}}},
			0,
			[]string{"9.00 USD", "carried over"},
			"15 Dec",
		},
		"negative": {
			read,
			payout.Outlook{Next: []payout.Next{next(-9, 0, "USD")}, Notes: []payout.Note{{Kind: payout.NoteNegative}}},
			0,
			[]string{"none", "-9.00 USD"},
			"15 Dec",
		},
		"never paid":        {read, payout.Outlook{}, 1, []string{"nothing was ever sent"}, "not known"},
		"paid, no estimate": {[]payout.State{{Source: payout.FromEstimate, Earnings: 1}}, payout.Outlook{}, 1, []string{"an estimate does not tell"}, "ever sent"},
		"nothing is held":   {read, payout.Outlook{}, 2, []string{"nothing"}, "not known"},
		"the publisher's first": {
			read,
			payout.Outlook{Held: []payout.Held{held("Reprocessing", 900), held("Failed", 800), held("Rejected", 5)}},
			2,
			[]string{"5.00 EUR", "Rejected", "you must act", "2 more"},
			"900",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := outlook.Lines(text.English(), client.PayoutView{States: c.states, Outlook: c.look})[c.line]
			for _, want := range c.want {
				if !strings.Contains(got.Wordings[0], want) {
					t.Errorf("%q does not say %q", got.Wordings[0], want)
				}
			}
			if strings.Contains(got.Wordings[0], c.not) {
				t.Errorf("%q says %q", got.Wordings[0], c.not)
			}
		})
	}
}

// Of payments of one day all are told, added up where they have one currency, and arrived when
// the last one is.
func TestLines_lastOfSeveral(t *testing.T) {
	t.Parallel()
	day := func(d int) time.Time { return time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC) }
	sent := func(units int64, currency string, from, to int) payout.Sent {
		return payout.Sent{Total: money(units, currency), Date: day(13), From: day(from), To: day(to)}
	}
	last := sent(90, "EUR", 17, 18)
	look := payout.Outlook{Last: &last, Also: []payout.Sent{sent(700, "JPY", 16, 27), sent(5, "EUR", 17, 18)}}
	tell := func() string { return outlook.Lines(text.English(), client.PayoutView{Outlook: look})[1].Wordings[0] }
	if got, want := tell(), "95.00 EUR and 700 JPY, sent on 13 Nov 2026, at the bank 16 Nov 2026 to 27 Nov 2026"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	look.Also[0].From, look.Also[0].To = time.Time{}, time.Time{} // its method is not known
	if got, want := tell(), "95.00 EUR and 700 JPY, sent on 13 Nov 2026"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// With little room the answer is shorter, and still says how much and when.
func TestFit(t *testing.T) {
	t.Parallel()
	l := outlook.Lines(text.English(), client.PayoutView{Outlook: payout.Outlook{Next: []payout.Next{next(96_991, 0, "USD"), next(10_175, 0, "EUR")}}})[0]
	if got := l.Fit(200); !strings.HasSuffix(got, "not ordered yet") {
		t.Errorf("with room it says %q", got)
	}
	for _, width := range []int{66, 1} {
		if got, want := l.Fit(width), "about 96,991.00 USD and 10,175.00 EUR by 15 Dec 2026"; got != want {
			t.Errorf("in %d cells it says %q, want %q", width, got, want)
		}
	}
}

// What the three lines say already is not said again, and of an estimate nobody wonders
// about the currency.
func TestNotes(t *testing.T) {
	t.Parallel()
	all := []payout.Note{
		{Kind: payout.NoteHeld},
		{Kind: payout.NoteThreshold},
		{Kind: payout.NoteNegative},
		{Kind: payout.NoteCurrency},
		{Kind: payout.NotePastMonth, Sums: []payout.Money{money(7, "EUR"), money(8, "USD")}},
	}
	for source, want := range map[payout.Source][]string{
		payout.FromExports:  {"US dollars", "7.00 EUR and 8.00 USD: "},
		payout.FromEstimate: {"7.00 EUR and 8.00 USD: "},
	} {
		got := outlook.Notes(text.English(), client.PayoutView{States: []payout.State{{Source: source, Earnings: 1}}, Outlook: payout.Outlook{Notes: all}})
		if len(got) != len(want) {
			t.Errorf("%s: %q, want %d notes", source, got, len(want))
			continue
		}
		for i := range want {
			if !strings.Contains(got[i], want[i]) {
				t.Errorf("%s: %q does not say %q", source, got[i], want[i])
			}
		}
	}
}

// What somebody has to do is said once for each state, the publisher's own first; what goes on
// by itself, or never will, asks for nothing.
func TestToDo(t *testing.T) {
	t.Parallel()
	got := outlook.ToDo(text.English(), []payout.Held{
		held("Reprocessing", 900), held("Failed", 800), held("Rejected", 5), held("REJECTED", 700), held("Forfeited", 3), held("Never heard of", 2),
	})
	want := []string{"Rejected: you must correct", "Failed: ask Partner Center support"}
	if len(got) != len(want) {
		t.Fatalf("it says %q, want %d sentences", got, len(want))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("it says %q, want %q", got[i], want[i])
		}
	}
}

func TestOldest(t *testing.T) {
	t.Parallel()
	may := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	if got := outlook.Oldest([]payout.State{{At: may.AddDate(0, 1, 0)}, {}, {At: may}, {At: may.AddDate(0, 2, 0)}}); !got.Equal(may) {
		t.Errorf("the oldest is of %v, want %v", got, may)
	}
	if got := outlook.Oldest([]payout.State{{}}); !got.IsZero() {
		t.Errorf("what was never read is of %v", got)
	}
}

// Where some see what is paid and others an estimate, it says whose the estimates are.
func TestEstimates(t *testing.T) {
	t.Parallel()
	paid := payout.State{Profile: "dana", Source: payout.FromExports, Earnings: 9}
	app := payout.State{Profile: "app", Source: payout.FromEstimate, Earnings: 9}
	robot := payout.State{Profile: "robot", Source: payout.FromEstimate, Earnings: 1}
	idle := payout.State{Profile: "idle", Source: payout.FromEstimate}
	for want, states := range map[string][]payout.State{
		"":           {app, robot},
		"app":        {paid, app, idle},
		"2 profiles": {paid, app, robot, idle},
	} {
		if got := outlook.Estimates(text.English(), client.PayoutView{States: states}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := outlook.Estimates(text.English(), client.PayoutView{States: []payout.State{paid, idle}}); got != "" {
		t.Errorf("nothing is estimated: %q", got)
	}
}
