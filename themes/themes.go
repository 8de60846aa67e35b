// Package themes turns palettes into styles. It imports lipgloss alone: its
// init must run before that of bubbletea, which would otherwise ask the
// terminal for its background and wait up to five seconds for an answer.
package themes

import (
	"fmt"
	"strconv"

	"github.com/charmbracelet/lipgloss"
)

// The order of package initialisation is by import path, and awning/themes
// sorts before bubbletea. Telling lipgloss the background here means nobody
// asks the terminal for it, neither for the console nor for --version.
func init() {
	lipgloss.SetHasDarkBackground(true)
}

// Name names a theme, as the flag and the config file do.
type Name string

// The themes.
const (
	Dark  Name = "dark"
	Light Name = "light"
)

// ParseName reads a theme's name. "auto" and "" mean what background says, the
// value of COLORFGBG ("15;0"), and dark if that says nothing: the terminal
// itself is never asked.
func ParseName(name, background string) (Name, error) {
	switch name {
	case string(Dark), string(Light):
		return Name(name), nil
	case "auto", "":
		return fromBackground(background), nil
	}
	return "", fmt.Errorf("%q is not a theme: use auto, dark or light", name)
}

// fromBackground reads COLORFGBG, whose last part is the number of the
// background colour; 7 and 9 to 15 are light in the palettes of the terminals that set it.
func fromBackground(v string) Name {
	last := v
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] == ';' {
			last = v[i+1:]
			break
		}
	}
	switch last {
	case "7", "9", "10", "11", "12", "13", "14", "15":
		return Light
	}
	return Dark
}

// Palette gives each role a colour. All are of the sixteen the user's own
// terminal defines, so that the console follows the colours chosen there; an
// empty one is the terminal's own foreground.
type Palette struct {
	Text, Accent, Good, Warn, Bad lipgloss.TerminalColor
}

// PaletteOf returns the colours of a theme.
func PaletteOf(n Name) Palette {
	none := lipgloss.NoColor{}
	if n == Light { // green, yellow and cyan cannot be read on white
		return Palette{
			Text: none, Accent: lipgloss.ANSIColor(4),
			Good: lipgloss.ANSIColor(4), Warn: lipgloss.ANSIColor(5), Bad: lipgloss.ANSIColor(1),
		}
	}
	return Palette{
		Text: none, Accent: lipgloss.ANSIColor(14),
		Good: lipgloss.ANSIColor(10), Warn: lipgloss.ANSIColor(11), Bad: lipgloss.ANSIColor(9),
	}
}

// Both returns the colours of the two themes in one palette: the renderer's
// background says which are drawn, and may change at any time.
func Both() Palette {
	dark, light := PaletteOf(Dark), PaletteOf(Light)
	both := func(l, d lipgloss.TerminalColor) lipgloss.TerminalColor {
		lc, isLight := l.(lipgloss.ANSIColor)
		dc, isDark := d.(lipgloss.ANSIColor)
		if !isLight || !isDark {
			return d // the terminal's own
		}
		return lipgloss.AdaptiveColor{Light: strconv.Itoa(int(lc)), Dark: strconv.Itoa(int(dc))}
	}
	return Palette{
		Text: both(light.Text, dark.Text), Accent: both(light.Accent, dark.Accent),
		Good: both(light.Good, dark.Good), Warn: both(light.Warn, dark.Warn), Bad: both(light.Bad, dark.Bad),
	}
}
