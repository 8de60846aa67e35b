package profile

import (
	"errors"
	"fmt"
	"strings"

	"awning/model"
)

// Error is something wrong with the config file.
type Error struct {
	File string // empty if only the text was given
	Line int    // 0 if it is about the whole file
	Key  string // "profiles[1].tenant"; empty if it is about no key
	Text string // what is wrong, and what to do
}

// Error names file, line and key, as compilers do.
func (e *Error) Error() string {
	var b strings.Builder
	file := e.File
	if file == "" {
		file = "config"
	}
	b.WriteString(file)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Key != "" {
		b.WriteString(": " + e.Key)
	}
	return b.String() + ": " + e.Text
}

// Hint says what to do next.
func (e *Error) Hint() string { return "correct the config file, then start again" }

// inFile names the file in an [*Error].
func inFile(err error, path string) error {
	if e, ok := errors.AsType[*Error](err); ok {
		e.File = path
	}
	return err
}

// EditError says that the config file could not be changed. It is as it was.
type EditError struct {
	File  string // empty if it is in memory
	Block string // the lines that should be in it; empty if lines had to go
	Cause error
}

// Error names the file and the cause.
func (e *EditError) Error() string {
	return fmt.Sprintf("change the config file %s: %v", e.File, e.Cause)
}

// Unwrap returns the cause.
func (e *EditError) Unwrap() error { return e.Cause }

// Hint says what to do instead, with the lines to paste.
func (e *EditError) Hint() string {
	if e.Block == "" {
		return "change the file by hand"
	}
	return "change the file by hand; it should have these lines:\n\n" + e.Block
}

// UnknownError says that there is no profile of a name.
type UnknownError struct{ Name model.ProfileName }

// Error names the profile.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("the config file has no profile %q", e.Name)
}

// Hint says how to find the names.
func (e *UnknownError) Hint() string { return "awning profiles lists them" }
