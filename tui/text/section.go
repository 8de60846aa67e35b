package text

// Section are the texts of the screen that shows and edits the fields of one
// section.
type Section struct {
	Field, Value, Limit, State, Differs string // column heads

	Same, NeverPublished                string // against preview and live
	Required, Missing, Invalid, Fixed   string // states
	LimitOf                             string // length, most
	AtLeast                             string // length, least
	Unknown                             string // heading: members the catalogue does not know
	In                                  string // environments, value
	NoHelp                              string
	Reading, NoDocument, NotInCatalogue string
	ReadFailed                          string // why
	Age                                 string // of the draft
	Fields, ToCorrect                   string // how many
	DifferFrom                          string // how many, environment
	Busy                                string
	MoreLines                           string // how many are out of sight

	Edit, Saving                    string // headings: field
	SecretHint                      string
	Broken                          string // the rule
	SaveFailed                      string // why
	Elsewhere                       string // what the field holds there now
	ElsewhereKey                    string
	Reloaded                        string
	Discard, DiscardBody            string // question: field
	DiscardYes, DiscardNo           string
	StillSaving                     string
	Saved, NothingChanged, Replaced string // field; field; what failed: "save %s"

	LockedSealed, LockedCreated, LockedPublished string // refusals
	LockedKind, LockedUnknown, LockedStale       string
	LockedNoDraft, NothingHere                   string

	ActEdit, ActView, ActClose, ActCompare, ActReload string // actions
	ActSave, ActLeave, ActRebase                      string
}

func englishSection() Section {
	return Section{
		Field: "Field", Value: "Draft", Limit: "Limit", State: "State", Differs: "Differs from",

		Same: "same", NeverPublished: "never published",
		Required: "required", Missing: "missing", Invalid: "not valid", Fixed: "fixed",
		LimitOf: "%d/%d", AtLeast: "%d, min %d",
		Unknown:        "Also in the document, unknown to Awning's catalogue",
		In:             "%s: %s",
		NoHelp:         "The service sent this; Awning keeps it and sends it back as it is.",
		Reading:        "Reading the draft …",
		NoDocument:     "The draft has no such section yet.",
		NotInCatalogue: "Awning's catalogue names no fields of this section, so it is shown as the service sent it.",
		ReadFailed:     "Could not read the draft: %s",
		Age:            "read %s",
		Fields:         "%d fields", ToCorrect: "%d to correct",
		DifferFrom: "%d differ from %s",
		Busy:       "reading …",
		MoreLines:  "%d more lines, v shows all",

		Edit: "Edit %s", Saving: "Saving %s …",
		SecretHint:   "What is typed is not shown. It replaces the secret that is set.",
		Broken:       "Not saved: %s.",
		SaveFailed:   "Not saved: %s",
		Elsewhere:    "Not saved: somebody changed this section meanwhile. There this field now reads: %s",
		ElsewhereKey: "ctrl+r takes their version as the new base and keeps what you typed, so that you can save it then.",
		Reloaded:     "This is based on their version now. What you typed is kept; save it if it still fits.",
		Discard:      "Discard what you typed?", DiscardBody: "%s keeps the value it has in the draft.",
		DiscardYes: "Discard", DiscardNo: "Go on typing",
		StillSaving: "It is on its way to the service; wait for the answer.",
		Saved:       "Saved %s in the draft.", NothingChanged: "%s is as it was; nothing to save.", Replaced: "save %s",

		LockedSealed:    "the service shows this section but takes no change to it here; change it in Partner Center",
		LockedCreated:   "it is fixed since the offer or plan was created and never changes",
		LockedPublished: "it was published once, and what was published is fixed",
		LockedKind:      "a value of this kind cannot be typed here; change it in Partner Center",
		LockedUnknown:   "Awning's catalogue does not know this member, so it is kept as it is",
		LockedStale:     "the draft is still being read; editing starts when it is here",
		LockedNoDraft:   "the draft could not be read, so there is nothing safe to edit; press r to try again",
		NothingHere:     "there is no field here",

		ActEdit: "edit", ActView: "whole value", ActClose: "close", ActCompare: "compare", ActReload: "read again",
		ActSave: "save", ActLeave: "keep what was", ActRebase: "take their version",
	}
}
