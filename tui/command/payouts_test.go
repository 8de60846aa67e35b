package command_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/command"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func euros(s string) payout.Money { return payout.Money{Amount: dec(s), Currency: "EUR"} }

func on(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// paid is a market of one account in which all sorts of things are known of payouts.
func paid() *market {
	m := harbor("New", "1")
	december := payout.Month{Year: 2026, Month: time.December}
	m.purse.view = client.PayoutView{
		States: []payout.State{{Profile: "p", Source: payout.FromExports, At: now().Add(-3 * time.Hour), Earnings: 4321, Payments: 12}},
		Outlook: payout.Outlook{
			Next: []payout.Next{{
				Due: euros("12345.675"), USD: dec("13000"), Lines: 40, Ordered: dec("4000"), Month: december, By: december.Day(payout.PayDay),
			}},
			Last: &payout.Sent{
				ID: "000123", Date: on("2026-11-13"), Total: euros("10234"), Method: "SEPA", From: on("2026-11-17"), To: on("2026-11-18"),
			},
			Held: []payout.Held{
				{Status: "REPROCESSING", Due: euros("9000"), USD: dec("9900"), Lines: 3},
				{Status: "Tax invoice rejected", Due: euros("1200.5"), USD: dec("1300"), Lines: 2},
				{Status: "REJECTED", Due: payout.Money{Amount: dec("30"), Currency: "USD"}, USD: dec("30"), Lines: 1},
			},
			Notes: []payout.Note{{Kind: payout.NoteHeld}, {Kind: payout.NotePastMonth, Sums: []payout.Money{euros("5")}, Lines: 1}},
		},
	}
	return m
}

// The first three lines answer: how much is next and when, what came last, what is held up
// and who must act; and all of it is short.
func TestPayouts(t *testing.T) {
	t.Parallel()
	r := script(t, paid(), "payouts").want(t, command.Done)
	lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
	for i, parts := range [][]string{
		{"Next payment", "12,345.68 EUR", "15 Dec 2026", "4,000.00 EUR of it is ordered"},
		{"Last payment", "10,234.00 EUR", "13 Nov 2026", "18 Nov 2026"},
		{"Held up", "30.00 USD", "Rejected", "you must act", "2 more"},
	} {
		for _, p := range parts {
			if !strings.Contains(lines[i], p) {
				t.Errorf("line %d lacks %q: %s", i+1, p, lines[i])
			}
		}
	}
	r.prints(t, "1,200.50 EUR: Tax invoice rejected, support must act", "To do", "bank details", "3 h ago", "4321 lines", "12 payments", "5.00 EUR: late")
	if len(lines) >= 12 {
		t.Errorf("%d lines:\n%s", len(lines), r.out)
	}
}

// Whatever is wrong, it is under 12 lines, none of which is wider than the terminal.
func TestPayouts_fits(t *testing.T) {
	t.Parallel()
	for _, width := range []int{40, 80, 120} {
		m := paid()
		v := &m.purse.view
		for i := range 9 {
			v.Outlook.Held = append(v.Outlook.Held, payout.Held{Status: fmt.Sprintf("STATE\x1b[2J %d", i), Due: euros("1000000"), Lines: 1})
			v.Outlook.Next = append(v.Outlook.Next, payout.Next{Due: payout.Money{Amount: dec("123456789.01"), Currency: fmt.Sprintf("XX%d", i)}})
		}
		v.States = append(v.States, payout.State{Profile: "q", Problem: "the profile q is refused payouts", Hint: "payouts need Owner or Financial contributor"})
		r := shell{terminal: true, width: width, env: map[string]string{"TERM": "dumb"}}.run(t, m, "payouts")
		lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
		if width >= 80 && len(lines) >= 12 {
			t.Errorf("%d lines at width %d:\n%s", len(lines), width, r.out)
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > width {
				t.Errorf("wider than %d: %q", width, l)
			}
		}
		if joined := strings.Join(strings.Fields(r.out), " "); !strings.Contains(joined, "q is refused payouts; payouts need Owner or Financial contributor") {
			t.Errorf("it is not said what is missing:\n%s", r.out)
		}
	}
}

func TestPayouts_next(t *testing.T) {
	t.Parallel()
	month := payout.Month{Year: 2026, Month: time.December}
	next := func(due, ordered string) payout.Outlook {
		return payout.Outlook{Next: []payout.Next{{Due: euros(due), Ordered: dec(ordered), Month: month, By: month.Day(payout.PayDay)}}}
	}
	with := func(o payout.Outlook, kind payout.NoteKind) payout.Outlook {
		o.Notes = append(o.Notes, payout.Note{Kind: kind, Sums: []payout.Money{o.Next[0].Due}})
		return o
	}
	for name, c := range map[string]struct {
		outlook payout.Outlook
		want    string
	}{
		"certain":   {next("100", "100.00"), "Next payment  100.00 EUR by 15 Dec 2026; it is ordered\n"},
		"estimate":  {next("100", "0"), "Next payment  about 100.00 EUR by 15 Dec 2026; not ordered yet\n"},
		"threshold": {with(next("12", "0"), payout.NoteThreshold), "Next payment  none yet: 12.00 EUR is below 50 USD and is carried over\n"},
		"negative":  {with(next("-12", "0"), payout.NoteNegative), "Next payment  none: -12.00 EUR has to be made up for first\n"},
		"nothing":   {payout.Outlook{}, "Next payment  nothing is expected\nLast payment  nothing was ever sent\nHeld up       nothing\n"},
	} {
		m := paid()
		m.purse.view.Outlook = c.outlook
		if r := script(t, m, "payouts").want(t, command.Done); !strings.HasPrefix(r.out, c.want) {
			t.Errorf("%s: want %q:\n%s", name, c.want, r.out)
		}
	}
}

// What does not fit is counted, and where it is named is said.
func TestPayouts_mismatches(t *testing.T) {
	t.Parallel()
	m := paid()
	m.purse.view.Outlook.Held = nil
	one := payout.Mismatch{Kind: payout.PaymentParts, ID: "000123"}
	m.purse.view.Mismatches = []payout.Mismatch{one}
	script(t, m, "payouts").want(t, command.Done).prints(t, "one thing does not fit: awning payouts reconcile names it")
	m.purse.view.Mismatches = []payout.Mismatch{one, one}
	script(t, m, "payouts").want(t, command.Done).prints(t, "2 things do not fit: awning payouts reconcile names them")
}

// An estimate tells of no payments, and not of none either.
func TestPayouts_estimate(t *testing.T) {
	t.Parallel()
	m := paid()
	m.purse.view.States[0].Source, m.purse.view.States[0].Payments = payout.FromEstimate, 0
	if r := script(t, m, "payouts").want(t, command.Done).prints(t, "As of         3 h ago: 4321 lines\n"); strings.Contains(r.out, "0 payments") {
		t.Errorf("it says\n%s", r.out)
	}
}

// Before anything was read it says so, and how to.
func TestPayouts_empty(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.purse.view.States = []payout.State{{Profile: "p", Source: payout.FromExports}}
	r := script(t, m, "payouts").want(t, command.Done).prints(t, "nothing was read yet: awning payouts --refresh --wait does")
	if strings.Contains(r.out, "nothing was ever sent") || len(r.market.purse.refreshes) > 0 {
		t.Errorf("nothing is known, and it is told as if it were:\n%s", r.out)
	}
}

func TestPayouts_json(t *testing.T) {
	t.Parallel()
	m := paid()
	m.purse.view.Mismatches = []payout.Mismatch{{Kind: payout.PaymentParts, ID: "000123", Says: euros("10"), Sum: euros("9.5")}}
	m.purse.view.Outlook.Also = []payout.Sent{{ID: "000999", Date: on("2026-11-13"), Total: payout.Money{Amount: dec("7"), Currency: "USD"}}}
	m.purse.view.Months = []payout.Sum{{Key: "2026-10", Group: payout.Paid, Due: euros("1"), USD: dec("1.1"), Lines: 2}}
	got := decode[command.PayoutsJSON](t, script(t, m, "payouts", "-o", "json").want(t, command.Done))
	if n := got.Next[0]; n.Amount != "12345.675" || n.Currency != "EUR" || n.Ordered != "4000" || n.Certain || n.By != "2026-12-15" || n.Month != "2026-12" {
		t.Errorf("next is %+v", n)
	}
	if l := got.Last; l == nil || l.ID != "000123" || l.Amount != "10234" || l.BankTo != "2026-11-18" {
		t.Errorf("last is %+v", l)
	}
	if a := got.AlsoLast; len(a) != 1 || a[0].ID != "000999" || a[0].Currency != "USD" {
		t.Errorf("also last is %+v", a)
	}
	script(t, m, "payouts", "-o", "csv").want(t, command.Done).prints(t, "\nlast,10234,EUR,,,,2026-11-13,,\nlast,7,USD,,,,2026-11-13")
	if h := got.Held[0]; h.StatusID != "rejected" || h.Actor != "bank" || h.Group != "problem" || h.Amount != "30" {
		t.Errorf("held first is %+v", h)
	}
	if w := got.Mismatches[0]; w.Kind != "parts" || w.Says.Amount != "10" || w.Sum.Amount != "9.5" || !strings.Contains(w.Text, "000123") {
		t.Errorf("mismatch %+v", w)
	}
	if s := got.States[0]; s.Source != "exports" || s.ReadAt == nil || s.Earnings != 4321 || got.Months[0].Group != "paid" {
		t.Errorf("state %+v, months %+v", s, got.Months)
	}
	script(t, paid(), "payouts", "-o", "csv").want(t, command.Done).
		prints(t, "what,amount,currency,", "next,12345.675,EUR,13000,4000,40,2026-12-15", "last,10234,EUR", "held,30,USD,30,,1,,REJECTED,bank")
}

// Whoever may see nothing is told which role is missing.
func TestPayouts_refused(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.purse.view.States = []payout.State{{Profile: "p", Problem: "the profile p is refused payouts (403)", Hint: "payouts need Owner or Financial contributor"}}
	r := script(t, m, "payouts").want(t, command.NotAllowed).says(t, "refused payouts", "Owner or Financial contributor")
	if r.out != "" {
		t.Errorf("there is nothing to tell, and it tells\n%s", r.out)
	}
}

func TestPayouts_flags(t *testing.T) {
	t.Parallel()
	script(t, paid(), "payouts", "--publisher", "brightwave").want(t, command.WrongUsage).says(t, "accounts, not to publishers")
	script(t, paid(), "payouts", "--months", "0").want(t, command.WrongUsage).says(t, "36")
	m := script(t, paid(), "payouts", "--account", "fjord labs", "--profile", "q").want(t, command.Done).market
	if s := m.purse.scopes[0]; s != (payout.Scope{Profile: "q", Account: "t-2"}) {
		t.Errorf("asked for %+v", s)
	}
}

func progress(kind payout.ExportKind, state payout.ExportState, rows int) payout.Progress {
	return payout.Progress{Profile: "p", Export: payout.Export{Kind: kind, State: state, Rows: rows}}
}

// --wait refreshes and waits, and tells each step once.
func TestPayouts_wait(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.purse.view.States = []payout.State{{Profile: "p", Source: payout.FromExports}}
	m.purse.steps = []payout.Progress{
		progress(payout.ExportEarnings, payout.ExportQueued, 0), progress(payout.ExportEarnings, payout.ExportQueued, 0),
		progress(payout.ExportPayments, payout.ExportQueued, 0), progress(payout.ExportEarnings, payout.ExportImporting, 0),
		progress(payout.ExportEarnings, payout.ExportImporting, 20_000), progress(payout.ExportEarnings, payout.ExportImporting, 50_000),
		progress(payout.ExportEarnings, payout.ExportDone, 60_000),
	}
	m.purse.refreshed = func(p *purse) { p.view = paid().purse.view }
	r := script(t, m, "payouts", "--wait", "--months", "24").want(t, command.Done).prints(t, "12,345.68 EUR")
	if len(m.purse.refreshes) != 1 || m.purse.refreshes[0] != 24 {
		t.Errorf("refreshed %v", m.purse.refreshes)
	}
	const want = "p: transaction history: queued\np: payments: queued\np: transaction history: being read\n" +
		"p: transaction history: being read, 50000 lines\np: transaction history: read, 60000 lines\n"
	if r.err != want {
		t.Errorf("it said\n%s", r.err)
	}
}

// --refresh returns as soon as the service is at both exports, and after a while in any case.
func TestPayouts_refresh(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		steps []payout.Progress
		took  time.Duration
		exit  command.Exit
		says  string
	}{
		"never heard of": {nil, 2 * time.Minute, command.Failed, "no answer"},
		"queued":         {[]payout.Progress{progress(payout.ExportEarnings, payout.ExportQueued, 0), progress(payout.ExportPayments, payout.ExportProcessing, 0)}, 0, command.Done, "awning payouts --wait"},
		"one of them waits for an answer": {
			[]payout.Progress{progress(payout.ExportEarnings, payout.ExportQueued, 0), progress(payout.ExportPayments, payout.ExportAsked, 0)},
			30 * time.Second, command.Done, "awning payouts --wait",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := paid()
				m.purse.steps, m.purse.hangs = c.steps, true
				began := time.Now()
				script(t, m, "payouts", "--refresh").want(t, c.exit).says(t, c.says).prints(t, "12,345.68 EUR")
				if took := time.Since(began); took != c.took {
					t.Errorf("it took %s, not %s", took, c.took)
				}
			})
		})
	}
}

// Somebody who stops waiting is told that it goes on, and what failed is told beside what
// is known.
func TestPayouts_broken(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	m := paid()
	m.purse.hangs = true
	shell{ctx: ctx}.run(t, m, "payouts", "--wait").want(t, command.Failed).says(t, "goes on at the service", "awning payouts --wait")

	m = paid()
	m.purse.refreshErr = errors.Join(errSignIn, &unknownError{model.OfferID("x")})
	script(t, m, "payouts", "--wait").want(t, command.NotAllowed).says(t, errSignIn.Error(), "did you mean harbor-backup?").prints(t, "12,345.68 EUR")
}
