package client_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/insights"
	"awning/client/sandbox"
	"awning/client/transport"
	"awning/model"
	"awning/model/payout"
	"awning/tries"
)

// However often the reading of reports is killed, each is made once, comes in and is deleted:
// by consoles that only read, too.
func TestRefreshOrders_kills(t *testing.T) {
	t.Parallel()
	log := &ledger{}
	onWard(t, func(o *sandbox.Options) { o.Log = log }, func(w *ward) {
		t := w.t
		r := rand.New(rand.NewPCG(4, 4))
		net := &spoilt{rt: w.server.RoundTripper()}
		seat := w.automation("app", "brightwave")
		console := func() *client.Market {
			return must(client.New(client.Options{
				Seats: []client.Seat{seat}, Store: w.store, Catalog: must(loaded()), Base: net, ReadOnly: true, // reports are our own
			}))
		}
		service := insights.New(transport.New(transport.Options{
			Name: "insights", BaseURL: insights.BaseURL, Audience: auth.AudiencePartnerCenter, Tokens: seat.Tokens, Base: w.server.RoundTripper(),
		}))
		kills, whole := 0, 0
		for kills < tries.Of(20) {
			ctx, kill := context.WithCancel(t.Context())
			requests := 1 + r.IntN(25)
			net.set(func(*http.Request) (*canned, bool) {
				if requests--; requests > 0 && ctx.Err() == nil {
					return nil, false
				}
				sent := ctx.Err() == nil && r.IntN(2) == 0
				kill()
				return &canned{err: errors.New("the process is gone")}, sent
			})
			m := console()
			err := errors.Join(m.RefreshPayouts(ctx, payout.Scope{}, 12, nil), m.RefreshOrders(ctx, payout.Scope{}))
			switch {
			case err == nil:
				whole++
				time.Sleep(5 * time.Hour) // when all of it is made again
			case ctx.Err() == nil:
				t.Fatalf("after %d kills: %v", kills, err)
			default:
				kills++
			}
			kill()
		}
		net.set(nil)
		m := console()
		check(t, errors.Join(m.RefreshPayouts(t.Context(), payout.Scope{}, 12, nil), m.RefreshOrders(t.Context(), payout.Scope{})))
		orders := must(m.Orders(t.Context(), payout.Scope{}, payout.Query{}))
		left := must(service.Reports(t.Context(), ""))
		made := 0
		for _, e := range log.accepted(t, "create") {
			if strings.HasPrefix(e.Target, "report/") {
				made++
			}
		}
		if len(left) != 0 || made != 3*(whole+1) || len(orders) == 0 {
			t.Errorf("%d reports are left of %d made for %d whole refreshes; %d orders", len(left), made, whole+1, len(orders))
		}
		t.Logf("%d kills and %d whole refreshes: %d reports made, %d forgotten, %d orders", kills, whole+1, made, len(left), len(orders))
	})
}

// Profiles of two accounts tell of both, each in its own currency, and one of them alone; a
// participant alone as well.
func TestPayouts_scopes(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(
			w.person("dana", "dana@brightwave.example", "brightwave"), w.person("fiona", "fiona@brightwave.example", "brightwave"),
			w.person("ingrid", "ingrid@fjordlabs.example", "fjordlabs"),
		)
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		sizes := map[string]int{}
		for name, of := range map[string]payout.Scope{"all": {}, "dana": {Profile: "dana"}, "ingrid": {Profile: "ingrid"}} {
			lines, total, err := m.Earnings(t.Context(), of, payout.Query{}, 0, 0)
			check(t, err)
			if sizes[name] = total; total != len(lines) {
				t.Errorf("%s: %d lines of %d", name, len(lines), total)
			}
			var paged []payout.Earning
			for at := 0; ; at += 37 {
				some, n, err := m.Earnings(t.Context(), of, payout.Query{}, 37, at)
				check(t, err)
				if paged = append(paged, some...); n != total || len(some) < 37 {
					break
				}
			}
			for i, e := range lines {
				if i >= len(paged) || paged[i].ID != e.ID || i > 0 && lines[i-1].Date.Before(e.Date) {
					t.Fatalf("%s: line %d is out of its place", name, i)
				}
			}
			sum := 0
			for _, s := range must(m.EarningSums(t.Context(), of, payout.Query{}, payout.ByProgram)) {
				sum += s.Lines
			}
			if sum != total {
				t.Errorf("%s: the sums have %d lines of %d", name, sum, total)
			}
		}
		if sizes["all"] != sizes["dana"]+sizes["ingrid"] || sizes["ingrid"] == 0 || sizes["dana"] == 0 {
			t.Errorf("%v", sizes)
		}
		v := must(m.Payouts(t.Context(), payout.Scope{}))
		if len(v.States) != 2 || len(v.Outlook.Next) != 2 {
			t.Errorf("%+v", v)
		}
		seller := must(m.Payments(t.Context(), payout.Scope{Profile: "ingrid"}))[0].Participant
		one := must(m.Payments(t.Context(), payout.Scope{Participant: seller}))
		lines, _, err := m.Earnings(t.Context(), payout.Scope{Participant: seller}, payout.Query{}, 0, 0)
		check(t, err)
		for _, p := range one {
			if p.Participant != seller {
				t.Errorf("%+v is somebody else's", p)
			}
		}
		for _, e := range lines {
			if e.Participant != seller {
				t.Errorf("%+v is somebody else's", e)
			}
		}
		if len(one) == 0 || len(lines) == 0 || len(lines) > sizes["ingrid"] {
			t.Errorf("%d payments and %d lines of %s", len(one), len(lines), seller)
		}
		noted := as[*client.NoProfileError](t, m.RefreshPayouts(t.Context(), payout.Scope{Profile: "nobody"}, 0, nil))
		if noted.Profile != model.ProfileName("nobody") {
			t.Error(noted)
		}
	})
}
