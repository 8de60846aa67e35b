package client

import (
	"context"

	"awning/model"
)

// dialect is what the market needs of an API that holds offers.
type dialect interface {
	// contents reads all an offer holds in an environment. Documents come in a
	// fixed order.
	contents(ctx context.Context, t target, env model.Environment) (model.Contents, error)
	// reread reads one document of the draft again.
	reread(ctx context.Context, t target, d model.Document) (model.Document, error)
	// write sends a document once. An error that is [ErrUncertain] means that it
	// may have been written.
	write(ctx context.Context, t target, e model.Edit) error
	// deferred reports whether a write that was sent may take effect later than
	// its answer would have come: it is then never sent again.
	deferred() bool
	// standing says where the offer stands; with the state of its draft, which
	// takes more calls, if asked for.
	standing(ctx context.Context, t target, draft bool) (model.Standing, error)
	// prepare makes an operation ready to be sent: all that can fail without the
	// service being asked has then been done.
	prepare(ctx context.Context, t target, o order) (send, error)
	// look finds out how far an operation has come. What it learns of job and
	// submission is in the progress's operation.
	look(ctx context.Context, t target, op model.Operation) (model.Progress, error)
}

// order is an operation to be prepared.
type order struct {
	verb       model.Verb
	draft      model.Contents     // publish: as read just now
	sections   []model.SectionKey // publish: empty means everything
	notes      string             // publish
	submission model.SubmissionID // go live, cancel
	job        string             // cancel, if known
}

// send asks the service for an operation, once.
type send func(ctx context.Context) (receipt, error)

// receipt is what the service answers to an operation it accepted.
type receipt struct {
	job        string
	submission model.SubmissionID
}
