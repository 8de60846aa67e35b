package command

import (
	"context"
	"errors"
	"sync"

	"awning/model/payout"
)

// withPayouts is inPayouts for commands that tell what was read before. In the sandbox that
// is nothing: it ends with each run, so that all is read first.
func (r *run) withPayouts(ctx context.Context, do func(m Market, s payout.Scope) error) error {
	return r.inPayouts(ctx, func(m Market, s payout.Scope) error {
		if r.set.Sandbox {
			if err := r.fill(ctx, m, s); err != nil {
				return err
			}
		}
		return do(m, s)
	})
}

// fill reads payouts and orders, side by side.
func (r *run) fill(ctx context.Context, m Market, s payout.Scope) error {
	r.notef("%s", r.text.Command.Payouts.SandboxReads)
	var wg sync.WaitGroup
	var paid, sold error
	wg.Go(func() { paid = m.RefreshPayouts(ctx, s, 0, nil) })
	wg.Go(func() { sold = m.RefreshOrders(ctx, s) })
	wg.Wait()
	return errors.Join(paid, sold)
}
