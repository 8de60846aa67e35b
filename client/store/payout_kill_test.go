package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

const killedImport = "AWNING_TEST_KILLED_IMPORT"

// generation is a transaction history as it is exported the n-th time: each line has moved
// on, and there are new ones.
func generation(n int) []payout.Earning {
	all := make([]payout.Earning, 2100+10*n)
	for i := range all {
		all[i] = payout.Earning{
			ID: fmt.Sprintf("line-%d", i), Status: fmt.Sprint("state ", n), USD: decimal.New(int64(100*n+1), -2),
			Date: time.Date(2025, 1, 1, 0, i, 0, 0, time.UTC), Order: fmt.Sprint("o", i),
		}
	}
	return all
}

func generationExport(n int, state payout.ExportState) payout.Export {
	return payout.Export{RequestID: strconv.Itoa(n), Kind: payout.ExportEarnings, State: state, Asked: time.Unix(int64(n), 0)}
}

// importForever imports one generation after the other, goes on with the one that was not
// done, and says on standard output how far it is.
func importForever(path string) error {
	ctx := context.Background()
	s, _, err := store.Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	seat := s.For("one")
	for {
		exports, err := seat.Exports(ctx)
		if err != nil {
			return err
		}
		n := 1
		if len(exports) > 0 {
			if _, err = fmt.Sscan(exports[0].RequestID, &n); err != nil {
				return err
			}
			if exports[0].State == payout.ExportDone {
				n++
			}
		}
		if err = seat.KeepExport(ctx, generationExport(n, payout.ExportAsked)); err != nil {
			return err
		}
		fmt.Println("asked", n)
		_, err = seat.ImportEarnings(ctx, good(generation(n)), store.Import{
			Export: strconv.Itoa(n), Progress: func(rows int) { fmt.Println("rows", rows) },
		})
		if err == nil {
			err = seat.KeepExport(ctx, generationExport(n, payout.ExportDone))
		}
		if err != nil {
			return err
		}
		fmt.Println("done", n)
	}
}

// T-KILL: an import that is killed forgets no export, counts no line twice, and has lost
// none once the export is done.
func TestKill_importsAreTakenUpAgain(t *testing.T) {
	t.Parallel()
	path := file(t)
	asked, done := 0, 0
	kills := tries.Of(5)
	for range kills {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), killedImport+"="+path)
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err = cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines, heard, killAt := bufio.NewScanner(out), 0, 1+rand.IntN(8)
		for lines.Scan() {
			n := 0
			if _, err = fmt.Sscanf(lines.Text(), "asked %d", &n); err == nil {
				asked = n
			}
			if _, err = fmt.Sscanf(lines.Text(), "done %d", &n); err == nil {
				done = n
			}
			if heard++; heard == killAt {
				time.AfterFunc(rand.N(100*time.Millisecond), func() { _ = cmd.Process.Kill() })
			}
		}
		_ = cmd.Wait()
		if heard == 0 {
			t.Fatalf("nothing was done: %s", &complaint)
		}
		checkImported(t, path, asked, done)
	}
	t.Logf("%d kills, %d imports, of which %d were done", kills, asked, done)
}

// checkImported looks whether all is there that was acknowledged.
func checkImported(t *testing.T, path string, asked, done int) {
	t.Helper()
	ctx := t.Context()
	s, notice, err := store.Open(ctx, path, time.Now)
	if err != nil || notice != "" {
		t.Fatalf("open: %v, %q", err, notice)
	}
	defer s.Close()
	seat := s.For("one")
	exports, err := seat.Exports(ctx)
	if err != nil || !slices.ContainsFunc(exports, func(e payout.Export) bool { return e.RequestID == strconv.Itoa(asked) }) {
		t.Fatalf("export %d is forgotten: %+v, %v", asked, exports, err)
	}
	if exports[0].State == payout.ExportDone {
		_, _ = fmt.Sscan(exports[0].RequestID, &done)
	}
	sums, err := seat.Sums(ctx, payout.Query{}, payout.ByStatus)
	total := 0
	for _, sum := range sums {
		n := 0
		if _, serr := fmt.Sscanf(sum.Key, "state %d", &n); serr != nil || n < done || !sum.USD.Equal(decimal.New(int64(100*n+1), -2).Mul(decimal.New(int64(sum.Lines), 0))) {
			t.Errorf("after export %d: %+v", done, sum)
		}
		total += sum.Lines
	}
	all, there, lerr := seat.Earnings(ctx, payout.Query{}, 0, 0)
	ids := map[string]bool{}
	for _, e := range all {
		ids[e.ID] = true
	}
	if err != nil || lerr != nil || len(ids) != len(all) || there != total || len(all) != total {
		t.Errorf("%d lines of %d ids, %d in the sums: %v, %v", len(all), len(ids), total, err, lerr)
	}
	if done > 0 && total < len(generation(done)) {
		t.Errorf("export %d is done, and %d of %d lines are there", done, total, len(generation(done)))
	}
}
