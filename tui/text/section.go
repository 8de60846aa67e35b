package text

// Section are the texts of the screen that shows and edits the fields of one
// section.
type Section struct {
	SectionEdits

	Shelf SectionShelf
	File  SectionFile

	Field, Value, Limit, State, Differs string // column heads

	Same, NeverPublished                string // against preview and live
	Required, Missing, Invalid, Fixed   string // states
	LimitOf                             string // length, most
	DayInWords, DateHint                string // layout of a date; keys
	AtLeast                             string // length, least
	Unknown                             string // heading: members the catalogue does not know
	In                                  string // environments, value
	NoHelp                              string
	Help, Rule, Refused, Draft, Saved   string // labels of facts
	Wanted, Doubt                       string
	Rules                               string // what a value must be
	SavedSince                          string // since when
	Reading, NoDocument, NotInCatalogue string
	ReadFailed                          string // why
	Age                                 string // of the draft
	OneField, Fields, ToCorrect         string // how many
	DiffersFrom, DifferFrom             string // how many, environment
	Busy                                string
	MoreLine, MoreLines                 string // how many are out of sight

	LockedSealed, LockedCreated, LockedPublished string // refusals
	LockedKind, LockedStale, LockedSecret        string
	LockedNoDraft, NothingHere                   string

	ActEdit, ActView, ActClose, ActCompare, ActReload string // actions
	ActSave, ActTake, ActLeave, ActEditor             string
	ActUndo, ActRedo, ActRevert, ActDiscard, ActGoOn  string
	ActPreview, ActCopyPlan, ActCopy, ActPrices       string
	ActChoose, ActChooseAll, ActJump                  string
}

func englishSection() Section {
	return Section{
		Field: "Field", Value: "Draft", Limit: "Limit", State: "State", Differs: "Differs from",

		Same: "same", NeverPublished: "never published",
		Required: "required", Missing: "missing", Invalid: "not valid", Fixed: "fixed",
		DayInWords: "Monday, 2 January 2006", DateHint: "up and down: a day later, earlier; pgup and pgdn: a month",
		LimitOf: "%d/%d", AtLeast: "%d, min %d",
		Unknown: "Also in the document, unknown to Awning's catalogue",
		In:      "%s: %s",
		NoHelp:  "The service sent this; Awning keeps it and sends it back as it is.",
		Wanted:  "Rules", Doubt: "In doubt", Rules: "Rules: %s.",
		Help: "About", Rule: "To correct", Refused: "Refused", Draft: "Draft", Saved: "Saved draft", SavedSince: "Unsaved since",
		Reading:        "Reading the draft …",
		NoDocument:     "The draft has no such section yet.",
		NotInCatalogue: "Awning's catalogue names no fields of this section, so it is shown as the service sent it.",
		ReadFailed:     "Could not read the draft: %s",
		Age:            "read %s",
		OneField:       "1 field", Fields: "%d fields", ToCorrect: "%d to correct",
		DiffersFrom: "%d differs from %s", DifferFrom: "%d differ from %s",
		Busy:     "reading …",
		MoreLine: "1 more line, v shows all", MoreLines: "%d more lines, v shows all",

		SectionEdits: englishSectionEdits(),
		Shelf:        englishSectionShelf(),
		File:         englishSectionFile(),

		LockedSealed:    "the service shows this section but takes no change to it here; change it in Partner Center",
		LockedCreated:   "it is fixed since the offer or plan was created and never changes",
		LockedPublished: "it was published once, and what was published is fixed",
		LockedKind:      "a value of this kind cannot be typed here; change it in Partner Center",
		LockedSecret:    "it looks like a secret, so it is not shown and cannot be edited here; change it in Partner Center",
		LockedStale:     "the draft is still being read; editing starts when it is here",
		LockedNoDraft:   "the draft could not be read, so there is nothing safe to edit; press r to try again",
		NothingHere:     "there is no field here",

		ActEdit: "edit", ActView: "whole value", ActClose: "close", ActCompare: "compare", ActReload: "read again",
		ActSave: "save section", ActTake: "take", ActLeave: "keep and close", ActEditor: "in your editor",
		ActUndo: "undo", ActRedo: "redo", ActRevert: "revert field", ActDiscard: "discard edits", ActGoOn: "go on",
		ActPreview: "as customers see it", ActCopyPlan: "copy from a plan", ActCopy: "copy", ActPrices: "prices",
		ActJump: "other pane", ActChoose: "choose", ActChooseAll: "all that show",
	}
}
