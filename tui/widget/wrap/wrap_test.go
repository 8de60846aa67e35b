package wrap_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"awning/tui/widget/wrap"
)

func TestSpans(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in    string
		width int
		want  []string
	}{
		"empty":                   {"", 10, []string{""}},
		"fits":                    {"backup", 10, []string{"backup"}},
		"breaks after a space":    {"back up all", 8, []string{"back up", "all"}},
		"exact width":             {"back up", 7, []string{"back up"}},
		"a word too long":         {"https://a.example/b", 8, []string{"https://", "a.exampl", "e/b"}},
		"line breaks stay":        {"a\n\nb", 8, []string{"a", "", "b"}},
		"ends with a break":       {"a\n", 8, []string{"a", ""}},
		"space at the edge":       {"abcd efg", 4, []string{"abcd", "efg"}},
		"wide text breaks inside": {"港のバックアップ", 6, []string{"港のバ", "ックア", "ップ"}},
		"odd width":               {"港のバ", 5, []string{"港の", "バ"}},
		"wider than the line":     {"港", 1, []string{"港"}},
		"no width":                {"ab", 0, []string{"a", "b"}},
		"wide after a short word": {" a👩", 2, []string{"", "a", "👩"}},
		"trailing spaces":         {"abcd   ", 4, []string{"abcd"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, wrap.Lines(tt.in, tt.width)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpans_loseNothingButSpacesAndFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("ab c-dé港ｱ👩\u0301\n"))).Draw(t, "text")
		width := rapid.IntRange(2, 20).Draw(t, "width")
		got := wrap.Lines(s, width)
		for _, l := range got {
			if w := ansi.StringWidth(l); w > width {
				t.Fatalf("line %q is %d cells wide, at most %d allowed", l, w, width)
			}
		}
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if a, b := squeeze.Replace(s), squeeze.Replace(strings.Join(got, "")); a != b {
			t.Fatalf("lines hold %q, the text %q", b, a)
		}
	})
}
