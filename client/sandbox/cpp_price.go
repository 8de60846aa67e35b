package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
)

// What a machine's price consists of. The common form is the definition's own,
// without the trial and with nothing that says nothing.
const (
	priceByol   = "isByol"
	priceCores  = "coreMultiplier"
	priceOne    = "single"
	priceSizes  = "individually"
	priceRegion = "regionPrices"
	priceTrial  = "freeTrialDurationInMonths"
)

// corePrices is the price of a machine in a definition.
func corePrices(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get(name)
			if !ok {
				return nil
			}
			from := object(raw)
			byol, _ := from.Get(priceByol)
			out := newObject(priceByol, string(byol) == "true")
			for _, part := range []string{priceCores, priceRegion} {
				if value, _ := from.Get(part); string(byol) != "true" && present(value) != nil {
					out.Set(part, value)
				}
			}
			return out.Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				return
			}
			raw, _ := o.Get(name)
			into, from := object(raw), object(value)
			for _, part := range []string{priceByol, priceCores, priceRegion} {
				if v, ok := from.Get(part); ok {
					into.Set(part, v)
				} else {
					into.Delete(part)
				}
			}
			o.Set(name, into.Bytes())
		},
	}
}

// graphCorePrices is the price of a machine in the Graph API, which knows two
// ways more: free and flat are the same price for every number of cores here.
func graphCorePrices() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get("pricing")
			if !ok {
				return nil
			}
			pricing := object(raw)
			if pricing.TextOf("licenseModel") == "byol" {
				return newObject(priceByol, true).Bytes()
			}
			core, ok := pricing.Get("corePricing")
			if !ok {
				return nil
			}
			out := newObject(priceByol, false)
			name, value := coresOf(object(core))
			if name == priceRegion {
				out.Set(name, value)
			} else {
				out.Set(priceCores, newObject("currency", "USD", name, value).Bytes())
			}
			return out.Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				return
			}
			old, _ := o.Get("pricing")
			o.Set("pricing", graphPricing(object(old), object(value)))
		},
	}
}

// coresOf is what a Graph core price is called in a definition, and its value.
func coresOf(core *ordered.Object) (string, json.RawMessage) {
	switch core.TextOf("priceInputOption") {
	case "flat":
		price, _ := core.Get("price")
		out := new(ordered.Object)
		for _, size := range machineSizes() {
			out.Set(size, price)
		}
		return priceSizes, out.Bytes()
	case "perCore":
		price, _ := core.Get("pricePerCore")
		return priceOne, price
	case "perCoreSize":
		raw, _ := core.Get("pricePerCoreSize")
		return priceSizes, sized(object(raw), ownSize)
	case "perMarketAndCoreSize":
		out := new(ordered.Object)
		for _, el := range elements(core, "prices") {
			var markets []string
			raw, _ := el.Get("markets")
			if json.Unmarshal(raw, &markets) != nil {
				continue
			}
			prices, _ := el.Get("prices")
			for _, market := range markets {
				out.Set(strings.ToUpper(market), sized(object(prices), ownSize))
			}
		}
		return priceRegion, out.Bytes()
	default:
		return priceOne, json.RawMessage("0")
	}
}

// graphPricing is a definition's price as the Graph API has it.
func graphPricing(old, price *ordered.Object) json.RawMessage {
	if byol, _ := price.Get(priceByol); string(byol) == "true" {
		return newObject("licenseModel", "byol").Bytes()
	}
	core := newObject("priceInputOption", "free")
	raw, _ := price.Get(priceCores)
	cores := object(raw)
	one, single := cores.Get(priceOne)
	each, individually := cores.Get(priceSizes)
	regions, regional := price.Get(priceRegion)
	switch {
	case single && isZero(one):
	case single:
		core = newObject("priceInputOption", "perCore", "pricePerCore", one)
	case individually && flat(object(each)) != nil:
		core = newObject("priceInputOption", "flat", "price", flat(object(each)))
	case individually:
		core = newObject("priceInputOption", "perCoreSize", "pricePerCoreSize", sized(object(each), graphSize))
	case regional:
		core = newObject("priceInputOption", "perMarketAndCoreSize", "prices", regionPrices(old, object(regions)))
	}
	return newObject("licenseModel", "payAsYouGo", "corePricing", core).Bytes()
}

func isZero(number json.RawMessage) bool {
	n, err := strconv.ParseFloat(string(number), 64)
	return err == nil && n == 0
}

// flat is the price that every size has; nil if they differ or some have none.
func flat(sizes *ordered.Object) json.RawMessage {
	var price json.RawMessage
	for _, value := range sizes.All() {
		if price != nil && string(value) != string(price) {
			return nil
		}
		price = value
	}
	if sizes.Len() < len(machineSizes()) {
		return nil
	}
	return price
}

// regionPrices are prices by market. What currency a market has is in no
// request: it stays what it was, or is the dollar.
func regionPrices(old, regions *ordered.Object) []*ordered.Object {
	core, _ := old.Get("corePricing")
	had := elements(object(core), "prices")
	out := []*ordered.Object{}
	for market, prices := range regions.All() {
		market = strings.ToLower(market)
		currency := "usd"
		for _, el := range had {
			if raw, _ := el.Get("markets"); strings.Contains(string(raw), `"`+market+`"`) {
				currency = el.TextOf("currency")
			}
		}
		out = append(out, newObject("markets", []string{market}, "currency", currency, "prices", sized(object(prices), graphSize)))
	}
	return out
}

// sized is an object by size with the sizes in another spelling.
func sized(from *ordered.Object, spell func(string) string) json.RawMessage {
	out := new(ordered.Object)
	for size, price := range from.All() {
		out.Set(spell(size), price)
	}
	return out.Bytes()
}

// ownSize spells "8" as "8core"; graphSize is the other way.
func ownSize(size string) string {
	if _, err := strconv.Atoi(size); err == nil {
		return size + "core"
	}
	return size
}

func graphSize(size string) string {
	if n, ok := strings.CutSuffix(size, "core"); ok && n != "shared" {
		return n
	}
	return size
}

// machineSizes are the sizes for which a machine may have a price.
func machineSizes() []string {
	out := []string{"sharedcore"}
	for _, n := range []int{1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 36, 40, 44, 48, 60, 64, 72, 80, 96, 120, 128, 208, 416} {
		out = append(out, strconv.Itoa(n)+"core")
	}
	return out
}
