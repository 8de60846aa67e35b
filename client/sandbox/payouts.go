package sandbox

import (
	"net/http"
	"strings"
)

// payoutsRoot is where the payout exports are, in lower case.
const payoutsRoot = "/v1.0/payouts"

// payouts answers the payout exports: of earnings (transactionhistory) and of
// payments. Nobody has queued one here, so no id is known.
func (s *Server) payouts(c *call) answer {
	kind, id, ok := strings.Cut(strings.Trim(c.Path[len(payoutsRoot):], "/"), "/")
	switch kind = strings.ToLower(kind); {
	case kind != "payments" && kind != "transactionhistory" || strings.Contains(id, "/"):
		return s.payoutsError(http.StatusNotFound, "No call of this API is "+c.Method+" "+c.Path+".")
	case !ok || id == "" || c.Method != http.MethodGet && c.Method != http.MethodDelete:
		return s.payoutsError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
	case !isGUID(id):
		return s.payoutsError(http.StatusBadRequest, "The value '"+id+"' is not a valid requestId.")
	default:
		return s.payoutsError(http.StatusNotFound, "The export request "+id+" was not found.")
	}
}

// payoutsError is this API's error. No source shows its body; the form is the
// one that most of Microsoft's APIs have.
func (s *Server) payoutsError(status int, message string) answer {
	return replyValue(status, newObject("error", newObject("code", statusWord(status), "message", message)))
}

// statusWord is the name of an HTTP status as one word: "NotFound".
func statusWord(status int) string { return strings.ReplaceAll(http.StatusText(status), " ", "") }
