package command

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"awning/client"
	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
)

func (r *run) reconcileCommand() *cobra.Command {
	t := &r.text.Command.Reconcile
	var exitCode bool
	cmd := r.command("reconcile", t.Reconcile, t.ReconcileLong, func(cmd *cobra.Command, _ []string) error {
		return r.withPayouts(cmd.Context(), func(m Market, s payout.Scope) error { return r.reconcile(cmd.Context(), m, s, exitCode) })
	})
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, t.FlagExitCode)
	return cmd
}

// reconcile says what does not fit, what waits as it should, and who must act.
func (r *run) reconcile(ctx context.Context, m Market, s payout.Scope, exitCode bool) error {
	v, err := m.Reconcile(ctx, s)
	if err == nil {
		err = untold(client.PayoutView{States: v.States})
	}
	if err != nil {
		return err
	}
	j := r.reconcileJSON(v)
	if r.set.Output == Table {
		err = r.write(r.reconciled(v))
	} else {
		err = r.output(j, reconcileCSV(j))
	}
	if err == nil && exitCode && len(v.Mismatches) > 0 {
		return &Error{Exit: Differences}
	}
	return err
}

// reconciled is a reconciliation for a person.
func (r *run) reconciled(v payout.Reconciliation) string {
	t, words := &r.text.Command.Reconcile, &r.text.Reconcile
	view := client.PayoutView{States: v.States}
	if !outlook.EverRead(view) {
		return t.Nothing + "\n"
	}
	var blocks []string
	if len(v.Mismatches) > 0 {
		blocks = append(blocks, t.Wrong+"\n"+r.unfitTable(v.Mismatches).draw(r.view()), r.toDo(v.Mismatches))
	} else {
		blocks = append(blocks, words.Fits+"\n")
	}
	if len(v.Waiting) > 0 {
		blocks = append(blocks, t.Waiting+"\n"+r.waitingTable(v.Waiting).draw(r.view()))
	}
	many := func(n int) string { return show.Quantity(decimal.NewFromInt(int64(n))) }
	held := sprintf(words.Held, many(v.Payments), many(v.Earnings), many(v.Orders))
	if v.OrdersAt.IsZero() {
		held = sprintf(words.HeldNoOrders, many(v.Payments), many(v.Earnings))
	}
	notes := []string{sprintf(t.Read, r.text.Words.Age(r.opt.Now().Sub(outlook.Oldest(v.States))), held)}
	switch {
	case !v.OrdersAt.IsZero():
		notes = append(notes, sprintf(t.Orders, r.text.Words.Age(r.opt.Now().Sub(v.OrdersAt))))
	case v.OrdersProblem == "":
		notes = append(notes, t.NeverOrders)
	}
	if v.OrdersProblem != "" {
		notes = append(notes, sprintf(t.Problem, v.OrdersProblem, v.OrdersHint))
	}
	if outlook.Estimated(view) {
		notes = append(notes, words.Estimates)
	}
	return strings.Join(append(blocks, r.paragraphs(notes)), "\n")
}

// toDo says for each kind of what does not fit who must act, and how, with the ids whole that
// somebody has to hand on.
func (r *run) toDo(all []payout.Mismatch) string {
	const most = 5
	t := &r.text.Command.Reconcile
	var kinds []payout.MismatchKind
	ids := map[payout.MismatchKind][]string{}
	for _, m := range all {
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
		if !slices.Contains(ids[m.Kind], m.ID) && m.Kind.Actor() != payout.Nobody {
			ids[m.Kind] = append(ids[m.Kind], m.ID)
		}
	}
	var b strings.Builder
	for _, k := range kinds {
		b.WriteString(r.paragraphs([]string{
			sprintf(t.Act, r.text.Reconcile.Kinds[k], text.Word(r.text.Payout.Actors, k.Actor()), r.text.Payout.MismatchActs[k]),
		}))
		for i, id := range ids[k] {
			if i == most {
				b.WriteString(idIn + sprintf(t.More, len(ids[k])-most) + "\n")
				break
			}
			b.WriteString(idIn + sanitize.Line(id) + "\n")
		}
	}
	return b.String()
}

// idIn is how far in ids stand.
const idIn = "    "

// paragraphs are sentences, a line each, or several where the terminal has no room.
func (r *run) paragraphs(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(r.wrapped(sanitize.Line(l)) + "\n")
	}
	return b.String()
}

// waitSum are sales that wait for the same, until the same month.
type waitSum struct {
	payout.Waiting

	sales int
}

// waits adds sales up that wait for the same, are expected in the same month and charged in
// one currency.
func waits(all []payout.Waiting) []waitSum {
	var out []waitSum
	for _, w := range all {
		i := slices.IndexFunc(out, func(s waitSum) bool {
			return s.Stage == w.Stage && s.Expected == w.Expected && s.Charge.Currency == w.Charge.Currency
		})
		if i < 0 {
			out = append(out, waitSum{w, 1})
			continue
		}
		out[i].sales++
		out[i].Charge.Amount = out[i].Charge.Amount.Add(w.Charge.Amount)
	}
	late := func(m payout.Month) string { return cmp.Or(m.String(), "9999") } // what nobody knows comes last
	slices.SortStableFunc(out, func(a, b waitSum) int {
		return cmp.Or(cmp.Compare(late(a.Expected), late(b.Expected)), -cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Charge.Currency, b.Charge.Currency))
	})
	return out
}
