package sandbox

import (
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/world"
)

// run takes a submission through every step that has ended by now.
func (st *store) run(p *product, sub *submission, now time.Time) {
	for sub.running() && sub.Cancel.IsZero() {
		end := sub.Steps[sub.At].Start.Add(st.opts.StepTime)
		if now.Before(end) {
			break
		}
		st.finish(p, sub, end)
	}
	if sub.Phase == toPreview && !sub.Cancel.IsZero() && !now.Before(sub.Cancel) {
		sub.stop(sub.Cancel)
	}
	if sub.retiring() && !now.Before(sub.Retire) {
		sub.Retired, p.Stopped = true, true
		p.touch(sub.Retire)
	}
}

// finish ends the running step at a time and starts what follows.
func (st *store) finish(p *product, sub *submission, at time.Time) {
	s := &sub.Steps[sub.At]
	s.End = at
	if ph, ok := st.fails(p, sub, s.Name); ok {
		s.State, sub.Phase = failure, ph
		return
	}
	s.State = success
	sub.At++
	switch {
	case sub.At == len(sub.Steps):
		st.reachLive(p, sub, at)
	case sub.Steps[sub.At].Name == stepSignoff:
		st.reachPreview(p, sub, at)
		if sub.Option.AutoPromote {
			sub.signOff(at)
		}
	default:
		sub.Steps[sub.At].State, sub.Steps[sub.At].Start = inProgress, at
	}
}

// fails reports whether a step ends badly, and where that leaves the submission.
func (st *store) fails(p *product, sub *submission, step string) (phase, bool) {
	switch step {
	case stepValidation:
		return failed, slices.ContainsFunc(sub.Findings, func(f world.Problem) bool { return f.Severity == "Error" })
	case stepCertification:
		return failedCert, named(st.opts.Switches.RefuseInCertification, p)
	case stepPreview:
		return failed, named(st.opts.Switches.FailInPreview, p)
	default:
		return 0, false
	}
}

// named reports whether a list of offer ids has a product's.
func named(ids []string, p *product) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return strings.EqualFold(id, p.Offer) })
}

// reachPreview makes what travels the preview, and waits for sign-off.
func (st *store) reachPreview(p *product, sub *submission, at time.Time) {
	for _, other := range p.submissions {
		if other.Phase == ready {
			other.Phase = superseded
		}
	}
	p.place(preview, sub)
	sub.Phase, sub.Published = ready, at
	sub.Steps[sub.At].State, sub.Steps[sub.At].Start = inProgress, at
}

// reachLive makes what travels live.
func (st *store) reachLive(p *product, sub *submission, at time.Time) {
	p.place(live, sub)
	sub.Phase, sub.Published = inStore, at
	p.Stopped = sub.Retired || object(graphOf(p.doc(live, sectionKey{Name: sectionProduct}))).TextOf(lifecycleMember) == deprecated
}

// place makes an environment exactly what a submission takes along.
func (p *product) place(e env, sub *submission) {
	for _, b := range p.branches {
		b.In[e] = sub.Takes[b.Key]
	}
}

// signOff ends the wait for the publisher.
func (sub *submission) signOff(at time.Time) {
	s := &sub.Steps[sub.At]
	s.State, s.End = success, at
	sub.At++
	sub.Steps[sub.At].State, sub.Steps[sub.At].Start = inProgress, at
	sub.Phase = toLive
}

// promote is the publisher's sign-off: it sends what is in preview to live.
func (st *store) promote(p *product, sub *submission) error {
	if sub.Phase != ready {
		state, substate := sub.state()
		return conflict("The submission cannot be promoted: its state is " + state + "/" + substate +
			", and only Published/ReadyToPublish can be.")
	}
	if p.busy() != nil {
		return conflict("The product has another submission in progress.")
	}
	sub.signOff(st.now())
	return nil
}

// cancel ends a submission that has not reached preview.
func (st *store) cancel(sub *submission) error {
	switch sub.Phase {
	case toPreview:
		sub.stop(st.now())
	case failed, failedCert:
		sub.Phase = cancelled
	default:
		state, substate := sub.state()
		return conflict("The submission cannot be cancelled: its state is " + state + "/" + substate +
			", and only one that is InProgress can be.")
	}
	return nil
}

// stop ends a submission on its way to preview.
func (sub *submission) stop(at time.Time) {
	s := &sub.Steps[sub.At]
	s.State, s.End = stopped, at
	sub.Phase = cancelled
}

// graphOf is the Graph form of a document that may be missing.
func graphOf(d *document) []byte {
	if d == nil {
		return nil
	}
	return d.Graph
}
