package tui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/tui"
	"awning/tui/external"
	"awning/tui/tuitest"
)

// stage is the sandbox, the real client on it, and a store that outlives a run
// of the console.
type stage struct {
	t       *testing.T
	server  *sandbox.Server
	store   *store.Store
	catalog *catalog.Catalog
	market  *client.Market
	exec    external.Runner // stands in for running the user's own editor
	log     bytes.Buffer
}

// onStage plays in a bubble in which hours pass at once.
func onStage(t *testing.T, play func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t}
		s.server = sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now()}), Token: "owner", Log: &s.log})
		var err error
		if s.store, err = store.OpenMemory(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
		defer s.store.Close()
		if s.catalog, err = loaded(); err != nil {
			t.Fatal(err)
		}
		play(s)
	})
}

// start starts the console, as after a fresh start of the program. It ends with
// ctx, as killing it would end it.
func (s *stage) start(ctx context.Context) *tuitest.Driver {
	s.t.Helper()
	var err error
	s.market, err = client.New(client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: s.store, Catalog: s.catalog, Base: s.server.RoundTripper(), PollEvery: time.Second,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	o := options(s.t, nil)
	o.Market, o.Catalog, o.Exec = s.market, s.catalog, s.exec
	app, err := tui.New(ctx, o)
	if err != nil {
		s.t.Fatal(err)
	}
	return tuitest.Drive(s.t, tuitest.Options{Width: 120, Height: 40}, app)
}

// find is an offer as the service lists it.
func (s *stage) find(id model.OfferID) (model.Offer, *catalog.Type) {
	s.t.Helper()
	o, err := s.market.Find(s.t.Context(), model.Scope{}, id)
	if err != nil {
		s.t.Fatal(err)
	}
	kind, _ := s.catalog.Type(o.Type)
	return o, kind
}

// contents reads all of an offer as the service has it.
func (s *stage) contents(id model.OfferID, env model.Environment) model.Contents {
	s.t.Helper()
	o, _ := s.find(id)
	c, err := s.market.Contents(s.t.Context(), o, env)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// document reads a section's content as the service has it.
func (s *stage) document(id model.OfferID, env model.Environment, path string) string {
	s.t.Helper()
	key, _ := model.ParseSectionKey(path)
	doc, ok := s.contents(id, env).Find(key)
	if !ok {
		s.t.Fatalf("%s has no %s in %s", id, path, env)
	}
	return string(doc.Raw)
}

// value reads one field as the service has it.
func (s *stage) value(id model.OfferID, env model.Environment, path string) string {
	s.t.Helper()
	_, kind := s.find(id)
	key, field, err := kind.Resolve(path)
	if err != nil {
		s.t.Fatal(err)
	}
	v, _, err := field.Get(json.RawMessage(s.document(id, env, key.String())))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(v)
}

// open goes from the start of the console to the page of an offer.
func (s *stage) open(id string) *tuitest.Driver {
	s.t.Helper()
	d := s.start(s.t.Context()).Advance(10 * time.Second)
	return d.Press("enter").Advance(10*time.Second).Press("/").Type(id).Press("enter", "enter").Advance(20 * time.Second)
}

func times(n int, key string) []string { return slices.Repeat([]string{key}, n) }

// An Azure application by keys: two edits, one of them published, gone live.
func TestFlow_azureApplication(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, summary, price = "harbor-backup", "listing.summary", "plans/standard/pricing.price"
		d := s.open(id).Shows("Live. Customers see everything")
		oldSummary, oldPrice := s.value(id, model.Live, summary), s.value(id, model.Live, price)
		listing, pricing := s.document(id, model.Live, "listing"), s.document(id, model.Live, "plans/standard/pricing")

		d.Press(times(3, "down")...).Press("enter").Advance(5*time.Second).Press("down", "enter", "ctrl+u")
		d.Type("Backups that restore themselves").Press("ctrl+s").Advance(5 * time.Second).Shows("Saved")
		d.Press("esc").Press(times(8, "down")...).Press("enter").Advance(5*time.Second).Press("down", "down", "down", "enter", "ctrl+u")
		d.Type("59.50").Press("ctrl+s").Advance(5*time.Second).Shows("Saved", "59.50 USD")
		d.Press("esc").Advance(5*time.Second).Shows("* 1 change", "has changes that are not published")
		d.Press("c").Advance(5*time.Second).Shows("[differences 2]", "Search summary", "Price", "59.50", "49.00").Press("esc")

		d.Press("p").Advance(5*time.Second).Shows("Offer listing", "Pricing and availability", "Stays a draft")
		d.Press("space").Shows("[x]  Offer listing").Press("p").Advance(time.Second).Shows("Stays a draft: Standard › Pricing and availability.")
		d.Press("y").Advance(2 * time.Second).Shows("» 1 publishing")
		d.Advance(time.Minute).Hides("1 publishing").Shows("waits for you")
		for _, want := range []struct {
			env            model.Environment
			summary, price string
		}{
			{model.Draft, `"Backups that restore themselves"`, "59.50"},
			{model.Preview, `"Backups that restore themselves"`, oldPrice},
			{model.Live, oldSummary, oldPrice},
		} {
			if got := s.value(id, want.env, summary); got != want.summary {
				t.Errorf("the summary in %s is %s, want %s", want.env, got, want.summary)
			}
			if got := s.value(id, want.env, price); got != want.price {
				t.Errorf("the price in %s is %s, want %s", want.env, got, want.price)
			}
		}

		d.Press("g").Advance(5*time.Second).Shows("~ 1 changed, + 0 added, - 0 removed", "it cannot be cancelled")
		d.Press("g").Advance(time.Second).Type(id).Press("enter").Advance(time.Minute)
		d.Hides("going live").Shows("harbor-backup is live")
		if got := s.value(id, model.Live, summary); got != `"Backups that restore themselves"` {
			t.Errorf("the live summary is %s", got)
		}
		want := strings.Replace(settled(listing), oldSummary, `"Backups that restore themselves"`, 1)
		if got := settled(s.document(id, model.Live, "listing")); got != want {
			t.Errorf("the live listing is\n%s\nwant\n%s", got, want)
		}
		if got := settled(s.document(id, model.Live, "plans/standard/pricing")); got != settled(pricing) {
			t.Errorf("the live price changed:\n%s\nwas\n%s", got, pricing)
		}
		if n := strings.Count(s.log.String(), `"verb":"submit"`); n != 1 {
			t.Errorf("%d submissions, want 1", n)
		}
	})
}

// settled leaves out what every read and every publish makes anew: versions and
// the addresses of files.
func settled(doc string) string {
	doc = regexp.MustCompile(`"(@odata\.etag|fileSasUri)":"(?:[^"\\]|\\.)*"`).ReplaceAllString(doc, `"$1":""`)
	return regexp.MustCompile(`"url":"[^"\\]*[?&]sig=[^"\\]*"`).ReplaceAllString(doc, `"url":""`)
}

// A virtual machine through the other API: nearly everything travels together,
// and the checklist says why.
func TestFlow_virtualMachine(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id = "lighthouse-gateway"
		d := s.open(id).Press(times(3, "down")...).Press("enter").Advance(5*time.Second).Press("down", "enter", "ctrl+u")
		d.Type("A gate for every harbour").Press("ctrl+s").Advance(5 * time.Second).Shows("Saved")
		d.Press("esc", "p").Advance(5*time.Second).Shows("travels with every publish of this type", "plans travel together")
		d.Press("a", "p").Advance(time.Second).Press("y").Advance(2 * time.Second).Shows("» 1 publishing")
		d.Advance(2 * time.Minute).Hides("1 publishing").Shows("waits for you")
		d.Press("g").Advance(5 * time.Second).Press("g").Advance(time.Second).Type(id).Press("enter").Advance(2 * time.Minute)
		d.Hides("going live").Shows("is live")
		if got := s.value(id, model.Live, "listing.summary"); got != `"A gate for every harbour"` {
			t.Errorf("live has %s", got)
		}
	})
}

// A console that is gone while it publishes leaves the rest to the next: that
// one shows it, watches it to its end, and sends nothing again.
func TestFlow_theNextStartWatchesOn(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		ctx, kill := context.WithCancel(s.t.Context())
		d := s.start(ctx).Advance(10 * time.Second)
		d.Press("enter").Advance(10*time.Second).Press("/").Type("harbor-backup").Press("enter", "enter").Advance(20 * time.Second)
		d.Press(times(3, "down")...).Press("enter").Advance(5*time.Second).Press("down", "enter", "ctrl+u")
		d.Type("Backups that restore themselves").Press("ctrl+s").Advance(5*time.Second).Press("esc", "p").Advance(5 * time.Second)
		d.Press("a", "p").Advance(time.Second).Press("y").Advance(2 * time.Second).Shows("» 1 publishing")
		kill()

		d = s.start(s.t.Context()).Shows("» 1 publishing")
		for range 60 {
			if d.Advance(time.Second); !strings.Contains(d.Text(), "1 publishing") {
				break
			}
		}
		d.Hides("1 publishing").Shows("✓ harbor-backup was published")
		if n := strings.Count(s.log.String(), `"verb":"submit"`); n != 1 {
			t.Errorf("%d submissions, want 1", n)
		}
	})
}

// A publish under way is cancelled by the offer's id, typed.
func TestFlow_cancel(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		d := s.open("harbor-backup").Press(times(3, "down")...).Press("enter").Advance(5*time.Second).Press("down", "enter", "ctrl+u")
		d.Type("Never mind").Press("ctrl+s").Advance(5*time.Second).Press("esc", "p").Advance(5 * time.Second)
		d.Press("a", "p").Advance(time.Second).Press("y").Advance(2 * time.Second).Shows("» 1 publishing")
		d.Press("x").Advance(time.Second).Type("harbor-backup").Press("enter").Advance(2 * time.Minute)
		d.Hides("1 publishing", "1 cancelling")
		if got := s.value("harbor-backup", model.Draft, "listing.summary"); got != `"Never mind"` {
			t.Errorf("the draft has %s", got)
		}
		if got := s.value("harbor-backup", model.Live, "listing.summary"); got == `"Never mind"` {
			t.Error("live has what was cancelled")
		}
	})
}
