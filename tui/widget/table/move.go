package table

// Move shifts the cursor by n rows. At the edge of the window the page moves by
// half its height: one full repaint serves many keys, which is what a slow
// line can bear.
func (t *Table[K, T]) Move(n int) {
	t.cursor += n
	t.clamp()
	half := max(t.room()/2, 1)
	switch line := t.lineOf(t.cursor); {
	case line < t.top:
		t.top = line - half + 1
	case line >= t.top+t.room():
		t.top = line - t.room() + half
	}
	t.show()
}

// Page shifts the cursor by n windows.
func (t *Table[K, T]) Page(n int) {
	step := n * max(t.room()-1, 1)
	t.cursor += step
	t.clamp()
	t.top += step
	t.show()
}

// Home puts the cursor on the first row, End on the last.
func (t *Table[K, T]) Home() { t.Move(-len(t.rows)) }

// End puts the cursor on the last row.
func (t *Table[K, T]) End() { t.Move(len(t.rows)) }

func (t *Table[K, T]) clamp() { t.cursor = max(0, min(t.cursor, len(t.rows)-1)) }

// room is how many lines there are for rows and headings.
func (t *Table[K, T]) room() int {
	if t.NoHead {
		return max(t.height, 1)
	}
	return max(t.height-1, 1)
}

// lineOf is the line a row is drawn on. Without headings they are the same.
func (t *Table[K, T]) lineOf(row int) int {
	if t.Group == nil {
		return row
	}
	low, high := row, len(t.lines) // a row never stands before the line of its number
	for i := low; i < high; i++ {
		if t.lines[i] == row {
			return i
		}
	}
	return 0
}

// show scrolls just enough to have the cursor in the window, with its heading
// if it is the first under one, and leaves no room empty below the last row.
func (t *Table[K, T]) show() {
	t.clamp()
	room, line := t.room(), t.lineOf(t.cursor)
	t.top = min(t.top, line)
	if line > 0 && t.top == line && t.lines[line-1] < 0 {
		t.top--
	}
	t.top = max(t.top, line-room+1)
	t.top = max(0, min(t.top, len(t.lines)-room))
}
