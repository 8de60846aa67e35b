package grid

// Move shifts the cursor by rows and columns.
func (g *Grid) Move(rows, cols int) {
	g.cursor.Row += rows
	g.cursor.Col += cols
	// At the edge of the window the page moves by half its height: one full
	// repaint serves many keys, which is what a slow line can bear.
	g.clamp()
	half := max(g.room()/2, 1)
	switch {
	case rows != 0 && g.cursor.Row < g.top:
		g.top = g.cursor.Row - half + 1
	case rows != 0 && g.cursor.Row >= g.top+g.room():
		g.top = g.cursor.Row - g.room() + half
	}
	g.show()
}

// Page shifts the cursor by n windows.
func (g *Grid) Page(n int) {
	step := n * max(g.room()-1, 1)
	g.cursor.Row += step
	g.top += step
	g.show()
}

func (g *Grid) clamp() {
	g.cursor.Row = max(0, min(g.cursor.Row, g.src.Rows()-1))
	g.cursor.Col = max(0, min(g.cursor.Col, g.src.Cols()-1))
	g.anchor.Row = max(0, min(g.anchor.Row, g.src.Rows()-1))
	g.anchor.Col = max(0, min(g.anchor.Col, g.src.Cols()-1))
}

// room is how many rows show below the head.
func (g *Grid) room() int { return max(g.height-1, 1) }

// show scrolls just enough to have the cursor in the window, and leaves no room
// empty below the last row or beside the last column.
func (g *Grid) show() {
	g.clamp()
	g.top = max(0, min(max(min(g.top, g.cursor.Row), g.cursor.Row-g.room()+1), g.src.Rows()-g.room()))
	g.left = max(0, min(g.left, g.cursor.Col))
	for g.left < g.cursor.Col && g.cursor.Col >= g.last() {
		g.left++
	}
	for g.left > 0 && g.span(g.left-1, g.src.Cols()) <= g.width-g.names() {
		g.left--
	}
}

// names is the width of the column of row names: at most two fifths of the
// window, so that a number fits beside it.
func (g *Grid) names() int { return max(min(g.name, g.width*2/5), 1) + gutter }

// span is the width of some columns side by side.
func (g *Grid) span(from, to int) int {
	w := 0
	for c := from; c < to; c++ {
		w += g.widths[c] + edges
	}
	return w
}

// last is one more than the last column in sight: at least one shows.
func (g *Grid) last() int {
	room, c := g.width-g.names(), g.left
	for c < g.src.Cols() && (c == g.left || room >= g.widths[c]+edges) {
		room -= g.widths[c] + edges
		c++
	}
	return c
}
