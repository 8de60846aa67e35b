package welcome_test

import (
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/screen/welcome"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func open(t *testing.T, o tuitest.Options) *tuitest.Driver {
	t.Helper()
	page := func(text string) func() ui.Screen { return func() ui.Screen { return shop.Page(text) } }
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return welcome.New(d, welcome.Nav{
			SignIn: page("signing in"), AzureCLI: page("asking az"), Accounts: page("the accounts"), Sandbox: func() tea.Cmd { return tea.Quit },
		})
	})
}

func TestWelcome_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { open(t, o).Golden("welcome").Tiny().Press("down", "down").Golden("sandbox") })
		})
	}
}

// Each choice works by its letter, and by moving there.
func TestWelcome_choices(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{})
		d.Press("s").Shows("signing in").Press("esc", "enter").Shows("signing in").Press("esc")
		d.Press("c").Shows("asking az").Press("esc", "down", "enter").Shows("asking az").Press("esc").Shows("Welcome to Awning")
		if d.Press("down", "enter"); !d.Quit() {
			t.Error("the sandbox was not begun")
		}
		if d = open(t, tuitest.Options{}).Press("t"); !d.Quit() {
			t.Error("t does not begin the sandbox")
		}
	})
}

// Once somebody has signed in there is nothing to welcome any more.
func TestWelcome_stepsAside(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}).Press("s").Send(ui.SignedIn{}).Shows("signing in").Press("esc").Shows("the accounts")
		d.Press("esc").Shows("the accounts")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	shop.Clashes(t, welcome.New(tuitest.Deps(tuitest.Options{}), welcome.Nav{}).Actions())
}
