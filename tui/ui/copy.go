package ui

import tea "github.com/charmbracelet/bubbletea"

// Copy has the root hand a text to the terminal's clipboard and say so. A secret
// is never copied: whoever sends this leaves it out.
type Copy struct {
	What string // clean, as it stands in a sentence: "the offer id"
	Text string // as it is in the data, not as it is shown
}

// CopyText returns the command that copies a text.
func CopyText(what, text string) tea.Cmd {
	return func() tea.Msg { return Copy{What: what, Text: text} }
}

// Copier is a screen on which something is worth copying. The root binds a key
// to it, unless the screen has bound that key itself.
type Copier interface {
	// Copied is the value under the cursor and what it is called in a sentence:
	// "the offer id". An empty text says there is nothing, or a secret.
	Copied() (what, text string)
}
