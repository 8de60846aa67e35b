package store_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"awning/client/store"
	"awning/model"
	"awning/tries"
)

// heavy is for what takes long: a tenth of it where only the working is looked at, and
// all of it at a scale of 10.
func heavy(n int) int { return tries.Of(tries.Of(n)) / 10 }

// fill makes a store with something in it and closes it.
func fill(t *testing.T, path string) {
	t.Helper()
	s, _, err := store.Open(t.Context(), path, clock())
	if err != nil {
		t.Fatal(err)
	}
	seat := s.For("one")
	err = errors.Join(
		seat.SaveOffers(t.Context(), "all", []model.Offer{offer("a"), offer("b")}),
		seat.SaveContents(t.Context(), "p1", contents()),
		seat.Begin(t.Context(), operation("1", model.VerbPublish, offer("a"))),
		fillPayouts(t, seat),
		s.Close())
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpen_privateAndLasting(t *testing.T) {
	t.Parallel()
	path := file(t)
	fill(t, path)
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
			}
			if err := os.Chmod(name, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	seat := openAt(t, path).For("one")
	offers, _, err := seat.Offers(t.Context(), "all")
	open, oerr := seat.Open(t.Context())
	if len(offers) != 2 || len(open) != 1 || err != nil || oerr != nil {
		t.Errorf("after reopening: %v and %v (%v, %v)", offers, open, err, oerr)
	}
	if info, err := os.Stat(path); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("after reopening: mode %v, %v", info.Mode(), err)
	}
}

func TestOpen_damaged(t *testing.T) {
	t.Parallel()
	tests := map[string]func(b []byte) []byte{
		"text": func([]byte) []byte {
			return []byte("not a database, but long enough to be read as a header of one: " + strings.Repeat("x", 100))
		},
		"short":     func(b []byte) []byte { return b[:50] },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"zeros":     func(b []byte) []byte { return append(b[:100:100], bytes.Repeat([]byte{0}, len(b)-100)...) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := file(t)
			fill(t, path)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			broken := damage(whole)
			if err = os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			s, notice, err := store.Open(t.Context(), path, clock())
			if err != nil || notice == "" {
				t.Fatalf("Open: %v, notice %q; want a fresh store and a notice", err, notice)
			}
			defer s.Close()
			aside, err := filepath.Glob(path + ".damaged-*Z")
			if err != nil || len(aside) != 1 || !strings.Contains(string(notice), aside[0]) {
				t.Fatalf("moved aside: %v, %v; notice %q", aside, err, notice)
			}
			if kept, rerr := os.ReadFile(aside[0]); rerr != nil || !bytes.Equal(kept, broken) {
				t.Errorf("the damaged file was changed: %v", rerr)
			}
			if err = s.For("one").SaveOffers(t.Context(), "all", []model.Offer{offer("c")}); err != nil {
				t.Errorf("the fresh store: %v", err)
			}
		})
	}
}

// Whatever happens to the file: no panic, and what is read is what was stored or
// nothing.
func TestOpen_randomDamage(t *testing.T) {
	t.Parallel()
	path := file(t)
	fill(t, path)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range heavy(40) {
		rnd := rand.New(rand.NewPCG(uint64(i), 7))
		b := bytes.Clone(whole)
		for range 1 + rnd.IntN(20) {
			b[rnd.IntN(len(b))] = byte(rnd.Uint32())
		}
		if rnd.IntN(3) == 0 {
			b = b[:rnd.IntN(len(b))]
		}
		at := filepath.Join(dir, strconv.Itoa(i), "awning.db")
		if err = errors.Join(os.Mkdir(filepath.Dir(at), 0o700), os.WriteFile(at, b, 0o600)); err != nil {
			t.Fatal(err)
		}
		s, _, err := store.Open(t.Context(), at, clock())
		if err != nil {
			if _, ok := errors.AsType[*store.NewerError](err); !ok {
				t.Errorf("damage %d: %v", i, err)
			}
			continue
		}
		checkIntact(t, i, s.For("one"))
		_ = s.Close()
	}
}

func checkIntact(t *testing.T, i int, seat *store.Seat) {
	t.Helper()
	if got, read, err := seat.Contents(t.Context(), "p1", model.Preview); err == nil && !read.IsZero() {
		if fmt.Sprint(got) != fmt.Sprint(contents()) {
			t.Errorf("damage %d: contents are %v", i, got)
		}
	}
	if got, read, err := seat.Offers(t.Context(), "all"); err == nil && !read.IsZero() && len(got) != 2 {
		t.Errorf("damage %d: offers are %v", i, got)
	}
	checkIntactPayouts(t, i, seat)
	if open, err := seat.Open(t.Context()); err == nil && len(open) > 0 && open[0].Offer != offer("a") {
		t.Errorf("damage %d: open are %v", i, open)
	}
}

func TestOpen_newerSchema(t *testing.T) {
	t.Parallel()
	path := file(t)
	fill(t, path)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = db.ExecContext(t.Context(), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err = db.Close(); err != nil {
		t.Fatal(err)
	}
	before := sum(t, path)
	s, notice, err := store.Open(t.Context(), path, clock())
	newer, ok := errors.AsType[*store.NewerError](err)
	if s != nil || notice != "" || !ok || newer.Version != 99 || newer.Path != path || newer.Hint() == "" {
		t.Errorf("Open: %v, %q, %v; want a NewerError", s, notice, err)
	}
	if after := sum(t, path); after != before {
		t.Error("the newer file was touched")
	}
}

func sum(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(b)
}

func TestOpen_refusesLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // making links needs rights there
	}
	elsewhere := file(t)
	fill(t, elsewhere)
	for _, suffix := range []string{"", "-wal", "-shm", "-journal", ".lock"} {
		path := file(t)
		if err := errors.Join(os.Mkdir(filepath.Dir(path), 0o700), os.Symlink(elsewhere, path+suffix)); err != nil {
			t.Fatal(err)
		}
		if s, _, err := store.Open(t.Context(), path, clock()); err == nil || !strings.Contains(err.Error(), "symbolic link") {
			t.Errorf("link at %q: %v, %v; want a refusal", suffix, s, err)
		}
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Dir(elsewhere), filepath.Join(dir, "awning")); err != nil {
		t.Fatal(err)
	}
	if s, _, err := store.Open(t.Context(), filepath.Join(dir, "awning", "awning.db"), clock()); err == nil {
		t.Errorf("a linked directory: %v; want a refusal", s)
	}
	path := file(t)
	if err := os.MkdirAll(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if s, _, err := store.Open(t.Context(), path, clock()); err == nil {
		t.Errorf("a directory in the file's place: %v; want a refusal", s)
	}
}

// Several consoles that start at once find one damaged file: one of them moves
// it, and all work on the same fresh one.
func TestOpen_manyAtOnce(t *testing.T) {
	t.Parallel()
	path := file(t)
	fill(t, path)
	if err := os.WriteFile(path, bytes.Repeat([]byte("damage "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	stores := make([]*store.Store, 6)
	var notices sync.Map
	var wg sync.WaitGroup
	for i := range stores {
		wg.Go(func() {
			s, notice, err := store.Open(t.Context(), path, clock())
			if err != nil {
				t.Error(err)
				return
			}
			stores[i] = s
			if notice != "" {
				notices.Store(notice, true)
			}
			if err = s.For(strconv.Itoa(i)).SaveOffers(t.Context(), "all", []model.Offer{offer("a")}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	told := 0
	notices.Range(func(any, any) bool { told++; return true })
	if told != 1 {
		t.Errorf("%d notices, want one", told)
	}
	for i, s := range stores {
		if s == nil {
			continue
		}
		for j := range stores {
			if offers, _, err := s.For(strconv.Itoa(j)).Offers(t.Context(), "all"); len(offers) != 1 || err != nil {
				t.Errorf("store %d does not see what store %d wrote: %v", i, j, err)
			}
		}
		_ = s.Close()
	}
}
