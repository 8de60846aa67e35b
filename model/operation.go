package model

import "time"

// Verb is what an operation does.
type Verb string

// The verbs that run on the server for longer than one call.
const (
	VerbPublish Verb = "publish"
	VerbGoLive  Verb = "golive"
	VerbCancel  Verb = "cancel"
	// VerbStop ends the sale of an offer; of plans it does so in the draft, which
	// is then published. VerbRestore is the way back.
	VerbStop    Verb = "stop-sell"
	VerbRestore Verb = "restore"
)

// OperationID is Awning's own id of an operation, made before anything is sent.
type OperationID string

// Operation is one long-running thing being watched. It is in the local store from before it is
// sent until its end has been announced, so that a restarted console watches on.
type Operation struct {
	ID    OperationID
	Verb  Verb
	Offer Offer
	// Sections are what was chosen, for the screen; empty for whole submissions.
	// Of plans that are stopped or restored they are the plans' own ones.
	Sections []SectionKey
	Phase    OperationPhase
	// Job is the service's configure job, Submission its submission; either may
	// be empty, and both are before the service answered.
	Job        string
	Submission SubmissionID
	// Before is the newest submission the offer had when the operation was
	// made: what came after it is ours.
	Before  SubmissionID
	Started time.Time
	// Looks is how often an operation that nobody saw accepted was looked for.
	Looks int
}

// Following is the operation that stands for a submission nobody here need have
// begun, so that it can be watched like one of ours. It has no id.
func Following(o Offer, s Submission) Operation {
	verb := VerbPublish
	switch s.Phase {
	case PhaseGoingLive, PhaseLive, PhaseLiveFailed:
		verb = VerbGoLive
	case PhaseUnknown, PhasePublishing, PhaseFailed, PhaseCancelled, PhasePreview:
	}
	return Operation{
		Verb: verb, Offer: o, Submission: s.ID, Phase: OperationSent, Started: s.Created, Sections: s.Sections,
	}
}

// OperationPhase says what is known of an operation.
type OperationPhase string

// The phases of an operation. Uncertain ones are looked up, never resent.
const (
	OperationIntent    OperationPhase = "intent"    // stored, perhaps not sent
	OperationSent      OperationPhase = "sent"      // the service took it
	OperationUncertain OperationPhase = "uncertain" // sent, answer lost
	OperationEnded     OperationPhase = "ended"
)

// Outcome says how an operation ended.
type Outcome string

// The outcomes; empty while it runs.
const (
	OutcomeNone      Outcome = ""
	OutcomeSucceeded Outcome = "succeeded"
	OutcomeFailed    Outcome = "failed"
	OutcomeCancelled Outcome = "cancelled"
	// OutcomeNotAccepted: the service never took it. Nothing changed.
	OutcomeNotAccepted Outcome = "not-accepted"
	// OutcomeUnclear: whether the service took it cannot be told; look before
	// sending it again.
	OutcomeUnclear Outcome = "unclear"
)

// Progress is one look at an operation.
type Progress struct {
	Operation Operation // with what the look taught: job, submission, phase
	Outcome   Outcome
	Standing  Standing
	Steps     []Step
	Problems  []Problem
	// Wait is how long to wait before the next look, as the service asks or as
	// politeness demands.
	Wait time.Duration
}

// Done reports whether there is nothing more to watch.
func (p Progress) Done() bool { return p.Outcome != OutcomeNone }

// PublishRequest is what a publisher decided on the checklist.
type PublishRequest struct {
	// Sections to publish, forced ones included. Empty means everything (a
	// first publish always is).
	Sections []SectionKey
	// Notes for the certification team; not kept by the service.
	Notes string
	// Seen are the draft documents the decision was made on: if one changed
	// since, publishing stops and says so.
	Seen []Document
}
