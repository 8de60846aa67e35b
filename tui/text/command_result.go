package text

import "awning/model"

// CommandResult are headings of tables, and messages of success and progress.
type CommandResult struct {
	// Headings.
	Offer, Alias, Type, Publisher, State, Draft, Preview, Live, InFlight string
	Account, Path, Label, Value, Kind, Limit, Required, Plan, Section    string
	FromPreview, FromLive, Missing, Old, New, What, Now, Submission      string
	StepHead, Target, Problem                                            string

	Yes, Y, YesNo string // the answers to a question, in lower case; and what is offered
	NotKnown      string
	NotSet        string // path, environment
	Count         string // shown, all
	NoOffers      string
	NoMatch       string // how many there are
	ReadingStates string // how many there are

	Absent        string // offer, environment
	Approximate   string // environment
	NoChanges     string // from, to
	NoChangesHere string
	Counts        string // edited, added, removed

	Saved     string // section's label, path
	Unchanged string // path

	Travelling  string // offer
	Staying     string
	OneChange   string
	SomeChanges string // number

	AskPublish  string // offer
	GoLiveMeans string // offer
	CancelMeans string // offer
	TypeID      string // offer
	Declined    string
	Took        string // what, offer
	Follow      string // offer

	Step            string // step, state
	LookFailed      string // offer, why
	NothingUnderWay string
	InPreview       string // offer
	WentLive        string // offer
	WasCancelled    string // offer

	Sandbox CommandSandbox

	Drafts   map[model.DraftState]string     // in a narrow column
	Outcomes map[model.Outcome]string        // after the name of what was done
	Phases   map[model.OperationPhase]string // of an operation
}

func englishCommandResult() CommandResult {
	return CommandResult{
		Offer: "OFFER", Alias: "NAME", Type: "TYPE", Publisher: "PUBLISHER", State: "STATE", Draft: "DRAFT",
		Preview: "PREVIEW", Live: "LIVE", InFlight: "IN FLIGHT", Account: "ACCOUNT", Path: "PATH", Label: "FIELD",
		Value: "VALUE", Kind: "KIND", Limit: "LIMIT", Required: "REQUIRED", Plan: "PLAN", Section: "SECTION",
		FromPreview: "VS PREVIEW", FromLive: "VS LIVE", Missing: "MISSING", Old: "OLD", New: "NEW", What: "WHAT",
		Now: "NOW", Submission: "SUBMISSION", StepHead: "STEP", Target: "FOR", Problem: "FINDINGS",

		Yes: "yes", Y: "y", YesNo: "[y/N]",
		NotKnown:      "not known",
		NotSet:        "%s is not set in %s",
		Count:         "%d of %d offers",
		NoOffers:      "there are no offers",
		ReadingStates: "asking where %d offers stand; drafts are compared in lists of up to 100 only, --quick asks nothing",
		NoMatch:       "none of %d offers match",

		Absent:        "%s has nothing in %s",
		Approximate:   "the service cannot be asked for %s; it was put together from what was published",
		NoChanges:     "%s and %s are the same",
		NoChangesHere: "nothing of what was asked for differs",
		Counts:        "%d changed, %d added, %d removed",

		Saved:     "saved %s (%s)",
		Unchanged: "%s has this value already",

		Travelling:  "what will be published of %s:",
		Staying:     "what stays in the draft:",
		OneChange:   "1 change",
		SomeChanges: "%d changes",

		AskPublish:  "Publish %s to preview?",
		GoLiveMeans: "%s goes live as preview shows it. This cannot be cancelled or undone.",
		CancelMeans: "The publishing of %s stops. The draft keeps all changes.",
		TypeID:      "Type %s to go ahead:",
		Declined:    "nothing was done",
		Took:        "%s of %s was accepted",
		Follow:      "awning status %s --watch follows it",

		Step:            "%s: %s",
		LookFailed:      "could not look at %s, trying again: %s",
		NothingUnderWay: "nothing is under way",
		InPreview:       "%s is in preview",
		WentLive:        "%s is live",
		WasCancelled:    "the publishing of %s was cancelled",

		Sandbox: englishCommandSandbox(),

		Drafts: map[model.DraftState]string{
			model.DraftUnknown: "", model.DraftNew: "new", model.DraftChanged: "changed", model.DraftUnchanged: "same",
		},
		Outcomes: map[model.Outcome]string{
			model.OutcomeSucceeded: "succeeded", model.OutcomeFailed: "failed", model.OutcomeCancelled: "was cancelled",
			model.OutcomeNotAccepted: "was not accepted; nothing changed",
			model.OutcomeUnclear:     "may or may not have been accepted; look before repeating it",
		},
		Phases: map[model.OperationPhase]string{
			model.OperationIntent: "begun", model.OperationSent: "under way",
			model.OperationUncertain: "answer lost, looking", model.OperationEnded: "ended",
		},
	}
}
