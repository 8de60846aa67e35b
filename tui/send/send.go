// Package send starts operations that cannot be taken back: publish, go live,
// cancel. Once begun, a request is seen through to its answer, whatever screen
// is open by then: the root is told to watch what began, or told what went
// wrong, even if the screen that asked is gone.
package send

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// timeout ends a request that gets no answer. Beginning an operation re-reads
// the offer first, and a lost answer is looked up.
const timeout = 5 * time.Minute

// Sent tells the screen that asked how it went. The root knows already.
type Sent struct {
	by        any
	Operation model.Operation
	Err       error
}

// By reports whether a screen was the one that asked.
func (s Sent) By(screen any) bool { return s.by == screen }

// Command returns the command that makes a call which begins an operation. by is the screen
// that asks, a pointer; doing says what is tried: "publish harbor-backup".
func Command(
	ctx context.Context, d ui.Deps, by any, doing string, call func(context.Context) (model.Operation, error),
) tea.Cmd {
	return func() tea.Msg {
		lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
		defer cancel()
		op, err := call(lasting)
		sent := func() tea.Msg { return Sent{by: by, Operation: op, Err: err} }
		if err != nil {
			return tea.BatchMsg{ui.Fail(d.Text, doing, err), sent}
		}
		return tea.BatchMsg{ui.Follow(op), sent}
	}
}
