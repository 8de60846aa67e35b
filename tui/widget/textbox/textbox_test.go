package textbox_test

import (
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"awning/themes"
	"awning/tui/widget/textbox"
)

func box(p termenv.Profile) *textbox.Box {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return textbox.New(themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks()))
}

func press(b *textbox.Box, keys ...any) {
	for _, k := range keys {
		switch k := k.(type) {
		case tea.KeyType:
			b.Update(tea.KeyMsg{Type: k})
		case string:
			b.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)})
		}
	}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		start string
		keys  []any
		want  string
	}{
		"typing":                        {"", []any{"ab", tea.KeyEnter, "c"}, "ab\nc"},
		"down keeps the column":         {"abc\nd\nefg", []any{tea.KeyEnd, tea.KeyDown, tea.KeyDown, "X"}, "abc\nd\nefgX"},
		"up":                            {"abc\nd", []any{tea.KeyDown, tea.KeyUp, "X"}, "Xabc\nd"},
		"backspace joins lines":         {"ab\ncd", []any{tea.KeyDown, tea.KeyBackspace}, "abcd"},
		"delete joins lines":            {"ab\ncd", []any{tea.KeyEnd, tea.KeyDelete}, "abcd"},
		"whole characters":              {"", []any{"e\u0301", "港", tea.KeyBackspace, tea.KeyBackspace}, ""},
		"line breaks stay as they were": {"a\r\nb", []any{tea.KeyCtrlEnd, "c"}, "a\r\nbc"},
		"word away":                     {"one two", []any{tea.KeyEnd, tea.KeyCtrlW}, "one "},
		"line away":                     {"one\ntwo", []any{tea.KeyCtrlEnd, tea.KeyCtrlU}, "one\n"},
		"rest of the line away":         {"one\ntwo", []any{tea.KeyCtrlK}, "\ntwo"},
		"beginning and end":             {"one\ntwo", []any{tea.KeyCtrlEnd, "!", tea.KeyCtrlHome, "!"}, "!one\ntwo!"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := box(termenv.Ascii)
			b.SetSize(40, 5)
			b.SetValue(c.start)
			press(b, c.keys...)
			if got := b.Value(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestUpdate_pasteIsCleanedAndNeverSubmits(t *testing.T) {
	t.Parallel()
	b := box(termenv.Ascii)
	b.SetSize(40, 5)
	if !b.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\r\nb\x1b[31mc\tד"), Paste: true}) {
		t.Fatal("paste refused")
	}
	if got, want := b.Value(), "a\nb[31mc\tד"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUpdate_leavesTheHoldersKeysAlone(t *testing.T) {
	t.Parallel()
	b := box(termenv.Ascii)
	b.SetSize(40, 5)
	for _, k := range []tea.KeyType{tea.KeyEsc, tea.KeyTab, tea.KeyCtrlS} {
		if b.Update(tea.KeyMsg{Type: k}) {
			t.Errorf("the box took %s", tea.KeyMsg{Type: k})
		}
	}
}

func TestView(t *testing.T) {
	t.Parallel()
	b := box(termenv.Ascii)
	b.SetSize(12, 3)
	b.SetValue("Back up all servers every hour.\n港")
	press(b, tea.KeyDown, tea.KeyDown)
	want := "Back up all \n" + "servers     \n" + "|every hour."
	if got := b.View(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	press(b, tea.KeyDown, tea.KeyEnd)
	want = "servers     \n" + "every hour. \n" + "港|         "
	if got := b.View(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if b.Above() != 1 || b.Below() != 0 {
		t.Errorf("%d above and %d below, want 1 and 0", b.Above(), b.Below())
	}
}

func TestBox_fitsAndShowsItsCursorWhateverIsTyped(t *testing.T) {
	t.Parallel()
	keys := []any{
		tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyEnter, tea.KeyBackspace,
		tea.KeyPgDown, tea.KeyPgUp, tea.KeyCtrlW, tea.KeyDelete, "a ", "港", "long-word-here", "e\u0301", "👩", "\t", "\u202e",
	}
	rapid.Check(t, func(t *rapid.T) {
		b := box(termenv.Ascii)
		width, height := rapid.IntRange(4, 30).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height")
		b.SetSize(width, height)
		for range rapid.IntRange(0, 60).Draw(t, "keys") {
			press(b, rapid.SampledFrom(keys).Draw(t, "key"))
			lines := strings.Split(b.View(), "\n")
			if len(lines) != height {
				t.Fatalf("%d lines, want %d", len(lines), height)
			}
			for _, l := range lines {
				if got := ansi.StringWidth(l); got != width {
					t.Fatalf("line %q is %d cells wide, want %d", l, got, width)
				}
			}
			if n := strings.Count(b.View(), "|"); n != 1 {
				t.Fatalf("%d cursors in\n%s", n, b.View())
			}
		}
	})
}

func TestBox_undoAndRedo(t *testing.T) {
	t.Parallel()
	b := box(termenv.Ascii)
	b.SetSize(20, 4)
	b.SetValue("one\r\ntwo")
	for _, k := range []tea.KeyMsg{
		{Type: tea.KeyCtrlEnd},
		{Type: tea.KeyRunes, Runes: []rune("!")},
		{Type: tea.KeyRunes, Runes: []rune("?")},
		{Type: tea.KeyEnter},
		{Type: tea.KeyRunes, Runes: []rune("pasted"), Paste: true},
		{Type: tea.KeyCtrlW},
	} {
		b.Update(k)
	}
	b.Replace("all else")
	for _, want := range []string{"one\r\ntwo!?\n", "one\r\ntwo!?\npasted", "one\r\ntwo!?\n", "one\r\ntwo!?", "one\r\ntwo"} {
		if !b.Undo() || b.Value() != want {
			t.Fatalf("undo leads to %q, want %q", b.Value(), want)
		}
	}
	if b.Undo() {
		t.Error("what was there to begin with can be undone")
	}
	for range 5 {
		b.Redo()
	}
	if b.Value() != "all else" || b.Redo() {
		t.Errorf("redo leads to %q", b.Value())
	}
}
