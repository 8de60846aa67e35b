package books

import "time"

// Options are what books are made from. Equal options make equal books.
type Options struct {
	Seed int64
	// Now is when the books are made: nothing in them is later.
	Now time.Time
	// Earnings is how many lines of earnings there are at least; the standard few
	// hundred if it is less.
	Earnings int
	Seller   Seller
}

// Seller is an account that sells.
type Seller struct {
	Tenant    string // of the account, a GUID
	Name      string
	Country   string // two letters
	SellerID  string
	PartnerID string // of the partner program; empty if it is in none
	Offers    []Offer
}

// currency is the one a seller is paid in.
func (s Seller) currency() string {
	if s.Country == "US" {
		return USD
	}
	return "EUR"
}

// Offer is what is sold.
type Offer struct {
	ID        string // the publisher's own
	Publisher string
	Name      string
	Kind      Kind
	Plans     []Plan
}

// Kind is what an offer is, in the words of the exports.
type Kind string

// The kinds of offers that are sold through Microsoft.
const (
	SaaS           Kind = "SaaS"
	VirtualMachine Kind = "Virtual Machine"
	Application    Kind = "Azure Application"
	Container      Kind = "Container"
	Dynamics       Kind = "Dynamics 365"
)

// Program is where an offer of this kind is sold.
func (k Kind) Program() string {
	if k == Dynamics {
		return AppSource
	}
	return AzureMarketplace
}

// The programs.
const (
	AzureMarketplace = "Azure Marketplace"
	AppSource        = "AppSource"
	Incentives       = "Microsoft Commerce Incentives"
)

// Plan is one way of buying an offer. Prices are in US dollars, like "49.00".
type Plan struct {
	ID, Name string
	Monthly  string // empty if it has no monthly price
	Yearly   string
	PerUser  bool
	Private  bool
	Meter    string // name of what is metered
	Unit     string
	Metered  string // price of a unit
	Hourly   string // price of an hour of a core
}
