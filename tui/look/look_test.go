package look_test

import (
	"strings"
	"testing"

	"awning/themes"
	"awning/tui/look"
)

func TestStyles(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		o      look.Options
		env    map[string]string
		colour bool
		marks  themes.Marks
	}{
		"nothing is known":  {marks: themes.UnicodeMarks()},
		"a usual terminal":  {env: map[string]string{"TERM": "xterm-256color", "LANG": "de_DE.UTF-8"}, colour: true, marks: themes.UnicodeMarks()},
		"NO_COLOR":          {env: map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, marks: themes.UnicodeMarks()},
		"dumb":              {env: map[string]string{"TERM": "dumb"}, marks: themes.UnicodeMarks()},
		"vt100":             {env: map[string]string{"TERM": "vt100"}, marks: themes.UnicodeMarks()},
		"the flag wins":     {o: look.Options{Color: "never"}, env: map[string]string{"TERM": "xterm"}, marks: themes.UnicodeMarks()},
		"always":            {o: look.Options{Color: "always"}, env: map[string]string{"NO_COLOR": "1"}, colour: true, marks: themes.UnicodeMarks()},
		"256":               {o: look.Options{Color: "256"}, colour: true, marks: themes.UnicodeMarks()},
		"truecolor":         {o: look.Options{Color: "truecolor"}, colour: true, marks: themes.UnicodeMarks()},
		"the C locale":      {env: map[string]string{"LANG": "C"}, marks: themes.ASCIIMarks()},
		"Latin 1":           {env: map[string]string{"LANG": "fr_FR.ISO-8859-1"}, marks: themes.ASCIIMarks()},
		"LC_ALL goes first": {env: map[string]string{"LC_ALL": "C.utf8", "LANG": "C"}, marks: themes.UnicodeMarks()},
		"--ascii":           {o: look.Options{ASCII: true}, env: map[string]string{"LANG": "C.UTF-8"}, marks: themes.ASCIIMarks()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.o.Env = func(name string) string { return tc.env[name] }
			s, err := look.Styles(tc.o)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ContainsRune(s.Bad.Render("x"), '\x1b'); got != tc.colour {
				t.Errorf("colour %v, want %v", got, tc.colour)
			}
			if s.Marks != tc.marks {
				t.Errorf("marks %+v", s.Marks)
			}
		})
	}
	if _, err := look.Styles(look.Options{Theme: "mauve", Env: func(string) string { return "" }}); err == nil {
		t.Error("a theme there is none of was taken")
	}
}
