package auth

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"awning/client/transport"
)

// Error is a sign-in that failed for a reason that trying again does not cure.
// It is a [transport.ErrSignIn].
type Error struct {
	Code    string // "AADSTS7000215"; empty if it is not the directory's refusal
	Message string
	Cause   error
	hint    string
	ticket  string
}

// Error says in words what is wrong.
func (e *Error) Error() string {
	s := "sign in: " + e.Message
	if e.Code != "" {
		s += " (" + e.Code + ")"
	}
	return s
}

// Hint says what to do next.
func (e *Error) Hint() string { return e.hint }

// Ticket is what an administrator or the support needs to find the refusal in their
// logs, a line for each fact; empty if nobody but the person at the keyboard can help.
// No secret is in it.
func (e *Error) Ticket() string { return e.ticket }

// Is reports that it is a failed sign-in.
func (e *Error) Is(target error) bool { return target == transport.ErrSignIn }

// Unwrap returns the failed call, if there was one.
func (e *Error) Unwrap() error { return e.Cause }

// signInAgain is the advice that ends most sign-ins of a person.
const signInAgain = "sign in again; nothing that was typed is lost"

// directoryCode is the code if it is one of the directory's numbers.
func directoryCode(code string) string {
	number, ok := strings.CutPrefix(code, "AADSTS")
	if _, err := strconv.ParseUint(number, 10, 64); !ok || err != nil {
		return ""
	}
	return code
}

// cut keeps foreign text short.
func cut(s string) string {
	const limit = 500
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}

// hintOf is the advice an error carries, if any.
func hintOf(err error) string {
	if h, ok := errors.AsType[interface {
		error
		Hint() string
	}](err); ok {
		return h.Hint()
	}
	return ""
}

// The names under which [transport.Error.Details] has what the directory says beside its
// code and its words.
const (
	detailWord        = "error" // the protocol's word: "invalid_grant"
	detailTrace       = "trace id"
	detailCorrelation = "correlation id"
	detailClaims      = "claims" // what a policy demands, as JSON
)

// wordOf is the protocol's word for a refusal; see RFC 6749 and RFC 8628.
func wordOf(e *transport.Error) string { return strings.Join(e.Details[detailWord], "") }

// entraErrorText reads the directory's error: its numeric code is more telling than the
// protocol's word. Ids and words that are neither are left out.
func entraErrorText(body []byte) (code, message string, details map[string][]string) {
	code, message, _ = transport.ErrorText(body)
	if !isID(code) {
		code = ""
	}
	var raw map[string]json.RawMessage
	if json.Unmarshal(body, &raw) != nil {
		return code, message, nil
	}
	var codes []json.RawMessage
	if directoryCode(code) == "" && json.Unmarshal(raw["error_codes"], &codes) == nil && len(codes) > 0 {
		if n := wholeOf(codes[0]); n > 0 {
			code = fmt.Sprintf("AADSTS%d", n)
		}
	}
	details = map[string][]string{}
	said := textOf(raw["error_description"])
	for name, text := range map[string]string{
		detailWord:        textOf(raw["error"]),
		detailTrace:       cmp.Or(textOf(raw["trace_id"]), following(said, "Trace ID: ")),
		detailCorrelation: cmp.Or(textOf(raw["correlation_id"]), following(said, "Correlation ID: ")),
	} {
		if isID(text) {
			details[name] = []string{text}
		}
	}
	if claims := textOf(raw["claims"]); claims != "" && checkClaims(claims) == nil {
		details[detailClaims] = []string{claims}
	}
	return code, message, details
}

// following is the word after a mark in a text.
func following(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	words := strings.Fields(rest[:min(len(rest), wordLimit+1)])
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// wordLimit is how long an id is at most.
const wordLimit = 64

// isID reports whether a text is an id, or a word of the protocol.
func isID(s string) bool {
	return s != "" && len(s) <= wordLimit && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
}
