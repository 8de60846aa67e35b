package world

import "time"

// standing says which revision of an offer is in preview and which is live, for
// the state the offer is in; nil if none is.
func (b *blueprint) standing(certFirst bool) (preview, live *revision) {
	at := func(r revision) *revision { return &r }
	before := func() *revision {
		if b.WasLive {
			return at(oldest)
		}
		return nil
	}
	switch b.State {
	case StateLive, StateStopped, StatePendingStop, StateLiveCancelled:
		return at(newer), at(newer)
	case StatePreview:
		return at(newer), nil
	case StateLivePreview:
		return at(newer), at(oldest)
	case StateGoingLive:
		return at(newer), before()
	case StateFailedCert:
		if !certFirst {
			return at(newer), before()
		}
		return before(), before()
	case StatePublishing, StateFailed:
		return before(), before()
	case StateDraft, StateCancelled:
	}
	return nil, nil
}

// underway is how far an unfinished submission of the world has come.
const underway = 1500 * time.Millisecond

// history is the submissions that led to where the offer stands.
func (a *author) history(b *blueprint, certFirst, live bool) []Submission {
	var out []Submission
	add := func(s Submission) {
		s.ID = a.ids.next(a.seed, b.Publisher, b.ID, s.Substate)
		out = append(out, s)
	}
	if live {
		s := Submission{Target: "live", State: "Published", Substate: "InStore", Created: a.ago(20+a.days(b, 170), b.ID, "live")}
		if b.State == StateStopped {
			s.Lifecycle = "deprecated"
		}
		add(s)
	}
	recent := a.ago(1+a.days(b, 5), b.ID, "recent")
	switch b.State {
	case StatePreview, StateLivePreview:
		add(Submission{Target: "preview", State: "Published", Substate: "ReadyToPublish", Created: recent})
	case StatePublishing:
		add(Submission{
			Target: "preview", State: "InProgress", Substate: "Submitted",
			Created: a.now.Add(-underway), Elapsed: underway,
		})
	case StateGoingLive:
		add(Submission{Target: "live", State: "Published", Substate: "Publishing", Created: recent, Elapsed: underway})
	case StatePendingStop:
		add(Submission{
			Target: "live", State: "Published", Substate: "Publishing", Created: recent, Elapsed: underway,
			Lifecycle: "deprecated",
		})
	case StateFailed:
		add(Submission{Target: "preview", State: "InProgress", Substate: "Failed", Created: recent, Problems: b.Problems})
	case StateFailedCert:
		s := Submission{Target: "live", State: "InProgress", Substate: "FailedInCertification", Created: recent, Problems: b.Problems}
		if certFirst {
			s.Target = "preview"
		}
		add(s)
	case StateCancelled, StateLiveCancelled:
		add(Submission{Target: "preview", State: "InProgress", Substate: "Cancelled", Created: recent})
	case StateDraft, StateLive, StateStopped:
	}
	return out
}

// days is a number of days from 0 to n-1, different for each offer.
func (a *author) days(b *blueprint, n int64) int {
	return int(roll(a.seed, n, b.Publisher, b.ID, "days"))
}

// ago is a moment that many days before now, at some time of the day.
func (a *author) ago(days int, path ...string) time.Time {
	seconds := roll(a.seed, 86400, path...)
	return a.now.Add(-time.Duration(days)*24*time.Hour - time.Duration(seconds)*time.Second).Truncate(time.Millisecond)
}
