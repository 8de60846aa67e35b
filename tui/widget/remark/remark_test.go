package remark_test

import (
	"slices"
	"testing"

	"awning/tui/tuitest"
	"awning/tui/widget/remark"
)

func TestLines(t *testing.T) {
	t.Parallel()
	st := tuitest.Deps(tuitest.Options{}).Styles
	for name, c := range map[string]struct {
		texts       []string
		width, most int
		want        []string
	}{
		"nothing":   {nil, 20, 3, nil},
		"short":     {[]string{"one", "two"}, 20, 3, []string{"! one", "! two"}},
		"broken":    {[]string{"one two three"}, 10, 3, []string{"! one two", "  three"}},
		"too much":  {[]string{"one two three", "four"}, 10, 2, []string{"! one two", "  three…"}},
		"no room":   {[]string{"ab"}, 2, 1, []string{"!…"}},
		"cut short": {[]string{"one", "two"}, 5, 1, []string{"! on…"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := remark.Lines(st, "!", c.texts, c.width, c.most); !slices.Equal(got, c.want) {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
}
