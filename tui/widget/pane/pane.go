// Package pane shows text that may be longer than its room and scrolls it.
package pane

import (
	"strings"

	"awning/tui/widget/cells"
)

// Pane shows some of its lines. The zero value is empty and has no size.
type Pane struct {
	lines         []string
	width, height int
	top           int
	tail          string
}

// New returns an empty pane; lines that are too wide end in tail.
func New(tail string) *Pane { return &Pane{tail: tail} }

// SetSize says how many cells the pane may fill.
func (p *Pane) SetSize(width, height int) {
	p.width, p.height = max(width, 0), max(height, 0)
	p.Move(0)
}

// SetLines replaces the text, styled and one string for each line. The place
// stays, as far as there is text.
func (p *Pane) SetLines(lines []string) {
	p.lines = lines
	p.Move(0)
}

// Move scrolls by n lines, down if n is positive.
func (p *Pane) Move(n int) {
	p.top = max(0, min(p.top+n, len(p.lines)-p.height))
}

// Page scrolls by n pages; a line of the last one stays in sight.
func (p *Pane) Page(n int) { p.Move(n * max(p.height-1, 1)) }

// Above and Below are how many lines are out of sight on either side.
func (p *Pane) Above() int { return p.top }

// Below is how many lines follow the last one in sight.
func (p *Pane) Below() int { return max(0, len(p.lines)-p.top-p.height) }

// Lines are the lines in sight, exactly as large as the pane. If others follow, the
// last one gives way to what more says of how many.
func (p *Pane) Lines(more func(n int) string) []string {
	out := cells.Box(p.lines[min(p.top, len(p.lines)):], p.width, p.height, p.tail)
	if n := p.Below(); n > 0 && p.height > 0 {
		out[p.height-1] = cells.Fit(more(n+1), p.width, p.tail)
	}
	return out
}

// View draws the lines in sight, exactly as large as the pane.
func (p *Pane) View() string {
	return strings.Join(cells.Box(p.lines[min(p.top, len(p.lines)):], p.width, p.height, p.tail), "\n")
}
