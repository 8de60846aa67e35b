package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// publication is what publish was asked for.
type publication struct {
	sections  []string
	notes     string
	noted     bool // notes were given, empty ones too
	wait, yes bool
	dryRun    bool
}

func (r *run) publishCommand() *cobra.Command {
	t := &r.text.Command
	var q publication
	cmd := r.command("publish OFFER", t.Help.Publish, t.Help.PublishLong, func(cmd *cobra.Command, args []string) error {
		if q.dryRun && q.wait {
			return wrong(sprintf(t.Usage.NotTogether, "--dry-run --wait"), r.seeHelp(cmd))
		}
		if err := r.mayAsk(cmd, q.yes || q.dryRun); err != nil {
			return err
		}
		q.noted = cmd.Flags().Changed("notes")
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.publish(cmd.Context(), q) })
	})
	f := cmd.Flags()
	f.StringArrayVar(&q.sections, "section", nil, t.Flag.PublishSection)
	f.StringVar(&q.notes, "notes", "", t.Flag.Notes)
	f.BoolVar(&q.wait, "wait", false, t.Flag.Wait)
	f.BoolVar(&q.yes, "yes", false, t.Flag.Yes)
	f.BoolVar(&q.dryRun, "dry-run", false, t.Flag.DryRun)
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
	notes, err := s.notes(ctx, q)
	if err == nil {
		err = s.tellUnsaved(ctx)
	}
	if err != nil {
		return err
	}
	items, refused := s.choose(q, w, standing)
	if q.dryRun {
		return s.plan(ctx, items, w.published(standing), notes, refused)
	}
	if refused != nil {
		s.tellBlocked(items)
		return refused
	}
	s.tell(items)
	if err = s.foretell(ctx, notes); err != nil {
		return err
	}
	if err = s.confirm(ctx, q.yes, sprintf(t.Result.AskPublish, s.offer.ID)); err != nil {
		return err
	}
	if q.noted {
		if err = s.market.KeepNotes(ctx, s.offer, notes); err != nil {
			return err
		}
	}
	request := model.PublishRequest{Notes: notes, Seen: w[model.Draft].Documents}
	if len(q.sections) > 0 {
		request.Sections, request.Seen = checklist.Sections(items), seen(items, w[model.Draft])
	}
	op, err := s.market.Publish(ctx, s.offer, request)
	if err != nil {
		return err
	}
	return s.begun(ctx, op, q.wait)
}

// tellUnsaved says which edits are on this machine only, where nobody should
// think that they are published.
func (s *subject) tellUnsaved(ctx context.Context) error {
	edits, err := s.market.Edits(ctx, s.offer)
	if err != nil || len(edits) == 0 {
		return err
	}
	var paths []string
	for _, e := range edits {
		if path := e.Key.Whole().String(); !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	t := &s.text.Checklist
	s.notef(s.text.Command.Publish.Unsaved, text.Count(len(edits), t.Unsaved, t.ManyUnsaved), strings.Join(paths, ", "))
	return nil
}

// notes are those for certification: the ones given, or else those kept from
// before.
func (s *subject) notes(ctx context.Context, q publication) (string, error) {
	if q.noted {
		return s.typed(q.notes)
	}
	return s.market.Notes(ctx, s.offer)
}

// seen are the documents of the draft that travel with chosen rows: if one
// changed since they were read, nothing is published.
func seen(items []checklist.Item, draft model.Contents) []model.Document {
	return slices.DeleteFunc(slices.Clone(draft.Documents), func(d model.Document) bool {
		return !slices.ContainsFunc(items, func(i checklist.Item) bool {
			return i.Selected && (i.Key == d.Key.Whole() || i.Key.Plan == d.Key.Plan && slices.Contains(i.Carries, d.Key.Section))
		})
	})
}

// choose makes the checklist and chooses what was asked for: everything unless
// sections were named. With an error that is about the rows it returns them, too.
func (s *subject) choose(q publication, w world, standing model.Standing) ([]checklist.Item, error) {
	t := &s.text.Command.Fail
	items, err := checklist.Build(s.kind, w[model.Draft], w.published(standing), standing)
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
			return items, failed(sprintf(t.Blocked, s.offer.ID, strings.Join(blocked, ", ")), sprintf(t.CheckHint, s.offer.ID))
		}
	}
	picked, err := checklist.Choose(items, chosen)
	if err != nil {
		return items, &Error{Exit: Failed, Text: err.Error(), Next: sprintf(t.CheckHint, s.offer.ID), Cause: err}
	}
	if len(checklist.Sections(picked)) == 0 {
		return picked, failed(sprintf(t.NothingNew, s.offer.ID), sprintf(t.CompareHint, s.offer.ID))
	}
	return picked, nil
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

// tell says what will travel, why, what stays behind, and what is in effect
// already.
func (s *subject) tell(items []checklist.Item) {
	t := &s.text.Command.Result
	s.notef(t.Travelling, s.offer.ID)
	for i := range items {
		if items[i].Selected {
			s.notef("%s", s.rowLine(&items[i]))
		}
	}
	if stays := checklist.StaysDraft(items); len(stays) > 0 {
		s.notef("%s", t.Staying)
		for i := range stays {
			s.notef("%s", s.rowLine(&stays[i]))
			if stays[i].Rule == checklist.RuleBlocked {
				s.tellFaults(&stays[i])
			}
		}
	}
	said := false
	for i := range items {
		if items[i].Rule != checklist.RuleOutside || len(items[i].Changes) == 0 {
			continue
		}
		if !said {
			s.notef("%s", s.text.Command.Publish.InEffect)
		}
		said = true
		s.notef("  %s (%s)", items[i].Key, s.changeCount(&items[i]))
	}
}

// tellBlocked says what stands in the way.
func (s *subject) tellBlocked(items []checklist.Item) {
	for i := range items {
		if items[i].Rule == checklist.RuleBlocked {
			s.sayf("%s", s.rowLine(&items[i]))
			s.tellFaults(&items[i])
		}
	}
}

func (s *subject) tellFaults(i *checklist.Item) {
	for _, f := range i.Faults {
		s.sayf("      %s", sanitize.Line(f.Err.Error()))
	}
}

// rowLine is a row with its number of changes, and why it travels or cannot.
func (s *subject) rowLine(i *checklist.Item) string {
	line := "  " + i.Key.String()
	if len(i.Changes) > 0 {
		line += " (" + s.changeCount(i) + ")"
	}
	if i.Rule == checklist.RuleForced || i.Rule == checklist.RuleBlocked || i.Reason == checklist.ReasonNewPlan {
		line += ": " + text.Word(s.text.Checklist.Reasons, i.Reason)
	}
	return line
}

func (s *subject) changeCount(i *checklist.Item) string {
	t := &s.text.Command.Result
	return text.Count(len(i.Changes), t.OneChange, t.SomeChanges)
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
