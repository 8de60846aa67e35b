package root

import (
	"slices"
	"strings"
)

// What a letter counts, by where it stands. Taken off is how long the text is and, up
// to a bound, how late the first letter stands.
const (
	atStart   = 30
	atWord    = 20
	adjoining = 15
	lateBy    = 5
	latest    = 15
)

// letters are what is looked for: a text must have them in this order, with
// anything between them.
type letters []string

// lettersOf reads what was typed; spaces and case do not count.
func lettersOf(typed string) letters {
	return strings.Split(strings.ToLower(strings.Join(strings.Fields(typed), "")), "")
}

// find returns the numbers of the texts that match, at most so many: the best
// first, equals as they come. Texts are in lower case.
func (l letters) find(n int, text func(i int) string, most int) []int {
	type hit struct{ score, number int }
	var hits []hit
	for i := range n {
		if score, ok := l.score(text(i)); ok {
			hits = append(hits, hit{score, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if a.score != b.score {
			return b.score - a.score
		}
		return a.number - b.number
	})
	out := make([]int, min(len(hits), most))
	for i := range out {
		out[i] = hits[i].number
	}
	return out
}

// score says how well a text matches, if it does. Of the places a letter has
// before the next one's, it takes the best.
func (l letters) score(text string) (int, bool) {
	score, from := -len(text), 0
	for i, letter := range l {
		first, until := index(text, letter, from), len(text)
		if first >= 0 && i+1 < len(l) {
			until = index(text, l[i+1], first+len(letter))
		}
		if first < 0 || until < 0 {
			return 0, false
		}
		at, worth := best(text[:until], letter, first, from)
		if i == 0 {
			worth -= min(lateBy*at, latest)
		}
		score, from = score+worth, at+len(letter)
	}
	return score, true
}

// best picks the place of a letter that counts most, the first of equals. after is
// the end of the letter before it, 0 if it is the first.
func best(text, letter string, first, after int) (at, worth int) {
	at = first
	for i := first; i >= 0; i = index(text, letter, i+len(letter)) {
		w := 0
		switch {
		case i == 0:
			w = atStart
		case strings.IndexByte(" -_./,;:", text[i-1]) >= 0:
			w = atWord
		case i == after:
			w = adjoining
		}
		if w > worth {
			at, worth = i, w
		}
	}
	return at, worth
}

// index is where a letter stands from a place on; -1 if nowhere.
func index(text, letter string, from int) int {
	if i := strings.Index(text[from:], letter); i >= 0 {
		return from + i
	}
	return -1
}
