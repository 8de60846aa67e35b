package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/exports"
)

// payoutsRoot is where the payout exports are, in lower case.
const payoutsRoot = "/v1.0/payouts"

// The kinds of exports, as paths name them.
const (
	exportEarnings = "transactionhistory"
	exportPayments = "payments"
)

// export is one that somebody asked for.
type export struct {
	ID     string
	Kind   string
	Tenant string // whose; empty for the static token's, which owns every account
	Mark   string // the caller's own id of the request, by which a repetition is known
	Path   string
	Text   string // the filter, as it was sent
	Filter exports.Filter
	Format exports.Format
	Asked  time.Time
	Fails  bool
	Told   bool // that it is complete
}

// The states of an export.
const (
	exportQueued     = "Queued"
	exportProcessing = "Processing"
	exportCompleted  = "Completed"
	exportFailed     = "Failed"
)

// state is where an export is by now, and when it was begun.
func (e *export) state(now time.Time, takes time.Duration) (word string, began time.Time) {
	began = e.Asked.Add(takes / 3)
	switch {
	case now.Before(began):
		return exportQueued, time.Time{}
	case now.Before(e.Asked.Add(takes)):
		return exportProcessing, began
	case e.Fails:
		return exportFailed, began
	default:
		return exportCompleted, began
	}
}

// payouts answers the payout exports: of earnings (transactionhistory) and of
// payments.
func (s *Server) payouts(c *call) answer {
	kind, id, _ := strings.Cut(strings.Trim(c.Path[len(payoutsRoot):], "/"), "/")
	kind = strings.ToLower(kind)
	switch {
	case kind != exportPayments && kind != exportEarnings || strings.Contains(id, "/"):
		return s.payoutsError(http.StatusNotFound, "No call of this API is "+c.Method+" "+c.Path+".")
	case id == "" && c.Method == http.MethodPost:
		return s.queueExport(c, kind)
	case id == "" || c.Method != http.MethodGet && c.Method != http.MethodDelete:
		return s.payoutsError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
	case !isGUID(id):
		return s.payoutsError(http.StatusBadRequest, "The value '"+id+"' is not a valid requestId.")
	}
	i := slices.IndexFunc(s.store.exports, func(e *export) bool {
		return strings.EqualFold(e.ID, id) && e.Kind == kind && (c.Who.Owner || c.Who.sees(e.Tenant))
	})
	if i < 0 {
		return s.payoutsError(http.StatusNotFound, "The export request "+id+" was not found.")
	}
	if c.Method == http.MethodDelete {
		return s.deleteExport(c, i)
	}
	return s.exportAnswer(c, http.StatusOK, s.store.exports[i])
}

// queueExport takes an export on. A request that is repeated under the caller's own id
// is the same one.
func (s *Server) queueExport(c *call, kind string) answer {
	e := &export{
		Kind: kind, Mark: c.Header.Get("Ms-Requestid"), Path: c.Path, Asked: s.store.now(), Format: s.opts.Switches.Payouts.Format,
	}
	if !c.Who.Owner {
		e.Tenant = c.Who.Tenant
	}
	if wrong := e.read(c); wrong != "" {
		return s.payoutsError(http.StatusBadRequest, wrong)
	}
	running := 0
	for _, other := range s.store.exports {
		if other.Kind != kind || other.Tenant != e.Tenant {
			continue
		}
		if e.Mark != "" && strings.EqualFold(other.Mark, e.Mark) {
			return s.exportAnswer(c, http.StatusAccepted, other)
		}
		if word, _ := other.state(e.Asked, s.opts.ExportTime); word == exportQueued || word == exportProcessing {
			running++
		}
	}
	if running >= s.opts.Switches.Payouts.running() {
		return s.payoutsError(http.StatusTooManyRequests, "Too many export requests of the same type are in progress.")
	}
	if s.store.failing > 0 {
		s.store.failing--
		e.Fails = true
	}
	e.ID = s.store.make.guid()
	s.store.exports = append(s.store.exports, e)
	c.accept(apiPayouts, "queue", nil, kind+"/"+e.ID)
	return s.exportAnswer(c, http.StatusAccepted, e)
}

// read reads what is asked for, and says what cannot be used of it.
func (e *export) read(c *call) (wrong string) {
	if e.Mark != "" && !isGUID(e.Mark) {
		return "The header ms-requestid is not a GUID."
	}
	switch format, _ := c.query("fileformat"); strings.ToLower(strings.TrimPrefix(format, ".")) {
	case "", "csv":
	case "tsv":
		e.Format.TSV = true
	default:
		return "The file format '" + format + "' is not supported: csv and tsv are."
	}
	var err error
	e.Text, _ = c.query("$filter")
	if e.Filter, err = exports.Parse(e.Text, e.Kind == exportPayments); err != nil {
		return "The $filter '" + e.Text + "' cannot be used: " + err.Error() + "."
	}
	return ""
}

// deleteExport forgets an export and its file.
func (s *Server) deleteExport(c *call, i int) answer {
	e := s.store.exports[i]
	if word, _ := e.state(s.store.now(), s.opts.ExportTime); word == exportProcessing {
		return s.payoutsError(http.StatusBadRequest, "The export request "+e.ID+" is being processed and cannot be deleted now.")
	}
	a := s.exportAnswer(c, http.StatusOK, e)
	s.store.exports = slices.Delete(s.store.exports, i, i+1)
	delete(s.store.blobs, e.file())
	c.accept(apiPayouts, "delete", nil, e.Kind+"/"+e.ID)
	return a
}

// file is where an export's file is.
func (e *export) file() string { return blobPath("payouts", e.Format.Name(e.ID)) }

// exportAnswer is an export as the service shows it. Each answer has an address of
// its own for the file.
func (s *Server) exportAnswer(c *call, status int, e *export) answer {
	const times = "2006-01-02T15:04:05.0000000Z" // seven digits, as it writes them
	word, began := e.state(s.store.now(), s.opts.ExportTime)
	address := ""
	if word == exportCompleted && (e.Told || !s.opts.Switches.Payouts.LateLink) {
		s.store.blobs[e.file()] = s.exportFile(e)
		address = s.signed(c.Base, e.file(), "r", s.opts.Switches.Payouts.linkLife())
	}
	e.Told = word == exportCompleted
	value := newObject("requestId", e.ID, "requestDateTime", e.Asked.Format(times), "requestPath", e.Path, "requestQueryString", e.Text)
	if !began.IsZero() {
		value.SetText("processingStartDateTime", began.Format(times))
	}
	value.SetText("blobLocation", address)
	value.SetText("status", word)
	return replyValue(status, newObject("value", []any{value}, "nextLink", nil, "totalCount", 1))
}

// payoutsError is this API's error. No source shows its body; the form is the
// one that most of Microsoft's APIs have.
func (s *Server) payoutsError(status int, message string) answer {
	return replyValue(status, newObject("error", newObject("code", statusWord(status), "message", message)))
}

// statusWord is the name of an HTTP status as one word: "NotFound".
func statusWord(status int) string { return strings.ReplaceAll(http.StatusText(status), " ", "") }
