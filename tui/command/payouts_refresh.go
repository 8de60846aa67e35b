package command

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// How long a refresh that nobody waits for may take to be begun: until its first word, before
// which somebody may have to type a passphrase, and from then on.
const (
	heardWithin = 2 * time.Minute
	begunWithin = 30 * time.Second
)

// refresh brings the payouts up to date. Without wait it returns as soon as the service is
// at it: the next run goes on.
func (r *run) refresh(ctx context.Context, m Market, s payout.Scope, f refreshing, wait bool) error {
	t := &r.text.Command.Payouts
	began, stop, heard := ctx, func() {}, func() {}
	watch := begin{told: map[string]payout.ExportState{}}
	if !wait {
		v, err := m.Payouts(ctx, s)
		if err != nil {
			return err
		}
		for _, st := range v.States {
			if st.Source == payout.FromExports {
				watch.kinds += len(r.text.Payout.Exports)
			}
		}
		var cancel context.CancelFunc
		began, cancel = context.WithCancel(ctx)
		defer cancel()
		limit := time.AfterFunc(heardWithin, cancel)
		defer limit.Stop()
		stop, heard = cancel, sync.OnceFunc(func() { limit.Reset(begunWithin) })
	}
	err := m.RefreshPayouts(began, s, f.months, func(p payout.Progress) {
		heard()
		if watch.take(p) {
			r.stage(p)
		}
		if !wait && watch.begun() {
			stop()
		}
	})
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return &Error{Exit: Failed, Text: t.Stopped, Next: t.StopHint, Cause: ctx.Err()}
	case began.Err() != nil:
		switch err = unlessStopped(err); {
		case err != nil:
		case watch.silent():
			return failed(r.text.Command.Fail.NoAnswer, r.text.Command.Fail.TryAgain)
		default:
			r.notef("%s", t.GoesOn)
		}
	}
	return err
}

// begin watches how far exports are, so that each step is told once.
type begin struct {
	mu    sync.Mutex
	kinds int // how many exports there are to be begun; 0: nobody knows
	told  map[string]payout.ExportState
	rows  map[string]int
}

// manyRows is after how many lines it is told again how many were read.
const manyRows = 50_000

// take notes a step, and reports whether it is worth telling.
func (b *begin) take(p payout.Progress) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.rows == nil {
		b.rows = map[string]int{}
	}
	key := string(p.Profile) + "/" + string(p.Export.Kind)
	before, known := b.told[key]
	b.told[key] = p.Export.State
	if known && before == p.Export.State && p.Export.Rows < b.rows[key]+manyRows {
		return false
	}
	b.rows[key] = p.Export.Rows
	return true
}

// begun reports whether the service is at all there is to be begun.
func (b *begin) begun() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, state := range b.told {
		switch state {
		case payout.ExportQueued, payout.ExportProcessing, payout.ExportFailed, payout.ExportDone:
		case payout.ExportAsked, payout.ExportCompleted, payout.ExportImporting: // so near that it is worth the while
			return false
		}
	}
	return b.kinds > 0 && len(b.told) >= b.kinds
}

// silent reports whether nothing was heard yet.
func (b *begin) silent() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.told) == 0
}

// stage tells how far an export is.
func (r *run) stage(p payout.Progress) {
	t := &r.text.Command.Payouts
	kind, state := text.Word(r.text.Payout.Exports, p.Export.Kind), text.Word(r.text.Payout.Stages, p.Export.State)
	line := sprintf(t.Stage, p.Profile, kind, state)
	if p.Export.Rows > 0 {
		line = sprintf(t.StageRows, p.Profile, kind, state, p.Export.Rows)
	}
	switch note := sanitize.Line(p.Note); {
	case p.Export.Problem != "":
		line = sprintf(t.StageNote, line, sanitize.Line(p.Export.Problem))
	case note != "" && p.Export.State == payout.ExportFailed:
		line = sprintf(t.StageNote, line, note)
	}
	r.notef("%s", line)
}

// unlessStopped is what of an error is more than that somebody stopped waiting.
func unlessStopped(err error) error {
	return errors.Join(slices.DeleteFunc(parts(err), func(e error) bool {
		return errors.Is(e, context.Canceled) || errors.Is(e, context.DeadlineExceeded)
	})...)
}
