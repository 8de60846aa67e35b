package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// view is the content of an offer somewhere: in an environment, or in what was
// published some time ago.
type view struct {
	doc  func(sectionKey) *document // nil if it does not exist there
	plan func(guid string) bool     // whether a plan exists there
}

// inEnv is what an environment holds.
func inEnv(p *product, e env) view {
	return view{
		doc:  func(k sectionKey) *document { return p.doc(e, k) },
		plan: func(guid string) bool { return p.has(e, guid) },
	}
}

// inSubmission is what a submission took along.
func inSubmission(sub *submission) view {
	return view{
		doc:  func(k sectionKey) *document { return sub.Takes[k.module()].doc(k) },
		plan: func(guid string) bool { return sub.Takes[moduleKey{modulePlan, guid}] != nil },
	}
}

// cppOffers lists a publisher's offers.
func (s *Server) cppOffers(c *call, publisher string) answer {
	filter, filtered := c.query("$filter")
	want := ""
	if filtered {
		name, value, ok := strings.Cut(filter, " eq ")
		if !ok || strings.TrimSpace(name) != "offerTypeId" {
			return s.cppError(http.StatusBadRequest, "BadRequest", "The filter is not understood: only offerTypeId eq '...' is.")
		}
		want = strings.Trim(strings.TrimSpace(value), "'")
	}
	list := []*ordered.Object{}
	for p := range s.store.visible(c.Who) {
		kind := cppType(p)
		if !strings.EqualFold(p.Publisher, publisher) || filtered && want != kind {
			continue
		}
		list = append(list, newObject("offerTypeId", kind, "publisherId", p.Publisher, "status", cppState(p), "lockStatus", "none",
			"pcMigrationStatus", migration(p), "pcRedirectUri", "", "isvUpgradeRequest", false, "offerTypeChanges", none{},
			"pricingNotRecalculatedRegions", none{}, "offerTypeVersionsOverride", struct{}{}, "version", p.version(),
			"id", p.Offer, "definition", newObject("displayText", p.alias()), "changedTime", s.changedTime(p, !p.Old)))
	}
	return replyValue(http.StatusOK, list)
}

// cppOffer is an offer whole, as it is in a view. Only offers that were not
// migrated come with an ETag.
func (s *Server) cppOffer(c *call, p *product, v view) answer {
	a := reply(http.StatusOK, s.cppEnvelope(c, p, v).Bytes())
	if p.Old {
		a = a.with("Etag", p.cppTag())
	}
	return a
}

func (s *Server) cppEnvelope(c *call, p *product, v view) *ordered.Object {
	def := s.definition(p, v)
	hideSecrets(def)
	s.host(c.Base, def)
	return newObject("offerTypeId", cppType(p), "publisherId", p.Publisher, "status", cppState(p), "pcMigrationStatus", migration(p),
		"pcRedirectUri", "", "isvUpgradeRequest", false, "version", p.version(), "id", p.Offer, "definition", def,
		"changedTime", s.changedTime(p, false))
}

// cppSlot is an offer as it is in a slot.
func (s *Server) cppSlot(c *call, p *product, slot string) answer {
	e := slices.Index([]string{"draft", "preview", "production"}, strings.ToLower(slot))
	if e < 0 || !p.in(env(e)) {
		return s.cppError(http.StatusNotFound, "NotFound", "The offer does not exist in the requested slot.")
	}
	return s.cppOffer(c, p, inEnv(p, env(e)))
}

// cppNumbered is an offer as it was published for the n-th time. Before the
// first time there is version 0, the draft.
func (s *Server) cppNumbered(c *call, p *product, number string) answer {
	n, err := strconv.ParseInt(number, 10, 64)
	past := p.publishedSubmissions()
	switch {
	case err == nil && n == 0 && len(past) == 0:
		return s.cppOffer(c, p, inEnv(p, draft))
	case err == nil && n > 0 && n <= int64(len(past)):
		return s.cppOffer(c, p, inSubmission(past[n-1]))
	default:
		return s.cppError(http.StatusNotFound, "NotFound", "The offer has no version "+number+".")
	}
}

// publishedSubmissions are those that went live, in their order.
func (p *product) publishedSubmissions() []*submission {
	return slices.DeleteFunc(slices.Clone(p.submissions), func(sub *submission) bool { return sub.Phase != inStore })
}

// version counts how often the offer went live.
func (p *product) version() int { return len(p.publishedSubmissions()) }

func migration(p *product) string {
	if p.Old {
		return "none"
	}
	return "migrated"
}

// cppState is the offer status as this API's bodies spell it.
func cppState(p *product) string {
	if len(p.submissions) == 0 {
		return "neverPublished"
	}
	switch p.submissions[len(p.submissions)-1].Phase {
	case toPreview, toLive:
		return cppRunning
	case failed, failedCert:
		return "failed"
	case cancelled:
		return cppCancelled
	case ready:
		return cppWaiting
	case inStore, superseded:
		return "succeeded"
	default:
		return "succeeded"
	}
}

const (
	cppRunning   = "running"
	cppCancelled = "canceled"
	cppWaiting   = "waitingForPublisherReview"
)

// cppTag is the offer's entity tag: when the draft was changed last, with the
// colons escaped.
func (p *product) cppTag() string {
	return `W/"datetime'` + strings.ReplaceAll(cppTime(p.Changed), ":", "%3A") + `'"`
}

// cppTime is a time as this API writes most of them.
func cppTime(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.0000000Z") }

// changedTime is when the draft was changed last.
func (s *Server) changedTime(p *product, zoneless bool) string {
	if zoneless || s.opts.Switches.CPP.ZonelessTimes {
		return p.Changed.UTC().Format("2006-01-02T15:04:05.999")
	}
	return cppTime(p.Changed)
}
