package tui_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"awning/model"
	"awning/model/raw"
	"awning/tui/tuitest"
)

// toListing opens harbor-backup's listing with the cursor on its summary.
func (s *stage) toListing(ctx context.Context) *tuitest.Driver {
	s.t.Helper()
	d := s.start(ctx).Advance(10 * time.Second)
	d.Press("enter").Advance(10*time.Second).Press("/").Type("harbor-backup").Press("enter", "enter").Advance(20 * time.Second)
	return d.Press(times(3, "down")...).Press("enter").Advance(5 * time.Second).Press("down")
}

// elsewhere changes a place of the draft's listing as a colleague does in the
// portal.
func (s *stage) elsewhere(path, value string) {
	s.t.Helper()
	o, _ := s.find("harbor-backup")
	doc, _ := s.contents(o.ID, model.Draft).Find(model.SectionKey{Section: "listing"})
	after, err := raw.Set(doc.Raw, raw.Pointer(path), json.RawMessage(value))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err = s.market.Save(s.t.Context(), o, model.Edit{Base: doc, Raw: after}); err != nil {
		s.t.Fatal(err)
	}
}

// What is typed outlives the console, one second after the key; it is offered, gone
// on with, saved, and the comparison shows just that.
func TestFlow_nothingTypedIsLost(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		ctx, kill := context.WithCancel(s.t.Context())
		d := s.toListing(ctx)
		before := s.document("harbor-backup", model.Draft, "listing")
		d.Press("enter", "ctrl+u").Type("Backups that restore themselves").Advance(time.Second).Shows("kept ")
		kill()

		d = s.toListing(s.t.Context()).Shows("Unsaved edits of before are here: 1", "Backups that restore themselves", "* unsaved")
		if got := settled(s.document("harbor-backup", model.Draft, "listing")); got != settled(before) {
			t.Fatal("an edit went to the service by itself")
		}
		d.Press("enter", "ctrl+s").Advance(2 * time.Second).Shows("Saved in the draft: 1 edit.").Hides("unsaved")
		d.Press("c").Advance(5*time.Second).Shows("[differences 1]", "Search summary").Press("esc")
	})
}

// Two people change one summary: nothing is sent before one of them decides.
func TestFlow_conflict(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		d := s.toListing(s.t.Context())
		d.Press("enter", "ctrl+u").Type("Mine").Press("enter").Advance(time.Second).Shows("1 unsaved edit")
		s.elsewhere("/summary", `"Theirs"`)
		d.Press("ctrl+s").Advance(10*time.Second).Shows("1 conflict is open", "Mine", "Theirs")
		if got := s.value("harbor-backup", model.Draft, "listing.summary"); got != `"Theirs"` {
			t.Fatalf("the draft has %s before anybody decided", got)
		}
		d.Press("m", "ctrl+s").Advance(2 * time.Second).Shows("Saved in the draft, with what was changed elsewhere.").Hides("unsaved")
		if got := s.value("harbor-backup", model.Draft, "listing.summary"); got != `"Mine"` {
			t.Errorf("the draft has %s", got)
		}
	})
}
