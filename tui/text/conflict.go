package text

// Conflict are the texts of the screen on which two people's changes of one
// section are brought together.
type Conflict struct {
	Title                                string // section
	Field, Choice, Mine, Theirs          string // column heads
	BothChanged, ComesAlong              string // headings
	TakeMine, TakeTheirs                 string // choices
	TakeTyped, Open                      string
	Head, HeadOne, HeadSettled           string // how many are open
	ComesOne, ComeMany                   string // how many come along
	HeadTakenOne, HeadTaken              string // the same where nothing is to be chosen
	NothingSent                          string
	MoreLines                            string // how many
	YourValue                            string // in a sentence: field
	Base, MineLong, TheirsLong           string // headings of the three values
	TypedLong                            string
	Edit                                 string // heading: field
	NotTaken                             string // why
	Saving, Saved, Again                 string
	SaveDoing                            string // section: what failed
	StillSaving, NothingToChoose         string // refusals
	SecretChoice                         string
	ChooseOne, ChooseFirst               string // how many
	ActMine, ActTheirs, ActEdit, ActJump string // actions
	ActSave, ActTake, ActDrop            string
}

func englishConflict() Conflict {
	return Conflict{
		Title: "%s, changed elsewhere",
		Field: "Field", Choice: "Choice", Mine: "Mine", Theirs: "Theirs",
		BothChanged: "Changed here and elsewhere: choose", ComesAlong: "Changed elsewhere only: comes along",
		TakeMine: "mine", TakeTheirs: "theirs", TakeTyped: "typed", Open: "open",
		Head: "%d conflicts are open. Choose for each.", HeadOne: "1 conflict is open. Choose for it.",
		HeadSettled: "Every conflict is settled: ctrl+s saves the section.",
		ComesOne:    "1 change of others comes along.", ComeMany: "%d changes of others come along.",
		HeadTakenOne: "Others changed 1 other thing meanwhile: ctrl+s saves both.",
		HeadTaken:    "Others changed %d other things meanwhile: ctrl+s saves both.",
		NothingSent:  "Nothing was sent yet.",
		MoreLines:    "%d more lines; v shows them, or tab and down", YourValue: "your value of %s",
		Base: "It was", MineLong: "Mine", TheirsLong: "Theirs, in the draft now", TypedLong: "Typed anew",
		Edit:     "Edit %s",
		NotTaken: "Not taken: %s.",
		Saving:   "saving …", Saved: "Saved in the draft, with what was changed elsewhere.",
		Again:     "It was changed once more meanwhile; look again. Nothing was sent.",
		SaveDoing: "save %s",

		StillSaving: "a save is on its way to the service; wait for the answer", NothingToChoose: "here is nothing to choose: it comes along",
		SecretChoice: "a secret is not typed here: take mine or theirs", ChooseOne: "first choose for the place that is open", ChooseFirst: "first choose for the %d places that are open",
		ActMine: "mine", ActTheirs: "theirs", ActEdit: "edit", ActJump: "other pane", ActSave: "save section", ActTake: "take", ActDrop: "close",
	}
}
