package root_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/root"
	"awning/tui/tuitest"
)

// One key, from the message to the frame, on the largest window: what the root
// itself takes, whatever the screen.
func BenchmarkApp_key(b *testing.B) {
	app := root.New(b.Context(), root.Options{Deps: tuitest.Deps(tuitest.Options{Colour: true})}, &page{name: "list"})
	app.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	b.ReportAllocs()
	for b.Loop() {
		app.Update(tuitest.Key("j"))
		if !strings.Contains(app.View(), "list") {
			b.Fatal("the screen is not drawn")
		}
	}
}
