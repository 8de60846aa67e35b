package store_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"awning/client/store"
	"awning/model"
)

func TestNotes(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), memory(t)
	mine, theirs := s.For("one"), s.For("two")
	want := func(seat *store.Seat, p model.ProductID, text string) {
		t.Helper()
		if got, err := seat.Notes(ctx, p); got != text || err != nil {
			t.Errorf("notes %q, %v; want %q", got, err, text)
		}
	}
	want(mine, "a", "")
	for _, text := range []string{"first", "Log in as\ntest, 港."} {
		if err := mine.KeepNotes(ctx, "a", text); err != nil {
			t.Fatal(err)
		}
		want(mine, "a", text)
	}
	want(mine, "b", "")
	want(theirs, "a", "")
	if err := mine.KeepNotes(ctx, "a", ""); err != nil {
		t.Fatal(err)
	}
	want(mine, "a", "")
}

// A file of the first version takes notes once it is open.
func TestNotes_inAnOlderFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "awning.db")
	if err := store.MakeVersion1(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s, _, err := store.Open(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err = s.For("one").KeepNotes(t.Context(), "a", "kept"); err != nil {
		t.Fatal(err)
	}
	if got, rerr := s.For("one").Notes(t.Context(), "a"); got != "kept" || rerr != nil {
		t.Errorf("notes %q, %v", got, rerr)
	}
}

func TestRuns(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 3, 2, 13, 0, 0, 0, time.UTC)
	s, err := store.OpenMemory(t.Context(), func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, seat := t.Context(), s.For("one")
	run := func(id string, v model.Verb, kind model.OfferType, took time.Duration, outcome model.Outcome) {
		t.Helper()
		op := operation(id, v, offer("a"))
		op.Offer.Type = kind
		if rerr := seat.Begin(ctx, op); rerr != nil {
			t.Fatal(rerr)
		}
		clock = clock.Add(took)
		if _, rerr := seat.End(ctx, op, outcome); rerr != nil {
			t.Fatal(rerr)
		}
	}
	run("1", model.VerbPublish, "vm", time.Hour, model.OutcomeSucceeded)
	run("2", model.VerbPublish, "vm", time.Minute, model.OutcomeFailed)
	run("3", model.VerbPublish, "app", time.Second, model.OutcomeSucceeded)
	run("4", model.VerbGoLive, "vm", 3*time.Hour, model.OutcomeSucceeded)
	run("5", model.VerbPublish, "vm", 2*time.Hour, model.OutcomeSucceeded)
	for most, want := range map[int][]time.Duration{9: {2 * time.Hour, time.Hour}, 1: {2 * time.Hour}} {
		if got, rerr := seat.Runs(ctx, model.VerbPublish, "vm", most); !slices.Equal(got, want) || rerr != nil {
			t.Errorf("runs, at most %d: %v, %v; want %v", most, got, rerr, want)
		}
	}
	if got, rerr := s.For("two").Runs(ctx, model.VerbPublish, "vm", 9); len(got) > 0 || rerr != nil {
		t.Errorf("another identity's runs: %v, %v", got, rerr)
	}
}
