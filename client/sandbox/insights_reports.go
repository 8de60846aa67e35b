package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"awning/client/sandbox/insights"
	"awning/client/sandbox/ordered"
)

// InsightsSwitches choose behaviours of the reports that no source settles.
type InsightsSwitches struct {
	// OnlyV1 leaves out the newer version of the paths.
	OnlyV1 bool
	// LinkLife is how long the address of a report is good for; 0 means a day.
	LinkLife time.Duration
}

// reportAsked is what somebody sends to order a report, or to change one. Members are
// matched in any case.
type reportAsked struct {
	ReportName, Description, QueryID, Format, CallbackURL *string
	ExecuteNow                                            *bool
	StartTime, QueryStartTime, QueryEndTime               *time.Time
	RecurrenceInterval, RecurrenceCount                   *int
}

// into writes what was said into an order.
func (a reportAsked) into(o *insights.Order) {
	set(&o.Name, a.ReportName)
	set(&o.Description, a.Description)
	set(&o.QueryID, a.QueryID)
	set(&o.Format, a.Format)
	set(&o.Callback, a.CallbackURL)
	set(&o.Now, a.ExecuteNow)
	set(&o.Start, a.StartTime)
	set(&o.From, a.QueryStartTime)
	set(&o.To, a.QueryEndTime)
	set(&o.Hours, a.RecurrenceInterval)
	set(&o.Count, a.RecurrenceCount)
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// reportBody reads what was sent; ok is false if it is no such object.
func (c *call) reportBody() (asked reportAsked, ok bool) {
	return asked, json.Unmarshal(c.Body, &asked) == nil
}

func (s *Server) createReport(c *call, d *insights.Desk, _ string) answer {
	asked, ok := c.reportBody()
	if !ok {
		return s.insightsError(http.StatusBadRequest, "The body of the request is no valid JSON object.")
	}
	var o insights.Order
	asked.into(&o)
	r, no := d.Create(o, c.userOf(), s.store.now())
	return s.reportAnswer(c, r, no, "create", "Report created successfully")
}

// reportAnswer tells what became of a report.
func (s *Server) reportAnswer(c *call, r *insights.Report, no *insights.Problem, verb, message string) answer {
	if no != nil {
		return s.insightsNo(no)
	}
	c.accept(apiInsights, verb, nil, "report/"+r.ID)
	return insightsReply(http.StatusOK, message, []*ordered.Object{reportObject(r)})
}

func reportObject(r *insights.Report) *ordered.Object {
	o := newObject("reportId", r.ID, "reportName", r.Name, "description", r.Description, "queryId", r.Stored.ID,
		"query", r.Stored.Query.Text, "user", r.User, "createdTime", r.Created.Format(insightsTime), "modifiedTime", nil)
	o.SetText("startTime", r.Start.UTC().Format(insightsTime))
	o.SetText("reportStatus", string(r.Status))
	o.Set("recurrenceInterval", ordered.Value(r.Hours))
	o.Set("recurrenceCount", ordered.Value(r.Count))
	o.SetText("callbackUrl", r.Callback)
	o.SetText("format", r.Format)
	return o
}

func (s *Server) listReports(c *call, d *insights.Desk, _ string) answer {
	id, _ := c.query("reportId")
	name, _ := c.query("reportName")
	query, _ := c.query("queryId")
	list, no := d.Reports(id, name, query)
	if no != nil {
		return s.insightsNo(no)
	}
	value := make([]*ordered.Object, 0, len(list))
	for _, r := range list {
		value = append(value, reportObject(r))
	}
	return insightsReply(http.StatusOK, "Reports fetched successfully", value)
}

func (s *Server) updateReport(c *call, d *insights.Desk, id string) answer {
	asked, ok := c.reportBody()
	if !ok {
		return s.insightsError(http.StatusBadRequest, "The body of the request is no valid JSON object.")
	}
	r, no := d.Update(id, asked.into, s.store.now())
	return s.reportAnswer(c, r, no, "update", "Report updated successfully")
}

func (s *Server) pauseReport(c *call, d *insights.Desk, id string) answer {
	r, no := d.Pause(id, true, s.store.now())
	return s.reportAnswer(c, r, no, "pause", "Report paused successfully")
}

func (s *Server) resumeReport(c *call, d *insights.Desk, id string) answer {
	r, no := d.Pause(id, false, s.store.now())
	return s.reportAnswer(c, r, no, "resume", "Report resumed successfully")
}

func (s *Server) deleteReport(c *call, d *insights.Desk, id string) answer {
	r, runs, no := d.Delete(id)
	for _, e := range runs {
		delete(s.store.blobs, reportFile(e))
	}
	return s.reportAnswer(c, r, no, "delete", "Report deleted successfully")
}

// listExecutions tells how far the executions of a report have come: of itself only
// the newest that is complete.
func (s *Server) listExecutions(c *call, d *insights.Desk, report string) answer {
	id, _ := c.query("executionId")
	latest, _ := c.query("getLatestExecution")
	states := []insights.Status{insights.Completed}
	if text, _ := c.query("executionStatus"); text != "" {
		states = nil
		for word := range strings.SplitSeq(text, ";") {
			for _, known := range []insights.Status{insights.Pending, insights.Running, insights.Paused, insights.Completed} {
				if strings.EqualFold(strings.TrimSpace(word), string(known)) {
					states = append(states, known)
				}
			}
		}
	}
	now := s.store.now()
	list, no := d.Executions(report, id, states, !strings.EqualFold(latest, "false"), now)
	if no != nil {
		return s.insightsNo(no)
	}
	value := make([]*ordered.Object, 0, len(list))
	for _, e := range list {
		value = append(value, s.executionObject(c, e, now))
	}
	return insightsReply(http.StatusOK, "Executions fetched successfully", value)
}

// reportFile is where the file of an execution is.
func reportFile(e *insights.Execution) string { return blobPath("insights", e.ID+"."+e.Report.Format) }

func (s *Server) executionObject(c *call, e *insights.Execution, now time.Time) *ordered.Object {
	state := e.State(now)
	o := newObject("executionId", e.ID, "reportId", e.Report.ID, "recurrenceInterval", e.Report.Hours, "recurrenceCount", e.Report.Count,
		"callbackUrl", e.Report.Callback, "format", e.Report.Format, "executionStatus", string(state))
	if state != insights.Completed {
		o.Set("reportAccessSecureLink", ordered.Value(nil))
		return o
	}
	life := s.opts.Switches.Insights.LinkLife
	if life <= 0 {
		life = sasLife
	}
	file := reportFile(e)
	if _, made := s.store.blobs[file]; !made {
		when := insights.Span{From: e.Report.From, To: e.Report.To}
		found := e.Report.Stored.Query.Run(s.store.ledgers(c.Who), e.Done, when, 0)
		s.store.blobs[file] = blob{data: found.File(e.Report.Format == "tsv"), kind: "text/" + e.Report.Format}
	}
	o.SetText("reportAccessSecureLink", s.signed(c.Base, file, "r", life))
	o.SetText("reportExpiryTime", now.Add(life).UTC().Format(insightsTime))
	o.SetText("reportGeneratedTime", e.Done.UTC().Format(insightsTime))
	return o
}
