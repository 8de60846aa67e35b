package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/insights"
	"awning/client/sandbox/ordered"
)

// insightsRoot is where the reports are, in lower case.
const insightsRoot = "/insights"

// insights answers the reports on the commercial marketplace, in both versions
// of their path.
func (s *Server) insights(c *call) answer {
	path := strings.Split(strings.Trim(c.Path[len(insightsRoot):], "/"), "/")
	version := strings.ToLower(path[0])
	known := version == "v1" || version == "v1.1" && !s.opts.Switches.Insights.OnlyV1
	if !known || len(path) < 3 || !strings.EqualFold(path[1], "cmp") || len(path) > 5 {
		return s.noInsight(c)
	}
	d := s.store.desk(c.Who)
	d.Advance(s.store.now())
	rest := path[3:]
	switch strings.ToLower(path[2]) {
	case "scheduleddataset":
		return s.insightsCall(c, d, rest, map[string]insightsHandler{http.MethodGet: (*Server).listDatasets}, nil)
	case "scheduledqueries":
		return s.insightsCall(c, d, rest, map[string]insightsHandler{
			http.MethodGet: (*Server).listQueries, http.MethodPost: (*Server).createQuery,
		}, map[string]insightsHandler{http.MethodDelete: (*Server).deleteQuery, http.MethodGet: (*Server).tryQuery})
	case "scheduledreport":
		if len(rest) == 2 {
			return s.reportCall(c, d, rest)
		}
		return s.insightsCall(c, d, rest, map[string]insightsHandler{
			http.MethodGet: (*Server).listReports, http.MethodPost: (*Server).createReport,
		}, map[string]insightsHandler{http.MethodDelete: (*Server).deleteReport, http.MethodPut: (*Server).updateReport})
	}
	return s.noInsight(c)
}

// insightsHandler answers one call; id is the last part of the path, "" for a whole
// collection.
type insightsHandler func(s *Server, c *call, d *insights.Desk, id string) answer

// insightsCall finds who answers for a collection, or for one of it.
func (s *Server) insightsCall(c *call, d *insights.Desk, rest []string, all, one map[string]insightsHandler) answer {
	handlers, id := all, ""
	switch {
	case len(rest) == 1 && one != nil:
		handlers, id = one, rest[0]
	case len(rest) > 0:
		return s.noInsight(c)
	}
	if h := handlers[c.Method]; h != nil {
		return h(s, c, d, id)
	}
	return s.insightsError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
}

// reportCall answers what is done with a report.
func (s *Server) reportCall(c *call, d *insights.Desk, rest []string) answer {
	var method string
	var h insightsHandler
	switch strings.ToLower(rest[0]) {
	case "pause":
		method, h = http.MethodPut, (*Server).pauseReport
	case "resume":
		method, h = http.MethodPut, (*Server).resumeReport
	case "execution":
		method, h = http.MethodGet, (*Server).listExecutions
	default:
		return s.noInsight(c)
	}
	if c.Method != method {
		return s.insightsError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
	}
	return h(s, c, d, rest[1])
}

func (s *Server) noInsight(c *call) answer {
	return s.insightsError(http.StatusNotFound, "No call of this API is "+c.Method+" "+c.Path+".")
}

// desk is where the queries and reports of a caller's account are kept; the static
// token, which owns every account, has one of its own.
func (st *store) desk(who caller) *insights.Desk {
	tenant := strings.ToLower(who.Tenant)
	if who.Owner {
		tenant = ""
	}
	d := st.desks[tenant]
	if d == nil {
		d = &insights.Desk{ID: st.make.guid, Takes: st.opts.ExportTime}
		st.desks[tenant] = d
	}
	return d
}

// listDatasets says which tables there are.
func (s *Server) listDatasets(c *call, _ *insights.Desk, _ string) answer {
	list := insights.Datasets()
	if name, _ := c.query("datasetName"); name != "" {
		list = slices.DeleteFunc(list, func(d insights.Dataset) bool { return !strings.EqualFold(d.Name, name) })
		if len(list) == 0 {
			return s.insightsError(http.StatusNotFound, "No item found with given filters")
		}
	}
	value := make([]*ordered.Object, 0, len(list))
	for _, d := range list {
		value = append(value, newObject("datasetName", d.Name, "selectableColumns", d.Columns,
			"availableMetrics", append([]string{}, d.Metrics...), "availableDateRanges", d.Spans()))
	}
	return insightsReply(http.StatusOK, "Dataset fetched successfully", value)
}

// insightsReply is the envelope of every answer of this API.
func insightsReply(status int, message string, value []*ordered.Object) answer {
	return replyValue(status, newObject("value", value, "totalCount", len(value), "message", message, "statusCode", status))
}

func (s *Server) insightsError(status int, message string) answer {
	return insightsReply(status, message, []*ordered.Object{})
}

// insightsNo is a refusal of what is asked.
func (s *Server) insightsNo(p *insights.Problem) answer { return s.insightsError(p.Status, p.Message) }
