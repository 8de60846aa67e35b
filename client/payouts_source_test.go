package client_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/model/payout"
)

// Where a role changes, what is paid and what is estimated are never in the store together
// once a refresh is through, and whoever comes back finds everything again.
func TestRefreshPayouts_sourceChanges(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		app, person := w.automation("app", "brightwave"), w.person("dana", "dana@brightwave.example", "brightwave")
		app.Identity, person.Identity = "same", "same"
		paid := 0
		for range w.book("brightwave").Earnings() {
			paid++
		}
		estimated := 0
		for turn, seat := range []client.Seat{app, person, app, person} {
			m := w.market(seat)
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
			lines, total, err := m.Earnings(t.Context(), payout.Scope{}, payout.Query{}, 0, 0)
			check(t, err)
			foreign := slices.ContainsFunc(lines, func(e payout.Earning) bool { return payout.IsEstimate(e.ID) != seat.Who.Kind.AppOnly() })
			v := must(m.Payouts(t.Context(), payout.Scope{}))
			if foreign || len(v.Mismatches) != 0 || (v.States[0].Payments == 0) != seat.Who.Kind.AppOnly() {
				t.Errorf("turn %d: lines of another source: %t; %+v; %+v", turn, foreign, v.States, v.Mismatches)
			}
			switch {
			case !seat.Who.Kind.AppOnly() && total != paid, turn == 2 && total != estimated, total != v.States[0].Earnings:
				t.Errorf("turn %d: %d lines of %d, told as %d", turn, total, paid, v.States[0].Earnings)
			case turn == 0:
				estimated = total
			}
			time.Sleep(5 * time.Hour) // when all of it is read again
		}
	})
}

// A line that is not in the newest report any more is not in the store either, but for those
// that are older than the report reaches, and where a line of it could not be read.
func TestRefreshPayouts_estimateReplaced(t *testing.T) {
	t.Parallel()
	const head = "PayoutStatus,EarningAmountCC,EarningCurrencyCode,EarningAmountUSD,PurchaseRecordId,LineItemId,MonthStartDate\r\n"
	onWard(t, nil, func(w *ward) {
		t := w.t
		net, file := &spoilt{rt: w.server.RoundTripper()}, ""
		net.set(func(r *http.Request) (*canned, bool) {
			if strings.Contains(r.URL.Path, "/blob") {
				return &canned{status: 200, kind: "text/csv", body: head + file}, false
			}
			return nil, false
		})
		m := must(client.New(client.Options{
			Seats: []client.Seat{w.automation("app", "brightwave")}, Store: w.store, Catalog: must(loaded()), Base: net,
		}))
		const a, b, c = "Unprocessed,1,EUR,1,A,1,1999-06-01\r\n", "Unprocessed,2,EUR,2,B,1,1999-08-01\r\n", "Unprocessed,4,EUR,4,C,1,1999-09-01\r\n"
		for _, step := range []struct{ file, want string }{
			{a + b + c, "CBA"},
			{strings.ReplaceAll(b, "Unprocessed", "Sent") + strings.ReplaceAll(c, "C,1", "D,1"), "DBA"},
			{a + "Sent,none,EUR,1,E,1,1999-09-01\r\n", "DBA"},
			{a, "A"},
		} {
			file = step.file
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 12, nil))
			lines, _, err := m.Earnings(t.Context(), payout.Scope{}, payout.Query{}, 0, 0)
			check(t, err)
			var orders strings.Builder
			for _, e := range lines {
				orders.WriteString(e.Order)
			}
			sum := must(m.EarningSums(t.Context(), payout.Scope{}, payout.Query{}, payout.ByStatus))
			n := 0
			for _, s := range sum {
				n += s.Lines
			}
			if got := orders.String(); got != step.want || n != len(lines) {
				t.Errorf("after %q there is %s, want %s; the sums have %d lines", step.file, got, step.want, n)
			}
			time.Sleep(5 * time.Hour)
		}
	})
}
