package client_test

import (
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/checklist"
	"awning/model/compare"
	"awning/model/raw"
)

// changes compares two environments as the screens do.
func (s *stage) changes(m *client.Market, o model.Offer, left, right model.Environment) []model.Change {
	s.t.Helper()
	cat, err := loaded()
	if err != nil {
		s.t.Fatal(err)
	}
	kind, _ := cat.Type(o.Type)
	found, err := compare.Contents(kind, s.contents(m, o, left), s.contents(m, o, right), false)
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

// chosen is the checklist with one section chosen, and what goes along.
func (s *stage) chosen(m *client.Market, o model.Offer, k model.SectionKey) ([]checklist.Item, []model.SectionKey) {
	s.t.Helper()
	cat, err := loaded()
	if err != nil {
		s.t.Fatal(err)
	}
	kind, _ := cat.Type(o.Type)
	where, err := m.Standing(s.t.Context(), o)
	if err != nil {
		s.t.Fatal(err)
	}
	items, err := checklist.Build(kind, s.contents(m, o, model.Draft), s.contents(m, o, model.Preview), where)
	if err != nil {
		s.t.Fatal(err)
	}
	if items, err = checklist.Choose(items, []model.SectionKey{k}); err != nil {
		s.t.Fatal(err)
	}
	return items, checklist.Sections(items)
}

// The main job: two edits, one published. What stays behind is the other one,
// in either dialect that can leave it behind.
func TestMainJob_v1(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		const price = raw.Pointer("/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice")
		s.save(m, o, "listing", "/summary", `"A better summary"`)
		s.save(m, o, "plans/standard/pricing", price, "59.00")
		if got := s.changes(m, o, model.Live, model.Draft); len(got) != 2 {
			t.Errorf("draft and live differ in %d places: %+v", len(got), got)
		}
		_, sections := s.chosen(m, o, model.SectionKey{Section: "listing"})
		p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: sections, Seen: s.contents(m, o, model.Draft).Documents}))
		if p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("ended %q: %+v", p.Outcome, p.Problems)
		}
		if got := s.changes(m, o, model.Preview, model.Draft); len(got) != 1 || got[0].Key.Section != "pricing" {
			t.Errorf("the draft is ahead of preview by %+v", got)
		}
		if got := s.changes(m, o, model.Live, model.Preview); len(got) != 1 || got[0].Key.Section != "listing" {
			t.Errorf("preview is ahead of live by %+v", got)
		}
		if where, err := m.Standing(t.Context(), o); err != nil || where.Draft != model.DraftChanged || where.State() != model.StatePreview {
			t.Errorf("stands at %q, draft %q (%v)", where.State(), where.Draft, err)
		}
	})
}

// Of a virtual machine the plans travel along; another section that can be left
// behind is.
func TestMainJob_graph(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		s.save(m, o, "listing", "/searchResultSummary", `"A better summary"`)
		s.save(m, o, "preview-audience", "/previewAudiences", `[{"type":"subscription","id":"5a1b4a2e-0d5c-4a73-9a56-0f0f6b8d2c11","label":"New"}]`)
		s.save(m, o, "plans/payg/listing", "/summary", `"A better plan"`)
		if got := s.changes(m, o, model.Live, model.Draft); len(got) < 3 {
			t.Errorf("draft and live differ in %d places: %+v", len(got), got)
		}
		_, sections := s.chosen(m, o, model.SectionKey{Section: "listing"})
		p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: sections, Seen: s.contents(m, o, model.Draft).Documents}))
		if p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("ended %q: %+v", p.Outcome, p.Problems)
		}
		for _, c := range s.changes(m, o, model.Preview, model.Draft) {
			if c.Key.Section != "preview-audience" {
				t.Errorf("left behind: %+v", c)
			}
		}
		for _, c := range s.changes(m, o, model.Live, model.Preview) {
			if c.Key.Section != "listing" {
				t.Errorf("came along: %+v", c)
			}
		}
	})
}
