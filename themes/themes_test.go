package themes_test

import (
	"io"
	"reflect"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"awning/themes"
)

func TestParseName(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		name, background string
		want             themes.Name
		bad              bool
	}{
		"said":             {"light", "15;0", themes.Light, false},
		"dark background":  {"auto", "15;0", themes.Dark, false},
		"light background": {"", "0;15", themes.Light, false},
		"three parts":      {"auto", "0;default;15", themes.Light, false},
		"grey":             {"auto", "0;7", themes.Light, false},
		"dark grey":        {"auto", "15;8", themes.Dark, false},
		"nothing known":    {"auto", "", themes.Dark, false},
		"nonsense":         {"auto", "default;default", themes.Dark, false},
		"unknown":          {"solarized", "", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := themes.ParseName(c.name, c.background)
			if got != c.want || (err != nil) != c.bad {
				t.Errorf("ParseName(%q, %q) = %q, %v", c.name, c.background, got, err)
			}
		})
	}
}

// Both sets of marks are whole and line up, and the plain one is plain.
func TestMarks(t *testing.T) {
	t.Parallel()
	unicode, plain := reflect.ValueOf(themes.UnicodeMarks()), reflect.ValueOf(themes.ASCIIMarks())
	for i := range unicode.NumField() {
		name := unicode.Type().Field(i).Name
		for j := range max(lengthOf(unicode.Field(i)), 1) {
			u, p := mark(unicode.Field(i), j), mark(plain.Field(i), j)
			if u == "" || ansi.StringWidth(u) != ansi.StringWidth(p) {
				t.Errorf("%s is %q and %q: not the same width", name, u, p)
			}
			for _, r := range p {
				if r > '~' {
					t.Errorf("%s is %q, which is not plain", name, p)
				}
			}
		}
	}
}

func lengthOf(v reflect.Value) int {
	if v.Kind() == reflect.Array {
		return v.Len()
	}
	return 0
}

func mark(v reflect.Value, i int) string {
	if v.Kind() == reflect.Array {
		return v.Index(i).String()
	}
	return v.String()
}

// Only the sixteen colours and the terminal's own are used, so that the console
// follows the colours its user chose.
func TestPalettes(t *testing.T) {
	t.Parallel()
	for _, n := range []themes.Name{themes.Dark, themes.Light} {
		v := reflect.ValueOf(themes.PaletteOf(n))
		for i := range v.NumField() {
			switch c := v.Field(i).Interface().(type) {
			case lipgloss.NoColor:
			case lipgloss.ANSIColor:
				if c > 15 {
					t.Errorf("%s: %s is colour %d", n, v.Type().Field(i).Name, c)
				}
			default:
				t.Errorf("%s: %s is a %T", n, v.Type().Field(i).Name, c)
			}
		}
	}
}

// Without colours no style writes anything but its text.
func TestNew_withoutColours(t *testing.T) {
	t.Parallel()
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	v := reflect.ValueOf(themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks()))
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if s, ok := reflect.TypeAssert[lipgloss.Style](v.Field(i)); ok {
			if got := s.Render("text"); got != "text" {
				t.Errorf("%s writes %q", v.Type().Field(i).Name, got)
			}
		}
	}
}

// A change of theme reaches every copy of the styles, and each theme draws as
// its own palette would.
func TestSetTheme(t *testing.T) {
	t.Parallel()
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	s := themes.New(r, themes.Both(), themes.UnicodeMarks())
	kept := s.Accent
	for _, n := range []themes.Name{themes.Light, themes.Dark} {
		s.SetTheme(n)
		alone := themes.New(r, themes.PaletteOf(n), themes.UnicodeMarks())
		if s.Theme() != n {
			t.Errorf("the theme is %q, want %q", s.Theme(), n)
		}
		for name, pair := range map[string][2]lipgloss.Style{
			"accent": {kept, alone.Accent}, "good": {s.Good, alone.Good}, "warn": {s.Warn, alone.Warn}, "bad": {s.Bad, alone.Bad}, "text": {s.Text, alone.Text},
		} {
			if got, want := pair[0].Render("x"), pair[1].Render("x"); got != want {
				t.Errorf("%s, %s: %q, want %q", n, name, got, want)
			}
		}
	}
}

// The look of an account depends on its name alone, and there are several.
func TestAccount(t *testing.T) {
	t.Parallel()
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	r.SetHasDarkBackground(true)
	s := themes.New(r, themes.Both(), themes.UnicodeMarks())
	looks := map[string]bool{}
	for _, name := range []string{"brightwave", "fjordlabs", "contoso", "northwind", "adatum", "tailspin"} {
		first, again := s.Account(name), s.Account(name)
		looks[first.Render("x")] = true
		if first.Render("x") != again.Render("x") {
			t.Errorf("%s looks different the second time", name)
		}
	}
	if len(looks) < 2 {
		t.Error("all accounts look the same")
	}
}
