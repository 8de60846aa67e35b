package text

import "awning/model/checklist"

// Checklist are the texts of the screen that chooses what to publish.
type Checklist struct {
	Title string

	Outside                      string // heading of rows
	Section, Changes, Why        string // column heads
	Change, ManyChanges          string // how many
	Reasons                      map[checklist.Reason]string
	Missing                      string // labels of fields
	Lacks                        string // how many fields
	WillTravel, WillStay         string // states of a row
	NoChanges                    string
	MoreLines                    string // how many
	UnchangedOne, Unchanged      string // how many sections have nothing to publish
	Base, First                  string // environment compared with; first publish
	Travels, Stays, Next         string // summary: sections
	PlanSections                 string // plan, how many of its sections
	TravelsNothing, StaysNothing string
	NotesAre, NoNotes            string // notes
	You                          string // the publisher's own step among the others
	NextUnknown                  string

	Told, SellerContact string // who hears of it

	Choice, Fault, Doubt               string // names of facts
	Chosen, NotChosen, Forced, Blocked string // what becomes of a row
	NotPublished                       string
	ThePath                            string // in a sentence
	Unsaved, ManyUnsaved               string // how many edits
	NotPart, Goes                      string // those, sections; what to do
	UnsavedHere, ManyUnsavedHere       string // of one section
	AllSaved, NoPanel                  string // refusals
	ReadingEdits                       string // for Fail
	ActUnsaved, ActJump                string

	EditNotes, NotesHelp       string
	KeepingNotes, ReadingNotes string // for Fail
	ActCorrect                 string
	NoFaults                   string // refusal: section

	Reading, ReadFailed string // why
	Busy, Age           string
	Cannot              string // why
	Sending             string
	Moved               string // sections

	Ask                              string // question: offer
	Account, Offer, Environment      string // its facts
	AskTravels, AskStays, AskWhole   string
	AskRunning                       string
	Yes, No                          string
	Doing                            string // for Fail: offer
	ActToggle, ActAll, ActNone       string // actions
	ActNotes, ActCompare, ActPublish string
	ActReload, ActSave, ActLeave     string
	NotChoosable                     string // refusals
	NothingChosen, NothingChanged    string
	NotRead, Running, StillSending   string
	NoSectionHere, NothingToChoose   string
	NothingToCompare                 string
}

func englishChecklist() Checklist {
	return Checklist{
		Title: "Publish",

		Outside: "Takes effect when saved, not part of a publish",
		Section: "Section", Changes: "Changes", Why: "Why",
		Change: "1 change", ManyChanges: "%d changes",
		Reasons: englishReasons(),
		Choice:  "Publish", Fault: "To correct", Doubt: "In doubt",
		Chosen: "chosen", NotChosen: "not chosen", Forced: "travels in any case", Blocked: "cannot travel", NotPublished: "takes effect when saved", ThePath: "the section's path",

		Unsaved: "1 unsaved edit", ManyUnsaved: "%d unsaved edits",
		NotPart: "Not published: %s on this machine, in %s", Goes: "; u goes there",
		UnsavedHere: "1 edit here is not saved; press u to go there", ManyUnsavedHere: "%d edits here are not saved; press u to go there",
		AllSaved: "every edit of this offer is saved", NoPanel: "the window is too low for a second pane; press v for the row in full",
		ReadingEdits: "read which edits are not saved", ActUnsaved: "unsaved edits", ActJump: "other pane",

		Missing: "To correct first: %s", Lacks: "%d to correct",
		WillTravel: "will be published", WillStay: "stays a draft",
		NoChanges: "No changes; it travels as it is.", MoreLines: "%d more lines; tab, then down, shows them",
		UnchangedOne: "1 section has nothing new.", Unchanged: "%d sections have nothing new.",
		Base: "compared with %s", First: "first publish",
		PlanSections: "%s (%d sections)",
		Travels:      "Travels:", Stays: "Stays a draft:", Next: "Then:",
		TravelsNothing: "nothing yet; space chooses a section, a all of them", StaysNothing: "nothing",
		NotesAre: "Notes:", NoNotes: "none; n writes notes for the certification team",
		You:         "you look at the preview and go live",
		NextUnknown: "the service checks it and builds a preview; you look at it and go live",

		EditNotes:    "Notes for the certification team",
		NotesHelp:    "Sent with each publish, and kept here for the next one of this offer.",
		KeepingNotes: "keep the notes", ReadingNotes: "read the notes of earlier publishes",
		Told: "Notified:", SellerContact: "the seller contact set in Partner Center, Account settings",
		ActCorrect: "correct",
		NoFaults:   "%s has nothing to correct",

		Reading: "Reading the draft and what was published last …", ReadFailed: "Could not read the offer: %s",
		Busy: "reading …", Age: "read %s",
		Cannot:  "Nothing can be published now: %s.",
		Sending: "Sending …",
		Moved:   "Changed since you looked: %s. Nothing was published. Look at the changes again; what you chose is kept.",

		Ask:     "Publish %s to preview?",
		Account: "Account", Offer: "Offer", Environment: "To",
		AskTravels: "Published: %s.", AskStays: "Stays a draft: %s.", AskWhole: "This is the first publish: the whole offer is published.",
		AskRunning: "Customers see nothing of it until you go live. Until then it can be cancelled, as long as the service allows.",
		Yes:        "Publish", No: "Not now",
		Doing:     "publish %s",
		ActToggle: "choose", ActAll: "choose all", ActNone: "choose none",
		ActNotes: "notes", ActCompare: "compare", ActPublish: "publish…",
		ActReload: "read again", ActSave: "keep notes", ActLeave: "back to the list",
		NotChoosable:     "%s cannot be chosen: %s",
		NothingChosen:    "nothing is chosen: press space on a section, or a for all of them",
		NothingChanged:   "the draft is the same as what was published, so there is nothing to publish",
		NotRead:          "the offer is still being read; publishing starts when it is here",
		Running:          "a publish is under way: wait until it ends, or cancel it first",
		StillSending:     "it is on its way to the service; wait for the answer",
		NoSectionHere:    "there is no section here",
		NothingToCompare: "nothing was published yet, so there is nothing to compare the draft with",
		NothingToChoose:  "no section here may be left out or added",
	}
}

func englishReasons() map[checklist.Reason]string {
	return map[checklist.Reason]string{
		checklist.ReasonFirstPublish:        "a first publish takes the whole offer",
		checklist.ReasonAlwaysTravels:       "part of every publish",
		checklist.ReasonPlansTravelTogether: "plans travel together",
		checklist.ReasonWithProperties:      "travels with every publish of this type",
		checklist.ReasonNewPlan:             "a new plan's sections go together",
		checklist.ReasonPlanRemoved:         "the plan was removed from the draft",
		checklist.ReasonIncomplete:          "incomplete",
		checklist.ReasonRunning:             "a publish is under way",
		checklist.ReasonNoChange:            "nothing changed",
		checklist.ReasonOutside:             "takes effect when saved",
	}
}
