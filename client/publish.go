package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"awning/model"
)

// Publish sends the draft, or the sections chosen, on their way to preview. The
// draft is read again right before: if a document the decision was made on has
// changed, nothing is sent and the error is a [*MovedError].
//
// The operation is on disk before anything is sent. A lost answer is no error:
// the operation comes back as uncertain, and [Market.Watch] finds out.
func (m *Market) Publish(ctx context.Context, o model.Offer, r model.PublishRequest) (model.Operation, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Operation{}, err
	}
	d, err := m.dialect(t, TaskPublish)
	if err != nil {
		return model.Operation{}, err
	}
	now, err := d.standing(ctx, t, false)
	if err != nil {
		return model.Operation{}, err
	}
	if now.Running != nil {
		return model.Operation{}, &StateError{
			Offer: o.ID, Text: fmt.Sprintf("submission %s is still on its way", now.Running.ID),
			Next: "wait for its end, or cancel it",
		}
	}
	draft, err := d.contents(ctx, t, model.Draft)
	if err != nil {
		return model.Operation{}, err
	}
	if err = unmoved(t, r, draft); err != nil {
		return model.Operation{}, err
	}
	if err = m.partly(t, draft, r.Sections); err != nil {
		return model.Operation{}, err
	}
	op := m.operation(model.VerbPublish, o, now)
	op.Sections = r.Sections
	return m.launch(ctx, t, op, order{verb: model.VerbPublish, draft: draft, sections: r.Sections, notes: r.Notes})
}

// partly refuses to leave sections out where the API publishes all of them.
func (m *Market) partly(t target, draft model.Contents, chosen []model.SectionKey) error {
	if len(chosen) == 0 {
		return nil
	}
	var left []string
	for _, doc := range draft.Documents {
		if key := doc.Key.Whole(); !slices.Contains(chosen, key) && !slices.Contains(left, key.String()) {
			left = append(left, key.String())
		}
	}
	if len(left) == 0 {
		return nil
	}
	_, err := m.api(t, TaskSome)
	if none, ok := errors.AsType[*NoAPIError](err); ok {
		none.Why += ", and " + strings.Join(left, ", ") + " is not chosen"
	}
	return err
}

// GoLive takes the preview submission s live. It cannot be cancelled. An offer
// for tests ([model.Offer.ForTesting]) is never sent.
func (m *Market) GoLive(ctx context.Context, o model.Offer, s model.SubmissionID) (model.Operation, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Operation{}, err
	}
	if o.ForTesting() {
		return model.Operation{}, &StateError{
			Offer: o.ID, Text: "its id or its publisher marks it as an offer for tests, which is never sent live",
			Next: "test in preview, then publish an offer with another id for customers",
		}
	}
	d, err := m.dialect(t, TaskGoLive)
	if err != nil {
		return model.Operation{}, err
	}
	now, err := d.standing(ctx, t, false)
	if err != nil {
		return model.Operation{}, err
	}
	if now.Preview == nil || now.Preview.ID != s || now.Preview.Phase != model.PhasePreview {
		return model.Operation{}, &StateError{
			Offer: o.ID, Text: fmt.Sprintf("submission %s is not waiting in preview", s),
			Next: "look where the offer stands; another submission may have taken its place",
		}
	}
	op := m.operation(model.VerbGoLive, o, now)
	op.Submission = s
	return m.launch(ctx, t, op, order{verb: model.VerbGoLive, submission: s})
}

// Cancel stops the submission that is on its way to preview. Once an offer is
// going live it is too late.
func (m *Market) Cancel(ctx context.Context, o model.Offer) (model.Operation, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Operation{}, err
	}
	d, err := m.dialect(t, TaskCancel)
	if err != nil {
		return model.Operation{}, err
	}
	now, err := d.standing(ctx, t, false)
	if err != nil {
		return model.Operation{}, err
	}
	job, err := m.jobOf(ctx, t)
	if err != nil {
		return model.Operation{}, err
	}
	op := m.operation(model.VerbCancel, o, now)
	op.Job = job
	switch {
	case now.Running != nil && now.Running.Phase == model.PhasePublishing:
		op.Submission = now.Running.ID
	case now.Running != nil:
		return model.Operation{}, &StateError{Offer: o.ID, Text: "it is going live, which cannot be cancelled", Next: "wait until it is live"}
	case job == "":
		return model.Operation{}, &StateError{Offer: o.ID, Text: "nothing is being published", Next: "look where the offer stands"}
	}
	return m.launch(ctx, t, op, order{verb: model.VerbCancel, submission: op.Submission, job: job})
}

// jobOf is the job of the publish under way, if this console began it.
func (m *Market) jobOf(ctx context.Context, t target) (string, error) {
	open, err := t.seat.store.Open(ctx)
	if err != nil {
		return "", err
	}
	for _, op := range open {
		if op.Verb == model.VerbPublish && op.Offer.Product == t.Product {
			return op.Job, nil
		}
	}
	return "", nil
}

// unmoved checks the documents a decision was made on against the draft as it
// is now, and that nothing was added to the chosen sections.
func unmoved(t target, r model.PublishRequest, draft model.Contents) error {
	if len(r.Seen) == 0 {
		return nil
	}
	var moved []model.SectionKey
	add := func(k model.SectionKey) {
		if k = k.Whole(); !slices.Contains(moved, k) {
			moved = append(moved, k)
		}
	}
	for _, seen := range r.Seen {
		now, ok := draft.Find(seen.Key)
		same, err := unchanged(t, seen, now)
		if err != nil {
			return err
		}
		if !ok || !same {
			add(seen.Key)
		}
	}
	for _, now := range draft.Documents {
		known := slices.ContainsFunc(r.Seen, func(d model.Document) bool { return d.Key == now.Key })
		chosen := len(r.Sections) == 0 || slices.Contains(r.Sections, now.Key.Whole())
		if !known && chosen {
			add(now.Key)
		}
	}
	if len(moved) > 0 {
		return &MovedError{Offer: t.ID, Sections: moved}
	}
	return nil
}

// unchanged compares a document with its later self: by etag where both have
// one, else by content. One that came from the store without its secrets is
// compared without them.
func unchanged(t target, seen, now model.Document) (bool, error) {
	if seen.ETag != "" && now.ETag != "" {
		return seen.ETag == now.ETag, nil
	}
	if len(now.Raw) == 0 {
		return false, nil
	}
	if seen.Sealed && !now.Sealed {
		var err error
		if now, err = withoutSecrets(t.kind, now); err != nil {
			return false, err
		}
	}
	return alike(t, seen, now)
}
