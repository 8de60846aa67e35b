package section_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// told opens a section and returns the screen too.
func told(t *testing.T, m *shop.Shop, k model.SectionKey) (*tuitest.Driver, *section.Screen) {
	t.Helper()
	var screen *section.Screen
	d := tuitest.New(t, tuitest.Options{Width: 100, Terminal: &bytes.Buffer{}}, func(d ui.Deps) ui.Screen {
		screen = section.New(d, m, section.Nav{}, shop.Type(), shop.Harbor(), k)
		return screen
	})
	return d, screen
}

func TestScreen_tellsAllOfAField(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, screen := told(t, shop.New(), listing)
		d.Press("down", "enter", "ctrl+u").Type(strings.Repeat("long ", 30)).Press("esc")
		facts := map[string]string{}
		for _, f := range screen.Detail() {
			facts[f.Label] = f.Value
		}
		for label, want := range map[string]string{
			"Field": "Search results summary", "Draft": strings.Repeat("long ", 30), "Limit": "150/100",
			"Saved draft": "Back up every server every hour, with keys that never leave your own vault.",
			"preview":     "Back up servers every night.", "live": "Back up servers every night.", "Unsaved since": "00:00",
			"About":      "The one line customers see in a list of offers.",
			"To correct": "Search results summary may have at most 100 characters; this is 150 characters",
		} {
			if facts[label] != want {
				t.Errorf("%s is %q, want %q", label, facts[label], want)
			}
		}
		if what, value := screen.Copied(); what != "Search results summary" || value != strings.Repeat("long ", 30) {
			t.Errorf("copied %q: %q", what, value)
		}
		d.Press("end")
		if _, value := screen.Copied(); value != "{\n  \"boost\": 2,\n  \"note\": \"kept\"\n}" {
			t.Errorf("copied %q", value)
		}
		head, rows := screen.Table()
		if strings.Join(head, " ") != "group field value limit state differs" || len(rows) != 8 || rows[1][2] != strings.TrimSpace(strings.Repeat("long ", 30)) {
			t.Errorf("exported %q %q", head, rows)
		}
	})
}

// What the catalogue calls a secret and what only looks like one are neither
// shown, nor copied, nor exported.
func TestScreen_secretsStay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft].Documents[3].Raw = []byte(`{"key":"tops","tenant":"12345678-90ab-cdef-1234-567890abcdef","probe":{"clientSecret":"tops"},"place":"https://x.example/a?sig=tops"}`)
		d, screen := told(t, m, model.SectionKey{Section: "technical"})
		for range 4 {
			var all []string
			for _, f := range screen.Detail() {
				all = append(all, f.Value)
			}
			what, value := screen.Copied()
			_, rows := screen.Table()
			for _, row := range rows {
				all = append(all, row...)
			}
			if text := strings.Join(append(all, what, value), "\n"); strings.Contains(text, "tops") {
				t.Errorf("the secret is in %q", text)
			}
			d.Hides("tops").Press("v").Hides("tops").Press("v", "down")
		}
		d.Press("enter").Shows("it looks like a secret").Press("home", "y").Shows("there is nothing here that can be copied")
	})
}

// Tab leads to the panel below, where the keys that move scroll it.
func TestScreen_panes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft].Documents[2].Raw = []byte(`{"title":"Harbor","description":"` + strings.Repeat("<p>x</p>\\n", 30) + `last","summary":"s"}`)
		d := open(t, tuitest.Options{}, m, listing)
		d.Press("down", "down", "tab").Shows("── › Description").Hides("last").Press("end").Shows("last", "› Description    ")
		d.Press("tab", "down").Shows("── Search keywords").Press("up").Shows("HTML is allowed.").Hides("last")
		d.Press("tab", "esc").Hides("── ›").Press("down").Shows("── Search keywords")
	})
}
