package choose_test

import (
	"slices"
	"strings"
	"testing"

	"awning/tui/tuitest"
	"awning/tui/widget/choose"
)

func list(chosen ...string) *choose.List {
	l := choose.New(choose.Options{
		Styles: tuitest.Deps(tuitest.Options{}).Styles,
		Items: []choose.Item{
			{Value: "at", Label: "Austria"}, {Value: "de", Label: "Germany"}, {Value: "fr", Label: "France"}, {Value: "us", Label: "United States"},
		},
		Sets:   []choose.Set{{Label: "All", Values: []string{"at", "de", "fr", "us"}}, {Label: "German", Values: []string{"at", "de"}}},
		Search: "Search:", None: "nothing like it",
	}, chosen, strings.ToUpper)
	l.SetSize(30, 4)
	return l
}

func TestList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		chosen []string
		keys   []string
		want   []string
	}{
		"nothing pressed":          {[]string{"us", "at"}, nil, []string{"us", "at"}},
		"in, in item order":        {[]string{"us"}, []string{"down", "down", " ", "down", " "}, []string{"us", "at", "de"}},
		"out":                      {[]string{"us", "at"}, []string{"down", "down", " "}, []string{"us"}},
		"set in":                   {[]string{"de"}, []string{"down", " "}, []string{"de", "at"}},
		"set out":                  {[]string{"de", "at", "us"}, []string{"down", " "}, []string{"us"}},
		"searched":                 {nil, []string{"f", "r", " "}, []string{"fr"}},
		"by code":                  {nil, []string{"u", "s", "down", "down", " "}, []string{"us"}},
		"all that show":            {[]string{"us"}, []string{"a", "n", "ctrl+a"}, []string{"us", "de", "fr"}},
		"none that show":           {[]string{"us", "de", "fr", "at"}, []string{"a", "n", "ctrl+a"}, []string{"us", "at"}},
		"nothing matches":          {[]string{"us"}, []string{"x", "x", " ", "ctrl+a"}, []string{"us"}},
		"unknown stays":            {[]string{"zz"}, []string{"down", "down", " "}, []string{"zz", "at"}},
		"beyond the end":           {nil, []string{"pgdown", "pgdown", "pgdown", "down", " "}, []string{"us"}},
		"beyond the beginning":     {nil, []string{"up", "pgup", " "}, []string{"at", "de", "fr", "us"}},
		"the search can be erased": {nil, []string{"x", "backspace", "down", " "}, []string{"at", "de"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := list(c.chosen...)
			for _, k := range c.keys {
				l.Update(tuitest.Key(k))
			}
			if got := l.Chosen(); !slices.Equal(got, c.want) {
				t.Errorf("chosen %q, want %q", got, c.want)
			}
		})
	}
}

func TestList_lines(t *testing.T) {
	t.Parallel()
	l := list("de", "zz")
	l.Update(tuitest.Key("down"))
	got := l.Lines()
	want := []string{"Search:", "  [-] All", "› [-] German", "  [ ] Austria"}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("line %d is %q, want %q", i, got[i], want[i])
		}
	}
	if chosen, all := l.Len(); len(got) != 4 || chosen != 2 || all != 5 {
		t.Errorf("%d lines, %d of %d chosen", len(got), chosen, all)
	}
	for _, k := range []string{"x", "y", "z"} {
		l.Update(tuitest.Key(k))
	}
	if got := l.Lines(); len(got) != 2 || !strings.Contains(got[1], "nothing like it") {
		t.Errorf("an empty list shows %q", got)
	}
	for _, k := range []string{"enter", "esc", "tab"} {
		if l.Update(tuitest.Key(k)) {
			t.Errorf("the list takes %s", k)
		}
	}
}

func TestList_undoAndRedo(t *testing.T) {
	t.Parallel()
	l := list("b")
	for _, k := range []string{"down", "down", " ", "up", " "} {
		l.Update(tuitest.Key(k))
	}
	after := l.Chosen()
	for range 2 {
		if !l.Undo() {
			t.Fatal("a choice cannot be taken back")
		}
	}
	if !slices.Equal(l.Chosen(), []string{"b"}) || l.Undo() {
		t.Errorf("undo leads to %v", l.Chosen())
	}
	for range 2 {
		l.Redo()
	}
	if !slices.Equal(l.Chosen(), after) || l.Redo() {
		t.Errorf("redo leads to %v, want %v", l.Chosen(), after)
	}
}
