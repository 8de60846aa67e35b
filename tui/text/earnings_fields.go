package text

// Field is a value of something in words: what it is called, and what it tells.
type Field struct{ Label, Means string }

// englishEarningFields are the values of a line by the names they have in files. What they
// tell follows learn.microsoft.com/partner-center/earnings-payments in our words.
func englishEarningFields() map[string]Field {
	return map[string]Field{
		"id":     {"Line", "The number of the line, which no other line has. Support asks for it."},
		"date":   {"Earned", "The day it was earned, in Pacific time: for most customers when they have paid, for enterprise agreements soon after the order."},
		"amount": {"Amount", "What you get for it, in the currency of your payments; in US dollars as long as nothing was ever paid to you. Taxes withheld from the whole payment are not taken off."},
		"usd":    {"In US dollars", "The same in US dollars, at the exchange rate of the line."},
		"earned": {"Customer's currency", "The same in the currency the customer paid in."},
		"exchangeRate": {
			"Exchange rate", "From the customer's currency to US dollars. Rates are set once a month.",
		},
		"rateDate":   {"Rate of", "The day of that exchange rate."},
		"status":     {"State", "How far the money has come on its way to your bank. Below the list is said what the state means and who must act."},
		"actor":      {"Who must act", "Whether you, your bank, Microsoft's support or nobody has to do something about it."},
		"statusText": {"State, as the service words it", "What the service itself says about the state."},
		"month":      {"Expected in", "The month in which it is likely to be paid. Late lines keep the old month: they come with a later payment."},
		"paymentId":  {"Payment", "The payment it came with; your bank statement usually shows the number. Empty until it is paid, and up to three days longer."},
		"type":       {"Kind of earning", "Sell for what was sold in the marketplace; fee and rebate belong to other programs."},
		"lever":      {"Rule", "The rule of the program by which it is earned."},
		"rate":       {"Your share", "How much of what the customer paid is yours, as a factor or in percent. Mostly 97 percent."},
		"quantity":   {"Quantity", "How many units were sold or used."},
		"reason":     {"Correction", "Why the line corrects something. Such a line belongs to no offer and no customer."},
		"program":    {"Program", "The program it was earned in."},
		"programCode": {
			"Code of the program", "The program's short name.",
		},
		"transaction":     {"Transaction", "The number of what the customer was charged."},
		"transactionType": {"Kind", "Purchase, or what takes money back: refund, reversal and chargeback."},
		"transactionDate": {"Charged", "The day of the transaction. Usage is dated the first of its month."},
		"transactionAmount": {
			"Paid by the customer", "What the customer paid, without the tax that Microsoft passes on. Your share is taken of it.",
		},
		"transactionCountry": {"Charged in", "The country of the transaction."},
		"paymentMethod":      {"Paid with", "How the customer paid: by card, by invoice and so on."},
		"storeFee":           {"Fee", "What Microsoft keeps of it, in the customer's currency. Mostly 3 percent."},
		"taxRemitted":        {"Tax passed on", "The sales tax that Microsoft collected and passed on, in the customer's currency."},
		"offer":              {"Id of the offer", "The service's number of the offer."},
		"offerName":          {"Offer", "What was sold; of a correction, the reason."},
		"offerType":          {"Type of the offer", "What kind of product it is."},
		"parentOffer":        {"Belongs to", "The product that the offer is a part of."},
		"plan":               {"Plan", "The plan that was sold."},
		"private":            {"Private offer", "Whether it was sold by a private offer."},
		"customer":           {"Id of the customer", "The customer's billing account."},
		"customerName":       {"Customer", "Who bought. A reseller stands for its customers. Names are hidden until you show them."},
		"country":            {"Country", "The customer's country."},
		"asset":              {"Asset", "The number by which the reports know the order."},
		"order":              {"Order", "The purchase it belongs to."},
		"lineItem":           {"Item of the order", "Which part of the purchase it is."},
		"invoice":            {"Invoice", "The invoice the customer got; enterprise agreements only."},
		"subscription":       {"Subscription", "The customer's subscription."},
		"external":           {"Outside number", "What others know it by."},
		"reseller":           {"Id of the reseller", "Who sold it to the customer for you."},
		"resellerName":       {"Reseller", "The name of who sold it to the customer for you."},
		"participant":        {"Seller id", "Which of your seller ids earned it."},
		"participantName":    {"Seller", "The name of that seller."},
	}
}
