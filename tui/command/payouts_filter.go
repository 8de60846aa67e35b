package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/model/payout"
)

// payoutFilter is what lines are narrowed to, as it was typed.
type payoutFilter struct {
	months                                 int
	status, program, offer, plan, customer []string
	country, currency                      []string
	payment, search                        string
	private                                bool
	onlyPrivate                            *bool // nil: it was not said
}

// add registers the flags of lines.
func (f *payoutFilter) add(r *run, cmd *cobra.Command) {
	t := &r.text.Command.PayoutLines
	f.addShort(r, cmd)
	fs := cmd.Flags()
	fs.StringSliceVar(&f.offer, "offer", nil, t.FlagOffer)
	fs.StringSliceVar(&f.plan, "plan", nil, t.FlagPlan)
	fs.StringSliceVar(&f.customer, "customer", nil, t.FlagCustomer)
	fs.StringSliceVar(&f.country, "country", nil, t.FlagCountry)
	fs.StringVar(&f.payment, "payment", "", t.FlagPayment)
	fs.StringVar(&f.search, "search", "", t.FlagSearch)
	fs.BoolVar(&f.private, "private", false, t.FlagPrivate)
}

// addShort registers the flags that payments have, too.
func (f *payoutFilter) addShort(r *run, cmd *cobra.Command) {
	t := &r.text.Command.PayoutLines
	fs := cmd.Flags()
	fs.IntVar(&f.months, "months", 0, t.FlagMonths)
	fs.StringSliceVar(&f.status, "status", nil, sprintf(t.FlagStatus, strings.Join(groupWords(), ", ")))
	fs.StringSliceVar(&f.program, "program", nil, t.FlagProgram)
	fs.StringSliceVar(&f.currency, "currency", nil, t.FlagCurrency)
}

// groupWords are the words of --status that mean several states.
func groupWords() []string {
	return []string{
		string(payout.Earned), string(payout.Scheduled), string(payout.Paid), string(payout.Blocked),
		string(payout.Problem), string(payout.Lost), string(payout.Other),
	}
}

// ask turns what was typed into a query. Offers and all else that has an id are taken by
// that or by name.
func (f *payoutFilter) ask(ctx context.Context, r *run, m Market, s payout.Scope) (payout.Query, error) {
	q := payout.Query{Payment: f.payment, Text: f.search, Private: f.onlyPrivate}
	if err := f.period(r, &q); err != nil {
		return q, err
	}
	for _, c := range f.currency {
		q.Currencies = append(q.Currencies, strings.ToUpper(strings.TrimSpace(c)))
	}
	for _, one := range []struct {
		flag  string
		by    payout.By
		words []string
		into  *[]string
	}{
		{"program", payout.ByProgram, f.program, &q.Programs},
		{"offer", payout.ByProduct, f.offer, &q.Products},
		{"plan", payout.ByPlan, f.plan, &q.Plans},
		{"customer", payout.ByCustomer, f.customer, &q.Customers},
		{"country", payout.ByCountry, f.country, &q.Countries},
	} {
		if len(one.words) == 0 {
			continue
		}
		sums, err := m.EarningSums(ctx, s, payout.Query{}, one.by)
		if err != nil {
			return q, err
		}
		for _, w := range one.words {
			keys := called(sums, w)
			if len(keys) == 0 {
				t := &r.text.Command.PayoutLines
				return q, wrong(sprintf(t.NoneCalled, one.flag, w), sprintf(t.ThereAre, listOf(sums)))
			}
			*one.into = append(*one.into, keys...)
		}
	}
	return q, f.states(ctx, r, m, s, &q)
}

// period narrows to months, this one included.
func (f *payoutFilter) period(r *run, q *payout.Query) error {
	t := &r.text.Command.PayoutLines
	if f.months < 0 {
		return wrong(sprintf(t.BadMonths, f.months), "")
	}
	if f.months > 0 {
		q.To = payout.MonthOf(r.opt.Now().In(payout.Pacific()))
		q.From = q.To.Add(1 - f.months)
	}
	return nil
}

// states narrows to states: groups, ids of states, or words of the files.
func (f *payoutFilter) states(ctx context.Context, r *run, m Market, s payout.Scope, q *payout.Query) error {
	if len(f.status) == 0 {
		return nil
	}
	sums, err := m.EarningSums(ctx, s, payout.Query{}, payout.ByStatus)
	if err != nil {
		return err
	}
	for _, w := range f.status {
		if stage, old := payout.OldStage(w); old {
			t := &r.text.Command.PayoutLines
			return wrong(sprintf(t.OldStatus, w), sprintf(t.OldStatusHint, r.text.Payout.Sales[stage].Label))
		}
		if !r.knownStatus(w) && !slices.ContainsFunc(sums, func(s payout.Sum) bool { return payout.SameStatus(s.Key, w) }) {
			t := &r.text.Command.PayoutLines
			return wrong(sprintf(t.NoneCalled, "status", w), sprintf(t.ThereAre, strings.Join(append(groupWords(), keysOf(sums)...), ", ")))
		}
		for _, sum := range sums {
			if isStatus(sum.Key, w) {
				q.Statuses = append(q.Statuses, sum.Key)
			}
		}
	}
	if len(q.Statuses) == 0 { // the states are known, and there is nothing in them
		q.Statuses = f.status
	}
	return nil
}

// knownStatus reports whether a word is a group, or means a known state.
func (r *run) knownStatus(word string) bool {
	_, id := r.text.Payout.Statuses[strings.ToLower(word)]
	return id || slices.Contains(groupWords(), strings.ToLower(word)) || payout.StatusOf(word).ID != ""
}

// isStatus reports whether a state of the files is what a word asks for: a group, an id of
// a state, or the state's own word.
func isStatus(status, word string) bool {
	s := payout.StatusOf(status)
	return strings.EqualFold(string(s.Group), word) || s.ID != "" && strings.EqualFold(s.ID, word) || payout.SameStatus(status, word)
}

// called are the keys of what is called so, by id or by name; a plan goes by its own id,
// too.
func called(sums []payout.Sum, word string) []string {
	var keys []string
	for _, s := range sums {
		_, plan, _ := strings.Cut(s.Key, "/")
		fits := strings.EqualFold(s.Key, word) || s.Name != "" && strings.EqualFold(s.Name, word) || plan != "" && strings.EqualFold(plan, word)
		if fits && !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// keysOf are the keys of sums, each once.
func keysOf(sums []payout.Sum) []string {
	var keys []string
	for _, s := range sums {
		if s.Key != "" && !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// listOf names what sums are of, the largest first, as far as a line goes.
func listOf(sums []payout.Sum) string {
	const most = 8
	var names []string
	for _, s := range sums {
		name := s.Key
		if s.Name != "" && s.Name != s.Key {
			name = s.Name + " (" + s.Key + ")"
		}
		if s.Key != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > most {
		names = append(names[:most], "…")
	}
	return strings.Join(names, ", ")
}
