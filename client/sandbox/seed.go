package sandbox

import (
	"bytes"
	"slices"
	"time"

	"awning/client/sandbox/world"
)

// load fills the store from a world.
func (st *store) load(w world.World) {
	st.accounts, st.people, st.books = w.Accounts, w.People, w.Books
	st.failing = st.opts.Switches.Payouts.Failing
	for _, o := range w.Offers {
		p := &product{
			ID: o.Product, Offer: o.ID, Publisher: o.Publisher, Type: o.Type, Created: o.Created.UTC(), Changed: o.Created.UTC(),
			Stopped: o.State == world.StateStopped, Old: o.NotMigrated, instances: map[string]*instance{},
		}
		for _, a := range w.Accounts {
			if slices.ContainsFunc(a.Publishers, func(pub world.Publisher) bool { return pub.ID == o.Publisher }) {
				p.Tenant = a.Tenant
			}
		}
		for _, pl := range o.Plans {
			p.plans = append(p.plans, &plan{GUID: pl.GUID, ID: pl.ID, Subtype: pl.Subtype})
		}
		st.loadSections(p, o)
		st.loadUploads(p)
		st.loadSubmissions(p, o)
		st.products = append(st.products, p)
	}
}

// loadSections makes branches, instances and documents of an offer's sections.
// Environments that hold equal content share the document, and those that hold
// the same documents share the instance.
func (st *store) loadSections(p *product, o world.Offer) {
	for _, s := range append(identities(p, o), o.Sections...) {
		k := keyed(s.Name, s.Plan, s.Key)
		b := p.branch(k.module())
		if b == nil {
			b = &branch{Key: k.module()}
			p.branches = append(p.branches, b)
		}
		entity := st.make.guid()
		if s.Name == world.PlanSetup {
			entity = s.Plan // a plan has one id only
		}
		var made [envs]*document
		for e, c := range [envs]*world.Content{s.Draft, s.Preview, s.Live} {
			if c == nil {
				continue
			}
			if b.In[e] == nil {
				b.In[e] = &instance{Module: b.Key}
			}
			for _, d := range made[:e] {
				if d != nil && bytes.Equal(d.V1, c.V1) && bytes.Equal(d.Graph, c.Graph) {
					made[e] = d
				}
			}
			if made[e] == nil {
				made[e] = &document{Key: k, Entity: entity, ETag: st.make.etag(p.Created), V1: c.V1, Graph: c.Graph, At: p.Created}
			}
			b.In[e].Docs = append(b.In[e].Docs, made[e])
		}
	}
	for _, b := range p.branches {
		st.loadInstances(p, b)
	}
}

// loadInstances registers a branch's instances and makes equal ones one.
func (st *store) loadInstances(p *product, b *branch) {
	for e, in := range b.In {
		if in == nil {
			continue
		}
		for _, have := range b.In[:e] {
			if in.sameDocs(have) {
				b.In[e] = have
			}
		}
		if b.In[e] == in {
			in.ID = st.make.guid()
			p.instances[in.ID] = in
		}
		b.In[e].Frozen = b.In[e].Frozen || env(e) != draft
	}
}

// identities are the sections a world may leave out because the offer itself
// says what they hold: the product and its plans.
func identities(p *product, o world.Offer) []world.Section {
	has := func(name world.SectionName, plan string) bool {
		return slices.ContainsFunc(o.Sections, func(s world.Section) bool { return s.Name == name && s.Plan == plan })
	}
	var out []world.Section
	add := func(doc document) { // it is wherever anything of the same plan, or of the offer, is
		c := &world.Content{V1: doc.V1, Graph: doc.Graph}
		identity := world.Section{Name: doc.Key.Name, Plan: doc.Key.Plan, Draft: c}
		for _, s := range o.Sections {
			if s.Plan == identity.Plan && s.Preview != nil {
				identity.Preview = c
			}
			if s.Plan == identity.Plan && s.Live != nil {
				identity.Live = c
			}
		}
		out = append(out, identity)
	}
	t := typeOf(o.Type)
	if !has(sectionProduct, "") {
		add(blankOffer(t, o.ID, o.Alias)[0])
	}
	for i, pl := range o.Plans {
		if !has(world.PlanSetup, pl.GUID) {
			add(blankPlan(t, p.plans[i], pl.Alias)[0])
		}
	}
	return out
}

// loadSubmissions gives the offer its history. Unfinished ones go on from where
// the world left them; finished ones are spread over the time after they began.
func (st *store) loadSubmissions(p *product, o world.Offer) {
	now := st.now()
	for i, s := range o.Submissions {
		sub := &submission{
			ID: s.ID, Number: i + 1, Created: s.Created.UTC(), Steps: steps(typeOf(o.Type)), Findings: s.Problems,
			Option: publishOption{Notes: s.Notes}, Named: map[moduleKey]bool{}, Takes: map[moduleKey]*instance{},
		}
		sub.Phase = phaseOf(s)
		source := sub.source()
		if s.Lifecycle == "deprecated" {
			source, sub.Retired = live, true
		}
		for _, b := range p.branches {
			if in := b.In[source]; in != nil {
				in.Frozen = true
				sub.Takes[b.Key] = in
				sub.Named[b.Key] = true
			}
		}
		st.resume(sub, s, now)
		p.submissions = append(p.submissions, sub)
	}
	for i, sub := range p.submissions {
		if sub.Phase == ready && slices.ContainsFunc(p.submissions[i+1:], func(later *submission) bool { return later.Phase >= ready }) {
			sub.Phase = superseded
		}
	}
}

// source is the environment whose content a submission of the world carries.
func (sub *submission) source() env {
	switch sub.Phase {
	case inStore:
		return live
	case ready, toLive, superseded:
		return preview
	default:
		return draft
	}
}

func phaseOf(s world.Submission) phase {
	switch s.Substate {
	case "Failed":
		return failed
	case "FailedInCertification":
		return failedCert
	case "Cancelled":
		return cancelled
	case "ReadyToPublish":
		return ready
	case "Publishing":
		return toLive
	case "InStore":
		return inStore
	case "Published":
		return superseded
	default:
		return toPreview
	}
}

// resume sets a submission's steps to where its phase says it is.
func (st *store) resume(sub *submission, s world.Submission, now time.Time) {
	signoff := slices.IndexFunc(sub.Steps, func(x step) bool { return x.Name == stepSignoff })
	pace := min(st.opts.StepTime, now.Sub(sub.Created)/time.Duration(len(sub.Steps)+1))
	at := sub.Created
	pass := func(upto int) {
		for ; sub.At < upto; sub.At++ {
			sub.Steps[sub.At].State, sub.Steps[sub.At].Start = success, at
			at = at.Add(pace)
			sub.Steps[sub.At].End = at
		}
	}
	stop := func(state stepState) {
		sub.Steps[sub.At].State, sub.Steps[sub.At].Start, sub.Steps[sub.At].End = state, at, at.Add(pace)
	}
	switch sub.Phase {
	case toPreview:
		// Steps last as long here as any; the clock says which one runs.
		sub.Created = now.Add(-min(s.Elapsed, time.Duration(signoff)*st.opts.StepTime-1))
		sub.Steps[0].State, sub.Steps[0].Start = inProgress, sub.Created
	case failed:
		stop(failure)
	case failedCert:
		pass(slices.IndexFunc(sub.Steps, func(x step) bool { return x.Name == stepCertification }))
		stop(failure)
	case cancelled:
		pass(min(1, signoff))
		stop(stopped)
	case ready, superseded:
		pass(signoff)
		sub.Steps[signoff].State, sub.Steps[signoff].Start, sub.Published = inProgress, at, at
	case toLive:
		pass(signoff + 1)
		left := time.Duration(len(sub.Steps)-signoff-1) * st.opts.StepTime
		sub.Published = at
		sub.Steps[sub.At].State, sub.Steps[sub.At].Start = inProgress, now.Add(-min(s.Elapsed, left-1))
	case inStore:
		pass(len(sub.Steps))
		sub.Published = at
	}
}
