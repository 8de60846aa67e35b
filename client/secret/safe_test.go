package secret_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"awning/client/secret"
	"awning/model"
)

const passphrase = "correct horse battery"

// quick makes passphrases cheap in tests.
const quick = 4

// memoryRing is a keyring that works.
func memoryRing() *ring { return &ring{entries: map[string]string{}} }

// safeIn returns a safe over a folder and a keyring, as a new run of the program
// would have.
func safeIn(dir string, r *ring) *secret.Safe {
	return secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(r), Work: quick})
}

// open is a safe whose encrypted files are unlocked.
func open(t *testing.T, dir string, r *ring) *secret.Safe {
	t.Helper()
	s := safeIn(dir, r)
	if err := s.Unlock(t.Context(), secret.New(passphrase)); err != nil {
		t.Fatal(err)
	}
	return s
}

// values are secrets of all sorts and lengths.
func values() []string {
	return []string{
		"s", strings.Repeat("k", 1024), strings.Repeat("K", 1025), strings.Repeat("cache ", 3000),
		"\xff\xfe not UTF-8 \x00", "awning file key 1: AGE-SECRET-KEY-1QQQ", "lines\r\nof\ntext\n", "{\"json\":true}",
	}
}

func TestSlot_keepsWhatItIsGiven(t *testing.T) {
	t.Parallel()
	for _, in := range []model.Storage{"", model.InKeyring, model.InFile, model.InMemory} {
		t.Run(string(in), func(t *testing.T) {
			t.Parallel()
			dir, r := t.TempDir(), memoryRing()
			s := open(t, dir, r)
			slot := s.Slot("sign-in 0c5e/dana@brightwave.example", in)
			if _, err := slot.Load(t.Context()); !errors.Is(err, secret.ErrNotFound) {
				t.Errorf("before: %v, want ErrNotFound", err)
			}
			if err := slot.Remove(t.Context()); err != nil {
				t.Errorf("an empty slot cannot be removed: %v", err)
			}
			for _, value := range slices.Concat(values(), backwards(values())) {
				if err := slot.Save(t.Context(), secret.New(value)); err != nil {
					t.Fatal(err)
				}
				if got, err := slot.Load(t.Context()); err != nil || got.Reveal() != value {
					t.Fatalf("got %.40q, %v; want %.40q", got.Reveal(), err, value)
				}
				next, err := open(t, dir, r).Slot("sign-in 0c5e/dana@brightwave.example", in).Load(t.Context())
				switch {
				case in == model.InMemory && !errors.Is(err, secret.ErrNotFound):
					t.Errorf("memory outlives the run: %v", err)
				case in != model.InMemory && next.Reveal() != value:
					t.Errorf("in the next run: %.40q, %v", next.Reveal(), err)
				}
			}
			if err := slot.Remove(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := slot.Load(t.Context()); !errors.Is(err, secret.ErrNotFound) {
				t.Errorf("after: %v, want ErrNotFound", err)
			}
			if left := ageFiles(t, dir); len(left) > 0 || len(r.entries) > 0 {
				t.Errorf("left behind: %v, %v", left, r.entries)
			}
		})
	}
}

// ageFiles are the encrypted files of slots, with those put aside and unfinished.
func ageFiles(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.age*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(name string) bool { return filepath.Base(name) == "key.age" })
}

func TestSafe_slotsAreApart(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir(), memoryRing())
	storages := []model.Storage{model.InKeyring, model.InFile, model.InMemory}
	for _, long := range []bool{false, true} {
		for _, name := range []string{"a", "b", "a\nb", "client-secret t/c"} {
			for _, in := range storages {
				if err := s.Slot(name, in).Save(t.Context(), valueOf(name, in, long)); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, name := range []string{"a", "b", "a\nb", "client-secret t/c"} {
			for _, in := range storages {
				if got, err := s.Slot(name, in).Load(t.Context()); got != valueOf(name, in, long) {
					t.Errorf("%q in %s: %.20q, %v", name, in, got.Reveal(), err)
				}
			}
		}
	}
}

func valueOf(name string, in model.Storage, long bool) secret.String {
	n := 1
	if long {
		n = 500
	}
	return secret.New(strings.Repeat(fmt.Sprintf("%s in %s; ", name, in), n))
}

func TestSafe_nothingReadableOnDisk(t *testing.T) {
	t.Parallel()
	if os.PathSeparator == '\\' {
		t.Skip("access lists, not modes, guard files on Windows")
	}
	dir := filepath.Join(t.TempDir(), "state", "sign-ins")
	r := memoryRing()
	s := open(t, dir, r)
	const canary = "CANARY-0123456789"
	for _, in := range []model.Storage{model.InKeyring, model.InFile} {
		if err := s.Slot("person "+canary, in).Save(t.Context(), secret.New(strings.Repeat(canary, 200))); err != nil {
			t.Fatal(err)
		}
	}
	for entry, value := range r.entries {
		if strings.Contains(value, canary) {
			t.Errorf("the long secret is in the keyring entry %q", entry)
		}
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		if d.IsDir() {
			return nil
		}
		files++
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(canary)) || strings.Contains(path, canary) || bytes.Contains(data, []byte(passphrase)) {
			t.Errorf("%s shows a secret", path)
		}
		return err
	})
	if err != nil || files < 3 {
		t.Errorf("looked at %d files: %v", files, err)
	}
}

func TestSafe_withoutAFolderIsMemory(t *testing.T) {
	t.Parallel()
	r := memoryRing()
	s := safeIn("", r)
	memory := model.StorageState{Storage: model.InMemory, Usable: true}
	for _, in := range []model.Storage{model.InKeyring, model.InFile, model.InMemory} {
		slot := s.Slot("a", in)
		unlock, err := slot.Lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		unlock()
		if err = slot.Save(t.Context(), secret.New("v")); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got, lerr := slot.Load(t.Context()); got.Reveal() != "v" {
			t.Errorf("%s: %v", in, lerr)
		}
		if state := s.State(t.Context(), in); state != memory {
			t.Errorf("%s: state %+v, want memory's", in, state)
		}
	}
	if states := s.States(t.Context()); !slices.Equal(states, []model.StorageState{memory}) {
		t.Errorf("states %+v, want memory's alone", states)
	}
	if r.calls.Load() > 0 {
		t.Errorf("the keyring was asked %d times", r.calls.Load())
	}
}

func TestUnlock(t *testing.T) {
	t.Parallel()
	dir, r := t.TempDir(), memoryRing()
	s := safeIn(dir, r)
	slot := s.Slot("a", model.InFile)
	locked, ok := errors.AsType[*secret.LockedError](slot.Save(t.Context(), secret.New("v")))
	if !ok || !locked.Fresh || locked.Hint() == "" {
		t.Errorf("saved without a passphrase: %v", locked)
	}
	if state := s.State(t.Context(), model.InFile); !state.Locked || !state.Fresh {
		t.Errorf("before a passphrase was chosen: %+v", state)
	}
	for _, short := range []string{"", "1234567", "ÄÖÜäöüß"} {
		wrong(t, s.Unlock(t.Context(), secret.New(short)))
	}
	if err := s.Unlock(t.Context(), secret.New(passphrase)); err != nil {
		t.Fatal(err)
	}
	if err := slot.Save(t.Context(), secret.New("v")); err != nil {
		t.Fatal(err)
	}
	next := safeIn(dir, r)
	if state := next.State(t.Context(), model.InFile); !state.Locked || state.Fresh {
		t.Errorf("in the next run: %+v", state)
	}
	slot = next.Slot("a", model.InFile)
	_, err := slot.Load(t.Context())
	if locked, ok = errors.AsType[*secret.LockedError](err); !ok || locked.Fresh {
		t.Errorf("in the next run: %v, want a LockedError", err)
	}
	if _, err = next.Slot("b", model.InFile).Load(t.Context()); !errors.Is(err, secret.ErrNotFound) {
		t.Errorf("what is not there needs a passphrase: %v", err)
	}
	wrong(t, next.Unlock(t.Context(), secret.New(passphrase+"!")))
	if _, err = slot.Load(t.Context()); err == nil {
		t.Error("a wrong passphrase opened it")
	}
	if err = next.Unlock(t.Context(), secret.New(passphrase)); err != nil {
		t.Fatal(err)
	}
	if got, lerr := slot.Load(t.Context()); got.Reveal() != "v" {
		t.Errorf("got %q, %v", got.Reveal(), lerr)
	}
}

// wrong checks that a passphrase was refused in words.
func wrong(t *testing.T, err error) {
	t.Helper()
	refused, ok := errors.AsType[*secret.PassphraseError](err)
	if !ok || refused.Hint() == "" || strings.Contains(err.Error(), passphrase) {
		t.Errorf("err %v, want a PassphraseError with a hint", err)
	}
}

func TestUnlock_anotherConsoleBeganAnew(t *testing.T) {
	t.Parallel()
	dir, r := t.TempDir(), memoryRing()
	s := open(t, dir, r)
	slot := s.Slot("a", model.InFile)
	if err := slot.Save(t.Context(), secret.New("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "key.age")); err != nil {
		t.Fatal(err)
	}
	open(t, dir, r)
	// With the old key it would write what nobody can read in the next run.
	if err := slot.Save(t.Context(), secret.New("new")); !is[*secret.LockedError](err) {
		t.Errorf("saved with the key of before: %v", err)
	}
	if err := s.Unlock(t.Context(), secret.New(passphrase)); err != nil {
		t.Fatal(err)
	}
	if _, err := slot.Load(t.Context()); !is[*secret.DamagedError](err) {
		t.Errorf("load %v, want a DamagedError", err)
	}
	if err := slot.Save(t.Context(), secret.New("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := slot.Load(t.Context()); got.Reveal() != "new" {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
}

// is reports whether an error is of a type.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func backwards(all []string) []string {
	slices.Reverse(all)
	return all
}
