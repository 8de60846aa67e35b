package insights

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// What one account may have, and how often it may ask.
const (
	maxReports = 50
	maxQueries = 100
	maxNow     = 5 // reports executed at once, in an hour
	maxName    = 256
	lead       = 4 * time.Hour // before a report's first execution
	leastHours = 4
	mostHours  = 2160
)

// Problem is a refusal, with its HTTP status.
type Problem struct {
	Status  int
	Message string
}

func bad(format string, args ...any) *Problem {
	return &Problem{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

func missing(text string) *Problem { return &Problem{http.StatusNotFound, text} }

// What there is not.
const (
	noItem      = "No item found with given filters"
	noExecution = "There are no executions that have occurred for the given report conditions"
	noValue     = "Null or missing value for "
)

// Stored is a query that is kept.
type Stored struct {
	ID, Name, Description string
	Query                 Query
	User                  string
	System                bool
	Created               time.Time
}

// Desk keeps the queries and reports of one account. It is not safe for use by
// several goroutines.
type Desk struct {
	ID      func() string // makes ids
	Takes   time.Duration // how long an execution takes
	queries []Stored
	reports []*Report
	asked   []time.Time // when reports were executed at once
}

// systems are the queries everybody has: all of a dataset, for six months.
func systems() []Stored {
	var out []Stored
	for _, s := range []struct{ id, name, where string }{
		{"fd0f299c-5a1c-4929-9f48-bfc6cc44355d", "ISVOrder", ""},
		{"bd1b0cc1-ce45-4578-beba-6fe5a69fd421", "ISVOrderV2", ""},
		{"2c6f384b-ad52-4aed-965f-32bfa09b3778", "ISVUsage NormalizedUsage", " WHERE OfferType IN ('vm core image', 'Virtual Machine Licenses', 'multisolution')"},
		{"3f19fb95-5bc4-4ee0-872e-cedd22578512", "ISVUsage RawUsage", " WHERE OfferType IN ('vm core image', 'Virtual Machine Licenses', 'multisolution')"},
		{"f0c4927f-1f23-4c99-be4a-1371a5a9a086", "ISVUsage MeteredUsage", " WHERE OfferType IN ('SaaS', 'Azure Applications')"},
		{"b9df4929-073f-4795-b0cb-a2c81b11e28d", "ISVCustomer", ""},
		{"6fd7624b-aa9f-42df-a61d-67d42fd00e92", "ISVMarketplaceInsights", ""},
		{"bf54dde4-7dc4-492f-a69a-f45de049bfcb", "ISVRevenue", ""},
		{"q9df4939-073f-5795-b0cb-v2c81d11e58d", "ISVQualityOfService", ""},
		{"6d37d057-06f3-45aa-a971-3a34415e8511", "ISVOfferRetention", ""},
	} {
		name, metric, _ := strings.Cut(s.name, " ")
		d, _ := dataset(name)
		columns := slices.Clone(d.Columns)
		for _, m := range d.Metrics {
			if metric == "" || m == metric || strings.HasPrefix(m, "Estimated") {
				columns = append(columns, m)
			}
		}
		span := " TIMESPAN LAST_6_MONTHS"
		if !slices.Contains(d.Spans(), "LAST_6_MONTHS") {
			span = " TIMESPAN LAST_3_MONTHS"
		}
		q, wrong := Parse("SELECT " + strings.Join(columns, ", ") + " FROM " + name + s.where + span)
		if wrong != nil {
			continue // covered by a test: each is there
		}
		out = append(out, Stored{ID: s.id, Name: s.name, Description: "System query of " + name, Query: q, System: true})
	}
	return out
}

// Queries are those that match: the account's own, those of the system, or both.
// Empty ids and names match all.
func (d *Desk) Queries(id, name string, own, system bool) ([]Stored, *Problem) {
	var out []Stored
	if own {
		out = append(out, d.queries...)
	}
	if system {
		out = append(out, systems()...)
	}
	out = slices.DeleteFunc(out, func(s Stored) bool {
		return id != "" && !alike(s.ID, id) || name != "" && !alike(s.Name, name)
	})
	if len(out) == 0 {
		return nil, missing(noItem)
	}
	return out, nil
}

// named checks a name or a description.
func named(what, name string, needed bool) *Problem {
	switch {
	case name == "" && needed:
		return bad(noValue+"%s", what)
	case len([]rune(name)) > maxName:
		return bad("%s can have at most %d characters", what, maxName)
	case strings.Contains(name, ";"):
		return bad("%s must not contain ';'", what)
	}
	return nil
}

// Keep keeps a query.
func (d *Desk) Keep(s Stored, text string) (Stored, *Problem) {
	if p := named("Name", s.Name, true); p != nil {
		return s, p
	}
	if p := named("Description", s.Description, false); p != nil {
		return s, p
	}
	if text == "" {
		return s, bad(noValue + "Query")
	}
	q, wrong := Parse(text)
	if wrong != nil {
		return s, wrong
	}
	if len(d.queries) >= maxQueries {
		return s, bad("Number of queries exceeded: at most %d queries can be created", maxQueries)
	}
	s.ID, s.Query = d.ID(), q
	d.queries = append(d.queries, s)
	return s, nil
}

// Drop deletes a query of the account's own.
func (d *Desk) Drop(id string) (Stored, *Problem) {
	i := slices.IndexFunc(d.queries, func(s Stored) bool { return alike(s.ID, id) })
	if i < 0 {
		return Stored{}, missing(noItem)
	}
	s := d.queries[i]
	for _, r := range d.reports {
		if r.Stored.ID == s.ID && r.Status == Active {
			return s, bad("The query is used by the active report %s", r.ID)
		}
	}
	d.queries = slices.Delete(d.queries, i, i+1)
	return s, nil
}

// Find is a query by its id.
func (d *Desk) Find(id string) (Stored, *Problem) {
	all, p := d.Queries(id, "", true, true)
	if p != nil || id == "" {
		return Stored{}, bad("Invalid QueryId")
	}
	return all[0], nil
}
