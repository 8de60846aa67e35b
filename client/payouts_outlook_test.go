package client_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/books"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/payout"
	"awning/tries"
)

// The outlook on the generated world, by way of exports, files and the store, is what its
// books come to, in whole hundredths and by the rules of the reference.
func TestPayouts_outlookOfTheWorld(t *testing.T) {
	t.Parallel()
	lines, worlds := 0, tries.Of(3)
	for seed := range worlds {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Duration(seed*53%400) * 17 * time.Hour) // any day of the year
			w := world.New(world.Options{Now: time.Now(), Seed: int64(seed)})
			kept := must(store.OpenMemory(t.Context(), time.Now))
			defer kept.Close()
			m := must(client.New(client.Options{
				Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
				Store: kept, Catalog: must(loaded()), Base: sandbox.New(sandbox.Options{World: w, Token: "owner"}).RoundTripper(),
			}))
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
			got := must(m.Payouts(t.Context(), payout.Scope{}))
			want, told := append(reckon(w.Books, time.Now()), lastSent(w.Books)...), tellOutlook(got.Outlook)
			if slices.Sort(want); !slices.Equal(told, want) {
				t.Errorf("seed %d at %s:\n%q\nwant\n%q", seed, time.Now().Format(time.DateOnly), told, want)
			}
			if len(got.Mismatches) != 0 {
				t.Errorf("seed %d: these do not fit: %+v", seed, got.Mismatches)
			}
			lines += got.States[0].Earnings
		})
	}
	t.Logf("%d worlds with %d lines agree", worlds, lines)
}

// tellOutlook is an outlook as lines to compare.
func tellOutlook(o payout.Outlook) []string {
	var out []string
	for _, n := range o.Next {
		out = append(out, fmt.Sprintf("next %s %s %s USD, %d lines, %s ordered, by %s", n.Due.Amount.StringFixed(2), n.Due.Currency,
			n.USD.StringFixed(2), n.Lines, n.Ordered.StringFixed(2), n.By.Format(time.DateOnly)))
	}
	for _, h := range o.Held {
		id := payout.StatusOf(h.Status).ID
		out = append(out, fmt.Sprintf("held %s %s %s, %d lines", id, h.Due.Amount.StringFixed(2), h.Due.Currency, h.Lines))
	}
	sent := o.Also
	if o.Last != nil {
		sent = append(sent, *o.Last)
	}
	for _, l := range sent {
		out = append(out, fmt.Sprintf("last %s %s of %s", l.Total.Amount.StringFixed(2), l.Total.Currency, l.Date.Format(time.DateOnly)))
	}
	for _, n := range o.Notes {
		if n.Kind == payout.NotePastMonth || n.Kind == payout.NoteThreshold || n.Kind == payout.NoteNegative {
			out = append(out, fmt.Sprintf("note %s %d", n.Kind, n.Lines))
		}
	}
	slices.Sort(out)
	return out
}

// due is what comes of the lines of one currency.
type due struct {
	sum, usd, ordered books.Amount
	lines             int
}

// reckon works the same out of the plain books, in whole hundredths.
func reckon(all []*books.Book, now time.Time) []string {
	now = now.UTC().Add(-8 * time.Hour) // Pacific
	first := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC) }
	soonest := first(now)
	if now.Day() > 15 {
		soonest = soonest.AddDate(0, 1, 0)
	}
	month := time.Time{}
	var lines []books.Earning
	for _, b := range all {
		lines = slices.AppendSeq(lines, b.Earnings())
	}
	ordered := func(e books.Earning) bool { return e.Status == books.Upcoming || e.Status == books.InProgress }
	paidIn := func(e books.Earning) time.Time {
		if e.Estimated.Before(soonest) {
			return soonest
		}
		return first(e.Estimated)
	}
	for _, e := range lines {
		if at := paidIn(e); ordered(e) && (month.IsZero() || at.Before(month)) {
			month = at
		}
	}
	if month.IsZero() {
		month = first(now).AddDate(0, 1, 0)
	}
	next, held := map[string]due{}, map[[2]string]due{}
	past := 0
	for _, e := range lines {
		d := next[e.DueCurrency]
		add := func(d due) due {
			return due{d.sum + e.Due, d.usd + e.EarnedUSD, d.ordered, d.lines + 1}
		}
		switch {
		case ordered(e) && paidIn(e).Equal(month):
			d = add(d)
			d.ordered += e.Due
			next[e.DueCurrency] = d
		case e.Status == books.Unprocessed && first(e.Estimated).Equal(month):
			next[e.DueCurrency] = add(d)
		case e.Status == books.Rejected || e.Status == books.PendingTaxInvoice:
			k := [2]string{payout.StatusOf(string(e.Status)).ID, e.DueCurrency}
			held[k] = add(held[k])
		}
		if e.Status == books.Unprocessed && !e.Estimated.IsZero() && first(e.Estimated).Before(first(now)) {
			past++
		}
	}
	var out []string
	usd, n := books.Amount(0), 0
	for _, currency := range slices.Sorted(maps.Keys(next)) {
		d := next[currency]
		usd, n = usd+d.usd, n+d.lines
		out = append(out, fmt.Sprintf("next %s %s %s USD, %d lines, %s ordered, by %s", d.sum, currency, d.usd, d.lines, d.ordered,
			month.AddDate(0, 0, 14).Format(time.DateOnly)))
	}
	for k, d := range held {
		out = append(out, fmt.Sprintf("held %s %s %s, %d lines", k[0], d.sum, k[1], d.lines))
	}
	if past > 0 {
		out = append(out, fmt.Sprintf("note past %d", past))
	}
	switch {
	case n == 0:
	case usd < 0:
		out = append(out, fmt.Sprintf("note negative %d", n))
	case usd < 50_00:
		out = append(out, fmt.Sprintf("note threshold %d", n))
	}
	return out
}

// lastSent are the payments that were sent last.
func lastSent(all []*books.Book) []string {
	var sent []books.Payment
	for _, b := range all {
		for _, p := range b.Payments {
			if p.Status == books.Sent {
				sent = append(sent, p)
			}
		}
	}
	if len(sent) == 0 {
		return nil
	}
	newest := slices.MaxFunc(sent, func(a, b books.Payment) int { return cmp.Compare(a.Date.Unix(), b.Date.Unix()) })
	totals := map[string]books.Amount{}
	for _, p := range sent {
		totals[p.ID] += p.Total
	}
	var out []string
	for _, p := range sent {
		if p.Date.Equal(newest.Date) {
			out = append(out, fmt.Sprintf("last %s %s of %s", totals[p.ID], p.Currency, p.Date.Format(time.DateOnly)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
