package shop

import (
	"testing"

	"awning/tui/ui"
)

// Explained fails the test unless each column that a screen writes to files is explained.
// Headings of groups are no columns.
func Explained(t *testing.T, s ui.Screen) {
	t.Helper()
	list, ok := s.(ui.Exporter)
	says, explains := s.(ui.Explainer)
	if !ok || !explains {
		t.Fatalf("%T has no list, or does not explain it", s)
	}
	head, _ := list.Table()
	columns := len(head)
	if columns > 0 && head[0] == "group" {
		columns--
	}
	if facts := says.Explain(); len(facts) != columns {
		t.Errorf("%d of the columns %q are explained: %q", len(facts), head, facts)
	}
}
