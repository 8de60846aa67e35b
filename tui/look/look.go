// Package look chooses how to draw: in which colours, with which marks. The
// flags decide, else the environment; the terminal itself is never asked.
package look

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"awning/themes"
)

// Options are the flags of these names, and the environment.
type Options struct {
	Color, Theme string // empty means auto
	// ASCII draws with plain characters only; so does a locale that is not UTF-8.
	ASCII bool
	// Env reads COLORTERM, TERM, NO_COLOR, COLORFGBG, LC_ALL, LC_CTYPE and LANG.
	Env func(name string) string
}

// Styles are the looks of everything. The error names a theme there is none of.
func Styles(o Options) (themes.Styles, error) {
	theme, err := themes.ParseName(o.Theme, o.Env("COLORFGBG"))
	if err != nil {
		return themes.Styles{}, err
	}
	marks := themes.UnicodeMarks()
	if o.ASCII || !unicodeLocale(o.Env) {
		marks = themes.ASCIIMarks()
	}
	// The renderer is told everything, so that it never asks its output.
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(colours(o.Color, o.Env))
	r.SetHasDarkBackground(theme != themes.Light)
	return themes.New(r, themes.Both(), marks), nil
}

// colours chooses the colour profile by the flag, else by the environment
// alone. ssh does not hand COLORTERM on, so TERM decides there.
func colours(flag string, env func(string) string) termenv.Profile {
	switch flag {
	case "never":
		return termenv.Ascii
	case "16", "always":
		return termenv.ANSI
	case "256":
		return termenv.ANSI256
	case "truecolor":
		return termenv.TrueColor
	}
	term := env("TERM")
	switch {
	case env("NO_COLOR") != "", term == "", term == "dumb", strings.HasPrefix(term, "vt"):
		return termenv.Ascii
	case env("COLORTERM") == "truecolor", env("COLORTERM") == "24bit":
		return termenv.TrueColor
	case strings.Contains(term, "256color"):
		return termenv.ANSI256
	}
	return termenv.ANSI
}

// unicodeLocale reports whether the locale takes UTF-8. One that names no
// charset at all is the C locale, which does not; no locale at all says nothing,
// and nearly every terminal speaks UTF-8.
func unicodeLocale(env func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		v := strings.ToLower(env(name))
		if v == "" {
			continue
		}
		if _, charset, ok := strings.Cut(v, "."); ok {
			return strings.HasPrefix(charset, "utf-8") || strings.HasPrefix(charset, "utf8")
		}
		return v != "c" && v != "posix"
	}
	return true
}
