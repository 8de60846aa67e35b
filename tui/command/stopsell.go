package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

// selling is what stop-sell and restore were asked for.
type selling struct {
	plans     []string
	image     imaging // of the one plan, instead of the plan itself
	wait, yes bool
}

func (r *run) stopSellCommand() *cobra.Command {
	t := &r.text.Command.Selling
	q := new(selling)
	cmd := r.sellingCommand("stop-sell OFFER", t.StopSell, t.StopSellLong, q, (*subject).stopSell)
	cmd.Flags().StringArrayVar(&q.plans, "plan", nil, t.StopPlan)
	q.image.add(r, cmd, true)
	return cmd
}

func (r *run) restoreCommand() *cobra.Command {
	t := &r.text.Command.Selling
	q := new(selling)
	cmd := r.sellingCommand("restore OFFER", t.Restore, t.RestoreLong, q, (*subject).restore)
	cmd.Flags().StringArrayVar(&q.plans, "plan", nil, t.RestorePlan)
	q.image.add(r, cmd, false)
	return cmd
}

func (r *run) sellingCommand(
	use, short, long string, q *selling, do func(*subject, context.Context, selling) error,
) *cobra.Command {
	t := &r.text.Command
	cmd := r.command(use, short, long, func(cmd *cobra.Command, args []string) error {
		if err := q.image.check(r, cmd, q.plans); err != nil {
			return err
		}
		if err := r.mayAsk(cmd, q.yes); err != nil {
			return err
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return do(s, cmd.Context(), *q) })
	})
	f := cmd.Flags()
	f.BoolVar(&q.wait, "wait", false, t.Flag.Wait)
	f.BoolVar(&q.yes, "yes", false, t.Flag.Yes)
	return cmd
}

func (s *subject) stopSell(ctx context.Context, q selling) error {
	if q.image.version != "" {
		return s.stopImage(ctx, q)
	}
	t := s.text.Lifecycle
	if _, err := s.sales(ctx, q.plans, t.CannotStop, model.StopHindrance); err != nil {
		return err
	}
	s.tellSale(t.AskStop, t.AskStopPlan, q.plans, t.StopMeans(s.offer.Type, len(q.plans) > 0))
	if err := s.confirmTyped(ctx, q.yes); err != nil {
		return err
	}
	op, err := s.market.StopSelling(ctx, s.offer, planIDs(q.plans)...)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, q.wait)
}

func (s *subject) restore(ctx context.Context, q selling) error {
	if q.image.version != "" {
		return s.restoreImage(ctx, q)
	}
	t := s.text.Lifecycle
	now, err := s.sales(ctx, q.plans, t.CannotRestore, model.RestoreHindrance)
	if err != nil {
		return err
	}
	s.tellSale(t.AskRestore, t.AskRestorePlan, q.plans, t.RestoreMeans(now, len(q.plans) > 0))
	if err = s.confirmTyped(ctx, q.yes); err != nil {
		return err
	}
	op, err := s.market.Restore(ctx, s.offer, planIDs(q.plans)...)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, q.wait)
}

// sales reads what is sold, so that what cannot be done is told before anything
// is asked. It returns how it stands with the whole offer.
func (s *subject) sales(
	ctx context.Context, plans []string, why map[model.Hindrance]string, hindered func([]model.Sale, model.PlanID) model.Hindrance,
) (model.SaleState, error) {
	all, err := s.market.Sales(ctx, s.offer)
	if err != nil {
		return "", err
	}
	var whole model.SaleState
	var known []string
	for _, one := range all {
		if one.Plan == "" {
			whole = one.Now
		} else {
			known = append(known, string(one.Plan))
		}
	}
	t := &s.text.Command
	for _, id := range plans {
		switch h := hindered(all, model.PlanID(id)); h {
		case model.HindranceNone:
		case model.HindranceUnknown:
			return "", wrong(sprintf(t.Usage.NoPlan, s.offer.ID, id), sprintf(t.Usage.PlansAre, strings.Join(known, ", ")))
		default:
			return "", failed(sprintf(t.Selling.Hindered, id, text.Word(why, h)), sprintf(t.Fail.StatusHint, s.offer.ID))
		}
	}
	if h := hindered(all, ""); len(plans) == 0 && h != model.HindranceNone {
		return "", failed(sprintf(t.Selling.Hindered, s.offer.ID, text.Word(why, h)), sprintf(t.Fail.StatusHint, s.offer.ID))
	}
	return whole, nil
}

// tellSale asks in words and says what follows.
func (s *subject) tellSale(whole, plan string, plans []string, means []string) {
	question := sprintf(whole, s.offer.ID)
	if len(plans) > 0 {
		question = sprintf(plan, strings.Join(plans, ", "), s.offer.ID)
	}
	s.notef("%s", question)
	for _, m := range means {
		s.notef("  %s", m)
	}
}

func planIDs(ids []string) []model.PlanID {
	out := make([]model.PlanID, len(ids))
	for i, id := range ids {
		out[i] = model.PlanID(id)
	}
	return out
}
