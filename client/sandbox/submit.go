package sandbox

import (
	"maps"
	"slices"

	"awning/client/sandbox/world"
)

// selection is what a publisher wants published: instances by branch.
type selection map[moduleKey]*instance

// selectAll takes the whole draft.
func (st *store) selectAll(p *product) selection {
	sel := selection{}
	for _, b := range p.branches {
		if in := b.In[draft]; in != nil && !st.now().Before(b.Ready) {
			sel[b.Key] = in
		}
	}
	return sel
}

// selectSections takes some documents of the draft, each added to what its
// branch has in preview. That is how the Graph API chooses: by resource, where
// v1 chooses by module. Keys the draft does not have mean: take the removal.
func (st *store) selectSections(p *product, keys []sectionKey) selection {
	sel := selection{}
	for _, k := range keys {
		b := p.branch(k.module())
		if b == nil || b.In[draft] == nil {
			continue
		}
		in := sel[b.Key]
		if in == nil {
			in = &instance{Module: b.Key}
			if b.In[preview] != nil {
				in.Docs = slices.Clone(b.In[preview].Docs)
			}
			sel[b.Key] = in
		}
		in.adopt(k, b.In[draft].doc(k))
	}
	for _, b := range p.branches { // in their order, so that ids come out the same
		if in := sel[b.Key]; in != nil {
			sel[b.Key] = st.settle(p, in)
		}
	}
	return sel
}

// adopt puts a document in its place, or removes it if there is none.
func (in *instance) adopt(k sectionKey, d *document) {
	i := in.index(k)
	switch {
	case i >= 0 && d == nil:
		in.Docs = slices.Delete(in.Docs, i, i+1)
	case i >= 0:
		in.Docs[i] = d
	case d != nil:
		in.Docs = append(in.Docs, d)
	}
}

// settle finds the instance that already holds just these documents, or
// registers a new one.
func (st *store) settle(p *product, in *instance) *instance {
	for _, have := range p.branch(in.Module).In {
		if have != nil && holdsSame(have, in) {
			return have
		}
	}
	return st.instance(p, in.Module, in.Docs)
}

// holdsSame compares two instances without regard to order.
func holdsSame(a, b *instance) bool {
	if len(a.Docs) != len(b.Docs) {
		return false
	}
	return !slices.ContainsFunc(a.Docs, func(d *document) bool { return b.doc(d.Key) != d })
}

// submit begins a publish to preview. What was not named is completed: offer
// setup and plan identities from the draft, other modules from what is
// published. It fails only if the request itself is wrong; an incomplete
// publish is accepted and fails in validation, as the real one does.
func (st *store) submit(p *product, sel selection, opt publishOption) (*submission, error) {
	if sub := p.busy(); sub != nil {
		return nil, conflict("The product already has a submission in progress: " + sub.ID + ".")
	}
	if len(sel) == 0 {
		return nil, invalid("resources", "A submission needs at least one resource.")
	}
	sub := &submission{
		ID:      st.make.submission(),
		Number:  len(p.submissions) + 1,
		Created: st.now(),
		Steps:   steps(typeOf(p.Type)),
		Takes:   st.complete(p, sel),
		Named:   map[moduleKey]bool{},
		Option:  opt,
	}
	for k := range sel {
		sub.Named[k] = true
	}
	for in := range maps.Values(sub.Takes) {
		in.Frozen = true
	}
	sub.Findings = findings(p, sub)
	sub.Steps[0].State, sub.Steps[0].Start = inProgress, sub.Created
	p.submissions = append(p.submissions, sub)
	return sub, nil
}

// complete adds to a selection what travels without being named.
func (st *store) complete(p *product, sel selection) map[moduleKey]*instance {
	takes := maps.Clone(map[moduleKey]*instance(sel))
	for _, b := range p.branches {
		if takes[b.Key] != nil {
			continue
		}
		switch {
		case b.Key.always() && p.travels(b.Key.Plan, sel):
			if b.In[draft] != nil {
				takes[b.Key] = b.In[draft]
			}
		case b.In[preview] != nil:
			takes[b.Key] = b.In[preview]
		case b.In[live] != nil:
			takes[b.Key] = b.In[live]
		}
	}
	return takes
}

// travels reports whether a plan goes along: one that has been published, or
// one of which something was named. The offer itself ("") always does.
func (p *product) travels(plan string, sel selection) bool {
	if plan == "" || p.has(preview, plan) || p.has(live, plan) {
		return true
	}
	for k := range sel {
		if k.Plan == plan {
			return true
		}
	}
	return false
}

// findings are what automated validation will say: everything that travels
// must be whole, which matters on the first publish of an offer or a plan.
func findings(p *product, sub *submission) []world.Problem {
	var out []world.Problem
	for _, b := range p.branches {
		if b.In[draft] == nil || sub.Takes[b.Key] != nil || b.Key.Module == moduleSupplemental || !p.travels(b.Key.Plan, sub.Takes) {
			continue
		}
		if b.Key.Module == moduleReseller {
			out = append(out, world.Problem{
				Code: "Resell-20007", Severity: "Error", Resource: "Resell",
				Message: "The reseller configuration is missing from the submission and none is published.",
			})
			continue
		}
		of := "the offer"
		if pl := p.plan(b.Key.Plan); pl != nil {
			of = "plan " + pl.ID
		}
		out = append(out, world.Problem{
			Code: "Submission-10001", Severity: "Error", Resource: b.Key.Module,
			Message: "The module " + b.Key.Module + " of " + of + " is missing from the submission and none is published.",
		})
	}
	return out
}
