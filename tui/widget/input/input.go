// Package input is a field of one line that is typed into. It counts in
// characters as a person sees them, so that one backspace takes one Japanese
// character, one accented letter or one emoji away, whole.
package input

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"awning/themes"
	"awning/tui/widget/undo"
)

// Input is the widget. Make one with [New].
type Input struct {
	styles themes.Styles
	chars  []string // grapheme clusters
	cursor int      // place in chars, len(chars) at the end
	left   int      // first character shown
	width  int
	most   int // bytes it takes; 0 is no limit
	mask   bool
	steps  undo.History
}

// New makes an empty field of 20 cells.
func New(s themes.Styles) *Input {
	const width = 20
	return &Input{styles: s, width: width}
}

// SetWidth says how many cells the field may fill.
func (in *Input) SetWidth(width int) {
	in.width = max(width, 1)
	in.scroll()
}

// Value is what was typed.
func (in *Input) Value() string { return strings.Join(in.chars, "") }

// SetValue replaces the text and puts the cursor at its end. It begins anew:
// there is nothing to undo.
func (in *Input) SetValue(s string) {
	in.steps = undo.History{}
	in.set(s)
}

// Replace replaces the text as typing does: it can be undone, unless it is a
// secret.
func (in *Input) Replace(s string) {
	if !in.mask {
		in.steps.Took(in.state(), undo.Whole)
	}
	in.set(s)
}

func (in *Input) set(s string) {
	in.chars = split(s)
	in.cursor, in.left = len(in.chars), 0
	in.scroll()
}

// Mask makes it a field for secrets: it shows a star for each character and
// remembers no change, so that nothing that was typed comes back by undoing.
func (in *Input) Mask(on bool) {
	in.mask = on
	in.steps = undo.History{}
}

// Limit says how many bytes the field takes; what would be more than that is left
// out whole.
func (in *Input) Limit(bytes int) { in.most = bytes }

// Take hands over what was typed and forgets it.
func (in *Input) Take() string {
	value := in.Value()
	clear(in.chars[:cap(in.chars)])
	in.SetValue("")
	return value
}

// Len is the number of characters as a person counts them.
func (in *Input) Len() int { return len(in.chars) }

func (in *Input) state() undo.State { return undo.State{Text: in.Value(), Cursor: in.cursor} }

// Undo takes the last change back. It reports false if there is none.
func (in *Input) Undo() bool { return in.step(in.steps.Undo) }

// Redo makes the change again that was taken back last. It reports false if there
// is none.
func (in *Input) Redo() bool { return in.step(in.steps.Redo) }

func (in *Input) step(to func(undo.State) (undo.State, bool)) bool {
	s, ok := to(in.state())
	if ok {
		in.set(s.Text)
		in.cursor = min(s.Cursor, len(in.chars))
		in.scroll()
	}
	return ok
}

// Update takes a key. It reports false if the key means nothing to a field:
// enter, esc, tab, up and down are for whoever holds it.
func (in *Input) Update(msg tea.KeyMsg) bool {
	defer in.scroll()
	if in.mask {
		_, ok := in.press(msg)
		return ok
	}
	before := in.state()
	kind, ok := in.press(msg)
	switch {
	case !ok:
	case in.Value() == before.Text:
		in.steps.Rest()
	default:
		in.steps.Took(before, kind)
	}
	return ok
}

// press carries a key out, and says what kind of change it makes, if it makes
// one.
func (in *Input) press(msg tea.KeyMsg) (undo.Kind, bool) {
	if text, ok := typed(msg); ok {
		if in.most == 0 || len(in.Value())+len(text) <= in.most {
			in.insert(text)
		}
		if msg.Paste {
			return undo.Whole, true
		}
		return undo.Typing, true
	}
	if msg.Alt && (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace) {
		return undo.Whole, in.alt(msg.String())
	}
	if in.move(msg.Type, msg.Alt) {
		return undo.Whole, true
	}
	kind := undo.Whole
	if !msg.Alt && (msg.Type == tea.KeyBackspace || msg.Type == tea.KeyCtrlH) {
		kind = undo.Erasing
	}
	return kind, in.remove(msg.Type, msg.Alt)
}

// typed returns the text a key brings, cleaned of what a field of one line
// cannot hold: a pasted line break becomes a space and never submits.
func typed(msg tea.KeyMsg) (string, bool) {
	if msg.Type == tea.KeySpace {
		return " ", !msg.Alt
	}
	if msg.Type != tea.KeyRunes || msg.Alt && !msg.Paste {
		return "", false
	}
	s := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ReplaceAll(string(msg.Runes), "\r\n", "\n"))
	return strings.ReplaceAll(s, "\r", " "), true
}

func (in *Input) insert(s string) {
	// Put together as text first: what is typed may join the character before it.
	before := strings.Join(in.chars[:in.cursor], "") + s
	after := strings.Join(in.chars[in.cursor:], "")
	in.chars = split(before + after)
	in.cursor = min(len(split(before)), len(in.chars))
}

func (in *Input) move(k tea.KeyType, alt bool) bool {
	switch k {
	case tea.KeyLeft:
		if alt {
			in.cursor = in.word(-1)
			return true
		}
		in.cursor = max(in.cursor-1, 0)
	case tea.KeyRight:
		if alt {
			in.cursor = in.word(1)
			return true
		}
		in.cursor = min(in.cursor+1, len(in.chars))
	case tea.KeyCtrlLeft:
		in.cursor = in.word(-1)
	case tea.KeyCtrlRight:
		in.cursor = in.word(1)
	case tea.KeyHome, tea.KeyCtrlA:
		in.cursor = 0
	case tea.KeyEnd, tea.KeyCtrlE:
		in.cursor = len(in.chars)
	default:
		return false
	}
	return true
}

func (in *Input) remove(k tea.KeyType, alt bool) bool {
	switch k {
	case tea.KeyBackspace, tea.KeyCtrlH:
		if alt {
			in.cut(in.word(-1), in.cursor)
			return true
		}
		in.cut(max(in.cursor-1, 0), in.cursor)
	case tea.KeyDelete, tea.KeyCtrlD:
		in.cut(in.cursor, min(in.cursor+1, len(in.chars)))
	case tea.KeyCtrlW:
		in.cut(in.word(-1), in.cursor)
	case tea.KeyCtrlU:
		in.cut(0, in.cursor)
	case tea.KeyCtrlK:
		in.cut(in.cursor, len(in.chars))
	default:
		return false
	}
	return true
}

// alt carries out the keys of a Unix command line that go with alt.
func (in *Input) alt(key string) bool {
	switch key {
	case "alt+b":
		in.cursor = in.word(-1)
	case "alt+f":
		in.cursor = in.word(1)
	case "alt+d":
		in.cut(in.cursor, in.word(1))
	default:
		return false
	}
	return true
}

func (in *Input) cut(from, to int) {
	in.chars = append(in.chars[:from:from], in.chars[to:]...)
	in.cursor = from
}

// word is the place one word further in a direction.
func (in *Input) word(step int) int {
	i := in.cursor
	at := func() string {
		if step < 0 {
			return in.chars[i-1]
		}
		return in.chars[i]
	}
	inside := func() bool { return step < 0 && i > 0 || step > 0 && i < len(in.chars) }
	for inside() && strings.TrimSpace(at()) == "" {
		i += step
	}
	for inside() && strings.TrimSpace(at()) != "" {
		i += step
	}
	return i
}
