package client

import (
	"context"
	"io"

	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/store"
	"awning/model/payout"
)

// supplier is who makes exports of some kind.
type supplier interface {
	// queue asks for an export, or finds the one that was asked for with the same request id.
	queue(ctx context.Context, e payout.Export) (stage, error)
	// look asks how far it is. That it is not known is an [ErrNotFound].
	look(ctx context.Context, e payout.Export) (stage, error)
	open(ctx context.Context, blob secret.String) (io.ReadCloser, int64, error)
	// read stores what is in the file.
	read(ctx context.Context, in *intake, e payout.Export, progress func(rows int)) (store.Imported, error)
	remove(ctx context.Context, e payout.Export) error
}

// stage is how far an export is.
type stage struct {
	id    string // the service's
	state payout.ExportState
	words string        // the service's
	blob  secret.String // where the file is, once it is there
}

// supplier finds out who makes exports of a kind.
func (r *refreshing) supplier(kind payout.ExportKind) supplier {
	if ask, ok := questionOf(kind); ok {
		return reporting{r.seat, ask}
	}
	return exporting{r.seat}
}

// exporting is the payouts API as a supplier.
type exporting struct{ *seat }

func (x exporting) queue(ctx context.Context, e payout.Export) (stage, error) {
	got, err := x.payouts.Queue(ctx, e.Kind, e.Filter, e.RequestID)
	return stageOf(got), err
}

func (x exporting) look(ctx context.Context, e payout.Export) (stage, error) {
	got, err := x.payouts.Poll(ctx, e.Kind, e.ID)
	return stageOf(got), err
}

func stageOf(r payouts.Request) stage {
	return stage{id: r.ID, state: r.State(), words: r.Status, blob: r.Blob}
}

func (x exporting) open(ctx context.Context, blob secret.String) (io.ReadCloser, int64, error) {
	return x.payouts.Open(ctx, blob)
}

func (x exporting) read(ctx context.Context, in *intake, e payout.Export, progress func(int)) (store.Imported, error) {
	o := store.Import{Export: e.RequestID, From: e.From, To: e.To, Progress: progress}
	if e.Kind == payout.ExportPayments {
		return x.store.ImportPayments(ctx, lines(in, payout.Payments), o)
	}
	return x.store.ImportEarnings(ctx, lines(in, payout.Earnings), o)
}

func (x exporting) remove(ctx context.Context, e payout.Export) error {
	return x.payouts.Delete(ctx, e.Kind, e.ID)
}
