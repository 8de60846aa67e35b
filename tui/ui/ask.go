package ui

import tea "github.com/charmbracelet/bubbletea"

// Question is what a dialog asks before something is done. Its texts are clean.
type Question struct {
	Title string
	// Facts say what it is about, label and value: account, offer, environment.
	Facts [][2]string
	// Body tells the consequences, a paragraph each.
	Body []string
	// Typed must be typed exactly, for what cannot be undone: an offer id. Empty
	// asks for yes or no, and no is the default.
	Typed string
	// Yes and No are what the two answers are called.
	Yes, No string
	// Do is carried out on yes. Nil does nothing.
	Do func() tea.Cmd
}

// Ask has the root put a question to the user, over whatever screen is on top.
type Ask struct{ Question Question }

// Confirm returns the command that asks a question.
func Confirm(q Question) tea.Cmd { return func() tea.Msg { return Ask{Question: q} } }
