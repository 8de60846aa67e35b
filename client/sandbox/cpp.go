package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

const (
	cppRoot = "/api"
	// cppVersion is the one api-version the Cloud Partner Portal API speaks.
	cppVersion = "2017-10-31"
)

// cpp answers the Cloud Partner Portal API.
func (s *Server) cpp(c *call) answer {
	return s.cppRoute(c).with("Cache-Control", "no-cache").with("Pragma", "no-cache").with("Expires", "-1").
		with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

func (s *Server) cppRoute(c *call) answer {
	if version, _ := c.query("api-version"); version != cppVersion {
		return s.cppError(http.StatusBadRequest, "InvalidAPIVersion", "Invalid api version. Allowed values are ["+cppVersion+"]")
	}
	parts := strings.Split(strings.Trim(c.Path[len(cppRoot):], "/"), "/")
	word := strings.ToLower(parts[0])
	switch {
	case len(parts) == 1 && word == "publishers":
		return s.cppRead(c, s.cppPublishers)
	case len(parts) == 1 && word == "offertypes":
		return s.cppRead(c, s.cppOfferTypes)
	case len(parts) == 2 && word == "operations":
		return s.cppRead(c, func(c *call) answer { return s.cppOldOperation(c, parts[1]) })
	case len(parts) >= 3 && word == "publishers" && strings.EqualFold(parts[2], "offers"):
		return s.cppOfOffers(c, parts[1], parts[3:])
	default:
		return s.cppNoPath(c)
	}
}

// cppOfOffers answers what lies under a publisher's offers.
func (s *Server) cppOfOffers(c *call, publisher string, rest []string) answer {
	if !s.mine(c.Who, publisher) {
		return s.cppNotMine(publisher)
	}
	if len(rest) == 0 {
		return s.cppRead(c, func(c *call) answer { return s.cppOffers(c, publisher) })
	}
	p := s.store.offerOf(c.Who, publisher, rest[0])
	if len(rest) == 1 && c.Method == http.MethodPut {
		return s.cppPut(c, p, publisher, rest[0])
	}
	at := append(rest[1:], "", "")
	word := strings.ToLower(at[0])
	if p == nil {
		return s.cppNoOffer(word, rest[0])
	}
	if act, ok := cppActs()[word]; ok && c.Method == http.MethodPost && at[1] == "" {
		return s.cppAct(c, p, act)
	}
	return s.cppRead(c, func(c *call) answer { return s.cppOfOffer(c, p, word, at[1]) })
}

// cppActs are the calls that move an offer on, by their last word.
func cppActs() map[string]func(*Server, *call, *product, string) answer {
	return map[string]func(*Server, *call, *product, string) answer{
		"publish": (*Server).cppPublish, "golive": (*Server).cppGoLive, "cancel": (*Server).cppCancel,
	}
}

// cppAct makes one of those calls, with whom to notify from its body.
func (s *Server) cppAct(c *call, p *product, act func(*Server, *call, *product, string) answer) answer {
	emails, err := cppEmails(c.Body)
	switch {
	case err != nil:
		return s.cppError(http.StatusBadRequest, "BadRequest", "The request body is not valid: "+err.Error())
	case typeOf(p.Type).CPP == "":
		return s.cppForeign(p)
	default:
		return act(s, c, p, emails)
	}
}

// cppOfOffer reads an offer ("") or what hangs on it.
func (s *Server) cppOfOffer(c *call, p *product, word, id string) answer {
	switch {
	case word == "":
		return s.cppOffer(c, p, inEnv(p, draft))
	case word == "slot":
		return s.cppSlot(c, p, id)
	case word == "versions":
		return s.cppNumbered(c, p, id)
	case word == "status" && id == "":
		return s.cppStatus(p)
	case word == "submissions" && id == "":
		return s.cppSubmissions(c, p)
	case word == "operations":
		return s.cppOperation(p, id)
	default:
		return s.cppNoPath(c)
	}
}

// cppRead lets only GET through.
func (s *Server) cppRead(c *call, handle func(*call) answer) answer {
	if c.Method != http.MethodGet {
		return s.cppNoPath(c)
	}
	return handle(c)
}

func (s *Server) cppNoPath(c *call) answer {
	return s.cppError(http.StatusNotFound, "NotFound", "No call of this API is "+c.Method+" "+c.Path+".")
}

// cppNoOffer is the answer about an offer that is not there.
func (s *Server) cppNoOffer(word, id string) answer {
	if word == "publish" {
		return s.cppException(http.StatusNotFound, "The offer "+id+" does not exist.")
	}
	return s.cppError(http.StatusNotFound, "NotFound", "The offer "+id+" does not exist.")
}

func (s *Server) cppPublishers(c *call) answer {
	list := []*ordered.Object{}
	for _, a := range s.store.accounts {
		if !c.Who.sees(a.Tenant) {
			continue
		}
		for _, p := range a.Publishers {
			list = append(list, newObject("version", 0, "id", p.ID, "definition",
				newObject("displayText", p.Name, "offerTypeCategories", []string{"azure-marketplace"}, "sellerId", p.SellerID)))
		}
	}
	return replyValue(http.StatusOK, list)
}

// cppOfferTypes lists the types whose names are known. What a type looks like
// is in no source; here it has its id.
func (s *Server) cppOfferTypes(*call) answer {
	list := []*ordered.Object{}
	for _, t := range offerTypes() {
		if t.CPP != "" {
			list = append(list, newObject("id", t.CPP))
		}
	}
	return replyValue(http.StatusOK, list)
}

// cppNotMine is the answer about a publisher that is not the caller's.
func (s *Server) cppNotMine(publisher string) answer {
	anybodys := slices.ContainsFunc(s.store.accounts, func(a world.Account) bool {
		return slices.ContainsFunc(a.Publishers, func(p world.Publisher) bool { return strings.EqualFold(p.ID, publisher) })
	})
	if s.opts.Switches.CPP.UnknownPublisher404 && !anybodys {
		return s.cppError(http.StatusNotFound, "NotFound", "The publisher "+publisher+" does not exist.")
	}
	return s.cppError(http.StatusForbidden, "Forbidden", notPermitted)
}

// mine reports whether a publisher is one of the caller's.
func (s *Server) mine(who caller, publisher string) bool {
	for _, a := range s.store.accounts {
		for _, p := range a.Publishers {
			if strings.EqualFold(p.ID, publisher) && who.sees(a.Tenant) {
				return true
			}
		}
	}
	return false
}

// offerOf finds an offer of a publisher's; nil if there is none.
func (st *store) offerOf(who caller, publisher, id string) *product {
	for p := range st.visible(who) {
		if strings.EqualFold(p.Offer, id) && strings.EqualFold(p.Publisher, publisher) {
			return p
		}
	}
	return nil
}

// cppType is the offerTypeId of an offer. Most are in no source; those offers
// carry the other API's word.
func cppType(p *product) string {
	if t := typeOf(p.Type); t.CPP != "" {
		return t.CPP
	}
	return p.Type
}

// cppError is the normal error form of this API.
func (s *Server) cppError(status int, code, message string) answer {
	if s.opts.Switches.CPP.StringErrors {
		return s.cppException(status, message)
	}
	return replyValue(status, newObject("error", newObject("code", code, "message", message)))
}

// cppException is the other one: the text of a .NET exception.
func (s *Server) cppException(status int, message string) answer {
	return replyValue(status, "Microsoft.Ingestion.Api.Common.Exceptions.Http"+string(ordered.Value(status))+"Exception: "+message+
		"\r\n   at Microsoft.Ingestion.Api.Controllers.OfferController.Invoke()\r\n   at lambda_method(Closure , Object )")
}

// cppRefuse renders a refusal of the marketplace.
func (s *Server) cppRefuse(err error) answer {
	r := asRefusal(err)
	return s.cppError(http.StatusBadRequest, "BadRequest", r.Message)
}

// cppDenied is how this API turns somebody away at the door; 401 comes from the
// web stack in front of it.
func (s *Server) cppDenied(status int, reason string) answer {
	a := s.cppError(status, statusWord(status), reason)
	if status == http.StatusUnauthorized {
		a = replyValue(status, newObject("Message", "Authorization has been denied for this request."))
	}
	return a.with("X-Ms-Correlation-Request-Id", s.store.make.guid())
}

// present is a value, or nil if it says as much as a missing one.
func present(value json.RawMessage) json.RawMessage {
	switch string(value) {
	case "", `""`, "null", "[]", "{}", "false":
		return nil
	default:
		return value
	}
}
