package client

import (
	"context"
	"slices"
	"sync"
	"time"

	"awning/model/payout"
)

// ledgered is what is known of one account: what is paid, and what was sold.
type ledgered struct {
	book   teller
	state  payout.State
	orders []payout.Order
	usage  []payout.Usage
	// sold and earned are the times that both reports of sales, and earnings, were read
	// for; without a time nothing was read.
	sold, earned payout.Span
	view         OrderView // how fresh the orders are
	sales        func() payout.Sales
}

// ledgered brings together what the best tellers and reporters of each account know.
func (m *Market) ledgered(ctx context.Context, sc payout.Scope) ([]*ledgered, error) {
	books, err := m.books(ctx, sc)
	if err != nil {
		return nil, err
	}
	reporters, err := m.reporters(ctx, sc)
	if err != nil {
		return nil, err
	}
	out := make([]*ledgered, len(books))
	for i, b := range books {
		l := &ledgered{book: b}
		l.sales = sync.OnceValue(func() payout.Sales { return payout.NewSales(l.orders, l.usage) })
		if l.state, err = b.state(ctx); err != nil {
			return nil, err
		}
		if l.earned, err = earnedSpan(ctx, b, l.state); err != nil {
			return nil, err
		}
		if at := slices.IndexFunc(reporters, func(r reporter) bool { return r.account() == b.account() }); at >= 0 {
			if err = l.read(ctx, reporters[at]); err != nil {
				return nil, err
			}
		}
		out[i] = l
	}
	return out, nil
}

// read takes what a reporter has stored.
func (l *ledgered) read(ctx context.Context, r reporter) (err error) {
	if l.orders, err = r.store.Orders(ctx, payout.Query{}); err != nil {
		return err
	}
	if l.usage, err = r.store.Usage(ctx, payout.Query{}); err != nil {
		return err
	}
	if l.view, err = r.view(ctx); err != nil {
		return err
	}
	l.sold, err = r.span(ctx, payout.ReportOrders, payout.ReportUsage)
	return err
}

// view is how fresh the orders are that a reporter has stored.
func (r reporter) view(ctx context.Context) (OrderView, error) {
	of, err := r.span(ctx, payout.ReportOrders)
	v := OrderView{At: of.At}
	if v.At.IsZero() && r.why != nil {
		v.Problem, v.Hint = r.why.Error(), hint(r.why)
	}
	return v, err
}

// span is the time that some kinds were all read for; without a time if one of them never
// was.
func (s *seat) span(ctx context.Context, kinds ...payout.ExportKind) (payout.Span, error) {
	all, err := s.store.Exports(ctx)
	if err != nil {
		return payout.Span{}, err
	}
	var out payout.Span
	for i, kind := range kinds {
		since, read := covered(all, kind)
		if !read {
			return payout.Span{}, nil
		}
		var at time.Time
		for _, e := range all {
			if e.Kind == kind && e.State == payout.ExportDone && e.Asked.After(at) {
				at = e.Asked
			}
		}
		if i == 0 || at.Before(out.At) {
			out.At = at
		}
		if since.After(out.From) {
			out.From = since
		}
	}
	return out, nil
}

// earnedSpan is the time that a book's earnings were read for.
func earnedSpan(ctx context.Context, b teller, st payout.State) (payout.Span, error) {
	if st.At.IsZero() {
		return payout.Span{}, nil
	}
	kind := payout.ExportEarnings
	if st.Source == payout.FromEstimate {
		kind = payout.ReportRevenue
	}
	return b.span(ctx, kind)
}

// judge says which sales wait, which should have earned something, and which earnings have no
// order. Where earnings or orders were never read nothing is said.
func (l *ledgered) judge(ctx context.Context, m *Market, sales payout.Sales, strays bool) ([]payout.Waiting, []payout.Mismatch, error) {
	if l.earned.At.IsZero() || l.view.At.IsZero() {
		return nil, nil, nil
	}
	since := l.sold.From
	if !strays || l.sold.At.IsZero() {
		since = time.Time{}
	}
	refs := sales.Refs()
	links, err := l.book.store.Links(ctx, refs, since)
	if err != nil {
		return nil, nil, err
	}
	estimated, err := l.estimated(ctx, m, refs, links.Of)
	if err != nil {
		return nil, nil, err
	}
	waiting, wrong := sales.Judge(l.earned, links.Of, estimated)
	return waiting, append(wrong, payout.Unordered(l.sold, links.Strays)...), nil
}

// estimateDays is how old an estimate may be that says why something is not earned yet.
const estimateDays = 30

// estimated is what an application of the account was told of sales by which nothing is
// earned, lately; nil if none was.
func (l *ledgered) estimated(ctx context.Context, m *Market, refs []payout.Ref, earned []payout.Linked) ([]payout.Linked, error) {
	if l.state.Source == payout.FromEstimate || !slices.ContainsFunc(earned, func(e payout.Linked) bool { return e.Lines == 0 }) {
		return nil, nil
	}
	for _, s := range m.seats() {
		if s.account() != l.book.account() || s.Identity == l.book.Identity {
			continue
		}
		st, err := s.store.PayoutState(ctx)
		if err != nil {
			return nil, err
		}
		if st.Source == payout.FromEstimate && st.At.After(m.o.Now().AddDate(0, 0, -estimateDays)) {
			links, err := s.store.Links(ctx, refs, time.Time{})
			return links.Of, err
		}
	}
	return nil, nil
}
