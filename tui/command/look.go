package command

import (
	"awning/themes"
	"awning/tui/look"
)

// view is how tables are drawn: for whom, how wide, in which colours.
type view struct {
	width  int // 0: no limit
	styles themes.Styles
}

// chosen is what the flags and the terminal ask for. What is no terminal gets no
// escape sequence of any kind, unless colour was asked for by name.
func (r *run) chosen() view {
	o := look.Options{Color: r.set.Color, Theme: r.set.Theme, ASCII: r.set.ASCII, Env: r.opt.Env}
	v := view{}
	switch {
	case r.opt.OutTerminal:
		v.width = r.opt.Width
	case o.Color == "auto":
		o.Color = "never"
	}
	// The flag takes no theme there is none of, nor does the config file.
	v.styles, _ = look.Styles(o)
	return v
}

// paint gives text the colour of its role.
func (v view) paint(as role, s string) string {
	switch as {
	case dim:
		return v.styles.Heading.Render(s)
	case good:
		return v.styles.Good.Render(s)
	case warn:
		return v.styles.Warn.Render(s)
	case bad:
		return v.styles.Bad.Render(s)
	case plain:
	}
	return s
}
