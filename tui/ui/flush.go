package ui

import tea "github.com/charmbracelet/bubbletea"

// Flusher is a screen that holds something typed which the store does not have
// yet. When the console ends, for whatever reason, the command is run and waited
// for: on a dropped line there is no other chance. Its message goes nowhere.
type Flusher interface {
	Flush() tea.Cmd
}
