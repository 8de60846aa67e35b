package insights_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/insights"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
)

// From the list of datasets to the last line of a file: reports on orders, usage and revenue are
// asked for, waited for and read, in either version of the API.
func TestReports_wholeWay(t *testing.T) {
	t.Parallel()
	for _, older := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			server := sandbox.New(sandbox.Options{
				World: world.New(world.Options{Now: time.Now()}), Token: "t",
				Switches: sandbox.Switches{Insights: sandbox.InsightsSwitches{OnlyV1: older}},
			})
			c := insights.New(transport.New(transport.Options{
				Name: "insights", BaseURL: insights.BaseURL, Audience: auth.AudiencePartnerCenter, Tokens: auth.NewStatic(secret.New("t")), Base: server.RoundTripper(),
			}))
			orders := report(t, c, insights.OrdersV2, payout.OrderHeads(), payout.Orders)
			usage := report(t, c, insights.Usage, payout.UsageHeads(), payout.Usages)
			estimates := report(t, c, insights.Revenue, payout.EstimateHeads(), func(r io.Reader) iter.Seq2[payout.Earning, error] { return payout.Estimates(r, "") })
			for _, o := range orders {
				if o.ID == "" || o.Offer == "" || o.Plan == "" || o.Purchased.IsZero() || o.Status == "" || o.Currency == "" {
					t.Fatalf("%+v", o)
				}
			}
			for _, u := range usage {
				if u.Month.Zero() || u.Offer == "" || u.Unit == "" || !u.Quantity.IsPositive() || u.Currency == "" {
					t.Fatalf("%+v", u)
				}
			}
			known := 0
			for _, e := range estimates {
				if e.ID == "" || e.Status == "" || e.Amount.Currency == "" || e.Amount.Amount.IsZero() || e.Date.IsZero() || e.Due().Currency != payout.USD {
					t.Fatalf("%+v", e)
				}
				if payout.StatusOf(e.Status).ID != "" {
					known++
				}
			}
			if len(orders) == 0 || len(usage) == 0 || known == 0 || known != len(estimates) {
				t.Errorf("older %v: %d orders, %d lines of usage, %d estimates, of which %d have a known status", older, len(orders), len(usage), len(estimates), known)
			}
			left, err := c.Reports(t.Context(), "")
			if err != nil || len(left) > 0 {
				t.Errorf("%v are left behind, %v", left, err)
			}
			t.Logf("older %v: %d orders, %d lines of usage, %d estimates", older, len(orders), len(usage), len(estimates))
		})
	}
}

// report goes the whole way of one report.
func report[T any](t *testing.T, c *insights.Client, dataset string, heads []string, read func(io.Reader) iter.Seq2[T, error]) []T {
	t.Helper()
	ctx := t.Context()
	all, err := c.Datasets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := insights.Find(all, dataset)
	text, err := insights.Query{Columns: d.Only(heads...), Dataset: d.Name, Span: d.Covering(12)}.Text()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := c.Keep(ctx, "awning-"+dataset, text)
	if err != nil {
		t.Fatal(err)
	}
	if again, failed := c.Keep(ctx, "awning-"+dataset, text); failed != nil || again.ID != kept.ID {
		t.Errorf("kept twice: %+v, %v", again, failed)
	}
	r, err := c.Run(ctx, insights.Run{Name: "awning-" + dataset, QueryID: kept.ID})
	if err != nil {
		t.Fatal(err)
	}
	run := wait(ctx, t, c, r.ID)
	file, _, err := c.Open(ctx, run.Link)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	for line, failed := range read(file) {
		if failed != nil {
			t.Fatal(failed)
		}
		out = append(out, line)
	}
	if err = errors.Join(file.Close(), c.DeleteReport(ctx, r.ID)); err != nil {
		t.Error(err)
	}
	return out
}

// wait asks until a report is there.
func wait(ctx context.Context, t *testing.T, c *insights.Client, id string) insights.Execution {
	t.Helper()
	for range 100 {
		run, err := c.Execution(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if run.Done() {
			return run
		}
		<-time.After(time.Second)
	}
	t.Fatal("the report never came")
	return insights.Execution{}
}
