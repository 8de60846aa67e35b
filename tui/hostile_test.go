package tui_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"awning/model"
	"awning/tui"
	"awning/tui/tuitest/shop"
)

// payloads are texts that would do harm if a terminal got them as they are: all
// at once and a long one, or each alone where the tests are to be thorough.
func payloads() map[string]string {
	each := harmful()
	if os.Getenv("AWNING_TEST_SCALE") != "" {
		return each
	}
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(each)) {
		if name != "long" {
			all.WriteString(each[name])
		}
	}
	return map[string]string{"all at once": all.String(), "long": each["long"]}
}

func harmful() map[string]string {
	return map[string]string{
		"clear":          "a\x1b[2J\x1b[Hb",
		"title":          "a\x1b]0;owned\x07b",
		"clipboard":      "a\x1b]52;c;b3duZWQ=\x1b\\b",
		"link":           "a\x1b]8;;https://evil.example\x1b\\b\x1b]8;;\x1b\\",
		"eight bit":      "a\u009b31mb\u009d0;x\u009c",
		"colour":         "a\x1b[31mb",
		"answer":         "a\x1b[6n\x1b[cb\x05",
		"return":         "a\rb\nc\x0bd\x0ce",
		"backspace":      "a\b\b\bb\x7f",
		"right to left":  "a\u202eb\u2066c",
		"hidden":         "a\u200bb\U000e0041\ufeff",
		"marks":          "a" + strings.Repeat("\u0301", 200),
		"not text":       "a\xff\xfe\x9bb",
		"long":           strings.Repeat("wide 日除け ", 60),
		"emoji":          "👩\u200d👩\u200d👧 ⚠\ufe0f",
		"format verbs":   "%s %d %!v(MISSING) %",
		"charset switch": "a\x0e\x1b(0qqq\x0fb",
	}
}

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

// harmless fails the test if a frame holds anything but text and looks.
func harmless(t *testing.T, where, frame string) {
	t.Helper()
	text := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(frame, "")
	for _, r := range text {
		if r == '\n' {
			continue
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\u200b' || r == unicode.MaxRune {
			t.Errorf("%s: the terminal would get %U:\n%q", where, r, text)
			return
		}
	}
}

// No text of the service reaches the terminal but through sanitize, on any
// screen, and no frame outgrows its window by it.
func TestConsole_hostileTexts(t *testing.T) {
	t.Parallel()
	for name, text := range payloads() {
		for _, fail := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", name, fail), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					o := options(t, nil)
					o.Market, o.Badge = newHostile(text, fail), ""
					d := open(t, o)
					look := func(keys ...string) {
						d.Press(keys...)
						for _, size := range [][2]int{{80, 24}, {140, 40}} {
							harmless(t, strings.Join(keys, " "), d.Resize(size[0], size[1]).Frame())
						}
					}
					look()
					look("end", "enter", "home", "enter") // the accounts, then the offers
					look("?")
					look("esc", "enter") // the overview
					for _, k := range []string{"c", "p", "g", "w", "C"} {
						look(k)
						d.Advance(time.Second)
						look("down", "down", "v")
						look("esc", "esc", "backspace", "backspace")
						for !strings.Contains(d.Text(), "offers") && strings.Contains(d.Text(), "esc back") {
							look("esc")
						}
						look("enter")
					}
				})
			})
		}
	}
}

// Two keys that both mean something on one screen would be a guess.
func TestConsole_noKeyIsBoundTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := options(t, nil)
		o.Now = time.Now
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
