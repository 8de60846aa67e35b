package secret_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/secret"
	"awning/client/secret/private"
)

func TestLock_isNotWaitedForForEver(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, safes := range map[string][2]*secret.Safe{
		"one process":   {safeIn(dir, memoryRing())},
		"two processes": {safeIn(dir, memoryRing()), safeIn(dir, memoryRing())},
		"no files":      {safeIn("", memoryRing())},
	} {
		if safes[1] == nil {
			safes[1] = safes[0]
		}
		synctest.Test(t, func(t *testing.T) {
			unlock, err := safes[0].Slot("a", "").Lock(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			_, err = safes[1].Slot("a", "file").Lock(t.Context())
			busy, ok := errors.AsType[*secret.UnusableError](err)
			if took := time.Since(began); !ok || !errors.Is(err, private.ErrBusy) || busy.Hint() == "" || took < 10*time.Second || took > 11*time.Second {
				t.Errorf("%s: %v after %s, want it busy after 10 s", name, err, took)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if _, err = safes[1].Slot("a", "").Lock(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v, want the context's end", name, err)
			}
			other, err := safes[1].Slot("b", "").Lock(t.Context())
			if err != nil {
				t.Fatalf("%s: another slot is locked too: %v", name, err)
			}
			other()
			time.AfterFunc(time.Second, unlock)
			again, err := safes[1].Slot("a", "").Lock(t.Context())
			if err != nil {
				t.Fatalf("%s: not to be had after it was given back: %v", name, err)
			}
			again()
		})
	}
}
