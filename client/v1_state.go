package client

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"awning/client/ingestion"
	"awning/model"
)

// v1Phase reads state and substate together: "Published" alone does not say
// live, and a failed submission stays "InProgress".
func v1Phase(s ingestion.Submission) model.Phase {
	state, sub := strings.ToLower(s.State), strings.ToLower(s.Substate)
	switch {
	case sub == "cancelled" || state == "cancelled" || state == "deleted":
		return model.PhaseCancelled
	case state == "inprogress" && (sub == "failed" || sub == "failedincertification"):
		return model.PhaseFailed
	case state == "inprogress":
		return model.PhasePublishing
	case state != "published":
		return model.PhaseUnknown
	}
	switch sub {
	case "readytopublish":
		if strings.EqualFold(s.Pending.Update, "Promote") && strings.EqualFold(s.Pending.Status, "Running") {
			return model.PhaseGoingLive
		}
		return model.PhasePreview
	case "publishing":
		return model.PhaseGoingLive
	case "instore", "published":
		return model.PhaseLive
	case "failed", "failedincertification":
		return model.PhaseLiveFailed
	}
	return model.PhaseUnknown
}

// v1Shown is the newest submission that an environment shows; subs are newest first.
func v1Shown(subs []ingestion.Submission, env model.Environment) (ingestion.Submission, bool) {
	shows := []model.Phase{model.PhaseLive}
	if env == model.Preview {
		shows = []model.Phase{model.PhasePreview, model.PhaseGoingLive, model.PhaseLive, model.PhaseLiveFailed}
	}
	i := slices.IndexFunc(subs, func(s ingestion.Submission) bool { return slices.Contains(shows, v1Phase(s)) })
	if i < 0 {
		return ingestion.Submission{}, false
	}
	return subs[i], true
}

// v1Submission is the way out of the wire's words. Sections of plans that are not
// given are left out.
func v1Submission(t target, plans []model.Plan, s ingestion.Submission) *model.Submission {
	out := &model.Submission{ID: model.SubmissionID(s.ID), Phase: v1Phase(s), Literal: s.State + "/" + s.Substate, Number: s.Release}
	for _, row := range v1Rows(s) {
		if key, ok := v1RowKey(t.kind, plans, row); ok {
			out.Sections = append(out.Sections, key)
		}
	}
	return out
}

// standing is what the list of submissions tells. The draft's state comes from
// instance ids: an equal instance is equal content.
func (d v1Dialect) standing(ctx context.Context, t target, draft bool) (model.Standing, error) {
	if !draft {
		subs, err := d.submissions(ctx, t)
		return v1Standing(t, nil, subs), err
	}
	var subs []ingestion.Submission
	var rows []ingestion.Branch
	var offer v1Offer
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { subs, err = d.submissions(ctx, t); return err })
	g.Go(func() (err error) { rows, err = d.branches(ctx, t); return err })
	g.Go(func() (err error) { offer.variants, err = d.variants(ctx, t); return err })
	if err := g.Wait(); err != nil {
		return model.Standing{}, err
	}
	s := v1Standing(t, offer.plans(nil, model.Draft), subs)
	switch base, ok := v1Base(subs); {
	case !ok:
		s.Draft = model.DraftNew
	case v1Same(rows, v1Rows(base)):
		s.Draft = model.DraftUnchanged
	default:
		s.Draft = model.DraftChanged
	}
	return s, nil
}

// v1Standing sums submissions up; they are sorted, the newest first.
func v1Standing(t target, plans []model.Plan, subs []ingestion.Submission) model.Standing {
	var s model.Standing
	shown := func(env model.Environment) *model.Submission {
		if sub, ok := v1Shown(subs, env); ok {
			return v1Submission(t, plans, sub)
		}
		return nil
	}
	s.Preview, s.Live = shown(model.Preview), shown(model.Live)
	for i, sub := range subs {
		one := v1Submission(t, plans, sub)
		if i == 0 {
			s.Last = one
		}
		if s.Running == nil && one.Phase.Running() {
			s.Running = one
		}
	}
	return s
}

// v1Base is what the draft is compared with: what is on its way, or else what preview
// shows.
func v1Base(subs []ingestion.Submission) (ingestion.Submission, bool) {
	i := slices.IndexFunc(subs, func(s ingestion.Submission) bool { return v1Phase(s) == model.PhasePublishing })
	if i >= 0 {
		return subs[i], true
	}
	return v1Shown(subs, model.Preview)
}

// v1Same compares the draft's rows with those of a submission. A module of the offer that a
// submission does not name was never published and says nothing; a plan it does not
// name is new, and one only it names was deleted. Whether submissions name the test drive
// is not known: one that does not says nothing of it.
func v1Same(draft, submitted []ingestion.Branch) bool {
	find := func(rows []ingestion.Branch, r ingestion.Branch) (ingestion.Branch, bool) {
		i := slices.IndexFunc(rows, func(o ingestion.Branch) bool {
			return o.Variant == r.Variant && strings.EqualFold(string(o.Module), string(r.Module))
		})
		if i < 0 {
			return ingestion.Branch{}, false
		}
		return rows[i], true
	}
	plan := func(r ingestion.Branch) bool { return r.Variant != "" && r.Variant != ingestion.TestDrive }
	for _, row := range draft {
		was, ok := find(submitted, row)
		if ok && was.Instance != row.Instance || !ok && plan(row) {
			return false
		}
	}
	for _, was := range submitted {
		if _, ok := find(draft, was); !ok && plan(was) {
			return false
		}
	}
	return true
}
