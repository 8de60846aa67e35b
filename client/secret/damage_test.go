package secret_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"awning/client/secret"
	"awning/model"
	"awning/tries"
)

// kept is a long secret that is kept, and what is kept of it.
type kept struct {
	dir   string
	ring  *ring
	safe  *secret.Safe
	slot  *secret.Slot
	value secret.String
	path  string // of its file
	file  []byte // as it was written
}

func keep(tb testing.TB, in model.Storage) *kept {
	tb.Helper()
	k := &kept{dir: tb.TempDir(), ring: memoryRing(), value: secret.New(strings.Repeat("what was put in ", 100))}
	k.safe = safeIn(k.dir, k.ring)
	k.slot = k.safe.Slot("a", in)
	err := errors.Join(k.safe.Unlock(tb.Context(), secret.New(passphrase)), k.slot.Save(tb.Context(), k.value))
	all, gerr := filepath.Glob(filepath.Join(k.dir, "????*.age"))
	for _, path := range all {
		if filepath.Base(path) != "key.age" {
			k.path = path
		}
	}
	if err = errors.Join(err, gerr); err == nil {
		k.file, err = os.ReadFile(k.path)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return k
}

// write replaces the file.
func (k *kept) write(tb testing.TB, data []byte) {
	tb.Helper()
	if err := os.WriteFile(k.path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// onlyTruth checks that the slot gives what was put in, or an error in words.
func (k *kept) onlyTruth(tb testing.TB, what string) {
	tb.Helper()
	got, err := k.slot.Load(tb.Context())
	switch {
	case err == nil && got != k.value:
		tb.Fatalf("%s: %.80q was never put in", what, got.Reveal())
	case err == nil:
	case !is[*secret.DamagedError](err) && !errors.Is(err, secret.ErrNotFound):
		tb.Fatalf("%s: %v, want a DamagedError", what, err)
	case strings.Contains(err.Error(), "AGE-SECRET-KEY") || strings.Contains(err.Error(), "put in"):
		tb.Fatalf("%s: the error shows a secret: %v", what, err)
	}
}

func TestDamage_isToldAndKeptAside(t *testing.T) {
	t.Parallel()
	for _, in := range []model.Storage{model.InKeyring, model.InFile} {
		k := keep(t, in)
		half := k.file[:len(k.file)/2]
		k.write(t, half)
		_, err := k.slot.Load(t.Context())
		damaged, ok := errors.AsType[*secret.DamagedError](err)
		if !ok || damaged.Hint() == "" {
			t.Fatalf("%s: %v, want a DamagedError with a hint", in, err)
		}
		if err = k.slot.Save(t.Context(), secret.New(strings.Repeat("new ", 999))); err != nil {
			t.Fatal(err)
		}
		if aside, rerr := os.ReadFile(k.path + ".damaged-1"); !bytes.Equal(aside, half) {
			t.Errorf("%s: the damaged file is not kept: %v", in, rerr)
		}
		if got, lerr := k.slot.Load(t.Context()); got.Reveal() != strings.Repeat("new ", 999) {
			t.Errorf("%s: after saving anew: %v", in, lerr)
		}
		if err = k.slot.Remove(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left := ageFiles(t, k.dir); len(left) > 0 {
			t.Errorf("%s: removed, and left behind: %v", in, left)
		}
	}
}

func TestDamage_lostFile(t *testing.T) {
	t.Parallel()
	k := keep(t, model.InKeyring)
	if err := os.Remove(k.path); err != nil {
		t.Fatal(err)
	}
	if _, err := k.slot.Load(t.Context()); !is[*secret.DamagedError](err) || !strings.Contains(err.Error(), "is gone") {
		t.Errorf("err %v, want a DamagedError: it is not empty but lost", err)
	}
}

func TestDamage_anotherSlotsFile(t *testing.T) {
	t.Parallel()
	k := keep(t, model.InFile)
	other := k.safe.Slot("b", model.InFile)
	if err := other.Save(t.Context(), secret.New("the other's")); err != nil {
		t.Fatal(err)
	}
	for _, path := range ageFiles(t, k.dir) {
		if path == k.path {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		k.write(t, data)
	}
	if got, err := k.slot.Load(t.Context()); !is[*secret.DamagedError](err) {
		t.Errorf("got %q, %v; want it refused", got.Reveal(), err)
	}
}

func TestDamage_hugeOrForeignFile(t *testing.T) {
	t.Parallel()
	k := keep(t, model.InFile)
	k.write(t, append(k.file, make([]byte, 2<<20)...))
	k.onlyTruth(t, "a file of 2 MiB")
	if _, err := k.slot.Load(t.Context()); err == nil {
		t.Error("a file of 2 MiB is read")
	}
	if err := errors.Join(os.Remove(k.path), os.Symlink("/etc/passwd", k.path)); err != nil {
		t.Fatal(err)
	}
	if _, err := k.slot.Load(t.Context()); !is[*secret.UnusableError](err) || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("a link is followed: %v", err)
	}
	if err := k.slot.Save(t.Context(), k.value); !is[*secret.UnusableError](err) {
		t.Errorf("a link is replaced: %v", err)
	}
}

func TestSave_tooLong(t *testing.T) {
	t.Parallel()
	k := keep(t, model.InKeyring)
	if err := k.slot.Save(t.Context(), secret.New(strings.Repeat("x", 1<<20))); !is[*secret.UnusableError](err) {
		t.Errorf("err %v, want it refused: it could not be read back", err)
	}
	if got, err := k.slot.Load(t.Context()); got != k.value {
		t.Errorf("what was kept is lost: %v", err)
	}
}

func TestUnlock_damagedKeyFile(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func([]byte) []byte{
		"empty":     func([]byte) []byte { return nil },
		"no age":    func([]byte) []byte { return []byte("hello") },
		"truncated": func(b []byte) []byte { return b[:len(b)-10] },
		"endless work": func(b []byte) []byte {
			return bytes.Replace(b, []byte(" 4\n"), []byte(" 29\n"), 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := keep(t, model.InFile)
			path := filepath.Join(k.dir, "key.age")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			broken := damage(bytes.Clone(data))
			if err = os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			s := safeIn(k.dir, k.ring)
			damaged, ok := errors.AsType[*secret.DamagedError](s.Unlock(t.Context(), secret.New(passphrase)))
			if !ok || damaged.Aside == "" || !strings.Contains(damaged.Hint(), damaged.Aside) {
				t.Fatalf("err %v, want a DamagedError that names where the file is", damaged)
			}
			if aside, rerr := os.ReadFile(damaged.Aside); rerr != nil || !bytes.Equal(aside, broken) {
				t.Errorf("the damaged key is not kept: %v", rerr)
			}
			if err = s.Unlock(t.Context(), secret.New("another passphrase")); err != nil {
				t.Fatalf("cannot begin anew: %v", err)
			}
			if err = s.Slot("a", model.InFile).Save(t.Context(), k.value); err != nil {
				t.Errorf("cannot save anew: %v", err)
			}
			if old, rerr := os.ReadFile(k.path + ".damaged-1"); rerr != nil || !bytes.Equal(old, k.file) {
				t.Errorf("what the lost key opened is not kept: %v", rerr)
			}
		})
	}
}

// The files are those of age: with the passphrase they can be read without Awning.
func TestFiles_areOpenedByAge(t *testing.T) {
	t.Parallel()
	k := keep(t, model.InFile)
	decrypt := func(path string, with age.Identity) string {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, err := age.Decrypt(f, with)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err = out.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	with, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := age.ParseIdentities(strings.NewReader(decrypt(filepath.Join(k.dir, "key.age"), with)))
	if err != nil || len(keys) != 1 {
		t.Fatalf("keys %v, %v", keys, err)
	}
	if _, value, _ := strings.Cut(decrypt(k.path, keys[0]), "\n"); value != k.value.Reveal() {
		t.Errorf("age reads %.40q", value)
	}
}

// mutate changes something in a file.
func mutate(data []byte) []byte {
	data = bytes.Clone(data)
	if len(data) == 0 {
		return []byte{byte(rand.Uint32())}
	}
	at := rand.IntN(len(data))
	switch rand.IntN(5) {
	case 0:
		return data[:at]
	case 1:
		return append(data[:at:at], data[min(len(data), at+1+rand.IntN(40)):]...)
	case 2:
		return append(data[:at:at], append([]byte("-> X25519 AAAA\n"), data[at:]...)...)
	case 3:
		return append(data, data[at:]...)
	}
	data[at] ^= 1 << rand.IntN(8)
	return data
}

func TestDamage_neverAnotherValue(t *testing.T) {
	t.Parallel()
	for _, in := range []model.Storage{model.InKeyring, model.InFile} {
		k, tries := keep(t, in), tries.Of(1000)
		for range tries {
			data := k.file
			for range 1 + rand.IntN(3) {
				data = mutate(data)
			}
			k.write(t, data)
			k.onlyTruth(t, string(data))
		}
		t.Logf("%s: %d damaged files, none read as something else", in, tries)
	}
}

func FuzzFile(f *testing.F) {
	k := keep(f, model.InFile)
	f.Add(k.file)
	f.Add(k.file[:100])
	f.Add([]byte("age-encryption.org/v1\n-> X25519 \n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		k.write(t, data)
		k.onlyTruth(t, "a file")
		if err := os.WriteFile(k.path, k.file, 0o600); err != nil {
			t.Fatal(err)
		}
		k.onlyTruth(t, "the file as it was")
	})
}

// What a keyring answers is the secret itself or the key of the file, and nothing in
// between.
func FuzzEntry(f *testing.F) {
	const mark = "awning file key 1: "
	k := keep(f, model.InKeyring)
	entry := k.ring.entries["awning/a"]
	f.Add(entry)
	f.Add(entry[:len(entry)-1])
	f.Add(strings.ToLower(entry))
	f.Add(mark)
	f.Add("a client secret")
	f.Add("")
	f.Fuzz(func(t *testing.T, entry string) {
		k.ring.entries["awning/a"] = entry
		if strings.HasPrefix(entry, mark) {
			k.onlyTruth(t, "an entry with a key")
		} else if got, err := k.slot.Load(t.Context()); err != nil || got.Reveal() != entry {
			t.Errorf("entry %q is read as %q, %v", entry, got.Reveal(), err)
		}
	})
}

// Whatever is in the key file, it opens the files or is refused in words.
func FuzzKeyFile(f *testing.F) {
	k := keep(f, model.InFile)
	path := filepath.Join(k.dir, "key.age")
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if werr := os.WriteFile(path, data, 0o600); werr != nil {
			t.Fatal(werr)
		}
		s := safeIn(k.dir, k.ring)
		switch uerr := s.Unlock(t.Context(), secret.New(passphrase)); {
		case uerr == nil:
			k.slot = s.Slot("a", model.InFile)
			k.onlyTruth(t, "with a key file")
		case !is[*secret.DamagedError](uerr) && !is[*secret.PassphraseError](uerr) && !is[*secret.UnusableError](uerr):
			t.Fatalf("err %v, want it in words", uerr)
		case strings.Contains(uerr.Error(), "AGE-SECRET-KEY"):
			t.Fatalf("the error shows the key: %v", uerr)
		}
	})
}
