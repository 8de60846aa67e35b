package text

// CommandOrders is what the command about orders and usage says.
type CommandOrders struct {
	Orders, OrdersLong      string // help
	FlagRefresh, FlagSearch string
	Reading, None           string
	NoneMatches             string
	Problem                 string // why there are none, what to do
	AsOf                    string // age
	SaaS, Rest, Used        string // headings of the parts

	Offer, Type, Count, Active, Charges, Meter, Quantity string // headings
}

func englishCommandOrders() CommandOrders {
	return CommandOrders{
		Orders: "show what was ordered and used, by offer",
		OrdersLong: `Shows how many orders each offer has and what they are charged, software as a service
apart from what is sold by usage, and what was used. A subscription that was renewed
counts once. Charges are the service's estimates: what you are paid, awning payouts
tells. JSON has every order, renewals too, and every month of usage, CSV the orders.

It answers from what is on this machine. --refresh reads it anew, which takes minutes,
unless that was done in the last hours: the service is two days behind. It wants an
application that belongs to the account.`,
		FlagRefresh: "read orders and usage anew, and wait until they are here",
		FlagSearch:  "only what has this `text` in an id or a name",
		Reading:     "reading orders and usage, which takes minutes",
		None:        "no orders and no usage are known here: awning orders --refresh reads them",
		NoneMatches: "no order and no usage matches",
		Problem:     "%s; %s",
		AsOf:        "As of %s; the service itself is up to two days behind",
		SaaS:        "Software as a service", Rest: "Other offers", Used: "Used",
		Offer: "OFFER", Type: "TYPE", Count: "ORDERS", Active: "ACTIVE", Charges: "CHARGES", Meter: "METER", Quantity: "QUANTITY",
	}
}
