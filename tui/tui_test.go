package tui_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui"
	"awning/tui/tuitest"
)

func open(t *testing.T, o tui.Options) *tuitest.Driver {
	t.Helper()
	app, err := tui.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return tuitest.Drive(t, tuitest.Options{Width: 120, Height: 40}, app)
}

// From the first screen to every other and back, by keys.
func TestConsole_everyScreenIsReached(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, options(t, nil)).Shows("brightwave › Brightwave Software › Commercial Marketplace › brightwave › offers", "1 offer ", "sandbox")
		d.Press("enter").Shows("brightwave › harbor-backup", "Preview, waits for you")
		for _, key := range []string{"enter", "c", "C", "p", "g", "w"} {
			d.Press(key).Advance(time.Second).Shows("harbor-backup › ").Press("esc").Hides("harbor-backup › ")
		}
		d.Press("esc").Shows("offers").Press("q")
		if !d.Quit() {
			t.Error("q does not quit")
		}
	})
}

func TestNew_looks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env    map[string]string
		change func(*tui.Options)
		colour bool
		ascii  bool
	}{
		"256 colours":         {nil, nil, true, false},
		"no colour":           {map[string]string{"NO_COLOR": "1"}, nil, false, false},
		"dumb":                {map[string]string{"TERM": "dumb"}, nil, false, false},
		"vt100":               {map[string]string{"TERM": "vt100"}, nil, false, false},
		"flag over variable":  {map[string]string{"NO_COLOR": "1"}, func(o *tui.Options) { o.Color = "16" }, true, false},
		"never":               {nil, func(o *tui.Options) { o.Color = "never" }, false, false},
		"true colour":         {map[string]string{"COLORTERM": "truecolor"}, nil, true, false},
		"latin":               {map[string]string{"LANG": "de_DE.ISO-8859-15"}, nil, true, true},
		"C":                   {map[string]string{"LC_ALL": "C"}, nil, true, true},
		"C with UTF-8":        {map[string]string{"LC_ALL": "C.UTF-8"}, nil, true, false},
		"no locale":           {map[string]string{"LANG": ""}, nil, true, false},
		"LC_ALL wins":         {map[string]string{"LC_ALL": "ja_JP.utf8", "LANG": "C"}, nil, true, false},
		"flag":                {nil, func(o *tui.Options) { o.ASCII = true }, true, true},
		"light, other tongue": {map[string]string{"COLORFGBG": "0;15"}, func(o *tui.Options) { o.Lang = "xx" }, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := options(t, c.env)
				if c.change != nil {
					c.change(&o)
				}
				frame := open(t, o).Frame()
				if got := strings.Contains(frame, "\x1b["); got != c.colour {
					t.Errorf("colours: %v, want %v", got, c.colour)
				}
				if got := !strings.Contains(frame, "─"); got != c.ascii {
					t.Errorf("plain characters: %v, want %v", got, c.ascii)
				}
			})
		})
	}
}

func TestNew_refusesAThemeItDoesNotKnow(t *testing.T) {
	t.Parallel()
	o := options(t, nil)
	o.Theme = "solarized"
	if _, err := tui.New(t.Context(), o); err == nil || !strings.Contains(err.Error(), "solarized") {
		t.Errorf("error %v, want one that names the theme", err)
	}
}

func TestNew_startsWhereTheFlagsSay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := options(t, nil)
		o.Publisher = "brightwave"
		open(t, o).Shows("brightwave › offers", "harbor-backup").Press("esc").Shows("harbor-backup")
	})
}

func TestNew_twoAccountsAreAQuestion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := options(t, nil)
		w := newTown()
		w.accounts = append(w.accounts, model.Account{Profile: "other", ID: "2", Name: "Fjord Labs", Publishers: []model.Publisher{{ID: "fjordlabs"}}})
		o.Market = w
		open(t, o).Shows("Where do you want to work?", "fjordlabs").Press("down", "enter").Shows("harbor-backup").Press("esc").Shows("Where do you want")
	})
}

// Whichever way leads to the offers, the line on top says whose they are, as soon as
// the accounts are known.
func TestNew_saysWhereYouAre(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*tui.Options)
		want   string
	}{
		"a publisher":             {func(o *tui.Options) { o.Publisher = "fjordlabs" }, "Awning  north › Fjord Labs › Commercial Marketplace › fjordlabs › offers"},
		"a profile's publisher":   {func(o *tui.Options) { o.Profile, o.Publisher = "north", "fjordlabs" }, "Awning  north › Fjord Labs › Commercial Marketplace › fjordlabs › offers"},
		"an account":              {func(o *tui.Options) { o.Account = "Fjord Labs" }, "Awning  north › Fjord Labs › Commercial Marketplace › fjordlabs › offers"},
		"a profile":               {func(o *tui.Options) { o.Profile = "north" }, "Awning  north › Fjord Labs › Commercial Marketplace › fjordlabs › offers"},
		"a publisher nobody owns": {func(o *tui.Options) { o.Publisher = "gone" }, "Awning  Commercial Marketplace › gone › offers"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o, w := options(t, nil), newTown()
				w.accounts = append(w.accounts, model.Account{Profile: "north", ID: "2", Name: "Fjord Labs", Publishers: []model.Publisher{{ID: "fjordlabs"}}})
				o.Market = w
				c.change(&o)
				open(t, o).Shows(c.want)
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		o, w := options(t, nil), newTown()
		w.accounts = append(w.accounts, model.Account{Profile: "north", ID: "2", Name: "Fjord Labs", Publishers: []model.Publisher{{ID: "fjordlabs"}}})
		o.Market = w
		d := open(t, o).Press("enter").Shows("Awning  all accounts › offers").Press("enter")
		d.Shows("Awning  brightwave › Brightwave Software › Commercial Marketplace › brightwave › harbor-backup")
	})
}
