// Package ui is what the root and every screen agree on: the screen contract,
// actions, notices, and requests whose late answers are dropped. It is a leaf:
// it knows no screen, no widget and no API.
package ui

import (
	"context"
	"log/slog"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/themes"
	"awning/tui/text"
)

// Screen is one page of the console. The root sets its size, shows its
// actions, and hands it messages; a screen never reaches another but through
// [Push].
//
// A key goes to the screen on top alone. While Typing is true it goes to Update,
// all but ctrl+c and ctrl+z. Otherwise the root looks for it in Actions, then
// among its own keys (? q esc), and hands to Update only what is bound to
// neither: a screen that wants esc for itself, to clear a filter, lists it among
// its Actions as long as it does. All other messages go to every screen of the
// stack.
type Screen interface {
	// Title is the screen's part of the line that says where you are.
	Title() string
	// Init starts the first loads. The context ends when the screen is popped.
	Init(ctx context.Context) tea.Cmd
	// Update takes a message. It does no I/O and does not wait.
	Update(msg tea.Msg) tea.Cmd
	// SetSize says how many cells the screen may fill.
	SetSize(width, height int)
	// View draws the screen, no larger than SetSize allowed. It is pure.
	View() string
	// Actions lists what can be done here, in the order of the hint line.
	Actions() []Action
	// Typing reports whether a text field has the focus: then every key but
	// ctrl+c belongs to the screen.
	Typing() bool
}

// Crumber is a screen that knows more of where the user is than its title:
// account, program, publisher, offer. The last one on the stack that has it wins.
type Crumber interface {
	Crumbs() []string
}

// Owner is a screen that knows whose data it shows. The root gives each account
// its own look on the line on top, and says where things are only tried.
type Owner interface {
	// Owner is the account, empty if there are several, and whether what is shown
	// is for tests.
	Owner() (account string, testing bool)
}

// Actor is a screen that knows by which profile it works.
type Actor interface {
	// Profile is that profile; empty if there are several.
	Profile() model.ProfileName
}

// Resumer is a screen that wants to know when it is on top again.
type Resumer interface {
	Resume() tea.Cmd
}

// Deps is what every screen is given, by value.
type Deps struct {
	Styles themes.Styles
	Text   *text.Texts
	Now    func() time.Time
	Logger *slog.Logger
	// ReadOnly says that nothing may be changed: no action that writes is there.
	ReadOnly bool
	// Copy puts a text on the clipboard of the user's terminal; nil where there is
	// none. Never give it a secret.
	Copy func(text string) error
}

// Push puts a screen on top.
type Push struct{ Screen Screen }

// Replace puts a screen in the place of the one on top, which is popped.
type Replace struct{ Screen Screen }

// Pop goes back to the screen below. On the last screen it does nothing.
type Pop struct{}

// Watch asks the root to watch an operation until its end, whatever screen is
// on top by then.
type Watch struct{ Operation model.Operation }

// Watched tells all screens what the latest look at an operation showed.
type Watched struct {
	Progress model.Progress
	Err      error // the look failed; the operation goes on
}

// SignedIn tells all screens that somebody has signed in: what was refused before
// may work now, so they read again what they show. What was typed stays.
type SignedIn struct{ Profiles []model.ProfileName }

// PayoutsRead tells all screens that payouts, or orders, were read from the service: what they
// show of them may be old.
type PayoutsRead struct{}

// Go returns the command that pushes a screen.
func Go(s Screen) tea.Cmd { return func() tea.Msg { return Push{Screen: s} } }

// Instead returns the command that replaces the screen on top.
func Instead(s Screen) tea.Cmd { return func() tea.Msg { return Replace{Screen: s} } }

// Back returns the command that pops the screen on top.
func Back() tea.Cmd { return func() tea.Msg { return Pop{} } }

// Follow returns the command that has an operation watched.
func Follow(op model.Operation) tea.Cmd { return func() tea.Msg { return Watch{Operation: op} } }
