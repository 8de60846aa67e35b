package root_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/root"
	"awning/tui/tuitest"
	"awning/tui/ui"
)

func findable(screen ui.Screen) func(context.Context) ([]root.Found, error) {
	open := func() ui.Screen { return screen }
	return func(context.Context) ([]root.Found, error) {
		return []root.Found{
			{ID: "1", Label: "Harbor Backup", About: "harbor-backup, brightwave", Screen: open},
			{ID: "2", Label: "日除け Analytics", About: "hiyoke, brightwave", Screen: open},
			{ID: "3", Label: "Tide Tables", About: "tide-tables, fjordlabs", Screen: open},
		}, nil
	}
}

func refusing() ui.Action {
	return ui.Action{
		Name: "live", Binding: key.NewBinding(key.WithKeys("g"), key.WithHelp("g", "go live")), Writes: true,
		Do: func() tea.Cmd { return nil }, Refused: func() string { return "nothing is in preview" },
	}
}

func TestPalette_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{
		Places: []root.Place{{Name: "accounts", Label: "accounts", Screen: func() ui.Screen { return &page{name: "accounts"} }}},
		Find:   findable(&page{name: "offer"}),
	}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := start(t, o, &page{name: "offers"}).Send(ui.Push{Screen: &page{name: "harbor", actions: []ui.Action{refusing()}}})
				d.Press(":").Golden("open").Tiny().Type("ha").Golden("found")
			})
		})
	}
}

func TestPalette(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		below := &page{name: "offers"}
		p := &page{name: "harbor", actions: []ui.Action{refusing()}}
		accounts, offer := &page{name: "accounts"}, &page{name: "tide-tables"}
		d := start(t, tuitest.Options{
			Places: []root.Place{{Name: "accounts", Label: "accounts", Screen: func() ui.Screen { return accounts }}},
			Find:   findable(offer),
		}, below).Send(ui.Push{Screen: p})

		d.Press("ctrl+p").Shows("Commands", "go live", "nothing is in preview", "back to offers", "accounts").Hides("Harbor Backup")
		d.Type("down").Press("enter").Hides("Commands")
		if p.count != 1 {
			t.Errorf("the action was done %d times, want once", p.count)
		}
		d.Press(":").Type("go live").Press("enter").Shows("nothing is in preview").Hides("Commands")
		d.Press(":").Type("g").Shows("› g").Press("esc").Press(":", ":").Hides("Commands")
		d.Press(":").Type("tdtb").Shows("Tide Tables", "tide-tables, fjordlabs").Hides("Harbor").Press("enter").Shows("offers › harbor › tide-tables")
		d.Press(":").Type("back to offers").Press("enter").Hides("harbor").Shows("offers")
		if !p.ended() || !offer.ended() || below.resumed != 1 {
			t.Errorf("left screens ended %v %v, the one below resumed %d times", p.ended(), offer.ended(), below.resumed)
		}
		d.Press(":").Type("accounts").Press("enter").Shows("Awning  accounts").Press("esc").Shows("accounts")
		if !below.ended() {
			t.Error("the first screen's requests go on")
		}
	})
}

// A screen that answers esc itself, to ask about what was typed, is not left
// from the palette.
func TestPalette_doesNotLeaveWhatAsksFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "editor", actions: []ui.Action{bind("esc", "discard or save", func() tea.Cmd { return nil })}}
		d := start(t, tuitest.Options{}, &page{name: "offers"}).Send(ui.Push{Screen: p})
		d.Press(":").Type("back to offers").Shows("press esc here first: discard or save").Press("enter").Shows("offers › editor", "press esc here first")
	})
}

// A filter of the list below, which esc would clear, is no reason to stay; and a
// screen that writes down what it holds may be left with something in it.
func TestPalette_leavesWhatLosesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		clearing := []ui.Action{bind("esc", "clear filter", func() tea.Cmd { return nil })}
		kept := 0
		editor := &keeper{page: page{name: "editor", actions: clearing}, kept: &kept}
		d := start(t, tuitest.Options{}, &page{name: "accounts"})
		d.Send(ui.Push{Screen: &page{name: "offers", actions: clearing}}).Send(ui.Push{Screen: editor})
		d.Press(":").Type("back to accounts").Press("enter").Shows("Awning  accounts").Hides("editor")
		if kept != 1 {
			t.Errorf("what the editor held was written down %d times", kept)
		}
	})
}

// keeper is a screen that can write down what it holds.
type keeper struct {
	page
	kept *int
}

func (k *keeper) Flush() tea.Cmd {
	return func() tea.Msg {
		*k.kept++
		return nil
	}
}

func TestPalette_whenTheStoreFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := start(t, tuitest.Options{Find: func(context.Context) ([]root.Found, error) {
			return nil, errors.New("the disk is full")
		}}, &page{name: "offers"})
		d.Press(":").Shows("Commands", "could not look for offers: the disk is full").Press("esc")
	})
}

func TestPalette_changesTheTheme(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dark := start(t, tuitest.Options{Colour: true}, &page{name: "offers"})
		light := start(t, tuitest.Options{Colour: true, Light: true}, &page{name: "offers"})
		was := dark.Frame()
		dark.Press(":").Type("light theme").Press("enter")
		if dark.Frame() != light.Frame() || dark.Frame() == was {
			t.Error("the theme did not change to light")
		}
		if dark.Press(":").Type("dark theme").Press("enter"); dark.Frame() != was {
			t.Error("the theme did not change back")
		}
	})
}

// Ten thousand offers are searched within a frame, key by key.
func BenchmarkPalette(b *testing.B) {
	all := make([]root.Found, 10_000)
	for i := range all {
		all[i] = root.Found{ID: strconv.Itoa(i), Label: fmt.Sprintf("Harbor Backup %d", i), About: fmt.Sprintf("harbor-backup-%d, brightwave", i)}
	}
	app := root.New(b.Context(), root.Options{Deps: tuitest.Deps(tuitest.Options{}), Find: func(context.Context) ([]root.Found, error) {
		return all, nil
	}}, &page{name: "offers"})
	app.Init()
	app.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	_, cmd := app.Update(tuitest.Key(":"))
	app.Update(cmd())
	b.ReportAllocs()
	for b.Loop() {
		app.Update(tuitest.Key("h"))
		app.Update(tuitest.Key("9"))
		app.Update(tuitest.Key("ctrl+u"))
	}
}

func TestNoticeList(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		d := start(t, tuitest.Options{Width: 120, Height: 24, Terminal: &out}, &page{name: "list"})
		d.Press("!").Shows("Nothing has happened in this run.").Press("esc")
		d.Send(ui.Notice{Level: ui.Good, Text: "saved"}).Advance(time.Minute)
		d.Send(ui.Notice{Level: ui.Bad, Text: "could not save", Hint: "press r", Detail: "InvalidState\ncorrelation 1234"}).Hides("unread")
		d.Send(ui.Notice{Level: ui.Bad, Text: "could not list"}).Send(ui.Notice{Level: ui.Bad, Text: "could not list"}).Shows("! 1 unread")
		d.Send(ui.Notice{Text: "not now"}).Shows("! 2 unread").Advance(time.Minute)
		d.Press("!").Shows("4 in this run, 2 unread", "! new", "could not list (2 times)", "00:01:00").Hides("correlation")
		d.Press("down", "down", "enter").Shows("correlation 1234", "could not save", "press r").Press("esc")
		d.Shows("4 in this run, 1 unread", "could not save").Press("y").Hides("correlation")
		if !strings.HasPrefix(out.String(), "\x1b]52;c;") {
			t.Errorf("the terminal got %q", out.String())
		}
		d.Press("a").Shows("0 unread").Press("esc").Advance(time.Minute).Hides("could not", "unread")
	})
}

func TestNoticeList_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := start(t, o, &page{name: "list"})
				d.Send(ui.Notice{Level: ui.Good, Text: "harbor-backup was published"})
				d.Send(ui.Notice{Level: ui.Bad, Text: "could not save Offer listing: the service refused the summary", Hint: "correct what the message names, then save again", Detail: "400 BadRequest: summary must have at most 100 characters\ncorrelation id 5f1d0c5e"})
				d.Send(ui.Notice{Level: ui.Bad, Text: "could not list offers: no answer in time", Hint: "press r to try again"})
				d.Press("!").Golden("list").Tiny().Press("down", "v").Golden("whole")
			})
		})
	}
}

// A run of a week does not keep every notice, and never forgets an unread one
// before one that was read.
func TestNoticeList_isBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := start(t, tuitest.Options{}, &page{name: "list"}).Send(ui.Notice{Level: ui.Bad, Text: "could not save"})
		for i := range 1100 {
			d.Send(ui.Notice{Text: fmt.Sprintf("moment %d", i)})
		}
		d.Press("!").Shows("1000 in this run, 1 unread").Press("end").Shows("could not save")
	})
}

// rowed is a screen with a row under the cursor.
type rowed struct {
	page

	facts []ui.Fact
}

func (r *rowed) Detail() []ui.Fact { return r.facts }

func TestDetail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &rowed{page: page{name: "list"}}
		d := start(t, tuitest.Options{}, s).Press("v").Shows("there is no row here")
		s.facts = []ui.Fact{{Label: "Harbor Backup › Pricing and availability", Value: "12.50"}, {Label: "Name", Value: strings.Repeat("a very long name ", 12) + "to its end"}, {Label: "ID", Value: "harbor-backup"}}
		d.Press("v").Shows("In full", "its end", "harbor-backup", "Harbor Backup › Pricing and availability").Golden("open").Press("v").Hides("The row in full")
	})
}

// A place with a key is a key away from every screen, for the profile at work, but for one that
// has the key for itself; what is open stays below.
func TestPlaces_onAKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		places := []root.Place{{
			Name: "payouts", Label: "payouts", Key: "$", Help: "what is paid", Above: true,
			Of: func(p model.ProfileName) ui.Screen { return &page{name: "payouts of [" + string(p) + "]"} },
		}}
		d := start(t, tuitest.Options{Places: places}, &page{name: "accounts"}).Press("$").Shows("accounts › payouts of []").Press("esc")
		d.Press("?").Type("what is").Shows("what is paid").Press("esc").Send(ui.Push{Screen: &acting{page{name: "offers"}}})
		d.Press("$").Shows("accounts › offers › payouts of [work]").Press("esc").Shows("accounts › offers")
		own := ui.Action{Name: "prices", Binding: key.NewBinding(key.WithKeys("$"), key.WithHelp("$", "prices")), Do: func() tea.Cmd { return nil }}
		d.Send(ui.Push{Screen: &page{name: "plans", actions: []ui.Action{own}}}).Press("$").Hides("payouts").Press("?").Type("what is").Hides("what is paid")
	})
}

// acting is a screen that works by a profile.
type acting struct{ page }

func (*acting) Profile() model.ProfileName { return "work" }

// told is a screen that explains its columns.
type told struct {
	page

	facts []ui.Fact
}

func (s *told) Explain() []ui.Fact { return s.facts }

// A key explains the columns of a table, and takes the explanation away again; screens
// without columns do not have it.
func TestExplain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		s := &told{page: page{name: "list"}}
		d := start(t, tuitest.Options{Terminal: &out}, s).Press("e").Shows("the columns here speak for themselves")
		s.facts = []ui.Fact{{Label: "At the bank", Value: strings.Repeat("a long sentence ", 12) + "up to the-end"}}
		d.Press("e").Shows("What the columns mean", "At the bank", "the-end").Press("y").Shows("the explanation went to")
		d.Press("e").Hides("the-end").Press("e").Press("esc").Hides("the-end")
		d.Press("?").Type("columns").Shows("e  columns").Press("esc")
		d.Send(ui.Push{Screen: &page{name: "form"}}).Press("e").Hides("What the columns mean")
	})
}

// Where nothing may be changed, what would change something is not there.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		done := 0
		change := bind("c", "change", func() tea.Cmd {
			done++
			return nil
		})
		change.Writes = true
		p := &page{name: "list", actions: []ui.Action{change}}
		d := start(t, tuitest.Options{ReadOnly: true}, p).Shows("read-only").Press("c").Press("?").Hides("change").Press("esc")
		d.Press(":").Type("change").Press("enter").Press("esc")
		if done != 0 {
			t.Error("something was changed")
		}
	})
}
