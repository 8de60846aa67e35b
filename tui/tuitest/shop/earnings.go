package shop

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
)

// Earnings answers a page of the lines; an error under "Earnings".
func (s *Shop) Earnings(ctx context.Context, _ payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error) {
	if err := s.till(ctx); err != nil {
		return nil, 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Till.Most, s.Till.Asked = max(s.Till.Most, limit), s.Till.Asked+1
	found := s.Till.find(q)
	from := min(offset, len(found))
	to := len(found)
	if limit > 0 {
		to = min(from+limit, to)
	}
	return slices.Clone(found[from:to]), len(found), s.Errors["Earnings"]
}

// EachEarning goes through all lines; an error under "EachEarning" comes after them.
func (s *Shop) EachEarning(_ context.Context, _ payout.Scope, q payout.Query) iter.Seq2[payout.Earning, error] {
	return func(yield func(payout.Earning, error) bool) {
		s.mu.Lock()
		lines, err := s.Till.find(q), s.Errors["EachEarning"]
		s.mu.Unlock()
		for _, e := range lines {
			if !yield(e, nil) {
				return
			}
		}
		if err != nil {
			yield(payout.Earning{}, err)
		}
	}
}

// EarningSums adds lines up by something and the currency of the payment; an error under
// "EarningSums".
func (s *Shop) EarningSums(ctx context.Context, _ payout.Scope, q payout.Query, by payout.By) ([]payout.Sum, error) {
	if err := s.till(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return sums(s.Till.find(q), by), s.Errors["EarningSums"]
}

// till lets the time of an answer pass.
func (s *Shop) till(ctx context.Context) error {
	s.mu.Lock()
	wait := s.Till.Wait
	s.Till.busy++
	s.Till.Peak = max(s.Till.Peak, s.Till.busy)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.Till.busy--
		s.mu.Unlock()
	}()
	if wait == 0 {
		return nil
	}
	select {
	case <-time.After(wait):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// find are the lines a query asks for, as the store understands it.
func (t *Till) find(q payout.Query) []payout.Earning {
	return slices.DeleteFunc(slices.Clone(t.Lines), func(e payout.Earning) bool { return !fits(q, e) || !reads(q, e) })
}

// fits reports whether a line has the values a query asks for.
func fits(q payout.Query, e payout.Earning) bool {
	status := func(w string) bool { return payout.SameStatus(w, e.Status) }
	return (len(q.Statuses) == 0 || slices.ContainsFunc(q.Statuses, status)) &&
		(len(q.Groups) == 0 || slices.Contains(q.Groups, payout.StatusOf(e.Status).Group)) &&
		one(q.Programs, e.Program) && one(q.Products, e.Product) && one(q.Plans, e.Product+"/"+e.Plan, e.Plan) &&
		one(q.Customers, e.Customer) && one(q.Countries, e.CustomerCountry) &&
		one(q.Currencies, e.Amount.Currency, e.Due().Currency) && one(q.Participants, e.Participant) &&
		(q.Private == nil || *q.Private == e.PrivateOffer)
}

// reads reports whether a line is of the months and the payment a query asks for, and has
// its text.
func reads(q payout.Query, e payout.Earning) bool {
	m := payout.MonthOf(e.Date)
	hay := strings.ToLower(strings.Join([]string{
		e.ID, e.Order, e.Asset, e.Product, e.ProductName, e.Plan, e.Customer, e.CustomerName, e.PaymentID, e.Invoice,
	}, "\n"))
	return (q.From.Zero() || !m.Before(q.From)) && (q.To.Zero() || !q.To.Before(m)) &&
		(q.Payment == "" || q.Payment == e.PaymentID) && strings.Contains(hay, strings.ToLower(strings.TrimSpace(q.Text)))
}

// one reports whether one of some values is asked for, or none is.
func one(of []string, values ...string) bool {
	return len(of) == 0 || slices.ContainsFunc(of, func(want string) bool {
		return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, want) })
	})
}

// Sums adds lines up by month, group and currency, in the order in which they come.
func Sums(lines []payout.Earning) []payout.Sum { return sums(lines, payout.ByMonth) }

// sums adds lines up by something, group and currency, in the order in which they come.
func sums(lines []payout.Earning, by payout.By) []payout.Sum {
	var out []payout.Sum
	for _, e := range lines {
		one := keyed(e, by)
		one.Due = e.Due()
		i := slices.IndexFunc(out, func(s payout.Sum) bool {
			return s.Key == one.Key && s.Due.Currency == one.Due.Currency && (by != payout.ByMonth || s.Group == one.Group)
		})
		if i < 0 {
			i = len(out)
			one.Due.Amount = decimal.Zero
			out = append(out, one)
		}
		if out[i].Group != one.Group {
			out[i].Group = ""
		}
		out[i].Due.Amount, out[i].USD, out[i].Lines = out[i].Due.Amount.Add(e.Due().Amount), out[i].USD.Add(e.USD), out[i].Lines+1
	}
	return out
}

// keyed is what a line agrees in with others of a sum.
func keyed(e payout.Earning, by payout.By) payout.Sum {
	s := payout.Sum{Group: payout.StatusOf(e.Status).Group}
	switch by {
	case payout.ByMonth:
		s.Key = payout.MonthOf(e.Date).String()
	case payout.ByStatus:
		s.Key = e.Status
	case payout.ByProduct:
		s.Key, s.Name = e.Product, e.ProductName
	case payout.ByPlan:
		if e.Plan != "" {
			s.Key, s.Name = e.Product+"/"+e.Plan, e.Plan
		}
	case payout.ByCustomer:
		s.Key, s.Name = e.Customer, e.CustomerName
	case payout.ByCountry:
		s.Key = e.CustomerCountry
	case payout.ByProgram:
		s.Key = e.Program
	case payout.ByPayment:
		s.Key = e.PaymentID
	case payout.ByCurrency:
		s.Key = cmp.Or(e.Amount.Currency, e.Due().Currency)
	case payout.ByPrivate:
		s.Key = strconv.FormatBool(e.PrivateOffer)
	}
	return s
}
