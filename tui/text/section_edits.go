package text

// SectionEdits are the texts of a field that is edited, and of edits that are not
// saved yet.
type SectionEdits struct {
	Edit                                   string // heading: field
	SecretHint                             string
	KeptAt, KeptSoon, KeptInMemory         string // time; -; -
	NotKept, KeepDoing, StoreFailed        string // why; what failed: "keep …"; why
	Broken                                 string // the rule
	CorrectFirst                           string // the rule
	NotJSON                                string // why
	OneItem, Items, ChosenOf               string // how many; how many of how many
	Twice, TwiceOnce, NoID                 string // which; which; how many, which
	Search, NothingLikeIt                  string
	AllMarkets, EuropeanUnion, AsIn        string // sets; environment
	NothingChanged                         string // field
	EditorFailed                           string // why
	Undone, Redone, Reverted               string // field, or how many
	DiscardOne, DiscardAll, DiscardAllBody string // question: -; how many
	Discard, DiscardYes, DiscardNo         string // question, also of notes
	DiscardAllYes, DiscardAllNo            string
	DiscardedOne, DiscardedAll             string // -; how many
	OneUnsaved, SomeUnsaved, Saving        string // -; how many; -
	Offer                                  string // how many, since when
	AlsoEdited                             string // host, process, since when
	Unsaved, RefusedState, Astray          string // states; heading
	UnsavedSince                           string // since when, what the draft has
	UnsavedThere                           string // host, process, since when, what the draft has
	SavedOne, SavedSome                    string // -; how many
	SaveDoing                              string // section: what failed
	RefusedField, RefusedPage              string // the service's words
	RefusedMore                            string
	CopyTitle, CopySame, CopyDoing         string // heading; plan; plan: what failed
	Copied                                 string // fields, plan
	PreviewOf                              string // heading: field

	NothingToUndo, NothingToRedo, NothingToRevert string // refusals
	NothingToDiscard, NothingToSave, OfferFirst   string
	StillSaving, NoOtherPlan, NotLong, NotHTML    string
}

func englishSectionEdits() SectionEdits {
	return SectionEdits{
		Edit:         "Edit %s",
		SecretHint:   "Neither shown nor written to disk. It replaces the secret that is set.",
		KeptAt:       "kept %s",
		KeptSoon:     "typing",
		KeptInMemory: "kept in memory only",
		NotKept:      "Not kept: %s. It is tried again; do not leave.",
		KeepDoing:    "keep the change",
		StoreFailed:  "What you type is not kept: %s",
		Broken:       "Kept, but it cannot be saved like this: %s.",
		CorrectFirst: "correct this first: %v",
		NotJSON:      "this is not JSON: %w",
		OneItem:      "1 item", Items: "%d items", ChosenOf: "%d of %d",
		Twice: "There more than once: %s.", TwiceOnce: "There more than once, taken once: %s.",
		NoID:   "%d are no ids like 12345678-90ab-cdef-1234-567890abcdef: %s.",
		Search: "Search:", NothingLikeIt: "nothing like it",
		AllMarkets: "All markets", EuropeanUnion: "European Union", AsIn: "As in %s",
		NothingChanged: "%s is as it was.",
		EditorFailed:   "The text is as it was: %s",
		Undone:         "Undone: %s.", Redone: "Done again: %s.", Reverted: "%s is again what the draft has.",
		DiscardOne: "Discard 1 unsaved edit?", DiscardAll: "Discard %d unsaved edits?",
		DiscardAllBody: "The section is again what the draft has. Discarded edits are kept for 14 days: U lists them. u takes it back as long as this page is open.",
		DiscardAllYes:  "Discard", DiscardAllNo: "Keep them",
		Discard: "Discard what you typed?", DiscardYes: "Discard", DiscardNo: "Go on typing",
		DiscardedOne: "1 edit discarded; it is kept for 14 days.", DiscardedAll: "%d edits discarded; they are kept for 14 days.",
		OneUnsaved: "1 unsaved edit", SomeUnsaved: "%d unsaved edits", Saving: "saving …",
		Offer:      "Unsaved edits of before are here: %d, since %s. enter goes on with them, D discards them (kept 14 days).",
		AlsoEdited: "Also being edited on %s (process %d) since %s.",
		Unsaved:    "unsaved", RefusedState: "refused", Astray: "Unsaved, of members that do not show",
		UnsavedSince: "unsaved since %s; the draft has: %s",
		UnsavedThere: "unsaved in the console on %s (process %d) since %s; the draft has: %s",
		SavedOne:     "Saved in the draft: 1 edit.", SavedSome: "Saved in the draft: %d edits.",
		SaveDoing:    "save %s",
		RefusedField: "The service refused it: %s", RefusedPage: "The service refused the save: %s",
		RefusedMore: "More of it is in the list of notices (!).",
		CopyTitle:   "Copy this page from which plan?", CopySame: "%s has the same values here.", CopyDoing: "copy from %s",
		Copied:    "%s copied from %s, not saved yet; u takes it back.",
		PreviewOf: "%s, about as customers see it",

		NothingToUndo: "nothing was changed here yet", NothingToRedo: "nothing was undone",
		NothingToRevert: "this field is what the draft has", NothingToDiscard: "there are no unsaved edits here",
		NothingToSave: "there are no unsaved edits here", OfferFirst: "first go on with the edits of before (enter) or discard them (D)",
		StillSaving: "a save is on its way to the service; wait for the answer",
		NoOtherPlan: "no other plan has this page", NotLong: "only long texts, lists and JSON go to the editor",
		NotHTML: "only HTML is shown as customers see it",
	}
}
