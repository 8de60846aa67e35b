// Package tuitest drives the console in tests: keys in, frames out, through the
// real root, without a terminal and without waiting.
//
// A test runs inside [testing/synctest]: time is free there, and "idle" is
// exact. After each key the driver runs every command and feeds its messages
// back until nothing is left that does not wait for a timer; [Driver.Advance]
// lets timers run.
//
//	synctest.Test(t, func(t *testing.T) {
//		d := tuitest.New(t, tuitest.Options{}, func(deps ui.Deps) ui.Screen { return offers.New(deps, …) })
//		d.Press("down", "enter").Golden("opened")
//	})
package tuitest

import (
	"context"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"awning/themes"
	"awning/tui/clip"
	"awning/tui/root"
	"awning/tui/text"
	"awning/tui/ui"
)

// Options say in what surroundings a screen is driven.
type Options struct {
	// Width and Height of the window; 80x24 if zero.
	Width, Height int
	// Colour draws with the sixteen colours; otherwise without any, as NO_COLOR does.
	Colour bool
	// ASCII draws with the marks for terminals without UTF-8.
	ASCII bool
	// Light uses the palette for light backgrounds.
	Light bool
	// Watcher is given to the root; nil watches nothing.
	Watcher root.Watcher
	// Badge stands on the top line.
	Badge string
	// Places and Find are what the palette offers beside the screen's actions.
	Places []root.Place
	Find   func(context.Context) ([]root.Found, error)
	// ReadOnly leaves out every action that writes.
	ReadOnly bool
	// Terminal takes what is copied; nil is no terminal.
	Terminal io.Writer
}

// Driver holds a console with one or more screens.
type Driver struct {
	t             *testing.T
	model         tea.Model
	width, height int
	quit          bool
	suspended     bool

	mu      sync.Mutex
	pending []tea.Msg // answers of commands, in the order they came
	running int       // commands that have not ended
}

// Deps is what a screen under test is given: English, the styles the options
// ask for, and the clock of the bubble, which begins at 2000-01-01 00:00 UTC.
func Deps(o Options) ui.Deps {
	profile, marks, theme := termenv.Ascii, themes.UnicodeMarks(), themes.Dark
	if o.Colour {
		profile = termenv.ANSI
	}
	if o.ASCII {
		marks = themes.ASCIIMarks()
	}
	if o.Light {
		theme = themes.Light
	}
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile)
	r.SetHasDarkBackground(theme != themes.Light)
	deps := ui.Deps{
		Styles: themes.New(r, themes.Both(), marks),
		Text:   text.English(),
		Now:    func() time.Time { return time.Now().UTC() },
		Logger: slog.New(slog.DiscardHandler), ReadOnly: o.ReadOnly,
	}
	if o.Terminal != nil {
		deps.Copy = clip.To(o.Terminal, false)
	}
	return deps
}

// New opens a console on one screen and waits until it is idle. It must be
// called inside a synctest bubble.
func New(t *testing.T, o Options, first func(ui.Deps) ui.Screen) *Driver {
	t.Helper()
	deps := Deps(o)
	return Drive(t, o, root.New(t.Context(), root.Options{
		Deps: deps, Watcher: o.Watcher, Badge: o.Badge, Places: o.Places, Find: o.Find,
	}, first(deps)))
}

// Drive is [New] for a root that is made already: the whole console.
func Drive(t *testing.T, o Options, model tea.Model) *Driver {
	t.Helper()
	if o.Width == 0 {
		o.Width = 80
	}
	if o.Height == 0 {
		o.Height = 24
	}
	d := &Driver{t: t, model: model, width: o.Width, height: o.Height}
	t.Cleanup(d.drain)
	d.run(d.model.Init())
	d.settle()
	return d.Resize(o.Width, o.Height)
}

// Resize changes the window.
func (d *Driver) Resize(width, height int) *Driver {
	d.t.Helper()
	d.width, d.height = width, height
	return d.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Press sends keys by name, as in key bindings: "enter", "ctrl+s", "g", "up".
func (d *Driver) Press(keys ...string) *Driver {
	d.t.Helper()
	for _, k := range keys {
		d.Send(Key(k))
	}
	return d
}

// Type sends text, one character at a time.
func (d *Driver) Type(s string) *Driver {
	d.t.Helper()
	for _, r := range s {
		d.Send(Key(string(r)))
	}
	return d
}

// Paste sends text as a terminal with bracketed paste does: in one piece.
func (d *Driver) Paste(s string) *Driver {
	d.t.Helper()
	return d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
}

// Send delivers any message and waits until the console is idle.
func (d *Driver) Send(msg tea.Msg) *Driver {
	d.t.Helper()
	d.update(msg)
	d.settle()
	return d
}

// Advance lets time pass: timers fire, and what follows from them is done.
func (d *Driver) Advance(by time.Duration) *Driver {
	d.t.Helper()
	end := time.Now().Add(by)
	for {
		// Step by step, so that what a timer starts can start timers of its own.
		<-time.After(min(time.Until(end), 100*time.Millisecond))
		d.settle()
		if !time.Now().Before(end) {
			return d
		}
	}
}

// Quit reports whether the console asked to end.
func (d *Driver) Quit() bool { return d.quit }

// Suspended reports whether the console asked to go to the background.
func (d *Driver) Suspended() bool { return d.suspended }

// Frame is what the window shows, checked to fit it.
func (d *Driver) Frame() string {
	d.t.Helper()
	frame := d.model.View()
	Fits(d.t, frame, d.width, d.height)
	return frame
}

// Text is the frame without colours.
func (d *Driver) Text() string {
	d.t.Helper()
	return ansi.Strip(d.Frame())
}

// Shows fails the test unless each text is on the screen.
func (d *Driver) Shows(texts ...string) *Driver {
	d.t.Helper()
	frame := d.Text()
	for _, want := range texts {
		if !strings.Contains(frame, want) {
			d.t.Errorf("%q is not on the screen:\n%s", want, frame)
		}
	}
	return d
}

// Hides fails the test if one of the texts is on the screen.
func (d *Driver) Hides(texts ...string) *Driver {
	d.t.Helper()
	frame := d.Text()
	for _, not := range texts {
		if strings.Contains(frame, not) {
			d.t.Errorf("%q is on the screen:\n%s", not, frame)
		}
	}
	return d
}

// Golden compares the frame with testdata/<test>/<name>.golden.
func (d *Driver) Golden(name string) *Driver {
	d.t.Helper()
	Golden(d.t, name, d.Frame())
	return d
}

func (d *Driver) update(msg tea.Msg) {
	d.t.Helper()
	if msg != nil && reflect.ValueOf(msg).Kind() == reflect.Func {
		d.t.Fatalf("a command returned a function as its message, which nobody would run: %T", msg)
	}
	switch msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		d.quit = true
		return
	case tea.SuspendMsg:
		d.suspended = true
		return
	}
	if d.quit {
		return
	}
	next, cmd := d.model.Update(msg)
	d.model = next
	d.run(cmd)
}

// drain lets the timers of commands that still wait run out: a bubble must not
// end before its goroutines. Their messages are dropped, so no new ones begin.
func (d *Driver) drain() {
	for {
		synctest.Wait()
		d.mu.Lock()
		n := d.running
		d.mu.Unlock()
		if n == 0 {
			return
		}
		<-time.After(time.Minute)
	}
}

// settle handles messages until every command is done or waits for a timer.
func (d *Driver) settle() {
	d.t.Helper()
	for {
		synctest.Wait()
		d.mu.Lock()
		msgs := d.pending
		d.pending = nil
		d.mu.Unlock()
		if len(msgs) == 0 {
			return
		}
		for _, msg := range msgs {
			if s, ok := msg.(start); ok {
				d.run(s.cmd)
				continue
			}
			d.update(msg)
		}
	}
}

// run starts a command on a goroutine of its own, as Bubble Tea does, and goes
// on once it is done or waits: so the order of messages is always the same.
func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	d.mu.Lock()
	d.running++
	d.mu.Unlock()
	go func() {
		msg := cmd()
		d.mu.Lock()
		defer d.mu.Unlock()
		d.running--
		d.pending = append(d.pending, flatten(msg)...)
	}()
	synctest.Wait()
	d.mu.Lock()
	var started []tea.Cmd
	d.pending, started = split(d.pending)
	d.mu.Unlock()
	for _, c := range started {
		d.run(c)
	}
}

// flatten turns a batch or a sequence into the commands it holds.
func flatten(msg tea.Msg) []tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() {
		return nil
	}
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return []tea.Msg{msg}
	}
	var out []tea.Msg
	for i := range v.Len() {
		if cmd, ok := reflect.TypeAssert[tea.Cmd](v.Index(i)); ok && cmd != nil {
			out = append(out, start{cmd})
		}
	}
	return out
}

// start is a command out of a batch, to be run.
type start struct{ cmd tea.Cmd }

// split takes the commands out of the messages.
func split(in []tea.Msg) (msgs []tea.Msg, cmds []tea.Cmd) {
	for _, m := range in {
		if s, ok := m.(start); ok {
			cmds = append(cmds, s.cmd)
			continue
		}
		msgs = append(msgs, m)
	}
	return msgs, cmds
}
