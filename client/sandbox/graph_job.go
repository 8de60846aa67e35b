package sandbox

import (
	"net/http"
	"slices"
	"time"

	"awning/client/sandbox/ordered"
)

// job is one configure request being carried out: its elements one by one,
// each a little after the other, then the publish if it asks for one. An error
// or a cancel ends it where it is; what was written stays written.
type job struct {
	ID       string
	Who      caller
	Created  time.Time
	Pace     time.Duration // how long one element takes
	Elements []element

	next    int // the next element to apply
	named   map[string]string
	written []applied
	sub     *submission // what it published, or nil
	verb    string      // what it does with sub: publish, golive, deprecate, restore
	errors  []graphError
	ended   time.Time // zero while it runs
	result  string
}

const resultCancelled = "cancelled"

// What a submission element asks for, as the log names it.
const (
	verbPublish   = "publish"
	verbGoLive    = "golive"
	verbDeprecate = "deprecate"
	verbRestore   = "restore"
)

// jobPace is how long one element of a job takes: a fraction of a publishing
// step, but at most half a second.
func jobPace(step time.Duration) time.Duration { return min(step/8, time.Second/2) }

// startJob takes a configure request on.
func (st *store) startJob(who caller, elements []element) *job {
	// Whatever the order of the request, editing comes before publishing.
	slices.SortStableFunc(elements, func(a, b element) int {
		switch {
		case a.submits() == b.submits():
			return 0
		case b.submits():
			return -1
		}
		return 1
	})
	j := &job{
		ID: st.make.guid(), Who: who, Created: st.now(), Pace: jobPace(st.opts.StepTime),
		Elements: elements, named: map[string]string{},
	}
	st.jobs = append(st.jobs, j)
	return j
}

// job finds a job of the caller's; nil if there is none.
func (st *store) job(who caller, id string) *job {
	i := slices.IndexFunc(st.jobs, func(j *job) bool { return j.ID == id && (who.Owner || who == j.Who) })
	if i < 0 {
		return nil
	}
	return st.jobs[i]
}

// runJobs applies every element that is due by now.
func (st *store) runJobs(now time.Time) {
	for _, j := range st.jobs {
		for j.ended.IsZero() && j.next < len(j.Elements) {
			due := j.Created.Add(time.Duration(j.next+1) * j.Pace)
			if now.Before(due) {
				break
			}
			st.step(j, j.Elements[j.next], due)
			j.next++
		}
	}
}

// step applies one element, and ends the job if it is refused.
func (st *store) step(j *job, el element, at time.Time) {
	a := applying{st: st, who: j.Who, named: j.named}
	var r *refusal
	if el.submits() {
		r = st.submitElement(a, j, el)
	} else {
		var done applied
		if done, r = a.apply(el); r == nil {
			j.written = append(j.written, done)
			verb := "edit"
			if done.Gone {
				verb = "delete"
			}
			st.note(change{API: "graph", Verb: verb, Target: el.Type.Name}, done.Product)
		}
	}
	if r != nil {
		j.errors = append(j.errors, graphRefusal(el.label(), r))
		j.end(resultFailed, at)
	}
}

// note keeps a change that happened between requests for the log.
func (st *store) note(c change, p *product) {
	if p != nil {
		c.Offer, c.Publisher = p.Offer, p.Publisher
	}
	st.ledger = append(st.ledger, c)
}

// settleJobs ends every job whose work is done by now.
func (st *store) settleJobs() {
	for _, j := range st.jobs {
		if !j.ended.IsZero() || j.next < len(j.Elements) {
			continue
		}
		if j.sub == nil {
			j.end(resultSucceeded, j.Created.Add(time.Duration(j.next)*j.Pace))
			continue
		}
		j.follow(st.now())
	}
}

// follow ends a job that publishes when its submission has got where it was to go.
func (j *job) follow(now time.Time) {
	switch {
	case j.verb == verbDeprecate:
		if !j.sub.retiring() {
			j.end(deprecation(j.sub), now)
		}
	case j.verb == verbRestore:
		j.end(resultSucceeded, now)
	case j.sub.Phase == cancelled:
		j.end(resultCancelled, now)
	case j.sub.Phase == failed, j.sub.Phase == failedCert:
		j.errors = append(j.errors, j.sub.failure())
		j.end(resultFailed, now)
	case j.sub.Phase == inStore, j.verb == verbPublish && !j.sub.running():
		j.end(resultSucceeded, j.sub.Published)
	}
}

// deprecation is how a job ended that was to stop the sale through a submission.
func deprecation(sub *submission) string {
	if sub.Retired {
		return resultSucceeded
	}
	return resultCancelled
}

func (j *job) end(result string, at time.Time) { j.result, j.ended = result, at }

// failure is what the Graph API says of a submission that was refused.
func (sub *submission) failure() graphError {
	if sub.Phase == failedCert {
		return graphError{Code: "internalServerError", Message: "Publishing failed.", Details: []graphError{{
			Code: "invalidState", Message: "Certification of the submission failed.",
			Details: []graphError{{Code: "invalidState", Message: "The certification report lists the policies that were not met."}},
		}}}
	}
	e := graphError{Code: "badRequest", Message: "Automated validation of the submission failed."}
	for _, f := range sub.Findings {
		e.Details = append(e.Details, graphError{Code: "businessValidationError", Message: f.Code + ": " + f.Message})
	}
	return e
}

// submitElement carries a submission element out: publish to preview, go live,
// or stop selling.
func (st *store) submitElement(a applying, j *job, el element) *refusal {
	p, r := a.product(el)
	if r != nil {
		return r
	}
	if r = supported(p, el.Type); r != nil {
		return r
	}
	to, _ := el.Body.Get("target")
	switch object(to).TextOf("targetType") {
	case preview.String():
		r = st.toPreview(j, p)
	case live.String():
		r = st.toLive(j, p, el)
	default:
		return invalid("target", "The target of a submission is preview or live.")
	}
	if r == nil {
		st.note(change{API: "graph", Verb: j.verb, Target: resourceSubmission + "/" + p.ID + "/" + j.sub.ID}, p)
	}
	return r
}

// toPreview publishes the whole draft, or what else the request names.
func (st *store) toPreview(j *job, p *product) *refusal {
	sel := st.selectAll(p)
	if len(j.Elements) > 1 {
		keys, r := j.modular(p)
		if r != nil {
			return r
		}
		sel = st.selectSections(p, keys)
	}
	sub, err := st.submit(p, sel, publishOption{Manual: true})
	j.sub, j.verb = sub, verbPublish
	return asRefusal(err)
}

// toLive sends a submission that is in preview on, or ends the sale of the one
// that is live, or takes such an end back.
func (st *store) toLive(j *job, p *product, el element) *refusal {
	id, _ := parseID(el.Body.TextOf("id"))
	if id.Tail == "" || id.Tail == "0" {
		return invalid("id", "Expected a submission id that isn't null or 0 since target type is Live.")
	}
	sub := p.submission(id.Tail)
	if sub == nil {
		return missing("The submission " + id.Tail + " does not exist.")
	}
	j.sub, j.verb = sub, verbGoLive
	switch state := el.Body.TextOf(lifecycleMember); {
	case state == deprecated:
		j.verb = verbDeprecate
		return asRefusal(st.retire(p, sub))
	case state == available && sub.deprecated():
		j.verb = verbRestore
		return asRefusal(st.resell(p, sub))
	}
	return asRefusal(st.promote(p, sub))
}

// modular lists what a request that names resources wants published. Product
// and properties must be among them, and with anything of a plan the plan
// itself and its technical configuration.
func (j *job) modular(p *product) ([]sectionKey, *refusal) {
	var keys []sectionKey
	seen := map[string]bool{}
	plans := false
	for _, w := range j.written {
		if w.Product != p {
			continue
		}
		keys = append(keys, w.Key)
		plans = plans || w.Key.Plan != ""
		if t, ok := resourceOf(w.Key.Name, p.Type); ok {
			seen[t.Name] = true
		}
	}
	needed := []string{resourceProduct, "property"}
	if plans {
		needed = append(needed, resourcePlan)
	}
	for _, name := range needed {
		if !seen[name] {
			return nil, refuse(http.StatusBadRequest, "invalidRequest", "resources",
				"A submission of chosen resources must include the "+name+" resource.")
		}
	}
	return keys, nil
}

// cancelJob ends a job before its time, or says why it cannot.
func (st *store) cancelJob(j *job) *refusal {
	switch {
	case !j.ended.IsZero():
		return refuse(http.StatusBadRequest, "invalidState", "", "Cannot cancel job, job has already completed.")
	case j.sub != nil && j.verb != verbPublish:
		return refuse(http.StatusBadRequest, "invalidState", "", "Cannot cancel job, it is too far along.")
	case j.sub != nil:
		if r := asRefusal(st.cancel(j.sub)); r != nil {
			return refuse(http.StatusBadRequest, "invalidState", "", r.Message)
		}
	}
	j.end(resultCancelled, st.now())
	return nil
}

// status renders a job as GET configure/{id}/status does.
func (j *job) status(base string, now time.Time) *ordered.Object {
	state, result, end := "running", resultPending, "0001-01-01T00:00:00"
	if !j.ended.IsZero() {
		state, result, end = statusCompleted, j.result, j.ended.Format(jobTime)
	} else if now.Before(j.Created.Add(j.Pace / 2)) {
		state = "notStarted"
	}
	errs := make([]*ordered.Object, 0, len(j.errors))
	for _, e := range j.errors {
		errs = append(errs, e.object())
	}
	return newObject("$schema", schemaURI("configure-status", previewDate+"-preview2"), "jobId", j.ID,
		"jobStatus", state, "jobResult", result, "jobStart", j.Created.Format(jobTime), "jobEnd", end,
		"resourceUri", base+graphRoot+"/configure/"+j.ID, "errors", errs)
}

const jobTime = "2006-01-02T15:04:05.000Z"
