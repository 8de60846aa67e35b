package picker_test

import (
	"context"
	"errors"
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
}

func (m *market) Accounts(context.Context) ([]model.Account, error) {
	m.asked++
	<-time.After(m.wait)
	return m.accounts, m.err
}

func (m *market) KnownAccounts() []model.Account { return m.known }

// place is the screen that is opened.
type place struct {
	scope model.Scope
	where []string
}

func (p *place) Title() string                { return "offers" }
func (p *place) Init(context.Context) tea.Cmd { return nil }
func (p *place) Update(tea.Msg) tea.Cmd       { return nil }
func (p *place) SetSize(int, int)             {}
func (p *place) View() string                 { return "the offers" }
func (p *place) Actions() []ui.Action         { return nil }
func (p *place) Typing() bool                 { return false }
func (p *place) Crumbs() []string             { return p.where }

func open(t *testing.T, m *market, o tuitest.Options) (*tuitest.Driver, *place) {
	t.Helper()
	return narrowed(t, m, o, picker.Options{})
}

func narrowed(t *testing.T, m *market, o tuitest.Options, narrow picker.Options) (*tuitest.Driver, *place) {
	t.Helper()
	p := &place{}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return picker.New(d, m, picker.Nav{Offers: func(s model.Scope, where []string) ui.Screen {
			p.scope, p.where = s, where
			return p
		}}, narrow)
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
				d, _ := open(t, &market{accounts: world()}, o)
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
		one := world()[3:]
		d, _ = open(t, &market{accounts: one}, tuitest.Options{})
		d.Shows("1 account, 0 publishers")
	})
}

func TestPicker_opensAPublisher(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, p := open(t, &market{accounts: world()}, tuitest.Options{Width: 120, Height: 30})
		d.Press("down", "down", "down", "enter").Shows("work › Fjord Labs › Commercial Marketplace › fjordlabs-test › offers")
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
