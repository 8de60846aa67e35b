package offers_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/offers"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// market has offers in memory.
type market struct {
	mu        sync.Mutex
	offers    []model.Offer
	standings map[model.ProductID]model.Standing
	cached    []model.Offer
	asOf      time.Time
	remember  map[model.ProductID]model.Standing
	page      time.Duration // between two pages of four
	refuse    error         // one part of the list
	noStatus  error
	looked    []model.OfferID
	lists     int
	edits     []model.FieldEdit
}

func (m *market) AllEdits(context.Context) ([]model.FieldEdit, error) { return m.edits, nil }

func (m *market) Offers(ctx context.Context, _ model.Scope) iter.Seq2[model.Offer, error] {
	return func(yield func(model.Offer, error) bool) {
		m.mu.Lock()
		m.lists++
		all := slices.Clone(m.offers)
		m.mu.Unlock()
		for i, o := range all {
			if i%4 == 0 && m.page > 0 {
				select {
				case <-ctx.Done():
					return
				case <-time.After(m.page):
				}
			}
			if !yield(o, nil) {
				return
			}
		}
		if m.refuse != nil {
			yield(model.Offer{}, m.refuse)
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.cached, m.asOf = all, time.Now()
	}
}

func (m *market) CachedOffers(context.Context, model.Scope) ([]model.Offer, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.cached), m.asOf, nil
}

func (m *market) Standing(_ context.Context, o model.Offer) (model.Standing, error) {
	<-time.After(m.page)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.looked = append(m.looked, o.ID)
	return m.standings[o.Product], m.noStatus
}

func (m *market) CachedStandings(context.Context) (map[model.ProductID]model.Standing, error) {
	return m.remember, nil
}

func offer(id, alias string, kind model.OfferType, p model.PublisherID) model.Offer {
	return model.Offer{
		Profile: "work", Account: "a1", Publisher: p, ID: model.OfferID(id), Alias: alias, Type: kind,
		Product: model.ProductID("6c6d1b1e-0000-4000-8000-" + fmt.Sprintf("%012x", len(id)*1000+int(id[0]))),
	}
}

func live(d model.DraftState) model.Standing {
	s := &model.Submission{ID: "1152921505688000001", Phase: model.PhaseLive}
	return model.Standing{Draft: d, Preview: s, Live: s, Last: s}
}

// world is a dozen offers in every state, named in several scripts.
func world() *market {
	m := &market{standings: map[model.ProductID]model.Standing{}}
	put := func(o model.Offer, s model.Standing) {
		m.offers = append(m.offers, o)
		m.standings[o.Product] = s
	}
	running := &model.Submission{ID: "3", Phase: model.PhasePublishing}
	put(offer("harbor-backup", "Harbor Backup", "virtual-machine", "brightwave"), live(model.DraftChanged))
	put(offer("tidewatch", "Tidewatch Monitoring for Kubernetes Clusters", "container", "brightwave"), live(model.DraftUnchanged))
	put(offer("hiyoke-jp", "日除け 監視サービス", "saas", "brightwave"), model.Standing{
		Draft: model.DraftUnchanged, Preview: &model.Submission{ID: "4", Phase: model.PhasePreview}, Last: &model.Submission{ID: "4", Phase: model.PhasePreview},
	})
	put(offer("quay-erp", "Quay ERP", "business-central", "brightwave"), model.Standing{Draft: model.DraftNew})
	put(offer("lantern", "Lantern", "azure-application", "brightwave"), model.Standing{Draft: model.DraftChanged, Running: running, Last: running})
	put(offer("buoy-iot", "Buoy\x1b[31m Edge", "iot-edge", "fjordlabs"), model.Standing{
		Draft: model.DraftChanged, Last: &model.Submission{ID: "5", Phase: model.PhaseFailed}, Live: &model.Submission{ID: "2", Phase: model.PhaseLive},
	})
	put(offer("anchor-services", "", "managed-service", "fjordlabs"), model.Standing{Stopped: true, Draft: model.DraftUnchanged})
	put(offer("gull-analytics", "مراقبة الميناء", "power-bi-app", "fjordlabs-test"), model.Standing{Stopping: true, Live: running})
	return m
}

type overview struct {
	offer model.Offer
	where []string
}

func (p *overview) Title() string                { return string(p.offer.ID) }
func (p *overview) Init(context.Context) tea.Cmd { return nil }
func (p *overview) Update(tea.Msg) tea.Cmd       { return nil }
func (p *overview) SetSize(int, int)             {}
func (p *overview) View() string                 { return "the overview" }
func (p *overview) Actions() []ui.Action         { return nil }
func (p *overview) Typing() bool                 { return false }
func (p *overview) Crumbs() []string             { return append(p.where, string(p.offer.ID)) }

func open(t *testing.T, m *market, o tuitest.Options) (*tuitest.Driver, *overview) {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := &overview{}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return offers.New(d, m, offers.Nav{
			Overview: func(o model.Offer) ui.Screen {
				p.offer, p.where = o, []string{"work", "Brightwave Software", "Commercial Marketplace"}
				return p
			},
			Doctor: func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of [" + string(p) + "]") },
		}, cat, offers.Options{Where: where("work", "Brightwave Software", "Commercial Marketplace")})
	}), p
}

func where(parts ...string) func() []string { return func() []string { return parts } }

func TestOffers_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, _ := open(t, world(), o)
				d.Golden("list").Tiny().Press("/").Type("fjord").Golden("typing").Press("enter").Golden("filtered")
				d.Type("/").Type("zz").Golden("nothing")
			})
		})
	}
}

func TestOffers_empty(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{}, tuitest.Options{})
		d.Golden("empty").Press("enter").Shows("there is no offer to open").Press("d").Shows("the doctor of []")
	})
}

// What the store knows is there at once; the service is read behind it, and a
// row that is gone there goes here.
func TestOffers_cachedFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		gone := offer("gone-since", "Gone Since", "saas", "brightwave")
		m.cached, m.asOf = append([]model.Offer{gone}, m.offers[:3]...), time.Now().Add(-3*time.Hour)
		m.remember = map[model.ProductID]model.Standing{m.offers[0].Product: live(model.DraftUnchanged)}
		m.page = time.Second
		d, _ := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Shows("4 offers", "as of 21:00", "reading", "Gone Since", "Harbor Backup").Hides("Lantern")
		d.Press("down").Shows("› Harbor Backup", "Live")
		d.Advance(1200*time.Millisecond).Shows("Quay ERP", "Gone Since", "reading", "› Harbor Backup")
		d.Advance(time.Minute).Hides("Gone Since", "reading").Shows("8 offers", "› Harbor Backup", "Live, unpublished changes")
	})
}

// An offer that two profiles see is one row, from the store and from the service.
func TestOffers_oneRowForTwoProfiles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		twice := m.offers[0]
		twice.Profile = "other"
		m.offers = append(m.offers, twice)
		m.cached, m.asOf = slices.Clone(m.offers), time.Now()
		m.page = time.Second
		d, _ := open(t, m, tuitest.Options{})
		d.Shows("8 offers").Advance(time.Minute).Shows("8 offers").Hides("9 offers")
	})
}

// Whatever arrives, filter and cursor stay where they are, by the offer.
func TestOffers_refreshKeepsThePlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		d, _ := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Press("/").Type("fjord").Press("enter", "s", "S", "home", "down").Shows("3 of 8", "› Buoy")
		m.mu.Lock()
		more := offer("amber-fjord", "Amber", "saas", "fjordlabs")
		zebra := offer("zebra-fjord-watch", "Zebra", "saas", "fjordlabs")
		m.offers = append([]model.Offer{more, zebra}, m.offers...)
		m.mu.Unlock()
		d.Press("r").Advance(time.Minute).Shows("5 of 10", "› Buoy", "by offer id, backwards", "Zebra")
		m.mu.Lock()
		m.offers = slices.DeleteFunc(m.offers, func(o model.Offer) bool { return o.ID == "buoy-iot" })
		m.mu.Unlock()
		d.Press("r").Advance(time.Minute).Shows("4 of 9", "› (no name)").Hides("Buoy")
	})
}

func TestOffers_visibleRowsAreLookedAtFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{standings: map[model.ProductID]model.Standing{}}
		for i := range 60 {
			o := offer(fmt.Sprintf("offer-%02d", i), fmt.Sprintf("Offer %02d", i), "saas", "brightwave")
			o.Product = model.ProductID(o.ID)
			m.offers = append(m.offers, o)
		}
		slices.Reverse(m.offers)
		m.page = 10 * time.Millisecond
		d, _ := open(t, m, tuitest.Options{})
		d.Advance(time.Minute)
		if len(m.looked) != 60 {
			t.Fatalf("%d offers were looked at, want each of 60 once", len(m.looked))
		}
		d.Press("end", "r").Advance(time.Minute)
		first := m.looked[60:64]
		for _, id := range first {
			if id < "offer-40" {
				t.Errorf("after a refresh at the end of the list %v were looked at first", first)
			}
		}
	})
}

func TestOffers_filter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, world(), tuitest.Options{})
		d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/back")}).Shows("1 of 8", "Harbor Backup")
		d.Press("enter").Shows("1 of 8").Press("enter").Shows("the overview", "harbor-backup")
		if p.offer.ID != "harbor-backup" {
			t.Errorf("opened %s", p.offer.ID)
		}
		d.Press("esc").Shows("1 of 8", "/ back").Press("esc").Shows("8 offers").Hides("1 of 8")
		d.Press("/").Type("日除け").Shows("1 of 8", "hiyoke-jp").Press("esc").Shows("8 offers")
	})
}

func TestOffers_sort(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, world(), tuitest.Options{Width: 120, Height: 30})
		d.Shows("by offer").Press("s").Shows("by offer id").Press("s", "s", "s").Shows("by state").Press("home").Shows("› Buoy")
		d.Press("S").Shows("by state, backwards").Press("home").Shows("› (no name)")
	})
}

func TestOffers_partOfTheListIsMissing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		m.refuse = errors.New("graph: 503 from the service")
		d, _ := open(t, m, tuitest.Options{})
		d.Shows("! part of the list could not be read (1 in all): graph: 503", "Harbor Backup", "not complete")
	})
}

func TestOffers_aRefusedStatusIsSaidOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		m.noStatus = errors.New("403 not allowed")
		d, _ := open(t, m, tuitest.Options{})
		d.Shows("! could not see where ", "not known yet").Press("backspace").Hides("could not see")
	})
}

func TestOffers_takesNewsFromTheWatcher(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		d, _ := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Shows("Publish in progress")
		d.Send(ui.Watched{Progress: model.Progress{Operation: model.Operation{Offer: m.offers[4]}, Standing: live(model.DraftUnchanged)}})
		d.Hides("Publish in progress")
	})
}

func TestOffers_leavingEndsTheReading(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		m.page = time.Hour
		d, _ := open(t, m, tuitest.Options{})
		d.Shows("reading")
	})
}

// Offers with edits that were never sent are marked, and told of once: whoever
// comes back after a dropped line looks for them.
func TestOffers_unsavedEdits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		edit := func(o model.Offer, path string) model.FieldEdit {
			return model.FieldEdit{Offer: o, Key: model.SectionKey{Section: "listing"}, Path: path}
		}
		elsewhere := offer("not-here", "Not here", "saas", "x")
		elsewhere.Profile = "other"
		m.edits = []model.FieldEdit{edit(m.offers[0], "/title"), edit(m.offers[0], "/summary"), edit(m.offers[3], "/title"), edit(elsewhere, "/title")}
		var screen *offers.Screen
		d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen {
			cat, err := catalog.Load()
			if err != nil {
				t.Fatal(err)
			}
			nav := offers.Nav{Overview: func(model.Offer) ui.Screen { return &overview{} }}
			screen = offers.New(d, m, nav, cat, offers.Options{Scope: model.Scope{Profile: "work"}, Where: where()})
			return screen
		})
		d.Shows("Unsaved edits are here: 2 offers.", "* stands before their names")
		d.Advance(time.Minute).Golden("unsaved").Shows("*  Harbor Backup", "*  Quay ERP").Hides("*  Lantern")
		d.Press("/").Type("harbor").Press("enter")
		if facts := screen.Detail(); facts[0].Label != "Not saved" || facts[0].Value != "2 unsaved edits" {
			t.Errorf("the row tells %+v", facts[0])
		}
		d.Press("esc", "enter").Shows("the overview")
		m.edits = nil
		d.Press("esc").Hides("Unsaved edits are here", "*  Harbor Backup", "*  Quay ERP")
	})
}
