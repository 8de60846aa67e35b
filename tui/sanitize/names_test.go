package sanitize_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"awning/tries"
	"awning/tui/sanitize"
)

// word is a name of some letters of one alphabet.
func word(r *rand.Rand, alphabet string) []rune {
	letters := []rune(alphabet)
	out := make([]rune, 3+r.IntN(12))
	for i := range out {
		out[i] = letters[r.IntN(len(letters))]
	}
	return out
}

// strangers are what has no place in a name of Latin letters: letters of the
// alphabets that have look-alikes, and characters that cannot be seen.
func strangers() []rune {
	var out []rune
	add := func(t *unicode.RangeTable, wanted func(rune) bool) {
		for _, r16 := range t.R16 {
			for r := rune(r16.Lo); r <= rune(r16.Hi); r += rune(r16.Stride) {
				if wanted(r) {
					out = append(out, r)
				}
			}
		}
		for _, r32 := range t.R32 {
			for r := rune(r32.Lo); r <= rune(r32.Hi); r += rune(r32.Stride) {
				if wanted(r) {
					out = append(out, r)
				}
			}
		}
	}
	for _, t := range []*unicode.RangeTable{unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic, unicode.Georgian, unicode.Lisu, unicode.Hebrew} {
		add(t, unicode.IsLetter)
	}
	seen := func(r rune) bool { return r != ' ' && r != '\u2028' && r != '\u2029' }
	add(unicode.Cf, seen)
	add(unicode.Zs, seen)
	add(unicode.Variation_Selector, seen)
	return append(out, '\u034f', '\u115f', '\u1160', '\u3164', '\uffa0', '\u17b4')
}

// A name that is not what it looks like says so, in full: from what is shown
// one can tell which characters the name has. And honest names stay as they are.
func TestID_names(t *testing.T) {
	t.Parallel()
	const latin = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-._ "
	honest := []string{latin, latin + "éàüñøßłčıİ", latin + "株式会社日本語かなカナ한국어", "абвгдежзийклмнопрстуфхцчшщъыьэюя-7", "αβγδεζηθικλμνξοπρστυφχψω", "אבגדהוזחטיכלמנסעפצקרשת", "กขคงจฉชซ"}
	hidden := strangers()
	r := rand.New(rand.NewPCG(6, 3))
	tries, disguised := tries.Of(500), 0
	for i := range tries {
		name := word(r, honest[i%len(honest)])
		if got := sanitize.ID(string(name)); got != string(name) {
			t.Errorf("the honest name %q is shown as %q", string(name), got)
		}
		name = append([]rune("contoso"), word(r, latin)...) // one Latin letter at least
		for range 1 + r.IntN(3) {
			at := r.IntN(len(name) + 1)
			name = append(name[:at], append([]rune{hidden[r.IntN(len(hidden))]}, name[at:]...)...)
		}
		disguised++
		got := sanitize.ID(string(name))
		for _, c := range name {
			if c > '~' && (strings.ContainsRune(got, c) || !strings.Contains(got, fmt.Sprintf("<U+%04X>", c))) {
				t.Errorf("%q is shown as %q: %U cannot be told", string(name), got, c)
			}
		}
		if back := told(got); back != string(name) {
			t.Errorf("%q is shown as %q, which says %q", string(name), got, back)
		}
	}
	t.Logf("%d honest names and %d disguised ones, 0 taken for others unless said above", tries, disguised)
}

// told is what a shown name says that the name is.
func told(shown string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(shown, "<U+")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		var c rune
		code, after, _ := strings.Cut(rest, ">")
		if _, err := fmt.Sscanf(code, "%X", &c); err != nil {
			return out.String()
		}
		out.WriteRune(c)
		shown = after
	}
}
