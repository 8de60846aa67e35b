package sandbox

import (
	"slices"
	"time"

	"awning/client/sandbox/world"
)

// phase is where a submission stands.
type phase int

const (
	toPreview  phase = iota // validation, preview creation
	failed                  // automated validation found errors
	failedCert              // certification refused it
	cancelled               // by the publisher, before preview
	ready                   // in preview, waits for the publisher's sign-off
	toLive                  // signed off
	inStore                 // live
	superseded              // was in preview; a later one took its place
)

// The publishing steps, as workflowdetails spells them.
const (
	stepValidation    = "Automated validation"
	stepPreview       = "Preview Creation"
	stepSignoff       = "Publisher Signoff"
	stepCertification = "Certification"
	stepPublish       = "Publish"
)

// stepState is the state of a publishing step, spelt as on the wire.
type stepState string

const (
	notStarted stepState = "NotStarted"
	inProgress stepState = "InProgress"
	success    stepState = "Success"
	failure    stepState = "Failed"
	stopped    stepState = "Cancelled"
)

// step is one step of the way to live.
type step struct {
	Name   string
	Target env // preview or live: on which push it is
	State  stepState
	Start  time.Time
	End    time.Time
}

// steps is the way of a type of offer, nothing done yet.
func steps(t offerType) []step {
	if t.CertFirst {
		return []step{
			{Name: stepValidation, Target: preview, State: notStarted},
			{Name: stepCertification, Target: preview, State: notStarted},
			{Name: stepPreview, Target: preview, State: notStarted},
			{Name: stepSignoff, Target: preview, State: notStarted},
			{Name: stepPublish, Target: live, State: notStarted},
		}
	}
	return []step{
		{Name: stepValidation, Target: preview, State: notStarted},
		{Name: stepPreview, Target: preview, State: notStarted},
		{Name: stepSignoff, Target: preview, State: notStarted},
		{Name: stepCertification, Target: live, State: notStarted},
		{Name: stepPublish, Target: live, State: notStarted},
	}
}

// submission is one publish: a set of instances on its way. Both APIs show the
// same one under the same id.
type submission struct {
	ID      string
	Number  int // counts the product's submissions from 1
	Created time.Time
	Phase   phase
	Steps   []step
	At      int                     // the running step, or the next one
	Takes   map[moduleKey]*instance // all that travels, complete
	Named   map[moduleKey]bool      // what the publisher asked for, the rest was added
	Option  publishOption
	// Findings are known from the start and shown once validation has ended.
	Findings []world.Problem
	// Published is when it reached the farthest environment it has been in;
	// zero before preview.
	Published time.Time
	// Cancel is when a cancel that was asked for takes effect; zero if none was.
	// Nothing else happens to it meanwhile.
	Cancel time.Time
	// Cancels are the operations that asked for it, through the Cloud Partner Portal.
	Cancels []string
	// Retire is when the offer stops being sold because this submission, being
	// live, was deprecated; zero if it was not.
	Retire time.Time
	// Retired marks a submission that takes, or took, the offer off the market.
	Retired bool
}

// publishOption is what a publisher says beside the content.
type publishOption struct {
	Notes       string
	Release     string // releaseTimeInUtc as sent, "" for none
	Manual      bool
	AutoPromote bool   // goes live without sign-off
	Emails      string // who is to be told, separated by commas
}

// running reports whether the service is at work on it.
func (sub *submission) running() bool { return sub.Phase == toPreview || sub.Phase == toLive }

// due reports whether anything has happened to it that is not recorded yet.
func (sub *submission) due(now time.Time) bool {
	return sub.running() || sub.retiring() && !now.Before(sub.Retire)
}

// state and substate are what the submission API v1 calls a phase.
func (sub *submission) state() (state, substate string) {
	switch sub.Phase {
	case failed:
		return "InProgress", "Failed"
	case failedCert:
		return "InProgress", "FailedInCertification"
	case cancelled:
		return "InProgress", "Cancelled"
	case ready:
		return "Published", "ReadyToPublish"
	case toLive:
		return "Published", "Publishing"
	case inStore:
		return "Published", "InStore"
	case superseded:
		return "Published", "Published"
	case toPreview:
		return "InProgress", "Submitted"
	default:
		return "InProgress", "Submitted"
	}
}

// validated reports whether automated validation has ended.
func (sub *submission) validated() bool { return len(sub.Steps) > 0 && !sub.Steps[0].End.IsZero() }

// submission finds a submission by its id; nil if there is none.
func (p *product) submission(id string) *submission {
	for _, sub := range p.submissions {
		if sub.ID == id {
			return sub
		}
	}
	return nil
}

// busy is the submission the service is at work on; nil if there is none.
func (p *product) busy() *submission {
	for _, sub := range p.submissions {
		if sub.running() || sub.retiring() {
			return sub
		}
	}
	return nil
}

// newest finds the latest submission in one of the phases; nil if none is.
func (p *product) newest(phases ...phase) *submission {
	for _, sub := range slices.Backward(p.submissions) {
		if slices.Contains(phases, sub.Phase) {
			return sub
		}
	}
	return nil
}
