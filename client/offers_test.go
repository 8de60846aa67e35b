package client_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
)

// list gathers a walk over the offers.
func (s *stage) list(m *client.Market, scope model.Scope) (offers []model.Offer, errs []error) {
	s.t.Helper()
	for o, err := range m.Offers(s.t.Context(), scope) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		offers = append(offers, o)
	}
	return offers, errs
}

func ids(offers []model.Offer) []model.ProductID {
	out := make([]model.ProductID, len(offers))
	for i, o := range offers {
		out[i] = o.Product
	}
	slices.Sort(out)
	return out
}

func TestOffers_eachOnceWithItsPublisher(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		offers, errs := s.list(m, model.Scope{})
		if len(errs) > 0 || len(offers) < 35 {
			t.Fatalf("%d offers, errors %v", len(offers), errs)
		}
		if all := ids(offers); len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Error("an offer came twice")
		}
		types := map[model.OfferType]int{}
		for _, o := range offers {
			types[o.Type]++
			if o.Publisher == "" || o.ID == "" || o.Profile != "owner" {
				t.Errorf("incomplete: %+v", o)
			}
		}
		if len(types) != 11 {
			t.Errorf("%d types: %v", len(types), types)
		}
		known, at, err := m.CachedOffers(t.Context(), model.Scope{})
		if err != nil || at.IsZero() || !slices.Equal(ids(known), ids(offers)) {
			t.Errorf("the store has %d offers of %s (%v)", len(known), at, err)
		}
		one, _ := s.list(m, model.Scope{Publisher: "fjordlabs"})
		for _, o := range one {
			if o.Publisher != "fjordlabs" {
				t.Errorf("%s of %s is not in the scope", o.ID, o.Publisher)
			}
		}
		if len(one) == 0 || len(one) == len(offers) {
			t.Errorf("the scope has %d of %d offers", len(one), len(offers))
		}
	})
}

// failing answers requests whose address holds a text.
func failing(status int, parts ...string) func(*http.Request) *canned {
	return func(r *http.Request) *canned {
		for _, p := range parts {
			if !strings.Contains(r.URL.String(), p) {
				return nil
			}
		}
		return answer(status, `{"error":{"code":"badRequest","message":"not today"}}`)
	}
}

func TestOffers_fallsBackPerType(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		want, _ := s.list(m, model.Scope{})
		s.net.hook = failing(http.StatusBadRequest, "product-ingestion/product?", "azureContainer")
		got, errs := s.list(m, model.Scope{})
		if len(errs) > 0 || !slices.Equal(ids(got), ids(want)) {
			t.Errorf("%d of %d offers, errors %v", len(got), len(want), errs)
		}
		s.net.hook = failing(http.StatusBadRequest, "graph.microsoft.com")
		got, errs = s.list(m, model.Scope{})
		if len(errs) > 0 || !slices.Equal(ids(got), ids(want)) {
			t.Errorf("without Graph %d of %d offers, errors %v", len(got), len(want), errs)
		}
	})
}

func TestOffers_oneTypeDoesNotLoseTheRest(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		want, _ := s.list(m, model.Scope{})
		s.net.hook = failing(http.StatusBadRequest, "/product", "ontainer") // either API's word
		got, errs := s.list(m, model.Scope{})
		if len(errs) != 1 || len(got) == 0 || len(got) >= len(want) {
			t.Errorf("%d of %d offers, errors %v", len(got), len(want), errs)
		}
		known, _, err := m.CachedOffers(t.Context(), model.Scope{})
		if err != nil || len(known) != len(want) {
			t.Errorf("the store forgot what could not be read: %d of %d (%v)", len(known), len(want), err)
		}
	})
}

func TestOffers_oneCauseIsToldOnce(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		s.net.hook = failing(http.StatusForbidden)
		got, errs := s.list(s.market(), model.Scope{})
		if len(got) != 0 || len(errs) != 1 || !errors.Is(errs[0], client.ErrForbidden) {
			t.Errorf("%d offers, errors %v", len(got), errs)
		}
	})
}

func TestOffers_deletedOnesVanish(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		before, _ := s.list(m, model.Scope{})
		s.net.hook = func(r *http.Request) *canned {
			if strings.Contains(r.URL.RawQuery, "azureContainer") {
				return answer(http.StatusOK, `{"value":[]}`)
			}
			return nil
		}
		s.list(m, model.Scope{})
		after, _, err := m.CachedOffers(t.Context(), model.Scope{})
		if err != nil || len(after) >= len(before) {
			t.Errorf("%d of %d offers are left (%v)", len(after), len(before), err)
		}
	})
}

func TestOffers_withoutThePublisherList(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		s.net.hook = failing(http.StatusForbidden, "cloudpartner.azure.com")
		offers, errs := s.list(s.market(), model.Scope{})
		if len(errs) > 0 || len(offers) == 0 || offers[0].Publisher != "" {
			t.Errorf("%d offers, errors %v", len(offers), errs)
		}
		one := s.market(func(o *client.Options) { o.Seats[0].Who.Publishers = []model.PublisherID{"brightwave"} })
		offers, _ = s.list(one, model.Scope{})
		if len(offers) == 0 || offers[0].Publisher != "brightwave" {
			t.Errorf("the profile's only publisher is not believed: %+v", offers[:1])
		}
	})
}

// A publisher list that hangs holds rows back for a moment only.
func TestOffers_slowPublisherList(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		s.net.hook = func(r *http.Request) *canned {
			if r.URL.Host == "cloudpartner.azure.com" {
				<-r.Context().Done()
				return &canned{err: r.Context().Err()}
			}
			return nil
		}
		began := time.Now()
		for o, err := range s.market().Offers(t.Context(), model.Scope{}) {
			if err != nil || o.Publisher != "" {
				t.Fatalf("%+v (%v)", o, err)
			}
			break // and the walks end with it
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("the first row took %s", took)
		}
	})
}

// All types are read side by side: the whole list comes at least four times
// sooner than page after page, its first rows within two round trips, and the
// next start has it before it asks anybody.
func TestOffers_soon(t *testing.T) {
	t.Parallel()
	const latency = 300 * time.Millisecond
	onWorld(t, 400, sandbox.Options{Latency: latency}, func(s *stage) {
		t := s.t
		began := time.Now()
		var first time.Duration
		rows := 0
		for _, err := range s.market().Offers(t.Context(), model.Scope{}) {
			if err != nil {
				t.Fatal(err)
			}
			if rows++; rows == 1 {
				first = time.Since(began)
			}
		}
		whole := time.Since(began)
		pages := 0
		for _, c := range s.net.calls() {
			if strings.Contains(c, "product-ingestion/product?") {
				pages++
			}
		}
		oneByOne := time.Duration(pages) * latency
		t.Logf("%d offers on %d pages: first rows after %s, all after %s; page after page %s", rows, pages, first, whole, oneByOne)
		if rows < 400 || first > 2*latency || whole*4 > oneByOne {
			t.Error("too slow")
		}
		calls := len(s.net.calls())
		known, at, err := s.market().CachedOffers(t.Context(), model.Scope{})
		if err != nil || at.IsZero() || len(known) != rows || len(s.net.calls()) != calls {
			t.Errorf("the next start knows %d offers of %s (%v)", len(known), at, err)
		}
	})
}

// BenchmarkOffers lists 400 offers of a service that takes 50 ms for an answer,
// and then what the next start has to show before it asks.
func BenchmarkOffers(b *testing.B) {
	srv := sandbox.New(sandbox.Options{World: world.New(world.Options{Offers: 400, Now: time.Now()}), Token: "owner", Latency: 50 * time.Millisecond})
	st, err := store.OpenMemory(b.Context(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	cat, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	m, err := client.New(client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: st, Catalog: cat, Base: srv.RoundTripper(),
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("service", func(b *testing.B) {
		for b.Loop() {
			for _, err := range m.Offers(b.Context(), model.Scope{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("store", func(b *testing.B) {
		for b.Loop() {
			if offers, _, err := m.CachedOffers(b.Context(), model.Scope{}); err != nil || len(offers) < 400 {
				b.Fatalf("%d offers (%v)", len(offers), err)
			}
		}
	})
}

func TestOffers_throughOneAPI(t *testing.T) {
	t.Parallel()
	for _, api := range []model.API{model.Graph, model.V1} {
		t.Run(string(api), func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				t := s.t
				m := s.market(func(o *client.Options) { o.API = api })
				offers, errs := s.list(m, model.Scope{})
				if len(errs) > 0 || len(offers) < 35 {
					t.Errorf("%d offers, errors %v", len(offers), errs)
				}
				other := map[model.API]string{model.Graph: "api.partner.microsoft.com", model.V1: "graph.microsoft.com"}[api]
				for _, c := range s.net.calls() {
					if strings.Contains(c, other) {
						t.Errorf("asked the other API: %s", c)
					}
				}
				c := s.contents(m, s.find(m, "harbor-backup"), model.Draft)
				if len(c.Documents) < 5 || c.Documents[0].Dialect != api {
					t.Errorf("%d documents in %q", len(c.Documents), c.Documents[0].Dialect)
				}
			})
		})
	}
}

func TestNew_refusesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		for i, o := range []client.Options{{}, {Store: s.store}} {
			if _, err := client.New(o); err == nil {
				t.Errorf("options %d were taken", i)
			}
		}
		defer func() {
			if p := recover(); p != nil {
				t.Errorf("panic: %v", p)
			}
		}()
		if _, err := s.market().Contents(t.Context(), model.Offer{Profile: "nobody"}, model.Draft); err == nil {
			t.Error("an offer of no profile was read")
		}
	})
}

func TestFind(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		s.list(m, model.Scope{})
		o := s.find(m, "harbor-backup")
		if o.Publisher != "brightwave" || o.Type != "azure-application" || o.Product == "" {
			t.Errorf("found %+v", o)
		}
		_, err := m.Find(t.Context(), model.Scope{}, "harbour-backup")
		unknown := as[*client.UnknownOfferError](t, err)
		if !slices.Contains(unknown.Near, "harbor-backup") || !errors.Is(err, client.ErrNotFound) || !strings.Contains(unknown.Hint(), "harbor-backup") {
			t.Errorf("%v: near %v", err, unknown.Near)
		}
		if _, err = m.Find(t.Context(), model.Scope{Publisher: "fjordlabs"}, "harbor-backup"); err == nil {
			t.Error("found outside the scope")
		}
		calls := len(s.net.calls())
		for _, bad := range []model.OfferID{"", "Harbor", "a b", "x/../y", "é", model.OfferID(strings.Repeat("a", 51))} {
			if _, err := m.Find(t.Context(), model.Scope{}, bad); err == nil {
				t.Errorf("%q was looked for", bad)
			}
		}
		if n := len(s.net.calls()); n != calls {
			t.Errorf("%d calls for ids that cannot be", n-calls)
		}
	})
}

func TestFind_inSeveralPublishers(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		s.net.hook = func(r *http.Request) *canned {
			switch {
			case strings.HasSuffix(r.URL.Path, "/product"):
				two := `{"value":[{"id":"product/p1","identity":{"externalId":"twin"},"type":"azureVirtualMachine"},` +
					`{"id":"product/p2","identity":{"externalId":"twin"},"type":"azureApplication"}]}`
				return answer(http.StatusOK, two)
			case strings.HasSuffix(r.URL.Path, "/publishers"):
				return answer(http.StatusOK, `[{"id":"one"},{"id":"two"}]`)
			case strings.HasSuffix(r.URL.Path, "/one/offers"):
				return answer(http.StatusOK, `[{"id":"twin","offerTypeId":"microsoft-azure-virtualmachines"}]`)
			case strings.HasSuffix(r.URL.Path, "/two/offers"):
				return answer(http.StatusOK, `[{"id":"twin","offerTypeId":"microsoft-azure-applications"}]`)
			}
			return &canned{err: fmt.Errorf("unexpected %s", r.URL)}
		}
		m := s.market()
		_, err := m.Find(t.Context(), model.Scope{}, "twin")
		twins := as[*client.AmbiguousOfferError](t, err)
		if hint := twins.Hint(); !strings.Contains(hint, "--publisher one") || !strings.Contains(hint, "--publisher two") {
			t.Error(hint)
		}
		o, err := m.Find(t.Context(), model.Scope{Publisher: "two"}, "twin")
		if err != nil || o.Product != "p2" {
			t.Errorf("found %+v (%v)", o, err)
		}
	})
}

func TestFind_serviceTroubleIsNotUnknown(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		s.net.hook = failing(http.StatusForbidden)
		_, err := s.market().Find(t.Context(), model.Scope{}, "harbor-backup")
		if !errors.Is(err, client.ErrForbidden) {
			t.Error(err)
		}
	})
}
