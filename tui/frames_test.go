package tui_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tries"
	"awning/tui"
	"awning/tui/tuitest"
)

// deal hands out texts, to each field the next one: of so many deals that begin
// one further each, every field gets every text.
type deal struct {
	texts []string
	next  int
}

func (d *deal) text() string {
	d.next++
	return d.texts[(d.next-1)%len(d.texts)]
}

func (d *deal) json() json.RawMessage { return raw.Quote(d.text()) }

// stocked is a marketplace of an offer whose type the catalogue knows, with
// another harmful text in every field of every document, and everywhere else
// where a service, a colleague or a file may have written something.
type stocked struct {
	*hostile

	offer    model.Offer
	plan     model.PlanID
	conflict *client.ConflictError
}

func newStocked(t *testing.T, c *catalog.Catalog, d *deal) stocked {
	t.Helper()
	s := stocked{hostile: newHostile(d.text(), false), plan: model.PlanID("p" + d.text())}
	s.offers[0].Type = "azure-application"
	s.offers[0].Alias, s.offers[0].Lifecycle = d.text(), d.text()
	s.Sold = []model.Sale{
		{Alias: d.text(), Now: model.SaleOn, Next: model.SaleState(d.text())},
		{Plan: model.PlanID(d.text()), Alias: d.text(), Now: model.SaleState(d.text()), Next: model.SaleStopped},
	}
	s.offer = s.offers[0]
	kind, _ := c.Type(s.offer.Type)
	for _, env := range model.Environments() {
		now := s.Now[env]
		now.Plans = []model.Plan{{ID: s.plan, Alias: d.text(), Key: "k"}, {ID: model.PlanID("q" + d.text()), Alias: d.text(), Key: "l"}}
		now.Documents = nil
		for _, section := range kind.Sections {
			key := model.SectionKey{Section: section.ID}
			if section.Plan {
				key.Plan = s.plan
			}
			doc := model.Document{Key: key, Env: env, Dialect: model.V1, ETag: "1", Raw: filled(t, section, d)}
			if section.ID == "pricing" {
				doc.Raw = priced(doc.Raw, d)
			}
			now.Documents = append(now.Documents, doc)
		}
		s.Now[env] = now
	}
	s.Memory.Notes = d.text()
	s.Elsewhere = []model.Editor{{Key: model.SectionKey{Section: "listing"}, By: model.Process{Host: d.text(), PID: 2}, Since: time.Now()}}
	listing, _ := s.Now[model.Draft].Find(model.SectionKey{Section: "listing"})
	s.Leave(model.Process{Host: d.text(), PID: 3, Run: "before"}, model.FieldEdit{
		Offer: s.offer, Key: listing.Key, Path: "/summary", Old: d.json(), New: d.json(), Base: listing,
	})
	s.conflict = &client.ConflictError{
		Offer: s.offer, Key: listing.Key, Theirs: listing, Edits: s.Unsaved(),
		Conflicts: []merge.Conflict{
			{Field: "summary", Label: d.text(), Pointer: "/summary", Base: d.json(), Mine: d.json(), Theirs: d.json()},
			{Label: d.text(), Pointer: raw.Pointer("/" + d.text()), Base: d.json(), Mine: d.json()},
		},
		Taken: []model.Change{{Key: listing.Key, Label: d.text(), Path: "/title", Left: d.json(), Right: d.json(), Kind: model.Edited}},
	}
	return s
}

// filled is a document with a text in every field of a section, and in a member
// nobody knows.
func filled(t *testing.T, section catalog.Section, d *deal) json.RawMessage {
	t.Helper()
	name, value := d.json(), d.json()
	doc := json.RawMessage(fmt.Sprintf(`{%s:{"deep":[%s,1]}}`, name, value))
	for _, f := range section.Fields {
		v := d.json()
		if f.Kind == catalog.List {
			v = json.RawMessage(fmt.Sprintf("[%s,%s]", v, d.json()))
		}
		after, err := f.Set(doc, v)
		if err != nil { // a place that another field's text is in
			continue
		}
		doc = after
	}
	return doc
}

// priced is a document with prices, in currencies and markets of any name.
func priced(doc json.RawMessage, d *deal) json.RawMessage {
	group := func(base bool, market, currency string) string {
		return fmt.Sprintf(`{"isBaseSchedule":%t,"friendlyName":%s,"marketCodes":[%s],"schedules":[{"retailPrice":{"openPrice":49,"currencyCode":%s},
			"priceCadence":{"type":"Month","value":1},"pricingModel":%s,"pricingUnits":[]}]}`, base, d.json(), market, currency, d.json())
	}
	groups := []string{group(true, `"DE"`, `"USD"`), group(false, `"FR"`, string(d.json())), group(false, string(d.json()), `"EUR"`)}
	after, err := raw.Set(doc, "/priceSchedules", []byte("["+strings.Join(groups, ",")+"]"))
	if err == nil {
		after, err = raw.Set(after, "/marketStates", fmt.Appendf(nil, `[{"marketCode":"DE","state":"Enabled"},{"marketCode":%s,"state":"Enabled"}]`, d.json()))
	}
	if err != nil {
		panic(err)
	}
	return after
}

// Every screen, what lies over it and what each of its keys does, with harmful
// texts in every field: nothing but text, line breaks and colours reaches the
// terminal, and no frame outgrows its window. With AWNING_TEST_SCALE at 10 or
// more every one of the texts is in every field once.
func TestConsole_hostileFields(t *testing.T) {
	t.Parallel()
	cat := options(t, nil).Catalog
	const most = 15 // deals, of so many texts together
	all := harmful()
	var texts []string
	for group := range slices.Chunk(all, len(all)/most) {
		texts = append(texts, strings.Join(group, ""))
	}
	var frames, size, fields atomic.Int64
	var mu sync.Mutex
	seen := map[string]bool{}
	landmarks := []string{" 1 prices", "conflicts are open", "Edit ", "Commands", "in full", "keep filter", "Write this list", "Type ", "Publish "}
	deals := min(tries.Of(3)/2, most)
	t.Cleanup(func() {
		t.Logf("%d of %d texts in each of %d fields; %d frames, %d bytes parsed, 0 outside the allow-list unless said above",
			deals*len(all)/most, len(all), fields.Load(), frames.Load(), size.Load())
		for _, must := range landmarks {
			if !seen[must] {
				t.Errorf("no frame showed %q", must)
			}
		}
	})
	screens := []string{"picker", "offers", "overview", "section", "plan", "prices", "compare", "conflict", "checklist", "plans", "golive", "sale", "progress"}
	for i := range deals {
		for _, name := range screens {
			for _, fail := range []bool{false, true} {
				if fail && name != screens[i%len(screens)] {
					continue
				}
				t.Run(fmt.Sprintf("%d %s %v", i, name, fail), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						d := &deal{texts: texts, next: i}
						s := newStocked(t, cat, d)
						fields.Store(int64(d.next - i))
						if fail {
							for _, call := range []string{"Contents draft", "Contents preview", "Save", "Publish", "GoLive", "Cancel", "Watch", "Standing", "Notes", "KeepNotes", "Edits", "KeepEdit"} {
								s.Fail(call, errors.New(d.text()))
							}
						}
						big := false
						tour(t, name, s, d, func(where string, c *tuitest.Driver) {
							window := [2]int{80, 24}
							if big = !big; big {
								window = [2]int{140, 45}
							}
							frame := c.Resize(window[0], window[1]).Frame()
							frames.Add(1)
							size.Add(int64(harmless(t, name+", "+where, frame)))
							mu.Lock()
							defer mu.Unlock()
							for _, word := range landmarks {
								seen[word] = seen[word] || strings.Contains(frame, word)
							}
						})
					})
				})
			}
		}
	}
}

// tour presses each key of a screen, and those that lay something over any
// screen, and looks at what comes of it.
func tour(t *testing.T, name string, s stocked, d *deal, look func(where string, c *tuitest.Driver)) {
	t.Helper()
	o := options(t, nil)
	o.Market, o.Now = s, time.Now
	o.Exec = func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		text := d.text()
		return func() tea.Msg { return done(os.WriteFile(c.Args[len(c.Args)-1], []byte(text), 0o600)) }
	}
	app, err := tui.Alone(t.Context(), o, name, s.offer, s.plan, s.conflict)
	if err != nil {
		t.Fatal(err)
	}
	c := tuitest.Drive(t, tuitest.Options{Width: 80, Height: 24}, app).Advance(time.Second)
	look("first", c)
	keys := []string{"v", "?", ":", "!", "w", "/", "down", "down", "down", "enter", "end", "enter", "home", "E", "e", "i", "c", "C", "p", "P", "f", "t", "g", "x", "%", "$", "n", "R", "D", "ctrl+s"}
	for _, k := range keys {
		c.Press(k).Advance(200 * time.Millisecond)
		look(k, c)
		c.Press("esc", "esc")
	}
	look("last", c)
}
