package insights

import (
	"slices"
	"strings"
	"time"
)

// Status is where a report, or an execution of it, stands.
type Status string

// The states of reports and executions.
const (
	Active    Status = "Active"
	Paused    Status = "Paused"
	Inactive  Status = "Inactive"
	Pending   Status = "Pending"
	Running   Status = "Running"
	Completed Status = "Completed"
)

// Order is what somebody wants of a report. The zero value of a member that is not
// needed means that it was not said.
type Order struct {
	Name, Description, QueryID, Format, Callback string
	Now                                          bool
	Start                                        time.Time // of the first execution
	Hours                                        int       // between executions; 0: one only
	Count                                        int       // of executions; 0: no end
	From, To                                     time.Time // of the rows, for a report executed at once
}

// Report is one that was ordered.
type Report struct {
	Order
	ID      string
	Stored  Stored
	User    string
	Created time.Time
	Status  Status
	runs    []*Execution
	next    time.Time // of the next execution; zero: none
	left    int       // executions; less than 0: no end
}

// Execution is one run of a report.
type Execution struct {
	ID     string
	Report *Report
	At     time.Time
	Done   time.Time
}

// state is where an execution is by now.
func (e *Execution) state(now time.Time) Status {
	switch {
	case now.Before(e.At.Add(e.Done.Sub(e.At) / 3)):
		return Pending
	case now.Before(e.Done):
		return Running
	default:
		return Completed
	}
}

// State is where an execution is by now.
func (e *Execution) State(now time.Time) Status {
	if e.Report.Status == Paused && now.Before(e.Done) {
		return Paused
	}
	return e.state(now)
}

// check says what is wrong with an order, and completes it.
func (o *Order) check(now time.Time) *Problem {
	if p := named("ReportName", o.Name, true); p != nil {
		return p
	}
	if p := named("Description", o.Description, false); p != nil {
		return p
	}
	switch o.Format = strings.ToLower(o.Format); o.Format {
	case "":
		o.Format = "csv"
	case "csv", "tsv":
	default:
		return bad("Invalid Format: csv and tsv are supported")
	}
	if !o.Now {
		return o.later(now)
	}
	o.Start, o.Hours, o.Count = now, 0, 1
	if o.To.IsZero() != o.From.IsZero() || o.To.Before(o.From) {
		return bad("QueryStartTime and QueryEndTime are needed together, in this order")
	}
	return nil
}

// later says what is wrong with an order for executions to come.
func (o *Order) later(now time.Time) *Problem {
	switch {
	case !o.From.IsZero() || !o.To.IsZero():
		return bad("QueryStartTime and QueryEndTime are valid with ExecuteNow only")
	case o.Start.IsZero():
		return bad(noValue + "StartTime")
	case o.Start.Before(now.Add(lead)):
		return bad("StartTime must be at least 4 hours after the current UTC time")
	case o.Hours != 0 && (o.Hours < leastHours || o.Hours > mostHours):
		return bad("RecurrenceInterval must be between %d and %d hours", leastHours, mostHours)
	case o.Count < 0:
		return bad("RecurrenceCount must be positive")
	}
	return nil
}

// Create takes a report on.
func (d *Desk) Create(o Order, user string, now time.Time) (*Report, *Problem) {
	s, p := d.Find(o.QueryID)
	if p != nil {
		return nil, p
	}
	if p = o.check(now); p != nil {
		return nil, p
	}
	active := 0
	for _, r := range d.reports {
		if r.Status == Active {
			active++
		}
	}
	if active >= maxReports {
		return nil, bad("User has exceeded its report creation quota of %d. Delete reports that are not needed", maxReports)
	}
	if o.Now {
		d.asked = slices.DeleteFunc(d.asked, func(at time.Time) bool { return !now.Before(at.Add(time.Hour)) })
		if len(d.asked) >= maxNow {
			return nil, bad("User has exceeded its ExecuteNow report creation quota of %d reports/60 mins", maxNow)
		}
		d.asked = append(d.asked, now)
	}
	r := &Report{Order: o, ID: d.ID(), Stored: s, User: user, Created: now, Status: Active}
	r.plan(o)
	d.reports = append(d.reports, r)
	d.Advance(now)
	return r, nil
}

// plan sets when a report is executed.
func (r *Report) plan(o Order) {
	r.next, r.left = o.Start, o.Count
	switch {
	case o.Hours == 0:
		r.left = 1
	case o.Count == 0:
		r.left = -1
	}
}

// Advance begins the executions whose time has come.
func (d *Desk) Advance(now time.Time) {
	for _, r := range d.reports {
		for r.Status == Active && r.left != 0 && !r.next.IsZero() && !now.Before(r.next) {
			r.runs = append(r.runs, &Execution{ID: d.ID(), Report: r, At: r.next, Done: r.next.Add(d.Takes)})
			r.left--
			r.next = r.next.Add(time.Duration(r.Hours) * time.Hour)
		}
		if r.Status == Active && r.left == 0 && !now.Before(r.runs[len(r.runs)-1].Done) {
			r.Status = Inactive
		}
	}
}

// Reports are those that match; empty values match all.
func (d *Desk) Reports(id, name, query string) ([]*Report, *Problem) {
	var out []*Report
	for _, r := range d.reports {
		if (id == "" || alike(r.ID, id)) && (name == "" || alike(r.Name, name)) && (query == "" || alike(r.Stored.ID, query)) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, missing(noItem)
	}
	return out, nil
}

// report is one by its id.
func (d *Desk) report(id string) (*Report, *Problem) {
	all, p := d.Reports(id, "", "")
	if p != nil || id == "" {
		return nil, missing(noItem)
	}
	return all[0], nil
}

// Update changes what an order for a report says, and leaves the rest.
func (d *Desk) Update(id string, change func(*Order), now time.Time) (*Report, *Problem) {
	r, p := d.report(id)
	if p != nil {
		return nil, p
	}
	if r.Now {
		return nil, bad("A report that is executed at once cannot be changed")
	}
	o := r.Order
	change(&o)
	o.Now = false
	if o.Start.Equal(r.Start) && len(r.runs) > 0 {
		o.Start = r.next
	}
	if p = o.check(now); p != nil {
		return nil, p
	}
	r.Order, r.Status = o, Active
	r.plan(o)
	return r, nil
}

// Pause stops the executions of a report, or lets them go on.
func (d *Desk) Pause(id string, pause bool, now time.Time) (*Report, *Problem) {
	r, p := d.report(id)
	switch {
	case p != nil:
		return nil, p
	case pause && r.Status != Active:
		return nil, bad("Only an active report can be paused")
	case !pause && r.Status != Paused:
		return nil, bad("Only a paused report can be resumed")
	case pause:
		r.Status = Paused
		return r, nil
	}
	r.Status = Active
	for r.Hours > 0 && r.next.Before(now) { // what was missed stays so
		r.next = r.next.Add(time.Duration(r.Hours) * time.Hour)
	}
	return r, nil
}

// Delete forgets a report and its executions, which it gives back.
func (d *Desk) Delete(id string) (*Report, []*Execution, *Problem) {
	r, p := d.report(id)
	if p != nil {
		return nil, nil, p
	}
	d.reports = slices.DeleteFunc(d.reports, func(other *Report) bool { return other == r })
	return r, r.runs, nil
}

// Executions are those of a report in one of some states, the newest first; only the
// newest if asked so.
func (d *Desk) Executions(report, id string, states []Status, latest bool, now time.Time) ([]*Execution, *Problem) {
	r, p := d.report(report)
	if p != nil {
		return nil, p
	}
	var out []*Execution
	for _, e := range slices.Backward(r.runs) {
		if (id == "" || alike(e.ID, id)) && slices.Contains(states, e.State(now)) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil, missing(noExecution)
	}
	if latest {
		out = out[:1]
	}
	return out, nil
}
