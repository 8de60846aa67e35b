package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/store"
	"awning/model"
)

// able is what was found at a time.
func able(at time.Time, answer model.Answer) model.Capabilities {
	return model.Capabilities{Profile: "p", Account: "a", At: at, Probes: []model.Probe{
		{Ability: model.AbleCPP, Publisher: "brightwave", Answer: answer, Status: 403, Code: "Forbidden", Said: "no", RequestID: "r"},
	}}
}

// Each identity has its own findings, and newer ones take the place of older ones, not the
// other way round.
func TestAbilities(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), memory(t)
	mine, theirs := s.For("one"), s.For("two")
	want := func(seat *store.Seat, c model.Capabilities) {
		t.Helper()
		got, err := seat.Abilities(ctx)
		if diff := cmp.Diff(c, got); diff != "" || err != nil {
			t.Errorf("%v, differs (-want +got):\n%s", err, diff)
		}
	}
	now := clock()().UTC()
	want(mine, model.Capabilities{})
	for _, step := range []struct {
		kept model.Capabilities
		want model.Capabilities
	}{
		{able(now.Add(-time.Hour), model.No), able(now.Add(-time.Hour), model.No)},
		{able(now, model.Yes), able(now, model.Yes)},
		{able(now.Add(-time.Minute), model.No), able(now, model.Yes)},
		{able(now.Add(24*time.Hour), model.No), able(now.Add(24*time.Hour), model.No)},
		{able(now, model.Unknown), able(now, model.Unknown)}, // the clock went wrong, and was put right
	} {
		if err := mine.KeepAbilities(ctx, step.kept); err != nil {
			t.Fatal(err)
		}
		want(mine, step.want)
	}
	want(theirs, model.Capabilities{})
	if err := store.Damage(ctx, s, "ability"); err != nil {
		t.Fatal(err)
	}
	want(mine, model.Capabilities{})
}

func TestChoice(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), memory(t)
	mine, theirs := s.For("one"), s.For("two")
	if _, at, err := mine.Choice(ctx); !at.IsZero() || err != nil {
		t.Errorf("a choice of %s, %v before any was made", at, err)
	}
	for _, chosen := range []model.Scope{{Profile: "p"}, {Profile: "p", Account: "a", Publisher: "brightwave"}} {
		if err := mine.KeepChoice(ctx, chosen); err != nil {
			t.Fatal(err)
		}
		if got, at, err := mine.Choice(ctx); got != chosen || at.IsZero() || err != nil {
			t.Errorf("%+v, %s, %v; want %+v", got, at, err, chosen)
		}
	}
	if _, at, err := theirs.Choice(ctx); !at.IsZero() || err != nil {
		t.Errorf("another identity's choice: %s, %v", at, err)
	}
	if err := store.Damage(ctx, s, "choice"); err != nil {
		t.Fatal(err)
	}
	if _, at, err := mine.Choice(ctx); !at.IsZero() || err != nil {
		t.Errorf("a damaged choice: %s, %v", at, err)
	}
}

// A file of the first version takes both once it is open, and has them after it was closed.
func TestStandpoint_inAnOlderFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "awning.db")
	if err := store.MakeVersion1(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	found, chosen := able(time.Unix(7, 0).UTC(), model.Yes), model.Scope{Profile: "p"}
	for _, write := range []bool{true, false} {
		s, _, err := store.Open(t.Context(), path, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		seat := s.For("one")
		if write {
			if err = seat.KeepAbilities(t.Context(), found); err == nil {
				err = seat.KeepChoice(t.Context(), chosen)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		got, err := seat.Abilities(t.Context())
		if diff := cmp.Diff(found, got); diff != "" || err != nil {
			t.Errorf("%v, differs (-want +got):\n%s", err, diff)
		}
		if scope, _, cerr := seat.Choice(t.Context()); scope != chosen || cerr != nil {
			t.Errorf("%+v, %v", scope, cerr)
		}
		if err = s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
