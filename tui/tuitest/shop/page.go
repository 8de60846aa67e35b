package shop

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
)

// page is a screen that only says what it is.
type page string

// Page is a screen to lead to: it shows one line of text.
func Page(text string) ui.Screen { return page(text) }

func (p page) Title() string                { return string(p) }
func (p page) Init(context.Context) tea.Cmd { return nil }
func (p page) Update(tea.Msg) tea.Cmd       { return nil }
func (p page) SetSize(int, int)             {}
func (p page) View() string                 { return string(p) }
func (p page) Actions() []ui.Action         { return nil }
func (p page) Typing() bool                 { return false }
