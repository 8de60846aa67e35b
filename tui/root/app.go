// Package root is the model at the bottom of the console. It knows the stack of
// screens, the window, the notice line and the operations being watched, and no
// screen in particular: what a screen is and does comes through ui alone.
//
// The rules it keeps for all of them: a message is delivered once; keys that
// arrive together are taken one by one; a frame never outgrows its window; a
// fault in any screen ends in a report and a restored terminal; an operation is
// watched to its end whatever screen is open.
package root

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/confirm"
)

// The smallest window the screens are drawn in. Below it, one line says so.
const (
	MinWidth  = 60
	MinHeight = 15
)

// Watcher is what the root needs of the marketplace: to follow operations.
type Watcher interface {
	// Watch takes one look at an operation.
	Watch(ctx context.Context, op model.Operation) (model.Progress, error)
	// UnderWay lists the operations that began before, perhaps in another run.
	UnderWay(ctx context.Context) ([]model.Operation, error)
	// Ended records that an operation ended. It reports true to the first who
	// says so, among all consoles: that one announces it.
	Ended(ctx context.Context, p model.Progress) (first bool, err error)
}

// Options are what the root needs.
type Options struct {
	Deps    ui.Deps
	Watcher Watcher // nil watches nothing
	// Badge is a short word on the top line that says this is not the real
	// marketplace: "sandbox". Empty shows none.
	Badge string
	// Places are where to go from anywhere.
	Places []Place
	// SignIn opens the screen to sign in again: to one profile, or to one of those
	// there are if it is empty. Nil offers nothing.
	SignIn func(p model.ProfileName) ui.Screen
	// SignInHelps reports whether signing in is what an error asks for. Nil: never.
	SignInHelps func(err error) bool
	// Find lists what the palette finds by name. Nil finds nothing.
	Find func(ctx context.Context) ([]Found, error)
	// Report writes down a fault and returns where. Nil writes nothing.
	Report func(fault any, stack []byte) (path string, err error)
}

// App is the root model. Make one with [New].
type App struct {
	o      Options
	ctx    func() context.Context
	stack  []entry
	width  int
	height int
	frame  string

	notices  notices
	overlays []overlay
	palette  *menu // the palette opened last
	finding  ui.Latest[[]Found]
	ask      *confirm.Confirm // nil unless open
	watch    map[model.OperationID]watching
	writing  int // files that are being written
	crash    *FaultError
}

// entry is one screen of the stack and what ends its requests.
type entry struct {
	ui.Screen
	cancel context.CancelFunc
}

// New makes the root with its first screen. Requests of screens and watches end
// with ctx.
func New(ctx context.Context, o Options, first ui.Screen) *App {
	a := &App{
		o:     o,
		ctx:   func() context.Context { return ctx },
		watch: make(map[model.OperationID]watching),
	}
	a.stack = []entry{{Screen: first}}
	return a
}

// Init starts the first screen and looks for operations of earlier runs.
func (a *App) Init() tea.Cmd {
	return a.guarded(func() tea.Cmd {
		ctx, cancel := context.WithCancel(a.ctx())
		a.stack[0].cancel = cancel
		return tea.Batch(a.stack[0].Init(ctx), a.resume())
	})
}

// Update takes one message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if a.crash != nil {
		return a, tea.Quit
	}
	return a, a.guarded(func() tea.Cmd { return a.update(msg) })
}

// View is the frame drawn after the latest message, so that a fault in drawing
// is caught where it can still be answered.
func (a *App) View() string { return a.frame }

// Fault is what ended the console, or nil.
func (a *App) Fault() *FaultError { return a.crash }

func (a *App) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
		return nil
	case tea.KeyMsg:
		return a.keys(msg)
	case ui.Push:
		return a.push(msg.Screen)
	case ui.Replace:
		a.drop()
		return a.push(msg.Screen)
	case ui.Pop:
		return a.pop()
	case ui.Ask:
		a.ask = confirm.New(a.o.Deps, msg.Question)
		return nil
	case ui.Notice:
		return a.tell(msg)
	case ui.Copy:
		return a.copy(msg)
	case exported, ui.Result[[]Found]:
		return a.answered(msg)
	case faded:
		a.notices.fade(msg)
		return nil
	case ui.Watch:
		return a.follow(msg.Operation)
	case underWay, looked, due, announced:
		return a.watched(msg)
	case faulted:
		return a.faulted(msg)
	case tea.ResumeMsg:
		return a.resumed()
	}
	return a.broadcast(msg)
}

// broadcast hands a message to each screen: its owner may be below the top by
// now. Whose it is not, drops it.
func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(ui.SignedIn); ok {
		a.notices.signedIn()
	}
	cmds := make([]tea.Cmd, len(a.stack))
	for i, e := range a.stack {
		cmds[i] = e.Update(msg)
	}
	return tea.Batch(cmds...)
}

func (a *App) top() entry { return a.stack[len(a.stack)-1] }

func (a *App) push(s ui.Screen) tea.Cmd {
	ctx, cancel := context.WithCancel(a.ctx())
	a.stack = append(a.stack, entry{Screen: s, cancel: cancel})
	a.resize()
	return s.Init(ctx)
}

func (a *App) pop() tea.Cmd {
	if len(a.stack) <= 1 {
		return nil
	}
	a.drop()
	return a.onTop()
}

// onTop tells the screen on top that it is there again.
func (a *App) onTop() tea.Cmd {
	a.resize()
	if r, ok := a.top().Screen.(ui.Resumer); ok {
		return r.Resume()
	}
	return nil
}

// drop removes the screen on top and ends its requests.
func (a *App) drop() {
	last := len(a.stack) - 1
	if cancel := a.stack[last].cancel; cancel != nil {
		cancel()
	}
	a.stack[last] = entry{}
	a.stack = a.stack[:last]
}

// crumbs says where the user is: what the uppermost screen that knows says of
// account, program, publisher and offer, then the titles above it.
func (a *App) crumbs() []string {
	var out []string
	from := 0
	for i, e := range slices.Backward(a.stack) {
		if c, ok := e.Screen.(ui.Crumber); ok {
			out, from = append(out, c.Crumbs()...), i
			break
		}
	}
	for _, e := range a.stack[from:] {
		if title := e.Title(); title != "" && (len(out) == 0 || out[len(out)-1] != title) {
			out = append(out, title)
		}
	}
	return out
}

// redraw sizes the screen on top and draws the frame.
func (a *App) redraw() {
	if a.width <= 0 || a.height <= 0 {
		a.frame = ""
		return
	}
	a.resize()
	// Words that end in an ellipsis have it from the marks, where those are plain.
	a.frame = strings.ReplaceAll(strings.Join(a.lines(), "\n"), "…", a.o.Deps.Styles.Marks.Ellipsis)
}
