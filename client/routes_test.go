package client_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/catalog"
)

// advised is an error that says what to do next.
type advised interface {
	error
	Hint() string
}

func apis() []model.API { return []model.API{model.Graph, model.V1, model.CPP} }

// Every task of every type has a word on every API, with who says so. What is
// done without being asked for is done by the API whose words the catalogue
// gives the type, so that what was read can be written.
func TestRoutes_complete(t *testing.T) {
	t.Parallel()
	cat, err := loaded()
	check(t, err)
	for _, kind := range cat.Types() {
		for _, k := range client.Tasks() {
			rows := client.Routes(k, kind)
			for _, api := range apis() {
				i := slices.IndexFunc(rows, func(r client.Route) bool { return r.API == api })
				if i < 0 {
					t.Errorf("nobody says whether %s can %s offers of the type %s", api, k, kind.ID)
					continue
				}
				r := rows[i]
				if r.Mark == "" || r.From == "" || r.Use == client.Never && r.Note == "" {
					t.Errorf("%s %s %s: no evidence: %+v", kind.ID, k, api, r)
				}
				if r.Use == client.Usual && api != kind.Dialect && k != client.TaskList && k != client.TaskFindings {
					t.Errorf("%s %s goes through %s, but its documents are written for %s", kind.ID, k, api, kind.Dialect)
				}
			}
		}
	}
}

// An offer nobody has heard of is dealt with by the API that told of it.
func TestRoutes_unknownTypes(t *testing.T) {
	t.Parallel()
	for _, d := range apis() {
		kind := &catalog.Type{ID: "quantumWorkspace", Dialect: d}
		for _, k := range []client.Task{client.TaskDraft, client.TaskLive, client.TaskPublish, client.TaskGoLive, client.TaskFollow} {
			rows := client.Routes(k, kind)
			i := slices.IndexFunc(rows, func(r client.Route) bool { return r.Use == client.Usual })
			if i < 0 || rows[i].API != d {
				t.Errorf("%s of what %s told of: %+v", k, d, rows)
			}
		}
	}
}

// What no API can, or not the wanted one, is refused in words, with the way out, before
// anything is asked of a service.
func TestNoAPI(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		app := s.find(s.market(), "harbor-backup")
		machine := s.find(s.market(), "lighthouse-gateway")
		s.net.seen = nil
		with := func(api model.API) *client.Market {
			return s.market(func(o *client.Options) { o.API = api })
		}
		for name, c := range map[string]struct {
			api   model.API
			offer model.Offer
			do    func(m *client.Market, o model.Offer) error
			task  client.Task
			says  []string
		}{
			"no API": {
				offer: app, task: client.TaskStop,
				do:   func(m *client.Market, o model.Offer) error { _, err := m.StopSelling(t.Context(), o); return err },
				says: []string{"harbor-backup: no API can stop the sale of Azure application offers", client.PortalOffers},
			},
			"not this one": {
				api: model.V1, offer: machine, task: client.TaskStop,
				do:   func(m *client.Market, o model.Offer) error { _, err := m.StopSelling(t.Context(), o); return err },
				says: []string{`the API "v1" cannot stop the sale`, "only knows markets", "leave out --api: graph does it", client.PortalOffers},
			},
			"no plans": {
				api: model.CPP, offer: machine, task: client.TaskPlans,
				do: func(m *client.Market, o model.Offer) error {
					_, err := m.CreatePlan(t.Context(), o, model.Plan{ID: "new"})
					return err
				},
				says: []string{`the API "cpp" cannot make or delete plans`, "graph does it"},
			},
			"no words": {
				api: model.CPP, offer: model.Offer{Profile: "owner", ID: "x", Product: "p", Type: "saas"}, task: client.TaskLive,
				do: func(m *client.Market, o model.Offer) error {
					_, err := m.Contents(t.Context(), o, model.Live)
					return err
				},
				says: []string{`the API "cpp" cannot read what is live of Software as a Service offers`, "not known"},
			},
		} {
			m := s.market()
			if c.api != "" {
				m = with(c.api)
			}
			e := as[*client.NoAPIError](t, c.do(m, c.offer))
			all := e.Error() + "\n" + e.Hint()
			for _, want := range c.says {
				if !strings.Contains(all, want) {
					t.Errorf("%s: %q is not in %q", name, want, all)
				}
			}
			if e.Task != c.task || e.API != c.api || e.Offer != c.offer.ID {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if calls := s.net.calls(); len(calls) > 0 {
			t.Errorf("asked %v", calls)
		}
		if _, err := client.New(client.Options{Store: s.store, Catalog: &catalog.Catalog{}, API: "soap"}); err == nil {
			t.Error("an API nobody has heard of can be wanted")
		}
	})
}

// The list of the Cloud Partner Portal API has every offer of the publishers, those of
// types it is not known to have a word for too, and is kept apart from the others.
func TestOffers_throughThePortal(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m, usual := s.market(func(o *client.Options) { o.API = model.CPP }), s.market()
		list := func(m *client.Market) map[model.OfferID]model.Offer {
			out := map[model.OfferID]model.Offer{}
			for o, err := range m.Offers(t.Context(), model.Scope{}) {
				check(t, err)
				if _, twice := out[o.ID]; twice {
					t.Errorf("%s is there twice", o.ID)
				}
				out[o.ID] = o
			}
			return out
		}
		portal, all := list(m), list(usual)
		if len(portal) != len(all) || len(all) == 0 {
			t.Errorf("%d offers, %d through the other APIs", len(portal), len(all))
		}
		for id, o := range portal {
			known := o.Type == "virtual-machine" || o.Type == "azure-application"
			if o.Publisher != all[id].Publisher || known != (o.Dialect == "") || known && o.Type != all[id].Type {
				t.Errorf("%+v, elsewhere %+v", o, all[id])
			}
		}
		kept, _, err := usual.CachedOffers(t.Context(), model.Scope{})
		check(t, err)
		if i := slices.IndexFunc(kept, func(o model.Offer) bool { return strings.HasPrefix(string(o.Product), "cpp:") }); i >= 0 || len(kept) != len(all) {
			t.Errorf("%d kept, among them %+v", len(kept), kept[max(i, 0)])
		}
		if kept, _, err = m.CachedOffers(t.Context(), model.Scope{}); err != nil || len(kept) != len(portal) {
			t.Errorf("%d kept of %d (%v)", len(kept), len(portal), err)
		}

		machine := s.find(m, "lighthouse-gateway")
		if machine != portal["lighthouse-gateway"] {
			t.Errorf("found %+v, listed %+v", machine, portal["lighthouse-gateway"])
		}
		if c := s.contents(usual, machine, model.Draft); len(c.Documents) == 0 || c.Documents[0].Dialect != model.CPP {
			t.Errorf("an offer that this API told of is read through another: %+v", c)
		}
		if _, err = m.Find(t.Context(), model.Scope{}, "lighthouse-gatewy"); !errors.Is(err, client.ErrNotFound) {
			t.Error(err)
		}
		for id, o := range portal {
			if o.Dialect != model.CPP {
				continue
			}
			doc := s.contents(m, o, model.Draft).Documents[0]
			if !doc.Sealed {
				t.Errorf("%s of %s looks as if it could be changed", doc.Key, id)
			}
			_, err = m.Save(t.Context(), o, model.Edit{Base: doc, Raw: doc.Raw})
			if e := as[*client.NoAPIError](t, err); e.Task != client.TaskEdit || e.Offer != id {
				t.Error(e)
			}
			break
		}
	})
}

// Offers read through an API that the catalogue does not describe their type for are
// dealt with in that API's words, and what one API said is not shown for what
// another one would.
func TestMarket_throughAnotherAPI(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		usual, v1 := s.market(), s.market(func(o *client.Options) { o.API = model.V1 })
		o := s.find(usual, "lighthouse-gateway")
		own := s.contents(usual, o, model.Draft)
		other := s.contents(v1, o, model.Draft)
		if own.Documents[0].Dialect != model.Graph || other.Documents[0].Dialect != model.V1 {
			t.Fatalf("read %s and %s", own.Documents[0].Dialect, other.Documents[0].Dialect)
		}
		if kept, at, err := usual.CachedContents(t.Context(), o, model.Draft); err != nil || !at.IsZero() || len(kept.Documents) > 0 {
			t.Errorf("%d documents are kept, of %v (%v)", len(kept.Documents), at, err)
		}
		if kept, at, err := v1.CachedContents(t.Context(), o, model.Draft); err != nil || at.IsZero() || len(kept.Documents) != len(other.Documents) {
			t.Errorf("%d documents are kept, of %v (%v)", len(kept.Documents), at, err)
		}
	})
}
