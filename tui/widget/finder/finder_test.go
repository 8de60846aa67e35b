package finder_test

import (
	"io"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"awning/themes"
	"awning/tui/widget/finder"
)

// list notes what is asked of it.
type list struct {
	filter string
	moved  int
	paged  int
}

func (l *list) SetFilter(text string) { l.filter = text }
func (l *list) Filter() string        { return l.filter }
func (l *list) Len() (shown, all int) { return 3 - len(l.filter), 3 }
func (l *list) Move(rows int)         { l.moved += rows }
func (l *list) Page(pages int)        { l.paged += pages }
func press(t tea.KeyType) tea.KeyMsg  { return tea.KeyMsg{Type: t} }
func letters(s string) tea.KeyMsg     { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }
func head(f *finder.Finder) string    { return f.Head("3 rows", "/", "%d of %d", 30) }

func plain(l *list) *finder.Finder {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	return finder.New(themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks()), l)
}

// The list narrows with each key; what was typed is kept or taken away.
func TestFinder(t *testing.T) {
	t.Parallel()
	l := &list{}
	f := plain(l)
	f.SetWidth(30)
	if f.On() || head(f) != "3 rows" {
		t.Errorf("at rest it says %q", head(f))
	}
	f.Open()
	f.Key(letters("a"))
	f.Key(letters("b"))
	if l.filter != "ab" || !f.Typing() {
		t.Errorf("the list has %q while “ab” is typed", l.filter)
	}
	f.Key(press(tea.KeyDown))
	f.Key(press(tea.KeyDown))
	f.Key(press(tea.KeyUp))
	f.Key(press(tea.KeyPgDown))
	if l.moved != 1 || l.paged != 1 || l.filter != "ab" {
		t.Errorf("the cursor went %d rows and %d pages, the filter is %q", l.moved, l.paged, l.filter)
	}
	f.Key(press(tea.KeyEnter))
	if f.Typing() || !f.On() || head(f) != "/ ab  1 of 3" {
		t.Errorf("kept, it says %q", head(f))
	}
	f.Open()
	f.Key(press(tea.KeyEsc))
	if f.Typing() || f.On() || l.filter != "" {
		t.Errorf("taken away, the list still has %q", l.filter)
	}
}
