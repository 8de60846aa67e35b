package tui_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// hostile is a marketplace that sends one text wherever a text can be.
type hostile struct {
	*town

	text string
	fail bool
}

func newHostile(text string, fail bool) *hostile {
	w := newTown()
	o := &w.offers[0]
	o.Alias, o.Publisher, o.Lifecycle = text, model.PublisherID(text), text
	o.ID, o.Type = model.OfferID("harbor"+text), model.OfferType("test-app"+text)
	a := &w.accounts[0]
	a.Name, a.Programs = text, []model.Program{model.CommercialMarketplace, model.Program(text)}
	a.Publishers = []model.Publisher{{ID: model.PublisherID(text), Name: text}}
	w.accounts = append(w.accounts, model.Account{Profile: model.ProfileName(text), ID: "2", Name: text, Problem: text})
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	for env, c := range w.Now {
		c.Plans = []model.Plan{{ID: model.PlanID(text), Alias: text, Key: "k"}}
		c.Documents = append([]model.Document(nil), c.Documents...)
		for _, key := range []model.SectionKey{{Section: model.SectionID(text)}, {Section: "listing", Item: text}, {Plan: model.PlanID(text), Section: "pricing"}} {
			c.Documents = append(c.Documents, model.Document{
				Key: key, Env: env, Dialect: model.V1,
				Raw: json.RawMessage(fmt.Sprintf(`{"title":%s,"in":{"%s":[%s]},"list":[%s,1]}`, quoted, env, quoted, quoted)),
			})
		}
		w.Now[env] = c
	}
	for _, sub := range []*model.Submission{w.State.Preview, w.State.Live, w.State.Last} {
		sub.Literal = text
	}
	w.State.Last.ID = model.SubmissionID(text)
	w.Sold = []model.Sale{
		{Alias: text, Now: model.SaleOn, Next: model.SaleState(text)},
		{Plan: model.PlanID(text), Alias: text, Now: model.SaleState(text), Next: model.SaleOn},
	}
	w.Look.Steps = []model.Step{{Name: text, State: model.StepState(text), Literal: text, Messages: []string{text, text}}, {Name: text, State: model.StepFailed}}
	w.Look.Problems = []model.Problem{{Code: text, Severity: text, Message: text, Where: text}}
	return &hostile{town: w, text: text, fail: fail}
}

func (h *hostile) Standing(ctx context.Context, o model.Offer) (model.Standing, error) {
	if h.fail {
		return model.Standing{}, errors.New(h.text)
	}
	return h.town.Standing(ctx, o)
}

func (h *hostile) Contents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, error) {
	if h.fail {
		return model.Contents{}, errors.New(h.text)
	}
	return h.town.Contents(ctx, o, env)
}

// No text of the service reaches the terminal but through sanitize, on any
// screen, and no frame outgrows its window by it.
func TestConsole_hostileTexts(t *testing.T) {
	t.Parallel()
	all := payloads()
	var frames, size atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d runs, %d frames, %d bytes parsed, 0 outside the allow-list unless said above", 2*len(all), frames.Load(), size.Load())
	})
	for name, text := range all {
		for _, fail := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", name, fail), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					o := options(t, nil)
					o.Market, o.Badge = newHostile(text, fail), ""
					d := open(t, o)
					walk(d, func(keys ...string) {
						d.Press(keys...)
						for _, window := range [][2]int{{80, 24}, {140, 40}} {
							size.Add(int64(harmless(t, strings.Join(keys, " "), d.Resize(window[0], window[1]).Frame())))
							frames.Add(1)
						}
					})
				})
			})
		}
	}
}

// walk goes through the screens and what lies over them, looking at each.
func walk(d *tuitest.Driver, look func(keys ...string)) {
	look()
	look("v")
	look("esc", "end", "enter", "home", "enter") // the accounts, then the offers
	look("v")
	look("esc", "W")
	look("esc", "?")
	look("esc", ":", "h")
	look("esc", "enter") // the overview
	look("v")
	look("esc", "y")
	for _, k := range []string{"c", "p", "P", "g", "w", "C", "S"} {
		look(k)
		d.Advance(time.Second)
		look("down", "down", "v")
		look("esc", "esc", "backspace", "backspace")
		for !strings.Contains(d.Text(), "offers") && strings.Contains(d.Text(), "esc back") {
			look("esc")
		}
		look("enter")
	}
	look("!")
	look("end", "enter")
}

// Two keys that both mean something on one screen would be a guess.
func TestConsole_noKeyIsBoundTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := options(t, nil)
		o.Now, o.Desk = time.Now, shop.NewReception()
		screens, err := tui.Screens(o, shop.Harbor())
		if err != nil {
			t.Fatal(err)
		}
		for name, screen := range screens {
			screen.Init(t.Context())
			screen.SetSize(100, 30)
			keys := map[string]string{}
			names := map[string]bool{}
			for _, a := range screen.Actions() {
				if a.Name == "" || names[a.Name] {
					t.Errorf("%s: the name %q of an action is missing or taken", name, a.Name)
				}
				names[a.Name] = true
				for _, k := range a.Keys() {
					if other, taken := keys[k]; taken {
						t.Errorf("%s: %q is both %s and %s", name, k, other, a.Name)
					}
					keys[k] = a.Name
					if k == "q" || k == "?" || k == "ctrl+c" || k == "ctrl+z" {
						t.Errorf("%s: %s takes %q, which works everywhere", name, a.Name, k)
					}
				}
			}
		}
	})
}
