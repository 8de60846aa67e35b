package text

import "awning/model"

// Overview are the texts of the page of one offer.
type Overview struct {
	Drafts map[model.DraftState]string

	Draft, Preview, Live          string // the three environments, as facts
	PreviewNone, LiveNone         string
	PreviewWaits, PreviewSame     string
	LiveIs, Since                 string // Since: when
	Submission                    string // its id
	Section                       string // column heads
	DraftToPreview, PreviewToLive string
	DraftToLive                   string
	OfferGroup                    string
	TheID                         string // in a sentence: the offer's id
	PlanGroup                     string // plan name, plan id
	PlanGone                      string // plan removed from the draft
	ChangesOne, ChangesMany       string // how many
	New, Removed, Same, Unknown   string
	Aged, Reading                 string
	Approximate                   string

	Steps, StepsOf   string // heading; of which submission
	MoreSteps        string // what does not fit is on another screen
	StepLine         string // done, of
	Problems         string // heading: how many
	ProblemWhere     string // message, where
	MoreProblems     string // how many more
	NothingRuns      string
	NoSections       string
	NoSectionsHint   string
	Waiting          string // what to do: waits for you
	WaitingTest      string // an offer that is never sent live
	WaitingOnly      string // where nothing may be changed, as the three below
	AttentionOnly    string
	FreshOnly        string
	ChangedOnly      string
	Attention        string
	FreshDraft       string
	ChangedDraft     string
	AllLive          string
	GoesOn           string
	StoppedNow       string
	NotRead          string
	ReadOffer        string // for Fail: offer
	CompareOffer     string // for Fail: offer
	LookAtSubmission string // for Fail

	Open, Compare, Publish, GoLive, Cancel, Progress, Orders, Refresh string // actions
	CompareSection, Prices, Plans                                     string

	NoPlanHere                                                   string // refusals
	NoSection, NothingToCompare, NothingToPublish, RunsAlready   string
	NothingInPreview, WentLive, CannotCancelNow, NothingToCancel string
	IsStopped, NoProgress, NoPlans, ForTesting                   string
}

func englishOverview() Overview {
	return Overview{
		TheID: "the offer id",
		Drafts: map[model.DraftState]string{
			model.DraftUnknown: "not compared yet", model.DraftNew: "never published",
			model.DraftChanged: "has changes that are not published", model.DraftUnchanged: "the same as published",
		},
		Draft: "Draft", Preview: "Preview", Live: "Live",
		PreviewNone: "nothing in preview", LiveNone: "never been live",
		PreviewWaits: "waits for you", PreviewSame: "the same submission as live",
		LiveIs: "customers see it", Since: "since %s",
		Submission:     "submission %s",
		Section:        "Section",
		DraftToPreview: "Draft to preview", PreviewToLive: "Preview to live", DraftToLive: "Draft to live",
		OfferGroup: "Offer", PlanGroup: "Plan %s", PlanGone: "Plan %s, removed from the draft",
		ChangesOne: "%s 1 change", ChangesMany: "%s %d changes",
		New: "%s new", Removed: "%s removed", Same: "same", Unknown: "reading",
		Aged: "as of %s", Reading: "reading",
		Approximate: "preview and live are pieced together from submissions",

		Steps: "Publishing", StepsOf: "submission %s", StepLine: "step %d of %d",
		MoreSteps: "press w for the rest",
		Problems:  "What the service found: %d", ProblemWhere: "%s (%s)", MoreProblems: "%d more; press w for all",
		NothingRuns: "nothing is being published",
		NoSections:  "No sections are known yet.", NoSectionsHint: "Press r to read the offer again.",

		Waiting:     "Look at the preview, then press g to go live, or change the draft and publish again.",
		WaitingTest: "Look at the preview. It stays there: this is an offer for tests, which is never sent live.",
		WaitingOnly: "The preview waits for its publisher.", AttentionOnly: "The last publish failed.",
		FreshOnly: "Nothing was published yet.", ChangedOnly: "The draft has changes. Press c to compare.",
		Attention:    "The last publish failed. Fix what the service found, then press p to publish again.",
		FreshDraft:   "Nothing was published yet. Fill in the sections, then press p.",
		ChangedDraft: "The draft has changes. Press c to compare, p to publish the sections you choose.",
		AllLive:      "Customers see everything that is in the draft.",
		GoesOn:       "It goes on on the server, whether or not Awning runs.",
		StoppedNow:   "This offer is no longer sold.",
		NotRead:      "not read yet",
		ReadOffer:    "read %s", CompareOffer: "compare the environments of %s", LookAtSubmission: "look at the submission of %s",

		Open: "open", Compare: "compare", Publish: "publish…", GoLive: "go live", Cancel: "cancel publish", Progress: "watch steps", Orders: "orders and usage", Refresh: "read again",
		CompareSection: "compare section", Prices: "prices", Plans: "plans",

		NoPlanHere:       "prices belong to a plan; put the cursor on one of its rows",
		NoSection:        "there is no section to open",
		NothingToCompare: "there is only a draft: nothing was published yet, so there is nothing to compare it with",
		NothingToPublish: "the draft is the same as what was published: there is nothing to publish",
		RunsAlready:      "a submission is under way: wait until it ends, or cancel it with x",
		NothingInPreview: "nothing in preview waits for you: publish first",
		WentLive:         "it is going live already",
		CannotCancelNow:  "it is going live, which cannot be cancelled any more",
		NothingToCancel:  "nothing is being published, so there is nothing to cancel",
		IsStopped:        "its sale is being stopped: wait for the end of that, or call it off with S",
		NoProgress:       "nothing was published yet, so there are no steps to see",
		NoPlans:          "offers of this type have no plans",
		ForTesting:       "this is an offer for tests, by its id or its publisher: it stays in preview and is never sent live",
	}
}
