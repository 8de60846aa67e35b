package payouts

import (
	"errors"
	"net/http"

	"awning/client/transport"
)

// ErrExpired says that the address of a file has run out, or that the file is gone. Each
// [Client.Poll] gives a new address, as long as the service keeps the export.
var ErrExpired = transport.ErrExpired

// Error is a refused call, with what to do about it in the words of payouts: what the
// transport advises is about offers.
type Error struct {
	Err  *transport.Error
	next string
}

// Error is what the call says of itself.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the call's error.
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *Error) Hint() string {
	if e.next != "" {
		return e.next
	}
	return e.Err.Hint()
}

// advise adds what to do where payouts differ from offers.
func advise(err error) error {
	e, ok := errors.AsType[*transport.Error](err)
	if !ok {
		return err
	}
	next := ""
	switch {
	case e.Uncertain:
		next = "refresh again: the service knows the request, and makes no second export"
	case e.Claims, errors.Is(e, transport.ErrNotJSON): // the transport knows best
	case e.Status == http.StatusForbidden:
		next = "payouts are shown to people who are Owner or Financial contributor of the account: ask an owner for that role, or sign in as such a person"
	case e.Status == http.StatusNotFound, e.Status == http.StatusGone:
		next = "the service does not know this export any more: refresh to queue it again"
	case e.Status == http.StatusBadRequest && e.Method == http.MethodDelete:
		next = "the service is working on it: it can be deleted when that is over"
	case e.Status == http.StatusBadRequest:
		next = "the service does not take what was asked for; ask for fewer months, and tell support the request id if it goes on"
	}
	return &Error{Err: e, next: next}
}
