package command

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/client"
	"awning/model/payout"
)

// Payer is the part of the marketplace that tells what publishers are paid. It answers
// from what is on this machine.
type Payer interface {
	// Payouts tells when the next payment comes, what came last and what is held up.
	Payouts(ctx context.Context, s payout.Scope) (client.PayoutView, error)
	// RefreshPayouts brings all that up to date, so many months back (0: twelve), and
	// tells report of each step. It ends when all is here, or with ctx: what is under way
	// is gone on with by the next call.
	RefreshPayouts(ctx context.Context, s payout.Scope, months int, report func(payout.Progress)) error
	// Earnings returns the lines a query asks for, the newest first, from offset on and
	// at most limit of them (0: all), and how many there are.
	Earnings(ctx context.Context, s payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error)
	// EachEarning goes through all of them, as they are at one moment.
	EachEarning(ctx context.Context, s payout.Scope, q payout.Query) iter.Seq2[payout.Earning, error]
	// EarningSums adds them up.
	EarningSums(ctx context.Context, s payout.Scope, q payout.Query, by payout.By) ([]payout.Sum, error)
	// Payments returns the rows of payments, the newest first.
	Payments(ctx context.Context, s payout.Scope) ([]payout.Payment, error)
}

// refreshing is what a run is to do before it answers.
type refreshing struct {
	refresh, wait bool
	months        int
}

func (r *run) payoutsCommand() *cobra.Command {
	t := &r.text.Command.Payouts
	var f refreshing
	cmd := r.command("payouts", t.Payouts, t.PayoutsLong, func(cmd *cobra.Command, _ []string) error {
		const most = 36
		if f.months < 1 || f.months > most {
			return wrong(sprintf(t.BadMonths, f.months), t.BadMonthsHint)
		}
		return r.inPayouts(cmd.Context(), func(m Market, s payout.Scope) error { return r.payouts(cmd.Context(), m, s, f) })
	})
	const year = 12
	cmd.Flags().BoolVar(&f.refresh, "refresh", false, t.FlagRefresh)
	cmd.Flags().BoolVar(&f.wait, "wait", false, t.FlagWait)
	cmd.Flags().IntVar(&f.months, "months", year, t.FlagMonthsBack)
	cmd.AddCommand(r.transactionsCommand(), r.paymentsCommand(), r.exportPayoutsCommand(), r.reconcileCommand())
	return cmd
}

// inPayouts opens the marketplace, and hands it to do with what the flags narrow
// payouts to.
func (r *run) inPayouts(ctx context.Context, do func(m Market, s payout.Scope) error) error {
	if r.set.Publisher != "" {
		t := &r.text.Command.Payouts
		return wrong(t.NoPublisher, t.NoPublisherHint)
	}
	return r.with(ctx, func(m Market) error {
		s, err := r.scope(ctx, m)
		if err != nil {
			return err
		}
		return do(m, payout.Scope{Profile: s.Profile, Account: s.Account})
	})
}

// payouts is the glance.
func (r *run) payouts(ctx context.Context, m Market, s payout.Scope, f refreshing) error {
	var problems []error
	if f.refresh || f.wait || r.set.Sandbox {
		// The sandbox ends with this run: what it is at, nobody could go on with.
		problems = parts(r.refresh(ctx, m, s, f, f.wait || r.set.Sandbox))
	}
	v, err := m.Payouts(ctx, s)
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	if err = untold(v); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
	case r.set.Output == Table:
		err = r.write(r.glance(v))
	default:
		err = r.output(r.payoutsJSON(v), r.payoutsTable(v))
	}
	return errors.Join(r.failures(problems), err)
}

// failures tells what failed, each with what to do next, and is the error to end with.
func (r *run) failures(problems []error) error {
	if len(problems) < 2 {
		return errors.Join(problems...)
	}
	told := map[string]bool{}
	for _, p := range problems {
		if sentence, _ := r.sentence(p); !told[sentence] {
			told[sentence] = true
			r.complain(p)
		}
	}
	return &Error{Exit: r.exit(problems[0]), Cause: problems[0]}
}

// parts are the errors that were joined to one.
func parts(err error) []error {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range several.Unwrap() {
			all = append(all, parts(e)...)
		}
		return all
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// untold fails if nobody who is signed in may tell anything, and nobody ever could.
func untold(v client.PayoutView) error {
	silent := func(s payout.State) bool {
		return s.Problem != "" && s.Source == "" && s.At.IsZero() && s.Earnings == 0
	}
	if len(v.States) == 0 || slices.ContainsFunc(v.States, func(s payout.State) bool { return !silent(s) }) {
		return nil
	}
	var problems, hints []string
	for _, s := range v.States {
		problems = append(problems, s.Problem)
		if s.Hint != "" && !slices.Contains(hints, s.Hint) {
			hints = append(hints, s.Hint)
		}
	}
	return NewError(NotAllowed, strings.Join(problems, "; "), strings.Join(hints, "; "))
}
