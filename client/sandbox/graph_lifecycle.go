package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// The lifecycle states a request may set.
const (
	lifecycleMember = "lifecycleState"
	available       = "generallyAvailable"
	deprecated      = "deprecated"
	deleted         = "deleted"
)

// lifecycles lists the states that resources of a type may be set to; none
// means that they have no lifecycle of their own.
func lifecycles(t resourceType) []string {
	switch t.Name {
	case resourceProduct, resourcePlan:
		return []string{available, deprecated, deleted}
	case resourceSubmission:
		return []string{available, deprecated}
	case "property", "listing", "listing-asset", "listing-trailer", "plan-listing", "test-drive-listing":
		return []string{available, deleted}
	}
	return nil
}

// checkLifecycle refuses a state that a resource of the type cannot have, and a
// deprecation schedule that is none.
func checkLifecycle(el element, where string) *graphError {
	if state := el.Body.TextOf(lifecycleMember); state != "" && !slices.Contains(lifecycles(el.Type), state) {
		e := unfit(where, "lifecycleState: a "+el.Type.Name+" cannot be "+state)
		return &e
	}
	if raw, ok := el.Body.Get("deprecationSchedule"); ok {
		if why := badSchedule(object(raw)); why != "" {
			e := unfit(where, "deprecationSchedule: "+why)
			return &e
		}
	}
	return nil
}

// badSchedule says what is wrong with a schedule, or nothing.
func badSchedule(o *ordered.Object) string {
	if reason := o.TextOf("reason"); reason != "" && !slices.Contains([]string{"criticalSecurityIssue", "endOfSupport", "other"}, reason) {
		return "the reason " + reason + " is not one of criticalSecurityIssue, endOfSupport, other"
	}
	if offset := o.TextOf("dateOffset"); offset != "" {
		if _, ok := afterOffset(time.Time{}, offset); !ok {
			return "the dateOffset " + offset + " is not a duration in days, weeks, months or years"
		}
	}
	if raw, ok := o.Get("alternative"); ok {
		other := object(raw)
		_, product := other.Get("product")
		if _, plan := other.Get("plan"); plan == product {
			return "the alternative is a product or a plan"
		}
	}
	return ""
}

// afterOffset is a moment and an ISO 8601 duration of whole days or more.
func afterOffset(from time.Time, offset string) (time.Time, bool) {
	rest, ok := strings.CutPrefix(offset, "P")
	if !ok || rest == "" {
		return time.Time{}, false
	}
	for n, digits := 0, 0; rest != ""; rest = rest[1:] {
		c := rest[0]
		switch {
		case c >= '0' && c <= '9' && digits < 5:
			n, digits = n*10+int(c-'0'), digits+1
			continue
		case digits == 0:
			return time.Time{}, false
		case c == 'D':
			from = from.AddDate(0, 0, n)
		case c == 'W':
			from = from.AddDate(0, 0, 7*n)
		case c == 'M':
			from = from.AddDate(0, n, 0)
		case c == 'Y':
			from = from.AddDate(n, 0, 0)
		default:
			return time.Time{}, false
		}
		n, digits = 0, 0
		if len(rest) == 1 {
			return from, true
		}
	}
	return time.Time{}, false
}

// dated fills in what the service makes of a schedule: the date, which nobody
// can send.
func (st *store) dated(o *ordered.Object) {
	raw, ok := o.Get("deprecationSchedule")
	if !ok {
		return
	}
	schedule := object(raw)
	schedule.Delete("date")
	if at, ok := afterOffset(st.now(), schedule.TextOf("dateOffset")); ok {
		schedule.SetText("date", at.Format(time.DateOnly))
	}
	o.Set("deprecationSchedule", ordered.Value(schedule))
}

// datedImages does the same for the image versions of a virtual machine.
func (st *store) datedImages(o *ordered.Object) {
	var list []json.RawMessage
	raw, ok := o.Get("vmImageVersions")
	if !ok || json.Unmarshal(raw, &list) != nil {
		return
	}
	for i, one := range list {
		version := object(one)
		if _, scheduled := version.Get("deprecationSchedule"); scheduled {
			st.dated(version)
			list[i] = version.Bytes()
		}
	}
	o.Set("vmImageVersions", ordered.Value(list))
}

// deprecated reports whether the publisher has taken the offer off the market
// through this submission, or asked to.
func (sub *submission) deprecated() bool { return sub.Retired || !sub.Retire.IsZero() }

// retiring reports whether a stop of the live offer was asked for and is not
// done yet.
func (sub *submission) retiring() bool { return !sub.Retire.IsZero() && !sub.Retired }

// retire stops the sale of the whole offer through its live submission. It
// needs no publish and is done after one step.
func (st *store) retire(p *product, sub *submission) error {
	switch {
	case sub != p.newest(inStore):
		return refuse(http.StatusBadRequest, "invalidState", "", "Only the submission that is live can be deprecated.")
	case p.busy() != nil && p.busy() != sub:
		return conflict("The product has another submission in progress.")
	case !sub.deprecated():
		sub.Retire = st.now().Add(st.opts.StepTime)
	}
	return nil
}

// resell takes a stop back. Once it is done the way back is to publish again,
// unless [Switches.RestoreBySubmission] has it otherwise.
func (st *store) resell(p *product, sub *submission) error {
	switch {
	case sub.retiring():
		sub.Retire = time.Time{}
	case sub.Retired && sub.Phase == toLive:
		sub.Phase, sub.Retired = cancelled, false
	case !st.opts.Switches.RestoreBySubmission:
		return refuse(http.StatusBadRequest, "invalidState", "",
			"The offer is no longer sold. Set its product to generallyAvailable, then publish it to preview and to live.")
	default:
		sub.Retire, sub.Retired, p.Stopped, p.Changed = time.Time{}, false, false, st.now()
	}
	return nil
}

// mayStop says why a plan cannot be taken off the market, or nil.
func (p *product) mayStop(pl *plan) *refusal {
	if !p.has(live, pl.GUID) {
		return refuse(http.StatusBadRequest, "invalidEntityStatus", lifecycleMember,
			"The plan "+pl.ID+" is not live. A plan that was never published is deleted, not deprecated.")
	}
	for _, other := range p.plans {
		based, _ := object(graphOf(p.doc(draft, sectionKey{Name: world.PlanPackage, Plan: other.GUID}))).Get("basePlan")
		if other != pl && len(based) > 0 && p.pointsAt(based, pl) {
			return invalid(lifecycleMember, "The plan "+pl.ID+" is the base of the technical configuration of "+other.ID+".")
		}
	}
	if !slices.ContainsFunc(p.plans, func(other *plan) bool { return other != pl && p.has(live, other.GUID) && p.sells(other) }) {
		return invalid(lifecycleMember, "The plan "+pl.ID+" is the last one that is sold. Deprecate the offer instead.")
	}
	return nil
}

// sells reports whether the draft means to go on selling a plan.
func (p *product) sells(pl *plan) bool {
	d := p.doc(draft, sectionKey{Name: world.PlanSetup, Plan: pl.GUID})
	return d != nil && object(d.Graph).TextOf(lifecycleMember) != deprecated
}

// pointsAt reports whether a stored reference means a plan.
func (p *product) pointsAt(raw json.RawMessage, pl *plan) bool {
	ref := readReference(raw)
	return ref.ExternalID == pl.ID || strings.EqualFold(ref.ID, resourcePlan+"/"+p.ID+"/"+pl.GUID)
}
