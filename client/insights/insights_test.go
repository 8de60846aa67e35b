package insights_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"awning/client/insights"
	"awning/client/transport"
)

func TestDatasets(t *testing.T) {
	t.Parallel()
	const (
		now, before = "v1.1/cmp/ScheduledDataset", "v1/cmp/ScheduledDataset"
		orders      = `{"value":[{"datasetName":"ISVOrder","selectableColumns":["OfferName"]}],"totalCount":1,"message":"ok","statusCode":200`
		refused     = `{"value":[],"totalCount":0,"message":"The principal is not linked to an account","statusCode":403}`
	)
	for name, tt := range map[string]struct {
		answers answers
		want    []string
		err     string // part of it; empty: none
	}{
		"one page":             {answers: answers{now: orders + `}`}, want: []string{"ISVOrder"}},
		"capitals":             {answers: answers{now: `{"Value":[{"DatasetName":"ISVUsage"}],"TotalCount":1}`}, want: []string{"ISVUsage"}},
		"the version before":   {answers: answers{before: orders + `}`}, want: []string{"ISVOrder"}},
		"neither":              {answers: answers{}, err: "Nothing is here"},
		"refused":              {answers: answers{now: refused}, err: "not linked to an account"},
		"refused by the older": {answers: answers{before: refused}, err: "not linked to an account"},
		"two pages": {
			answers: answers{now: orders + `,"nextLink":"` + now + `?page=2"}`, now + "?page=2": `{"value":[{"datasetName":"ISVUsage"}]}`},
			want:    []string{"ISVOrder", "ISVUsage"},
		},
		"a loop": {
			answers: answers{now: orders + `,"nextLink":"` + now + `?page=2"}`, now + "?page=2": orders + `,"nextLink":"` + now + `?page=2"}`},
			want:    []string{"ISVOrder", "ISVOrder"},
		},
		"a page elsewhere": {answers: answers{now: orders + `,"nextLink":"https://evil.example/x"}`}, err: "evil.example"},
		"another shape":    {answers: answers{now: `[]`}, err: "cannot be read: it is array"},
	} {
		got, err := client(tt.answers).Datasets(t.Context())
		var names []string
		for _, d := range got {
			names = append(names, d.Name)
		}
		if !slices.Equal(names, tt.want) || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if name == "refused" && !errors.Is(err, transport.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What a dataset has is told in its own spelling, and nothing is asked of it that it has not.
func TestDataset(t *testing.T) {
	t.Parallel()
	all, err := client(answers{"v1.1/cmp/ScheduledDataset": `{"value":[{"datasetName":"ISVOrderV2","selectableColumns":["OrderId","Sku","x'; DROP"],
		"availableMetrics":["estimatedcharges"],"availableDateRanges":["LAST_MONTH","LAST_3_MONTHS","Last_6_Months"]},{"datasetName":"ISVUsage","selectableColumns":null}]}`}).Datasets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, ok := insights.Find(all, "isvorderv2")
	if _, none := insights.Find(all, "ISVCustomer"); !ok || none {
		t.Fatalf("%+v", all)
	}
	if diff := cmp.Diff([]string{"estimatedcharges", "Sku", "OrderId"}, d.Only("EstimatedCharges", "SKU", "PlanId", "x'; DROP", "OrderId")); diff != "" {
		t.Error(diff)
	}
	for months, want := range map[int]insights.Span{1: "LAST_MONTH", 2: "LAST_3_MONTHS", 3: "LAST_3_MONTHS", 6: "Last_6_Months", 12: "Last_6_Months"} {
		if got := d.Covering(months); got != want {
			t.Errorf("%d months: %s, want %s", months, got, want)
		}
	}
	if got := (insights.Dataset{}).Covering(6); got != "" {
		t.Errorf("no spans: %s", got)
	}
}
