package files_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"awning/tui/files"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "prices.csv")
	got, err := files.Write("  "+path+" ", []byte("one"))
	if err != nil || got != path {
		t.Fatalf("Write = %q, %v", got, err)
	}
	if _, err = files.Write(path, []byte("two")); err == nil || !strings.Contains(err.Error(), "not overwritten") {
		t.Errorf("a second write answers %v", err)
	}
	if data, errRead := files.Read(path); errRead != nil || string(data) != "one" {
		t.Errorf("Read = %q, %v", data, errRead)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v: others may read it", info.Mode(), err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// A file is replaced only if that is asked for, and only by one that is whole.
func TestWriteFrom(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "lines.csv")
	fill := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, werr := io.WriteString(w, text)
			return errors.Join(werr, err)
		}
	}
	broken := errors.New("the rest is missing")
	if _, err := files.WriteFrom(path, true, fill("half", broken)); !errors.Is(err, broken) {
		t.Errorf("a file that could not be filled answers %v", err)
	}
	for _, c := range []struct {
		text    string
		replace bool
		err     error
		want    string
	}{
		{"one", false, nil, "one"}, {"two", false, nil, "one"}, {"three", true, broken, "one"}, {"four", true, nil, "four"},
	} {
		_, err := files.WriteFrom(path, c.replace, fill(c.text, c.err))
		if data, errRead := files.Read(path); errRead != nil || string(data) != c.want || (err == nil) != (c.text == c.want) {
			t.Errorf("%s: %v, and the file holds %q, %v", c.text, err, data, errRead)
		}
	}
	if _, err := files.WriteFrom(dir, true, fill("x", nil)); err == nil {
		t.Error("a folder was replaced")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// Of many writers of one name one wins, and its file is whole.
func TestWrite_race(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "prices.csv")
	var wg sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 16 {
		wg.Go(func() {
			if _, err := files.Write(path, []byte(strings.Repeat("x", 1000))); err == nil {
				mu.Lock()
				won++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if data, err := files.Read(path); won != 1 || err != nil || len(data) != 1000 {
		t.Errorf("%d won; %d bytes, %v", won, len(data), err)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	huge := filepath.Join(dir, "huge")
	if err := os.WriteFile(huge, make([]byte, files.MaxSize+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		do   func() error
		want string
	}{
		"no name":   {func() error { _, err := files.Write(" ", nil); return err }, "no file is named"},
		"no folder": {func() error { _, err := files.Write(filepath.Join(dir, "no", "x"), nil); return err }, "no such file"},
		"not there": {func() error { _, err := files.Read(filepath.Join(dir, "x")); return err }, "no such file"},
		"a folder":  {func() error { _, err := files.Read(dir); return err }, "not a file"},
		"huge":      {func() error { _, err := files.Read(huge); return err }, "larger than 16 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := c.do()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want one with %q", err, c.want)
			}
			if strings.Count(err.Error(), dir) > 1 {
				t.Errorf("the path is told twice: %v", err)
			}
		})
	}
	_, err := files.Read(filepath.Join(dir, "x"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not known as a file that is not there", err)
	}
}

func TestHome(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", os.Getenv("HOME"))
	got, err := files.Write("~/prices.csv", []byte("x"))
	if want := filepath.Join(os.Getenv("HOME"), "prices.csv"); err != nil || got != want {
		t.Errorf("Write = %q, %v, want %q", got, err, want)
	}
}
