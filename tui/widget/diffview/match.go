package diffview

import "slices"

// matcher finds the words two texts share in the same order.
type matcher struct {
	s, other string
	a, b     []part // their words
	same     []bool // of a: part of what is shared
}

// stretch is some words of each text: from a0 up to a1, and from b0 up to b1.
type stretch struct{ a0, a1, b0, b1 int }

func (x stretch) work() int { return (x.a1 - x.a0) * (x.b1 - x.b0) }

func (m *matcher) equal(i, j int) bool {
	return m.s[m.a[i].start:m.a[i].end] == m.other[m.b[j].start:m.b[j].end]
}

// run marks what two stretches share: what both begin and end with, and between these
// the longest common row. If that is much work, it cuts the two at words both
// have once; what is still too long between such words is left as differing.
func (m *matcher) run(x stretch) {
	x = m.trim(x)
	if x.work() <= most {
		m.common(x)
		return
	}
	for _, at := range m.anchors(x) {
		m.same[at[0]] = true
		if part := m.trim(stretch{x.a0, at[0], x.b0, at[1]}); part.work() <= most {
			m.common(part)
		}
		x.a0, x.b0 = at[0]+1, at[1]+1
	}
	if x = m.trim(x); x.work() <= most {
		m.common(x)
	}
}

// trim marks what both stretches begin and end with, and returns the rest.
func (m *matcher) trim(x stretch) stretch {
	for x.work() > 0 && m.equal(x.a0, x.b0) {
		m.same[x.a0] = true
		x.a0, x.b0 = x.a0+1, x.b0+1
	}
	for x.work() > 0 && m.equal(x.a1-1, x.b1-1) {
		m.same[x.a1-1] = true
		x.a1, x.b1 = x.a1-1, x.b1-1
	}
	return x
}

// common marks the longest row of words both stretches have in the same order.
func (m *matcher) common(x stretch) {
	length := make([][]int32, x.a1-x.a0+1) // of the longest common row from here on
	for i := range length {
		length[i] = make([]int32, x.b1-x.b0+1)
	}
	for i := x.a1 - x.a0 - 1; i >= 0; i-- {
		for j := x.b1 - x.b0 - 1; j >= 0; j-- {
			if m.equal(x.a0+i, x.b0+j) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < x.a1-x.a0 && j < x.b1-x.b0; {
		switch {
		case m.equal(x.a0+i, x.b0+j):
			m.same[x.a0+i] = true
			i++
			j++
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// anchors are the words both stretches have exactly once, by their places in a
// and b, as many as are in the same order in both.
func (m *matcher) anchors(x stretch) [][2]int {
	type seen struct{ inA, inB, a, b int }
	words := map[string]*seen{}
	for i := x.a0; i < x.a1; i++ {
		w := m.s[m.a[i].start:m.a[i].end]
		if words[w] == nil {
			words[w] = &seen{}
		}
		words[w].inA++
		words[w].a = i
	}
	for j := x.b0; j < x.b1; j++ {
		if w := words[m.other[m.b[j].start:m.b[j].end]]; w != nil {
			w.inB++
			w.b = j
		}
	}
	var pairs [][2]int
	for _, w := range words {
		if w.inA == 1 && w.inB == 1 {
			pairs = append(pairs, [2]int{w.a, w.b})
		}
	}
	slices.SortFunc(pairs, func(p, q [2]int) int { return p[0] - q[0] })
	return rising(pairs)
}

// rising is the longest row of pairs whose second numbers rise as the first do.
func rising(pairs [][2]int) [][2]int {
	var ends []int // by length: the pair with the lowest end of such a row
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p[1], func(e, second int) int { return pairs[e][1] - second })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	var out [][2]int
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			out = append(out, pairs[i])
		}
	}
	slices.Reverse(out)
	return out
}
