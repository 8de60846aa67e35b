package sandbox

import (
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// operation is what this API makes of a submission: one for the way to preview,
// another for the way to live, one for each cancel.
type operation struct {
	ID    string
	Kind  operationKind
	Sub   *submission
	Began time.Time
}

type operationKind string

const (
	opPublish operationKind = "publish"
	opGoLive  operationKind = "goLive"
	opCancel  operationKind = "cancel"
)

// operations are the ways to preview and live of an offer, newest first.
func (s *Server) operations(p *product) []operation {
	var out []operation
	for _, sub := range p.submissions {
		out = append(out, operation{s.operationID(sub, opPublish), opPublish, sub, sub.Created})
		if i := slices.IndexFunc(sub.Steps, func(x step) bool { return x.Name == stepSignoff }); i >= 0 && !sub.Steps[i].End.IsZero() {
			out = append(out, operation{s.operationID(sub, opGoLive), opGoLive, sub, sub.Steps[i].End})
		}
	}
	slices.Reverse(out)
	return out
}

// operationID is the same for the same operation, whichever API began it.
func (s *Server) operationID(sub *submission, kind operationKind) string {
	return guidOf(hashed(s.opts.Seed, 3, sub.ID+string(kind)))
}

// state is how far an operation is.
func (o operation) state() string {
	switch phase := o.Sub.Phase; {
	case o.Kind == opCancel && !o.Sub.Cancel.IsZero() && phase == toPreview,
		o.Kind == opPublish && phase == toPreview, o.Kind == opGoLive && phase == toLive:
		return cppRunning
	case o.Kind == opPublish && phase == cancelled:
		return cppCancelled
	case o.Kind == opPublish && (phase == failed || phase == failedCert):
		return "failed"
	default:
		return "completed"
	}
}

// cppSubmissions lists operations, newest first. The parameter that filters
// them has two names.
func (s *Server) cppSubmissions(c *call, p *product) answer {
	list := []*ordered.Object{}
	for _, o := range s.operations(p) {
		wanted := true
		for _, name := range []string{"status", "submissionState"} {
			want, given := c.query(name)
			wanted = wanted && (!given || want == "" || strings.EqualFold(want, o.state()))
		}
		if wanted {
			list = append(list, s.cppSubmission(p, o))
		}
	}
	return replyValue(http.StatusOK, list)
}

func (s *Server) cppSubmission(p *product, o operation) *ordered.Object {
	slot, changed := "staging", o.Began
	for _, x := range o.Sub.Steps {
		if (o.Kind == opGoLive || x.Target == preview && x.Name != stepSignoff) && x.End.After(changed) {
			changed = x.End
		}
	}
	if o.Kind == opGoLive {
		slot = "production"
	}
	metadata := newObject()
	if o.Kind == opPublish && o.Sub.Option.Emails != "" {
		metadata.SetText("emails", o.Sub.Option.Emails)
	}
	return newObject("id", o.ID, "offerId", p.Offer, "offerVersion", p.versionBefore(o.Sub), "offerTypeId", cppType(p), "publisherId", p.Publisher,
		"submissionType", o.Kind, "submissionState", o.state(), "publishingVersion", o.Sub.Number, "slot", slot, "version", ticks(changed),
		"definition", newObject("metadata", metadata), "changedTime", cppTime(changed))
}

// versionBefore is the offer's version when a submission was made.
func (p *product) versionBefore(sub *submission) int {
	n := 0
	for _, past := range p.publishedSubmissions() {
		if past.Number < sub.Number {
			n++
		}
	}
	return n
}

// ticks counts from the year 1 as .NET does.
func ticks(at time.Time) int64 {
	const until1970 = 62_135_596_800
	return (at.Unix()+until1970)*int64(time.Second/tick) + int64(at.Nanosecond())/int64(tick)
}

// cppOperation is one operation by its id.
func (s *Server) cppOperation(p *product, id string) answer {
	all := s.operations(p)
	for _, sub := range p.submissions {
		for _, cancel := range sub.Cancels {
			all = append(all, operation{ID: cancel, Kind: opCancel, Sub: sub})
		}
	}
	i := slices.IndexFunc(all, func(o operation) bool { return strings.EqualFold(o.ID, id) })
	if i < 0 {
		return s.cppError(http.StatusNotFound, "NotFound", "The offer has no operation "+id+".")
	}
	return s.cppShowOperation(p, all[i])
}

// cppOldOperation is the operation of an offer that was not migrated: by
// publisher, offer, number of the publish, and slot, joined by dollar signs.
func (s *Server) cppOldOperation(c *call, name string) answer {
	parts := strings.Split(name, "$")
	if len(parts) == 4 {
		if !s.mine(c.Who, parts[0]) {
			return s.cppError(http.StatusForbidden, "Forbidden", "User does not have the required permissions")
		}
		if p := s.store.offerOf(c.Who, parts[0], parts[1]); p != nil {
			for _, o := range s.operations(p) {
				if strconv.Itoa(o.Sub.Number) == parts[2] {
					return s.cppShowOperation(p, o)
				}
			}
		}
	}
	return s.cppError(http.StatusNotFound, "NotFound", "There is no operation "+name+".")
}

func (s *Server) cppShowOperation(p *product, o operation) answer {
	out := newObject("status", o.state(), "messages", none{}, "publishingVersion", o.Sub.Number, "offerVersion", p.versionBefore(o.Sub))
	if o.state() == cppRunning {
		out.SetText("cancellationRequestState", "canCancel")
	}
	s.progress(p, o.Sub, out)
	if s.opts.Switches.CPP.OperationInArray {
		return replyValue(http.StatusOK, []*ordered.Object{out})
	}
	return reply(http.StatusOK, out.Bytes())
}

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
