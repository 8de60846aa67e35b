package transport

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// What an [*Error] may be, for errors.Is.
var (
	// ErrStale: someone else changed it meanwhile (409, 412).
	ErrStale = errors.New("changed elsewhere meanwhile")
	// ErrUncertain: the request was sent and its answer is lost or says nothing.
	// The service may have done it. Look before sending it again.
	ErrUncertain = errors.New("it is not known whether the service did it")
	// ErrNotFound: there is no such thing, or not in this account (404, 410).
	ErrNotFound = errors.New("not found")
	// ErrForbidden: the account may not do this (403).
	ErrForbidden = errors.New("not allowed")
	// ErrSignIn: the sign-in failed or was refused (401).
	ErrSignIn = errors.New("not signed in")
	// ErrBusy: the service asks to wait longer than anybody wants to, or the
	// call must look again before it is repeated (429). Nothing was done.
	ErrBusy = errors.New("the service asks to wait")
	// ErrNotJSON: the answer is no JSON, a web page for instance.
	ErrNotJSON = errors.New("the answer is not JSON")
	// ErrExpired: the address of a file has run out, or the file is gone. Whoever gave the
	// address may give a new one.
	ErrExpired = errors.New("the address of the file has run out")
	// ErrReadOnly: the console was started with --read-only.
	ErrReadOnly = errors.New("read-only: nothing is changed")
)

// Error is a failed call.
type Error struct {
	At        time.Time // when it failed
	Op        string    // what was being done, in words
	Method    string
	Target    string              // host and path, never the query
	Status    int                 // of the answer; 0 if none came
	Code      string              // the service's code; may be empty
	Message   string              // the service's words, secrets removed; may be empty
	RequestID string              // the service's, or ours if it gave none
	Details   map[string][]string // by field, or by code where the service names no field
	// Wait is how long the service asks to be left alone; 0 if it did not say.
	Wait time.Duration
	// Uncertain is set if a write may have been done all the same.
	Uncertain bool
	// Claims is set if a 401 demands another sign-in, as conditional access does.
	Claims bool
	// Page is set if the answer is a web page: perhaps somebody's on the way, not the
	// service's.
	Page bool
	// Cause is what went wrong without an answer, or with a readable one
	// missing.
	Cause error
}

// Error is one line: what failed, with what, and what came back.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	b.WriteString(": ")
	switch {
	case e.Status != 0:
		fmt.Fprintf(&b, "%s %s answered %s", e.Method, e.Target, statusLine(e.Status))
	case e.Target != "":
		fmt.Fprintf(&b, "%s %s", e.Method, e.Target)
	default:
		b.WriteString("not sent")
	}
	if e.Message != "" {
		b.WriteString(": " + oneLine(e.Message))
	}
	if e.Cause != nil {
		b.WriteString(": " + oneLine(Scrub(e.Cause.Error())))
	}
	if e.Wait > 0 {
		fmt.Fprintf(&b, ", and asks to wait %s", e.Wait.Round(time.Second))
	}
	if e.Uncertain {
		b.WriteString("; " + ErrUncertain.Error())
	}
	switch {
	case e.Code != "" && e.RequestID != "":
		fmt.Fprintf(&b, " (code %s, request %s)", oneLine(e.Code), oneLine(e.RequestID))
	case e.Code != "":
		fmt.Fprintf(&b, " (code %s)", oneLine(e.Code))
	case e.RequestID != "":
		fmt.Fprintf(&b, " (request %s)", oneLine(e.RequestID))
	}
	return b.String()
}

// Detail is all that is known of the failure, a line for each fact: when, which
// request, what came back, the service's words by field, and the number under which
// its support finds the request. Secrets and queries are not in it.
func (e *Error) Detail() string {
	var b strings.Builder
	line := func(format string, v ...any) { fmt.Fprintf(&b, format+"\n", v...) }
	if !e.At.IsZero() {
		line("%s", e.At.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	if e.Target != "" {
		line("%s %s", e.Method, e.Target)
	}
	if e.Status != 0 {
		line("answered %s", statusLine(e.Status))
	}
	if e.Cause != nil {
		line("%s", Scrub(e.Cause.Error()))
	}
	if e.Code != "" {
		line("code %s", e.Code)
	}
	if e.Message != "" {
		line("%s", e.Message)
	}
	for _, field := range slices.Sorted(maps.Keys(e.Details)) {
		for _, text := range e.Details[field] {
			line("%s", strings.TrimPrefix(field+": "+Scrub(text), ": "))
		}
	}
	if e.RequestID != "" {
		line("request id %s", e.RequestID)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Is reports which of this package's errors it is.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrUncertain:
		return e.Uncertain
	case ErrStale:
		return e.Status == http.StatusConflict || e.Status == http.StatusPreconditionFailed
	case ErrNotFound:
		return e.Status == http.StatusNotFound || e.Status == http.StatusGone
	case ErrForbidden:
		return e.Status == http.StatusForbidden
	case ErrSignIn:
		return e.Status == http.StatusUnauthorized
	case ErrBusy:
		return e.Status == http.StatusTooManyRequests
	}
	return false
}

// Unwrap returns what went wrong below the answer, for errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Cause }

// oneLine folds foreign text into one line of bearable length.
func oneLine(s string) string {
	const limit = 500
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}

func statusLine(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return fmt.Sprintf("status %d", status)
}
