package insights

import (
	"awning/client/sandbox/books"
)

func usageColumns() map[string]func(*books.Usage) Cell {
	type u = books.Usage
	machine := func(u *u) bool { return u.Cores > 0 }
	return map[string]func(*u) Cell{
		"MarketplaceSubscriptionId": func(u *u) Cell { return subscription(u.Offer, u.Customer) },
		"MonthStartDate":            func(u *u) Cell { return instant(u.Month) },
		"OfferType":                 func(u *u) Cell { return offerType(u.Offer.Kind) },
		"AzureLicenseType":          func(u *u) Cell { return license(u.Customer.Channel) },
		"MarketplaceLicenseType":    func(*u) Cell { return word("Billed Through Azure") },
		"SKU":                       func(u *u) Cell { return word(u.Plan.ID) },
		"CustomerCountry":           func(u *u) Cell { return word(u.Customer.Country) },
		"IsPreviewSKU":              func(*u) Cell { return flag(false) },
		"SKUBillingType":            func(*u) Cell { return word("Paid") },
		"IsInternal":                func(*u) Cell { return flag(false) },
		"VMSize": func(u *u) Cell {
			if !machine(u) {
				return Cell{}
			}
			return word("Standard_D" + books.Amount(u.Cores*100).Count() + "s_v5")
		},
		"CloudInstanceName":            func(*u) Cell { return word("Azure Global") },
		"ServicePlanName":              func(u *u) Cell { return word(u.Plan.Name) },
		"OfferName":                    func(u *u) Cell { return word(u.Offer.Name) },
		"CustomerName":                 func(u *u) Cell { return word(u.Customer.First + " " + u.Customer.Last) },
		"CustomerCompanyName":          func(u *u) Cell { return word(u.Customer.Name) },
		"UsageDate":                    func(u *u) Cell { return instant(u.Month) },
		"IsNewCustomer":                func(u *u) Cell { return since(u.Month, u.Customer.Since) },
		"CoreSize":                     func(u *u) Cell { return count(books.Amount(u.Cores) * 100) },
		"CustomerCurrencyCC":           func(u *u) Cell { return word(u.Customer.Currency) },
		"PriceCC":                      func(u *u) Cell { return word(u.Price.String()) },
		"PayoutCurrencyPC":             func(u *u) Cell { return word(u.DueCurrency) },
		"UsageReference":               func(u *u) Cell { return word(u.Record + ":" + u.Line) },
		"UsageUnit":                    func(u *u) Cell { return word(u.Unit) },
		"CustomerId":                   func(u *u) Cell { return word(u.Customer.Tenant) },
		"BillingAccountId":             func(u *u) Cell { return word(u.Customer.Account) },
		"MeterId":                      func(u *u) Cell { return word(u.Meter) },
		"MeterDimension":               func(u *u) Cell { return word(u.Meter) },
		"AssetId":                      func(u *u) Cell { return word(u.Asset) },
		"ReferenceId":                  func(u *u) Cell { return word(u.Asset) },
		"PlanId":                       func(u *u) Cell { return word(u.Plan.ID) },
		"OfferId":                      func(u *u) Cell { return word(u.Offer.Publisher + "." + u.Offer.ID) },
		"PartnerCenterDetectedAnomaly": func(*u) Cell { return flag(false) },
		"NormalizedUsage": func(u *u) Cell {
			return count(u.Quantity * books.Amount(u.Cores))
		},
		"RawUsage": func(u *u) Cell {
			if machine(u) {
				return count(u.Quantity)
			}
			return count(0)
		},
		"MeteredUsage": func(u *u) Cell {
			if machine(u) {
				return count(0)
			}
			return count(u.Quantity)
		},
		"EstimatedExtendedChargeCC": func(u *u) Cell { return money(u.Charge) },
		"EstimatedExtendedChargePC": func(u *u) Cell { return money(u.Due) },
	}
}

// payoutStatus is a state in the words of this API, which has fewer.
func payoutStatus(e *books.Earning) Cell {
	switch e.Status {
	case "":
		if e.Customer.Channel == books.Enterprise {
			return word("Not eligible")
		}
		return word("Uncollected")
	case books.InProgress:
		return word(string(books.Upcoming))
	case books.PendingTaxInvoice:
		return word(string(books.Unprocessed))
	case books.Unprocessed, books.Upcoming, books.Sent, books.Rejected:
	}
	return word(string(e.Status))
}

func revenueColumns() map[string]func(*books.Earning) Cell {
	type e = books.Earning
	return map[string]func(*e) Cell{
		"AssetId":               func(e *e) Cell { return word(e.Asset) },
		"SalesChannel":          func(e *e) Cell { return license(e.Customer.Channel) },
		"BillingAccountId":      func(e *e) Cell { return word(e.Customer.Account) },
		"CustomerCity":          func(e *e) Cell { return word(e.Customer.City) },
		"CustomerCompanyName":   func(e *e) Cell { return word(e.Customer.Name) },
		"CustomerCountry":       func(e *e) Cell { return word(e.Customer.Country) },
		"CustomerEmail":         func(e *e) Cell { return word(e.Customer.Mail) },
		"CustomerId":            func(e *e) Cell { return word(e.Customer.Tenant) },
		"CustomerName":          func(e *e) Cell { return word(e.Customer.First + " " + e.Customer.Last) },
		"EarningCurrencyCode":   func(e *e) Cell { return word(e.Currency) },
		"EarningExchangeRatePC": func(e *e) Cell { return rate(e.DueRate) },
		"EstimatedPayoutMonth":  func(e *e) Cell { return instant(e.Estimated) },
		"ExchangeRateDate":      func(e *e) Cell { return instant(e.RateDate) },
		"ExchangeRatePC":        func(e *e) Cell { return rate(e.DueRate) },
		"ExchangeRateUSD":       func(e *e) Cell { return rate(e.Rate) },
		"PayoutStatus":          payoutStatus,
		"IncentiveRate":         func(*e) Cell { return word("0") },
		"TrialDeployment":       func(*e) Cell { return flag(false) },
		"LineItemId":            func(e *e) Cell { return word(e.Line) },
		"MonthStartDate":        func(e *e) Cell { return month(e.Transacted) },
		"OfferName":             func(e *e) Cell { return word(e.Offer.Name) },
		"OfferType":             func(e *e) Cell { return offerType(e.Offer.Kind) },
		"PaymentInstrumentType": func(e *e) Cell { return word(e.Method) },
		"PaymentSentDate": func(e *e) Cell {
			if e.Status != books.Sent {
				return Cell{}
			}
			return instant(e.SentOn)
		},
		"PurchaseRecordId": func(e *e) Cell { return word(e.Order) },
		"SKU":              func(e *e) Cell { return word(e.Plan.ID) },
		"TermStartDate":    func(e *e) Cell { return instant(e.Transacted) },
		"BillingModel": func(e *e) Cell {
			if e.Usage {
				return word("UsageBased")
			}
			return word("SubscriptionBased")
		},
		"EarningAmountCC":      func(e *e) Cell { return money(e.Earned) },
		"EarningAmountPC":      func(e *e) Cell { return money(e.Due) },
		"EarningAmountUSD":     func(e *e) Cell { return money(e.EarnedUSD) },
		"Revenue":              func(e *e) Cell { return money(e.Paid) },
		"EstimatedRevenuePC":   func(e *e) Cell { return money(e.Due) },
		"EstimatedRevenueUSD":  func(e *e) Cell { return money(e.PaidUSD) },
		"Quantity":             func(e *e) Cell { return count(e.Quantity) },
		"TransactionAmountCC":  func(e *e) Cell { return money(e.Paid) },
		"TransactionAmountUSD": func(e *e) Cell { return money(e.PaidUSD) },
	}
}
