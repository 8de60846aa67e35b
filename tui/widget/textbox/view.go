package textbox

import (
	"strings"

	"awning/tui/widget/cells"
)

// View draws the box, exactly as large as it was set to be. Where the terminal
// has no colours and no attributes, the cursor is a bar between the characters.
func (b *Box) View() string {
	block := b.styles.Text.Reverse(true)
	bar := block.Render("x") == "x"
	at := b.rowOf(b.cursor)
	lines := make([]string, 0, b.height)
	for i := b.top; i < len(b.rows) && len(lines) < b.height; i++ {
		r := b.rows[i]
		if i != at {
			lines = append(lines, b.plain(r.start, r.end))
			continue
		}
		cursor := min(b.cursor, r.end) // a space the line was broken at is not drawn
		under, after := " ", ""
		if cursor < r.end {
			under, after = b.show(b.chars[cursor]), b.plain(cursor+1, r.end)
		}
		mark := block.Render(under)
		if bar {
			mark = "|"
			if cursor < r.end {
				mark += under
			}
		}
		lines = append(lines, b.plain(r.start, cursor)+mark+after)
	}
	return strings.Join(cells.Box(lines, b.width, b.height, ""), "\n")
}

func (b *Box) plain(from, to int) string {
	if from >= to {
		return ""
	}
	return b.styles.Text.Render(b.shown(from, to))
}

// Above and Below are how many lines are out of sight on either side.
func (b *Box) Above() int { return b.top }

// Below is how many lines follow the last one in sight.
func (b *Box) Below() int { return max(0, len(b.rows)-b.top-b.height) }
