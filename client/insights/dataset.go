package insights

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"awning/client/transport"
)

// Dataset is one table that can be asked about. Which columns it has changes: ask for those
// that are there ([Dataset.Only]).
type Dataset struct {
	Name    string   // "ISVOrderV2"
	Columns []string // to be selected
	Metrics []string // likewise; they add up over the other columns
	Spans   []Span   // of time that can be asked about
}

// The datasets that are of use here.
const (
	OrdersV2 = "ISVOrderV2"
	Orders   = "ISVOrder" // before OrdersV2
	Usage    = "ISVUsage"
	Revenue  = "ISVRevenue"
)

// Span is a span of time up to now, in the words of the API: "LAST_6_MONTHS".
type Span string

// The spans that every dataset of use here is documented to have.
const (
	LastMonth       Span = "LAST_MONTH"
	LastThreeMonths Span = "LAST_3_MONTHS"
	LastSixMonths   Span = "LAST_6_MONTHS"
	LastYear        Span = "LAST_1_YEAR"
	Lifetime        Span = "LIFETIME"
)

// Datasets lists what can be asked about.
func (c *Client) Datasets(ctx context.Context) ([]Dataset, error) {
	type wire struct {
		Name    string   `json:"datasetName"`
		Columns []string `json:"selectableColumns"`
		Metrics []string `json:"availableMetrics"`
		Spans   []Span   `json:"availableDateRanges"`
	}
	found, err := list[wire](ctx, c, call{
		op: "list the datasets of reports", kind: transport.Read, method: http.MethodGet, path: []string{"ScheduledDataset"},
	})
	if err != nil {
		return nil, err
	}
	out := make([]Dataset, 0, len(found))
	for _, w := range found {
		out = append(out, Dataset(w))
	}
	return out, nil
}

// Find is the dataset with a name, in whatever case.
func Find(all []Dataset, name string) (Dataset, bool) {
	i := slices.IndexFunc(all, func(d Dataset) bool { return strings.EqualFold(d.Name, name) })
	if i < 0 {
		return Dataset{}, false
	}
	return all[i], true
}

// Only are those of some columns and metrics that the dataset has, in its own spelling.
func (d Dataset) Only(columns ...string) []string {
	var out []string
	for _, wanted := range columns {
		for _, has := range slices.Concat(d.Columns, d.Metrics) {
			if strings.EqualFold(has, wanted) && plainName(has) {
				out = append(out, has)
				break
			}
		}
	}
	return out
}

// Covering is the shortest span that reaches back so many months; the longest that the dataset
// has, if none does; empty if it says nothing of spans.
func (d Dataset) Covering(months int) Span {
	longest := Span("")
	for _, s := range []struct {
		span   Span
		months int
	}{{LastMonth, 1}, {LastThreeMonths, 3}, {LastSixMonths, 6}, {LastYear, 12}, {Lifetime, 1200}} {
		i := slices.IndexFunc(d.Spans, func(has Span) bool { return strings.EqualFold(string(has), string(s.span)) })
		if i < 0 {
			continue
		}
		if longest = d.Spans[i]; s.months >= months {
			break
		}
	}
	return longest
}
