package command

import (
	"context"
	"errors"
)

// Exit is what a run ends with. The numbers are part of the interface.
type Exit int

// The exits.
const (
	Done          Exit = 0
	Failed        Exit = 1
	WrongUsage    Exit = 2
	Differences   Exit = 3 // compare or payouts reconcile found some, with --exit-code
	NotAllowed    Exit = 4 // not signed in, or not allowed
	PublishFailed Exit = 5
	Elsewhere     Exit = 6 // somebody else changed it meanwhile
)

// Error is a failure that knows its exit and what to do next.
type Error struct {
	Exit  Exit
	Text  string // one sentence; empty if there is nothing to say
	Next  string // what to do next; may be empty
	Cause error
}

// Error is the sentence.
func (e *Error) Error() string { return e.Text }

// Hint says what to do next.
func (e *Error) Hint() string { return e.Next }

// Unwrap returns what caused it.
func (e *Error) Unwrap() error { return e.Cause }

// NewError makes an error of a kind. hint says what to do next and may be empty.
func NewError(exit Exit, text, hint string) *Error {
	return &Error{Exit: exit, Text: text, Next: hint}
}

// wrong is a command line that cannot be understood.
func wrong(text, hint string) *Error { return NewError(WrongUsage, text, hint) }

// failed is everything without an exit of its own.
func failed(text, hint string) *Error { return NewError(Failed, text, hint) }

// hinter is an error that knows what to do next.
type hinter interface {
	error
	Hint() string
}

// sentence says an error in words, and what to do next.
func (r *run) sentence(err error) (text, hint string) {
	words := r.text.Command.Fail
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Text, e.Next
	}
	switch {
	case errors.Is(err, context.Canceled):
		return words.Interrupted, ""
	case errors.Is(err, context.DeadlineExceeded):
		return words.NoAnswer, words.TryAgain
	}
	text = err.Error()
	if h, ok := errors.AsType[hinter](err); ok {
		hint = h.Hint()
	}
	return text, hint
}

// exit says how a run that ended with an error ends.
func (r *run) exit(err error) Exit {
	if err == nil {
		return Done
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Exit
	}
	if r.opt.Classify != nil && !errors.Is(err, context.Canceled) {
		return r.opt.Classify(err)
	}
	return Failed
}
