package text

// Conflict are the texts of the screen on which two people's changes of one
// section are brought together.
type Conflict struct {
	Title                                string // section
	Field, Choice, Mine, Theirs          string // column heads
	BothChanged, ComesAlong              string // headings
	TakeMine, TakeTheirs                 string // choices
	TakeTyped, Open                      string
	Head                                 string // how many are open, of how many; how many come along
	HeadTaken                            string // how many come along
	Base, MineLong, TheirsLong           string // headings of the three values
	TypedLong                            string
	Edit                                 string // heading: field
	NotTaken                             string // why
	Saving, Saved, Again                 string
	SaveDoing                            string // section: what failed
	StillSaving, NothingToChoose         string // refusals
	SecretChoice                         string
	ChooseFirst                          string // how many
	ActMine, ActTheirs, ActEdit, ActView string // actions
	ActSave, ActTake, ActDrop            string
}

func englishConflict() Conflict {
	return Conflict{
		Title: "%s, changed elsewhere",
		Field: "Field", Choice: "Choice", Mine: "Mine", Theirs: "Theirs",
		BothChanged: "Changed here and elsewhere: choose", ComesAlong: "Changed elsewhere only: comes along",
		TakeMine: "mine", TakeTheirs: "theirs", TakeTyped: "typed", Open: "open",
		Head:      "%d of %d conflicts are open; %d changes come along. Nothing was sent.",
		HeadTaken: "Others changed other things meanwhile: %d. Save to have both. Nothing was sent.",
		Base:      "It was", MineLong: "Mine", TheirsLong: "Theirs, in the draft now", TypedLong: "Typed anew",
		Edit:     "Edit %s",
		NotTaken: "Not taken: %s.",
		Saving:   "saving …", Saved: "Saved in the draft, with what was changed elsewhere.",
		Again:     "It was changed once more meanwhile; look again. Nothing was sent.",
		SaveDoing: "save %s",

		StillSaving: "a save is on its way to the service; wait for the answer", NothingToChoose: "here is nothing to choose: it comes along",
		SecretChoice: "a secret is not typed here: take mine or theirs", ChooseFirst: "first choose for the places that are open: %d",
		ActMine: "mine", ActTheirs: "theirs", ActEdit: "edit", ActView: "whole values", ActSave: "save section", ActTake: "take", ActDrop: "close",
	}
}
