package sandbox

import (
	"time"

	"awning/client/sandbox/exports"
)

// PayoutSwitches choose behaviours of the exports of payouts that no source
// settles, or that happen now and then. The zero value is the best guess.
type PayoutSwitches struct {
	// Format is how the files are written.
	Format exports.Format
	// Applications lets applications use this API. Sources say that it takes
	// people only.
	Applications bool
	// Failing is how many exports fail before one succeeds.
	Failing int
	// Running is how many exports of one kind may run in one account at a time; 0
	// means 5.
	Running int
	// LinkLife is how long the address of a file is good for; 0 means an hour.
	LinkLife time.Duration
	// LateLink leaves the address out of the first answer that says that an export
	// is complete.
	LateLink bool
}

func (p PayoutSwitches) running() int {
	const usual = 5
	if p.Running > 0 {
		return p.Running
	}
	return usual
}

func (p PayoutSwitches) linkLife() time.Duration {
	if p.LinkLife > 0 {
		return p.LinkLife
	}
	return time.Hour
}
