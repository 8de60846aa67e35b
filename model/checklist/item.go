package checklist

import (
	"slices"

	"awning/model"
)

// Item is one row of the checklist: one section of the offer or of a plan.
type Item struct {
	Key model.SectionKey
	// Label is the section's label, with the plan's name before it.
	Label string
	// Changes are what differs between what was published last (left) and the
	// draft (right), those of the sections it carries included.
	Changes []model.Change
	Rule    Rule
	Reason  Reason
	// Selected rows will be part of the submission.
	Selected bool
	// Must is true for rows that travel whatever is chosen, even if something
	// blocks them; then nothing can be published.
	Must bool
	// Complete is false if something is missing; Missing are the labels of the
	// required fields that are empty, and of any field that breaks a rule.
	Complete bool
	Missing  []string
	// Faults are the same one by one, with where they are corrected.
	Faults []Fault
	// Doubts are values beyond a limit about which the documentation contradicts
	// itself. They stand in nobody's way: the service decides.
	Doubts []Fault
	// Carries are sections without a row of their own that are published with
	// this one, as images with the offer listing.
	Carries []model.SectionID
}

// Fault is one thing that stands in a row's way.
type Fault struct {
	Key   model.SectionKey // of the document
	Field string           // the catalogue's id of the field; empty if the whole document is missing
	// Err says what is wrong in words: a [*catalog.RuleError] for a field, a
	// [*catalog.SharedError] for a value another document has, a
	// [*catalog.TallyError] for too many or too few documents.
	Err error
}

// Rule says what a publisher may do with a row.
type Rule string

// The rules.
const (
	RuleChoose  Rule = "choose"  // may be published or left a draft
	RuleForced  Rule = "forced"  // travels if anything does
	RuleBlocked Rule = "blocked" // has changes that cannot be published now
	RuleNothing Rule = "nothing" // has no changes and need not travel
	RuleOutside Rule = "outside" // is not part of submissions
)

// Reason says why a row has its rule.
type Reason string

// The reasons; none where a row may simply be chosen.
const (
	ReasonNone                Reason = ""
	ReasonFirstPublish        Reason = "first-publish"         // a first publish is whole
	ReasonAlwaysTravels       Reason = "always-travels"        // the service puts it into every submission
	ReasonPlansTravelTogether Reason = "plans-travel-together" // the API takes all plans or none
	ReasonWithProperties      Reason = "with-properties"       // the API takes only listing, audience and resellers singly
	ReasonNewPlan             Reason = "new-plan"              // a new plan's sections are published together
	ReasonPlanRemoved         Reason = "plan-removed"          // the plan is gone from the draft
	ReasonIncomplete          Reason = "incomplete"            // something is missing
	ReasonRunning             Reason = "running"               // a submission is under way
	ReasonNoChange            Reason = "no-change"             // equal to what was published
	ReasonOutside             Reason = "outside"               // takes effect when saved
)

// Sections lists what will travel: the selected rows' sections. It is empty if
// none of them has a change: then there is nothing to publish. What a row
// carries travels with it and is not listed.
func Sections(items []Item) []model.SectionKey {
	var out []model.SectionKey
	changed := false
	for i := range items {
		if items[i].Selected {
			out = append(out, items[i].Key)
			changed = changed || len(items[i].Changes) > 0
		}
	}
	if !changed {
		return nil
	}
	return out
}

// Choosable lists the rows that may be chosen.
func Choosable(items []Item) []model.SectionKey {
	var out []model.SectionKey
	for i := range items {
		if items[i].Rule == RuleChoose {
			out = append(out, items[i].Key)
		}
	}
	return out
}

// StaysDraft lists the rows that changed and will not travel. Rows outside of
// submissions are not among them: their changes are in effect already.
func StaysDraft(items []Item) []Item {
	return slices.DeleteFunc(slices.Clone(items), func(i Item) bool {
		return i.Selected || i.Rule == RuleOutside || len(i.Changes) == 0
	})
}
