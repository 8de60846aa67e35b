package client

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"awning/client/graph"
	"awning/model"
)

// Sales says for an offer, which comes first, and for each of its plans whether
// it can be bought. The error is a [*NoAPIError] where no API can change that.
func (m *Market) Sales(ctx context.Context, o model.Offer) ([]model.Sale, error) {
	t, err := m.target(o)
	if err != nil {
		return nil, err
	}
	d, err := m.dialect(t, TaskStop)
	if err != nil {
		return nil, err
	}
	var now model.Standing
	var draft, live model.Contents
	g, groupCtx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { now, err = d.standing(groupCtx, t, false); return err })
	g.Go(func() (err error) { draft, err = d.contents(groupCtx, t, model.Draft); return err })
	g.Go(func() (err error) { live, err = d.contents(groupCtx, t, model.Live); return err })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return sales(t, now, draft, live)
}

// sales reads them off what an offer holds.
func sales(t target, now model.Standing, draft, live model.Contents) ([]model.Sale, error) {
	product, _ := productOf(draft)
	published, _ := productOf(live)
	state, err := stateOf(product)
	if err != nil {
		return nil, err
	}
	shown, err := stateOf(published)
	if err != nil {
		return nil, err
	}
	whole := model.Sale{Alias: t.Alias, Now: model.SaleOn, Next: model.SaleOn}
	switch {
	case now.Stopping:
		whole.Now, whole.Next = model.SaleStopping, model.SaleStopped
	case now.Stopped, shown == graph.Deprecated:
		whole.Now = model.SaleStopped
		if state != graph.Available { // said, not only left open
			whole.Next = model.SaleStopped
		}
	case now.Live == nil:
		whole.Now = model.SaleNever
	}
	if state == graph.Deprecated {
		whole.Next = model.SaleStopped
	}
	out := []model.Sale{whole}
	for _, p := range allPlans(draft, live) {
		one := model.Sale{Plan: p.ID, Alias: p.Alias, Now: model.SaleNever, Next: model.SaleStopped}
		if doc, err := planDocument(t, live, p.ID); err == nil {
			if one.Now, err = saleOf(doc, whole.Now); err != nil {
				return nil, err
			}
		}
		if doc, err := planDocument(t, draft, p.ID); err == nil {
			if one.Next, err = saleOf(doc, whole.Next); err != nil {
				return nil, err
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// allPlans are the draft's, then those that only customers still see.
func allPlans(draft, live model.Contents) []model.Plan {
	out := slices.Clone(draft.Plans)
	for _, p := range live.Plans {
		if _, there := draft.Plan(p.ID); !there {
			out = append(out, p)
		}
	}
	return out
}

// saleOf is how it stands with a plan of an offer with which it stands so.
func saleOf(plan model.Document, offer model.SaleState) (model.SaleState, error) {
	if sold, err := isSold(plan); err != nil || !sold {
		return model.SaleStopped, err
	}
	return offer, nil
}

// stateOf is the lifecycle state a document names; empty if there is none.
func stateOf(d model.Document) (graph.Lifecycle, error) {
	if len(d.Raw) == 0 {
		return "", nil
	}
	return graph.LifecycleOf(d.Raw)
}

// StopSelling ends the sale of a live offer, or of some of its plans. Customers who
// have it keep it.
//
// Without plans the whole offer is withdrawn; that needs no publish and takes
// effect within hours. Plans are withdrawn in the draft only: they are sold until
// that is published and has gone live. The last plan that is sold cannot be
// withdrawn.
//
// The operation is on disk before anything is sent. A lost answer is no error:
// the operation comes back as uncertain, and [Market.Watch] finds out.
func (m *Market) StopSelling(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	t, d, now, err := m.sale(ctx, o, TaskStop)
	if err != nil {
		return model.Operation{}, err
	}
	switch {
	case now.Stopping:
		return model.Operation{}, &StateError{Offer: o.ID, Text: "its sale is being stopped already", Next: "wait until that is done"}
	case now.Stopped:
		return model.Operation{}, &StateError{Offer: o.ID, Text: "it is no longer sold", Next: "restore it if it is to be sold again"}
	case now.Live == nil:
		return model.Operation{}, &StateError{Offer: o.ID, Text: "it is not live, so nobody can buy it", Next: "leave it in draft or preview, or delete it in Partner Center"}
	}
	op, do := m.operation(model.VerbStop, o, now), order{verb: model.VerbStop}
	if len(plans) == 0 {
		op.Submission, do.submission = now.Live.ID, now.Live.ID
		return m.launch(ctx, t, op, do)
	}
	if do.draft, err = d.contents(ctx, t, model.Draft); err != nil {
		return model.Operation{}, err
	}
	live, err := d.contents(ctx, t, model.Live)
	if err != nil {
		return model.Operation{}, err
	}
	if do.sections, err = stoppable(t, do.draft, live, plans); err != nil {
		return model.Operation{}, err
	}
	op.Sections = do.sections
	return m.launch(ctx, t, op, do)
}

// Restore takes the end of a sale back. A stop that is not done yet is called
// off. An offer that is no longer sold, and plans, are restored in the draft
// only: they are sold again once that is published and has gone live.
//
// What was said of intents and lost answers of [Market.StopSelling] holds here.
func (m *Market) Restore(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	t, d, now, err := m.sale(ctx, o, TaskRestore)
	if err != nil {
		return model.Operation{}, err
	}
	op, do := m.operation(model.VerbRestore, o, now), order{verb: model.VerbRestore}
	if len(plans) == 0 && now.Stopping && now.Running != nil {
		op.Submission, do.submission = now.Running.ID, now.Running.ID
		return m.launch(ctx, t, op, do)
	}
	if do.draft, err = d.contents(ctx, t, model.Draft); err != nil {
		return model.Operation{}, err
	}
	if len(plans) > 0 {
		if do.sections, err = restorable(t, do.draft, plans); err != nil {
			return model.Operation{}, err
		}
		op.Sections = do.sections
		return m.launch(ctx, t, op, do)
	}
	product, ok := productOf(do.draft)
	if !ok {
		return model.Operation{}, &StateError{Offer: o.ID, Text: "its draft has no product to restore", Next: "look at the offer in Partner Center"}
	}
	if state, errState := graph.LifecycleOf(product.Raw); errState != nil {
		return model.Operation{}, errState
	} else if state != graph.Deprecated && !now.Stopped {
		return model.Operation{}, &StateError{Offer: o.ID, Text: "its sale was not stopped", Next: "look where the offer stands"}
	}
	return m.launch(ctx, t, op, do)
}

// sale is what both begin with: who does it, and where the offer stands. A
// publish under way stands in the way, unless it is the stop itself.
func (m *Market) sale(ctx context.Context, o model.Offer, k Task) (target, dialect, model.Standing, error) {
	t, err := m.target(o)
	if err != nil {
		return target{}, nil, model.Standing{}, err
	}
	d, err := m.dialect(t, k)
	if err != nil {
		return target{}, nil, model.Standing{}, err
	}
	now, err := d.standing(ctx, t, false)
	if err == nil && now.Running != nil && !now.Stopping {
		err = &StateError{
			Offer: o.ID, Text: fmt.Sprintf("submission %s is still on its way", now.Running.ID),
			Next: "wait for its end, or cancel it",
		}
	}
	return t, d, now, err
}

// stoppable are the sections of plans that can be withdrawn: they are live, and
// at least one that is sold stays.
func stoppable(t target, draft, live model.Contents, plans []model.PlanID) ([]model.SectionKey, error) {
	var keys []model.SectionKey
	for _, id := range plans {
		doc, err := planDocument(t, draft, id)
		if err != nil {
			return nil, err
		}
		sold, err := isSold(doc)
		if err != nil {
			return nil, err
		}
		if _, isLive := live.Plan(id); !isLive {
			return nil, &StateError{Offer: t.ID, Text: fmt.Sprintf("plan %s is not live, so nobody can buy it", id), Next: "delete the plan instead"}
		}
		if !sold {
			return nil, &StateError{
				Offer: t.ID, Text: fmt.Sprintf("plan %s is stopped in the draft already", id),
				Next: "publish and go live for that to take effect",
			}
		}
		if !slices.Contains(keys, doc.Key) {
			keys = append(keys, doc.Key)
		}
	}
	for _, p := range live.Plans {
		doc, err := planDocument(t, draft, p.ID)
		if err != nil || slices.Contains(keys, doc.Key) {
			continue
		}
		if sold, err := isSold(doc); err != nil || sold {
			return keys, err
		}
	}
	return nil, &StateError{Offer: t.ID, Text: "no plan would be left on sale", Next: "stop selling the whole offer instead: name no plan"}
}

// restorable are the sections of plans that are withdrawn.
func restorable(t target, draft model.Contents, plans []model.PlanID) ([]model.SectionKey, error) {
	var keys []model.SectionKey
	for _, id := range plans {
		doc, err := planDocument(t, draft, id)
		if err != nil {
			return nil, err
		}
		sold, err := isSold(doc)
		if err != nil {
			return nil, err
		}
		if sold {
			return nil, &StateError{Offer: t.ID, Text: fmt.Sprintf("the sale of plan %s was not stopped", id), Next: "look where the offer stands"}
		}
		if !slices.Contains(keys, doc.Key) {
			keys = append(keys, doc.Key)
		}
	}
	return keys, nil
}

// isSold reports whether a plan's own document does not say that it is withdrawn.
func isSold(plan model.Document) (bool, error) {
	state, err := graph.LifecycleOf(plan.Raw)
	return state != graph.Deprecated, err
}

// planDocument is the document of a plan itself.
func planDocument(t target, c model.Contents, id model.PlanID) (model.Document, error) {
	if plan, ok := c.Plan(id); ok {
		if doc, there := planPart(c, plan, "plan"); there {
			return doc, nil
		}
	}
	var ids []string
	for _, p := range c.Plans {
		ids = append(ids, string(p.ID))
	}
	next := "the offer has no plans"
	if len(ids) > 0 {
		next = "the plans are " + strings.Join(ids, ", ")
	}
	return model.Document{}, &StateError{Offer: t.ID, Text: fmt.Sprintf("there is no plan %q", id), Next: next}
}

// planPart is the document of a plan that is a resource of a type.
func planPart(c model.Contents, plan model.Plan, resource string) (model.Document, bool) {
	i := slices.IndexFunc(c.Documents, func(d model.Document) bool {
		return strings.HasPrefix(d.Ref, resource+"/") && lastPart(d.Ref) == plan.Key
	})
	if i < 0 {
		return model.Document{}, false
	}
	return c.Documents[i], true
}

// productOf is the document of the offer itself.
func productOf(c model.Contents) (model.Document, bool) {
	i := slices.IndexFunc(c.Documents, func(d model.Document) bool { return strings.HasPrefix(d.Ref, "product/") })
	if i < 0 {
		return model.Document{}, false
	}
	return c.Documents[i], true
}
