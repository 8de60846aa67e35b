// Package textbox is a field of several lines that is typed into. Like
// widget/input it counts in characters as a person sees them. What was not
// touched keeps its bytes: line breaks stay LF or CRLF as they came, and what a
// screen cannot show is shown as something else but kept.
package textbox

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"awning/themes"
	"awning/tui/sanitize"
	"awning/tui/widget/cells"
	"awning/tui/widget/undo"
	"awning/tui/widget/wrap"
)

// Box is the widget. Make one with [New].
type Box struct {
	styles themes.Styles
	chars  []string // grapheme clusters; a line break is one
	cursor int      // place in chars, len(chars) at the end
	want   int      // the column up and down aim at, in cells; -1 for the present one
	top    int      // first line shown
	width  int
	height int
	rows   []row
	steps  undo.History
}

// row is one line as it is drawn: places in chars.
type row struct{ start, end int }

// New makes an empty box of no size.
func New(s themes.Styles) *Box { return &Box{styles: s, want: -1} }

// SetSize says how many cells the box may fill.
func (b *Box) SetSize(width, height int) {
	b.width, b.height = max(width, 2), max(height, 1)
	b.layout()
}

// Value is the text.
func (b *Box) Value() string { return strings.Join(b.chars, "") }

// SetValue replaces the text and puts the cursor at its beginning. It begins
// anew: there is nothing to undo.
func (b *Box) SetValue(s string) {
	b.steps = undo.History{}
	b.set(undo.State{Text: s})
}

// Replace replaces the text as typing does: it can be undone.
func (b *Box) Replace(s string) {
	b.steps.Took(b.state(), undo.Whole)
	b.set(undo.State{Text: s})
}

func (b *Box) state() undo.State { return undo.State{Text: b.Value(), Cursor: b.cursor} }

func (b *Box) set(s undo.State) {
	b.chars, b.top, b.want = split(s.Text), 0, -1
	b.cursor = min(s.Cursor, len(b.chars))
	b.layout()
}

// Undo takes the last change back. It reports false if there is none.
func (b *Box) Undo() bool { return b.step(b.steps.Undo) }

// Redo makes the change again that was taken back last. It reports false if there
// is none.
func (b *Box) Redo() bool { return b.step(b.steps.Redo) }

func (b *Box) step(to func(undo.State) (undo.State, bool)) bool {
	s, ok := to(b.state())
	if ok {
		b.set(s)
	}
	return ok
}

// Update takes a key. It reports false if the key means nothing to a box: tab,
// esc and ctrl+s are for whoever holds it.
func (b *Box) Update(msg tea.KeyMsg) bool {
	defer b.layout()
	if b.vertical(msg.Type) {
		b.steps.Rest()
		return true
	}
	if b.horizontal(msg) {
		b.steps.Rest()
		b.want = -1
		return true
	}
	before := b.state()
	kind, ok := b.change(msg)
	if !ok {
		return false
	}
	b.want = -1
	if b.Value() != before.Text {
		b.steps.Took(before, kind)
	}
	return true
}

// change carries out a key that changes the text, and says what kind of change
// it is.
func (b *Box) change(msg tea.KeyMsg) (undo.Kind, bool) {
	if text, ok := typed(msg); ok {
		b.insert(text)
		if msg.Paste || text == "\n" {
			return undo.Whole, true
		}
		return undo.Typing, true
	}
	kind := undo.Whole
	if !msg.Alt && (msg.Type == tea.KeyBackspace || msg.Type == tea.KeyCtrlH) {
		kind = undo.Erasing
	}
	return kind, b.remove(msg)
}

// typed returns the text a key brings, cleaned of control characters.
func typed(msg tea.KeyMsg) (string, bool) {
	if msg.Alt && !msg.Paste {
		return "", false
	}
	switch msg.Type {
	case tea.KeyEnter:
		return "\n", true
	case tea.KeySpace:
		return " ", true
	case tea.KeyRunes:
		s := strings.ReplaceAll(strings.ReplaceAll(string(msg.Runes), "\r\n", "\n"), "\r", "\n")
		return strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || r == unicode.ReplacementChar {
				return -1
			}
			return r
		}, s), true
	default:
		return "", false
	}
}

func (b *Box) insert(s string) {
	// Put together as text first: what is typed may join the character before it.
	before := strings.Join(b.chars[:b.cursor], "") + s
	after := strings.Join(b.chars[b.cursor:], "")
	b.chars = split(before + after)
	b.cursor = min(len(split(before)), len(b.chars))
}

func (b *Box) vertical(k tea.KeyType) bool {
	switch k {
	case tea.KeyUp:
		b.rowTo(-1)
	case tea.KeyDown:
		b.rowTo(1)
	case tea.KeyPgUp:
		b.rowTo(-max(b.height-1, 1))
	case tea.KeyPgDown:
		b.rowTo(max(b.height-1, 1))
	default:
		return false
	}
	return true
}

// rowTo moves the cursor by rows as they are drawn, keeping its column.
func (b *Box) rowTo(by int) {
	at := b.rowOf(b.cursor)
	if b.want < 0 {
		b.want = cells.Width(b.shown(b.rows[at].start, b.cursor))
	}
	to := at + by
	if to < 0 || to >= len(b.rows) {
		to = max(0, min(to, len(b.rows)-1))
	}
	i := b.rows[to].start
	for i < b.rows[to].end && cells.Width(b.shown(b.rows[to].start, i+1)) <= b.want {
		i++
	}
	b.cursor = i
}

func (b *Box) horizontal(msg tea.KeyMsg) bool {
	switch msg.Type {
	case tea.KeyLeft:
		if msg.Alt {
			b.cursor = b.word(-1)
			return true
		}
		b.cursor = max(b.cursor-1, 0)
	case tea.KeyRight:
		if msg.Alt {
			b.cursor = b.word(1)
			return true
		}
		b.cursor = min(b.cursor+1, len(b.chars))
	case tea.KeyCtrlLeft:
		b.cursor = b.word(-1)
	case tea.KeyCtrlRight:
		b.cursor = b.word(1)
	case tea.KeyHome, tea.KeyCtrlA:
		b.cursor = b.rows[b.rowOf(b.cursor)].start
	case tea.KeyEnd, tea.KeyCtrlE:
		b.cursor = b.rows[b.rowOf(b.cursor)].end
	case tea.KeyCtrlHome:
		b.cursor = 0
	case tea.KeyCtrlEnd:
		b.cursor = len(b.chars)
	default:
		return false
	}
	return true
}

func (b *Box) remove(msg tea.KeyMsg) bool {
	switch msg.Type {
	case tea.KeyBackspace, tea.KeyCtrlH:
		if msg.Alt {
			b.cut(b.word(-1), b.cursor)
			return true
		}
		b.cut(max(b.cursor-1, 0), b.cursor)
	case tea.KeyDelete, tea.KeyCtrlD:
		b.cut(b.cursor, min(b.cursor+1, len(b.chars)))
	case tea.KeyCtrlW:
		b.cut(b.word(-1), b.cursor)
	case tea.KeyCtrlU:
		b.cut(b.rows[b.rowOf(b.cursor)].start, b.cursor)
	case tea.KeyCtrlK:
		b.cut(b.cursor, b.rows[b.rowOf(b.cursor)].end)
	default:
		return false
	}
	return true
}

func (b *Box) cut(from, to int) {
	b.chars = append(b.chars[:from:from], b.chars[to:]...)
	b.cursor = from
}

// word is the place one word further in a direction.
func (b *Box) word(step int) int {
	i := b.cursor
	at := func() string {
		if step < 0 {
			return b.chars[i-1]
		}
		return b.chars[i]
	}
	inside := func() bool { return step < 0 && i > 0 || step > 0 && i < len(b.chars) }
	for inside() && strings.TrimSpace(at()) == "" {
		i += step
	}
	for inside() && strings.TrimSpace(at()) != "" {
		i += step
	}
	return i
}

// layout breaks the text into rows and scrolls until the cursor shows.
func (b *Box) layout() {
	if b.width == 0 {
		b.rows = []row{{0, len(b.chars)}}
		return
	}
	text := b.shown(0, len(b.chars))
	starts := make([]int, len(b.chars)+1) // byte of the text -> place in chars, in order
	for i, c := range b.chars {
		starts[i+1] = starts[i] + len(b.show(c))
	}
	b.rows = b.rows[:0]
	i := 0
	place := func(at int) int {
		for i < len(b.chars) && starts[i] < at {
			i++
		}
		return i
	}
	for _, p := range wrap.Spans(text, b.width-1) { // one cell for the cursor
		start, end := place(p.Start), place(p.End)
		if starts[end] > p.End { // half a tab
			end--
		}
		b.rows = append(b.rows, row{start, max(start, end)})
	}
	at := b.rowOf(b.cursor)
	b.top = max(0, min(b.top, at))
	if at >= b.top+b.height {
		b.top = at - b.height + 1
	}
}

// rowOf is the row the cursor is drawn in: the last that begins at or before it.
func (b *Box) rowOf(cursor int) int {
	at := 0
	for i, r := range b.rows {
		if r.start <= cursor {
			at = i
		}
	}
	return at
}

// shown is what stands on the screen for some characters.
func (b *Box) shown(from, to int) string {
	var s strings.Builder
	for _, c := range b.chars[from:to] {
		s.WriteString(b.show(c))
	}
	return s.String()
}

func (b *Box) show(c string) string {
	switch c {
	case "\n", "\r\n":
		return "\n"
	case "\t":
		return "    "
	}
	return sanitize.Line(c)
}

// split cuts text into characters as a person sees them.
func split(s string) []string {
	var out []string
	for len(s) > 0 {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if c == "" {
			break
		}
		out = append(out, c)
		s = s[len(c):]
	}
	return out
}
