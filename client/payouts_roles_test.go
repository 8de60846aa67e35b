package client_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/books"
	"awning/model"
	"awning/model/payout"
)

// automation takes a seat for an account's own application.
func (w *ward) automation(name model.ProfileName, account string) client.Seat {
	a := w.account(account)
	p := model.Profile{Name: name, Kind: model.ClientSecret, Tenant: a.Tenant, ClientID: a.ClientID}
	return client.Seat{Who: p, Identity: string(name), Tokens: auth.Source(p, auth.SourceOptions{
		Base: w.server.RoundTripper(), Getenv: func(name string) string {
			return map[string]string{"AZURE_CLIENT_SECRET": a.ClientSecret}[name]
		},
	})}
}

// seeing is what somebody sees of the payouts of brightwave.
type seeing struct {
	seats   func(*ward) []client.Seat
	scope   payout.Scope
	source  payout.Source // empty: nothing is seen
	profile model.ProfileName
	err     string // part of what a refresh says
	hint    string // part of the advice of the state
}

// Owner, finance, manager, developer, application and nobody: each sees the right thing, or
// is told in words what is missing.
func TestRefreshPayouts_roles(t *testing.T) {
	t.Parallel()
	as := func(user string) func(*ward) []client.Seat {
		return func(w *ward) []client.Seat {
			return []client.Seat{w.person("p", user+"@brightwave.example", "brightwave")}
		}
	}
	with := func(user string) func(*ward) []client.Seat {
		return func(w *ward) []client.Seat { return append(as(user)(w), w.automation("app", "brightwave")) }
	}
	const missing = "Owner or Financial contributor"
	for name, tt := range map[string]seeing{
		"owner":                 {seats: as("dana"), source: payout.FromExports, profile: "p"},
		"finance":               {seats: as("fiona"), source: payout.FromExports, profile: "p"},
		"manager":               {seats: as("marco"), profile: "p", err: "refused payouts", hint: missing},
		"developer":             {seats: as("devi"), profile: "p", err: "refused payouts", hint: missing},
		"none":                  {seats: as("nils"), profile: "p", err: "refused payouts", hint: missing},
		"application":           {seats: func(w *ward) []client.Seat { return []client.Seat{w.automation("app", "brightwave")} }, source: payout.FromEstimate, profile: "app"},
		"alien application":     {seats: func(w *ward) []client.Seat { return []client.Seat{w.application("Forgotten Automation")} }, profile: "ci", err: "refused reports", hint: "belongs to the account"},
		"owner and application": {seats: with("dana"), source: payout.FromExports, profile: "p"},
		"manager, application":  {seats: with("marco"), source: payout.FromEstimate, profile: "app"},
		"manager of both":       {seats: with("marco"), scope: payout.Scope{Profile: "p"}, source: payout.FromEstimate, profile: "app", hint: missing},
	} {
		onWard(t, nil, func(w *ward) {
			t := w.t
			m := w.market(tt.seats(w)...)
			err := m.RefreshPayouts(t.Context(), tt.scope, 12, nil)
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: %v", name, err)
			}
			if _, advised := errors.AsType[interface {
				error
				Hint() string
			}](err); err != nil && (!advised || !errors.Is(err, client.ErrForbidden)) {
				t.Errorf("%s: %v says not what to do", name, err)
			}
			v := must(m.Payouts(t.Context(), tt.scope))
			if len(v.States) != 1 {
				t.Fatalf("%s: %+v", name, v.States)
			}
			st := v.States[0]
			if st.Source != tt.source || st.Profile != tt.profile || (st.Problem == "") != (tt.err == "") || !strings.Contains(st.Hint, tt.hint) {
				t.Errorf("%s: %+v", name, st)
			}
			if some := len(v.Outlook.Next) > 0 && st.Earnings > 0 && !st.At.IsZero(); some != (tt.source != "") {
				t.Errorf("%s: sees %+v", name, v)
			}
			if slices.ContainsFunc(v.Outlook.Notes, func(n payout.Note) bool { return n.Kind == payout.NoteCurrency }) {
				t.Errorf("%s: the currency of the account is said not to be known", name)
			}
			if paid := v.Outlook.Last != nil; paid != (tt.source == payout.FromExports) {
				t.Errorf("%s: knows of the last payment: %t", name, paid)
			}
		})
	}
}

// Who is known to be refused is not asked again within the hour, and is after it.
func TestRefreshPayouts_knownRefusal(t *testing.T) {
	t.Parallel()
	log := &ledger{}
	onWard(t, func(o *sandbox.Options) { o.Log = log }, func(w *ward) {
		t := w.t
		m := w.market(w.person("marco", "marco@brightwave.example", "brightwave"))
		asked := func() int {
			log.mu.Lock()
			defer log.mu.Unlock()
			return strings.Count(log.log.String(), "/v1.0/payouts")
		}
		for range 3 {
			if err := m.RefreshPayouts(t.Context(), payout.Scope{}, 0, nil); !errors.Is(err, client.ErrForbidden) {
				t.Error(err)
			}
		}
		if n := asked(); n == 0 || n > 3 { // both exports, and a look at all abilities
			t.Errorf("asked %d times", n)
		}
	})
}

// An application reads orders and usage; a person is told who may.
func TestRefreshOrders(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"))
		err := m.RefreshOrders(t.Context(), payout.Scope{})
		if _, ok := errors.AsType[*client.NoReporterError](err); !ok || !errors.Is(err, client.ErrForbidden) {
			t.Errorf("a person: %v", err)
		}
		check(t, m.Join(w.automation("app", "brightwave")))
		for range 7 { // of which the service would take five
			check(t, m.RefreshOrders(t.Context(), payout.Scope{Profile: "dana"}))
		}
		orders, usage := must(m.Orders(t.Context(), payout.Scope{}, payout.Query{})), must(m.Usage(t.Context(), payout.Scope{}, payout.Query{}))
		want := w.book("brightwave").Orders
		if len(orders) == 0 || len(usage) == 0 || len(orders) > len(want) {
			t.Errorf("%d orders and %d of usage, of %d and %d", len(orders), len(usage), len(want), len(w.book("brightwave").Usage))
		}
		for _, o := range orders {
			if !slices.ContainsFunc(want, func(b books.Order) bool { return strings.EqualFold(b.Asset, o.ID) }) {
				t.Errorf("nobody placed the order %s", o.ID)
			}
		}
		t.Logf("%d orders, %d of usage", len(orders), len(usage))
	})
}

// Who sees payouts, and is refused one kind of export all the same, is told whose role it takes.
func TestRefreshPayouts_refusedExport(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		net := &spoilt{rt: w.server.RoundTripper()}
		m := must(client.New(client.Options{
			Seats: []client.Seat{w.person("dana", "dana@brightwave.example", "brightwave")}, Store: w.store, Catalog: must(loaded()), Base: net,
		}))
		net.set(func(r *http.Request) (*canned, bool) {
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/payouts/payments") {
				return answer(403, `{"error":{"code":"Forbidden","message":"not this one"}}`), false
			}
			return nil, false
		})
		e := as[*client.RefusalError](t, m.RefreshPayouts(t.Context(), payout.Scope{}, 12, nil))
		if !errors.Is(e, client.ErrForbidden) || !strings.Contains(e.Hint(), "Owner or Financial contributor") || !strings.Contains(e.Error(), "dana is refused payouts") {
			t.Errorf("%v; %s", e, e.Hint())
		}
	})
}
