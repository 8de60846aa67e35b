package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/store"
	"awning/model"
)

func operation(id string, verb model.Verb, o model.Offer) model.Operation {
	return model.Operation{
		ID: model.OperationID(id), Verb: verb, Offer: o, Phase: model.OperationIntent, Before: "6",
		Sections: []model.SectionKey{{Plan: "basic", Section: "listing"}}, Started: time.Date(2026, 3, 2, 13, 0, 0, 5, time.UTC),
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	ctx, seat := t.Context(), memory(t).For("one")
	a := operation("1", model.VerbPublish, offer("a"))
	others := []model.Operation{operation("2", model.VerbCancel, offer("a")), operation("3", model.VerbPublish, offer("b"))}
	for _, op := range append([]model.Operation{a}, others...) {
		if err := seat.Begin(ctx, op); err != nil {
			t.Fatal(err)
		}
	}

	err := seat.Begin(ctx, operation("4", model.VerbPublish, offer("a")))
	under, ok := errors.AsType[*store.UnderWayError](err)
	if !ok || !errors.Is(err, store.ErrUnderWay) || !cmp.Equal(under.Existing, a) {
		t.Errorf("second publish of one offer: %v; want ErrUnderWay with the first", err)
	}

	a.Phase, a.Job, a.Submission = model.OperationSent, "job", "7"
	if err = seat.Update(ctx, a); err != nil {
		t.Fatal(err)
	}
	open, err := seat.Open(ctx)
	if diff := cmp.Diff(append([]model.Operation{a}, others...), open); diff != "" || err != nil {
		t.Errorf("open: %v\n%s", err, diff)
	}

	for i, want := range []bool{true, false, false} {
		if first, eerr := seat.End(ctx, a, model.OutcomeFailed); first != want || eerr != nil {
			t.Errorf("end %d: %v, %v; want %v", i, first, eerr, want)
		}
	}
	if err = seat.Update(ctx, a); !errors.Is(err, store.ErrNotOpen) {
		t.Errorf("update after the end: %v, want ErrNotOpen", err)
	}
	if open, err = seat.Open(ctx); !cmp.Equal(others, open) || err != nil {
		t.Errorf("open after the end: %v, %v", open, err)
	}
	if err = seat.Begin(ctx, operation("5", model.VerbPublish, offer("a"))); err != nil {
		t.Errorf("publish again after the end: %v", err)
	}
	if _, err = seat.End(ctx, others[0], model.OutcomeNone); err == nil {
		t.Error("an operation ended without an outcome")
	}
	if err = seat.Begin(ctx, model.Operation{ID: "x"}); err == nil {
		t.Error("an operation about nothing began")
	}
}

// Two consoles that begin, and that see the end of, the same operation.
func TestOperations_twoProcesses(t *testing.T) {
	t.Parallel()
	ctx, path := t.Context(), file(t)
	seats := []*store.Seat{openAt(t, path).For("one"), openAt(t, path).For("one")}
	for round := range 20 {
		began := make(chan bool)
		for i, seat := range seats {
			go func() {
				err := seat.Begin(ctx, operation(fmt.Sprint(round, "/", i), model.VerbGoLive, offer("a")))
				if err != nil && !errors.Is(err, store.ErrUnderWay) {
					t.Error(err)
				}
				began <- err == nil
			}()
		}
		if a, b := <-began, <-began; a == b {
			t.Fatalf("began: %v and %v; want exactly one", a, b)
		}
		open, err := seats[0].Open(ctx)
		if err != nil || len(open) != 1 {
			t.Fatalf("open: %v, %v", open, err)
		}
		announced := make(chan bool)
		for _, seat := range seats {
			go func() {
				first, eerr := seat.End(ctx, open[0], model.OutcomeSucceeded)
				if eerr != nil {
					t.Error(eerr)
				}
				announced <- first
			}()
		}
		if a, b := <-announced, <-announced; a == b {
			t.Fatalf("announced: %v and %v; want exactly one", a, b)
		}
	}
}
