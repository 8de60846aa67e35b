package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"awning/client/insights"
	"awning/client/secret"
	"awning/client/store"
	"awning/model/payout"
)

// reportEvery is how old a report may be before it is made again: what it tells of is up to two
// days old, and there may be five in an hour
// (learn.microsoft.com/partner-center/insights/analytics-programmatic-faq).
const reportEvery = 4 * time.Hour

// question is what a report is asked.
type question struct {
	name     string   // of the query, at the service
	datasets []string // the first one there is
	heads    []string // of the columns that are of use, of which there may be some
}

// questionOf is what is asked for a report of a kind; there is none for exports.
func questionOf(kind payout.ExportKind) (question, bool) {
	switch kind {
	case payout.ReportRevenue:
		return question{"awning-revenue", []string{insights.Revenue}, payout.EstimateHeads()}, true
	case payout.ReportOrders:
		return question{"awning-orders", []string{insights.OrdersV2, insights.Orders}, payout.OrderHeads()}, true
	case payout.ReportUsage:
		return question{"awning-usage", []string{insights.Usage}, payout.UsageHeads()}, true
	case payout.ExportEarnings, payout.ExportPayments:
	}
	return question{}, false
}

// isReport reports whether exports of a kind are reports.
func isReport(kind payout.ExportKind) bool {
	_, ok := questionOf(kind)
	return ok
}

// reporting is the insights API as a supplier. The service has no ids of ours: a report is known
// by its name, which ends with that.
type reporting struct {
	*seat

	ask question
}

func (x reporting) queue(ctx context.Context, e payout.Export) (stage, error) {
	name := x.ask.name + "-" + e.RequestID
	found, err := x.insights.Reports(ctx, name)
	if err != nil {
		return stage{}, err
	}
	for _, r := range found {
		if r.Name == name {
			return stage{id: r.ID, state: payout.ExportQueued, words: r.Status}, nil
		}
	}
	query, err := x.query(ctx, e)
	if err != nil {
		return stage{}, err
	}
	kept, err := x.insights.Keep(ctx, x.ask.name, query)
	if err != nil {
		return stage{}, err
	}
	made, err := x.insights.Run(ctx, insights.Run{Name: name, QueryID: kept.ID})
	return stage{id: made.ID, state: payout.ExportQueued, words: made.Status}, err
}

// query is the question in the words of the datasets there are.
func (x reporting) query(ctx context.Context, e payout.Export) (string, error) {
	all, err := x.insights.Datasets(ctx)
	if err != nil {
		return "", err
	}
	for _, name := range x.ask.datasets {
		if d, ok := insights.Find(all, name); ok {
			const days = 30
			months := int(e.To.Sub(e.From).Hours()/24)/days + 1
			return insights.Query{Dataset: d.Name, Columns: d.Only(x.ask.heads...), Span: d.Covering(months)}.Text()
		}
	}
	return "", fmt.Errorf("the service has no dataset %s for the %s: it is not asked for", x.ask.datasets[0], e.Kind)
}

func (x reporting) look(ctx context.Context, e payout.Export) (stage, error) {
	got, err := x.insights.Execution(ctx, e.ID)
	at := stage{id: e.ID, state: payout.ExportProcessing, words: got.Status, blob: got.Link}
	switch {
	case got.Done():
		at.state = payout.ExportCompleted
	case got.Status == "":
		at.state = payout.ExportQueued
	}
	return at, err
}

func (x reporting) open(ctx context.Context, blob secret.String) (io.ReadCloser, int64, error) {
	return x.insights.Open(ctx, blob)
}

func (x reporting) read(ctx context.Context, in *intake, e payout.Export, progress func(int)) (store.Imported, error) {
	switch e.Kind {
	case payout.ReportOrders:
		return collect(lines(in, payout.Orders), func(all []payout.Order) (store.Imported, error) {
			return x.store.ImportOrders(ctx, all, e.From, time.Time{})
		})
	case payout.ReportUsage:
		return collect(lines(in, payout.Usages), func(all []payout.Usage) (store.Imported, error) {
			return x.store.ImportUsage(ctx, all, e.From, time.Time{})
		})
	case payout.ReportRevenue, payout.ExportEarnings, payout.ExportPayments:
	}
	pay := x.payCurrency(ctx)
	estimates := func(r io.Reader) iter.Seq2[payout.Earning, error] { return payout.Estimates(r, pay) }
	return x.replaceEstimate(ctx, lines(in, estimates), store.Import{Export: e.RequestID, Progress: progress})
}

// payCurrency is the currency the account is paid in, which reports on revenue do not name and
// those on usage do; empty if nothing was used, or the service does not say.
func (x reporting) payCurrency(ctx context.Context) string {
	const column = "PayoutCurrencyPC"
	query, err := insights.Query{Dataset: insights.Usage, Columns: []string{column}, Distinct: true, Limit: 2}.Text()
	if err != nil {
		return ""
	}
	rows, err := x.insights.Try(ctx, query)
	if err != nil || len(rows) != 1 {
		return "" // or several, by turns
	}
	return rows[0][column]
}

func (x reporting) remove(ctx context.Context, e payout.Export) error {
	return x.insights.DeleteReport(ctx, e.ID)
}

// most is how many lines of a report are stored.
const most = 200_000

// collect stores all lines at once, which replace what was stored before. Those that cannot be
// read are counted.
func collect[T any](lines iter.Seq2[T, error], keep func([]T) (store.Imported, error)) (store.Imported, error) {
	var all []T
	var unread store.Imported
	for one, err := range lines {
		row := (*payout.RowError)(nil)
		switch {
		case errors.As(err, &row):
			if unread.Refused++; unread.Refused == 1 {
				unread.Bad = []error{err}
			}
		case err != nil:
			return store.Imported{}, err
		case len(all) == most:
			return store.Imported{}, fmt.Errorf("it has more than %d lines", most)
		default:
			all = append(all, one)
		}
	}
	done, err := keep(all)
	done.Refused, done.Bad = done.Refused+unread.Refused, append(unread.Bad, done.Bad...)
	return done, err
}
