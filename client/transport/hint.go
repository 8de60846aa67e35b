package transport

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Hint says what to do next, in one sentence; empty if there is nothing to
// advise. The most pressing advice wins.
func (e *Error) Hint() string {
	switch {
	case e.Uncertain:
		return "look at the offer before trying again: the service may have done it"
	case errors.Is(e, ErrReadOnly):
		return "start without --read-only to change things"
	case errors.Is(e, ErrExpired):
		return "try again: the service gives a new address"
	case errors.Is(e, ErrNotJSON):
		return "a proxy or a sign-in page may stand in between; check the network, then try again"
	case e.Claims:
		return e.hintCause("a policy of the organisation demands another sign-in: sign in again")
	case e.Status == 0:
		return e.hintCause("check the network connection, then try again")
	case e.Wait > 0:
		return fmt.Sprintf("try again in %s", e.Wait.Round(time.Second))
	}
	return hintStatus(e.Status)
}

// hintCause is the cause's own advice, or another.
func (e *Error) hintCause(otherwise string) string {
	if h, ok := errors.AsType[interface {
		error
		Hint() string
	}](e.Cause); ok {
		return h.Hint()
	}
	return otherwise
}

// hintStatus knows what an answer usually means, after
// learn.microsoft.com/partner-center/developer/error-codes and experience.
func hintStatus(status int) string {
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return "correct what the message names, then try again"
	case http.StatusUnauthorized:
		return "sign in again; if it goes on, check the tenant, the client id and the account the application was added to"
	case http.StatusForbidden:
		return "ask an owner of the Partner Center account to give this identity the Manager or Developer role"
	case http.StatusNotFound, http.StatusGone:
		return "check the id; it may belong to another account, or have been deleted"
	case http.StatusConflict, http.StatusPreconditionFailed:
		return "it was changed elsewhere: reload it, compare, and decide again"
	case http.StatusTooManyRequests:
		return "wait a little, then try again"
	}
	if status >= http.StatusInternalServerError {
		return "the service has trouble; try again later, and give support the request id"
	}
	return ""
}
