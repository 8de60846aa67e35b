package sandbox

import (
	"io"
	"time"

	"awning/client/sandbox/world"
)

// Options shape a [Server]. The zero value is an empty marketplace.
type Options struct {
	// World is what the marketplace holds at the start.
	World world.World
	// Token is one more bearer token, good for every audience, as the owner of
	// every account. Empty means none.
	Token string
	// Latency is how long every request waits before it is served.
	Latency time.Duration
	// StepTime is how long one publishing step takes; 0 means 4 s.
	StepTime time.Duration
	// ExportTime is how long an export of payouts, or a report, takes; 0 means
	// 3 s.
	ExportTime time.Duration
	// ChildDelay is how long branches and entities of a new offer or plan stay
	// unseen; 0 means 2 s, less than 0 means not at all.
	ChildDelay time.Duration
	// Seed makes ids, page sizes and page order; the same seed gives the same.
	Seed int64
	// Log receives one JSON line per request and per accepted change. Writes
	// to it come one at a time.
	Log io.Writer
	// SignIn is how people and applications sign in.
	SignIn SignIn
	// Switches choose between behaviours no source settles.
	Switches Switches
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Switches choose behaviours of the real services that no source settles, or
// that differ from time to time. The zero value is the best guess.
type Switches struct {
	// HidePublished makes getByInstanceID answer 404 for instances that are no
	// longer the draft. The guess is that they stay readable.
	HidePublished bool
	// Stale412 answers a stale If-Match with 412 instead of 409.
	Stale412 bool
	// SubmissionAccepted answers a new submission with 202 instead of 201, as
	// one report has it.
	SubmissionAccepted bool
	// CancelledStays keeps cancelled submissions in the lists of the submission
	// API, as InProgress/Cancelled. The guess is that they vanish: clients know
	// that substate, the swagger does not.
	CancelledStays bool
	// RefuseInCertification names offers, by their own ids, whose next
	// submissions certification refuses.
	RefuseInCertification []string
	// FailInPreview names offers, likewise, of which no preview can be made.
	FailInPreview []string
	// CPP are the choices about the Cloud Partner Portal API.
	CPP CPPSwitches
	// Down names APIs that are out of order and answer 503: "v1", "graph",
	// "cpp", "arm", "payouts", "insights", "profiles".
	Down []string
	// Payouts are the choices about the exports of payouts.
	Payouts PayoutSwitches
	// Insights are those about the reports.
	Insights InsightsSwitches
	// UnnamedGuests makes ARM leave out name, domains and type of tenants in which
	// the person is a guest. It says them of the home tenant; of others sources
	// do not tell.
	UnnamedGuests bool
	// RestoreBySubmission brings an offer that is no longer sold back when its
	// live submission is set to generallyAvailable. The guess, from what is
	// documented of products and plans, is that it must be published again.
	RestoreBySubmission bool
}

const (
	defaultStepTime   = 4 * time.Second
	defaultExportTime = 3 * time.Second
	defaultChildDelay = 2 * time.Second
)

func (o Options) withDefaults() Options {
	if o.StepTime <= 0 {
		o.StepTime = defaultStepTime
	}
	if o.ExportTime <= 0 {
		o.ExportTime = defaultExportTime
	}
	switch {
	case o.ChildDelay == 0:
		o.ChildDelay = defaultChildDelay
	case o.ChildDelay < 0:
		o.ChildDelay = 0
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
