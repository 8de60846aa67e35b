package sanitize

import (
	"strings"
	"unicode"
)

// maxMarks is how many combining marks a base keeps. No script needs more;
// piles of them cover the lines above and below.
const maxMarks = 8

// dottedCircle stands under a combining mark that has no base, which would
// otherwise be drawn onto whatever we put before it.
const dottedCircle = '\u25cc'

// writer decides character by character. It judges what comes before by what
// it has written, so that running it twice changes nothing.
type writer struct {
	mode
	b     strings.Builder
	last  rune // the last one written; 0 at the start of a line
	marks int  // combining marks since the last base
}

func (w *writer) write(r, next rune) {
	switch {
	case r == '\n' && w.block:
		w.b.WriteByte('\n')
		w.last, w.marks = 0, 0
	case r == '\t' && w.block:
		w.text(tab)
	case r < ' ' || r == '\x7f':
		w.base(picture(r))
	case variationSelector(r):
		if w.strict {
			w.code(r)
		}
	case r == zwj || r == zwnj:
		w.joiner(r, next)
	case hidden(r), w.oddSpace(r):
		w.code(r)
	case unicode.In(r, unicode.Mn, unicode.Me):
		w.mark(r)
	default:
		w.base(r)
	}
}

// oddSpace reports spaces that are not the plain one, which have no place in
// an identifier.
func (w *writer) oddSpace(r rune) bool { return w.strict && r != ' ' && unicode.IsSpace(r) }

func (w *writer) base(r rune) {
	w.b.WriteRune(r)
	w.last, w.marks = r, 0
}

func (w *writer) text(s string) {
	w.b.WriteString(s)
	w.last, w.marks = rune(s[len(s)-1]), 0
}

// picture returns the symbol of a control character: "␈" for a backspace.
func picture(r rune) rune {
	if r == '\x7f' {
		return '\u2421'
	}
	return '\u2400' + r
}

// code makes a character visible by its number.
func (w *writer) code(r rune) { w.text(codeOf(r)) }

func (w *writer) mark(r rune) {
	if w.last == 0 {
		w.base(dottedCircle)
	}
	if w.marks >= maxMarks {
		return
	}
	w.b.WriteRune(r)
	w.last = r
	w.marks++
}

// joiner keeps a joiner where it belongs to the writing: between the parts of
// an emoji, and between letters of the scripts that spell with it.
func (w *writer) joiner(r, next rune) {
	emoji := r == zwj && pictograph(w.last) && pictograph(next)
	word := joins(w.last) && joins(next) && unicode.IsLetter(next)
	if !emoji && !word {
		w.code(r)
		return
	}
	w.b.WriteRune(r)
	w.last = r
}

const (
	zwnj = '\u200c'
	zwj  = '\u200d'
)

// variationSelector reports characters that only choose between two pictures
// of the one before. Terminals disagree on the width that results.
func variationSelector(r rune) bool {
	return r >= '\ufe00' && r <= '\ufe0f' || r >= '\U000e0100' && r <= '\U000e01ef'
}

// hidden reports characters that take no room, or look like nothing, or change
// the direction of others: format characters (bidi controls, zero-width
// spaces, tags), fillers, and what Unicode tells renderers to ignore.
func hidden(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u180b', '\u180c', '\u180d', '\u180f', '\u2065', '\u3164', '\uffa0':
		return true
	}
	return unicode.Is(unicode.Cf, r) || r >= '\ufff0' && r <= '\ufff8' || r >= '\U000e0000' && r <= '\U000e0fff'
}

// pictograph reports what an emoji is put together from.
func pictograph(r rune) bool {
	return r >= '\U0001f000' && r <= '\U0001faff' || r >= '\u2190' && r <= '\u2bff' && unicode.In(r, unicode.So, unicode.Sm)
}

// joins reports letters and marks of the scripts whose spelling uses joiners.
func joins(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M) && unicode.In(r,
		unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
		unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
