package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
)

// coreSchedules writes a machine's price as v1 price schedules. They are not
// read: what they say the Graph document says, too.
func coreSchedules() member {
	return member{set: func(o *ordered.Object, value json.RawMessage) {
		price := object(value)
		raw, _ := price.Get(priceCores)
		cores := object(raw)
		schedules := []*ordered.Object{}
		if one, ok := cores.Get(priceOne); ok && !isZero(one) {
			schedules = append(schedules, hourly(one, 1))
		}
		each, _ := cores.Get(priceSizes)
		if one := flat(object(each)); one != nil {
			schedules, each = append(schedules, hourly(one, 1)), nil
		}
		for size, price := range object(each).All() {
			n, err := strconv.Atoi(strings.TrimSuffix(size, "core"))
			if err != nil {
				n = 1
			}
			schedules = append(schedules, hourly(price, n))
		}
		groups := []*ordered.Object{}
		if len(schedules) > 0 {
			groups = append(groups, baseSchedule(schedules))
		}
		setElements(o, "priceSchedules", groups)
	}}
}

func baseSchedule(schedules []*ordered.Object) *ordered.Object {
	return newObject("isBaseSchedule", true, "marketCodes", []string{}, "friendlyName", "base", "schedules", schedules)
}

func hourly(price json.RawMessage, cores int) *ordered.Object {
	return newObject("retailPrice", newObject("openPrice", price, "currencyCode", "USD"), "pricingModel", "Usage",
		"pricingUnits", []*ordered.Object{newObject("name", "sharedcore", "unitType", "Core", "isUnlimitedUnit", false, "lowerUnit", cores, "upperUnit", cores)})
}

// trialMonths is how long a plan is free at first; nil for not at all.
func trialMonths(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get(name)
			months, _ := object(raw).Get(priceTrial)
			if months == nil || isZero(months) {
				return nil
			}
			return months
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			raw, ok := o.Get(name)
			if !ok {
				return
			}
			price := object(raw)
			price.Set(priceTrial, orElse(value, "0"))
			o.Set(name, price.Bytes())
		},
	}
}

func trialV1() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get("trial")
			trial := object(raw)
			months, _ := trial.Get("duration")
			if trial.TextOf("durationType") != "Months" {
				return nil
			}
			return months
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			trial := newObject("type", "NoTrial")
			if value != nil {
				trial = newObject("type", "TimedAccess", "durationType", "Months", "duration", value, "dateTimeRange", struct{}{})
			}
			o.Set("trial", trial.Bytes())
		},
	}
}

func trialGraph() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get("trial")
			months, _ := object(raw).Get("value")
			return months
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				o.Delete("trial")
				return
			}
			o.Set("trial", newObject("type", "month", "value", value).Bytes())
		},
	}
}

// monthlyMultiplier is the price of a month, from which those of all regions
// follow.
func monthlyMultiplier(name string) member {
	price := within(name, within("multiplier", plain("single")))
	return member{
		get: price.get,
		set: func(o *ordered.Object, value json.RawMessage) {
			if _, ok := o.Get(name); !ok && value != nil {
				o.Set(name, newObject("multiplier", newObject("currency", "USD"), "regionPrices", struct{}{}, "regions", none{}).Bytes())
			}
			price.set(o, value)
		},
	}
}

// monthlyPrice is the first price of a plan's base schedule, which is made if
// there is none.
func monthlyPrice() member {
	open := openPrice()
	return member{
		get: open.get,
		set: func(o *ordered.Object, value json.RawMessage) {
			if _, at, _ := basePrice(o); at < 0 && value != nil {
				setElements(o, "priceSchedules", slices.Concat(elements(o, "priceSchedules"), []*ordered.Object{baseSchedule([]*ordered.Object{
					newObject("retailPrice", newObject("openPrice", value, "currencyCode", "USD"),
						"priceCadence", newObject("type", "Month", "value", 1), "pricingModel", "Recurring", "pricingUnits", none{}),
				})}))
				return
			}
			open.set(o, value)
		},
	}
}
