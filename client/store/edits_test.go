package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/store"
	"awning/model"
)

// edit is an edit of a place of a listing that is spelled as encoding/json would not.
func edit(path, value string) model.FieldEdit {
	key := model.SectionKey{Plan: "basic", Section: "listing", Item: "en-us/1"}
	e := model.FieldEdit{
		Offer: offer("a"), Key: key, Path: path, Old: json.RawMessage(`"<old>"`),
		Base: model.Document{Key: key, Env: model.Draft, Dialect: model.V1, Raw: json.RawMessage("{ \"a\" : 1.50,\n\"b\":\"<old>\" }"), ETag: `"\"e\""`, Ref: "r"},
	}
	if value != "" {
		e.New = json.RawMessage(value)
	}
	return e
}

func keep(t *testing.T, seat *store.Seat, e model.FieldEdit) model.FieldEdit {
	t.Helper()
	kept, err := seat.KeepEdit(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return kept[0]
}

// values lists what edits make of which place.
func values(t *testing.T, seat *store.Seat) map[string]string {
	t.Helper()
	edits, err := seat.EditsAll(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range edits {
		if _, twice := out[e.Path]; twice {
			t.Errorf("two edits of %s", e.Path)
		}
		out[e.Path] = string(e.New)
	}
	return out
}

func TestEdits_roundTrip(t *testing.T) {
	t.Parallel()
	s, path := memory(t), file(t)
	seat := openAt(t, path).For("one")
	for _, want := range []model.FieldEdit{edit("/a", "1.5000"), edit("/b", ""), edit("", `{ "x" : "\u003c" }`)} {
		got := keep(t, seat, want)
		if got.Rev == 0 || got.By.Run == "" || got.At.IsZero() || got.BaseHash != want.Base.Hash() {
			t.Errorf("kept as %+v", got)
		}
	}
	edits, err := openAt(t, path).For("one").Edits(t.Context(), offer("a").Product)
	if err != nil || len(edits) != 3 {
		t.Fatalf("%d edits, %v", len(edits), err)
	}
	for i, want := range []model.FieldEdit{edit("/a", "1.5000"), edit("/b", ""), edit("", `{ "x" : "\u003c" }`)} {
		got := edits[i]
		got.Rev, got.By, got.At, got.BaseHash = 0, model.Process{}, time.Time{}, ""
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	for _, other := range []*store.Seat{openAt(t, path).For("two"), s.For("one")} {
		if got := values(t, other); len(got) != 0 {
			t.Errorf("another identity sees %v", got)
		}
	}
	if got, err := seat.Edits(t.Context(), "another"); len(got) != 0 || err != nil {
		t.Errorf("another product has %v (%v)", got, err)
	}
	if _, err := seat.KeepEdit(t.Context(), model.FieldEdit{}); err == nil {
		t.Error("an edit of nothing was kept")
	}
}

// Two consoles at one place: who has not seen the other's edit does not replace
// it, and loses nothing either.
func TestEdits_twoConsoles(t *testing.T) {
	t.Parallel()
	path := file(t)
	mine := openAt(t, path)
	a, b := mine.For("one"), openAt(t, path).For("one")
	first := keep(t, a, edit("/b", `"a"`))
	version, err := mine.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	kept, err := b.KeepEdit(t.Context(), edit("/b", `"b"`), edit("/c", `"b"`))
	clash, ok := errors.AsType[*store.EditedElsewhereError](err)
	if !ok || len(kept) != 1 || kept[0].Path != "/c" || len(clash.EditedElsewhere()) != 1 {
		t.Fatalf("kept %v, %v; want a clash", kept, err)
	}
	if c := clash.Clashes[0]; string(c.Theirs.New) != `"a"` || string(c.Mine.New) != `"b"` || clash.Error() == "" || clash.Hint() == "" {
		t.Errorf("the clash is %+v", c)
	}
	if after, verr := mine.Version(t.Context()); verr != nil || after == version {
		t.Errorf("the other console's edit does not show: version %d, %v", after, verr)
	}
	if again, verr := b.KeepEdit(t.Context(), edit("/b", `"bb"`)); verr == nil {
		t.Errorf("kept %v", again)
	}
	if diff := cmp.Diff(map[string]string{"/b": `"a"`, "/c": `"b"`}, values(t, a)); diff != "" {
		t.Error(diff)
	}
	if aside, derr := b.Discarded(t.Context()); derr != nil || len(aside) != 1 || string(aside[0].New) != `"bb"` {
		t.Errorf("set aside: %v (%v)", aside, derr)
	}

	seen := edit("/b", `"b"`)
	seen.Rev = first.Rev
	keep(t, b, seen)
	if err = a.Discard(t.Context(), first); err == nil {
		t.Error("an edit that was not seen was discarded")
	}
	if diff := cmp.Diff(map[string]string{"/b": `"b"`, "/c": `"b"`}, values(t, a)); diff != "" {
		t.Error(diff)
	}
	if replaced, derr := a.Discarded(t.Context()); derr != nil || len(replaced) != 2 {
		t.Errorf("what was replaced by another console is gone: %v (%v)", replaced, derr)
	}
}

func TestEdits_discardedAndRestored(t *testing.T) {
	t.Parallel()
	now := clock()()
	s, _, err := store.Open(t.Context(), file(t), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, seat := t.Context(), s.For("one")
	x, y := keep(t, seat, edit("/x", "1")), keep(t, seat, edit("/y", "2"))
	if err = seat.Discard(ctx, x, y); err != nil {
		t.Fatal(err)
	}
	if err = seat.Discard(ctx, x); err != nil {
		t.Errorf("discarded twice: %v", err)
	}
	if got := values(t, seat); len(got) != 0 {
		t.Errorf("after discarding: %v", got)
	}
	now = now.Add(store.DiscardedFor)
	gone, err := seat.Discarded(ctx)
	if err != nil || len(gone) != 2 || gone[0].Ended.IsZero() {
		t.Fatalf("discarded: %v (%v)", gone, err)
	}
	keep(t, seat, edit("/y", "3"))
	if err = seat.Restore(ctx, x, y); err == nil {
		t.Error("restored over another edit")
	}
	if err = errors.Join(seat.Restore(ctx, x), seat.Restore(ctx, x)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"/x": "1", "/y": "3"}, values(t, seat)); diff != "" {
		t.Error(diff)
	}
	now = now.Add(time.Second)
	keep(t, seat, edit("/z", "4"))
	if gone, err = seat.Discarded(ctx); err != nil || len(gone) != 0 {
		t.Errorf("kept too long: %v (%v)", gone, err)
	}
	if err = seat.Restore(ctx, y); !errors.Is(err, store.ErrNotKept) {
		t.Errorf("restored what is gone: %v", err)
	}
}

// What is typed while a save is under way is not ended by the save, and is
// based on what was saved.
func TestEdits_savedWhileTyping(t *testing.T) {
	t.Parallel()
	ctx, seat := t.Context(), memory(t).For("one")
	sent := keep(t, seat, edit("/b", `"sent"`))
	done := keep(t, seat, edit("/c", `"done"`))
	next := edit("/b", `"typed on"`)
	next.Rev = sent.Rev
	next = keep(t, seat, next)
	next.New = json.RawMessage(`"and on"`)
	keep(t, seat, next)
	now := sent.Base
	now.Raw, now.ETag = json.RawMessage(`{"b":"sent","c":"done"}`), "2"
	if err := seat.Saved(ctx, []model.FieldEdit{sent, done}, now); err != nil {
		t.Fatal(err)
	}
	left, err := seat.EditsAll(ctx)
	if err != nil || len(left) != 1 {
		t.Fatalf("left: %v (%v)", left, err)
	}
	if got := left[0]; string(got.New) != `"and on"` || string(got.Old) != `"sent"` || got.Base.ETag != "2" || got.BaseHash != now.Hash() {
		t.Errorf("left: %+v", got)
	}
	if gone, err := seat.Discarded(ctx); len(gone) != 0 || err != nil {
		t.Errorf("what was saved is among the discarded: %v (%v)", gone, err)
	}
}

func TestEditing(t *testing.T) {
	t.Parallel()
	path, now := filepath.Join(t.TempDir(), "d", "awning.db"), clock()()
	var seats []*store.Seat
	for range 2 {
		s, _, err := store.Open(t.Context(), path, func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		seats = append(seats, s.For("one"))
	}
	ctx, a, b := t.Context(), seats[0], seats[1]
	since, key := now, model.SectionKey{Plan: "basic", Section: "listing"}
	sees := func(seat *store.Seat, want int) {
		t.Helper()
		got, err := seat.Editors(ctx, "p")
		if err != nil || len(got) != want || want > 0 && (got[0].Key != key || !got[0].Since.Equal(since) || got[0].By.Host == "") {
			t.Errorf("at %s: %+v (%v), want %d", now, got, err, want)
		}
	}
	for range 5 {
		if err := a.Editing(ctx, "p", key); err != nil {
			t.Fatal(err)
		}
		sees(b, 1)
		sees(a, 0)
		now = now.Add(store.BeatEvery)
	}
	if err := a.EndEditing(ctx, "p", key); err != nil {
		t.Fatal(err)
	}
	sees(b, 0)
	since = now
	if err := a.Editing(ctx, "p", key); err != nil {
		t.Fatal(err)
	}
	sees(b, 1)
	now = now.Add(time.Minute) // killed
	sees(b, 0)
	since = now
	if err := a.Editing(ctx, "p", key); err != nil {
		t.Fatal(err)
	}
	sees(b, 1)
}

// A file of the first version is brought up to date where it is.
func TestOpen_olderSchema(t *testing.T) {
	t.Parallel()
	path := file(t)
	if err := store.MakeVersion1(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	seat := openAt(t, path).For("one")
	offers, _, err := seat.Offers(t.Context(), "all")
	if err != nil || len(offers) != 1 || offers[0].ID != "a" {
		t.Errorf("after the upgrade: %v (%v)", offers, err)
	}
	keep(t, seat, edit("/a", "1"))
	if got := values(t, openAt(t, path).For("one")); len(got) != 1 {
		t.Errorf("after another start: %v", fmt.Sprint(got))
	}
}
