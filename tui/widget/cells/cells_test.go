package cells_test

import (
	"testing"

	"pgregory.net/rapid"

	"awning/tui/widget/cells"
)

func TestFit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in    string
		width int
		want  string
	}{
		"filled":               {"ab", 4, "ab  "},
		"exact":                {"abcd", 4, "abcd"},
		"cut":                  {"abcde", 4, "abc…"},
		"wide":                 {"日除け", 6, "日除け"},
		"wide cut":             {"日除け", 5, "日除…"},
		"half a wide one":      {"日除け", 4, "日… "},
		"combining":            {"e\u0301e", 3, "e\u0301e "},
		"colours take no room": {"\x1b[31mab\x1b[0m", 3, "\x1b[31mab\x1b[0m "},
		"nothing":              {"ab", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := cells.Fit(c.in, c.width, "…"); got != c.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
			}
		})
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		left, right string
		width       int
		want        string
	}{
		"both":         {"left", "right", 12, "left   right"},
		"left is cut":  {"left side", "right", 12, "left…  right"},
		"no right":     {"left", "", 6, "left  "},
		"no room":      {"left", "right", 6, "left  "},
		"right is all": {"left", "right", 7, "left   "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := cells.Ends(c.left, c.right, c.width, "…"); got != c.want {
				t.Errorf("Ends(%q, %q, %d) = %q, want %q", c.left, c.right, c.width, got, c.want)
			}
		})
	}
}

// Whatever stands below and wherever the block is put, a page keeps its width.
func TestOver_keepsTheWidth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const width = 12
		under := cells.Fit(rapid.StringMatching(`[a日\x{301}é ]{0,14}`).Draw(t, "under"), width, "…")
		block := cells.Fit(rapid.StringMatching(`[b除]{0,6}`).Draw(t, "block"), rapid.IntRange(1, 6).Draw(t, "w"), "…")
		x := rapid.IntRange(0, width-cells.Width(block)).Draw(t, "x")
		got := cells.Over([]string{under}, []string{block}, x, 0)[0]
		if cells.Width(got) != width {
			t.Fatalf("Over(%q, %q, %d) = %q, %d cells wide, want %d", under, block, x, got, cells.Width(got), width)
		}
	})
}
