// Package secret keeps secrets out of sight. A [String] holds a password or a
// token and shows nothing of it to fmt, JSON, slog or an error message: the one
// way to its value is [String.Reveal], which is easy to search for. A [Safe] is where
// secrets rest between runs: in the system's [Keyring], in encrypted files, or in
// memory only. Nothing in this package writes a secret as plain text, and nothing
// chooses a weaker storage than the one asked for.
package secret

import (
	"fmt"
	"io"
	"log/slog"
	"unique"
)

// Redacted is what a [String] shows instead of its value.
const Redacted = "[redacted]"

// String is a secret text. The zero value is the empty secret; == compares the
// texts. The text is behind a pointer, because fmt calls no method on members
// that are not exported, and would print it.
type String struct{ handle unique.Handle[string] }

// New wraps a secret as soon as it enters the program.
func New(value string) String {
	if value == "" {
		return String{}
	}
	return String{handle: unique.Make(value)}
}

// Reveal returns the secret itself, for the one place that sends it.
func (s String) Reveal() string {
	if s.Empty() {
		return ""
	}
	return s.handle.Value()
}

// Empty reports whether there is no secret.
func (s String) Empty() bool { return s == String{} }

// String hides the value.
func (s String) String() string { return Redacted }

// GoString hides the value from %#v.
func (s String) GoString() string { return Redacted }

// Format hides the value from every verb of fmt, width and flags included.
func (s String) Format(f fmt.State, _ rune) {
	// A fmt.State keeps its own write errors; there is nobody to tell.
	_, _ = io.WriteString(f, Redacted)
}

// MarshalText hides the value from JSON, TOML, XML and map keys.
func (s String) MarshalText() ([]byte, error) { return []byte(Redacted), nil }

// LogValue hides the value from slog.
func (s String) LogValue() slog.Value { return slog.StringValue(Redacted) }
