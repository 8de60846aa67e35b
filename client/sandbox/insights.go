package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// insightsRoot is where the reports are, in lower case.
const insightsRoot = "/insights"

// insights answers the reports on the commercial marketplace, in both versions
// of their path: which datasets there are.
func (s *Server) insights(c *call) answer {
	path := strings.ToLower(strings.Trim(c.Path[len(insightsRoot):], "/"))
	if path != "v1/cmp/scheduleddataset" && path != "v1.1/cmp/scheduleddataset" {
		return s.insightsError(http.StatusNotFound, "No call of this API is "+c.Method+" "+c.Path+".")
	}
	if c.Method != http.MethodGet {
		return s.insightsError(http.StatusMethodNotAllowed, "The method "+c.Method+" is not allowed here.")
	}
	list := datasets()
	if name, _ := c.query("datasetName"); name != "" {
		list = slices.DeleteFunc(list, func(d dataset) bool { return !strings.EqualFold(d.name, name) })
		if len(list) == 0 {
			return s.insightsError(http.StatusNotFound, "No item found with given filters")
		}
	}
	value := make([]*ordered.Object, 0, len(list))
	for _, d := range list {
		value = append(value, newObject("datasetName", d.name, "selectableColumns", strings.Fields(d.columns),
			"availableMetrics", strings.Fields(d.metrics), "availableDateRanges", dateRanges(d.months)))
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

// dateRanges are the spans of time a dataset can be asked about that holds so
// many months.
func dateRanges(months int) []string {
	out := []string{"LAST_MONTH", "LAST_3_MONTHS"}
	if months >= 6 {
		out = append(out, "LAST_6_MONTHS")
	}
	if months >= 12 {
		out = append(out, "LAST_1_YEAR", "LIFETIME")
	}
	return out
}
