package htmlview_test

import (
	"slices"
	"strings"
	"testing"

	"awning/tui/tuitest"
	"awning/tui/widget/cells"
	"awning/tui/widget/htmlview"
)

func TestLines(t *testing.T) {
	t.Parallel()
	st := tuitest.Deps(tuitest.Options{}).Styles
	for name, c := range map[string]struct {
		in    string
		width int
		want  []string
	}{
		"nothing":       {"", 20, nil},
		"plain":         {"one\n  two", 20, []string{"one two"}},
		"paragraphs":    {"<p>one</p>\n<p>two</p>", 20, []string{"one", "", "two"}},
		"break":         {"one<br>two<br/>three", 20, []string{"one", "two", "three"}},
		"bold in words": {"a <b>big</b> <i>day</i>.", 20, []string{"a big day."}},
		"bullets":       {"<ul><li>one</li><li>two</li></ul>after", 20, []string{"- one", "- two", "after"}},
		"numbers":       {"<ol><li>one<li>two</ol>", 20, []string{"1. one", "2. two"}},
		"nested":        {"<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", 20, []string{"- a", "  - b", "- c"}},
		"heading":       {"<h2>Head</h2>body", 20, []string{"Head", "", "body"}},
		"wrapped item":  {"<ul><li>one two three</li></ul>", 9, []string{"- one two", "  three"}},
		"entity":        {"a &amp; b &lt;p&gt;", 20, []string{"a & b <p>"}},
		"forbidden":     {"a<a href=x>b</a>", 20, []string{"a!<a>b!</a>"}},
		"unclosed":      {"<p>one<p", 20, []string{"one"}},
		"escape":        {"a\x1b[2Jb\u202e", 40, []string{"ab<U+202E>"}},
		"stray ends":    {"</ul></li></p>x", 20, []string{"x"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := htmlview.Lines(st, c.in, c.width); !slices.Equal(got, c.want) {
				t.Errorf("%q\nbecomes %q\nwant    %q", c.in, got, c.want)
			}
		})
	}
}

// Whatever a listing holds, no line outgrows its room and no control character
// is among them.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"<ul><li>x", "<p>日本<br>a", "</ul>", "&#27;[2J", "<\x1b]0;x\x07>", strings.Repeat("<ol><li>", 50)} {
		f.Add(s, 12)
	}
	st := tuitest.Deps(tuitest.Options{}).Styles
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 40 + min(max(width, 0), 100)
		for _, l := range htmlview.Lines(st, s, width) {
			if cells.Width(l) > width || strings.ContainsAny(l, "\x1b\r\n\u202e") {
				t.Errorf("line %q of %d cells in %d", l, cells.Width(l), width)
			}
		}
	})
}
