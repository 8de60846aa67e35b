package root_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/sahilm/fuzzy"
	"pgregory.net/rapid"

	"awning/tui/root"
	"awning/tui/tuitest"
	"awning/tui/ui"
)

// found types into a palette that knows these names alone, and returns the one
// under the cursor; empty if nothing matches.
func found(t *testing.T, names []string, typed string) string {
	t.Helper()
	first := ""
	synctest.Test(t, func(t *testing.T) {
		d := start(t, tuitest.Options{Find: func(context.Context) ([]root.Found, error) {
			out := make([]root.Found, len(names))
			for i, n := range names {
				out[i] = root.Found{ID: n, Label: n, Screen: func() ui.Screen { return &page{name: n} }}
			}
			return out, nil
		}}, &page{name: "list"})
		text := d.Press(":").Type(typed).Text()
		if m := regexp.MustCompile(`(?m)^› +(.*?) *$`).FindStringSubmatch(text); m != nil {
			first = m[1]
		}
	})
	return first
}

func TestPalette_theBestFirst(t *testing.T) {
	t.Parallel()
	names := []string{"Harbor Backup", "Tidewatch Monitoring", "Quay ERP", "Backup for Harbors", "日除け 監視", "Çelik Kapı", "tide-tables"}
	for typed, want := range map[string]string{
		"harb":    "Harbor Backup",
		"HB":      "Harbor Backup",        // the beginnings of words
		"backup":  "Backup for Harbors",   // where the text begins
		"tm":      "Tidewatch Monitoring", // not the m of another word
		"ttb":     "tide-tables",
		"q e r p": "Quay ERP", // spaces do not count
		"監":       "日除け 監視",
		"çk":      "Çelik Kapı",
		"xz":      "",
		"puh":     "", // in this order only
	} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			if got := found(t, names, typed); got != want {
				t.Errorf("%q finds %q first, want %q", typed, got, want)
			}
		})
	}
}

// Something is found if, and only if, it has the letters in their order: another
// implementation is asked.
func TestPalette_findsWhatHasTheLetters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.StringMatching(`[abAB日 -]{1,8}`)
		name, typed := "n"+word.Draw(r, "name"), strings.ReplaceAll(rapid.StringMatching(`[ab日]{1,4}`).Draw(r, "typed"), " ", "")
		want := len(fuzzy.Find(typed, []string{name})) > 0
		if got := root.Matches(typed, name); got != want {
			r.Fatalf("%q in %q: %v, want %v", typed, name, got, want)
		}
	})
}
