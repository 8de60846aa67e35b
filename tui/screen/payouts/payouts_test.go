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

// refused is what somebody sees who may see nothing.
func refused() client.PayoutView {
	return client.PayoutView{States: []payout.State{{
		Profile: "man\x1b[2Jager", Problem: "the profile manager may not see payouts", Hint: "sign in as somebody with the role Owner or Financial contributor",
	}}}
}

func open(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	return payouts.New(d, s, payouts.Nav{
		Month:  func(_ payout.Scope, m payout.Month) ui.Screen { return shop.Page("lines of " + m.String()) },
		Doctor: func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of " + string(p)) },
	}, payouts.Options{Scope: payout.Scope{Profile: "brightwave"}, Where: func() []string { return []string{"brightwave"} }})
}

func stocked(v client.PayoutView) *shop.Shop {
	s := shop.New()
	s.Till.View = v
	return s
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
				open(t, o, stocked(told())).Golden("payouts").Tiny().Press("v").Golden("detail")
				open(t, o, stocked(refused())).Golden("refused")
				open(t, o, stocked(client.PayoutView{})).Golden("never read")
				busy := stocked(told())
				busy.Till.Steps, busy.Till.Pause = []payout.Progress{
					step(payout.ExportEarnings, payout.ExportImporting, 1200), step(payout.ExportPayments, payout.ExportQueued, 0),
				}, time.Minute
				open(t, o, busy).Press("R").Advance(62 * time.Second).Golden("refreshing").Tiny()
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

// A refresh goes on behind what is shown, tells how far it is, and a second one does not
// begin beside it; what it brought appears.
func TestPayouts_refresh(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, next := stocked(client.PayoutView{States: []payout.State{{Profile: "brightwave"}}}), told()
		s.Till.Next, s.Till.Pause = &next, 10*time.Second
		s.Till.Steps = []payout.Progress{step(payout.ExportEarnings, payout.ExportQueued, 0), step(payout.ExportEarnings, payout.ExportImporting, 77)}
		d := open(t, tuitest.Options{}, s).Shows("Press R", "not known yet").Press("R").Advance(time.Second).Shows("transaction history: queued")
		d.Press("R").Shows("a refresh is under way").Advance(10 * time.Second).Shows("being read, 77 lines").Advance(10 * time.Second)
		d.Shows("the payouts are up to date", "12,043.10 EUR", "1999-10").Hides("being read")
		if want := []string{"RefreshPayouts brightwave"}; !slices.Equal(s.Calls(), want) {
			t.Errorf("calls %q, want %q", s.Calls(), want)
		}
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
		d := open(t, tuitest.Options{}, stocked(refused())).Shows("may not see payouts", "Financial contributor").Press("d").Shows("the doctor of man")
		d.Press("esc").Shows("may not see payouts")
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
