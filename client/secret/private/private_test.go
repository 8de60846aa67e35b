package private_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"awning/client/secret/private"
)

func TestWrite_replacesWhole(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a")
	for _, content := range []string{"first", "a longer second", ""} {
		if err := private.Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := private.Read(path, 100); err != nil || string(got) != content {
			t.Errorf("got %q, %v; want %q", got, err, content)
		}
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestRead_limits(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a")
	if _, err := private.Read(path, 4); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("err %v, want ErrNotExist", err)
	}
	if err := private.Write(path, []byte("12345")); err != nil {
		t.Fatal(err)
	}
	if got, err := private.Read(path, 5); err != nil || len(got) != 5 {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := private.Read(path, 4)
	if long, ok := errors.AsType[*private.TooLargeError](err); !ok || long.Limit != 4 || !strings.Contains(err.Error(), path) {
		t.Errorf("err %v, want a TooLargeError", err)
	}
}

func TestFiles_ofTheUserAlone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("access lists, not modes, guard files on Windows")
	}
	dir := filepath.Join(t.TempDir(), "open")
	path := filepath.Join(dir, "a")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.Chmod(dir, 0o777), os.WriteFile(path, nil, 0o600), os.Chmod(path, 0o666)); err != nil {
		t.Fatal(err)
	}
	_, rerr := private.Read(path, 1)
	if err := errors.Join(private.Dir(dir), rerr); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{dir: 0o700, path: 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, %v; want %o", name, info.Mode(), err, want)
		}
	}
}

func TestFiles_refusesWhatOthersCouldPlant(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := errors.Join(os.WriteFile(target, []byte("theirs"), 0o600), os.Symlink(target, link), os.Symlink(dir, filepath.Join(dir, "folder"))); err != nil {
		t.Fatal(err)
	}
	_, readLink := private.Read(link, 10)
	_, readFolder := private.Read(dir, 10)
	for name, err := range map[string]error{
		"reading a link": readLink, "reading a folder": readFolder, "writing to a link": private.Write(link, []byte("ours")),
		"a folder that is a link": private.Dir(filepath.Join(dir, "folder")), "a link checked": private.Check(filepath.Join(dir, "folder")),
		"a folder that is a file": private.Check(target), "writing to a folder": private.Write(dir, nil),
	} {
		if err == nil || !strings.Contains(err.Error(), "remove it") {
			t.Errorf("%s: %v, want it refused with what to do", name, err)
		}
	}
	if data, err := os.ReadFile(target); err != nil || string(data) != "theirs" {
		t.Errorf("the link's target is now %q, %v", data, err)
	}
	if err := private.Check(filepath.Join(dir, "not there")); err != nil {
		t.Errorf("what is not there yet is refused: %v", err)
	}
}

func TestMoveAside_keepsEachAndNoMoreThanNine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a")
	for i := range 12 {
		content := bytes.Repeat([]byte{'x'}, i)
		if err := private.Write(path, content); err != nil {
			t.Fatal(err)
		}
		aside, err := private.MoveAside(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, rerr := os.ReadFile(aside); rerr != nil || !bytes.Equal(got, content) {
			t.Errorf("%s holds %q, %v", aside, got, rerr)
		}
	}
	other := path + "nother.damaged-1"
	all, err := filepath.Glob(path + ".damaged-?")
	if err = errors.Join(err, os.WriteFile(other, nil, 0o600)); err != nil || len(all) != 9 {
		t.Errorf("kept %v, %v; want nine", all, err)
	}
	if err = private.RemoveBeside(path, private.Damaged, private.Unfinished); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 || left[0].Name() != filepath.Base(other) {
		t.Errorf("left %v, %v; want the other file's alone", left, err)
	}
}
