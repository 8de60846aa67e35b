package sandbox

import (
	"encoding/json"

	"awning/client/sandbox/ordered"
)

// openPrice is the first price of a v1 availability's base schedule, or of its
// only schedule.
func openPrice() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			_, _, price := basePrice(o)
			value, _ := price.Get("openPrice")
			return value
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			infos, at, price := basePrice(o)
			if price == nil || value == nil {
				return
			}
			price.Set("openPrice", value)
			schedules := elements(infos[at], "schedules")
			schedules[0].Set("retailPrice", price.Bytes())
			setElements(infos[at], "schedules", schedules)
			setElements(o, "priceSchedules", infos)
		},
	}
}

// basePrice finds the price object that stands for the plan's price: the
// schedules, which of them it is in, and the object itself; nil if none.
func basePrice(o *ordered.Object) (infos []*ordered.Object, at int, price *ordered.Object) {
	infos = elements(o, "priceSchedules")
	for i, info := range infos {
		base, _ := info.Get("isBaseSchedule")
		if string(base) != "true" && len(infos) > 1 {
			continue
		}
		schedules := elements(info, "schedules")
		if len(schedules) == 0 {
			continue
		}
		if raw, ok := schedules[0].Get("retailPrice"); ok {
			return infos, i, object(raw)
		}
	}
	return infos, -1, nil
}

// graphPrice is the one price of a Graph pricing object: a flat VM or container
// price, or the first recurring price of a SaaS plan.
func graphPrice() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			pricing, _ := o.Get("pricing")
			p := object(pricing)
			for _, name := range []string{"corePricing", "systemMeterPricing"} {
				if raw, ok := p.Get(name); ok {
					value, _ := object(raw).Get("price")
					return value
				}
			}
			if raw, ok := p.Get("recurrentPrice"); ok {
				if prices := elements(object(raw), "prices"); len(prices) > 0 {
					value, _ := prices[0].Get("pricePerPaymentInUsd")
					return value
				}
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			raw, ok := o.Get("pricing")
			if !ok || value == nil {
				return
			}
			p := object(raw)
			setPrice(p, value)
			o.Set("pricing", p.Bytes())
		},
	}
}

func setPrice(pricing *ordered.Object, value json.RawMessage) {
	for _, name := range []string{"corePricing", "systemMeterPricing"} {
		raw, ok := pricing.Get(name)
		if !ok {
			continue
		}
		part := object(raw)
		if _, ok := part.Get("price"); ok {
			part.Set("price", value)
			pricing.Set(name, part.Bytes())
		}
		return
	}
	raw, ok := pricing.Get("recurrentPrice")
	if !ok {
		return
	}
	part := object(raw)
	if prices := elements(part, "prices"); len(prices) > 0 {
		prices[0].Set("pricePerPaymentInUsd", value)
		setElements(part, "prices", prices)
		pricing.Set("recurrentPrice", part.Bytes())
	}
}
