package sanitize

import (
	"fmt"
	"unicode"
)

// unmix shows the code points of letters that do not belong: where Latin
// letters stand beside those of a script that has look-alikes of them, the
// others are shown by number. Latin beside Chinese, Japanese or Korean is how
// companies there spell their names, and stays.
func unmix(in []rune) []rune {
	keep := ""
	mixed := false
	for i := 0; i < len(in); i++ {
		if n := codeLen(in[i:]); n > 0 {
			i += n - 1
			continue
		}
		script := scriptOf(in[i])
		switch {
		case script == "" || script == keep:
		case keep == "":
			keep = script
		default:
			mixed = true
			if script == latin {
				keep = latin
			}
		}
	}
	if !mixed {
		return in
	}
	out := make([]rune, 0, len(in))
	for _, r := range in {
		if script := scriptOf(r); script != "" && script != keep && script != latin {
			out = append(out, []rune(codeOf(r))...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// codeOf is how a character is shown that must not be shown as itself.
func codeOf(r rune) string { return fmt.Sprintf("<U+%04X>", r) }

// codeLen returns the length of the code that in begins with, or 0. The letters
// of codes are ours and belong to no alphabet.
func codeLen(in []rune) int {
	const prefix = "<U+"
	if len(in) < len(prefix) || string(in[:len(prefix)]) != prefix {
		return 0
	}
	for i, r := range in[len(prefix):] {
		switch {
		case r == '>' && i >= 4:
			return len(prefix) + i + 1
		case i >= 6 || (r < '0' || r > '9') && (r < 'A' || r > 'F'):
			return 0
		}
	}
	return 0
}

const latin = "Latin"

// scriptOf names the script of a letter; empty for what is of no alphabet and
// for the scripts that are written together with Latin.
func scriptOf(r rune) string {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return latin
		}
		return ""
	case !unicode.IsLetter(r):
		return ""
	case unicode.Is(unicode.Latin, r):
		return latin
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Common):
		return ""
	}
	// The tables are disjoint, so that whichever holds r names it.
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return "unknown"
}
