package root

import "awning/tui/ui"

// Flush has every screen write down what it holds. It is for after the event
// loop has ended, however it ended.
func (a *App) Flush() {
	for _, e := range a.stack {
		f, ok := e.Screen.(ui.Flusher)
		if !ok {
			continue
		}
		if cmd := f.Flush(); cmd != nil {
			cmd()
		}
	}
}
