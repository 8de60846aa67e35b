package command

import (
	"context"

	"github.com/spf13/cobra"

	"awning/model"
)

// Inviter is the part of the marketplace that changes who may buy private plans
// without a publish.
type Inviter interface {
	// AudienceChange says what the draft of a private plan adds to the audience
	// that is live, and what it removes. It fails where no API can change that, and
	// where the plan is not both private and live.
	AudienceChange(ctx context.Context, o model.Offer, plan model.PlanID) (model.AudienceChange, error)
	// UpdateAudience makes that change in the draft, in preview and live.
	UpdateAudience(ctx context.Context, o model.Offer, plan model.PlanID, c model.AudienceChange) error
}

// AudienceJSON is the answer of sync-audience: what was changed. Both lists are
// empty if there was nothing to do.
type AudienceJSON struct {
	Offer   string       `json:"offer"`
	Plan    string       `json:"plan"`
	Added   []MemberJSON `json:"added"`
	Removed []MemberJSON `json:"removed"`
}

// MemberJSON is one of those who may buy a private plan.
type MemberJSON struct {
	Kind        string `json:"kind"` // tenant, subscription, ea, msdn: the service's word
	ID          string `json:"id"`
	Description string `json:"description"` // the publisher's own remark; may be empty
}

func (r *run) syncAudienceCommand() *cobra.Command {
	t := &r.text.Command
	var plan string
	var yes bool
	cmd := r.command("sync-audience OFFER", t.Audience.Sync, t.Audience.SyncLong, func(cmd *cobra.Command, args []string) error {
		switch {
		case r.set.ReadOnly:
			return NewError(NotAllowed, t.Edit.ReadOnly, "")
		case plan == "":
			return wrong(t.Audience.WhichPlan, r.seeHelp(cmd))
		}
		if err := r.mayAsk(cmd, yes); err != nil {
			return err
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.syncAudience(cmd.Context(), plan, yes) })
	})
	cmd.Flags().StringVar(&plan, "plan", "", t.Audience.Plan)
	cmd.Flags().BoolVar(&yes, "yes", false, t.Flag.Yes)
	return cmd
}

// syncAudience changes exactly what it told before it asked, whatever becomes
// of the draft meanwhile.
func (s *subject) syncAudience(ctx context.Context, plan string, yes bool) error {
	draft, err := s.contents(ctx, model.Draft)
	if err == nil {
		err = s.knownPlans([]string{plan}, []model.Contents{draft})
	}
	if err != nil {
		return err
	}
	change, err := s.market.AudienceChange(ctx, s.offer, model.PlanID(plan))
	if err == nil {
		err = s.tellUnsaved(ctx)
	}
	if err != nil {
		return err
	}
	t := &s.text.Command.Audience
	if len(change.Add)+len(change.Remove) == 0 {
		s.notef(t.Same, plan, s.offer.ID)
		return s.printAudience(plan, change)
	}
	s.tellAudience(plan, change)
	if err = s.confirm(ctx, yes, t.Ask); err != nil {
		return err
	}
	if err = s.market.UpdateAudience(ctx, s.offer, model.PlanID(plan), change); err != nil {
		return err
	}
	s.notef(t.Done, plan, s.offer.ID)
	return s.printAudience(plan, change)
}

// tellAudience says what would change, and what follows.
func (s *subject) tellAudience(plan string, c model.AudienceChange) {
	const most = 20 // lines of each kind; an audience may have thousands of members
	t := &s.text.Command.Audience
	s.notef(t.Differs, plan, s.offer.ID)
	tell := func(format string, members []model.AudienceMember) {
		for _, m := range members[:min(len(members), most)] {
			line := sprintf(format, m.Kind, m.ID)
			if m.Label != "" {
				line = sprintf(t.Described, line, m.Label)
			}
			s.notef("  %s", line)
		}
		if rest := len(members) - most; rest > 0 {
			s.notef("  "+t.More, rest, s.offer.ID, plan)
		}
	}
	tell(t.Add, c.Add)
	tell(t.Remove, c.Remove)
	s.notef("%s", t.AtOnce)
	if len(c.Remove) > 0 {
		s.notef("%s", t.Shut)
	}
	if len(c.Add) > 0 {
		s.notef("%s", t.FirstOfKind)
	}
}

// printAudience writes what was changed.
func (s *subject) printAudience(plan string, c model.AudienceChange) error {
	t := &s.text.Command
	rows := table{columns: []column{
		{name: "change", head: t.Result.What},
		{name: "kind", head: t.Result.Kind},
		{name: "id", head: t.Audience.ID},
		{name: "description", head: t.Audience.Description, least: 10},
	}}
	members := func(kind model.ChangeKind, role role, list []model.AudienceMember) []MemberJSON {
		out := make([]MemberJSON, len(list))
		for i, m := range list {
			out[i] = MemberJSON{Kind: m.Kind, ID: m.ID, Description: m.Label}
			rows.rows = append(rows.rows, []cell{
				{text: s.text.Words.Kinds[kind], raw: string(kind), role: role}, {text: m.Kind}, {text: m.ID}, {text: m.Label},
			})
		}
		return out
	}
	return s.output(AudienceJSON{
		Offer: string(s.offer.ID), Plan: plan,
		Added: members(model.Added, good, c.Add), Removed: members(model.Removed, bad, c.Remove),
	}, rows)
}
