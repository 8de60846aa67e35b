package ui

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/sanitize"
	"awning/tui/text"
)

// Level says how much a notice matters.
type Level int

// The levels of notices. A bad one stays until it is dismissed.
const (
	Info Level = iota
	Good
	Bad
)

// Notice is one line for the user: what happened and what to do next.
type Notice struct {
	Level Level
	Text  string // clean: made by us, or passed through sanitize
	Hint  string // what to do next; may be empty
	// Detail is what the service said, word by word, and the number under which
	// its support finds the request. Clean; for the list of notices.
	Detail string
	// Cause is the error it tells of, if it does. The root looks whether signing in
	// helps, and forgets it.
	Cause error
}

// Notify returns the command that shows a notice.
func Notify(n Notice) tea.Cmd { return func() tea.Msg { return n } }

// Failure is the notice for something that failed. doing says what was tried:
// "save Offer listing". A cancelled request is no failure: ask [Cancelled].
func Failure(t *text.Texts, doing string, err error) Notice {
	n := Notice{Level: Bad, Text: t.CouldNot(doing, sanitize.Line(err.Error())), Cause: err}
	if errors.Is(err, context.DeadlineExceeded) {
		n.Text, n.Hint = t.CouldNot(doing, t.Shell.NoAnswer), t.Shell.TryAgain
	}
	if h, ok := errors.AsType[hinter](err); ok && h.Hint() != "" {
		n.Hint = sanitize.Line(h.Hint())
	}
	if d, ok := errors.AsType[detailer](err); ok {
		n.Detail = sanitize.Block(d.Detail())
	}
	return n
}

// Fail returns the command that shows a [Failure].
func Fail(t *text.Texts, doing string, err error) tea.Cmd {
	return Notify(Failure(t, doing, err))
}

// Cancelled reports whether an error only says that nobody waits any more.
func Cancelled(err error) bool { return errors.Is(err, context.Canceled) }

// detailer is an error that knows more than fits on one line.
type detailer interface {
	error
	Detail() string
}

// hinter is an error that knows what to do next.
type hinter interface {
	error
	Hint() string
}
