package insights

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
)

// Run asks for a report on a query, at once and once.
type Run struct {
	Name     string
	QueryID  string
	From, To time.Time // which time it is about; zero: what the query says
}

// Report is a report that was asked for.
type Report struct {
	ID, Name, QueryID string
	Status            string    // Active, Paused, Inactive
	Created           time.Time // zero if the service does not say
}

type wireReport struct {
	ID      string `json:"reportId"`
	Name    string `json:"reportName"`
	QueryID string `json:"queryId"`
	Status  string `json:"reportStatus"`
	Created string `json:"createdTime"`
}

func (w wireReport) report() Report {
	created, _ := payout.Day(w.Created) // as with queries
	return Report{ID: w.ID, Name: w.Name, QueryID: w.QueryID, Status: w.Status, Created: created}
}

// Run asks for a report. Where the answer was lost it can be found by its name. A [*QuotaError]
// says that five were run within the hour, or that there are too many.
func (c *Client) Run(ctx context.Context, r Run) (Report, error) {
	body := struct {
		ReportName string
		QueryID    string `json:"QueryId"`
		Format     string
		ExecuteNow bool
		From       string `json:"QueryStartTime,omitempty"`
		To         string `json:"QueryEndTime,omitempty"`
	}{r.Name, r.QueryID, "csv", true, instant(r.From), instant(r.To)}
	q := call{op: "ask for a report", kind: transport.Create, method: http.MethodPost, path: []string{"ScheduledReport"}, body: body}
	if err := checkName(r.Name); err != nil {
		return Report{}, fmt.Errorf("%s: %w", q.op, err)
	}
	reply, err := c.do(ctx, q)
	if err == nil || errors.Is(err, transport.ErrUncertain) {
		c.runs.note(time.Now())
	}
	if err != nil {
		return Report{}, err
	}
	w, err := made[wireReport](q, reply)
	return w.report(), err
}

// Reports lists the account's reports: those with a name, or all if it is empty.
func (c *Client) Reports(ctx context.Context, name string) ([]Report, error) {
	query := url.Values{}
	if name != "" {
		query.Set("reportName", name)
	}
	found, err := list[wireReport](ctx, c, call{
		op: "list the reports", kind: transport.Read, method: http.MethodGet, path: []string{"ScheduledReport"}, query: query,
	})
	if errors.Is(err, transport.ErrNotFound) { // so the service says that there is none
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Report
	for _, w := range found {
		if w.ID != "" {
			out = append(out, w.report())
		}
	}
	return out, nil
}

// DeleteReport deletes a report; that it is not there is fine.
func (c *Client) DeleteReport(ctx context.Context, id string) error {
	_, err := c.do(ctx, call{
		op: "delete a report", kind: transport.DeleteDraft, method: http.MethodDelete, path: []string{"ScheduledReport", id},
	})
	return err
}

// Execution is how far a report is.
type Execution struct {
	ID     string
	Status string // as it was sent: Pending, Running, Paused, Completed; empty: not begun
	// Link is the address of the file, which carries its own permission; empty until it is
	// done. It is a secret, runs out, and is not to be kept.
	Link      secret.String
	Format    string    // csv
	Generated time.Time // zero until it is done
	Expires   time.Time // of the file; zero if the service does not say
}

// Done reports whether there is a file.
func (e Execution) Done() bool {
	return strings.EqualFold(strings.TrimSpace(e.Status), "completed") && !e.Link.Empty()
}

// Execution asks how far a report is. The service says that there is no execution until it has
// begun: that is one without status, and no error.
func (c *Client) Execution(ctx context.Context, reportID string) (Execution, error) {
	type wire struct {
		ID        string `json:"executionId"`
		ReportID  string `json:"reportId"`
		Status    string `json:"executionStatus"`
		Link      string `json:"reportAccessSecureLink"`
		Expires   string `json:"reportExpiryTime"`
		Generated string `json:"reportGeneratedTime"`
		Format    string `json:"format"`
	}
	const op = "look how far the report is"
	found, err := list[wire](ctx, c, call{
		op: op, kind: transport.Read, method: http.MethodGet, path: []string{"ScheduledReport", "execution", reportID},
		// Without this the service tells of completed ones alone.
		query: url.Values{"executionStatus": {"Pending;Running;Paused;Completed"}, "getLatestExecution": {"true"}},
	})
	if errors.Is(err, transport.ErrNotFound) || err == nil && len(found) == 0 {
		return Execution{}, nil
	}
	if err != nil {
		return Execution{}, err
	}
	w := found[0]
	if w.ReportID != "" && !strings.EqualFold(w.ReportID, reportID) {
		return Execution{}, errors.New(op + ": the answer is about another report than the one asked for")
	}
	expires, _ := payout.Day(w.Expires)
	generated, _ := payout.Day(w.Generated)
	return Execution{
		ID: w.ID, Status: w.Status, Link: secret.New(w.Link), Format: w.Format, Expires: expires, Generated: generated,
	}, nil
}

// instant writes a time as the API does; empty for none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}
