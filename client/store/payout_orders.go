package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"awning/model/payout"
)

// ImportOrders stores orders in the place of all that were bought between two days, both
// included; a zero day has no end.
func (s *Seat) ImportOrders(ctx context.Context, orders []payout.Order, from, to time.Time) (Imported, error) {
	rows := make([]keyed, len(orders))
	for i, o := range orders {
		var err error
		if rows[i], err = keyedRow(o, o.Purchased, o.ID, o.PurchaseRecord, o.LineItem, o.Offer, o.Plan); err != nil {
			return Imported{}, fmt.Errorf("store the orders: %w", err)
		}
	}
	return s.importRows(ctx, kindRowOrder, rows, span{from, to})
}

// ImportUsage stores usage in the place of all of the months between two days.
func (s *Seat) ImportUsage(ctx context.Context, usage []payout.Usage, from, to time.Time) (Imported, error) {
	rows := make([]keyed, len(usage))
	for i, u := range usage {
		var at time.Time
		if !u.Month.Zero() {
			at = u.Month.Day(1)
		}
		var err error
		if rows[i], err = keyedRow(u, at, u.Month.String(), u.Offer, u.Plan, u.Dimension, u.Unit, u.Currency, u.Reference); err != nil {
			return Imported{}, fmt.Errorf("store the usage: %w", err)
		}
	}
	if !from.IsZero() {
		from = payout.MonthOf(from).Day(1)
	}
	return s.importRows(ctx, kindRowUsage, rows, span{from, to})
}

func (s *Seat) importRows(ctx context.Context, kind string, rows []keyed, complete span) (Imported, error) {
	done, err := s.replaceRows(ctx, kind, rows, &complete, func(*sql.Tx) error { return nil })
	if err != nil {
		return Imported{}, fmt.Errorf("store the rows of %s: %w", kind, s.explainPayout(ctx, err))
	}
	return done, nil
}

// Orders returns the orders a query asks for, the newest first. Months are those of the
// purchase, states those of the order; what a query says of payments says nothing here.
func (s *Seat) Orders(ctx context.Context, q payout.Query) ([]payout.Order, error) {
	all, err := rowsOf[payout.Order](ctx, s, kindRowOrder)
	if err != nil {
		return nil, fmt.Errorf("read the stored orders: %w", s.explainPayout(ctx, err))
	}
	all = slices.DeleteFunc(all, func(o payout.Order) bool { return !wantsOrder(q, o) })
	slices.SortStableFunc(all, func(a, b payout.Order) int {
		return cmp.Or(b.Purchased.Compare(a.Purchased), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

func wantsOrder(q payout.Query, o payout.Order) bool {
	id, _, _ := strings.Cut(q.Order, ":")
	return within(q, o.Purchased) &&
		anyOf(q.Statuses, payout.SameStatus, o.Status) &&
		anyOf(q.Products, strings.EqualFold, o.Offer, o.OfferName) &&
		anyOf(q.Plans, strings.EqualFold, o.Plan, o.Offer+"/"+o.Plan) &&
		anyOf(q.Customers, strings.EqualFold, o.Customer) &&
		anyOf(q.Countries, strings.EqualFold, o.Country) &&
		anyOf(q.Currencies, strings.EqualFold, o.Currency) &&
		(q.Order == "" || strings.EqualFold(id, o.ID) || strings.EqualFold(id, o.PurchaseRecord)) &&
		(q.Private == nil || *q.Private == o.Private) &&
		mentions(q.Text, o.ID, o.PurchaseRecord, o.Offer, o.OfferName, o.Plan, o.Customer, o.CustomerName)
}

// Usage returns what was used, as far as a query asks for it: by month, offer, plan,
// currency and text; the newest month first.
func (s *Seat) Usage(ctx context.Context, q payout.Query) ([]payout.Usage, error) {
	all, err := rowsOf[payout.Usage](ctx, s, kindRowUsage)
	if err != nil {
		return nil, fmt.Errorf("read the stored usage: %w", s.explainPayout(ctx, err))
	}
	all = slices.DeleteFunc(all, func(u payout.Usage) bool {
		return !within(q, u.Month.Day(1)) ||
			!anyOf(q.Products, strings.EqualFold, u.Offer, u.OfferName) ||
			!anyOf(q.Plans, strings.EqualFold, u.Plan, u.Offer+"/"+u.Plan) ||
			!anyOf(q.Currencies, strings.EqualFold, u.Currency) ||
			!mentions(q.Text, u.Offer, u.OfferName, u.Plan, u.Dimension, u.Reference)
	})
	slices.SortStableFunc(all, func(a, b payout.Usage) int {
		return cmp.Or(cmp.Compare(b.Month.String(), a.Month.String()), cmp.Compare(a.OfferName, b.OfferName))
	})
	return all, nil
}

// within reports whether a day lies in the months of a query.
func within(q payout.Query, day time.Time) bool {
	m := payout.MonthOf(day.UTC())
	return (q.From.Zero() || !m.Before(q.From)) && (q.To.Zero() || !q.To.Before(m))
}

// anyOf reports whether one of the texts is one of those wanted; all are if none is.
func anyOf(wanted []string, same func(a, b string) bool, texts ...string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(w string) bool {
		return slices.ContainsFunc(texts, func(t string) bool { return same(w, t) })
	})
}

// mentions reports whether a text is in one of some others.
func mentions(text string, in ...string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return text == "" || slices.ContainsFunc(in, func(t string) bool { return strings.Contains(strings.ToLower(t), text) })
}
