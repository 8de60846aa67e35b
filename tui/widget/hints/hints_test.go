package hints_test

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"awning/themes"
	"awning/tui/widget/hints"
)

func styles(p termenv.Profile) themes.Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks())
}

func rows() (here, always []hints.Hint) {
	return []hints.Hint{{"enter", "open"}, {"/", "filter"}, {"s", "sort"}}, []hints.Hint{{"?", "all keys"}, {"q", "quit"}}
}

func TestLine(t *testing.T) {
	t.Parallel()
	here, always := rows()
	for width, want := range map[int]string{
		80: "enter open   / filter   s sort   ? all keys   q quit",
		51: "enter open   / filter   ? all keys   q quit",
		35: "enter open   ? all keys   q quit",
		20: "? all keys   q quit",
		12: "q quit",
		3:  "",
	} {
		if got := hints.Line(styles(termenv.Ascii), here, always, width); got != want {
			t.Errorf("at %d: %q, want %q", width, got, want)
		}
	}
	if got := hints.Line(styles(termenv.Ascii), here, nil, 14); got != "enter open" {
		t.Errorf("without fixed ones: %q", got)
	}
}

// No width is too small, in colour as without.
func TestLine_neverOverflows(t *testing.T) {
	t.Parallel()
	here, always := rows()
	for _, p := range []termenv.Profile{termenv.Ascii, termenv.ANSI} {
		for width := range 100 {
			got := hints.Line(styles(p), here, always, width)
			if w := ansi.StringWidth(got); w > width {
				t.Errorf("%d cells at width %d: %q", w, width, ansi.Strip(got))
			}
			if width > 6 && !strings.Contains(ansi.Strip(got), "q quit") {
				t.Errorf("at width %d the way out is missing: %q", width, ansi.Strip(got))
			}
		}
	}
}
