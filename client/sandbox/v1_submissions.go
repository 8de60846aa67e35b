package sandbox

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// noTime is how this API writes a time that has not come.
const noTime = "1601-01-01T00:00:00Z"

// v1Submissions answers /submissions.
func (s *Server) v1Submissions(c *call, p *product, path v1Path) answer {
	if path.id(0) == "" {
		switch c.Method {
		case http.MethodGet:
			return s.v1ListSubmissions(c, p)
		case http.MethodPost:
			return s.v1Submit(c, p)
		default:
			return s.v1Method(c)
		}
	}
	sub := p.submission(path.id(0))
	if sub == nil || s.gone(sub) {
		return s.v1Missing("submission", path.id(0))
	}
	return s.v1OneSubmission(c, p, sub, strings.ToLower(path.id(1)))
}

// v1OneSubmission answers a submission ("") and what hangs on it.
func (s *Server) v1OneSubmission(c *call, p *product, sub *submission, word string) answer {
	switch c.Method + " " + word {
	case "GET ":
		return reply(http.StatusOK, s.v1Submission(c, p, sub).Bytes())
	case "DELETE ":
		return s.v1Cancel(c, p, sub)
	case "POST promote":
		return s.v1Promote(c, p, sub)
	case "GET workflowdetails":
		return page([]json.RawMessage{v1Workflow(sub, preview).Bytes(), v1Workflow(sub, live).Bytes()}, "")
	case "GET validations":
		return v1Validations(sub)
	case "GET reports":
		return s.v1Reports(c, sub)
	}
	if slices.Contains([]string{"", "promote", "workflowdetails", "validations", "reports"}, word) {
		return s.v1Method(c)
	}
	return s.v1NotApplicable()
}

// v1ListSubmissions lists all submissions. Their order means nothing, so here
// it is one that nobody can mistake for a meaning.
func (s *Server) v1ListSubmissions(c *call, p *product) answer {
	text, _ := c.query("$filter")
	where, ok := readFilter(text)
	if !ok {
		return s.v1Refuse(invalid("$filter", "The filter is not understood: only eq is."))
	}
	if state, given := c.query("state"); given {
		where = append(where, condition{"state", state})
	}
	subs := slices.Clone(p.submissions)
	slices.SortFunc(subs, func(a, b *submission) int {
		x, y := hashed(s.opts.Seed, 2, a.ID), hashed(s.opts.Seed, 2, b.ID)
		return slices.Compare(x[:], y[:])
	})
	var values []json.RawMessage
	for _, sub := range subs {
		state, _ := sub.state()
		if s.gone(sub) {
			continue
		}
		wanted := len(where) == 0
		for _, on := range where {
			switch on.Name {
			case "state":
				wanted = wanted || strings.EqualFold(state, on.Value)
			case "targets", "targets/scope":
				wanted = wanted || strings.EqualFold(sub.scope(), on.Value)
			default:
				return s.v1Refuse(invalid("$filter", "Submissions cannot be filtered by "+on.Name+"."))
			}
		}
		if wanted {
			values = append(values, s.v1Submission(c, p, sub).Bytes())
		}
	}
	return page(values, "")
}

// gone reports whether a submission was cancelled and so is no more: the
// swagger knows no substate for it.
func (s *Server) gone(sub *submission) bool {
	return sub.Phase == cancelled && !s.opts.Switches.CancelledStays
}

// scope is the target as answers spell it.
func (sub *submission) scope() string {
	if sub.Phase == inStore {
		return "Live"
	}
	return "Preview"
}

// v1Submission renders a submission.
func (s *Server) v1Submission(c *call, p *product, sub *submission) *ordered.Object {
	state, substate := sub.state()
	resources, variants := v1Resourced(p, sub)
	published := noTime
	if !sub.Published.IsZero() {
		published = sub.Published.UTC().Format(time.RFC3339)
	}
	update := newObject("updateType", "Create", "status", "Completed")
	switch sub.Phase {
	case toLive:
		update = newObject("updateType", "Promote", "status", "Running")
	case inStore:
		update = newObject("updateType", "Promote", "status", "Completed")
	case cancelled:
		update = newObject("updateType", "Submit", "status", "Cancelled")
	case failed, failedCert:
		update = newObject("updateType", "Submit", "status", "Failed")
	case toPreview, ready, superseded:
	}
	o := newObject("resourceType", "Submission", "state", state, "substate", substate,
		"targets", []map[string]string{{"type": "Scope", "value": sub.scope()}},
		"resources", resources, "variantResources", variants)
	if expand, _ := c.query("$expand"); strings.EqualFold(expand, "PublishOption") {
		o.Set("publishOption", sub.Option.v1())
	}
	o.SetText("publishedTimeInUtc", published)
	o.Set("pendingUpdateInfo", update.Bytes())
	o.Set("releaseNumber", ordered.Value(sub.Number))
	o.SetText("friendlyName", "Submission "+string(ordered.Value(sub.Number)))
	o.Set("areResourcesReady", ordered.Value(true))
	o.SetText("id", sub.ID)
	return o
}

// v1 is the publish option as it is sent.
func (opt publishOption) v1() json.RawMessage {
	o := newObject("releaseTimeInUtc", nil, "isManualPublish", opt.Manual, "isAutoPromote", opt.AutoPromote, "certificationNotes", opt.Notes)
	if opt.Release != "" {
		o.SetText("releaseTimeInUtc", opt.Release)
	}
	return o.Bytes()
}

// v1Resourced are the modules of a submission that this API shows, for the offer
// and by plan.
func v1Resourced(p *product, sub *submission) (resources, variants []*ordered.Object) {
	resources, variants = []*ordered.Object{}, []*ordered.Object{}
	byPlan := map[string][]*ordered.Object{}
	for _, k := range sub.modules() {
		ref := newObject("type", k.Module, "value", sub.Takes[k].ID)
		if k.Plan == "" {
			resources = append(resources, ref)
			continue
		}
		byPlan[k.Plan] = append(byPlan[k.Plan], ref)
	}
	for _, plan := range append(p.planIDs(), testDrive) {
		if refs := byPlan[plan]; refs != nil {
			variants = append(variants, newObject("variantID", plan, "resources", refs))
		}
	}
	return resources, variants
}

// modules are the publishable branches a submission takes along, by name.
func (sub *submission) modules() []moduleKey {
	var out []moduleKey
	for k, in := range sub.Takes {
		if !k.always() && slices.ContainsFunc(in.Docs, func(d *document) bool { return d.V1 != nil }) {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b moduleKey) int {
		return cmp.Or(strings.Compare(a.Module, b.Module), strings.Compare(a.Plan, b.Plan))
	})
	return out
}

// v1Cancel is DELETE of a submission under way.
func (s *Server) v1Cancel(c *call, p *product, sub *submission) answer {
	if err := s.store.cancel(sub); err != nil {
		return s.v1Refuse(err)
	}
	c.accept("v1", "cancel", p, "submissions/"+sub.ID)
	return nothing()
}

// v1Promote is the publisher's sign-off.
func (s *Server) v1Promote(c *call, p *product, sub *submission) answer {
	if err := s.store.promote(p, sub); err != nil {
		return s.v1Refuse(err)
	}
	c.accept("v1", "promote", p, "submissions/"+sub.ID)
	return reply(http.StatusOK, v1Workflow(sub, live).Bytes())
}
