package client

import (
	"context"
	"slices"
	"time"

	"awning/model"
)

// Looks at an operation: the longest pause between two, the part of its age that the
// pauses grow with, and how many there are in the time that a lost one is looked for.
const (
	slowest     = time.Minute
	growth      = 10
	settleLooks = int(settle / settleStep)
)

// interval is how long to wait before the next look at something of some age: a
// tenth of it, no less than the market's least and no more than a minute. It
// needs no memory, so that a restarted console goes on at the same pace.
func (m *Market) interval(age time.Duration) time.Duration {
	return max(m.o.PollEvery, min(slowest, age/growth))
}

// Watch takes one look at an operation and says when to look again. What it
// learned is in the store before it is returned. An operation whose sending was
// not seen to succeed is looked up for a minute; then it counts as not accepted. Looks
// are counted as well, because the clock may be set meanwhile: one that went forward
// must not end the looking, and one that went back must not keep it going.
//
// A failed look is not a failed operation: trouble of the service is answered by
// a progress without news, everything else by an error beside one.
func (m *Market) Watch(ctx context.Context, op model.Operation) (model.Progress, error) {
	t, err := m.target(op.Offer)
	if err != nil {
		return model.Progress{Operation: op, Wait: slowest}, err
	}
	given, now := op, m.o.Now()
	if op.Phase != model.OperationSent && op.Started.After(now) {
		op.Started = now.UTC()
	}
	age := now.Sub(op.Started)
	before, _, err := t.seat.store.Standing(ctx, op.Offer.Product)
	if err != nil {
		return model.Progress{Operation: op, Wait: slowest}, err
	}
	d, err := m.dialect(t, TaskFollow)
	if err != nil {
		return model.Progress{Operation: op, Wait: slowest}, err
	}
	p, err := d.look(ctx, t, op)
	if err != nil {
		p = model.Progress{Operation: op, Standing: before, Wait: m.interval(age)}
		if stillPending(err) {
			err = nil
		}
		return p, err
	}
	p.Wait = m.interval(age)
	p.Standing.Draft = before.Draft
	if !p.Done() && p.Operation.Phase != model.OperationSent {
		if p.Operation.Looks++; age >= settle && p.Operation.Looks > settleLooks {
			p.Outcome = model.OutcomeNotAccepted
		} else {
			p.Wait = min(settleStep, m.o.PollEvery)
		}
	}
	return p, m.noted(ctx, t, given, p)
}

// noted writes down what a look taught.
func (m *Market) noted(ctx context.Context, t target, before model.Operation, p model.Progress) error {
	now := p.Operation
	if now.Job != before.Job || now.Submission != before.Submission || now.Phase != before.Phase ||
		now.Looks != before.Looks || !now.Started.Equal(before.Started) {
		if err := t.seat.store.Update(ctx, now); err != nil {
			return err
		}
	}
	return t.seat.store.SaveStanding(ctx, t.Product, p.Standing)
}

// UnderWay lists the operations whose end nobody was told yet, the oldest first: those this
// run began and those of earlier runs.
func (m *Market) UnderWay(ctx context.Context) ([]model.Operation, error) {
	var all []model.Operation
	for _, s := range m.identities() {
		open, err := s.store.Open(ctx)
		if err != nil {
			return nil, err
		}
		for i := range open {
			open[i].Offer.Profile = s.Who.Name // profiles may be renamed; the identity stays
		}
		all = append(all, open...)
	}
	slices.SortStableFunc(all, func(a, b model.Operation) int { return a.Started.Compare(b.Started) })
	return all, nil
}

// Ended closes an operation that is done. It reports true to exactly one caller, in
// whatever process: the one that announces the end.
func (m *Market) Ended(ctx context.Context, p model.Progress) (first bool, err error) {
	t, err := m.target(p.Operation.Offer)
	if err != nil || !p.Done() {
		return false, err
	}
	p.Operation.Phase = model.OperationEnded
	return t.seat.store.End(ctx, p.Operation, p.Outcome)
}
