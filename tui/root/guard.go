package root

import (
	"fmt"
	"reflect"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
)

// FaultError is a panic that ended the console. Its text is one line for the user.
type FaultError struct {
	// Report is the file that says what happened; empty if none could be written.
	Report string
	text   string
}

func (f *FaultError) Error() string { return f.text }

// faulted says that a command panicked. The console goes on: the command's
// answer is missing, nothing else.
type faulted struct{ fault *FaultError }

// guarded carries out a step of the event loop and draws the result. A panic in
// it leaves the screens in an unknown state: the console writes its report and
// quits, and Bubble Tea restores the terminal.
func (a *App) guarded(step func() tea.Cmd) (cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			a.crash = a.report(r, debug.Stack())
			cmd = tea.Quit
		}
	}()
	cmd = a.guard(step())
	a.redraw()
	return cmd
}

// guard wraps a command, and those it brings, so that a panic in it becomes a
// message.
func (a *App) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = faulted{a.report(r, debug.Stack())}
			}
		}()
		return a.guardAll(cmd())
	}
}

// guardAll wraps the commands inside a batch or a sequence, whose type Bubble
// Tea does not export.
func (a *App) guardAll(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	for i := range v.Len() {
		if cmd, ok := reflect.TypeAssert[tea.Cmd](v.Index(i)); ok {
			v.Index(i).Set(reflect.ValueOf(a.guard(cmd)))
		}
	}
	return msg
}

// report writes a fault down. It may run on the goroutine of a command.
func (a *App) report(fault any, stack []byte) *FaultError {
	t := a.o.Deps.Text.Shell
	f := &FaultError{text: t.FaultBare}
	if a.o.Report == nil {
		return f
	}
	path, err := a.o.Report(fault, stack)
	if err != nil {
		f.text = fmt.Sprintf("%s; %v", t.FaultBare, err)
		return f
	}
	f.Report, f.text = path, fmt.Sprintf(t.Fault, path)
	return f
}

func (a *App) faulted(msg faulted) tea.Cmd {
	return a.tell(ui.Notice{Level: ui.Bad, Text: msg.fault.Error(), Hint: a.o.Deps.Text.Shell.FaultHint})
}
