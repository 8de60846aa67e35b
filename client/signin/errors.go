package signin

import (
	"errors"
	"fmt"

	"awning/model"
)

// Error is something the desk does not do, or did only in part.
type Error struct {
	Message string
	Cause   error // may be nil
	hint    string
}

// Error says what, and why.
func (e *Error) Error() string {
	if e.Cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.Cause.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Hint says what to do next, if need be in the words of the cause.
func (e *Error) Hint() string {
	cause, ok := errors.AsType[interface {
		error
		Hint() string
	}](e.Cause)
	if e.hint == "" && ok {
		return cause.Hint()
	}
	return e.hint
}

// refuse makes an error that has no cause.
func refuse(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), hint: hint}
}

// AnotherPersonError says that somebody else signed in than the one the profile
// belongs to. Nothing was kept.
type AnotherPersonError struct {
	Profile model.ProfileName
	Was, Is string            // the user names; Is comes from the service
	Free    model.ProfileName // a name that is free for a profile of their own
}

// Error names both.
func (e *AnotherPersonError) Error() string {
	return fmt.Sprintf("the profile %q is of %s, and %s signed in", e.Profile, e.Was, e.Is)
}

// Hint says what either may do.
func (e *AnotherPersonError) Hint() string {
	return fmt.Sprintf("sign in as %s, or into a profile of its own: awning login %s", e.Was, e.Free)
}
