package client

import (
	"cmp"
	"context"
	"strings"

	"awning/client/cpp"
	"awning/model"
)

// prepare makes a call of one of the three verbs. This API publishes the draft as
// a whole and takes no notes: what asks for less, or for more, is refused.
func (d cppDialect) prepare(ctx context.Context, t target, o order) (send, error) {
	owner, err := d.owner(t)
	if err != nil {
		return nil, err
	}
	switch o.verb {
	case model.VerbGoLive:
		return func(ctx context.Context) (receipt, error) {
			at, errSend := d.api.GoLive(ctx, owner, string(t.ID))
			return d.receipt(at), errSend
		}, nil
	case model.VerbCancel:
		return func(ctx context.Context) (receipt, error) {
			_, _, errSend := d.api.Cancel(ctx, owner, string(t.ID))
			return receipt{submission: o.submission, job: o.job}, errSend
		}, nil
	case model.VerbStop, model.VerbRestore:
		return nil, &StateError{Offer: t.ID, Text: "this API neither stops nor resumes selling", Next: "do it in Partner Center"}
	case model.VerbPublish:
	}
	if o.notes != "" {
		return nil, &StateError{
			Offer: t.ID, Text: "this API carries no notes for the certification team",
			Next: "publish without notes, or in Partner Center",
		}
	}
	emails, err := d.emails(ctx, t, owner)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (receipt, error) {
		at, errSend := d.api.Publish(ctx, owner, string(t.ID), emails...)
		return d.receipt(at), errSend
	}, nil
}

func (d cppDialect) receipt(at cpp.Location) receipt {
	return receipt{job: string(at), submission: model.SubmissionID(at.ID())}
}

// emails are those who were told of the last publish: the next one would tell nobody
// else. They count for offers only that Partner Center has not taken over.
func (d cppDialect) emails(ctx context.Context, t target, owner string) ([]string, error) {
	doc, err := d.api.Draft(ctx, owner, string(t.ID))
	if err != nil || doc.Migrated() {
		return nil, err
	}
	state, err := d.state(ctx, t)
	told := state.status.Emails
	for _, sub := range state.subs {
		told = cmp.Or(told, sub.Emails)
	}
	return strings.FieldsFunc(told, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }), err
}
