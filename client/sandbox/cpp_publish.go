package sandbox

import (
	"net/http"
	"strconv"

	"awning/client/sandbox/ordered"
)

// cppPublish begins to publish the whole draft to preview. Asked again about
// the same content it names the operation that runs already.
func (s *Server) cppPublish(c *call, p *product, emails string) answer {
	if sub := p.busy(); sub != nil {
		if sub.Phase == toPreview && sub.Cancel.IsZero() && s.store.unchangedSince(p, sub) {
			return s.cppAccepted(p, sub, s.operationID(sub, opPublish))
		}
		return s.cppError(http.StatusBadRequest, "BadRequest", "The offer has an operation in progress. Wait until it has ended, or cancel it.")
	}
	if r := s.cppCheck(p); r != nil {
		if p.Old {
			return s.cppError(http.StatusUnprocessableEntity, "ValidationFailed", r.Message)
		}
		return s.cppException(http.StatusUnprocessableEntity, "Validation failed: "+r.Message)
	}
	sub, err := s.store.submit(p, s.store.selectAll(p), publishOption{Emails: emails})
	if err != nil {
		return s.cppRefuse(err)
	}
	c.accept("cpp", "publish", p, "submissions/"+sub.ID)
	return s.cppAccepted(p, sub, s.operationID(sub, opPublish))
}

// unchangedSince reports whether the draft is what a submission took along.
func (st *store) unchangedSince(p *product, sub *submission) bool {
	for k, in := range st.selectAll(p) {
		if sub.Takes[k] != in {
			return false
		}
	}
	return true
}

// cppGoLive sends what is in preview to live.
func (s *Server) cppGoLive(c *call, p *product, _ string) answer {
	sub := p.newest(ready)
	if sub == nil {
		return s.cppError(http.StatusBadRequest, "BadRequest", "The offer does not wait for its publisher's review: there is nothing to send live.")
	}
	if err := s.store.promote(p, sub); err != nil {
		return s.cppRefuse(err)
	}
	c.accept("cpp", "golive", p, "submissions/"+sub.ID)
	return s.cppAccepted(p, sub, s.operationID(sub, opGoLive))
}

// cppCancel asks to end what is on its way to preview. The answer is the same
// if there is nothing to end.
func (s *Server) cppCancel(c *call, p *product, _ string) answer {
	if len(p.submissions) == 0 {
		return answer{Status: http.StatusAccepted, Header: http.Header{}}
	}
	sub := p.submissions[len(p.submissions)-1]
	if sub.Phase == toPreview && sub.Cancel.IsZero() {
		sub.Cancel = s.store.now().Add(s.opts.StepTime / 2)
		c.accept("cpp", "cancel", p, "submissions/"+sub.ID)
		if s.opts.Switches.CPP.CancelAtOnce {
			sub.stop(s.store.now())
			return answer{Status: http.StatusOK, Header: http.Header{}}
		}
	}
	id := s.store.make.guid()
	sub.Cancels = append(sub.Cancels, id)
	return s.cppAccepted(p, sub, id)
}

// cppEmails reads the body of those calls: nothing, or whom to notify.
func cppEmails(body []byte) (string, error) {
	if len(body) == 0 {
		return "", nil
	}
	o, err := ordered.Parse(body)
	if err != nil {
		return "", err
	}
	metadata, ok := o.Get("metadata")
	if !ok {
		return "", nil
	}
	if o, err = ordered.Parse(metadata); err != nil {
		return "", err
	}
	return o.TextOf("notification-emails"), nil
}

// cppAccepted is 202 with the address of an operation, which has two forms and
// two names.
func (s *Server) cppAccepted(p *product, sub *submission, id string) answer {
	const version = "?api-version=" + cppVersion
	where := cppRoot + "/publishers/" + p.Publisher + "/offers/" + p.Offer + "/operations/" + id + version
	if p.Old {
		where = cppRoot + "/operations/" + p.Publisher + "$" + p.Offer + "$" + strconv.Itoa(sub.Number) + "$preview" + version
	}
	a := answer{Status: http.StatusAccepted, Header: http.Header{}}
	if p.Old || s.opts.Switches.CPP.OldLocation {
		a = a.with("Operation-Location", where)
	}
	if !s.opts.Switches.CPP.OldLocation {
		a = a.with("Location", where)
	}
	return a
}
