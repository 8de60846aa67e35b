// Package finder is the line in which a list's filter is typed. The list narrows
// with every key, and its cursor can be moved meanwhile.
package finder

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/themes"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
)

// narrowest is how many cells the field has at least.
const narrowest = 8

// List is what is narrowed.
type List interface {
	SetFilter(text string)
	Filter() string
	Len() (shown, all int)
	Move(rows int)
	Page(pages int)
}

// Finder narrows one list.
type Finder struct {
	styles themes.Styles
	list   List
	field  *input.Input
	typing bool
}

// New makes a finder for a list.
func New(s themes.Styles, list List) *Finder {
	return &Finder{styles: s, list: list, field: input.New(s)}
}

// SetWidth says how many cells the screen has; the field takes a third of them.
func (f *Finder) SetWidth(width int) { f.field.SetWidth(max(width/3, narrowest)) }

// Open begins to take keys, with the text there is.
func (f *Finder) Open() { f.typing = true }

// Typing reports whether it takes keys.
func (f *Finder) Typing() bool { return f.typing }

// On reports whether the list is narrowed, or about to be.
func (f *Finder) On() bool { return f.typing || f.list.Filter() != "" }

// Clear shows the whole list again and takes no more keys.
func (f *Finder) Clear() {
	f.typing = false
	f.field.SetValue("")
	f.list.SetFilter("")
}

// Key takes a key: enter keeps the filter, esc takes it away, the arrows and pages
// move the cursor of the list, everything else is text.
func (f *Finder) Key(msg tea.KeyMsg) {
	switch msg.Type {
	case tea.KeyEnter:
		f.typing = false
	case tea.KeyEsc:
		f.Clear()
	case tea.KeyUp:
		f.list.Move(-1)
	case tea.KeyDown:
		f.list.Move(1)
	case tea.KeyPgUp:
		f.list.Page(-1)
	case tea.KeyPgDown:
		f.list.Page(1)
	default:
		f.field.Update(msg)
		f.list.SetFilter(f.field.Value())
	}
}

// Head is the beginning of a line above the list: count, or what is looked for
// after the key that does it, and how many rows have it, put in words by the
// format shown.
func (f *Finder) Head(count, key, shown string, width int) string {
	st := f.styles
	if !f.On() {
		return st.Text.Render(count)
	}
	what := st.Key.Render(key + " " + cells.Cut(f.list.Filter(), width/3, st.Marks.Ellipsis))
	if f.typing {
		what = st.Key.Render(key) + " " + f.field.View(true)
	}
	some, all := f.list.Len()
	return what + "  " + st.Text.Render(fmt.Sprintf(shown, some, all))
}
