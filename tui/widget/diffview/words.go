package diffview

import "awning/tui/widget/wrap"

// most bounds the work of comparing two runs of words one by one; longer ones are
// first cut at words both have exactly once.
const most = 250_000

// part is some bytes of a value, from start up to end.
type part struct{ start, end int }

// differing returns the parts of s that other does not have in the same order,
// in whole words. If the two have nothing in common there is nothing to
// single out, and it returns none.
func differing(s, other string) []part {
	if s == other {
		return nil
	}
	m := matcher{s: s, other: other, a: words(s), b: words(other)}
	m.same = make([]bool, len(m.a))
	m.run(stretch{0, len(m.a), 0, len(m.b)})
	a, same := m.a, m.same
	var out []part
	shared := false
	for i, w := range a {
		switch {
		case same[i]:
			shared = true
		case len(out) > 0 && i > 0 && !same[i-1]: // one run with the word before
			out[len(out)-1].end = w.end
		default:
			out = append(out, w)
		}
	}
	if !shared {
		return nil
	}
	return out
}

// words cuts a text into its words. In scripts that set no spaces between them
// every character is one.
func words(s string) []part {
	var out []part
	for i := 0; i < len(s); {
		n, _ := wrap.Cluster(s[i:])
		last := len(out) - 1
		switch {
		case s[i] == ' ' || s[i] == '\n':
		case last >= 0 && out[last].end == i && s[i] < 0x80 && s[out[last].start] < 0x80:
			out[last].end = i + n
		default:
			out = append(out, part{i, i + n})
		}
		i += n
	}
	return out
}
