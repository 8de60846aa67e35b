package insights

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"awning/client/transport"
)

// What one account may have, and how often it may ask
// (learn.microsoft.com/partner-center/insights/analytics-programmatic-faq).
const (
	maxReports = 50
	maxQueries = 100
	maxRuns    = 5 // in runsTime
	runsTime   = time.Hour
)

const lookAgain = "look at the list before trying again: the service may have made it"

// QuotaError says that there are as many of something as there may be.
type QuotaError struct {
	What  string    // "reports run at once in an hour", "reports", "queries"
	Limit int       // how many there may be
	Until time.Time // when it is over, at the latest; zero: when some are deleted
	Err   error     // what the service says
}

// Error says what there is too much of.
func (e *QuotaError) Error() string {
	return fmt.Sprintf("the service allows %d %s, and that is reached: %v", e.Limit, e.What, e.Err)
}

// Unwrap returns what the service says.
func (e *QuotaError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *QuotaError) Hint() string {
	if e.Until.IsZero() {
		return "delete " + e.What + " that nobody needs, in Partner Center under Insights"
	}
	return "try again after " + e.Until.Format("15:04") + "; until then what is known is shown"
}

// Error is a refused call, with what to do about it in the words of reports.
type Error struct {
	Err  *transport.Error
	next string
}

// Error is what the call says of itself.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the call's error.
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *Error) Hint() string { return e.next }

// advise adds what to do where reports differ from offers, and finds out what a refusal means:
// the service has a status for all of them, and words.
func (c *Client) advise(err error) error {
	e, ok := errors.AsType[*transport.Error](err)
	if !ok {
		return err
	}
	if e.Uncertain {
		return &Error{Err: e, next: lookAgain}
	}
	if e.Status != http.StatusBadRequest {
		return err
	}
	switch says := strings.ToLower(e.Message); {
	case strings.Contains(says, "executenow"):
		return &QuotaError{What: "reports run at once in an hour", Limit: maxRuns, Until: c.runs.free(time.Now()), Err: e}
	case strings.Contains(says, "report") && strings.Contains(says, "quota"):
		return &QuotaError{What: "reports", Limit: maxReports, Err: e}
	case strings.Contains(says, "queries exceeded"), strings.Contains(says, "quer") && strings.Contains(says, "quota"):
		return &QuotaError{What: "queries", Limit: maxQueries, Err: e}
	case strings.Contains(says, "table name"), strings.Contains(says, "column name"):
		return &Error{Err: e, next: "the service has changed its datasets: refresh once more, and tell support the request id if it goes on"}
	case strings.Contains(says, "queryid"):
		return &Error{Err: e, next: "the query was deleted: refresh to make it again"}
	}
	return err
}

// runs are when reports were run by this client.
type runs struct {
	mu   sync.Mutex
	when []time.Time // the newest ones
}

func (r *runs) note(at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.when = append(r.when, at)
	r.when = r.when[max(0, len(r.when)-maxRuns):]
}

// free is when the next report may be run at the latest, if none may now: others may have run
// some before the first one that is known here.
func (r *runs) free(now time.Time) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range r.when {
		if over := at.Add(runsTime); over.After(now) {
			return over
		}
	}
	return now.Add(runsTime)
}
