package auth

import "awning/client/transport"

// Error is a sign-in that failed. It is a [transport.ErrSignIn].
type Error struct {
	Code    string // "AADSTS7000215", or Awning's own word
	Message string
	Cause   error
	hint    string
}

// Error says what failed and what the directory answered.
func (e *Error) Error() string {
	s := "sign in: " + e.Message
	if e.Code != "" {
		s += " (" + e.Code + ")"
	}
	return s
}

// Hint says what to do next.
func (e *Error) Hint() string { return e.hint }

// Is reports that it is a failed sign-in.
func (e *Error) Is(target error) bool { return target == transport.ErrSignIn }

// Unwrap returns the failed call, if there was one.
func (e *Error) Unwrap() error { return e.Cause }
