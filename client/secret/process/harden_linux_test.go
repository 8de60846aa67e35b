package process_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"awning/client/secret/process"
)

const hardened = "AWNING_TEST_HARDENED"

// TestMain turns the test binary into the process that hardens itself.
func TestMain(m *testing.M) {
	if os.Getenv(hardened) == "" {
		os.Exit(m.Run())
	}
	var limit unix.Rlimit
	err := process.Harden()
	dumpable, perr := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	if err = errors.Join(err, perr, unix.Getrlimit(unix.RLIMIT_CORE, &limit)); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	out, _ := exec.Command("sh", "-c", "ulimit -S -c").Output()
	fmt.Printf("dumpable %d, core %d, core of children %s", dumpable, limit.Cur, out)
}

func TestHarden_noCoreAndNoDebugger(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), hardened+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got, want := strings.TrimSpace(string(out)), "dumpable 0, core 0, core of children 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
