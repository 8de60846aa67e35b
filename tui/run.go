// Package tui is the console: it puts the screens together, chooses their looks
// for the terminal at hand, and runs them. Nothing is ever asked of the terminal:
// no colours, no size, no name. A question over a slow line costs a round trip, and
// one that nobody answers costs seconds.
package tui

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/mattn/go-runewidth"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/external"
	"awning/tui/fault"
	"awning/tui/root"
	"awning/tui/ui"
)

// Options are what the console needs.
type Options struct {
	Market  Market
	Catalog *catalog.Catalog
	// Desk is where people sign in and out; nil where nobody can.
	Desk Desk
	// ClientID is the application by which people sign in where they name no other;
	// empty if there is none. The variable AZURE_CLIENT_ID goes before it.
	ClientID string
	// Identity reads what the environment says of those who sign in: AZURE_CLIENT_ID,
	// AZURE_TENANT_ID. nil: Env.
	Identity func(name string) string

	// Where to work; empty members leave the choice to the user. Account is an id
	// or a name.
	Profile   model.ProfileName
	Account   string
	Publisher model.PublisherID

	// Badge is a short word on the top line that says this is not the real
	// marketplace: "sandbox".
	Badge string

	In  io.Reader
	Out io.Writer
	// Env reads the environment: COLORTERM, TERM, NO_COLOR, COLORFGBG, LC_ALL,
	// SSH_CONNECTION, TMUX.
	Env func(name string) string
	// Color, Theme, Lang are the flags of these names; empty means auto.
	Color, Theme, Lang string
	// ASCII draws with plain characters only; so does a locale that is not UTF-8.
	ASCII bool
	// LowBandwidth sends fewer frames; nil means if the console runs over SSH.
	LowBandwidth *bool
	// ReadOnly leaves out every action that changes something on the service.
	ReadOnly bool

	// Exec runs a program in the terminal while the console steps aside: the
	// user's own editor. nil: [tea.ExecProcess].
	Exec external.Runner

	Now    func() time.Time // nil: the clock
	Logger *slog.Logger     // nil: no log
	// Reports is the folder for reports of faults in Awning itself; empty writes
	// none.
	Reports string
}

// Frames a second: half of what Bubble Tea would send, less over a slow line.
const (
	usualFPS = 30
	slowFPS  = 20
)

// Run opens the console and returns when the user leaves or ctx ends, which is
// how SIGHUP and SIGTERM arrive: the terminal is restored at once, and what
// runs on the server is found again at the next start. A fault in the console
// itself comes back as a [*root.FaultError], and [ErrSandbox] says that somebody who
// is not signed in wants to try the sandbox.
func Run(ctx context.Context, o Options) error {
	// One width for all: the widgets of bubbles would count box lines double in
	// an East Asian locale, everything else would not.
	runewidth.DefaultCondition.EastAsianWidth = false
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.Out = oneAtATime(o.Out)
	var left asked
	app, err := o.console(ctx, &left)
	if err != nil {
		return err
	}
	program := tea.NewProgram(
		app,
		tea.WithContext(ctx), tea.WithAltScreen(), tea.WithFPS(o.fps()),
		tea.WithInput(untilEOF(o.In, cancel)), tea.WithOutput(o.Out),
		tea.WithoutSignalHandler(), tea.WithoutCatchPanics(),
	)
	_, err = program.Run()
	app.Flush()
	switch {
	case app.Fault() != nil:
		return app.Fault()
	case ctx.Err() != nil && errors.Is(err, tea.ErrProgramKilled):
		return nil
	case err == nil && left.sandbox:
		return ErrSandbox
	}
	return err
}

// New makes the console without running it; tests drive it.
func New(ctx context.Context, o Options) (*root.App, error) { return o.console(ctx, &asked{}) }

// console makes the console, which notes in left what it is left for.
func (o Options) console(ctx context.Context, left *asked) (*root.App, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Exec == nil {
		o.Exec = tea.ExecProcess
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Env == nil {
		o.Env = func(string) string { return "" }
	}
	deps, err := o.deps()
	if err != nil {
		return nil, err
	}
	w := o.wiring(deps, left)
	return root.New(ctx, w.frame(o), w.first(o)), nil
}

func (o Options) wiring(deps ui.Deps, left *asked) wiring {
	if o.Identity == nil {
		o.Identity = o.Env
	}
	return wiring{
		deps: deps, market: o.Market, desk: o.Desk, public: o.ClientID, identity: o.Identity, atlas: &atlas{market: o.Market}, asked: left,
		catalog: o.Catalog, env: o.Env, exec: o.Exec,
	}
}

// frame is what the root is given.
func (w wiring) frame(o Options) root.Options {
	out := root.Options{Deps: w.deps, Watcher: o.Market, Badge: o.Badge, Report: o.report, Places: w.places(o), Find: w.find(o)}
	if w.desk != nil {
		out.SignIn = w.signInNamed
		out.SignInHelps = func(err error) bool { return errors.Is(err, client.ErrSignIn) }
	}
	return out
}

// report writes a fault of the console down.
func (o Options) report(what any, stack []byte) (path string, err error) {
	return fault.Write(o.Reports, what, stack)
}

func (o Options) fps() int {
	slow := o.Env != nil && o.Env("SSH_CONNECTION") != ""
	if o.LowBandwidth != nil {
		slow = *o.LowBandwidth
	}
	if slow {
		return slowFPS
	}
	return usualFPS
}

// untilEOF ends the console when its input does: a dropped line must not leave
// a process behind. Terminals stay files, which Bubble Tea needs.
func untilEOF(in io.Reader, end func()) io.Reader {
	if f, ok := in.(*os.File); ok {
		return fileUntilEOF{f, end}
	}
	return readerUntilEOF{in, end}
}

type fileUntilEOF struct {
	*os.File

	end func()
}

func (f fileUntilEOF) Read(p []byte) (int, error) { return ended(f.File, p, f.end) }

type readerUntilEOF struct {
	io.Reader

	end func()
}

func (r readerUntilEOF) Read(p []byte) (int, error) { return ended(r.Reader, p, r.end) }

func ended(r io.Reader, p []byte, end func()) (int, error) {
	n, err := r.Read(p)
	if errors.Is(err, io.EOF) {
		end()
	}
	return n, err
}
