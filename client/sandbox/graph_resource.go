package sandbox

import (
	"cmp"
	"encoding/json"
	"slices"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// graphView renders resources for one answer: the newest schema version it may
// use, and where storage links point.
type graphView struct {
	server *Server
	st     *store
	most   version
	origin string
}

// resource renders a document as the Graph API shows it; false if it does not.
func (g graphView) resource(p *product, d *document) (*ordered.Object, bool) {
	t, ok := resourceOf(d.Key.Name, p.Type)
	if !ok || d.Graph == nil {
		return nil, false
	}
	o := new(ordered.Object)
	o.SetText("$schema", t.schema(g.most))
	o.SetText("id", durableID(p, t, d.Key))
	if t.Name != resourceProduct {
		o.SetText("product", resourceProduct+"/"+p.ID)
	}
	if t.Plan && t.Name != resourcePlan {
		o.SetText("plan", resourcePlan+"/"+p.ID+"/"+d.Key.Plan)
	}
	if slices.Contains(t.Refs, "listing") {
		listing, _ := resourceNamed("listing")
		o.SetText("listing", durableID(p, listing, sectionKey{Name: world.Listing, Key: languageKey(d.Key)}))
	}
	for name, value := range object(d.Graph).All() {
		o.Set(name, value)
	}
	if d.Key.Name == world.Asset {
		o.SetText("url", g.server.sas(g.origin, "assets/"+d.Entity, o.TextOf("fileName")))
	}
	maskSecrets(d.Key.Name, o)
	return o, true
}

// tree renders everything an environment holds.
func (g graphView) tree(p *product, e env) *ordered.Object {
	var all []*ordered.Object
	for d := range p.docs(e) {
		if e == draft && g.st.now().Before(p.branch(d.Key.module()).Ready) {
			continue
		}
		if o, ok := g.resource(p, d); ok {
			all = append(all, o)
		}
	}
	if o, ok := g.treeSubmission(p, e); ok {
		all = append(all, o)
	}
	g.st.shuffle(all)
	o := new(ordered.Object)
	o.SetText("$schema", schemaURI("resource-tree", previewDate+"-preview2"))
	o.SetText("root", resourceProduct+"/"+p.ID)
	o.Set("target", target(e))
	o.Set("resources", ordered.Value(all))
	return o
}

// treeSubmission is the element of a tree that says which submission it shows.
func (g graphView) treeSubmission(p *product, e env) (*ordered.Object, bool) {
	x := submissionEntry{Target: e, Status: statusCompleted, Result: resultSucceeded}
	switch e {
	case preview:
		x.Of = p.newest(ready, toLive, inStore)
	case live:
		x.Of = p.newest(inStore)
	default:
		return g.submission(p, x), true
	}
	return g.submission(p, x), x.Of != nil
}

func target(e env) json.RawMessage {
	o := new(ordered.Object)
	o.SetText("targetType", e.String())
	return ordered.Value(o)
}

// The status and result words of the Graph API's submissions.
const (
	statusRunning   = "running"
	statusCompleted = "completed"
	resultPending   = "pending"
	resultSucceeded = "succeeded"
	resultFailed    = "failed"
)

// submissionEntry is one line of GET submission/P: a submission as the holder
// of an environment. One submission can hold two.
type submissionEntry struct {
	Of     *submission // nil for the draft
	Target env
	Status string
	Result string
}

// submissions lists what a product has in each environment, the draft first.
//
// Until a new preview is made, the submission that went live stands for both.
func (g graphView) submissions(p *product) []submissionEntry {
	out := []submissionEntry{{Target: draft}}
	add := func(sub *submission, e env, status, result string) {
		out = append(out, submissionEntry{sub, e, status, result})
	}
	if sub := p.newest(toPreview, failed, failedCert, ready, toLive, inStore); sub != nil {
		switch {
		case sub.Phase == toPreview:
			add(sub, preview, statusRunning, resultPending)
		case sub.Phase == failed, sub.Phase == failedCert && !sub.signedOff():
			add(sub, preview, statusCompleted, resultFailed)
		default:
			add(sub, preview, statusCompleted, resultSucceeded)
		}
	}
	switch sub := p.newest(inStore); {
	case sub != nil && sub.retiring(): // on sale until the stop is done
		add(sub, live, statusRunning, resultPending)
	case sub != nil:
		add(sub, live, statusCompleted, resultSucceeded)
	}
	if sub := p.newest(toLive, failedCert); sub != nil && sub.signedOff() {
		if sub.Phase == toLive {
			add(sub, live, statusRunning, resultPending)
		} else if was := p.newest(inStore); was == nil || was.Number < sub.Number {
			add(sub, live, statusCompleted, resultFailed)
		}
	}
	return out
}

// signedOff reports whether the publisher has sent it on to live.
func (sub *submission) signedOff() bool {
	for _, s := range sub.Steps {
		if s.Name == stepSignoff {
			return s.State == success
		}
	}
	return false
}

// submission renders one entry.
func (g graphView) submission(p *product, x submissionEntry) *ordered.Object {
	t, _ := resourceNamed(resourceSubmission)
	o := new(ordered.Object)
	o.SetText("$schema", t.schema(g.most))
	id := "0"
	if x.Of != nil {
		id = x.Of.ID
	}
	o.SetText("id", resourceSubmission+"/"+p.ID+"/"+id)
	o.SetText("product", resourceProduct+"/"+p.ID)
	o.Set("target", target(x.Target))
	lifecycle := available
	if x.Of != nil {
		o.SetText("status", x.Status)
		o.SetText("result", x.Result)
		o.SetText("created", x.Of.Created.Format("2006-01-02T15:04:05.999Z"))
		if x.Of.deprecated() && x.Target == live {
			lifecycle = deprecated
		}
	}
	o.SetText(lifecycleMember, lifecycle)
	return o
}

// shuffle puts elements into an order that means nothing and differs from read
// to read, as the service does.
func (st *store) shuffle(all []*ordered.Object) {
	salt := st.make.trace()
	key := func(o *ordered.Object) string {
		h := hashed(st.make.seed, 0, salt+o.TextOf("id"))
		return string(h[:])
	}
	slices.SortFunc(all, func(a, b *ordered.Object) int { return cmp.Compare(key(a), key(b)) })
}
