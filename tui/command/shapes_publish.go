package command

// PublishPlanJSON is the answer of publish --dry-run: what a publish would do.
type PublishPlanJSON struct {
	Offer    string        `json:"offer"`
	Possible bool          `json:"possible"` // false if it would be refused
	First    bool          `json:"first"`    // nothing was published before: the whole offer travels
	Sections []PlanRowJSON `json:"sections"`
	Notes    string        `json:"notes"` // for certification, those kept from before included
	// ToPreview and ToLive are the steps such an offer usually goes through before
	// and after the publisher goes live; empty if they are not known.
	ToPreview []StageJSON `json:"toPreview"`
	ToLive    []StageJSON `json:"toLive"`
}

// PlanRowJSON is what becomes of one section.
type PlanRowJSON struct {
	Path  string `json:"path"`
	Label string `json:"label"`
	// Fate is published, stays (a draft), blocked (it cannot be published now) or
	// in-effect (it took effect when it was saved).
	Fate    string `json:"fate"`
	Changes int    `json:"changes"` // fields that differ from what was published last
	// Reason says why it must travel or cannot: first-publish, always-travels,
	// plans-travel-together, with-properties, new-plan, plan-removed, incomplete,
	// running, outside; empty where it may simply be chosen.
	Reason  string   `json:"reason"`
	Faults  []string `json:"faults"`  // what must be corrected first, in words
	Carries []string `json:"carries"` // sections that travel with it
}

// StageJSON is one step of publishing as it usually goes.
type StageJSON struct {
	Name     string `json:"name"`
	Duration string `json:"duration"` // in words; empty if it is not known
}
