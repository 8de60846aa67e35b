package sandbox

import (
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// cppStatus is where an offer stands, with the steps of its newest publish.
func (s *Server) cppStatus(p *product) answer {
	status := cppState(p)
	if status == cppWaiting && s.opts.Switches.CPP.RunningAtSignoff {
		status = cppRunning
	}
	out := newObject("status", status, "messages", none{})
	sub := &submission{Steps: steps(typeOf(p.Type))}
	if n := len(p.submissions); n > 0 {
		sub = p.submissions[n-1]
	}
	s.progress(p, sub, out)
	return reply(http.StatusOK, out.Bytes())
}

// progress adds the steps of a publish, and what its end gave.
func (s *Server) progress(p *product, sub *submission, out *ordered.Object) {
	list, previews, lives := []*ordered.Object{}, []*ordered.Object{}, []*ordered.Object{}
	for i := range sub.Steps {
		list = append(list, s.cppSteps(sub, i)...)
	}
	link := func(text, uri string) *ordered.Object { return newObject("displayText", text, "uri", uri) }
	id := p.Publisher + "." + p.Offer
	if sub.Phase >= ready {
		previews = append(previews, link("Preview in Azure portal", "https://portal.azure.com/#create/"+id+"-preview"))
	}
	if sub.Phase == inStore {
		lives = append(lives, link("Azure Marketplace", "https://azuremarketplace.microsoft.com/marketplace/apps/"+id))
	}
	out.Set("steps", ordered.Value(list))
	out.Set("previewLinks", ordered.Value(previews))
	out.Set("liveLinks", ordered.Value(lives))
	if p.Old && sub.Option.Emails != "" {
		out.SetText("notificationEmails", sub.Option.Emails)
	}
}

// cppStep is how this API tells one of the marketplace's steps.
type cppStep struct{ ID, Name, Estimate, About string }

// cppStepsOf are the steps that stand for one of the marketplace's: two for
// the making of a preview.
func cppStepsOf(name string) []cppStep {
	return map[string][]cppStep{
		stepValidation:    {{"displaydummycertify", "Validate Pre-Requisites", "< 15 min", "The settings of the offer are checked."}},
		stepCertification: {{"displaycertify", "Certification", "~2-3 days", "The offer is examined by the certification systems."}},
		stepPreview: {
			{"displayprovision", "Provisioning", "< 1 day", "What is sold is copied to the production systems."},
			{"displaypackage", "Packaging and Lead Generation Registration", "< 1 hour", "The listing is packaged, and lead systems are connected."},
		},
		stepSignoff: {{"publisher-signoff", "Publisher signoff", "", "The offer can be previewed. The publisher decides when it goes live."}},
		stepPublish: {{"live", "Live", "~2-5 days", "The offer is public."}},
	}[name]
}

// cppSteps renders one of the marketplace's steps.
func (s *Server) cppSteps(sub *submission, at int) []*ordered.Object {
	x := sub.Steps[at]
	told := cppStepsOf(x.Name)
	var out []*ordered.Object
	for i, t := range told {
		part := s.opts.StepTime / time.Duration(len(told))
		from, to := x.Start.Add(time.Duration(i)*part), x.Start.Add(time.Duration(i+1)*part)
		state, percent := s.stepState(x, i == len(told)-1, from, to)
		o := newObject()
		if t.Estimate != "" {
			o.SetText("estimatedTimeFrame", t.Estimate)
		}
		o.SetText("id", t.ID)
		o.SetText("stepName", t.Name)
		o.SetText("description", t.About)
		o.SetText("status", state)
		o.Set("messages", ordered.Value(stepMessages(sub, x, state, to)))
		o.Set("progressPercentage", ordered.Value(percent))
		out = append(out, o)
	}
	return out
}

// stepState is the state of one part of a step, which lasts from a time to
// another if nothing happens; last says that it is the step's last part.
func (s *Server) stepState(x step, last bool, from, to time.Time) (state string, percent int) {
	now := s.store.now()
	if !x.End.IsZero() {
		now = x.End
	}
	switch {
	case x.Start.IsZero() || now.Before(from):
		return "notStarted", 0
	case x.State == success, !last && !now.Before(to):
		return "complete", 100
	case x.State == failure:
		return "blocked", 0
	case x.State == stopped:
		return cppCancelled, 0
	case x.Name == stepSignoff:
		return cppWaiting, 0
	default: // it is at most nearly done, also while a cancel holds it
		return "inProgress", min(99, int(100*now.Sub(from)/to.Sub(from)))
	}
}

// stepMessages is what a step has to say: that it is done, or what is wrong.
func stepMessages(sub *submission, x step, state string, at time.Time) []*ordered.Object {
	if !x.End.IsZero() && at.After(x.End) {
		at = x.End
	}
	message := func(level, text string) *ordered.Object {
		return newObject("messageHtml", text, "level", level, "timestamp", cppTime(at))
	}
	out := []*ordered.Object{}
	switch state {
	case "complete":
		out = append(out, message("information", "Step completed."))
	case "blocked":
		for _, f := range sub.Findings {
			out = append(out, message(cppLevel(f), html.EscapeString(f.Message)))
		}
		if !slices.ContainsFunc(sub.Findings, func(f world.Problem) bool { return f.Severity == "Error" }) {
			out = append(out, message("error", "The step <b>"+x.Name+"</b> refused the offer."))
		}
	}
	return out
}

func cppLevel(f world.Problem) string {
	if f.Severity == "Informational" {
		return "information"
	}
	return strings.ToLower(f.Severity)
}
