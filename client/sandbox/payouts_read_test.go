package sandbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/model/payout"
	"awning/tries"
)

// money is what the exports of an account say, as the console reads them.
type money struct {
	earnings []payout.Earning
	payments []payout.Payment
}

// money exports everything and reads it.
func (c *v1Client) money() money {
	c.t.Helper()
	var out money
	file := func(kind string) io.Reader {
		id := c.queue(kind, "")
		time.Sleep(time.Minute)
		_, address := c.poll(kind, id)
		return bytes.NewReader(c.download(address).Body)
	}
	for e, err := range payout.Earnings(file("transactionhistory")) {
		if err != nil {
			c.t.Fatal(err)
		}
		out.earnings = append(out.earnings, e)
	}
	for p, err := range payout.Payments(file("payments")) {
		if err != nil {
			c.t.Fatal(err)
		}
		out.payments = append(out.payments, p)
	}
	return out
}

// What the exports say holds together: every state is known, payments are what their
// parts and their earnings come to, and the outlook has something to say.
func TestPayoutExports_reconcile(t *testing.T) {
	t.Parallel()
	lines := 0
	for seed := range 4 {
		for _, format := range []exports.Format{{}, {TSV: true, Capitalized: true, LongMonths: true, Newer: true}} {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Duration(seed) * 9 * 24 * time.Hour)
				c := newV1(t, sandbox.Options{
					World:    world.New(world.Options{Now: time.Now(), Seed: int64(seed)}),
					Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Format: format}},
				})
				for _, user := range []struct{ name, tenant string }{{"fiona@brightwave.example", brightwave}, {"ingrid@fjordlabs.example", fjordlabs}} {
					c.person(user.name, user.tenant, "https://api.partner.microsoft.com")
					got := c.money()
					lines += len(got.earnings)
					for _, m := range payout.Reconcile(got.payments, paid(got.earnings)) {
						t.Errorf("seed %d, %s: %+v", seed, user.name, m)
					}
					look := payout.Look(time.Now(), tallies(got.earnings), got.payments)
					notes := map[payout.NoteKind]bool{}
					for _, n := range look.Notes {
						notes[n.Kind] = true
					}
					if len(look.Next) != 1 || look.Last == nil || look.Last.From.IsZero() || len(look.Held) < 2 || !notes[payout.NotePastMonth] || notes[payout.NoteUnknown] || notes[payout.NoteCurrency] {
						t.Errorf("seed %d, %s: %+v", seed, user.name, look)
					}
				}
			})
		}
	}
	t.Logf("%d lines", lines)
}

// paid sums earnings up per payment, apart from the code that is in the console.
func paid(earnings []payout.Earning) []payout.Sum {
	sums := map[string]*payout.Sum{}
	var out []payout.Sum
	for _, e := range earnings {
		if sums[e.PaymentID] == nil {
			sums[e.PaymentID] = &payout.Sum{Key: e.PaymentID, Due: payout.Money{Currency: e.Due().Currency}}
		}
		s := sums[e.PaymentID]
		s.Due.Amount = s.Due.Amount.Add(e.Due().Amount)
	}
	for _, s := range sums {
		out = append(out, *s)
	}
	return out
}

func tallies(earnings []payout.Earning) []payout.Tally {
	sums := map[string]*payout.Tally{}
	var out []payout.Tally
	for _, e := range earnings {
		key := fmt.Sprint(e.Status, e.Estimated, e.Due().Currency)
		if sums[key] == nil {
			sums[key] = &payout.Tally{Status: e.Status, Estimated: e.Estimated, Due: payout.Money{Currency: e.Due().Currency}}
		}
		s := sums[key]
		s.Due.Amount, s.USD, s.Lines = s.Due.Amount.Add(e.Due().Amount), s.USD.Add(e.USD), s.Lines+1
	}
	for _, s := range sums {
		out = append(out, *s)
	}
	return out
}

// A large account's file is written while it is read: over a socket, packed, in little
// memory.
func TestPayoutExports_large(t *testing.T) {
	t.Parallel()
	n := 20_000
	if tries.Of(1) > 1 {
		n = 500_000
	}
	began := time.Now()
	server := sandbox.New(sandbox.Options{
		World: world.New(world.Options{Now: began, Earnings: n}), Token: token, ExportTime: time.Nanosecond,
	})
	srv := httptest.NewServer(server)
	defer srv.Close()
	c := &v1Client{t: t, server: server, rt: http.DefaultTransport, token: token}
	r, err := c.send(http.MethodPost, srv.URL+"/v1.0/payouts/transactionhistory", "")
	if err != nil || r.Status != http.StatusAccepted {
		t.Fatalf("%v, %d %s", err, r.Status, r.Body)
	}
	if r, err = c.send(http.MethodGet, srv.URL+"/v1.0/payouts/transactionhistory/"+r.values(t)[0]["requestId"].(string), ""); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.values(t)[0]["blobLocation"].(string), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%v: %s", err, resp.Status)
	}
	defer resp.Body.Close()
	lines, sum, most := 0, decimal.Zero, uint64(0)
	for e, errLine := range payout.Earnings(resp.Body) {
		if errLine != nil {
			t.Fatal(errLine)
		}
		lines, sum = lines+1, sum.Add(e.USD)
		if lines%10_000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
	}
	if lines < n || sum.IsZero() {
		t.Errorf("%d lines, %s", lines, sum)
	}
	t.Logf("%d lines in %s, at most %d MB in use", lines, time.Since(began).Round(time.Millisecond), most>>20)
}

// A connection that breaks in the middle of a large file says so.
func TestPayoutExports_broken(t *testing.T) {
	t.Parallel()
	server := sandbox.New(sandbox.Options{
		World: world.New(world.Options{Now: time.Now(), Earnings: 10_000}), Token: token, ExportTime: time.Nanosecond,
	})
	c := &v1Client{t: t, server: server, rt: server.RoundTripper(), token: token}
	id := c.queue("transactionhistory", "")
	_, address := c.poll("transactionhistory", id)
	server.Fail("GET /blob/", 1, sandbox.Fault{Cut: true})
	c.token = ""
	if r, err := c.send(http.MethodGet, address, ""); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, %d bytes", err, len(r.Body))
	}
	if r, err := c.send(http.MethodGet, address, ""); err != nil || strings.Count(string(r.Body), "\r\n") < 10_000 {
		t.Errorf("again: %v, %d bytes", err, len(r.Body))
	}
}
