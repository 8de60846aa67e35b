package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"awning/client/sandbox/ordered"
)

// call is one request, as a handler sees it.
type call struct {
	Method string
	Path   string // as sent, unescaped
	Query  url.Values
	Header http.Header
	Body   []byte
	Base   string // scheme and host as the client knows them: "https://graph.microsoft.com"
	Who    caller

	changes []change
}

// change is one accepted mutation, for the log.
type change struct {
	API       string `json:"api"`
	Verb      string `json:"verb"`
	Offer     string `json:"offer,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Target    string `json:"target,omitempty"`
}

// accept notes that the call changed something: which API, what was done, to
// what (a path or a durable id).
func (c *call) accept(api, verb string, p *product, target string) {
	ch := change{API: api, Verb: verb, Target: target}
	if p != nil {
		ch.Offer, ch.Publisher = p.Offer, p.Publisher
	}
	c.changes = append(c.changes, ch)
}

// query is the value of a query parameter whose name is matched without regard
// to case, and whether it was given.
func (c *call) query(name string) (string, bool) {
	for key, values := range c.Query {
		if strings.EqualFold(key, name) && len(values) > 0 {
			return values[0], true
		}
	}
	return "", false
}

// answer is what a handler says.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
	Stream io.ReadCloser // in place of Body: of a length nobody knows before
	Cut    int           // if not 0, how long the body claims to be: the connection breaks before that
}

const jsonType = "application/json; charset=utf-8"

// reply is an answer with a JSON body.
func reply(status int, body json.RawMessage) answer {
	return answer{Status: status, Header: http.Header{"Content-Type": {jsonType}}, Body: body}
}

// replyValue is [reply] with a value to be encoded.
func replyValue(status int, v any) answer { return reply(status, ordered.Value(v)) }

// nothing is 204.
func nothing() answer { return answer{Status: http.StatusNoContent, Header: http.Header{}} }

// with adds a header.
func (a answer) with(name, value string) answer {
	a.Header.Set(name, value)
	return a
}
