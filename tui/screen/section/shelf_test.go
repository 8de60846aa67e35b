package section_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// discarded is a shop in which two edits of the listing and one of a price were
// discarded.
func discarded(t *testing.T) *shop.Shop {
	t.Helper()
	m := shop.New()
	listed, _ := m.Now[model.Draft].Find(listing)
	priced, _ := m.Now[model.Draft].Find(pricing)
	o := shop.Harbor()
	m.Leave(model.Process{Host: "here"},
		model.FieldEdit{Offer: o, Key: listing, Path: "/summary", Old: []byte(`"Before."`), New: []byte(`"毎時バックアップ، احتياطي, and a text that is longer than any column could ever hold in one line."`), Base: listed},
		model.FieldEdit{Offer: o, Key: listing, Path: "/searchRank", Old: []byte(`{"boost":2}`), Base: listed},
		model.FieldEdit{Offer: o, Key: pricing, Path: "/price", Old: []byte("12.5"), New: []byte("77"), Base: priced},
	)
	edits := m.Unsaved()
	if err := m.DiscardEdits(t.Context(), edits[2]); err != nil {
		t.Fatal(err)
	}
	<-time.After(time.Hour)
	if err := m.DiscardEdits(t.Context(), edits[:2]...); err != nil {
		t.Fatal(err)
	}
	other := edits[0]
	other.Rev, other.Offer.Product = 99, "another"
	if err := m.DiscardEdits(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestScreen_restoresWhatWasDiscarded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := discarded(t)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing).Press("U")
		d.Shows("Discarded edits", "3 discarded edits", "searchRank", "(taken out)", "basic › Pricing", "77 USD", "12.5 USD")
		d.Press("A").Shows("Restored as unsaved edits: 2.", "1 discarded edit").Hides("searchRank")
		d.Press("esc").Shows("2 unsaved edits", "毎時")
		d.Press("U", "enter").Shows("Restored as an unsaved edit: Price.", "Nothing of this offer was discarded in the last 14 days.")
		d.Press("enter").Shows("there is nothing to restore")
		if len(m.Unsaved()) != 3 || len(m.Calls()) > 0 {
			t.Errorf("unsaved %v, sent %v", m.Unsaved(), m.Calls())
		}
	})
}

func TestScreen_whatCannotBeRestoredStays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := discarded(t)
		m.Fail("RestoreEdits", errors.New("another edit is there"))
		d := open(t, tuitest.Options{Width: 100}, m, listing)
		d.Press("U", "enter").Shows("could not restore it: another edit is there", "3 discarded edits")
		m.Fail("DiscardedEdits", errors.New("the disk is gone"))
		d.Press("r").Shows("could not read what was discarded: the disk is gone")
	})
}

func TestShelf_golden(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, size.options, discarded(t), listing).Press("U").Golden("shelf")
				open(t, size.options, shop.New(), listing).Press("U").Golden("empty")
			})
		})
	}
}

func TestShelf_hostileTextIsHarmless(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		doc, _ := m.Now[model.Draft].Find(listing)
		evil := "\\u001b]0;owned\\u0007\\u202e"
		m.Leave(model.Process{Host: "here"}, model.FieldEdit{
			Offer: shop.Harbor(), Key: model.SectionKey{Section: "li\x1b[2Jng", Item: "\u202ex"}, Path: "/a\x1b[2Jb", Old: []byte(`"` + evil + `"`), New: []byte(`{"` + evil + `":1}`), Base: doc,
		})
		if err := m.DiscardEdits(t.Context(), m.Unsaved()...); err != nil {
			t.Fatal(err)
		}
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing).Press("U").Shows("1 discarded edit")
		for _, k := range []string{"v", "esc", "enter"} {
			if f := d.Press(k).Frame(); strings.ContainsAny(f, "\x1b\x07\u202e") {
				t.Fatalf("escape characters reached the screen: %q", f)
			}
		}
	})
}
