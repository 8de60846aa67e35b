package diffview

import (
	"slices"

	"awning/tui/widget/wrap"
)

// most bounds the work of comparing two values word by word; longer ones are
// compared at their ends only.
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
	a, b := words(s), words(other)
	if len(a)*len(b) > most {
		return ends(s, other, a, b)
	}
	same := common(s, other, a, b)
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

// common marks the words of a that are part of the longest row of words both
// have in the same order.
func common(s, other string, a, b []part) []bool {
	length := make([][]int32, len(a)+1) // of the longest common row from here on
	for i := range length {
		length[i] = make([]int32, len(b)+1)
	}
	equal := func(i, j int) bool { return s[a[i].start:a[i].end] == other[b[j].start:b[j].end] }
	for i := range slices.Backward(a) {
		for j := range slices.Backward(b) {
			if equal(i, j) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	same := make([]bool, len(a))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case equal(i, j):
			same[i] = true
			i++
			j++
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return same
}

// ends returns what lies between the words both begin with and those both end
// with.
func ends(s, other string, a, b []part) []part {
	text := func(t string, p part) string { return t[p.start:p.end] }
	head, tail := 0, 0
	for head < min(len(a), len(b)) && text(s, a[head]) == text(other, b[head]) {
		head++
	}
	for tail < min(len(a), len(b))-head && text(s, a[len(a)-1-tail]) == text(other, b[len(b)-1-tail]) {
		tail++
	}
	if head+tail == 0 || head+tail == len(a) {
		return nil
	}
	return []part{{a[head].start, a[len(a)-1-tail].end}}
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
