package insights

import (
	"iter"
	"slices"
	"time"

	"awning/client/sandbox/books"
)

// row is one line of a dataset: when it happened, and what its columns say.
type row struct {
	at  time.Time
	get func(column string) Cell
}

// table makes the rows of things out of what their columns say. Columns that are not
// named are empty.
func table[T any](things iter.Seq[T], at func(*T) time.Time, columns map[string]func(*T) Cell) iter.Seq[row] {
	return func(yield func(row) bool) {
		for thing := range things {
			get := func(column string) Cell {
				if of := columns[column]; of != nil {
					return of(&thing)
				}
				return Cell{}
			}
			if !yield(row{at(&thing), get}) {
				return
			}
		}
	}
}

// rows are those of a dataset, of all books one after another. Of some datasets the
// sandbox knows nothing: nobody visits its shops.
func rows(name string, ledgers []*books.Book) iter.Seq[row] {
	return func(yield func(row) bool) {
		for _, b := range ledgers {
			for r := range of(name, b) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

func of(name string, b *books.Book) iter.Seq[row] {
	switch name {
	case "ISVOrder", "ISVOrderV2":
		return table(slices.Values(b.Orders), func(o *books.Order) time.Time { return o.At }, orderColumns())
	case "ISVUsage":
		return table(slices.Values(b.Usage), func(u *books.Usage) time.Time { return u.Month }, usageColumns())
	case "ISVRevenue":
		return table(b.Sales(), func(e *books.Earning) time.Time { return e.Transacted }, revenueColumns())
	case "ISVCustomer":
		return table(slices.Values(b.Customers), func(c **books.Customer) time.Time { return (*c).Since }, customerColumns())
	}
	return func(func(row) bool) {}
}

// noSubscription is the Azure subscription of what needs none.
const noSubscription = "00000000-0000-0000-0000-000000000000"

// license says how a customer buys from Azure.
func license(c books.Channel) Cell {
	switch c {
	case books.Enterprise:
		return word("Enterprise")
	case books.CSP:
		return word("Cloud Solution Provider")
	case books.Card, books.Invoice:
	}
	return word("Pay as You Go")
}

// offerType is a kind of offer in the words of the reports.
func offerType(k books.Kind) Cell {
	switch k {
	case books.VirtualMachine:
		return word("Virtual Machine Licenses")
	case books.Application:
		return word("Azure Applications")
	case books.Container:
		return word("Containers")
	case books.SaaS, books.Dynamics:
	}
	return word(string(k))
}

// subscription is where something runs.
func subscription(o *books.Offer, c *books.Customer) Cell {
	if o.Kind == books.SaaS || o.Kind == books.Dynamics {
		return word(noSubscription)
	}
	return word(c.Subscription)
}

func orderColumns() map[string]func(*books.Order) Cell {
	type o = books.Order
	return map[string]func(*o) Cell{
		"MarketplaceSubscriptionId": func(o *o) Cell { return subscription(o.Offer, o.Customer) },
		"MonthStartDate":            func(o *o) Cell { return month(o.At) },
		"OfferType":                 func(o *o) Cell { return offerType(o.Offer.Kind) },
		"AzureLicenseType":          func(o *o) Cell { return license(o.Customer.Channel) },
		"MarketplaceLicenseType":    func(*o) Cell { return word("Billed Through Azure") },
		"Sku":                       func(o *o) Cell { return word(o.Plan.ID) },
		"CustomerCountry":           func(o *o) Cell { return word(o.Customer.Country) },
		"IsPreviewSKU":              func(*o) Cell { return flag(false) },
		"OrderId":                   func(o *o) Cell { return word(o.Asset) },
		"CloudInstanceName":         func(*o) Cell { return word("Azure Global") },
		"IsNewCustomer":             func(o *o) Cell { return since(o.At, o.Customer.Since) },
		"OrderStatus":               func(o *o) Cell { return word(o.Status) },
		"OrderCancelDate":           func(o *o) Cell { return instant(o.Cancelled) },
		"CustomerCompanyName":       func(o *o) Cell { return word(o.Customer.Name) },
		"CustomerName":              func(o *o) Cell { return word(o.Customer.First + " " + o.Customer.Last) },
		"OrderPurchaseDate":         func(o *o) Cell { return instant(o.At) },
		"OfferName":                 func(o *o) Cell { return word(o.Offer.Name) },
		"CustomerId":                func(o *o) Cell { return word(o.Customer.Tenant) },
		"BillingAccountId":          func(o *o) Cell { return word(o.Customer.Account) },
		"TermStartDate":             func(o *o) Cell { return instant(o.TermStart) },
		"TermEndDate":               func(o *o) Cell { return instant(o.TermEnd) },
		"PurchaseRecordId":          func(o *o) Cell { return word(o.Record) },
		"PurchaseRecordLineItemId":  func(o *o) Cell { return word(o.Line) },
		"HasTrial":                  func(*o) Cell { return flag(false) },
		"IsTrialDeployment":         func(*o) Cell { return flag(false) },
		"AssetId":                   func(o *o) Cell { return word(o.Asset) },
		"BillingTerm":               func(o *o) Cell { return word(o.Term()) },
		"BillingPlan":               func(o *o) Cell { return word(o.Term()) },
		"Currency":                  func(o *o) Cell { return word(o.Currency) },
		"OrderAction":               func(o *o) Cell { return word(o.Action) },
		"ReferenceId":               func(o *o) Cell { return word(o.Asset) },
		"PlanId":                    func(o *o) Cell { return word(o.Plan.ID) },
		"AutoRenew":                 func(o *o) Cell { return flag(o.Cancelled.IsZero()) },
		"EventTimestamp":            func(o *o) Cell { return instant(o.At) },
		"OrderVersion":              func(*o) Cell { return word("1") },
		"IsPrivatePlan":             func(o *o) Cell { return flag(o.Plan.Private) },
		"OfferId":                   func(o *o) Cell { return word(o.Offer.Publisher + "." + o.Offer.ID) },
		"PrivateOfferId":            func(o *o) Cell { return word(o.PrivateOffer) },
		"BillingId":                 func(o *o) Cell { return word(o.Customer.Account) },
		"MultiParty":                func(*o) Cell { return flag(false) },
		"OrderQuantity":             func(o *o) Cell { return count(o.Quantity) },
		"Quantity":                  func(o *o) Cell { return count(o.Quantity) },
		"QuantityChanged":           func(*o) Cell { return count(0) },
		"estimatedcharges":          func(o *o) Cell { return money(o.Charge) },
		"BilledRevenue":             func(o *o) Cell { return money(o.Charge) },
		"ListPriceUSD":              func(o *o) Cell { return money(o.ListUSD) },
		"DiscountPriceUSD":          func(o *o) Cell { return money(o.ListUSD) },
	}
}

func customerColumns() map[string]func(**books.Customer) Cell {
	type c = *books.Customer
	return map[string]func(*c) Cell{
		"MarketplaceSubscriptionId":    func(c *c) Cell { return word((*c).Subscription) },
		"DateAcquired":                 func(c *c) Cell { return instant((*c).Since) },
		"FirstName":                    func(c *c) Cell { return word((*c).First) },
		"LastName":                     func(c *c) Cell { return word((*c).Last) },
		"Email":                        func(c *c) Cell { return word((*c).Mail) },
		"CustomerCompanyName":          func(c *c) Cell { return word((*c).Name) },
		"CustomerCity":                 func(c *c) Cell { return word((*c).City) },
		"CustomerPostalCode":           func(c *c) Cell { return word((*c).Postal) },
		"CustomerCommunicationCulture": func(*c) Cell { return word("en-US") },
		"CustomerCountryRegion":        func(c *c) Cell { return word((*c).Country) },
		"AzureLicenseType":             func(c *c) Cell { return license((*c).Channel) },
		"PromotionalCustomers":         func(*c) Cell { return word("No") },
		"CommerceRootCustomer":         func(c *c) Cell { return word((*c).Tenant) },
		"CustomerId":                   func(c *c) Cell { return word((*c).Tenant) },
		"BillingAccountId":             func(c *c) Cell { return word((*c).Account) },
		"ID":                           func(c *c) Cell { return word((*c).Account) },
		"ProviderName":                 func(c *c) Cell { return word(provider(*c).Name) },
	}
}

func provider(c *books.Customer) books.Reseller {
	if c.Reseller == nil {
		return books.Reseller{}
	}
	return *c.Reseller
}
