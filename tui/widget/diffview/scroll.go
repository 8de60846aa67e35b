package diffview

import "awning/model"

// Move shifts the cursor by n changes and scrolls just enough to show it, by
// half a page where it leaves the page. Inside a change that is longer than
// the page it scrolls through the text first, so that all of it can be read.
func (v *View) Move(n int) {
	if len(v.changes) == 0 {
		return
	}
	if n > 0 && !v.wholly(v.cursor) {
		v.scroll(v.page() / 2)
		return
	}
	if n < 0 && v.top.change == v.cursor && v.top.line > 0 {
		v.scroll(-v.page() / 2)
		return
	}
	v.cursor = max(0, min(v.cursor+n, len(v.changes)-1))
	v.show()
}

// Difference moves the cursor to the next (n > 0) or previous field that
// differs, past those that do not.
func (v *View) Difference(n int) {
	step := 1
	if n < 0 {
		step = -1
	}
	for i := v.cursor + step; i >= 0 && i < len(v.changes); i += step {
		if v.changes[i].Kind != model.Unchanged {
			v.cursor = i
			break
		}
	}
	v.show()
}

// Page scrolls by n pages; the cursor goes along.
func (v *View) Page(n int) {
	if len(v.changes) == 0 {
		return
	}
	before := v.top
	v.scroll(n * max(v.page()-1, 1))
	if v.top == before { // at an end already
		v.cursor = 0
		if n > 0 {
			v.cursor = len(v.changes) - 1
		}
		return
	}
	v.cursor = v.top.change
	if next := v.cursor + 1; v.top.line > 0 && next < len(v.changes) &&
		len(v.block(v.cursor))-v.top.line+v.headLines(next) < v.page() {
		v.cursor = next
	}
}

// First puts the cursor on the first change.
func (v *View) First() {
	v.cursor = 0
	v.show()
}

// Last puts the cursor on the last change.
func (v *View) Last() {
	v.cursor = max(len(v.changes)-1, 0)
	v.show()
}

// Section moves the cursor to the first change of the next (n > 0) or previous
// section.
func (v *View) Section(n int) {
	step := 1
	if n < 0 {
		step = -1
	}
	for i := v.cursor + step; i >= 0 && i < len(v.changes); i += step {
		if v.heads(i) {
			v.cursor = i
			break
		}
	}
	v.show()
}

// heads reports whether a change is the first of its section.
func (v *View) heads(i int) bool {
	return i == 0 || v.changes[i].Key.Whole() != v.changes[i-1].Key.Whole()
}

// page is the number of lines left for changes.
func (v *View) page() int { return max(v.height-1, 1) }

// wholly reports whether the last line of a change is on the page.
func (v *View) wholly(i int) bool {
	lines := -v.top.line
	for c := v.top.change; c <= i && lines <= v.page(); c++ {
		lines += len(v.block(c))
	}
	return lines <= v.page()
}

// scroll moves the page by n lines, the cursor stays. The last page is full.
func (v *View) scroll(n int) {
	v.top.line += n
	for v.top.line < 0 && v.top.change > 0 {
		v.top.change--
		v.top.line += len(v.block(v.top.change))
	}
	v.top.line = max(v.top.line, 0)
	for v.top.change < len(v.changes)-1 && v.top.line >= len(v.block(v.top.change)) {
		v.top.line -= len(v.block(v.top.change))
		v.top.change++
	}
	v.fill()
}

// fill moves the page up if it would end before its height is used.
func (v *View) fill() {
	if end := v.back(place{change: len(v.changes)}, v.page()); end.before(v.top) {
		v.top = end
	}
}

// back returns the place n lines before p, or the beginning.
func (v *View) back(p place, n int) place {
	for n > p.line && p.change > 0 {
		n -= p.line
		p.change--
		p.line = len(v.block(p.change))
	}
	p.line = max(p.line-n, 0)
	return p
}

func (p place) before(q place) bool {
	return p.change < q.change || p.change == q.change && p.line < q.line
}

// show scrolls so that the change under the cursor is on the page: its end, if
// all of it fits, otherwise its beginning.
func (v *View) show() {
	if len(v.changes) == 0 || v.height == 0 || v.width == 0 {
		return
	}
	start := place{change: v.cursor}
	switch {
	case start.before(v.top):
		v.top = v.back(start, v.room(v.cursor))
		v.top.line = 0
	case !v.wholly(v.cursor):
		v.top = v.back(start, v.room(v.cursor))
		if v.top.line > 0 { // begin with a whole change
			v.top = place{change: min(v.top.change+1, v.cursor)}
		}
	}
	v.fill()
}

// room is how many lines above a change half a page leaves.
func (v *View) room(i int) int {
	return max(0, min(v.page()/2, v.page()-len(v.block(i))))
}
