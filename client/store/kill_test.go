package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"awning/client/store"
	"awning/model"
	"awning/tries"
)

const killedStore = "AWNING_TEST_KILLED_STORE"

// TestMain turns the test binary into the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv(killedStore); path != "" {
		fmt.Fprintln(os.Stderr, writeForever(path))
		os.Exit(1)
	}
	if path := os.Getenv(killedEditor); path != "" {
		fmt.Fprintln(os.Stderr, typeForever(path))
		os.Exit(1)
	}
	if path := os.Getenv(killedImport); path != "" {
		fmt.Fprintln(os.Stderr, importForever(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForever begins and ends operations and says on standard output what the
// store has acknowledged.
func writeForever(path string) error {
	ctx := context.Background()
	s, _, err := store.Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	seat := s.For("one")
	for i := 0; ; i++ {
		op := operation(fmt.Sprintf("%s/%d", os.Getenv("AWNING_TEST_ROUND"), i), model.VerbPublish, offer(fmt.Sprint("o", os.Getenv("AWNING_TEST_ROUND"), "-", i)))
		if err = errors.Join(seat.Begin(ctx, op), seat.SaveContents(ctx, "p1", contents())); err != nil {
			return err
		}
		fmt.Println(op.ID)
	}
}

func TestKill_acknowledgedOperationsSurvive(t *testing.T) {
	t.Parallel()
	path := file(t)
	want := map[string]bool{}
	for round := range tries.Of(4) {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), killedStore+"="+path, fmt.Sprint("AWNING_TEST_ROUND=", round))
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err = cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines, before := bufio.NewScanner(out), len(want)
		stopAfter := before + 1 + rand.IntN(20)
		for lines.Scan() {
			want[lines.Text()] = true
			if len(want) == stopAfter {
				_ = cmd.Process.Kill()
			}
		}
		_ = cmd.Wait()
		if len(want) == before {
			t.Fatalf("round %d wrote nothing: %s", round, &complaint)
		}
	}
	seat := openAt(t, path).For("one")
	open, err := seat.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range open {
		delete(want, string(op.ID))
	}
	if len(want) > 0 {
		t.Errorf("lost: %v", want)
	}
	if got, read, err := seat.Contents(t.Context(), "p1", model.Preview); err != nil || read.IsZero() || fmt.Sprint(got) != fmt.Sprint(contents()) {
		t.Errorf("contents: %v, %v, %v", got, read, err)
	}
}
