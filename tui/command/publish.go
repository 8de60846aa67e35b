package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/text"
)

// publication is what publish was asked for.
type publication struct {
	sections  []string
	notes     string
	wait, yes bool
}

func (r *run) publishCommand() *cobra.Command {
	t := &r.text.Command
	var q publication
	cmd := r.command("publish OFFER", t.Help.Publish, t.Help.PublishLong, func(cmd *cobra.Command, args []string) error {
		if err := r.mayAsk(cmd, q.yes); err != nil {
			return err
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.publish(cmd.Context(), q) })
	})
	f := cmd.Flags()
	f.StringArrayVar(&q.sections, "section", nil, t.Flag.PublishSection)
	f.StringVar(&q.notes, "notes", "", t.Flag.Notes)
	f.BoolVar(&q.wait, "wait", false, t.Flag.Wait)
	f.BoolVar(&q.yes, "yes", false, t.Flag.Yes)
	return cmd
}

func (s *subject) publish(ctx context.Context, q publication) error {
	w, err := s.load(ctx, model.Draft, model.Preview, model.Live)
	if err != nil {
		return err
	}
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	t := &s.text.Command
	if standing.Running != nil {
		return failed(sprintf(t.Fail.AlreadyRuns, s.offer.ID), sprintf(t.Fail.WatchHint, s.offer.ID))
	}
	request := model.PublishRequest{Notes: q.notes, Seen: w[model.Draft].Documents}
	items, err := s.choose(q, w, standing)
	if err != nil {
		return err
	}
	s.tell(items)
	if len(q.sections) > 0 {
		request.Sections = checklist.Sections(items)
	}
	if err = s.confirm(ctx, q.yes, sprintf(t.Result.AskPublish, s.offer.ID)); err != nil {
		return err
	}
	op, err := s.market.Publish(ctx, s.offer, request)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, q.wait)
}

// choose makes the checklist and chooses what was asked for: everything unless
// sections were named. It refuses what cannot be published.
func (s *subject) choose(q publication, w world, standing model.Standing) ([]checklist.Item, error) {
	t := &s.text.Command.Fail
	items, err := checklist.Build(s.kind, w[model.Draft], w.published(), standing)
	if err != nil {
		return nil, err
	}
	chosen, err := s.sections(q.sections, w[model.Draft])
	if err != nil {
		return nil, err
	}
	if len(q.sections) == 0 {
		chosen = checklist.Choosable(items)
		if blocked := blockedRows(items); len(blocked) > 0 {
			return nil, failed(sprintf(t.Blocked, s.offer.ID, strings.Join(blocked, ", ")), sprintf(t.ShowHint, s.offer.ID))
		}
	}
	if items, err = checklist.Choose(items, chosen); err != nil {
		return nil, &Error{Exit: Failed, Text: err.Error(), Next: sprintf(t.ShowHint, s.offer.ID), Cause: err}
	}
	if len(checklist.Sections(items)) == 0 {
		return nil, failed(sprintf(t.NothingNew, s.offer.ID), sprintf(t.CompareHint, s.offer.ID))
	}
	return items, nil
}

// blockedRows are the sections that keep everything from being published.
func blockedRows(items []checklist.Item) []string {
	var out []string
	for i := range items {
		if items[i].Rule == checklist.RuleBlocked {
			out = append(out, items[i].Key.String())
		}
	}
	return out
}

// tell says what will travel, why, and what stays behind.
func (s *subject) tell(items []checklist.Item) {
	t := &s.text.Command.Result
	s.notef(t.Travelling, s.offer.ID)
	for _, i := range items {
		if !i.Selected {
			continue
		}
		line := "  " + i.Key.String()
		if n := len(i.Changes); n > 0 {
			line += " (" + plural(n, t.OneChange, t.SomeChanges) + ")"
		}
		if i.Rule == checklist.RuleForced {
			line += ": " + text.Word(s.text.Checklist.Reasons, i.Reason)
		}
		s.notef("%s", line)
	}
	if stays := checklist.StaysDraft(items); len(stays) > 0 {
		s.notef("%s", t.Staying)
		for _, i := range stays {
			s.notef("%s", "  "+i.Key.String()+" ("+plural(len(i.Changes), t.OneChange, t.SomeChanges)+")")
		}
	}
}

func plural(n int, one, some string) string {
	if n == 1 {
		return one
	}
	return sprintf(some, n)
}

// begun says that the service took an operation, and waits for its end if that
// was asked for.
func (s *subject) begun(ctx context.Context, op model.Operation, wait bool) error {
	t := &s.text.Command.Result
	s.notef(t.Took, text.Word(s.text.Words.Verbs, op.Verb), s.offer.ID)
	if !wait {
		s.notef(t.Follow, s.offer.ID)
		p := model.Progress{Operation: op}
		return s.output(progressJSON(p, false), operationsTable(s.run, p))
	}
	p, err := s.follow(ctx, s.market, op)
	if err != nil {
		return err
	}
	return s.report(p, true)
}
