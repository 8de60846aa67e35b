package model

import "time"

// SubmissionID names one publish, 19 decimal digits, the same in both APIs. Opaque.
type SubmissionID string

// Phase says how far a submission has come, in a publisher's words. The
// services spread this over state, substate, status and result; see
// learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api
// and the submission API's swagger.
type Phase string

// The phases of a submission.
const (
	PhaseUnknown    Phase = ""            // a state this version does not know; see Literal
	PhasePublishing Phase = "publishing"  // on its way to preview; can be cancelled
	PhaseFailed     Phase = "failed"      // validation or certification refused it
	PhaseCancelled  Phase = "cancelled"   // cancelled by the publisher
	PhasePreview    Phase = "preview"     // in preview, waiting for the publisher to go live
	PhaseGoingLive  Phase = "going-live"  // signed off; cannot be cancelled
	PhaseLive       Phase = "live"        // customers see it
	PhaseLiveFailed Phase = "live-failed" // going live failed; what was live before still is
)

// Running reports whether the service is working on it.
func (p Phase) Running() bool { return p == PhasePublishing || p == PhaseGoingLive }

// Submission is one publish of some sections.
type Submission struct {
	ID      SubmissionID
	Phase   Phase
	Literal string // the service's own words for the state, as "InProgress/Submitted"
	Created time.Time
	Number  int // release number, rising; 0 if the API has none
	// Sections are the sections it names; empty if the API does not tell.
	Sections []SectionKey
}

// Step is one step of the publishing pipeline as the service reports it. Their order
// differs by offer type and is never assumed.
type Step struct {
	Name   string
	Target Environment // preview or live; empty if the service does not say
	State  StepState
	// Literal is the service's own word for the state.
	Literal  string
	Began    time.Time // zero if not yet
	Ended    time.Time // zero if not yet
	Messages []string
}

// StepState is where one step stands.
type StepState string

// The states of a step. Words the services may add count as failed only if
// they are not known to mean otherwise; the literal word is kept in [Step].
const (
	StepWaiting StepState = "waiting"
	StepRunning StepState = "running"
	StepDone    StepState = "done"
	StepFailed  StepState = "failed"
	StepPerson  StepState = "person" // waits for the publisher
)

// Problem is one finding of the service about a submission or a document.
type Problem struct {
	Code     string
	Severity string // Error, Warning, Informational, or a word the service added
	Message  string
	Where    string // the resource the service names
}

// Standing is where an offer stands: three facts at once, draft, preview and
// live, and what is in flight.
type Standing struct {
	Draft   DraftState
	Preview *Submission // what preview shows, or nil
	Live    *Submission // what customers see, or nil
	// Running is the submission the service is working on, or nil.
	Running *Submission
	// Last is the newest submission of all, whatever became of it, or nil.
	Last *Submission
	// Stopped is true if the offer is no longer sold.
	Stopped bool
	// Stopping is true if a stop was asked for and is not yet done.
	Stopping bool
}

// DraftState says how the draft differs from what was published.
type DraftState string

// What is known of a draft.
const (
	DraftUnknown   DraftState = ""
	DraftNew       DraftState = "new"     // nothing was ever published
	DraftChanged   DraftState = "changed" // differs from what was published last
	DraftUnchanged DraftState = "same"    // equal to what was published last
)

// State is the one word a portal would show for an offer.
type State string

// The states of an offer, as Partner Center names them.
const (
	StateDraft      State = "draft"
	StatePublishing State = "publishing"
	StateAttention  State = "attention" // a step or certification failed
	StatePreview    State = "preview"
	StateLive       State = "live"
	StateStopping   State = "stopping"
	StateStopped    State = "stopped"
)

// State sums the standing up in one word; the most urgent fact wins.
func (s Standing) State() State {
	switch {
	case s.Stopping:
		return StateStopping
	case s.Stopped:
		return StateStopped
	case s.Running != nil:
		return StatePublishing
	case s.Last != nil && (s.Last.Phase == PhaseFailed || s.Last.Phase == PhaseLiveFailed):
		return StateAttention
	case s.Preview != nil && s.Preview.Phase == PhasePreview:
		return StatePreview
	case s.Live != nil:
		return StateLive
	}
	return StateDraft
}

// Published is the environment that holds what was published last: preview,
// or live where nothing newer is in preview. It is empty if nothing ever was.
func (s Standing) Published() Environment {
	switch {
	case s.Preview == nil && s.Live == nil:
		return ""
	case s.Preview == nil, s.Live != nil && s.Live.Created.After(s.Preview.Created):
		return Live
	}
	return Preview
}
