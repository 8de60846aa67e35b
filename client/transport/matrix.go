package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"net"
	"net/http"
)

// outcome is what became of one try.
type outcome int

const (
	done    outcome = iota // 2xx with a readable body, or 304
	refused                // an answer that stands: a redirect, most of 4xx
	busy                   // 429: not done, wait
	broken                 // 408 and 5xx: done or not, the service cannot tell
	foreign                // 2xx, but a web page or other text: somebody else answered
	unsent                 // no connection: certainly not done
	silent                 // sent, and no readable answer: done or not
	halted                 // not sent, and not to be: no token, cancelled
)

// action is what follows from an outcome.
type action int

const (
	stop  action = iota // hand the result to the caller
	again               // try again after a while
	wait                // try again when the service said
	ask                 // hand over as uncertain: only a look can tell
)

// next is the retry matrix. Conflicts (409, 412) and looks before a resend are
// the caller's: it knows what it wanted to write.
func next(k Kind, o outcome) action {
	repeatable := k == Read || k == Token
	switch o {
	case unsent:
		return again
	case silent, broken:
		if repeatable {
			return again
		}
		return ask
	case foreign:
		if repeatable {
			return stop
		}
		return ask
	case busy:
		if repeatable || k == PutTagged || k == DeleteDraft {
			return wait
		}
		return stop // the caller looks first
	case done, refused, halted:
	}
	return stop
}

// judge tells what became of a try that was answered.
func judge(method string, status int, body []byte) outcome {
	switch {
	case status == http.StatusNotModified:
		return done
	case status == http.StatusTooManyRequests:
		return busy
	case status == http.StatusRequestTimeout:
		return broken
	case status == http.StatusNotImplemented, status == http.StatusHTTPVersionNotSupported:
		return refused
	case status >= http.StatusInternalServerError:
		return broken
	case status >= http.StatusMultipleChoices:
		return refused
	}
	return judgeBody(method, status, body)
}

// judgeBody looks at the body of a 2xx. A JSON text that breaks off is an answer
// that got lost on the way; anything else that is not JSON was written by
// somebody who is not the service.
func judgeBody(method string, status int, body []byte) outcome {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0 && method == http.MethodGet && status == http.StatusOK:
		return silent
	case len(text) == 0, json.Valid(text):
		return done
	case bytes.ContainsAny(text[:1], `{["`):
		return silent
	}
	return foreign
}

// judgeError tells what became of a try that was not answered.
func judgeError(err error) outcome {
	if _, ok := errors.AsType[*tokenError](err); ok {
		return halted
	}
	if _, ok := errors.AsType[*unsentError](err); ok {
		return unsent
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return unsent
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return unsent
	}
	return silent
}

// tokenError says that no token could be had, so that nothing was sent.
type tokenError struct{ cause error }

func (e *tokenError) Error() string { return e.cause.Error() }
func (e *tokenError) Unwrap() error { return e.cause }

// unsentError says that no connection was made, so that nothing was sent.
type unsentError struct{ cause error }

func (e *unsentError) Error() string { return "no connection: " + e.cause.Error() }
func (e *unsentError) Unwrap() error { return e.cause }

// Hint says what to do next.
func (e *unsentError) Hint() string {
	return "check the network connection, the proxy settings and the host name, then try again"
}
