package shop

import (
	"testing"

	"awning/tui/ui"
)

// Clashes fails the test if one key does two things, or if an action has no
// name to rebind it by or no words to find it by.
func Clashes(t *testing.T, actions []ui.Action) {
	t.Helper()
	keys, names := map[string]string{}, map[string]bool{}
	for _, a := range actions {
		if a.Name == "" || a.Help().Desc == "" || names[a.Name] {
			t.Errorf("action %q (%s) needs a name of its own and words", a.Name, a.Help().Desc)
		}
		names[a.Name] = true
		for _, k := range a.Keys() {
			if other, taken := keys[k]; taken {
				t.Errorf("key %q does both %s and %s", k, other, a.Name)
			}
			keys[k] = a.Name
		}
	}
}
