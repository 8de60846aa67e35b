package picker_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/screen/picker"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

type market struct {
	accounts []model.Account
	known    []model.Account
	err      error
	wait     time.Duration
	asked    int
	able     map[model.ProfileName]model.Capabilities
	probed   []model.ProfileName
	last     *model.Scope
	lost     error // of the store
}

func (m *market) Accounts(context.Context) ([]model.Account, error) {
	m.asked++
	<-time.After(m.wait)
	return m.accounts, m.err
}

func (m *market) KnownAccounts() []model.Account { return m.known }

func (m *market) Capabilities(_ context.Context, p model.ProfileName) (model.Capabilities, error) {
	m.probed = append(m.probed, p)
	return m.able[p], nil
}

func (m *market) LastChoice(context.Context) (model.Scope, bool, error) {
	if m.last == nil {
		return model.Scope{}, false, m.lost
	}
	return *m.last, true, m.lost
}

func (m *market) KeepChoice(_ context.Context, s model.Scope) error {
	m.last = &s
	return m.lost
}

// place is the screen that is opened.
type place struct{ scope model.Scope }

func (p *place) Title() string                { return "offers" }
func (p *place) Init(context.Context) tea.Cmd { return nil }
func (p *place) Update(tea.Msg) tea.Cmd       { return nil }
func (p *place) SetSize(int, int)             {}
func (p *place) View() string                 { return "the offers" }
func (p *place) Actions() []ui.Action         { return nil }
func (p *place) Typing() bool                 { return false }

// roles are what the profiles of the world may see.
func roles() map[model.ProfileName]model.Capabilities {
	able := func(payouts model.Answer) model.Capabilities {
		return model.Capabilities{At: time.Now(), Probes: []model.Probe{
			{Ability: model.AbleGraph, Answer: model.Yes}, {Ability: model.AblePayouts, Answer: payouts},
		}}
	}
	return map[model.ProfileName]model.Capabilities{"work": able(model.No), "old": {}}
}

func open(t *testing.T, m *market, o tuitest.Options) (*tuitest.Driver, *place) {
	t.Helper()
	return narrowed(t, m, o, picker.Options{})
}

func narrowed(t *testing.T, m *market, o tuitest.Options, narrow picker.Options) (*tuitest.Driver, *place) {
	t.Helper()
	p := &place{}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return picker.New(d, m, picker.Nav{
			Offers: func(s model.Scope) ui.Screen {
				p.scope = s
				return p
			},
			Payouts: func(s model.Scope) ui.Screen {
				return shop.Page("payouts of " + string(s.Profile) + " " + string(s.Account))
			},
			SignIn:   func(p model.ProfileName) ui.Screen { return shop.Page("sign in to [" + string(p) + "]") },
			Profiles: func() ui.Screen { return shop.Page("the profiles") },
			Doctor:   func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of [" + string(p) + "]") },
		}, narrow)
	}), p
}

func world() []model.Account {
	return []model.Account{
		{
			Profile: "work", ID: "a1", Name: "Brightwave Software",
			Programs:   []model.Program{model.CommercialMarketplace, "AI Cloud Partner Program"},
			Publishers: []model.Publisher{{ID: "brightwave", Name: "Brightwave Software Ltd"}},
		},
		{
			Profile: "work", ID: "a2", Name: "Fjord Labs",
			Programs:   []model.Program{model.CommercialMarketplace},
			Publishers: []model.Publisher{{ID: "fjordlabs", Name: "Fjord Labs AS"}, {ID: "fjordlabs-test", Name: "フィヨルド研究所"}},
		},
		{Profile: "work", ID: "a3", Name: "Harbour Consulting", Programs: []model.Program{"AI Cloud Partner Program", "Referrals"}},
		{Profile: "old", ID: "a4", Name: "Contoso\x1b[2J", Problem: "the sign-in was refused: the client secret has expired"},
	}
}

func TestPicker_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, _ := open(t, &market{accounts: world(), able: roles()}, o)
				d.Golden("accounts").Tiny().Press("end").Golden("end").Press("v").Golden("detail").Tiny()
				d, _ = open(t, &market{accounts: abroad()}, o)
				d.Golden("abroad")
			})
		})
	}
}

// abroad is a world of long names in all scripts.
func abroad() []model.Account {
	w := world()
	w[0].Name, w[0].Publishers[0].Name = shop.LongName, shop.LongName
	w[1].Name, w[1].Publishers[0].Name = shop.ArabicName, shop.WideName
	w[1].Publishers[1].Name = shop.ArabicName
	return w
}

func TestPicker_countsOneAndMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{accounts: world()}, tuitest.Options{})
		d.Shows("4 accounts, 3 publishers")
		twice := world()[0]
		twice.Profile = "app" // of the same account
		d, _ = open(t, &market{accounts: append(world(), twice)}, tuitest.Options{})
		d.Shows("4 accounts, 3 publishers")
		one := world()[3:]
		d, _ = open(t, &market{accounts: one}, tuitest.Options{})
		d.Shows("1 account, 0 publishers")
	})
}

func TestPicker_opensAPublisher(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, &market{accounts: world()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("down", "down", "down", "enter").Shows("the offers")
		if want := (model.Scope{Profile: "work", Account: "a2", Publisher: "fjordlabs-test"}); p.scope != want {
			t.Errorf("opened %+v, want %+v", p.scope, want)
		}
	})
}

func TestPicker_everythingNeedsNoWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, &market{accounts: world(), wait: 3 * time.Second}, tuitest.Options{})
		d.Shows("reading the accounts").Press("enter").Shows("the offers")
		if p.scope != (model.Scope{}) {
			t.Errorf("opened %+v, want everything", p.scope)
		}
	})
}

func TestPicker_anAccountWithoutOffersPointsToTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{accounts: world()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("end", "up", "enter").Shows("Harbour Consulting is not in the commercial marketplace program", "work in Brightwave Software or")
		d.Press("end", "enter").Shows("Contoso cannot be used: the sign-in was refused")
	})
}

func TestPicker_stepsAsideIfThereIsOneChoice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, &market{accounts: world()[:1]}, tuitest.Options{})
		d.Shows("the offers").Press("esc").Shows("the offers")
		if p.scope.Publisher != "brightwave" {
			t.Errorf("opened %+v", p.scope)
		}
	})
}

func TestPicker_noAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{}, tuitest.Options{})
		d.Shows("Your profiles see no account").Golden("none")
	})
}

func TestPicker_failure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{err: errors.New("no route to host")}
		d, _ := open(t, m, tuitest.Options{})
		d.Shows("! could not read the accounts: no route to host", "All offers")
		m.accounts, m.err = world(), nil
		d.Press("r").Shows("fjordlabs-test")
	})
}

func TestPicker_flagsNarrowTheChoice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := narrowed(t, &market{accounts: world()}, tuitest.Options{}, picker.Options{Account: "brightwave software"})
		d.Shows("the offers")
		if p.scope.Account != "a1" {
			t.Errorf("opened %+v", p.scope)
		}
		d, _ = narrowed(t, &market{accounts: world()}, tuitest.Options{}, picker.Options{Account: "a2"})
		d.Shows("fjordlabs", "fjordlabs-test").Hides("Brightwave", "All offers")
		d, _ = narrowed(t, &market{accounts: world()}, tuitest.Options{}, picker.Options{Account: "nobody"})
		d.Shows("Your profiles see no such account").Press("enter").Shows("leave out")
	})
}

// What the config file says is there before anybody answered; names come later
// and the cursor stays.
func TestPicker_whatTheConfigFileSaysNeedsNoWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{accounts: world(), wait: 3 * time.Second, known: []model.Account{
			{Profile: "work", ID: "a1", Name: "work", Publishers: []model.Publisher{{ID: "brightwave"}}},
			{Profile: "work", ID: "a2", Name: "work", Publishers: []model.Publisher{{ID: "fjordlabs"}}},
			{Profile: "work", ID: "a3", Name: "work"},
		}}
		d, p := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Shows("brightwave", "fjordlabs", "reading").Hides("no offers").Press("end").Shows("› fjordlabs")
		d.Advance(4*time.Second).Shows("› fjordlabs ", "Fjord Labs AS", "fjordlabs-test").Press("enter")
		if p.scope.Publisher != "fjordlabs" {
			t.Errorf("opened %+v", p.scope)
		}
	})
}

func TestPicker_oneKnownChoiceAsksNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{known: []model.Account{{Profile: "work", ID: "a1", Name: "work", Publishers: []model.Publisher{{ID: "brightwave"}}}}}
		d, _ := open(t, m, tuitest.Options{})
		if d.Shows("the offers"); m.asked != 0 {
			t.Errorf("asked %d times", m.asked)
		}
	})
}

// What is chosen is remembered: at the next start its account comes first, and the
// cursor is on it.
func TestPicker_remembersTheChoice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{accounts: world(), wait: time.Second}
		d, _ := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Advance(2*time.Second).Press("end", "up", "up").Shows("› fjordlabs-test").Press("enter").Shows("the offers")
		if want := (model.Scope{Profile: "work", Account: "a2", Publisher: "fjordlabs-test"}); m.last == nil || *m.last != want {
			t.Fatalf("remembered %v, want %v", m.last, want)
		}
		m.known = []model.Account{
			{Profile: "work", ID: "a1", Publishers: []model.Publisher{{ID: "brightwave"}}},
			{Profile: "work", ID: "a2", Publishers: []model.Publisher{{ID: "fjordlabs"}, {ID: "fjordlabs-test"}}},
		}
		d, p := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Shows("› fjordlabs-test").Advance(2 * time.Second).Shows("› fjordlabs-test")
		if frame := d.Text(); strings.Index(frame, "Fjord Labs") > strings.Index(frame, "Brightwave Software") {
			t.Errorf("the account chosen last is not the first:\n%s", frame)
		}
		p.scope = model.Scope{}
		if d.Press("enter"); p.scope.Publisher != "fjordlabs-test" {
			t.Errorf("opened %+v", p.scope)
		}
	})
}

// A cursor that was moved stays where it is, whatever comes later.
func TestPicker_theChoiceDoesNotMoveTheCursorAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{accounts: world(), wait: time.Second, last: &model.Scope{Profile: "work", Account: "a2", Publisher: "fjordlabs"}}
		m.known = []model.Account{{Profile: "work", ID: "a1", Publishers: []model.Publisher{{ID: "brightwave"}}}, {Profile: "work", ID: "a2"}}
		d, _ := open(t, m, tuitest.Options{Width: 120, Height: 30})
		d.Press("down").Shows("› brightwave").Advance(2*time.Second).Shows("› brightwave", "fjordlabs")
	})
}

func TestPicker_aStoreThatForgetsHindersNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{accounts: world(), lost: errors.New("the disk is full")}, tuitest.Options{})
		d.Shows("could not recall what was chosen last: the disk is full", "fjordlabs").Press("backspace", "down", "enter").Shows("the offers", "could not remember the choice")
	})
}

// Profiles that nobody has looked at for a while are looked at behind the list, once.
func TestPicker_looksAtWhatProfilesMaySee(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := world()
		w[3].Able = model.Capabilities{At: time.Now().Add(-14 * time.Minute)}
		m := &market{accounts: w, able: roles()}
		d, _ := open(t, m, tuitest.Options{Width: 200, Height: 30})
		d.Shows("offers, no payouts")
		if !slices.Equal(m.probed, []model.ProfileName{"work"}) {
			t.Errorf("looked at %v", m.probed)
		}
	})
}

// Payouts are those of the account under the cursor, whichever of its publishers that is, also
// where its offers cannot be seen; on top they are those of all.
func TestPicker_leadsToPayouts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{accounts: world()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("$").Shows("payouts of  ").Press("esc", "down", "down", "$").Shows("payouts of work a2").Press("esc", "end", "$").Shows("payouts of old")
		d, _ = open(t, &market{}, tuitest.Options{})
		d.Press("$").Hides("payouts of").Shows("› Your profiles see no account")
	})
}

// An account that cannot be opened leads to what is wrong with it.
func TestPicker_leadsToSigningIn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, _ := open(t, &market{accounts: world()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("d").Shows("move to an account first").Press("end", "enter").Shows("Contoso cannot be used", "d finds out more")
		d.Press("d").Shows("the doctor of [old]").Press("esc", "s").Shows("sign in to [old]").Press("esc", "a").Shows("sign in to []")
		d.Press("esc", "P").Shows("the profiles").Press("esc").Shows("Where do you want to work?")
	})
}

// Somebody who signs in above finds the account here.
func TestPicker_newAccountsAppear(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{accounts: world()[:2]}
		d, _ := open(t, m, tuitest.Options{})
		d.Hides("Contoso").Press("a")
		m.accounts = world()
		d.Send(ui.SignedIn{}).Press("esc").Shows("Contoso")
	})
}

// Where nothing can be opened the reason comes first, and what is known of the
// offers can still be looked at.
func TestPicker_nothingCanBeOpened(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, &market{accounts: world()[3:], able: roles()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("enter").Shows("Contoso cannot be used").Press("down", "enter").Shows("the offers")
		if p.scope != (model.Scope{}) {
			t.Errorf("opened %+v", p.scope)
		}
	})
}
