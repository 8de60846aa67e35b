package client

import (
	"cmp"
	"context"
	"slices"

	"awning/client/graph"
	"awning/model"
)

// graphPhase reads an entry of the submission list; both has the ids that are
// live, which an entry in preview then is too.
func graphPhase(s graph.Submission, live map[string]bool) model.Phase {
	toLive := s.Target == "live"
	switch {
	case s.Status == "notStarted" || s.Status == "running":
		if toLive {
			return model.PhaseGoingLive
		}
		return model.PhasePublishing
	case s.Status != "completed":
		return model.PhaseUnknown
	case s.Result == "cancelled" || s.Result == "canceled":
		return model.PhaseCancelled
	case s.Result == "failed":
		if toLive {
			return model.PhaseLiveFailed
		}
		return model.PhaseFailed
	case s.Result != "succeeded":
		return model.PhaseUnknown
	case toLive || live[s.ID]:
		return model.PhaseLive
	}
	return model.PhasePreview
}

// graphSubmissions is the way out of the wire's words: every entry but the
// draft's, the newest first.
func graphSubmissions(subs []graph.Submission) []graphEntry {
	live := map[string]bool{}
	for _, s := range subs {
		if s.Target == "live" && s.Status == "completed" && s.Result == "succeeded" {
			live[s.ID] = true
		}
	}
	var out []graphEntry
	for _, s := range subs {
		if s.Target == "draft" || s.ID == "0" {
			continue
		}
		out = append(out, graphEntry{
			Submission: model.Submission{
				ID: model.SubmissionID(s.ID), Phase: graphPhase(s, live), Literal: s.Target + " " + s.Status + "/" + s.Result, Created: s.Created,
			},
			env:     model.Environment(s.Target),
			stopped: s.Lifecycle == graph.Deprecated,
		})
	}
	slices.SortStableFunc(out, func(a, b graphEntry) int {
		// One submission is there twice when it goes live: its way to live is newer.
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(len(b.ID), len(a.ID)), cmp.Compare(b.ID, a.ID), cmp.Compare(a.env, b.env))
	})
	return out
}

// graphEntry is a submission with what the list says beside it.
type graphEntry struct {
	model.Submission
	env     model.Environment
	stopped bool
}

// graphStanding sums the list up. After going live one submission stands for
// preview and live both, until a new one reaches preview.
func graphStanding(subs []graph.Submission) model.Standing {
	var s model.Standing
	for _, e := range graphSubmissions(subs) {
		one := &e.Submission
		if s.Last == nil {
			s.Last = one
		}
		if s.Running == nil && one.Phase.Running() {
			s.Running = one
		}
		switch one.Phase {
		case model.PhasePreview, model.PhaseGoingLive, model.PhaseLiveFailed:
			s.Preview = cmp.Or(s.Preview, one)
		case model.PhaseLive:
			s.Preview = cmp.Or(s.Preview, one)
			if e.env == model.Live {
				s.Live = cmp.Or(s.Live, one)
				s.Stopped = s.Stopped || e.stopped
			}
		default:
		}
		if e.stopped && e.env == model.Live && one.Phase.Running() { // on sale until it is done
			s.Stopping, s.Live = true, cmp.Or(s.Live, one)
		}
	}
	return s
}

// standing is what the list of submissions tells. The draft's state comes from comparing
// it with what was published last.
func (d graphDialect) standing(ctx context.Context, t target, draft bool) (model.Standing, error) {
	subs, err := d.api.Submissions(ctx, t.id())
	if err != nil {
		return model.Standing{}, err
	}
	s := graphStanding(subs)
	if !draft {
		return s, nil
	}
	if s.Preview == nil {
		s.Draft = model.DraftNew
		return s, nil
	}
	s.Draft, err = d.m.draftState(ctx, t, d)
	return s, err
}
