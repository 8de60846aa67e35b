package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
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
