package payout

import "time"

// Stage is how far a sale has come on its way to the bank. The old portal showed the first
// two beside each line; payouts say nothing of a sale before it is earned, so those two are told
// from orders and estimates.
type Stage string

// The stages, in the order in which a sale passes through them; the last ones are its ends
// and stops.
const (
	StageSold       Stage = "sold"       // ordered, and not billed yet: "billing in progress" of the old portal
	StageCollecting Stage = "collecting" // billed, and the customer has not paid: "in collection" of the old portal
	StageEarned     Stage = "earned"     // eligible, in the holding period
	StageScheduled  Stage = "scheduled"  // a payment was ordered
	StagePaid       Stage = "paid"       // handed to the bank
	StageHeld       Stage = "held"       // a payment of it is blocked, failed, or was lost
	StageTakenBack  Stage = "taken-back" // refunded or charged back: nothing is left of it
	StageFree       Stage = "free"       // there is nothing to be paid
	StageUnclear    Stage = "unclear"    // it should be further, or its state is not known
)

// OldStage is what the old portal called so beside a line that was not paid yet; false for all
// other words. Payouts have no such line: it is told of by its order.
func OldStage(word string) (Stage, bool) {
	switch fold(word) {
	case "billinginprogress":
		return StageSold, true
	case "incollection", "collectioninprogress", "collecting":
		return StageCollecting, true
	}
	return "", false
}

// Waiting is an order by which nothing is earned yet, as it should be.
type Waiting struct {
	Order Order
	Stage Stage // sold or collecting
	// Charge is what the customer is to pay, as far as the report says: the publisher's
	// share is less.
	Charge   Money
	Expected Month // when it is likely to be earned; zero: that depends on the customer
}

// Reconciliation holds what was ordered, what was earned and what was paid against each other.
type Reconciliation struct {
	Mismatches []Mismatch
	Waiting    []Waiting
	// Payments, Earnings and Orders are how many were looked at.
	Payments, Earnings, Orders int
	// OrdersAt is as of when orders are known; zero: nothing was read, and nothing is said
	// of orders.
	OrdersAt time.Time
	// OrdersProblem says why orders are not known, in words; OrdersHint what to do.
	OrdersProblem, OrdersHint string
	States                    []State // of the payouts, one for each account
}

// MostTraced is how many lines of one sale are told of at most: an asset may be metered for
// years.
const MostTraced = 5000

// Trace is one sale: what was ordered and used, what it earned, and what paid it.
type Trace struct {
	Ref      string // as it was asked for
	Orders   []Order
	Usage    []Usage
	Earnings []Earning // the newest first, [MostTraced] of an account at most
	Payments []Payment // that the earnings name, the newest first
	// Waiting are those of the orders by which nothing is earned yet, as it should be;
	// Mismatches is what does not fit.
	Waiting    []Waiting
	Mismatches []Mismatch
	// Free reports that nothing is to be paid for one of the orders at least.
	Free  bool
	Stage Stage // the least far that any of it has come
	// Unread reports that earnings of its account were never read: what it earned is not known.
	Unread bool
	// OrdersAt, OrdersProblem and OrdersHint are as in [Reconciliation].
	OrdersAt                  time.Time
	OrdersProblem, OrdersHint string
}
