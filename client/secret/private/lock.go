package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Patience is how long [Lock] waits for another process.
const Patience = 10 * time.Second

// ErrBusy says that another process holds a lock and does not let go of it.
var ErrBusy = errors.New("another Awning is using it and does not finish")

// Lock takes the lock of a file, which is made if need be, between processes and
// within this one. It waits until ctx ends, [Patience] at most, and then fails with
// [ErrBusy]. The system gives the lock back when its process ends.
func Lock(ctx context.Context, path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, fileMode) // #nosec G304 -- in a folder of the user's own
	if err != nil {
		return nil, err
	}
	const step = 20 * time.Millisecond
	tick := time.NewTicker(step)
	defer tick.Stop()
	for waited := time.Duration(0); ; waited += step {
		held, lerr := TryLock(f)
		switch {
		case lerr != nil:
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, lerr), f.Close())
		case held:
			return func() { _ = release(f) }, nil // nothing was written
		case waited >= Patience:
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, ErrBusy), f.Close())
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		}
	}
}
