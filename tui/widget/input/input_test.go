package input_test

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
	"awning/tui/widget/input"
)

func styles(p termenv.Profile) themes.Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks())
}

func key(t tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: t} }

func runes(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func paste(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

func TestInput_keys(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		start string
		keys  []tea.KeyMsg
		want  string
	}{
		"typing":                {"", []tea.KeyMsg{runes("a"), key(tea.KeySpace), runes("b")}, "a b"},
		"in the middle":         {"ac", []tea.KeyMsg{key(tea.KeyLeft), runes("b")}, "abc"},
		"backspace, whole":      {"日e\u0301", []tea.KeyMsg{key(tea.KeyBackspace)}, "日"},
		"backspace, family":     {"a👩\u200d👧", []tea.KeyMsg{key(tea.KeyBackspace)}, "a"},
		"delete":                {"abc", []tea.KeyMsg{key(tea.KeyHome), key(tea.KeyDelete)}, "bc"},
		"nothing to delete":     {"", []tea.KeyMsg{key(tea.KeyDelete), key(tea.KeyBackspace), key(tea.KeyLeft), key(tea.KeyRight)}, ""},
		"word":                  {"one two  three", []tea.KeyMsg{key(tea.KeyCtrlW)}, "one two  "},
		"two words":             {"one two  three", []tea.KeyMsg{key(tea.KeyCtrlW), key(tea.KeyCtrlW)}, "one "},
		"to the start":          {"one two", []tea.KeyMsg{key(tea.KeyLeft), key(tea.KeyCtrlU)}, "o"},
		"to the end":            {"one two", []tea.KeyMsg{key(tea.KeyCtrlA), key(tea.KeyRight), key(tea.KeyCtrlK)}, "o"},
		"jump a word":           {"one two", []tea.KeyMsg{key(tea.KeyCtrlLeft), runes("x")}, "one xtwo"},
		"jump back":             {"one two", []tea.KeyMsg{key(tea.KeyHome), key(tea.KeyCtrlRight), runes("x")}, "onex two"},
		"pasted breaks":         {"", []tea.KeyMsg{paste("a\r\nb\nc\td")}, "a b c d"},
		"pasted controls":       {"", []tea.KeyMsg{paste("a\x1b[31m\x00b")}, "a[31mb"},
		"a mark joins its base": {"e", []tea.KeyMsg{runes("\u0301"), key(tea.KeyBackspace)}, ""},
		"alt word":              {"one two", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune{'b'}, Alt: true}, {Type: tea.KeyRunes, Runes: []rune{'d'}, Alt: true}}, "one "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input.New(styles(termenv.Ascii))
			in.SetValue(c.start)
			for _, k := range c.keys {
				if !in.Update(k) {
					t.Errorf("key %q was not taken", k)
				}
			}
			if got := in.Value(); got != c.want {
				t.Errorf("value = %q, want %q", got, c.want)
			}
		})
	}
}

func TestInput_leavesOtherKeys(t *testing.T) {
	t.Parallel()
	in := input.New(styles(termenv.Ascii))
	for _, k := range []tea.KeyType{tea.KeyEnter, tea.KeyEsc, tea.KeyTab, tea.KeyUp, tea.KeyDown, tea.KeyF1} {
		if in.Update(key(k)) {
			t.Errorf("%v was taken", k)
		}
	}
}

func TestInput_View(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		value string
		left  int
		focus bool
		want  string
	}{
		"at the end":      {"abc", 0, true, "abc|    "},
		"in the middle":   {"abc", 2, true, "a|bc    "},
		"scrolled":        {"abcdefghij", 0, true, "efghij| "},
		"wide, scrolled":  {"日除け日除け", 0, true, "日除け| "},
		"no focus":        {"abc", 0, false, "abc     "},
		"no focus, cut":   {"abcdefghij", 0, false, "abcdefg…"},
		"escape is shown": {"a\u202eb", 0, false, "a<U+202…"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input.New(styles(termenv.Ascii))
			in.SetWidth(8)
			in.SetValue(c.value)
			for range c.left {
				in.Update(key(tea.KeyLeft))
			}
			if got := in.View(c.focus); got != c.want {
				t.Errorf("View = %q, want %q", got, c.want)
			}
		})
	}
}

// A field is as wide as it was told to be, and the cursor is on it.
func TestInput_fits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]termenv.Profile{termenv.Ascii, termenv.ANSI}).Draw(t, "profile")
		in := input.New(styles(p))
		width := rapid.IntRange(4, 20).Draw(t, "width")
		in.SetWidth(width)
		in.SetValue(rapid.String().Draw(t, "value"))
		for _, k := range rapid.SliceOf(rapid.SampledFrom([]tea.KeyType{tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyBackspace, tea.KeyCtrlLeft})).Draw(t, "keys") {
			in.Update(key(k))
		}
		for _, focus := range []bool{true, false} {
			if got := in.View(focus); ansi.StringWidth(got) != width {
				t.Fatalf("View(%v) = %q, %d cells, want %d", focus, got, ansi.StringWidth(got), width)
			}
		}
	})
}

func TestInput_undoAndRedo(t *testing.T) {
	t.Parallel()
	in := input.New(styles(termenv.Ascii))
	in.SetValue("日除")
	if in.Undo() {
		t.Error("what was there to begin with can be undone")
	}
	for _, k := range []tea.KeyMsg{runes("け"), runes("!"), {Type: tea.KeyBackspace}, {Type: tea.KeyBackspace}, {Type: tea.KeyHome}, runes("x"), {Type: tea.KeyCtrlK}} {
		in.Update(k)
	}
	for _, want := range []string{"x日除", "日除", "日除け!", "日除"} {
		if !in.Undo() || in.Value() != want {
			t.Fatalf("undo leads to %q, want %q", in.Value(), want)
		}
	}
	for _, want := range []string{"日除け!", "日除", "x日除", "x"} {
		if !in.Redo() || in.Value() != want {
			t.Fatalf("redo leads to %q, want %q", in.Value(), want)
		}
	}
	if in.Redo() {
		t.Error("there is more to redo than was undone")
	}
	in.Update(runes("y"))
	if got := in.Value(); got != "xy" {
		t.Errorf("after redo the cursor is elsewhere: %q", got)
	}
}

// A secret is drawn as stars, is not kept to be undone, and is gone once taken.
func TestInput_secret(t *testing.T) {
	t.Parallel()
	in := input.New(styles(termenv.Ascii))
	in.Mask(true)
	in.SetWidth(12)
	for _, k := range []tea.KeyMsg{runes("p"), paste("ss\nwörd"), key(tea.KeyBackspace), key(tea.KeyCtrlW), runes("日x")} {
		in.Update(k)
	}
	in.Replace(in.Value() + "y")
	for _, focus := range []bool{true, false} {
		if got := strings.Trim(in.View(focus), "| "); got != strings.Repeat("*", in.Len()) {
			t.Errorf("View(%v) = %q", focus, got)
		}
	}
	if in.Undo() || in.Redo() {
		t.Error("what was typed comes back by undoing")
	}
	if got := in.Take(); got != "pss 日xy" {
		t.Errorf("took %q", got)
	}
	if in.Undo() || in.Value() != "" || in.Len() != 0 || strings.Contains(in.View(true), "*") {
		t.Errorf("%q is left", in.Value())
	}
}

func TestInput_takesNoMoreThanItsLimit(t *testing.T) {
	t.Parallel()
	in := input.New(styles(termenv.Ascii))
	in.Limit(5)
	for _, s := range []string{"abc", "def", "日", "d", "e", "f"} {
		in.Update(paste(s))
	}
	if got := in.Value(); got != "abcde" {
		t.Errorf("it holds %q", got)
	}
}
