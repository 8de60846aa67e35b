package client_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model"
)

// ward is a marketplace to which real people and applications sign in.
type ward struct {
	t      *testing.T
	server *sandbox.Server
	world  world.World
	store  *store.Store
}

// onWard runs a test in a bubble of its own.
func onWard(t *testing.T, change func(*sandbox.Options), play func(*ward)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := world.New(world.Options{Now: time.Now(), Seed: 1})
		o := sandbox.Options{World: w, Seed: 1, SignIn: sandbox.SignIn{ApproveAfter: time.Second}}
		if change != nil {
			change(&o)
		}
		kept, err := store.OpenMemory(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer kept.Close()
		play(&ward{t: t, server: sandbox.New(o), world: o.World, store: kept})
	})
}

// account finds one of the world by its domain's first word.
func (w *ward) account(name string) world.Account {
	i := slices.IndexFunc(w.world.Accounts, func(a world.Account) bool { return strings.HasPrefix(a.Domain, name+".") })
	return w.world.Accounts[i]
}

// person signs somebody in by device code, and takes a seat in an account.
func (w *ward) person(name model.ProfileName, user, account string) client.Seat {
	w.t.Helper()
	w.server.Directory().Adjust(func(o *entra.Options) { o.ApproveAs = user })
	flow := must(auth.Start(w.t.Context(), auth.PersonOptions{
		ClientID: w.world.Public().ID, Kind: model.DeviceCode, Base: w.server.RoundTripper(),
	}))
	session := must(flow.Wait(w.t.Context()))
	tenant := w.account(account).Tenant
	return client.Seat{
		Who:      model.Profile{Name: name, Kind: model.DeviceCode, Tenant: tenant, ClientID: w.world.Public().ID, User: session.User},
		Identity: string(name), Tokens: session.Tokens(tenant),
	}
}

// application takes a seat for an application of the world beside the accounts' own.
func (w *ward) application(name string) client.Seat {
	i := slices.IndexFunc(w.world.Apps, func(a world.App) bool { return a.Name == name })
	app := w.world.Apps[i]
	p := model.Profile{Name: "ci", Kind: model.ClientSecret, Tenant: app.Tenant, ClientID: app.ID}
	return client.Seat{Who: p, Identity: "ci", Tokens: auth.Source(p, auth.SourceOptions{
		Base: w.server.RoundTripper(), Getenv: func(name string) string {
			return map[string]string{"AZURE_CLIENT_SECRET": app.Secret}[name]
		},
	})}
}

func (w *ward) market(seats ...client.Seat) *client.Market {
	return must(client.New(client.Options{
		Seats: seats, Store: w.store, Catalog: must(loaded()), Base: w.server.RoundTripper(),
	}))
}

// doctored is a patient of the ward, with what is the matter.
type doctored struct {
	options func(*sandbox.Options)
	seats   func(*ward) []client.Seat // the first is diagnosed
	// after changes something once all are signed in and have worked for a while; tokens are
	// over by then.
	after func(*entra.Options)
	ended string // a user whose sign-ins are ended then
	want  []model.CauseKind
}

// dana is the owner of an account where all is well.
func dana(w *ward) []client.Seat {
	return []client.Seat{w.person("dana", "dana@brightwave.example", "brightwave")}
}

func patients() map[string]doctored {
	as := func(user, account string) func(*ward) []client.Seat {
		return func(w *ward) []client.Seat { return []client.Seat{w.person("p", user, account)} }
	}
	app := func(name string) func(*ward) []client.Seat {
		return func(w *ward) []client.Seat { return []client.Seat{w.application(name)} }
	}
	const ingrid = "ingrid@fjordlabs.example"
	return map[string]doctored{
		"all is well": {seats: dana},
		"a manager":   {seats: as("marco@brightwave.example", "brightwave")},
		"a guest":     {seats: as(ingrid, "brightwave")},
		"the wrong account": {
			seats: func(w *ward) []client.Seat {
				return []client.Seat{w.person("harbour", ingrid, "harbourconsulting"), w.person("fjord", ingrid, "fjordlabs")}
			},
			want: []model.CauseKind{model.CauseWrongAccount, model.CauseNoProgram},
		},
		"no program":        {seats: as(ingrid, "harbourconsulting"), want: []model.CauseKind{model.CauseNoProgram}},
		"not added":         {seats: app("Forgotten Automation"), want: []model.CauseKind{model.CauseNotAdded}},
		"finance":           {seats: as("fiona@brightwave.example", "brightwave"), want: []model.CauseKind{model.CauseRole}},
		"no role":           {seats: as("nils@brightwave.example", "brightwave"), want: []model.CauseKind{model.CauseRole}},
		"an expired secret": {seats: app("Automation of Last Year"), want: []model.CauseKind{model.CauseSecretExpired}},
		"consent is withdrawn": {
			seats: dana, want: []model.CauseKind{model.CauseConsent},
			after: func(o *entra.Options) {
				for i := range o.Apps {
					o.Apps[i].Consented = nil
				}
			},
		},
		"a second factor": {
			seats: dana, want: []model.CauseKind{model.CauseFactor},
			after: func(o *entra.Options) {
				o.Switches.SecondFactor = []string{auth.AudienceGraph, auth.AudiencePartner, auth.AudienceCPP}
			},
		},
		"sign-ins end daily": {
			seats: dana, want: []model.CauseKind{model.CauseSignedOut},
			after: func(o *entra.Options) { o.Switches.SignInEvery = time.Hour },
		},
		"ended": {seats: dana, want: []model.CauseKind{model.CauseSignedOut}, ended: "dana@brightwave.example"},
		"no principal of the service": {
			options: func(o *sandbox.Options) { o.World.Accounts[0].Lacks = []string{auth.AudienceGraph} },
			seats:   dana, want: []model.CauseKind{model.CauseNoService},
		},
		"a service is down": {
			options: func(o *sandbox.Options) { o.Switches.Down = []string{"graph"} },
			seats:   dana, want: []model.CauseKind{model.CauseService},
		},
		"an unknown publisher": {
			seats: func(w *ward) []client.Seat {
				all := dana(w)
				all[0].Who.Publishers = []model.PublisherID{"brightwave", "brightwafe"}
				return all
			},
			want: []model.CauseKind{model.CausePublisher},
		},
	}
}

// Whoever comes with one trouble is told that one, first, and none that they do not have.
func TestDiagnose_inTheMarketplace(t *testing.T) {
	t.Parallel()
	for name, tt := range patients() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onWard(t, tt.options, func(w *ward) {
				t := w.t
				seats := tt.seats(w)
				m := w.market(seats...)
				if tt.after != nil || tt.ended != "" {
					if d := must(m.Diagnose(t.Context(), seats[0].Who.Name)); len(d.Causes) > 0 {
						t.Fatalf("before: %+v", d.Causes)
					}
					time.Sleep(2 * time.Hour)
				}
				if tt.after != nil {
					w.server.Directory().Adjust(tt.after)
				}
				if tt.ended != "" && !w.server.Directory().Revoke(tt.ended) {
					t.Fatal("nobody's sign-in was ended")
				}
				d := must(m.Diagnose(t.Context(), seats[0].Who.Name))
				if got := each(d.Causes, func(c model.Cause) model.CauseKind { return c.Kind }); !slices.Equal(got, tt.want) {
					t.Errorf("causes %+v, want %v; probes %+v", d.Causes, tt.want, d.Capabilities.Probes)
				}
			})
		})
	}
	t.Logf("%d situations", len(patients()))
}

func each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}

// A person in three accounts, one of which lacks the program, and colleagues with other roles:
// each is shown what they may do.
func TestAccounts_ofPeople(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		const ingrid = "ingrid@fjordlabs.example"
		t, m := w.t, w.market(
			w.person("fjord", ingrid, "fjordlabs"), w.person("bright", ingrid, "brightwave"), w.person("harbour", ingrid, "harbourconsulting"),
			w.person("fiona", "fiona@brightwave.example", "brightwave"), w.person("nils", "nils@brightwave.example", "brightwave"),
		)
		all := must(m.Accounts(t.Context()))
		for i, want := range []struct {
			role        model.Role
			marketplace bool
			problem     bool
		}{
			{model.RoleOwner, true, false},
			{model.RolePublisher, true, false},
			{model.RoleOwner, false, false}, // but for the program
			{model.RoleFinance, false, true},
			{model.RoleNone, false, true},
		} {
			a := all[i]
			if a.Able.Role() != want.role || a.Marketplace() != want.marketplace || (a.Problem != "") != want.problem {
				t.Errorf("%s: role %s, marketplace %v, problem %q", a.Profile, a.Able.Role(), a.Marketplace(), a.Problem)
			}
		}
		if known := m.KnownAccounts(); known[1].Able.Role() != model.RolePublisher {
			t.Errorf("afterwards known: %+v", known[1].Able)
		}
	})
}
