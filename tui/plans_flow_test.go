package tui_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/model/compare"
	"awning/tui/tuitest"
)

// plans opens the list of plans of an offer.
func (s *stage) plans(id string) *tuitest.Driver {
	s.t.Helper()
	return s.open(id).Press("P").Advance(20 * time.Second)
}

// draft is an offer's draft as the service has it.
func (s *stage) draft(id model.OfferID) model.Contents {
	s.t.Helper()
	o, err := s.market.Find(s.t.Context(), model.Scope{}, id)
	if err != nil {
		s.t.Fatal(err)
	}
	c, err := s.market.Contents(s.t.Context(), o, model.Draft)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// planStory is one dialect's way through the life of a plan.
type planStory struct {
	offer, source string
	verbs         []string // of the ledger
}

func planStories() map[string]planStory {
	return map[string]planStory{
		"v1":    {offer: "harbor-backup", source: "standard", verbs: []string{`"verb":"create"`, `"verb":"delete"`}},
		"graph": {offer: "lighthouse-gateway", verbs: []string{`"verb":"edit"`, `"verb":"delete"`}},
	}
}

// A plan is made by its id and name, filled from another, saved, and deleted
// again by its id, typed. Everything else of the offer stays to the byte.
func TestFlow_aPlanFromNewToDeleted(t *testing.T) {
	t.Parallel()
	for name, story := range planStories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onStage(t, func(s *stage) {
				const id = "night-shift"
				d := s.plans(story.offer)
				before := s.draft(model.OfferID(story.offer))
				source := before.Plans[0]
				if story.source != "" {
					source, _ = before.Plan(model.PlanID(story.source))
				}
				d.Press("n").Type("Night").Press("enter").Shows("only lower-case letters").Press("up", "ctrl+u")
				d.Type(id).Press("enter").Type("Night shift").Press("ctrl+s").Advance(2 * time.Second)
				d.Shows("Plan night-shift is in the draft").Advance(20 * time.Second).Shows("Night shift (night-shift)").Hides("not there yet")

				d.Press("c").Advance(20*time.Second).Shows("Into Night shift (night-shift)", "Not copied:")
				for range before.Plans {
					if strings.Contains(d.Text(), "("+string(source.ID)+")") {
						break
					}
					d.Press("f")
				}
				d.Press("ctrl+s").Advance(6*time.Second).Shows("Saved in the draft:", "of night-shift.").Advance(20 * time.Second)
				s.copied(story, source.ID, id)
				s.elsewhereTheSame(before, s.draft(model.OfferID(story.offer)), id)

				d.Press("2").Advance(10*time.Second).Shows("Night shift", "Plan name").Press("esc").Advance(20 * time.Second)
				d.Press("D").Advance(time.Second).Shows("Delete plan night-shift?").Type(id).Press("enter").Advance(6 * time.Second)
				d.Shows("Deleted: night-shift.").Advance(20 * time.Second).Hides("Night shift")
				after := s.draft(model.OfferID(story.offer))
				s.elsewhereTheSame(before, after, id)
				if !slices.Equal(before.Plans, after.Plans) || len(before.Documents) != len(after.Documents) {
					t.Errorf("the draft has %+v, had %+v", after.Plans, before.Plans)
				}
				for _, verb := range story.verbs {
					if !strings.Contains(s.log.String(), verb) {
						t.Errorf("the service accepted no %s", verb)
					}
				}
			})
		})
	}
}

// copied wants a plan's pages to hold what its source's do, but for what is its own.
func (s *stage) copied(story planStory, from, to model.PlanID) {
	s.t.Helper()
	now := s.draft(model.OfferID(story.offer))
	o, err := s.market.Find(s.t.Context(), model.Scope{}, model.OfferID(story.offer))
	if err != nil {
		s.t.Fatal(err)
	}
	kind, _ := s.catalog.Type(o.Type)
	own := []string{"Plan ID", "Plan alias", "Plan name", "Plan type", "Display rank", "State", "Lifecycle state", "Generations"}
	for _, section := range kind.SectionsFor(true, "") {
		a, okA := now.Find(model.SectionKey{Plan: from, Section: section.ID})
		b, okB := now.Find(model.SectionKey{Plan: to, Section: section.ID})
		if !okA || !okB {
			s.t.Errorf("%s: %v of the source, %v of the new plan", section.ID, okA, okB)
			continue
		}
		b.Key = a.Key
		changes, err := compare.Documents(section, &a, &b, false)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, c := range changes {
			if c.Field != "" && !slices.ContainsFunc(own, func(label string) bool { return strings.HasPrefix(c.Label, label) }) {
				s.t.Errorf("%s %s (%s) is %s, of the source %s", section.ID, c.Label, c.Path, c.Right, c.Left)
			}
		}
	}
}

// elsewhereTheSame wants everything but one plan as it was; images have new
// addresses on each read.
func (s *stage) elsewhereTheSame(before, after model.Contents, but model.PlanID) {
	s.t.Helper()
	for _, b := range before.Documents {
		a, ok := after.Find(b.Key)
		if b.Key.Plan == but || b.Key.Section == "assets" || ok && settled(string(a.Raw)) == settled(string(b.Raw)) {
			continue
		}
		s.t.Errorf("%s became\n%s\nwas\n%s", b.Key, a.Raw, b.Raw)
	}
}

// Two plans of a virtual machine change places: as unsaved edits, then saved.
func TestFlow_plansChangePlaces(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const offer = "lighthouse-gateway"
		d := s.plans(offer)
		before := s.draft(offer)
		first, second := before.Plans[0].ID, before.Plans[1].ID
		d.Press("]").Advance(time.Second).Shows("* 1 edit")
		if got := s.draft(offer); string(pick(got, first, "setup")) != string(pick(before, first, "setup")) {
			t.Error("moving a plan sent something by itself")
		}
		d.Press("ctrl+s").Advance(time.Second).Shows("Save the unsaved edits of the plans of " + offer).Press("y").Advance(6 * time.Second).Shows("Saved in the draft:")
		rank := func(p model.PlanID) (n int) {
			var w struct{ DisplayRank int }
			if err := json.Unmarshal(pick(s.draft(offer), p, "setup"), &w); err != nil {
				t.Fatal(err)
			}
			return w.DisplayRank
		}
		if rank(first) != 1 || rank(second) != 0 {
			t.Errorf("%s is at %d, %s at %d", first, rank(first), second, rank(second))
		}
		d = s.plans("harbor-backup")
		d.Press("]").Shows("no API changes that")
	})
}

func pick(c model.Contents, plan model.PlanID, section model.SectionID) json.RawMessage {
	d, _ := c.Find(model.SectionKey{Plan: plan, Section: section})
	return d.Raw
}

// What customers have cannot be deleted, and what is being read not yet.
func TestFlow_aPublishedPlanStays(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		d := s.plans("harbor-backup").Press("D").Shows("was published: its customers keep it")
		d.Press("a", "D").Shows("was published: its customers keep it")
		if strings.Contains(s.log.String(), `"verb":"delete"`) {
			t.Error("something was deleted")
		}
	})
}

// Prices copied into a plan that customers can buy are held against the rules
// of the marketplace before anything is kept.
func TestFlow_copiedPricesAreJudged(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		d := s.plans("harbor-backup").Press("c").Advance(20*time.Second).Shows("Into Standard (standard)", "* Prices of standard: ")
		d.Press("3").Hides("Prices of standard:").Press("esc").Advance(10 * time.Second)
		d.Press("down", "c").Advance(20 * time.Second).Shows("Into Premium (premium)").Hides("* Prices of premium")
	})
}
