package command

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"awning/themes"
)

// look is how tables are drawn: for whom, how wide, in which colours.
type look struct {
	width    int // 0: no limit
	ellipsis string
	crumb    string         // between a plan and its section
	styles   *themes.Styles // nil: no colour, no escape sequence of any kind
}

// look is the look the flags and the terminal ask for.
func (r *run) look() look {
	marks := themes.UnicodeMarks()
	if r.set.ASCII || !utf8Locale(r.opt.Env) {
		marks = themes.ASCIIMarks()
	}
	l := look{ellipsis: marks.Ellipsis, crumb: marks.Crumb}
	if r.opt.OutTerminal {
		l.width = r.opt.Width
	}
	profile := r.profile()
	if profile == termenv.Ascii {
		return l
	}
	// The theme was checked when the flags were read.
	name, err := themes.ParseName(r.set.Theme, r.opt.Env("COLORFGBG"))
	if err != nil {
		return l
	}
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(profile)
	styles := themes.New(renderer, themes.PaletteOf(name), marks)
	l.styles = &styles
	return l
}

// profile is how many colours standard output takes. The terminal is not asked.
func (r *run) profile() termenv.Profile {
	switch r.set.Color {
	case "never":
		return termenv.Ascii
	case "16":
		return termenv.ANSI
	case "256":
		return termenv.ANSI256
	case "truecolor":
		return termenv.TrueColor
	case "always":
		return termenv.ANSI
	}
	switch name := r.opt.Env("TERM"); {
	case !r.opt.OutTerminal, r.opt.Env("NO_COLOR") != "", name == "", name == "dumb", strings.HasPrefix(name, "vt"):
		return termenv.Ascii
	}
	return termenv.ANSI // the themes use no more than the user's own sixteen
}

// utf8Locale reports whether the locale's character set is UTF-8, or not named.
func utf8Locale(env func(string) string) bool {
	locale := firstSet(env, "LC_ALL", "LC_CTYPE", "LANG")
	_, charset, found := strings.Cut(locale, ".")
	if !found {
		return locale != "C" && locale != "POSIX"
	}
	charset, _, _ = strings.Cut(charset, "@")
	return strings.EqualFold(strings.ReplaceAll(charset, "-", ""), "utf8")
}

// paint gives text the colour of its role.
func (l look) paint(as role, s string) string {
	if l.styles == nil {
		return s
	}
	switch as {
	case dim:
		return l.styles.Heading.Render(s)
	case good:
		return l.styles.Good.Render(s)
	case warn:
		return l.styles.Warn.Render(s)
	case bad:
		return l.styles.Bad.Render(s)
	case plain:
	}
	return s
}
