package tuitest

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Key is the message for a key by its name: "enter", "ctrl+s", "alt+b", "é".
func Key(name string) tea.KeyMsg {
	if name == " " || name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	bare, alt := strings.CutPrefix(name, "alt+")
	// The named keys are the types below the runes' own, and the control keys.
	for k := tea.KeyType(-100); k <= 127; k++ {
		if k != tea.KeyRunes && k.String() == bare && bare != "" {
			return tea.KeyMsg{Type: k, Alt: alt}
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(bare), Alt: alt}
}
