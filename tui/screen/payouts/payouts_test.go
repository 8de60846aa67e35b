package payouts_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/screen/payouts"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func eur(cents int64) payout.Money {
	return payout.Money{Amount: decimal.New(cents, -2), Currency: "EUR"}
}

func day(month time.Month, day int) time.Time {
	return time.Date(1999, month, day, 0, 0, 0, 0, time.UTC)
}

// told is what is known of an account that is paid in euros and, for one thing, in yen.
func told() client.PayoutView {
	usd := func(cents int64) decimal.Decimal { return decimal.New(cents, -2) }
	sum := func(month string, g payout.Group, cents int64, lines int) payout.Sum {
		return payout.Sum{Key: month, Group: g, Due: eur(cents), Lines: lines}
	}
	return client.PayoutView{
		States: []payout.State{{
			Profile: "brightwave", Source: payout.FromExports, At: time.Now().Add(-time.Hour), Earnings: 240, Payments: 4,
		}},
		Outlook: payout.Outlook{
			Next: []payout.Next{{Due: eur(1_204_310), USD: usd(1_300_000), Lines: 61, Ordered: decimal.New(9_000, 0), By: day(12, 15)}},
			Last: &payout.Sent{ID: "0093", Date: day(11, 15), Total: eur(1_187_044), Method: "ACH", From: day(11, 17), To: day(11, 18)},
			Held: []payout.Held{
				{Status: "Reprocessing", Due: eur(40_000), USD: usd(43_000), Lines: 2},
				{Status: "Rejected", Due: eur(31_200), USD: usd(33_000), Lines: 1},
			},
			Notes: []payout.Note{{Kind: payout.NoteHeld}, {Kind: payout.NoteUnknown, Sums: []payout.Money{eur(777)}, Lines: 1}},
		},
		Months: []payout.Sum{
			sum("1999-08", payout.Paid, 1_011_050, 58), sum("1999-08", payout.Other, 777, 1),
			sum("1999-09", payout.Paid, 1_187_044, 61), sum("1999-09", payout.Problem, 31_200, 1),
			sum("1999-10", payout.Paid, 400_000, 20), sum("1999-10", payout.Scheduled, 900_000, 40), sum("1999-10", payout.Problem, 40_000, 2),
			sum("1999-11", payout.Earned, 304_310, 30),
			{Key: "1999-11", Group: payout.Earned, Due: payout.Money{Amount: decimal.New(48_000, 0), Currency: "JPY"}, Lines: 3},
			sum("1999-12", payout.Earned, -4_200, 1),
		},
	}
}

func open(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	to := func(what string) func(payout.Scope) ui.Screen {
		return func(payout.Scope) ui.Screen { return shop.Page(what) }
	}
	return payouts.New(d, s, payouts.Nav{
		Month: func(_ payout.Scope, m payout.Month) ui.Screen { return shop.Page("lines of " + m.String()) },
		All:   to("all the lines"), Payments: to("all the payments"), Orders: to("all the orders"), Reconcile: to("what does not fit"),
		Doctor: func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of " + string(p)) },
		SignIn: func() ui.Screen { return shop.Page("who are you?") },
	}, payouts.Options{Scope: payout.Scope{Profile: "brightwave"}, Where: func() []string { return []string{"brightwave"} }})
}

// step is a report of a refresh.
func step(kind payout.ExportKind, state payout.ExportState, rows int) payout.Progress {
	return payout.Progress{Profile: "brightwave", Export: payout.Export{Kind: kind, State: state, Rows: rows}}
}

func TestPayouts_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, o, stocked(told())).Golden("payouts").Tiny().Press("v").Golden("detail").Press("esc", "e").Golden("columns")
				busy := stocked(told())
				busy.Till.Steps, busy.Till.Pause = []payout.Progress{
					step(payout.ExportEarnings, payout.ExportImporting, 1200), step(payout.ExportPayments, payout.ExportQueued, 0),
				}, 2*time.Second
				open(t, o, busy).Press("R").Advance(3 * time.Second).Golden("refreshing").Tiny()
				if o.Height == 24 && !o.ASCII && !o.Light {
					for world, v := range worlds() {
						open(t, o, stocked(v)).Golden(world)
					}
				}
			})
		})
	}
}

// The first three lines of the smallest usual window are the answer: how much comes next
// and when, what came last, what is held up and who must act.
func TestPayouts_threeLinesAreTheAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lines := strings.Split(open(t, tuitest.Options{}, stocked(told())).Text(), "\n")
		top := strings.Join(lines[2:5], "\n")
		for _, want := range []string{"12,043.10 EUR", "15 Dec 1999", "11,870.44 EUR", "15 Nov 1999", "18 Nov 1999", "312.00 EUR", "Rejected", "you must act"} {
			if !strings.Contains(top, want) {
				t.Errorf("%q is not in\n%s", want, top)
			}
		}
	})
}

func TestPayouts_monthLeadsToItsLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		open(t, tuitest.Options{}, stocked(told())).Press("down", "enter").Shows("lines of 1999-11").Press("esc", "down", "down", "enter").Shows("lines of 1999-10")
		open(t, tuitest.Options{}, stocked(client.PayoutView{})).Press("enter").Shows("there is no month here")
	})
}

// Every month with money in it has a bar, and every share of it a mark, however small beside
// the largest month; marks tell the shares apart without colour.
func TestPayouts_bars(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sum := func(month string, g payout.Group, cents int64) payout.Sum {
			return payout.Sum{Key: month, Group: g, Due: eur(cents), Lines: 1}
		}
		frame := open(t, tuitest.Options{}, stocked(client.PayoutView{States: fresh("dana"), Months: []payout.Sum{
			sum("1999-08", payout.Paid, 10_000_000), sum("1999-09", payout.Paid, 5_000_000), sum("1999-09", payout.Blocked, 1),
			sum("1999-10", payout.Paid, 2_500_000), sum("1999-10", payout.Scheduled, 2_500_000), sum("1999-11", payout.Earned, 1), sum("1999-12", payout.Earned, -100),
		}})).Text()
		for month, want := range map[string]string{"1999-08": "################# ", "1999-09": "########! ", "1999-10": "####===== ", "1999-11": "- ", "1999-12": "   "} {
			if !strings.Contains(frame, "  "+month+"  "+want) && !strings.Contains(frame, "› "+month+"  "+want) {
				t.Errorf("the bar of %s is not %q in\n%s", month, want, frame)
			}
		}
	})
}

// In every world the first three lines say what can be said, in the smallest usual window.
func TestPayouts_worlds(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][3]string{
		"two currencies":      {"about 12,043.10 EUR and 201.75 USD by 15 Dec 1999", "11,870.44 EUR, sent on 15 Nov 1999", "nothing"},
		"never paid":          {"about 91.75 USD by 15 Dec 1999; not ordered yet", "nothing was ever sent", "nothing"},
		"below the threshold": {"24.00 EUR is below 50 USD and is carried over", "sent on 15 Nov 1999", "nothing"},
		"negative":            {"none: -15,000.00 EUR has to be made up for", "sent on 15 Nov 1999", "nothing"},
		"rejected":            {"about 12,043.10 EUR", "at the bank by 18 Nov 1999", "12,312.00 EUR: Rejected, you must act"},
		"talkative":           {"about 12,043.10 EUR", "sent on 15 Nov 1999", "800.00 EUR: Pending tax invoice, you must act; 2 more"},
		"estimate":            {"about 13,000.00 USD by 15 Dec 1999", "an estimate does not tell of payments", "nothing"},
		"refused":             {"nobody who is signed in may see it", "nobody who is signed in may", "nobody who is signed in may"},
		"nobody":              {"not known yet", "not known yet", "not known yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := stocked(worlds()[name])
				lines := strings.Split(open(t, tuitest.Options{}, s).Text(), "\n")[2:5]
				for i, line := range lines {
					if !strings.Contains(line, want[i]) {
						t.Errorf("line %d is %q, want %q in it", i+1, line, want[i])
					}
				}
				if len(s.Calls()) > 0 {
					t.Errorf("the service was asked: %q", s.Calls())
				}
			})
		})
	}
}

// A refresh goes on behind what is shown, tells how far it is, and a second one does not
// begin beside it; what it brought appears.
func TestPayouts_refresh(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, next := stocked(told()), told()
		next.Outlook.Next[0].Due = eur(77_700)
		s.Till.Next, s.Till.Pause = &next, 10*time.Second
		s.Till.Steps = []payout.Progress{step(payout.ExportEarnings, payout.ExportQueued, 0), step(payout.ExportEarnings, payout.ExportImporting, 77)}
		s.Till.Steps[1].Export.Asked = time.Now().Add(-2 * time.Hour)
		d := open(t, tuitest.Options{}, s).Press("R").Advance(time.Second).Shows("transaction history: queued", "goes on if you leave; c stops", "12,043.10 EUR")
		d.Press("R").Shows("a refresh is under way").Advance(10 * time.Second).Shows("being read, 77 lines, asked for 2 h ago").Advance(10 * time.Second)
		d.Shows("the payouts are up to date", "777.00 EUR", "1999-10").Hides("being read", "c stops")
		if want := []string{"RefreshPayouts brightwave"}; !slices.Equal(s.Calls(), want) {
			t.Errorf("calls %q, want %q", s.Calls(), want)
		}
	})
}

// Who opens it for the first time, or after half a day, need not know which key asks the
// service; where nothing may be changed, and where somebody may see nothing, nothing is asked.
func TestPayouts_asksByItself(t *testing.T) {
	t.Parallel()
	at := func(age time.Duration) client.PayoutView {
		v := told()
		v.States[0].At = time.Now().Add(-age)
		return v
	}
	for name, c := range map[string]struct {
		view  func() client.PayoutView
		o     tuitest.Options
		calls int
		shows string
	}{
		"never read": {
			func() client.PayoutView { return client.PayoutView{States: []payout.State{{Profile: "brightwave"}}} }, tuitest.Options{}, 1, "read for the first time",
		},
		"old":            {func() client.PayoutView { return at(13 * time.Hour) }, tuitest.Options{}, 1, "asking the service"},
		"fresh":          {func() client.PayoutView { return at(11 * time.Hour) }, tuitest.Options{}, 0, "12,043.10 EUR"},
		"old, read-only": {func() client.PayoutView { return at(13 * time.Hour) }, tuitest.Options{ReadOnly: true}, 0, "12,043.10 EUR"},
		"refused":        {refused, tuitest.Options{}, 0, "may not see payouts"},
		"nobody":         {func() client.PayoutView { return client.PayoutView{} }, tuitest.Options{}, 0, "Nobody is signed in"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := stocked(c.view())
				s.Till.Steps, s.Till.Pause = []payout.Progress{step(payout.ExportEarnings, payout.ExportQueued, 0)}, time.Minute
				d := open(t, c.o, s)
				if c.shows == "asking the service" {
					d.Shows("transaction history: queued")
				} else {
					d.Shows(c.shows)
				}
				if got := len(s.Calls()); got != c.calls {
					t.Errorf("the service was asked %d times, want %d", got, c.calls)
				}
				d.Advance(2 * time.Minute)
				if got := len(s.Calls()); got != c.calls {
					t.Errorf("later the service was asked %d times, want %d", got, c.calls)
				}
			})
		})
	}
}

// Waiting can be ended without leaving; the service goes on, and a key reads it later. Who
// signs in meanwhile may see more, and is asked for at once.
func TestPayouts_stops(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(told())
		s.Till.Steps, s.Till.Pause = []payout.Progress{step(payout.ExportEarnings, payout.ExportQueued, 0)}, time.Minute
		d := open(t, tuitest.Options{}, s).Press("R").Advance(time.Second).Shows("queued", "c stop waiting").Press("c")
		d.Shows("stopped waiting; the service goes on").Hides("queued", "c stop waiting").Advance(2*time.Hour).Hides("up to date", "could not")
		s.Till.View.States[0].At = time.Time{}
		d.Send(ui.SignedIn{})
		if got := len(s.Calls()); got != 2 {
			t.Errorf("after a sign-in the service was asked %d times in all, want twice", got)
		}
	})
}

// What does not fit into the window is said to be there, and is a key away.
func TestPayouts_nothingIsCutForGood(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 60, Height: 15}, stocked(worlds()["talkative"])).Shows("more lines: v shows all").Press("v")
		var pages []string
		for range 30 {
			pages = append(pages, strings.Join(strings.Fields(d.Text()), " "))
			d.Press("down")
		}
		all := strings.Join(pages, "\n")
		for _, want := range []string{"the service gave up", "A tax invoice is missing", "Ask Partner Center support what is wrong", "7.77 EUR", "50.00 EUR", "240 lines"} {
			if !strings.Contains(all, want) {
				t.Errorf("%q is nowhere", want)
			}
		}
	})
}

// In a wide window the offers and what is held up stand beside the months, in a tall one
// below them, the offers that earn most first.
func TestPayouts_aside(t *testing.T) {
	t.Parallel()
	for _, o := range []tuitest.Options{{Width: 200, Height: 60}, {Width: 120, Height: 40}} {
		synctest.Test(t, func(t *testing.T) {
			frame := open(t, o, stocked(told())).Shows("By offer, earned since 1999-01", "27,030.00 EUR", "adjustments", "-50.00 EUR", "ou must correct your").Text()
			if strings.Index(frame, "Harbor Backup") > strings.Index(frame, "Tide Tables") {
				t.Errorf("the offer that earns most is not first:\n%s", frame)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		s := stocked(told())
		s.Fail("EarningSums", errors.New("the store is locked"))
		open(t, tuitest.Options{}, s).Shows("could not read the payouts: the store is locked", "12,043.10 EUR")
	})
}

// Every other page of payouts is a key away; what does not add up is counted at its key.
func TestPayouts_leads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, stocked(worlds()["rejected"])).Shows("x 2 do not add up", "2 things do not add up: x shows them")
		for k, want := range map[string]string{"p": "all the payments", "a": "all the lines", "o": "all the orders", "x": "what does not fit", "$": "these are the payouts"} {
			d.Press(k).Shows(want)
			if k != "$" {
				d.Press("esc")
			}
		}
		open(t, tuitest.Options{}, stocked(estimated())).Shows("Estimates: L signs in").Press("L").Shows("who are you?")
		some := told()
		some.States = append(some.States, payout.State{Profile: "fjord", Source: payout.FromEstimate, Earnings: 3, At: some.States[0].At})
		open(t, tuitest.Options{}, stocked(some)).Shows("Estimates of fjord: L signs in an Owner or Financial contributor there")
	})
}

// What another run left under way goes on by itself; what failed waits to be asked for.
func TestPayouts_goesOn(t *testing.T) {
	t.Parallel()
	for state, want := range map[payout.ExportState]int{payout.ExportProcessing: 1, payout.ExportFailed: 0} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				v := told()
				v.States[0].Exports = []payout.Export{{Kind: payout.ExportEarnings, State: state}}
				s := stocked(v)
				open(t, tuitest.Options{}, s)
				if got := len(s.Calls()); got != want {
					t.Errorf("%d refreshes began, want %d", got, want)
				}
			})
		})
	}
}

// Who may see nothing reads which role is missing and what to do, and is led to the doctor.
func TestPayouts_missingRole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, stocked(refused())).Shows("may not see payouts", "Financial contributor", "d why?", "L sign in")
		d.Press("d").Shows("the doctor of man").Press("esc").Shows("may not see payouts").Press("L").Shows("who are you?")
	})
}

// An export that the service gave up on is asked for again; nobody has to sign in for that.
func TestPayouts_failedExport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		v := client.PayoutView{States: []payout.State{{
			Profile: "brightwave", Problem: "the service gave up on it", Exports: []payout.Export{{Kind: payout.ExportEarnings, State: payout.ExportFailed}},
		}}}
		s := stocked(v)
		open(t, tuitest.Options{}, s).Shows("the service gave up on it", "Press R to ask the service", "R refresh").Hides("why?", "sign in").Press("R")
		if len(s.Calls()) != 1 {
			t.Errorf("calls %q, want one refresh", s.Calls())
		}
	})
}

func TestPayouts_failures(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(told())
		s.Fail("Payouts", errors.New("the store is locked"))
		open(t, tuitest.Options{}, s).Shows("could not read the payouts: the store is locked")
		s.Fail("Payouts", nil)
		s.Fail("RefreshPayouts", errors.New("no route to host"))
		open(t, tuitest.Options{}, s).Press("R").Shows("could not refresh the payouts: no route to host", "12,043.10 EUR")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		shop.Clashes(t, screen(tuitest.Deps(tuitest.Options{}), stocked(refused())).Actions())
	})
}
