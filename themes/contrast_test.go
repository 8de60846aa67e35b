package themes_test

import (
	"io"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"awning/themes"
)

// terminal is the palette a widespread terminal comes with: its background on
// either theme, and those of the sixteen colours that are fit to write in.
type terminal struct {
	dark, light int
	colours     map[int]int
}

func terminals() map[string]terminal {
	return map[string]terminal{
		"xterm": {0x000000, 0xffffff, map[int]int{
			0: 0x000000, 1: 0xcd0000, 4: 0x0000ee, 5: 0xcd00cd,
			9: 0xff0000, 10: 0x00ff00, 11: 0xffff00, 12: 0x5c5cff, 13: 0xff00ff, 14: 0x00ffff,
		}},
		"Visual Studio Code": {0x1e1e1e, 0xffffff, map[int]int{
			0: 0x000000, 1: 0xcd3131, 4: 0x0451a5, 5: 0xbc05bc,
			9: 0xf14c4c, 10: 0x23d18b, 11: 0xf5f543, 12: 0x3b8eea, 13: 0xd670d6, 14: 0x29b8db,
		}},
		"Windows Terminal": {0x0c0c0c, 0xffffff, map[int]int{
			0: 0x0c0c0c, 1: 0xc50f1f, 4: 0x0037da, 5: 0x881798,
			9: 0xe74856, 10: 0x16c60c, 11: 0xf9f1a5, 12: 0x3b78ff, 13: 0xb4009e, 14: 0x61d6d6,
		}},
		"GNOME": {0x171421, 0xffffff, map[int]int{
			0: 0x171421, 1: 0xc01c28, 4: 0x12488b, 5: 0xa347ba,
			9: 0xf66151, 10: 0x33da7a, 11: 0xe9ad0c, 12: 0x2a7bde, 13: 0xc061cb, 14: 0x33c7de,
		}},
	}
}

// Every colour that is written in can be read on the background it is meant for, by
// the measure of the Web Content Accessibility Guidelines: 4.5 to 1, and 3 to 1 for
// the program's name, which is bold and always says the same.
func TestContrast(t *testing.T) {
	t.Parallel()
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	s := themes.New(r, themes.Both(), themes.UnicodeMarks())
	const text, name = 4.5, 3.0
	styles := map[string]lipgloss.Style{"accent": s.Accent, "good": s.Good, "warn": s.Warn, "bad": s.Bad, "added": s.Added, "removed": s.Removed, "edited": s.Edited}
	accounts := map[string]lipgloss.Style{}
	for _, account := range []string{"brightwave", "fjordlabs", "contoso", "northwind", "adatum", "tailspin"} {
		accounts[account] = s.Account(account)
	}
	for _, theme := range []themes.Name{themes.Dark, themes.Light} {
		s.SetTheme(theme)
		for role, style := range styles {
			readable(t, theme, role, style, text)
		}
		for account, style := range accounts {
			readable(t, theme, account, style, name)
		}
	}
}

// readable fails the test if a style has too little contrast in some terminal.
func readable(t *testing.T, theme themes.Name, role string, style lipgloss.Style, least float64) {
	t.Helper()
	found := regexp.MustCompile(`\x1b\[(?:\d+;)*?([39])([0-7])m`).FindStringSubmatch(style.Render("x"))
	if found == nil {
		t.Fatalf("%s, %s: no colour in %q", theme, role, style.Render("x"))
	}
	number, _ := strconv.Atoi(found[2])
	if found[1] == "9" {
		number += 8
	}
	for name, term := range terminals() {
		background := term.dark
		if theme == themes.Light {
			background = term.light
		}
		colour, ok := term.colours[number]
		if ratio := contrast(colour, background); !ok || ratio < least {
			t.Errorf("%s, %s in %s: colour %d has a contrast of %.1f to 1", theme, role, name, number, ratio)
		}
	}
}

// contrast is that of two colours, from 1 to 21.
func contrast(a, b int) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(rgb int) float64 {
	sum := 0.0
	for shift, weight := range map[int]float64{16: 0.2126, 8: 0.7152, 0: 0.0722} {
		c := float64(rgb>>shift&0xff) / 0xff
		if c <= 0.04045 {
			sum += weight * c / 12.92
			continue
		}
		sum += weight * math.Pow((c+0.055)/1.055, 2.4)
	}
	return sum
}
