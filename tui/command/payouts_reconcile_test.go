package command_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"awning/model/payout"
	"awning/tui/command"
	"awning/tui/text"
)

// unfit is a market in which some things do not fit, and some sales wait.
func unfit() *market {
	m := harbor("New", "1")
	december := payout.Month{Year: 2026, Month: time.December}
	sold := func(id, charge string, stage payout.Stage, expected payout.Month) payout.Waiting {
		return payout.Waiting{
			Order:  payout.Order{ID: "a-" + id, PurchaseRecord: "r-" + id, LineItem: "1", OfferName: "Tide Table", Purchased: on("2026-11-02")},
			Stage:  stage,
			Charge: euros(charge), Expected: expected,
		}
	}
	m.purse.reconciliation = payout.Reconciliation{
		Mismatches: []payout.Mismatch{
			{Kind: payout.PaymentParts, ID: "000123", Says: euros("10"), Sum: euros("9.5"), Date: on("2026-11-13")},
			{Kind: payout.OrderUnearned, ID: "r-9:1", Says: euros("149"), Offer: "=Beacon\x1b[2J", Date: on("2026-08-03"), Lines: 1},
			{Kind: payout.EarningNoOrder, ID: "e-1", Sum: euros("20"), Offer: "Tide Table", Date: on("2026-05-03"), Lines: 3},
		},
		Waiting: []payout.Waiting{
			sold("1", "100", payout.StageCollecting, december), sold("2", "50.5", payout.StageCollecting, december),
			sold("3", "7", payout.StageSold, december), sold("4", "8", payout.StageCollecting, payout.Month{}),
		},
		Payments: 12, Earnings: 4321, Orders: 77, OrdersAt: now().Add(-time.Hour),
		States: []payout.State{{Profile: "p", Source: payout.FromExports, At: now().Add(-3 * time.Hour), Earnings: 4321, Payments: 12}},
	}
	return m
}

// What does not fit is named with who must act, what waits is added up by what it waits for,
// and all of it fits the terminal.
func TestReconcile(t *testing.T) {
	t.Parallel()
	r := shell{terminal: true, width: 80, env: map[string]string{"TERM": "dumb"}}.run(t, unfit(), "payouts", "reconcile").want(t, command.Done)
	kinds := text.English().Reconcile.Kinds
	said := strings.Join(strings.Fields(r.out), " ")
	for _, part := range []string{
		kinds[payout.PaymentParts] + " 2026-11-13 10.00 EUR 9.50 EUR 000123",
		kinds[payout.OrderUnearned] + " 2026-08-03 149.00 EUR =Beacon r-9:1",
		kinds[payout.OrderUnearned] + ": support must act; ask Partner Center support, with the order's id r-9:1 ",
		kinds[payout.EarningNoOrder] + ": nobody must act;",
		"Not billed yet 1 7.00 EUR 2026-12", "Waiting for the customer 2 150.50 EUR 2026-12",
		"Waiting for the customer 1 8.00 EUR depends on the customer",
		"As of 3 h ago: 12 payments, 4,321 earnings and 77 orders were held against each other", "Orders as of 1 h ago",
	} {
		if !strings.Contains(said, part) {
			t.Errorf("it does not say %q:\n%s", part, r.out)
		}
	}
	for l := range strings.Lines(r.out) {
		if ansi.StringWidth(strings.TrimSuffix(l, "\n")) > 80 {
			t.Errorf("wider than 80: %q", l)
		}
	}
	script(t, unfit(), "payouts", "reconcile", "--exit-code").want(t, command.Differences)
	many := unfit()
	for i := range 9 {
		one := many.purse.reconciliation.Mismatches[1]
		one.ID = fmt.Sprintf("60e12056-2a28-49ef-b107-acb87c8edca%d:4", i)
		many.purse.reconciliation.Mismatches = append(many.purse.reconciliation.Mismatches, one)
	}
	shell{terminal: true, width: 80}.run(t, many, "payouts", "reconcile").want(t, command.Done).
		prints(t, "\n    60e12056-2a28-49ef-b107-acb87c8edca3:4\n    and 5 more: --output json has all\n")
	m := unfit()
	m.purse.reconciliation.Mismatches, m.purse.reconciliation.OrdersAt = nil, time.Time{}
	script(t, m, "payouts", "reconcile", "--exit-code", "--account", "fjord labs").want(t, command.Done).
		prints(t, "All of it fits together.", "awning orders --refresh")
	if s := m.purse.scopes[0]; s.Account != "t-2" {
		t.Errorf("asked for %+v", s)
	}
}

func TestReconcile_data(t *testing.T) {
	t.Parallel()
	got := decode[command.ReconcileJSON](t, script(t, unfit(), "payouts", "reconcile", "-o", "json").want(t, command.Done))
	if m := got.Mismatches[1]; m.Kind != "unearned" || m.ID != "r-9:1" || m.Actor != "support" || m.Act == "" || m.Date != "2026-08-03" || m.Says.Amount != "149" {
		t.Errorf("%+v", m)
	}
	if w := got.Waiting[0]; w.Stage != "collecting" || w.Reference != "r-1:1" || w.Amount != "100" || w.Expected != "2026-12" || w.Order.ID != "a-1" {
		t.Errorf("%+v", w)
	}
	if len(got.Waiting) != 4 || got.Orders != 77 || got.OrdersAt == nil || got.States[0].Earnings != 4321 {
		t.Errorf("%+v", got)
	}
	script(t, unfit(), "payouts", "reconcile", "-o", "csv").want(t, command.Done).prints(t,
		"what,kind,id,date,offer,", "mismatch,parts,000123,2026-11-13,,,10,EUR,9.5,EUR,,bank", ",'=Beacon", "waiting,collecting,r-1:1,2026-11-02,Tide Table,,100,EUR,,,2026-12,nobody")
}

// Where nothing was read it says how to; who may see nothing is told which role is missing;
// where orders are not known it says why.
func TestReconcile_unknown(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.purse.reconciliation.States = []payout.State{{Profile: "p", Source: payout.FromExports}}
	script(t, m, "payouts", "reconcile").want(t, command.Done).prints(t, "awning payouts --refresh --wait")
	m.purse.reconciliation.States = []payout.State{{Profile: "p", Problem: "the profile p is refused payouts (403)", Hint: "payouts need Owner"}}
	script(t, m, "payouts", "reconcile").want(t, command.NotAllowed).says(t, "refused payouts", "payouts need Owner")
	m = unfit()
	v := &m.purse.reconciliation
	v.OrdersAt, v.OrdersProblem, v.OrdersHint = time.Time{}, "the profile p is a person", "add an application"
	v.States[0].Source = payout.FromEstimate
	script(t, m, "payouts", "reconcile").want(t, command.Done).
		prints(t, "the profile p is a person; add an application", "An estimate knows no payments", "12 payments and 4,321 earnings were held")
}

// Who asks for a state of the old portal is told where it is answered.
func TestTransactions_oldPortal(t *testing.T) {
	t.Parallel()
	script(t, paid(), "payouts", "transactions", "--status", "in collection").want(t, command.WrongUsage).
		says(t, "old portal", `awning payouts reconcile tells what waits, under "Waiting for the customer"`)
	script(t, paid(), "payouts", "transactions", "--status", "Billing in progress").want(t, command.WrongUsage).says(t, "Not billed yet")
}
