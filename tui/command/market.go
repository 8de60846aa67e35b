package command

import (
	"context"
	"iter"
	"time"

	"awning/client"
	"awning/model"
)

// Reader is the part of the marketplace that tells.
type Reader interface {
	// Accounts lists the accounts all profiles see, those with problems included.
	Accounts(ctx context.Context) ([]model.Account, error)
	// Offers yields the offers of a scope as pages arrive. An error stands for
	// the part of the list that could not be read; the rest goes on.
	Offers(ctx context.Context, s model.Scope) iter.Seq2[model.Offer, error]
	// Find returns the one offer of a scope with that id.
	Find(ctx context.Context, s model.Scope, id model.OfferID) (model.Offer, error)
	// Standing says where an offer stands.
	Standing(ctx context.Context, o model.Offer) (model.Standing, error)
	// Glance says the same for one call: whether the draft differs from what was
	// published stays open.
	Glance(ctx context.Context, o model.Offer) (model.Standing, error)
	// Contents reads all an offer holds in one environment.
	Contents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, error)
	// Findings returns what the service's checks had to say about a submission; told
	// is false if no API tells of it.
	Findings(ctx context.Context, o model.Offer, s model.SubmissionID) (found []model.Problem, told bool, err error)
	// Edits returns the edits of an offer that are on this machine only.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
}

// Writer is the part of the marketplace that changes something.
type Writer interface {
	// Save writes one document if nobody changed it since it was read, and returns
	// it as read back.
	Save(ctx context.Context, o model.Offer, e model.Edit) (model.Document, error)
	// Upload sends a file, waits until the service has looked at it and returns the
	// document that names it now: the draft has it without a save.
	Upload(ctx context.Context, o model.Offer, u client.Upload) (model.Document, error)
	// Publish sends sections of the draft on their way to preview.
	Publish(ctx context.Context, o model.Offer, r model.PublishRequest) (model.Operation, error)
	// GoLive signs off what preview shows.
	GoLive(ctx context.Context, o model.Offer, s model.SubmissionID) (model.Operation, error)
	// Cancel stops the submission on its way to preview.
	Cancel(ctx context.Context, o model.Offer) (model.Operation, error)
	// Notes returns the notes for certification kept for an offer, empty if there
	// are none; KeepNotes replaces them.
	Notes(ctx context.Context, o model.Offer) (string, error)
	KeepNotes(ctx context.Context, o model.Offer, notes string) error
}

// Seller is the part of the marketplace that ends sales and takes that back.
type Seller interface {
	// Sales says whether an offer, which comes first, and its plans can be bought.
	// It fails where no API can change that.
	Sales(ctx context.Context, o model.Offer) ([]model.Sale, error)
	// StopSelling ends the sale of an offer, or of plans in its draft.
	StopSelling(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error)
	// Restore takes that back.
	Restore(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error)
	// DeprecateImage gives a version of a virtual machine's image up, in the
	// draft, and returns the technical configuration as read back.
	DeprecateImage(ctx context.Context, o model.Offer, plan model.PlanID, version string, w model.Withdrawal) (model.Document, error)
	// RestoreImage takes that back.
	RestoreImage(ctx context.Context, o model.Offer, plan model.PlanID, version string) (model.Document, error)
}

// Watcher is the part of the marketplace that follows what takes longer.
type Watcher interface {
	// UnderWay lists the operations begun on this machine whose end nobody has
	// been told.
	UnderWay(ctx context.Context) ([]model.Operation, error)
	// Watch takes one look at an operation.
	Watch(ctx context.Context, op model.Operation) (model.Progress, error)
	// Runs returns how long operations like one took before on this machine.
	Runs(ctx context.Context, op model.Operation) ([]time.Duration, error)
	// Ended notes that the end of an operation was told, and reports whether this
	// was the first time.
	Ended(ctx context.Context, p model.Progress) (first bool, err error)
}

// Market is the marketplace as commands need it.
type Market interface {
	Reader
	Writer
	Seller
	Inviter
	Watcher
	Payer
	Orderer
}

// Opener makes the marketplace that the flags describe: which profiles, which
// cloud, which API. The function it returns beside it releases what was opened.
type Opener func(ctx context.Context, s Settings) (Market, func() error, error)
