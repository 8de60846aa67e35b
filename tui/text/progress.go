package text

// Progress are the texts of the screen that shows a publish, a go-live or a
// cancel on its way.
type Progress struct {
	Title string

	Publishing, GoingLive, Cancelling string // headlines while it runs: offer
	Published, Waiting, Live          string // and when it ended well: offer
	Cancelled                         string
	PublishFailed, GoLiveFailed       string // offer
	CancelFailed                      string
	Stopped                           string // a publish was cancelled: offer
	NotAccepted, Unclear              string
	Uncertain, Intent                 string // nothing is known yet

	Submission, Started, LookedAt string // the id; time, duration; time
	LookFailed                    string // why
	Usual                         string // how many, shortest, longest, median
	UsualSame                     string // how many, duration
	UsualOne                      string // duration
	Longer                        string

	Step, State, Took string // column heads
	Problems          string // heading
	NoSteps, Reading  string
	Towards           string // environment
	Ahead             string // steps

	NextWaiting, NextLive, NextFailed, NextLiveFailed string // what to do now, in words
	NextRunning, NextGoingLive, NextUnclear           string
	NextWaitingRead                                   string // where nothing may be changed
	NextNotAccepted, NextCancelled, NextPublished     string

	TheSubmission, TheOperation, Began, Problem string // names of facts
	ASubmission, AnOperation                    string // in a sentence

	GoLive, Cancel, Look          string // actions
	NothingToGoLive, StillRunning string // refusals
	NothingRuns, NotBegun         string
	TooLate                       string
}

func englishProgress() Progress {
	return Progress{
		Title: "Progress",

		Publishing: "Publishing %s to preview", GoingLive: "%s is going live", Cancelling: "Cancelling the publish of %s",
		Published: "%s is in preview",
		Waiting:   "%s is in preview and waits for you", Live: "%s is live",
		Cancelled:     "The publish of %s was cancelled",
		PublishFailed: "Publishing %s failed", GoLiveFailed: "Going live with %s failed",
		CancelFailed: "The publish of %s was not cancelled",
		Stopped:      "The publish of %s was cancelled before it reached preview",
		NotAccepted:  "The service did not take the request for %s; nothing changed",
		Unclear:      "Whether the service took the request for %s cannot be told",
		Uncertain:    "Sent, but the answer for %s was lost; looking whether it was taken",
		Intent:       "Sending the request for %s",

		Submission: "Submission %s", Started: "started %s, %s ago", LookedAt: "looked at %s",
		Usual:      "Here, the last %d of this type took %s to %s, half of them at most %s.",
		UsualSame:  "Here, the last %d of this type took %s each.",
		UsualOne:   "Here, the last of this type took %s.",
		Longer:     "This one takes longer.",
		LookFailed: "The last look failed: %s. The work itself goes on; the next look comes by itself.",

		Step: "Step", State: "State", Took: "Took",
		Problems: "What the service found",
		NoSteps:  "The service has not named its steps yet. They appear here as it begins.",
		Towards:  "towards %s", Ahead: "Still to come, as documented: %s.",
		Reading: "Looking …",

		NextWaiting:     "Look at the preview, then press g to go live. Until then customers see what was live before.",
		NextWaitingRead: "Look at the preview. To go live, start Awning without --read-only. Until then customers see what was live before.",
		NextLive:        "Customers see it now. It may take an hour until every store page shows it.",
		NextFailed:      "Correct what is named here, then publish again. What was in preview and live before is unchanged.",
		NextLiveFailed:  "Customers still see what was live before. Correct what is named here, then publish and go live again.",
		NextRunning:     "You may leave this screen or quit: it goes on, and the next start shows it again.",
		NextGoingLive:   "It cannot be cancelled any more. You may leave or quit: it goes on, and the next start shows it again.",
		NextUnclear:     "Look at the offer's state before you send it again, here or in Partner Center.",
		NextNotAccepted: "It can be sent again.",
		NextPublished:   "The offer's page shows where it stands now.",
		NextCancelled:   "The draft keeps all changes. It can be published again.",

		TheSubmission: "Submission", TheOperation: "Operation", Began: "Started", Problem: "Found",
		ASubmission: "the submission id", AnOperation: "the operation id",

		GoLive: "go live…", Cancel: "cancel…", Look: "look now",
		NothingToGoLive: "nothing is in preview waiting for you, so there is nothing to go live with",
		StillRunning:    "it is still on its way to preview: going live is possible once preview is built",
		NothingRuns:     "nothing is running, so there is nothing to cancel",
		NotBegun:        "the service has not begun it yet; it can be cancelled once it has named its submission",
		TooLate:         "it was signed off and cannot be cancelled any more",
	}
}
