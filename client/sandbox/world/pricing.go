package world

import (
	"encoding/json"
	"slices"
)

// scheduleGroup is the price of a plan in some markets; the base schedule names
// none and holds in all the others.
type scheduleGroup struct {
	IsBaseSchedule bool       `json:"isBaseSchedule"`
	MarketCodes    []string   `json:"marketCodes"`
	FriendlyName   string     `json:"friendlyName"`
	Schedules      []schedule `json:"schedules"`
}

type schedule struct {
	RetailPrice  money     `json:"retailPrice"`
	PriceCadence *cadence  `json:"priceCadence,omitempty"`
	PricingModel string    `json:"pricingModel"`
	PricingUnits []unit    `json:"pricingUnits"`
	Range        dateRange `json:"dateTimeRange"`
}

type money struct {
	OpenPrice    json.Number `json:"openPrice"`
	CurrencyCode string      `json:"currencyCode"`
}

type cadence struct {
	Type  string `json:"type"`
	Value int    `json:"value"`
}

type unit struct {
	Name            string `json:"name"`
	UnitType        string `json:"unitType"`
	IsUnlimitedUnit bool   `json:"isUnlimitedUnit"`
	LowerUnit       int    `json:"lowerUnit"`
	UpperUnit       int    `json:"upperUnit"`
}

// dateRange has no end here: prices hold until they are changed.
type dateRange struct {
	StartAt moment `json:"startAt"`
}

type moment struct {
	LocalizePerMarket bool   `json:"localizePerMarket"`
	DateTimeInUtc     string `json:"dateTimeInUtc"`
}

// since is when all prices of the world began.
func since() dateRange {
	return dateRange{moment{DateTimeInUtc: "2025-01-01T00:00:00Z"}}
}

// schedules are the prices of a plan in the submission API v1.
func schedules(s *planSpec) []scheduleGroup {
	switch {
	case s.Price != "":
		return monthly(s)
	case s.Core != nil && s.Core.Price != "":
		return list(hourly(s.Core.Price, 1, 1))
	case s.Core != nil && len(s.Core.Sizes) > 0:
		base := scheduleGroup{IsBaseSchedule: true, MarketCodes: list[string](), FriendlyName: "base"}
		for _, size := range coreSizes(s.Core) {
			base.Schedules = append(base.Schedules, hourly(s.Core.Sizes[size.text], size.n, size.n).Schedules...)
		}
		return list(base)
	}
	return list[scheduleGroup]()
}

// monthly is a recurring price: in USD for all markets, in their own currency
// for the exceptions.
func monthly(s *planSpec) []scheduleGroup {
	terms := list(cadence{"Month", 1})
	prices := list(s.Price)
	if s.Yearly != "" {
		terms, prices = append(terms, cadence{"Year", 1}), append(prices, s.Yearly)
	}
	group := func(base bool, markets []string, name string, price func(usd string) money) scheduleGroup {
		g := scheduleGroup{IsBaseSchedule: base, MarketCodes: markets, FriendlyName: name}
		for i, t := range terms {
			g.Schedules = append(g.Schedules, schedule{price(prices[i]), &t, "Recurring", list[unit](), since()})
		}
		return g
	}
	out := list(group(true, list[string](), "base", func(usd string) money {
		return money{json.Number(usd), "USD"}
	}))
	known := currencies()
	for _, m := range s.Exceptions {
		c := known[m]
		out = append(out, group(false, list(m), m+"-"+c.Code, func(usd string) money {
			return money{convert(usd, c.Rate, c.Decimals), c.Code}
		}))
	}
	return out
}

// hourly is a price by use for machines of a number of cores.
func hourly(price string, lower, upper int) scheduleGroup {
	return scheduleGroup{
		IsBaseSchedule: true, MarketCodes: list[string](), FriendlyName: "base",
		Schedules: list(schedule{
			RetailPrice: money{json.Number(price), "USD"}, PricingModel: "Usage",
			PricingUnits: list(unit{Name: "sharedcore", UnitType: "Core", LowerUnit: lower, UpperUnit: upper}), Range: since(),
		}),
	}
}

type meterV1 struct {
	IsEnabled     bool        `json:"isEnabled"`
	ID            string      `json:"ID"`
	UniqueID      string      `json:"uniqueID"`
	DisplayName   string      `json:"displayName"`
	UnitOfMeasure string      `json:"unitOfMeasure"`
	PriceInUsd    json.Number `json:"priceInUsd"`
	Included      []quantity  `json:"includedBaseQuantities"`
}

type quantity struct {
	RecurringUnit string      `json:"recurringUnit"`
	IsInfinite    bool        `json:"isInfinite"`
	Quantity      json.Number `json:"quantity"`
}

// meters are the dimensions of the offer. All plans list them; a plan that does
// not bill one has it disabled.
func (p *page) meters(s *planSpec) []meterV1 {
	out := list[meterV1]()
	for i := range p.Plans {
		m := p.Plans[i].Meter
		if m == nil {
			continue
		}
		out = append(out, meterV1{
			IsEnabled: p.Plans[i].ID == s.ID, ID: m.ID, UniqueID: p.guid("meter", m.ID), DisplayName: m.Name,
			UnitOfMeasure: m.Unit, PriceInUsd: json.Number(m.Price),
			Included: list(quantity{"Monthly", false, json.Number(m.Included)}),
		})
	}
	return out
}

// pricingGraph holds the members of the virtual machine, SaaS and container
// dialects; a plan has those of its type.
type pricingGraph struct {
	LicenseModel string         `json:"licenseModel,omitempty"`
	Core         *corePricing   `json:"corePricing,omitempty"`
	Recurrent    *recurrent     `json:"recurrentPrice,omitempty"`
	Meters       *customMeters  `json:"customMeters,omitempty"`
	System       *systemPricing `json:"systemMeterPricing,omitempty"`
}

// corePricing has the member of its option and no other.
type corePricing struct {
	Option           string                 `json:"priceInputOption"`
	Price            json.Number            `json:"price,omitempty"`
	PricePerCore     json.Number            `json:"pricePerCore,omitempty"`
	PricePerCoreSize map[string]json.Number `json:"pricePerCoreSize,omitempty"`
	Prices           []marketPrice          `json:"prices,omitempty"`
}

type marketPrice struct {
	Markets  []string               `json:"markets"`
	Currency string                 `json:"currency"`
	Prices   map[string]json.Number `json:"prices"`
}

type recurrent struct {
	Mode   string      `json:"recurrentPriceMode"`
	Option string      `json:"priceInputOption"`
	Prices []termPrice `json:"prices"`
}

type termPrice struct {
	BillingTerm   trialGraph  `json:"billingTerm"`
	PaymentOption trialGraph  `json:"paymentOption"`
	Price         json.Number `json:"pricePerPaymentInUsd"`
}

type customMeters struct {
	Option string                `json:"priceInputOption"`
	Meters map[string]meterGraph `json:"meters"`
}

type meterGraph struct {
	Price    json.Number     `json:"pricePerPaymentInUsd"`
	Included []includedGraph `json:"includedQuantities"`
}

type includedGraph struct {
	BillingTerm trialGraph  `json:"billingTerm"`
	Quantity    json.Number `json:"quantity"`
	IsInfinite  bool        `json:"isInfinite"`
}

type systemPricing struct {
	Option string      `json:"priceInputOption"`
	Price  json.Number `json:"price,omitempty"`
}

// pricing is the price in the Graph dialect; nil for types and plans that have
// none there.
func (p *page) pricing(s *planSpec) *pricingGraph {
	switch p.Type {
	case "azureVirtualMachine":
		if s.Core == nil {
			return &pricingGraph{LicenseModel: s.License}
		}
		return &pricingGraph{LicenseModel: s.License, Core: s.Core.graph()}
	case "azureContainer":
		if s.Core == nil {
			return nil
		}
		return &pricingGraph{LicenseModel: "payAsYouGo", System: &systemPricing{s.Core.Option, json.Number(s.Core.Price)}}
	case "softwareAsAService", "dynamics365ForCustomerEngagement":
		return subscription(s)
	default:
		return nil
	}
}

func (c *coreSpec) graph() *corePricing {
	out := &corePricing{Option: c.Option}
	switch c.Option {
	case "flat":
		out.Price = json.Number(c.Price)
	case "perCore":
		out.PricePerCore = json.Number(c.Price)
	case "perCoreSize":
		out.PricePerCoreSize = numbers(c.Sizes, json.Number.String)
	case "perMarketAndCoreSize":
		out.Prices = list(
			marketPrice{list("us"), "usd", numbers(c.Sizes, json.Number.String)},
			marketPrice{list("de"), "eur", numbers(c.Sizes, func(n json.Number) string {
				return convert(n.String(), currencies()["DE"].Rate, 4).String()
			})},
		)
	}
	return out
}

// subscription is a price by the month, by the year or both.
func subscription(s *planSpec) *pricingGraph {
	month, year := trialGraph{"month", 1}, trialGraph{"year", 1}
	r := &recurrent{Mode: "flatRate", Option: "usd", Prices: list(termPrice{month, month, json.Number(s.Price)})}
	if s.PerUser {
		r.Mode = "perUser"
	}
	if s.Yearly != "" {
		r.Prices = append(r.Prices, termPrice{year, year, json.Number(s.Yearly)})
	}
	out := &pricingGraph{Recurrent: r}
	if m := s.Meter; m != nil {
		out.Meters = &customMeters{"usd", map[string]meterGraph{m.ID: {
			json.Number(m.Price), list(includedGraph{month, json.Number(m.Included), false}),
		}}}
	}
	return out
}

func numbers(in map[string]string, spell func(json.Number) string) map[string]json.Number {
	out := make(map[string]json.Number, len(in))
	for k, v := range in {
		out[k] = json.Number(spell(json.Number(v)))
	}
	return out
}

// coreSize is a number of cores, as text and as a number.
type coreSize struct {
	text string
	n    int
}

func coreSizes(c *coreSpec) []coreSize {
	var out []coreSize
	for t := range c.Sizes {
		out = append(out, coreSize{t, atoi(t)})
	}
	slices.SortFunc(out, func(a, b coreSize) int { return a.n - b.n })
	return out
}
