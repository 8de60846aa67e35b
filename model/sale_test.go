package model_test

import (
	"testing"

	"awning/model"
)

func TestHindrances(t *testing.T) {
	t.Parallel()
	type sales = []model.Sale
	offer := func(now, next model.SaleState) model.Sale { return model.Sale{Now: now, Next: next} }
	plan := func(id model.PlanID, now, next model.SaleState) model.Sale {
		return model.Sale{Plan: id, Now: now, Next: next}
	}
	const never, on, stopping, stopped = model.SaleNever, model.SaleOn, model.SaleStopping, model.SaleStopped
	for name, c := range map[string]struct {
		all           sales
		plan          model.PlanID
		stop, restore model.Hindrance
	}{
		"an offer on sale":     {sales{offer(on, on)}, "", model.HindranceNone, model.HindranceOnSale},
		"never live":           {sales{offer(never, on)}, "", model.HindranceNotLive, model.HindranceOnSale},
		"being stopped":        {sales{offer(stopping, stopped)}, "", model.HindranceStopping, model.HindranceNone},
		"stopped":              {sales{offer(stopped, stopped)}, "", model.HindranceStopped, model.HindranceNone},
		"restored in draft":    {sales{offer(stopped, on)}, "", model.HindranceStopped, model.HindranceDraft},
		"no such plan":         {sales{offer(on, on)}, "x", model.HindranceUnknown, model.HindranceUnknown},
		"one plan of two":      {sales{offer(on, on), plan("a", on, on), plan("b", on, on)}, "a", model.HindranceNone, model.HindranceOnSale},
		"the only plan":        {sales{offer(on, on), plan("a", on, on)}, "a", model.HindranceLast, model.HindranceOnSale},
		"the last on sale":     {sales{offer(on, on), plan("a", on, on), plan("b", on, stopped)}, "a", model.HindranceLast, model.HindranceOnSale},
		"the other is new":     {sales{offer(on, on), plan("a", on, on), plan("b", never, on)}, "a", model.HindranceLast, model.HindranceOnSale},
		"stopped in draft":     {sales{offer(on, on), plan("a", on, on), plan("b", on, stopped)}, "b", model.HindranceDraft, model.HindranceNone},
		"a plan stopped":       {sales{offer(on, on), plan("a", on, on), plan("b", stopped, stopped)}, "b", model.HindranceStopped, model.HindranceNone},
		"a plan restored":      {sales{offer(on, on), plan("a", on, on), plan("b", stopped, on)}, "b", model.HindranceNone, model.HindranceDraft},
		"of a stopped offer":   {sales{offer(stopped, stopped), plan("a", stopped, stopped)}, "a", model.HindranceStopped, model.HindranceWhole},
		"a plan that is new":   {sales{offer(on, on), plan("a", on, on), plan("b", never, on)}, "b", model.HindranceNotLive, model.HindranceOnSale},
		"a plan, offer's turn": {sales{offer(stopping, stopped), plan("a", stopping, stopped)}, "a", model.HindranceStopping, model.HindranceWhole},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := model.StopHindrance(c.all, c.plan); got != c.stop {
				t.Errorf("stopping is hindered by %q, want %q", got, c.stop)
			}
			if got := model.RestoreHindrance(c.all, c.plan); got != c.restore {
				t.Errorf("restoring is hindered by %q, want %q", got, c.restore)
			}
		})
	}
}
