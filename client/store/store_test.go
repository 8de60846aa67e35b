package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/store"
	"awning/model"
)

// clock is a time that only moves when told.
func clock() func() time.Time {
	at := time.Date(2026, 3, 2, 13, 32, 43, 0, time.UTC)
	return func() time.Time { return at }
}

func memory(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.OpenMemory(t.Context(), clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func openAt(t *testing.T, path string) *store.Store {
	t.Helper()
	s, notice, err := store.Open(t.Context(), path, clock())
	if err != nil || notice != "" {
		t.Fatalf("Open: %v, notice %q", err, notice)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func file(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "awning", "awning.db")
}

func offer(id string) model.Offer {
	return model.Offer{
		Profile: "p", Account: "a", Publisher: "brightwave", Product: model.ProductID("product-" + id),
		ID: model.OfferID(id), Type: "virtual-machine", Alias: "Alias of " + id,
	}
}

// documents have spellings that encoding/json would change.
func contents() model.Contents {
	doc := func(section model.SectionID, raw string) model.Document {
		return model.Document{
			Key: model.SectionKey{Plan: "basic", Section: section, Item: "1"}, Env: model.Preview, Dialect: model.V1,
			Raw: json.RawMessage(raw), ETag: "\"\\\"a\\\"\"", Ref: "entity", Instance: "instance", Sealed: true,
		}
	}
	return model.Contents{
		Env: model.Preview, Exists: true, Approximate: true, Submission: "1152921505699490000",
		Plans: []model.Plan{{Key: "k", ID: "basic", Alias: "Basic", Subtype: "solution-template"}},
		Documents: []model.Document{
			doc("listing", "{ \"b\" : 1.50E+2,\r\n\t\"a\":\"<p>&amp;\\u00e9</p>\", \"a\":null }"),
			doc("properties", `{"n":12345678901234567890.10}`),
			{Key: model.SectionKey{Section: "empty"}, Env: model.Preview},
		},
	}
}

func TestCache_roundTrip(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat, at := memory(t).For("one"), clock()()

	offers, read, err := seat.Offers(ctx, "all")
	if offers != nil || !read.IsZero() || err != nil {
		t.Errorf("before any save: %v, %v, %v", offers, read, err)
	}
	for _, want := range [][]model.Offer{{offer("a"), offer("b")}, {offer("b")}, {}} {
		if err = seat.SaveOffers(ctx, "all", want); err != nil {
			t.Fatal(err)
		}
		offers, read, err = seat.Offers(ctx, "all")
		if diff := cmp.Diff(want, offers); diff != "" || !read.Equal(at) || err != nil {
			t.Errorf("offers: %v, %v\n%s", read, err, diff)
		}
	}

	want := contents()
	for range 2 { // the second save replaces the first
		if err = seat.SaveContents(ctx, "p1", want); err != nil {
			t.Fatal(err)
		}
	}
	got, read, err := seat.Contents(ctx, "p1", model.Preview)
	if diff := cmp.Diff(want, got); diff != "" || !read.Equal(at) || err != nil {
		t.Errorf("contents: %v, %v\n%s", read, err, diff)
	}
	if _, read, err = seat.Contents(ctx, "p1", model.Live); !read.IsZero() || err != nil {
		t.Errorf("contents never saved: %v, %v", read, err)
	}
	empty := model.Contents{Env: model.Live}
	if err = seat.SaveContents(ctx, "p1", empty); err != nil {
		t.Fatal(err)
	}
	if got, read, err = seat.Contents(ctx, "p1", model.Live); !cmp.Equal(empty, got) || read.IsZero() || err != nil {
		t.Errorf("empty contents: %+v, %v, %v", got, read, err)
	}

	standing := model.Standing{Draft: model.DraftChanged, Live: &model.Submission{ID: "7", Phase: model.PhaseLive, Created: at}}
	if err = seat.SaveStanding(ctx, "p1", standing); err != nil {
		t.Fatal(err)
	}
	all, err := seat.Standings(ctx)
	if diff := cmp.Diff(map[model.ProductID]model.Standing{"p1": standing}, all); diff != "" || err != nil {
		t.Errorf("standings: %v\n%s", err, diff)
	}
	one, read, err := seat.Standing(ctx, "p1")
	if diff := cmp.Diff(standing, one); diff != "" || !read.Equal(at) || err != nil {
		t.Errorf("standing: %v, %v\n%s", read, err, diff)
	}
}

func TestSeats_neverMix(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := openAt(t, file(t))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			seat, own := s.For(fmt.Sprintf("identity %d", i)), offer(fmt.Sprintf("o%d", i))
			own.Product = "shared"
			for round := range 5 {
				op := model.Operation{ID: model.OperationID(fmt.Sprintf("op %d", round)), Verb: model.VerbPublish, Offer: own}
				if err := errors.Join(seat.SaveOffers(ctx, "all", []model.Offer{own}), seat.Begin(ctx, op)); err != nil {
					t.Error(err)
					return
				}
				offers, _, err := seat.Offers(ctx, "all")
				open, oerr := seat.Open(ctx)
				if err != nil || oerr != nil || !cmp.Equal(offers, []model.Offer{own}) || !cmp.Equal(open, []model.Operation{op}) {
					t.Errorf("seat %d sees %v and %v (%v, %v)", i, offers, open, err, oerr)
				}
				if first, err := seat.End(ctx, op, model.OutcomeSucceeded); err != nil || !first {
					t.Errorf("seat %d: End %v, %v", i, first, err)
				}
			}
		})
	}
	wg.Wait()
}
