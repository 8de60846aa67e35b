package tui_test

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"awning/model"
	"awning/model/catalog"
	"awning/tui"
	"awning/tui/root"
	"awning/tui/tuitest"
	"awning/tui/ui"
)

// many is how many offers the console is measured with.
const many = 10_000

// city is a marketplace of many offers that are all known already. Its service
// takes longer to answer than any benchmark.
type city struct {
	*town
	standings map[model.ProductID]model.Standing
}

func newCity(offers int) *city {
	c := &city{town: newTown(), standings: map[model.ProductID]model.Standing{}}
	c.offers = c.offersOf(offers)
	return c
}

func (c *city) offersOf(n int) []model.Offer {
	kinds := []model.OfferType{"virtual-machine", "azure-application", "container", "saas", "managed-service"}
	names := []string{"Harbor Backup", "日除け 監視サービス", "Tidewatch Monitoring for Kubernetes", "Lantern", "مراقبة الميناء"}
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	out := make([]model.Offer, n)
	for i := range out {
		o := model.Offer{
			Profile: "work", Account: "a1", Publisher: model.PublisherID(fmt.Sprintf("publisher-%d", i%7)), Type: kinds[i%len(kinds)],
			Product: model.ProductID(fmt.Sprintf("6c6d1b1e-0000-4000-8000-%012d", i)), ID: model.OfferID(fmt.Sprintf("offer-%05d", i)),
			Alias: fmt.Sprintf("%s %d", names[i%len(names)], (i*7919)%n),
		}
		sub := &model.Submission{ID: model.SubmissionID(strconv.Itoa(1152921505688000001 + i)), Phase: model.PhaseLive, Literal: "Published", Created: began, Number: i}
		st := model.Standing{Draft: model.DraftUnchanged, Preview: sub, Live: sub, Last: sub}
		if i%3 == 0 {
			st.Draft = model.DraftChanged
		}
		c.standings[o.Product] = st
		out[i] = o
	}
	return out
}

func (c *city) Offers(ctx context.Context, _ model.Scope) iter.Seq2[model.Offer, error] {
	return func(func(model.Offer, error) bool) { <-ctx.Done() }
}

func (c *city) CachedOffers(context.Context, model.Scope) ([]model.Offer, time.Time, error) {
	return slices.Clone(c.offers), time.Now(), nil
}

func (c *city) CachedStandings(context.Context) (map[model.ProductID]model.Standing, error) {
	return c.standings, nil
}

func (c *city) Standing(ctx context.Context, _ model.Offer) (model.Standing, error) {
	<-ctx.Done()
	return model.Standing{}, ctx.Err()
}

// bench runs the console for a benchmark: commands on goroutines of their own,
// messages one after another.
type bench struct {
	b    *testing.B
	app  *root.App
	msgs chan tea.Msg
}

// benchOn opens the console on a city's list of offers.
func benchOn(b *testing.B, c *city) *bench {
	b.Helper()
	rows, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	app, err := tui.New(b.Context(), tui.Options{Market: c, Catalog: rows, Env: func(name string) string {
		return map[string]string{"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}[name]
	}})
	if err != nil {
		b.Fatal(err)
	}
	x := &bench{b: b, app: app, msgs: make(chan tea.Msg, 64)}
	x.run(app.Init())
	x.update(tea.WindowSizeMsg{Width: 120, Height: 40})
	x.until(fmt.Sprintf("%d offers", len(c.offers)))
	return x
}

// run starts a command; what it brings is handled by [bench.next].
func (x *bench) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				x.run(c)
			}
			return
		}
		select {
		case x.msgs <- msg:
		case <-x.b.Context().Done():
		}
	}()
}

func (x *bench) update(msg tea.Msg) {
	_, cmd := x.app.Update(msg)
	x.run(cmd)
}

// key is one key, from the message to the frame.
func (x *bench) key(k tea.KeyMsg) string {
	x.update(k)
	return x.app.View()
}

func (x *bench) until(words string) {
	x.b.Helper()
	late := time.After(time.Minute)
	for !strings.Contains(ansi.Strip(x.app.View()), words) {
		select {
		case msg := <-x.msgs:
			x.update(msg)
		case <-late:
			x.b.Fatalf("%q did not come:\n%s", words, ansi.Strip(x.app.View()))
		}
	}
}

// shows checks that the keys did what they were to do.
func (x *bench) shows(words string) {
	x.b.Helper()
	if frame := ansi.Strip(x.app.View()); !strings.Contains(frame, words) {
		x.b.Fatalf("%q is not on the screen:\n%s", words, frame)
	}
}

// BenchmarkConsole_key is one key on a list of ten thousand offers, from the
// message to the frame. A round of keys ends where it began, which the screen shows.
func BenchmarkConsole_key(b *testing.B) {
	for name, c := range map[string]struct {
		open  []string
		until string
		round []string
		shows string
	}{
		"move":    {nil, "› Harbor Backup 0", []string{"j", "j", "k", "k"}, "› Harbor Backup 0"},
		"page":    {nil, "› Harbor Backup 0", []string{"pgdown", "pgdown", "pgup", "pgup"}, "› Harbor Backup 0"},
		"ends":    {nil, "› Harbor Backup 0", []string{"end", "home"}, "› Harbor Backup 0"},
		"sort":    {nil, "by offer", []string{"s", "s", "s", "s", "s"}, "by offer"},
		"reverse": {nil, "by offer", []string{"S", "S"}, "by offer"},
		"export":  {nil, "› Harbor Backup 0", []string{"w", "esc"}, "› Harbor Backup 0"},
		"filter":  {[]string{"/"}, "10000 of 10000", []string{"h", "a", "r", "7", "7", "backspace", "backspace", "ctrl+u"}, "10000 of 10000"},
		"palette": {[]string{":", "h"}, "offer-00000", []string{"a", "r", "7", "7", "ctrl+u", "h"}, "Harbor Backup"},
	} {
		b.Run(name, func(b *testing.B) {
			x := benchOn(b, newCity(many))
			for _, k := range c.open {
				x.update(tuitest.Key(k))
			}
			x.until(c.until)
			keys := make([]tea.KeyMsg, len(c.round))
			for i, k := range c.round {
				keys[i] = tuitest.Key(k)
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				x.key(keys[i%len(keys)])
				i++
			}
			for ; i%len(keys) != 0; i++ {
				x.key(keys[i%len(keys)])
			}
			x.shows(c.shows)
		})
	}
}

// BenchmarkConsole_news is what a look at one offer showed, while the list of ten
// thousand is open: the row takes its new place and all is drawn again.
func BenchmarkConsole_news(b *testing.B) {
	c := newCity(many)
	x := benchOn(b, c)
	x.key(tuitest.Key("end"))
	news := []model.DraftState{model.DraftChanged, model.DraftUnchanged}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		o := c.offers[many-1-i%100]
		st := c.standings[o.Product]
		st.Draft = news[i/100%2]
		x.update(ui.Watched{Progress: model.Progress{Operation: model.Operation{Offer: o}, Standing: st}})
		_ = x.app.View()
		i++
	}
	o := c.offers[0]
	x.update(ui.Watched{Progress: model.Progress{Operation: model.Operation{Offer: o}, Standing: model.Standing{Stopped: true}}})
	x.key(tuitest.Key("home"))
	x.shows("Not available")
}

// BenchmarkConsole_palette opens the palette and takes ten thousand offers into it.
func BenchmarkConsole_palette(b *testing.B) {
	c := newCity(many)
	x := benchOn(b, c)
	b.ReportAllocs()
	for b.Loop() {
		x.update(tuitest.Key(":"))
		x.update(tuitest.Key("h"))
		x.until("offer-00000")
		x.update(tuitest.Key("esc"))
	}
	x.shows("› Harbor Backup 0")
}

// BenchmarkConsole_memory is what the console holds with ten thousand offers on
// the screen, all that is known of them included.
func BenchmarkConsole_memory(b *testing.B) {
	for b.Loop() {
		before := heap()
		x := benchOn(b, newCity(many))
		x.key(tuitest.Key("j"))
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB-heap")
		x.shows("10000 offers")
	}
}

// heap is how many bytes are held.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
