package secret_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"awning/client/secret"
	"awning/client/secret/private"
	"awning/model"
	"awning/tries"
)

const (
	killedSafe   = "AWNING_TEST_KILLED_SAFE"
	countingSafe = "AWNING_TEST_COUNTING_SAFE"
	roundOfSafe  = "AWNING_TEST_ROUND"
)

// fileRing is a keyring that several processes share: a file per entry.
type fileRing struct{ dir string }

func (r fileRing) path(entry string) string { return filepath.Join(r.dir, fmt.Sprintf("%x", entry)) }

func (r fileRing) Get(_, entry string) (string, error) {
	data, err := private.Read(r.path(entry), 1<<20)
	if errors.Is(err, fs.ErrNotExist) {
		return "", keyring.ErrNotFound
	}
	return string(data), err
}

func (r fileRing) Set(_, entry, value string) error {
	return private.Write(r.path(entry), []byte(value))
}

func (r fileRing) Delete(_, entry string) error {
	err := os.Remove(r.path(entry))
	if errors.Is(err, fs.ErrNotExist) {
		return keyring.ErrNotFound
	}
	return err
}

// sharedSafe is the safe of one of several processes.
func sharedSafe(dir string) (*secret.Safe, error) {
	ring := filepath.Join(dir, "ring")
	if err := private.Dir(ring); err != nil {
		return nil, err
	}
	s := secret.NewSafe(secret.SafeOptions{Dir: filepath.Join(dir, "files"), Keyring: secret.NewKeyringOn(fileRing{ring}), Work: quick})
	return s, s.Unlock(context.Background(), secret.New(passphrase))
}

// numbered is the i-th value: short, long and of the length of a token cache in turn,
// so that entries become files and files entries.
func numbered(i int) string {
	return strings.Repeat(strconv.Itoa(i)+" ", []int{1, 600, 9000, 20}[i%4])
}

// numberOf reads a value back: an error if it is not whole.
func numberOf(value string) (int, error) {
	first, _, _ := strings.Cut(value, " ")
	i, err := strconv.Atoi(first)
	if err == nil && numbered(i) != value {
		err = fmt.Errorf("value %d is not whole: %d bytes", i, len(value))
	}
	return i, err
}

// saveForever saves one value after the other and says which are saved.
func saveForever(dir string) error {
	s, err := sharedSafe(dir)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(os.Getenv(roundOfSafe))
	if err != nil {
		return err
	}
	for i := from; ; i++ {
		for _, in := range []model.Storage{model.InKeyring, model.InFile} {
			if err = s.Slot("a", in).Save(context.Background(), secret.New(numbered(i))); err != nil {
				return err
			}
		}
		fmt.Println(i)
	}
}

func TestKill_theOldOrTheNew(t *testing.T) {
	t.Parallel()
	dir, rounds, saved := t.TempDir(), tries.Of(6), 0
	for range rounds {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), killedSafe+"="+dir, fmt.Sprint(roundOfSafe, "=", saved+1))
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err = cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for before := saved; lines.Scan(); {
			if saved, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
			if saved == before+1 { // somewhere in the saves that follow
				time.AfterFunc(rand.N(20*time.Millisecond), func() { _ = cmd.Process.Kill() })
			}
		}
		_ = cmd.Wait()
		if complaint.Len() > 0 {
			t.Fatal(&complaint)
		}
		s, err := sharedSafe(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range []model.Storage{model.InKeyring, model.InFile} {
			value, err := s.Slot("a", in).Load(t.Context())
			if err != nil {
				t.Fatalf("%s after %d: %v", in, saved, err)
			}
			if got, err := numberOf(value.Reveal()); err != nil || got != saved && got != saved+1 {
				t.Fatalf("%s: %d, %v; want %d or the next", in, got, err, saved)
			}
		}
	}
	t.Logf("%d kills during %d saves: every slot whole", rounds, 2*saved)
	s, err := sharedSafe(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []model.Storage{model.InKeyring, model.InFile} {
		if err = s.Slot("a", in).Remove(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if left := ageFiles(t, filepath.Join(dir, "files")); len(left) > 0 {
		t.Errorf("signed out, and left behind: %v", left)
	}
}

const countsEach = 10

// countUp raises the number in a slot, with the slot locked for each step.
func countUp(dir string) error {
	s, err := sharedSafe(dir)
	if err != nil {
		return err
	}
	return count(context.Background(), s, countsEach)
}

func count(ctx context.Context, s *secret.Safe, times int) error {
	for range times {
		for _, in := range []model.Storage{model.InKeyring, model.InFile} {
			if err := raise(ctx, s.Slot("counter", in)); err != nil {
				return err
			}
		}
	}
	return nil
}

func raise(ctx context.Context, slot *secret.Slot) error {
	unlock, err := slot.Lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	value, err := slot.Load(ctx)
	i := 0
	switch {
	case err == nil:
		if i, err = numberOf(value.Reveal()); err != nil {
			return err
		}
	case !errors.Is(err, secret.ErrNotFound):
		return err
	}
	return slot.Save(ctx, secret.New(numbered(i+1)))
}

func TestLock_nothingIsLostBetweenProcesses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := sharedSafe(dir)
	if err != nil {
		t.Fatal(err)
	}
	const processes, goroutines = 2, 3
	var wg sync.WaitGroup
	for range processes {
		wg.Go(func() {
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Env = append(os.Environ(), countingSafe+"="+dir)
			if out, rerr := cmd.CombinedOutput(); rerr != nil {
				t.Errorf("%v: %s", rerr, out)
			}
		})
	}
	for range goroutines {
		wg.Go(func() {
			if cerr := count(t.Context(), s, countsEach); cerr != nil {
				t.Error(cerr)
			}
		})
	}
	wg.Wait()
	for _, in := range []model.Storage{model.InKeyring, model.InFile} {
		value, lerr := s.Slot("counter", in).Load(t.Context())
		got, nerr := numberOf(value.Reveal())
		if want := (processes + goroutines) * countsEach; lerr != nil || nerr != nil || got != want {
			t.Errorf("%s: counted to %d, want %d: %v", in, got, want, errors.Join(lerr, nerr))
		}
	}
}
