package tui

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"awning/themes"
	"awning/tui/text"
	"awning/tui/ui"
)

// deps are what every screen is given: looks, words, clock.
func (o Options) deps() (ui.Deps, error) {
	theme, err := themes.ParseName(o.Theme, o.Env("COLORFGBG"))
	if err != nil {
		return ui.Deps{}, err
	}
	lang := o.Lang
	if lang == "" {
		lang = o.Env("LANG")
	}
	texts, _ := text.For(lang) // a language that is not there is English
	marks := themes.UnicodeMarks()
	if o.ASCII || !unicodeLocale(o.Env) {
		marks = themes.ASCIIMarks()
	}
	// The renderer is told everything, so that it never asks its output.
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(colours(o.Color, o.Env))
	r.SetHasDarkBackground(theme != themes.Light)
	return ui.Deps{
		Styles: themes.New(r, themes.PaletteOf(theme), marks),
		Text:   texts, Now: o.Now, Logger: o.Logger,
	}, nil
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
