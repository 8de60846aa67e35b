package diffview_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"awning/tui/widget/diffview"
)

func TestDiffering(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 600)
	for name, c := range map[string]struct {
		s, other string
		want     []string
	}{
		"same":              {"a b", "a b", nil},
		"one word":          {"every hour", "every night", []string{"hour"}},
		"inserted":          {"with TLS 1.3 inspection", "with TLS inspection", []string{"1.3"}},
		"two places":        {"a new b fresh c", "a old b stale c", []string{"new", "fresh"}},
		"a run":             {"a b c d", "a d", []string{"b c"}},
		"nothing in common": {"1.45", "1.35", nil},
		"no spaces":         {"港のバックアップ、毎時", "港のバックアップ、毎晩", []string{"時"}},
		"very long":         {long + "end here", long + "end there", []string{"here"}},
		"long, two places":  {numbered(900, 100, 700), numbered(900), []string{"new100", "new700"}},
		"gone":              {"a", "a b", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, diffview.Differing(c.s, c.other)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// numbered is a text of n different words, some of them new.
func numbered(n int, fresh ...int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("word%d", i)
		if slices.Contains(fresh, i) {
			out[i] = fmt.Sprintf("new%d", i)
		}
	}
	return strings.Join(out, " ")
}

func TestDiffering_withoutThoseWordsItIsPartOfTheOther(t *testing.T) {
	t.Parallel()
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab 港\n")))
	rapid.Check(t, func(t *rapid.T) {
		s, other := text.Draw(t, "s"), text.Draw(t, "other")
		left := s
		for _, w := range diffview.Differing(s, other) {
			if !strings.Contains(left, w) {
				t.Fatalf("%q is not in %q", w, left)
			}
			left = left[strings.Index(left, w)+len(w):]
		}
	})
}
