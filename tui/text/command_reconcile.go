package text

// CommandReconcile is what the command says that holds orders, earnings and payments against
// each other, beside what the screen about it says: see [Reconcile].
type CommandReconcile struct {
	Reconcile, ReconcileLong, FlagExitCode string // help

	Wrong, Waiting                            string // a heading: a sentence without its point
	Act                                       string // what it is about, who must act, how
	More                                      string // how many more ids there are
	Read                                      string // age, what was held against each other
	Orders                                    string // age, how old the report may be
	NeverOrders                               string
	Problem                                   string // problem, what to do
	Nothing                                   string // was read yet
	What, Date, Says, Comes, Offer, ID        string // headings
	Stage, Count, Charges, Expected, NotKnown string
}

func englishCommandReconcile() CommandReconcile {
	return CommandReconcile{
		Reconcile: "hold orders, earnings and payments against each other",
		ReconcileLong: `Names what does not fit: payments that are not what their parts or their lines come to,
lines of payments nobody knows of, orders and usage that should have earned something by
now, and earnings that have no order. What was sold and is not earned yet, as it should
be, is counted by how far it is: not billed yet, or waiting for the customer to pay,
which the old portal called billing in progress and in collection. JSON and CSV list
every such sale.

It answers from what is on this machine: awning payouts --refresh --wait reads payouts,
awning orders --refresh reads orders. An estimate knows no payments: where nobody else
tells, only orders and earnings are held against each other.`,
		FlagExitCode: "exit with 3 if something does not fit",

		Wrong: "What does not fit", Waiting: "Sold and not earned yet, as it should be", Act: "%s: %s; %s",
		More: "and %d more: --output json has all",
		Read: "As of %s: %s", Orders: "Orders as of %s; the service is up to two days behind",
		NeverOrders: "Orders were never read, and not checked: awning orders --refresh reads them",
		Problem:     "%s; %s",
		Nothing:     "no payouts were read yet: awning payouts --refresh --wait does",
		What:        "WHAT", Date: "DATE", Says: "SAYS", Comes: "COMES TO", Offer: "OFFER", ID: "ID",
		Stage: "WHAT", Count: "SALES", Charges: "CHARGES", Expected: "EXPECTED", NotKnown: "depends on the customer",
	}
}
