package command

import "unicode"

// apart shortens texts of which only the ends differ to where they begin to
// differ, so that a column too narrow for them shows how. Where there is no
// limit to the width they stay whole.
func (s *subject) apart(texts ...string) []string {
	const lead, worth = 12, 24
	if s.view().width == 0 {
		return texts
	}
	same := -1 // how many characters all texts that are there begin with
	var first []rune
	for _, t := range texts {
		switch {
		case t == "":
		case first == nil:
			first = []rune(t)
		default:
			if n := common(first, []rune(t)); same < 0 || n < same {
				same = n
			}
		}
	}
	if same < worth {
		return texts
	}
	from := same - lead
	for from > 0 && from < same && !unicode.IsSpace(first[from-1]) {
		from++
	}
	if from == same {
		from = same - lead
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		if t != "" {
			out[i] = s.view().styles.Marks.Ellipsis + string([]rune(t)[from:])
		}
	}
	return out
}

// common is how many characters two texts begin with in common.
func common(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
