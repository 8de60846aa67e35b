package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1Submit begins a publish of the modules the request names.
func (s *Server) v1Submit(c *call, p *product) answer {
	o, problems := readEntity(c.Body, "SubmissionCreationRequest")
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	for _, name := range []string{"targets", "resources", "variantResources", "publishOption"} {
		o.Rename(name)
	}
	if err := checkTargets(o); err != nil {
		return s.v1Refuse(err)
	}
	sel := selection{}
	if err := s.pickModules(p, sel, "", elements(o, "resources")); err != nil {
		return s.v1Refuse(err)
	}
	for _, variant := range elements(o, "variantResources") {
		id := variant.TextOf("variantID")
		plans := p.planRefs()
		i := slices.IndexFunc(plans, func(plan string) bool { return strings.EqualFold(plan, id) })
		if i < 0 {
			return s.v1Refuse(invalid("VariantResources", "The variant '"+id+"' does not exist."))
		}
		refs, _ := variant.Fold("resources")
		if err := s.pickModules(p, sel, plans[i], objects(refs)); err != nil {
			return s.v1Refuse(err)
		}
	}
	raw, _ := o.Get("publishOption")
	sub, err := s.store.submit(p, sel, readOption(object(raw)))
	if err != nil {
		return s.v1Refuse(err)
	}
	c.accept("v1", "submit", p, "submissions/"+sub.ID)
	status := http.StatusCreated
	if s.opts.Switches.SubmissionAccepted {
		status = http.StatusAccepted
	}
	return reply(status, s.v1Submission(c, p, sub).Bytes())
}

// checkTargets refuses any target but preview: live is reached by promoting.
func checkTargets(o *ordered.Object) error {
	targets := elements(o, "targets")
	if len(targets) == 0 {
		return invalid("Targets", "The Targets field is required.")
	}
	for _, target := range targets {
		if kind, value := target.TextOf("type"), target.TextOf("value"); !strings.EqualFold(kind, "Scope") || !strings.EqualFold(value, "preview") {
			return invalid("Targets", "The target '"+kind+"="+value+"' is not valid: a submission is created for Scope=preview and promoted to live.")
		}
	}
	return nil
}

func readOption(o *ordered.Object) publishOption {
	flag := func(name string) bool {
		value, _ := o.Fold(name)
		return string(value) == "true"
	}
	return publishOption{
		Notes: o.TextOf("certificationNotes"), Release: o.TextOf("releaseTimeInUtc"),
		Manual: flag("isManualPublish"), AutoPromote: flag("isAutoPromote"),
	}
}

// pickModules adds the instances a list of references names.
func (s *Server) pickModules(p *product, sel selection, plan string, refs []*ordered.Object) error {
	for _, ref := range refs {
		module, id := ref.TextOf("type"), ref.TextOf("value")
		if strings.EqualFold(module, moduleCosell) && plan == "" && id != "" && strings.EqualFold(id, s.cosellOf(p)) {
			continue // it may be named; there is nothing of it to publish here
		}
		b := p.branchFold(module, plan)
		if b == nil || !s.inV1(b) {
			return invalid("Resources", "The resource type '"+module+"' is not valid for this product.")
		}
		in := p.instances[strings.ToLower(id)]
		if b.Key.Module == moduleReseller && strings.EqualFold(id, p.ID+"-ResellerInstance") {
			in = b.In[draft] // the older spelling of the one reseller instance
		}
		if in == nil || in.Module != b.Key {
			return invalid("Resources", "The instance '"+id+"' of "+b.Key.Module+" does not exist.")
		}
		sel[b.Key] = in
	}
	return nil
}

// branchFold finds a publishable branch by its module without regard to case.
func (p *product) branchFold(module, plan string) *branch {
	for _, b := range p.branches {
		if !b.Key.always() && b.Key.Plan == plan && strings.EqualFold(b.Key.Module, module) {
			return b
		}
	}
	return nil
}
