package tui

import (
	"awning/tui/clip"
	"awning/tui/look"
	"awning/tui/text"
	"awning/tui/ui"
)

// deps are what every screen is given: looks, words, clock.
func (o Options) deps() (ui.Deps, error) {
	styles, err := look.Styles(look.Options{Color: o.Color, Theme: o.Theme, ASCII: o.ASCII, Env: o.Env})
	if err != nil {
		return ui.Deps{}, err
	}
	lang := o.Lang
	if lang == "" {
		lang = o.Env("LANG")
	}
	texts, _ := text.For(lang) // a language that is not there is English
	deps := ui.Deps{Styles: styles, Text: texts, Now: o.Now, Logger: o.Logger, ReadOnly: o.ReadOnly}
	if o.Out != nil {
		deps.Copy = clip.To(o.Out, o.Env("TMUX") != "")
	}
	return deps, nil
}
