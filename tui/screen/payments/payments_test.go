package payments_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/screen/payments"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func cents(n int64) decimal.Decimal { return decimal.New(n, -2) }

func day(month time.Month, day int) time.Time {
	return time.Date(1999, month, day, 0, 0, 0, 0, time.UTC)
}

// row is a row of the file whose parts come to its total.
func row(id, status string, sent time.Time, earned, withheld, fee int64) payout.Payment {
	return payout.Payment{
		ID: id, Status: status, Date: sent, Method: "SEPA", Currency: "EUR", EarnedCurrency: "EUR", Program: "Azure Marketplace",
		Participant: "48213377", ParticipantName: "Brightwave Software Ltd",
		Earned: cents(earned), WithheldTax: cents(withheld), ServiceFeeTax: cents(fee), Total: cents(earned - withheld - fee),
	}
}

// told is a year with everything in it: parts, another currency, a rejected payment, one that
// is not sent yet, one that does not add up, one that its lines do not come to.
func told() *shop.Shop {
	wrong := row("0088", "Sent", day(8, 13), 90_000, 0, 0)
	wrong.Total = cents(89_900)
	yen := row("0090", "Sent", day(9, 15), 0, 0, 0)
	yen.Currency, yen.EarnedCurrency, yen.Earned, yen.Total, yen.Method = "JPY", "JPY", decimal.New(48_000, 0), decimal.New(48_000, 0), "Wire"
	foreign := row("0089", "SENT", day(9, 15), 123_400, 0, 0)
	foreign.EarnedCurrency, foreign.Total = "USD", cents(115_000)
	other := row("0093", "Sent", day(11, 15), 200_044, 0, 0)
	other.Program, other.Participant, other.ParticipantName, other.Extra = "AppSource", "48213399", "", map[string]string{"CIReferenceNumber": "C\x1b[2J7"}
	odd := row("0087", "On the mo\x1b[31mon", day(7, 15), 5_000, 0, 0)
	odd.Method = "Pigeon"
	s := shop.New()
	s.Till.Paid = []payout.Payment{
		row("0093", "Sent", day(11, 15), 1_000_000, 12_000, 1_000), other,
		row("0092", "Rejected", day(10, 15), 31_200, 0, 0), row("0091", "Sent", day(10, 14), 431_200, 0, 0),
		row("", "Upcoming", time.Time{}, 1_204_310, 0, 0), yen, foreign, wrong, odd,
	}
	s.Till.View = client.PayoutView{
		States: []payout.State{{Profile: "brightwave", Source: payout.FromExports, At: time.Now().Add(-time.Hour), Earnings: 240, Payments: 9}},
		Mismatches: []payout.Mismatch{{
			Kind: payout.PaymentEarnings, ID: "0091", Says: payout.Money{Amount: cents(431_200), Currency: "EUR"},
			Sum: payout.Money{Amount: cents(431_100), Currency: "EUR"},
		}},
	}
	return s
}

func open(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	return payments.New(d, s, payments.Nav{
		Payment: func(_ payout.Scope, id string) ui.Screen { return shop.Page("lines of payment " + id) },
	}, payments.Options{Scope: payout.Scope{Profile: "brightwave"}})
}

func viewed(v client.PayoutView) *shop.Shop {
	s := shop.New()
	s.Till.View = v
	return s
}

// The worlds in which there is no payment.
func estimated() client.PayoutView {
	return client.PayoutView{States: []payout.State{{Profile: "app", Source: payout.FromEstimate, At: time.Now(), Earnings: 12}}}
}

func refused() client.PayoutView {
	return client.PayoutView{States: []payout.State{{
		Profile: "manager", Problem: "the profile manager may not see payouts", Hint: "sign in as somebody with the role Owner or Financial contributor",
	}}}
}

func TestPayments_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, told()).Golden("payments").Tiny().Press("down").Golden("shared").Press("v").Golden("detail")
				d.Press("esc", "e").Golden("columns").Press("esc", "G", "up").Golden("wrong")
				d.Press("/").Type("rejected").Golden("filtered").Tiny()
				open(t, o, viewed(client.PayoutView{})).Golden("never read")
				open(t, o, viewed(refused())).Golden("refused")
				open(t, o, viewed(estimated())).Golden("estimate")
			})
		})
	}
}

// A payment that programs or accounts share is one row with the sum of its parts; the parts
// are in the row in full. Zeros in front of a number are kept.
func TestPayments_parts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 200, Height: 60}, told()).Shows("8 payments", "0093", "11,870.44").Press("down")
		d.Shows("earned 12,000.44 - withheld tax 120.00 - tax on the fee 10.00 = 11,870.44 EUR")
		d.Press("v").Shows("Azure Marketplace, AppSource", "Part 1 of 2", "Part 2 of 2", "earned 2,000.44", "48213399", "CIReferenceNumber", "C7").Press("esc")
		d.Press("enter").Shows("lines of payment 0093")
	})
}

// What does not add up is said, with what it comes to and what was said instead; what is paid
// in another currency than it was earned in cannot be reckoned, and is not.
func TestPayments_arithmetic(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, told())
		for id, want := range map[string][]string{
			"0088": {"earned 900.00", "= 900.00 EUR", "The payment says 899.00 EUR instead"},
			"0091": {"= 4,312.00 EUR", "Its lines come to 4,311.00 EUR, and the payment says 4,312.00 EUR was earned"},
			"0089": {"earned 1,234.00 USD", "paid as 1,150.00 EUR"},
			"0090": {"earned 48,000 ", "= 48,000 JPY"},
		} {
			d.Press("/").Type(id).Shows(want...)
			if ok := strings.Contains(d.Text(), "does not add up"); ok != (id == "0088" || id == "0091") {
				t.Errorf("payment %s does not add up: %v\n%s", id, ok, d.Text())
			}
			d.Press("esc")
		}
	})
}

// When money reaches the account depends on the way it is sent; where nobody knows the way,
// and before it is sent, no day is made up.
func TestPayments_bank(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, told()).Shows("1999-11-17 to 1999-11-18", "1999-09-24 to 1999-09-29")
		d.Press("/").Type("moon").Shows("1999-07-15").Hides(" to 1999").Press("esc", "/").Type("rejected").Hides(" to 1999", "1999-10-18").Shows("must correct your bank")
	})
}

// The filter finds states, currencies, who must act; the sums are of what shows, and
// currencies are never added.
func TestPayments_filter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, told()).Shows("sent: 18,231.44 EUR and 48,000 JPY")
		d.Press("/").Type("jpy").Shows("1 of 8", "sent: 48,000 JPY").Press("enter", "esc").Shows("8 payments")
		d.Press("/").Type("you must act").Shows("1 of 8", "0092").Hides("sent: ").Press("esc").Press("/").Type("nonsense").Shows(`No payment has "nonsense" in it.`)
	})
}

func TestPayments_orders(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first := func(d *tuitest.Driver, want string) {
			t.Helper()
			if got := strings.Split(d.Text(), "\n")[5]; !strings.Contains(got, want) {
				t.Errorf("the first row is %q, want %s", got, want)
			}
		}
		d := open(t, tuitest.Options{Width: 120, Height: 40}, told())
		first(d, "12,043.10")
		d.Press("s")
		first(d, "12,043.10")
		d.Press("s")
		first(d, "12,043.10")
		d.Press("S")
		first(d, "48,000")
	})
}

// One without a number has no lines yet, and the key says so.
func TestPayments_unnumbered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		open(t, tuitest.Options{}, told()).Press("enter").Shows("it has no number yet")
		open(t, tuitest.Options{}, viewed(estimated())).Press("enter").Shows("there is no payment here")
	})
}

func TestPayments_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := told()
		s.Fail("Payments", errors.New("the store is locked"))
		d := open(t, tuitest.Options{}, s).Shows("could not read the payments: the store is locked").Hides("nothing was ever sent")
		s.Fail("Payments", nil)
		d.Press("r").Shows("8 payments", "0093")
		s.Till.Paid = s.Till.Paid[:1]
		d.Send(ui.SignedIn{}).Shows("1 payment ")
		s.Till.Paid = told().Till.Paid
		d.Send(ui.PayoutsRead{}).Shows("8 payments")
	})
}

// Every column is explained.
func TestPayments_columns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := screen(tuitest.Deps(tuitest.Options{}), told())
		x, _ := s.(interface {
			ui.Explainer
			ui.Exporter
		})
		if head, _ := x.Table(); len(head) != len(x.Explain()) || len(head) == 0 {
			t.Errorf("%d of %d columns are explained", len(x.Explain()), len(head))
		}
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := screen(tuitest.Deps(tuitest.Options{}), told())
		shop.Clashes(t, s.Actions())
	})
}
