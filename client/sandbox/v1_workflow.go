package sandbox

import (
	"encoding/json"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// workflowTime is how workflow details write times: seven digits, no zone.
const workflowTime = "2006-01-02T15:04:05.0000000"

// v1Workflow is one push of a submission with its steps.
func v1Workflow(sub *submission, target env) *ordered.Object {
	list := []*ordered.Object{}
	state := notStarted
	var start, end time.Time
	for _, step := range sub.Steps {
		if step.Target != target {
			continue
		}
		o := newObject("name", step.Name, "state", step.State)
		setTime(o, "startDateTimeInUtc", step.Start)
		setTime(o, "completeDateTimeInUtc", step.End)
		list = append(list, o)
		if start.IsZero() {
			start = step.Start
		}
		end = step.End
		switch {
		case step.State == failure || step.State == stopped:
			state = step.State
		case state == failure || state == stopped:
		case step.State == inProgress, step.State == notStarted && state == success:
			state = inProgress
		case step.State == success:
			state = success
		}
	}
	o := newObject("type", "Push", "state", state, "targetEnvironment", map[env]string{preview: "Preview", live: "Live"}[target])
	setTime(o, "startDateTimeInUtc", start)
	if state == success || state == failure || state == stopped {
		setTime(o, "completeDateTimeInUtc", end)
	}
	o.Set("workflowSteps", ordered.Value(list))
	return o
}

func setTime(o *ordered.Object, name string, t time.Time) {
	if !t.IsZero() {
		o.SetText(name, t.UTC().Format(workflowTime))
	}
}

// v1Validations are the findings of automated validation, once it has ended.
func v1Validations(sub *submission) answer {
	var values []json.RawMessage
	if sub.validated() {
		for _, f := range sub.Findings {
			values = append(values, newObject("errorCode", f.Code, "severity", f.Severity, "message", f.Message, "resource", f.Resource).Bytes())
		}
	}
	return page(values, "")
}

// v1Reports is the certification report, once certification has begun.
func (s *Server) v1Reports(c *call, sub *submission) answer {
	for _, step := range sub.Steps {
		if step.Name != stepCertification || step.State == notStarted {
			continue
		}
		status, at := "Pending", step.Start
		switch step.State {
		case success:
			status, at = "Passed", step.End
		case failure:
			status, at = "Failed", step.End
		case notStarted, inProgress, stopped:
		}
		o := newObject("reportTimeInUtc", at.UTC().Format(time.RFC3339), "status", status)
		if status != "Pending" {
			file := "reports/" + sub.ID
			s.store.blobs["/blob/"+file+"/report.txt"] = blob{data: []byte(certificationReport(sub, status)), kind: "text/plain; charset=utf-8"}
			o.SetText("fileUri", s.sas(c.Base, file, "report.txt"))
		}
		return page([]json.RawMessage{o.Bytes()}, "")
	}
	return page(nil, "")
}

// certificationReport is the text behind a report's link.
func certificationReport(sub *submission, status string) string {
	var b strings.Builder
	b.WriteString("Certification report\nSubmission " + sub.ID + "\nResult: " + status + "\n")
	for _, f := range sub.Findings {
		b.WriteString(f.Severity + " " + f.Code + ": " + f.Message + "\n")
	}
	return b.String()
}
