package text

// Orders is what the screens about orders and usage say.
type Orders struct {
	Title string

	// What stands above the lists.
	Heading   string
	Aged      string // when it was read
	Late      string // the service is behind
	Missing   string // why they are not known
	WhatToDo  string // problem, what to do
	Reading   string
	Never     string
	Empty     string
	NoOrders  string // of this offer
	NoUsage   string
	Asking    string // how long already
	Estimated string

	// Groups of offers.
	SaaS, Other, Usage string

	Placed, PlacedOne string // orders of a month: how many
	Meters            string // how many meters
	Used              string // quantity, meter
	UsedUnits         string // quantity, unit: "2,060 x 1 hour"
	More              string // amount, how many more
	Month             string // of the chart in words: month, value
	PlacedIn, UsedIn  string // what the chart shows in words

	Head                  string // how many orders, how many subscriptions, how many of those active
	HeadOrder, HeadOrders string // how many
	HeadOne, HeadMany     string // subscriptions: how many
	HeadMeter, HeadMeters string // how many
	UsedOf                string // meter, by month
	Charged               string // amounts
	NoMatch               string // what was looked for
	FilterKey, Shown      string // how many of how many
	Term                  string // first day, last day
	Trial                 string
	Masked                string
	Looking               string // stands for a stage that is looked for

	OrdersColumns
	OrdersMeans

	Open, OpenSale, Find, Keep, Clear, Refresh, ShowUsage, ShowOrders, ShowNames, HideNames string // keys
	NoOffer, NoSale, Refreshing                                                             string // refusals
	DoingRead, DoingRefresh, DoingTrace                                                     string // for Fail
	Refreshed                                                                               string
	TheOffer, TheOrder, TheMeter                                                            string // in a sentence: what is copied
}

// OrdersColumns are the titles of columns.
type OrdersColumns struct {
	Offer, OfferID, Type, Active, Ended, Trials, Quantity, Charges, LastMonth, Chart                             string
	Ordered, Plan, Status, Customer, Country, TermOf, Charge, Money, Order, Purchase, Line, Private, CancelledOn string
	Meter, Unit, AllMonths, Lines                                                                                string
}

// OrdersMeans say what the columns tell.
type OrdersMeans struct {
	OfferMeans, ActiveMeans, EndedMeans, TrialsMeans, QuantityMeans, ChargesMeans, LastMonthMeans, ChartMeans                                           string
	OrderedMeans, PlanMeans, StatusMeans, OneQuantityMeans, CustomerMeans, CountryMeans, TermMeans, ChargeMeans, MoneyMeans, PrivateMeans               string
	OrderMeans, PurchaseMeans, MeterMeans, UnitMeans, UsedMeans, AllMonthsMeans, UsageChargeMeans, UsageChartMeans, LinesMeans, TypeMeans, OfferIDMeans string
}

func englishOrders() Orders {
	return Orders{
		Title: "orders",

		Heading: "Orders and usage, last 12 months", Aged: "as of %s", Late: "the service itself is up to two days behind",
		Missing: "Orders and usage: %s", WhatToDo: "%s; %s",
		Reading: "reading what is on this machine", Never: "Nothing was read yet. Press R to read it; it takes minutes.",
		Empty: "Nothing was ordered or used.", NoOrders: "Nothing was ordered of this offer.", NoUsage: "Nothing was used of this offer.",
		Asking:    "reading orders and usage, %s so far; it takes minutes, and goes on if you leave",
		Estimated: "charges are estimates of what customers pay",

		NoMatch: "No order contains “%s”. Esc takes the filter away.", FilterKey: "/", Shown: "%d of %d",

		SaaS: "Software as a service, by subscription", Other: "Other subscriptions", Usage: "By usage",

		Placed: "%d ordered", PlacedOne: "1 ordered", Meters: "%d meters", Used: "%s %s", UsedUnits: "%s x %s", More: "%s, %d more", Month: "%s %s",
		PlacedIn: "Ordered or renewed by month: %s", UsedIn: "Charged by month: %s",

		Head: "%s of %s, %d active", HeadOrder: "1 order", HeadOrders: "%d orders and renewals", HeadOne: "1 subscription", HeadMany: "%d subscriptions",
		HeadMeter: "1 meter", HeadMeters: "%d meters", UsedOf: "%s by month: %s",
		Charged: "charged: %s", Term: "%s to %s", Trial: "%s, trial", Masked: "hidden", Looking: "...",

		OrdersColumns: OrdersColumns{
			Offer: "Offer", OfferID: "Offer id", Type: "Type", Active: "Active", Ended: "Ended", Trials: "Trials", Quantity: "Quantity", Charges: "Charged",
			LastMonth: "Last month", Chart: "By month",
			Ordered: "Ordered", Plan: "Plan", Status: "Order", Customer: "Customer", Country: "Country", TermOf: "Term", Charge: "Charge", Money: "Its money",
			Order: "Order id", Purchase: "Purchase record", Line: "Line", Private: "Private", CancelledOn: "Cancelled",
			Meter: "Meter", Unit: "Unit", AllMonths: "12 months", Lines: "Reports",
		},
		OrdersMeans: englishOrdersMeans(),

		Open: "its orders", OpenSale: "the sale", Find: "find", Keep: "keep filter", Clear: "clear filter", Refresh: "refresh", ShowUsage: "usage", ShowOrders: "orders",
		ShowNames: "show customers", HideNames: "hide customers",
		NoOffer: "there is no offer here", NoSale: "there is no order here", Refreshing: "orders and usage are being read; it takes minutes",
		DoingRead: "read the orders", DoingRefresh: "refresh the orders", DoingTrace: "look how far the money has come",
		Refreshed: "orders and usage are up to date",
		TheOffer:  "the offer id", TheOrder: "the order id", TheMeter: "the meter",
	}
}

func englishOrdersMeans() OrdersMeans {
	return OrdersMeans{
		OfferMeans:     "The offer as customers see it. An offer that is sold by subscription and has meters stands in two groups.",
		ActiveMeans:    "Subscriptions that are active. A renewal is the same subscription.",
		EndedMeans:     "Subscriptions that were cancelled or have expired.",
		TrialsMeans:    "Active subscriptions that are trials: nothing is charged for them.",
		QuantityMeans:  "How much the active subscriptions are for: seats, or 1 for a flat rate.",
		ChargesMeans:   "What the service estimates customers were charged in these months, in each of their currencies. What you earn is less, and comes later.",
		LastMonthMeans: "In the last whole month: orders and renewals of subscriptions, or what was used.",
		ChartMeans:     "One mark for each of the last months, the latest on the right: orders and renewals, or the charge for usage. Denser marks stand for more, each row by its own most. The row in full has the numbers.",

		OrderedMeans:     "When it was ordered or renewed.",
		PlanMeans:        "The plan that was ordered.",
		StatusMeans:      "Whether the subscription is active, was cancelled or has expired, in the service's words.",
		OneQuantityMeans: "How much was ordered: seats, or 1 for a flat rate.",
		CustomerMeans:    "Who ordered. Names are hidden until you show them.",
		CountryMeans:     "The customer's country.",
		TermMeans:        "What the order covers, from the first day to the last.",
		ChargeMeans:      "What the service estimates the customer is charged, in the customer's currency. What you earn is less.",
		MoneyMeans:       "How far its money has come: sold, billed to the customer, earned, scheduled, paid. The text below says who must act.",
		PrivateMeans:     "Whether it was sold by a private plan or offer.",
		OrderMeans:       "The id of the subscription. Earnings have it as asset id.",
		PurchaseMeans:    "The id of this one purchase or renewal. Earnings have it as order id, with the line.",
		MeterMeans:       "The meter of the plan; empty for virtual machines and containers, which are used by the hour.",
		UnitMeans:        "What is counted, as the plan defines it.",
		UsedMeans:        "What was used in the last whole month. Hours of virtual machines are multiplied by their cores.",
		AllMonthsMeans:   "What was used in all these months.",
		UsageChargeMeans: "What the service estimates all of it was charged, in the currency of your payments if it says so.",
		LinesMeans:       "How many lines of the report it comes from.",
		TypeMeans:        "The type of the offer, as the reports call it.",
		OfferIDMeans:     "The id of the offer, behind that of its publisher.",
		UsageChartMeans:  "One mark for each of the last months, the latest on the right, by what was used. Denser marks stand for more, each row by its own most. The row in full has the numbers.",
	}
}
