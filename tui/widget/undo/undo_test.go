package undo_test

import (
	"testing"

	"awning/tui/widget/undo"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	var h undo.History
	now := undo.State{}
	change := func(text string, k undo.Kind) {
		h.Took(now, k)
		now = undo.State{Text: text, Cursor: len(text)}
	}
	change("a", undo.Typing)
	change("ab", undo.Typing)
	h.Rest()
	change("abc", undo.Typing)
	change("ab", undo.Erasing)
	change("a", undo.Erasing)
	change("pasted", undo.Whole)
	change("pasted twice", undo.Whole)
	for _, want := range []string{"pasted", "a", "abc", "ab", ""} {
		var ok bool
		if now, ok = h.Undo(now); !ok || now.Text != want {
			t.Fatalf("undo leads to %q (%v), want %q", now.Text, ok, want)
		}
	}
	if _, ok := h.Undo(now); ok {
		t.Error("there is a step before the first")
	}
	for _, want := range []string{"ab", "abc", "a", "pasted", "pasted twice"} {
		var ok bool
		if now, ok = h.Redo(now); !ok || now.Text != want || now.Cursor != len(want) {
			t.Fatalf("redo leads to %+v (%v), want %q", now, ok, want)
		}
	}
	now, _ = h.Undo(now)
	change("else", undo.Typing)
	if _, ok := h.Redo(now); ok {
		t.Error("what was undone came back after another change")
	}
}
