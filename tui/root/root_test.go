package root_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/root"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// page is a screen that counts.
type page struct {
	name    string
	crumbs  []string
	typing  bool
	typed   string
	count   int
	resumed int
	width   int
	height  int
	ended   func() bool
	got     []tea.Msg
	actions []ui.Action
	panics  string
}

func (p *page) Title() string { return p.name }

func (p *page) Init(ctx context.Context) tea.Cmd {
	p.ended = func() bool { return ctx.Err() != nil }
	return nil
}

func (p *page) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyMsg); ok {
		if p.typing && k.Type == tea.KeyEnter {
			p.typing = false
			return nil
		}
		p.typed += string(k.Runes)
		return nil
	}
	p.got = append(p.got, msg)
	return nil
}

func (p *page) SetSize(w, h int) { p.width, p.height = w, h }

func (p *page) View() string {
	if p.panics == "view" {
		panic("the view broke")
	}
	lines := make([]string, p.height)
	for i := range lines {
		lines[i] = strings.Repeat("·", p.width)
	}
	lines[0] = p.name + " " + p.typed
	return strings.Join(lines, "\n")
}

func (p *page) Typing() bool { return p.typing }

func (p *page) Resume() tea.Cmd {
	p.resumed++
	return nil
}

func (p *page) Actions() []ui.Action {
	return append([]ui.Action{
		{Name: "down", Binding: key.NewBinding(key.WithKeys("j", "down"), key.WithHelp("j", "down")), Do: func() tea.Cmd {
			p.count++
			return nil
		}},
		{Name: "type", Binding: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "type")), Do: func() tea.Cmd {
			p.typing = true
			return nil
		}},
	}, p.actions...)
}

type crumby struct{ page }

func (c *crumby) Crumbs() []string { return c.crumbs }

func bind(k, help string, do func() tea.Cmd) ui.Action {
	return ui.Action{Name: help, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do}
}

func start(t *testing.T, o tuitest.Options, s ui.Screen) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(ui.Deps) ui.Screen { return s })
}

// 120 presses that arrive in one read are 120 presses (U40).
func TestKeys_thatArriveTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list"}
		d := start(t, tuitest.Options{}, p)
		d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("j", 120))})
		if p.count != 120 {
			t.Errorf("moved %d rows, want 120", p.count)
		}
	})
}

func TestKeys_afterAFieldOpensAreText(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list"}
		start(t, tuitest.Options{}, p).Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jj/jq?")})
		if p.count != 2 || p.typed != "jq?" {
			t.Errorf("moved %d and typed %q, want 2 and jq?", p.count, p.typed)
		}
	})
}

func TestKeys_pasteIsNoRowOfKeys(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list"}
		d := start(t, tuitest.Options{}, p).Paste("jjq")
		if p.count != 0 || d.Quit() {
			t.Errorf("pasted text moved %d rows, quit %v", p.count, d.Quit())
		}
		p.typing = true
		d.Paste("a b")
		if p.typed != "a b" {
			t.Errorf("typed %q", p.typed)
		}
	})
}

func TestStack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		below, above, other := &page{name: "below"}, &page{name: "above"}, &page{name: "other"}
		d := start(t, tuitest.Options{}, below)
		d.Send(ui.Push{Screen: above}).Shows("below › above")
		if above.width != 80 || above.height != 20 {
			t.Errorf("the new screen is %dx%d, want 80x20", above.width, above.height)
		}
		d.Send(ui.Replace{Screen: other}).Shows("below › other")
		if !above.ended() {
			t.Error("a replaced screen's requests go on")
		}
		d.Press("esc").Hides("other")
		if !other.ended() || below.ended() || below.resumed != 1 {
			t.Errorf("other ended %v, below ended %v and resumed %d times", other.ended(), below.ended(), below.resumed)
		}
		d.Press("esc").Shows("below")
	})
}

func TestMessages_areDeliveredOnceToEachScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		type news struct{}
		below, above := &page{name: "below"}, &page{name: "above"}
		start(t, tuitest.Options{}, below).Send(ui.Push{Screen: above}).Send(news{})
		if len(below.got) != 1 || len(above.got) != 1 {
			t.Errorf("below got %v, above got %v", below.got, above.got)
		}
	})
}

func TestCrumbs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		below := &page{name: "picker"}
		offer := &crumby{page{name: "harbor-backup", crumbs: []string{"work", "Brightwave Software", "Commercial Marketplace", "brightwave", "harbor-backup"}}}
		d := start(t, tuitest.Options{Width: 120, Height: 30}, below).Send(ui.Push{Screen: offer}).Send(ui.Push{Screen: &page{name: "Offer listing"}})
		d.Shows("work › Brightwave Software › Commercial Marketplace › brightwave › harbor-backup › Offer listing").Hides("picker")
		d.Resize(60, 15).Shows("… › brightwave › harbor-backup › Offer listing")
	})
}

func TestNotices(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := start(t, tuitest.Options{}, &page{name: "list"})
		d.Send(ui.Notice{Level: ui.Good, Text: "saved"}).Shows("✓ saved")
		d.Advance(10 * time.Second).Hides("saved")
		d.Send(ui.Notice{Level: ui.Bad, Text: "could not save", Hint: "press r to try again"}).Send(ui.Notice{Level: ui.Bad, Text: "could not list"})
		d.Advance(time.Hour).Shows("! could not list", "1 more")
		d.Send(ui.Notice{Level: ui.Info, Text: "not now"}).Shows("not now").Hides("could not list")
		d.Advance(10 * time.Second).Shows("! could not list")
		d.Press("backspace").Shows("! could not save; press r to try again")
		d.Press("backspace").Hides("could not")
		d.Send(ui.Notice{Level: ui.Bad, Text: strings.Repeat("long words ", 40)}).Golden("long")
	})
}

func TestFrame_golden(t *testing.T) {
	t.Parallel()
	looks := tuitest.Looks(tuitest.Options{})
	maps.Copy(looks, map[string]tuitest.Options{
		"40x10": {Width: tuitest.TinyWidth, Height: tuitest.TinyHeight}, "20x5": {Width: 20, Height: 5}, "8x2": {Width: 8, Height: 2},
		"sandbox": {Badge: "sandbox"},
	})
	for name, o := range looks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { start(t, o, &page{name: "list"}).Golden("frame") })
		})
	}
}

// A terminal without UTF-8 is sent nothing else by the console itself.
func TestFrame_plainCharacters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list", actions: []ui.Action{bind("p", "publish…", func() tea.Cmd { return nil })}}
		d := start(t, tuitest.Options{ASCII: true}, p).Shows("p publish~")
		d.Press("?").Shows("publish~")
		if i := strings.IndexFunc(d.Text(), func(r rune) bool { return r > '~' }); i >= 0 {
			t.Errorf("the keys hold %q", d.Text()[i:i+3])
		}
	})
}

func TestHelp_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &page{name: "list", actions: []ui.Action{{
					Name: "live", Binding: key.NewBinding(key.WithKeys("g"), key.WithHelp("g", "go live")), Do: func() tea.Cmd { return nil },
					Refused: func() string { return strings.Repeat("nothing is in preview; publish first, ", 3) + "finally" },
				}}}
				d := start(t, o, p).Press("?").Golden("open").Tiny()
				// Why something cannot be done is read whole below the list, or on trying.
				d.Type("g").Golden("found")
				if o.Height > 15 {
					d.Shows("finally")
				}
				d.Press("enter").Shows("finally")
			})
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list"}
		p.actions = []ui.Action{{
			Name: "live", Binding: key.NewBinding(key.WithKeys("g"), key.WithHelp("g", "go live")),
			Do: func() tea.Cmd { return nil }, Refused: func() string { return "nothing is in preview" },
		}}
		d := start(t, tuitest.Options{}, p).Press("?")
		d.Type("down").Shows("j  down").Hides("go live").Press("enter")
		if p.count != 1 {
			t.Errorf("enter did it %d times, want once", p.count)
		}
		d.Hides("Everywhere").Press("?").Type("zzz").Shows("No key matches").Press("esc").Hides("No key matches")
		d.Press("g").Shows("nothing is in preview")
	})
}

func TestAsk(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		done := 0
		q := ui.Question{
			Title: "Go live?", Facts: [][2]string{{"Account", "Brightwave Software"}, {"Offer", "harbor-backup"}},
			Body: []string{"Customers see the new listing and pay the new price. This cannot be undone."},
			Yes:  "Go live", Do: func() tea.Cmd {
				done++
				return nil
			},
		}
		d := start(t, tuitest.Options{}, &page{name: "list"})
		d.Send(ui.Ask{Question: q}).Golden("yes or no").Press("y")
		if done != 0 {
			t.Error("a key pressed before the question opened answered it")
		}
		d.Advance(time.Second).Press("enter").Hides("Go live?")
		if done != 0 {
			t.Error("the default is not no")
		}
		d.Send(ui.Ask{Question: q}).Advance(time.Second).Press("right", "enter").Hides("Go live?")
		if done != 1 {
			t.Errorf("done %d times, want once", done)
		}
		q.Typed = "harbor-backup"
		d.Send(ui.Ask{Question: q}).Advance(time.Second).Type("harbor").Press("enter").Golden("typed wrongly")
		d.Type("-backup").Press("enter").Hides("Go live?")
		if done != 2 {
			t.Errorf("done %d times, want twice", done)
		}
		d.Send(ui.Ask{Question: q}).Advance(time.Second).Press("esc").Hides("Go live?")
	})
}

func TestQuit(t *testing.T) {
	t.Parallel()
	for _, k := range []string{"q", "ctrl+c"} {
		t.Run(k, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				if d := start(t, tuitest.Options{}, &page{name: "list"}).Press(k); !d.Quit() {
					t.Error("did not quit")
				}
			})
		})
	}
	t.Run("while typing", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			p := &page{name: "list", typing: true}
			d := start(t, tuitest.Options{}, p).Press("q")
			if d.Quit() || p.typed != "q" {
				t.Errorf("quit %v, typed %q", d.Quit(), p.typed)
			}
			if !d.Press("ctrl+c").Quit() {
				t.Error("ctrl+c did not quit")
			}
		})
	})
	t.Run("too small", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			if d := start(t, tuitest.Options{Width: 20, Height: 5}, &page{name: "list"}).Press("q"); !d.Quit() {
				t.Error("did not quit")
			}
		})
	})
}

func TestSuspend(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list", typing: true}
		d := start(t, tuitest.Options{}, p).Press("ctrl+z")
		if !d.Suspended() {
			t.Fatal("not suspended")
		}
		d.Send(tea.ResumeMsg{})
		if p.resumed != 1 {
			t.Errorf("the screen was told %d times that it is back", p.resumed)
		}
	})
}

func TestFault(t *testing.T) {
	t.Parallel()
	deps := func() ui.Deps { return tuitest.Deps(tuitest.Options{}) }
	report := func(fault any, stack []byte) (string, error) {
		if len(stack) == 0 {
			return "", errors.New("no stack")
		}
		return "/state/report.txt", nil
	}
	t.Run("in a view", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			p := &page{name: "list"}
			app := root.New(t.Context(), root.Options{Deps: deps(), Report: report}, p)
			d := tuitest.Drive(t, tuitest.Options{}, app)
			p.panics = "view"
			if !d.Press("j").Quit() {
				t.Error("did not quit")
			}
			if f := app.Fault(); f == nil || f.Report != "/state/report.txt" {
				t.Errorf("fault = %v", f)
			}
		})
	})
	t.Run("in a command", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			p := &page{name: "list"}
			p.actions = []ui.Action{bind("b", "break", func() tea.Cmd {
				return tea.Batch(func() tea.Msg { panic("the command broke") }, ui.Notify(ui.Notice{Text: "the other went on"}))
			})}
			d := tuitest.Drive(t, tuitest.Options{}, root.New(t.Context(), root.Options{Deps: deps(), Report: report}, p))
			d.Press("b").Advance(time.Minute).Shows("! a fault in Awning itself; see /state/report.txt")
			if d.Press("j"); p.count != 1 {
				t.Error("the console does not go on")
			}
		})
	})
}

// server pretends to run operations.
type server struct {
	looks   int
	refuse  map[int]error // looks that fail, by number
	last    int           // the look that shows the end
	outcome model.Outcome
	old     []model.Operation
	ended   int
}

func (s *server) Watch(_ context.Context, op model.Operation) (model.Progress, error) {
	s.looks++
	if err := s.refuse[s.looks]; err != nil {
		return model.Progress{}, err
	}
	p := model.Progress{Operation: op, Wait: 10 * time.Second}
	if s.looks >= s.last {
		p.Outcome = s.outcome
	}
	return p, nil
}

func (s *server) UnderWay(context.Context) ([]model.Operation, error) { return s.old, nil }

func (s *server) Ended(context.Context, model.Progress) (bool, error) {
	s.ended++
	return s.ended == 1, nil
}

func publish(id string) model.Operation {
	return model.Operation{ID: model.OperationID(id), Verb: model.VerbPublish, Offer: model.Offer{ID: "harbor-backup"}}
}

func TestWatch_toItsEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &server{last: 4, outcome: model.OutcomeSucceeded, refuse: map[int]error{2: errors.New("503 from the service")}}
		p := &page{name: "list"}
		d := start(t, tuitest.Options{Watcher: srv}, p)
		d.Send(ui.Watch{Operation: publish("1")}).Send(ui.Watch{Operation: publish("1")}).Shows("» 1 publishing")
		d.Advance(11*time.Second).Shows("could not check on harbor-backup: 503 from the service", "» 1 publishing")
		d.Press("q").Shows("goes on on the server").Advance(time.Second).Press("esc")
		d.Advance(70 * time.Second).Hides("1 publishing").Shows("✓ harbor-backup was published")
		if srv.looks != 4 || srv.ended != 1 {
			t.Errorf("%d looks and %d ends, want 4 and 1", srv.looks, srv.ended)
		}
		seen := 0
		for _, m := range p.got {
			if _, ok := m.(ui.Watched); ok {
				seen++
			}
		}
		if seen != 4 {
			t.Errorf("the screen was told %d times, want 4", seen)
		}
	})
}

func TestWatch_resumesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &server{last: 2, outcome: model.OutcomeFailed, old: []model.Operation{publish("7")}}
		d := start(t, tuitest.Options{Watcher: srv}, &page{name: "list"}).Shows("» 1 publishing")
		d.Advance(time.Minute).Shows("! publishing harbor-backup failed; open the offer to see why").Hides("1 publishing")
	})
}

func TestWatch_anotherConsoleAnnouncedTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &server{last: 1, outcome: model.OutcomeSucceeded, ended: 1, old: []model.Operation{publish("7")}}
		start(t, tuitest.Options{Watcher: srv}, &page{name: "list"}).Hides("harbor-backup")
	})
}

var errExpired = errors.New("the sign-in has expired")

// works is a screen that works by a profile.
type works struct{ ui.Screen }

func (works) Profile() model.ProfileName { return "work" }

// While a notice says that signing in helps, a key does it; once somebody has, it
// is off the line.
func TestApp_signsInAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked model.ProfileName
		deps := tuitest.Deps(tuitest.Options{})
		d := tuitest.Drive(t, tuitest.Options{}, root.New(t.Context(), root.Options{
			Deps: deps,
			SignIn: func(p model.ProfileName) ui.Screen {
				asked = p
				return shop.Page("the sign-in")
			},
			SignInHelps: func(err error) bool { return errors.Is(err, errExpired) },
		}, works{shop.Page("the work")}))
		d.Hides("L sign in").Press("L").Shows("the work")
		d.Send(ui.Failure(deps.Text, "save", errors.New("no route to host"))).Shows("no route").Hides("L sign in").Press("backspace")
		d.Send(ui.Failure(deps.Text, "save", fmt.Errorf("reading: %w", errExpired))).Shows("the sign-in has expired", "L sign in")
		d.Press("L").Shows("the sign-in")
		if asked != "work" {
			t.Errorf("asked for %q", asked)
		}
		d.Send(ui.SignedIn{}).Hides("expired", "L sign in").Press("esc").Shows("the work")
	})
}

// A place above the others leaves what is open as it is.
func TestApp_placesAbove(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		places := []root.Place{
			{Name: "a", Label: "elsewhere", Screen: func() ui.Screen { return shop.Page("another screen") }},
			{Name: "b", Label: "above it", Above: true, Screen: func() ui.Screen { return shop.Page("a screen above") }},
			{Name: "c", Label: "its doctor", Above: true, Of: func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of " + string(p)) }},
		}
		d := tuitest.New(t, tuitest.Options{Places: places}, func(ui.Deps) ui.Screen { return works{shop.Page("the work")} })
		d.Press(":").Type("its doctor").Press("enter").Shows("the doctor of work").Press("esc")
		d.Press(":").Type("above it").Press("enter").Shows("a screen above").Press("esc").Shows("the work")
		d.Press(":").Type("elsewhere").Press("enter").Shows("another screen").Press("esc").Hides("the work")
	})
}

// A name as long as a book costs no more than one as long as the line: cut step by
// step this would not end.
func TestApp_aWayWithABookInIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		where := []string{"brightwave", strings.Repeat("Brightwave ", 100_000), strings.Repeat("日", 100_000)}
		d := tuitest.New(t, tuitest.Options{}, func(ui.Deps) ui.Screen { return lies{shop.Page("listing"), where} })
		d.Shows("Awning  brightw… › Brightw… › 日日日日日日日… › listing")
	})
}

// lies is a screen that says where it lies.
type lies struct {
	ui.Screen

	where []string
}

func (l lies) Crumbs() []string { return l.where }

// Where the way is too long its longest parts are cut first, so that each is still
// there, and the last one whole as long as that can be.
func TestApp_aLongWayKeepsAllItsParts(t *testing.T) {
	t.Parallel()
	where := []string{"brightwave", "Brightwave Software Ltd", "Commercial Marketplace", "brightwave", "harbor-backup-for-enterprises"}
	for width, want := range map[int]string{
		140: "Awning  brightwave › Brightwave Software Ltd › Commercial Marketplace › brightwave › harbor-backup-for-enterprises › listing",
		80:  "Awning  brightw… › Brightw… › Commerc… › brightw… › harbor-backup-for… › listing",
		60:  "Awning  … › Commerc… › brightw… › harbor-backup-f… › listing",
	} {
		synctest.Test(t, func(t *testing.T) {
			d := tuitest.New(t, tuitest.Options{Width: width}, func(ui.Deps) ui.Screen { return lies{shop.Page("listing"), where} })
			if got, _, _ := strings.Cut(d.Text(), "\n"); strings.TrimRight(got, " ") != want {
				t.Errorf("%d columns show %q, want %q", width, strings.TrimRight(got, " "), want)
			}
		})
	}
}
