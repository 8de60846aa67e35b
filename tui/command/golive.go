package command

import (
	"context"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

func (r *run) goLiveCommand() *cobra.Command {
	t := &r.text.Command
	var wait, yes bool
	cmd := r.command("golive OFFER", t.Help.GoLive, t.Help.GoLiveLong, func(cmd *cobra.Command, args []string) error {
		if err := r.mayAsk(cmd, yes); err != nil {
			return err
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.goLive(cmd.Context(), wait, yes) })
	})
	cmd.Flags().BoolVar(&wait, "wait", false, t.Flag.Wait)
	cmd.Flags().BoolVar(&yes, "yes", false, t.Flag.Yes)
	return cmd
}

func (s *subject) goLive(ctx context.Context, wait, yes bool) error {
	if s.offer.ForTesting() {
		return failed(sprintf(s.text.Command.Fail.ForTesting, s.offer.ID), s.text.Command.Fail.ForTestingHint)
	}
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	t := &s.text.Command
	switch {
	case standing.Running != nil:
		return failed(sprintf(t.Fail.AlreadyRuns, s.offer.ID), sprintf(t.Fail.WatchHint, s.offer.ID))
	case standing.Preview == nil || standing.Preview.Phase != model.PhasePreview:
		return failed(sprintf(t.Fail.NoPreview, s.offer.ID), sprintf(t.Fail.PublishHint, s.offer.ID))
	}
	if err = s.tellCustomers(ctx); err != nil {
		return err
	}
	s.notef(t.Result.GoLiveMeans, s.offer.ID)
	if err = s.confirmTyped(ctx, yes); err != nil {
		return err
	}
	op, err := s.market.GoLive(ctx, s.offer, standing.Preview.ID)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, wait)
}

// tellCustomers says what going live changes for customers, section by section.
func (s *subject) tellCustomers(ctx context.Context) error {
	t := &s.text.Command
	w, err := s.load(ctx, model.Preview, model.Live)
	if err != nil {
		return err
	}
	if !w[model.Live].Exists {
		s.notef(t.Publish.FirstLive, s.offer.ID)
		return nil
	}
	changed, err := s.changed(w[model.Preview], w[model.Live])
	if err != nil {
		return err
	}
	if len(changed) == 0 {
		s.notef(t.Result.NoChanges, model.Preview, model.Live)
		return nil
	}
	s.notef("%s", t.Publish.Customers)
	for _, k := range slices.SortedFunc(maps.Keys(changed), model.CompareKeys) {
		s.notef("  %s (%s)", k, text.Count(changed[k], t.Result.OneChange, t.Result.SomeChanges))
	}
	s.notef(t.Publish.CompareLive, s.offer.ID)
	return nil
}

func (r *run) cancelCommand() *cobra.Command {
	t := &r.text.Command
	var wait, yes bool
	cmd := r.command("cancel OFFER", t.Help.Cancel, "", func(cmd *cobra.Command, args []string) error {
		if err := r.mayAsk(cmd, yes); err != nil {
			return err
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.cancel(cmd.Context(), wait, yes) })
	})
	cmd.Flags().BoolVar(&wait, "wait", false, t.Flag.Wait)
	cmd.Flags().BoolVar(&yes, "yes", false, t.Flag.Yes)
	return cmd
}

func (s *subject) cancel(ctx context.Context, wait, yes bool) error {
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	t := &s.text.Command
	switch {
	case standing.Running == nil:
		return failed(sprintf(t.Fail.NotRunning, s.offer.ID), "")
	case standing.Running != nil && standing.Running.Phase == model.PhaseGoingLive:
		return failed(sprintf(t.Fail.GoneTooFar, s.offer.ID), "")
	}
	s.notef(t.Result.CancelMeans, s.offer.ID)
	if err = s.confirmTyped(ctx, yes); err != nil {
		return err
	}
	op, err := s.market.Cancel(ctx, s.offer)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, wait)
}
