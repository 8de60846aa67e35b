// Package sanitize is the one door through which foreign text reaches a
// screen. Everything not written by us passes [Line], [Block] or [ID] before
// it meets a style, a width or a cut: widgets and width functions pass control
// characters on to the terminal, where they would move the cursor, retitle the
// window or turn text around. The data itself is never changed.
//
// What is dangerous is either removed whole (escape sequences) or made visible
// (a control character becomes its picture, a hidden one its code point as
// "<U+202E>"), so that a name that tries to look like another one cannot. All
// three functions are idempotent.
package sanitize

import (
	"strings"
	"unicode/utf8"
)

// tab is what a tab becomes in a block.
const tab = "    "

// Line makes foreign text fit for one line of a screen: the result holds no
// line break, no escape sequence, no control character and nothing that hides
// or reorders text.
func Line(s string) string {
	if plain(s) {
		return s
	}
	return clean(s, mode{})
}

// Block makes foreign text fit for several lines of a screen. Line breaks of
// every kind become LF and tabs become spaces; all else is as in [Line].
func Block(s string) string {
	if plain(s) {
		return s
	}
	return clean(s, mode{block: true})
}

// ID makes an identifier or a publisher's name fit for a line. Beyond what
// [Line] does, it shows the code points of characters made to deceive: letters
// of another alphabet than the rest ("cont<U+043E>so"), variation selectors and
// spaces other than the plain one.
func ID(s string) string {
	if plain(s) {
		return s
	}
	return clean(s, mode{strict: true})
}

// plain reports whether s is printable ASCII and nothing else: then there is
// nothing to do.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// mode says which of the three functions is at work.
type mode struct {
	block  bool
	strict bool
}

// clean runs the steps in the order that makes them safe: first the bytes are
// made text, then escape sequences go, then line breaks are unified, and only
// what is left is judged character by character.
func clean(s string, m mode) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	runes := breaks(withoutEscapes([]rune(s)))
	if m.strict {
		runes = unmix(runes)
	}
	w := writer{mode: m}
	w.b.Grow(len(s))
	for i, r := range runes {
		next := rune(0)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		w.write(r, next)
	}
	return w.b.String()
}

// breaks turns every spelling of a line break into LF: CRLF, CR, NEL and the
// two Unicode separators.
func breaks(in []rune) []rune {
	out := in[:0]
	for i, r := range in {
		switch r {
		case '\r':
			if i+1 < len(in) && in[i+1] == '\n' {
				continue
			}
			r = '\n'
		case nel, '\u2028', '\u2029':
			r = '\n'
		}
		out = append(out, r)
	}
	return out
}
