package files_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"awning/tui/files"
)

func TestOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.png"), []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, size, err := files.Open(" " + filepath.Join(dir, "a.png") + " ")
	if err != nil || size != 5 {
		t.Fatalf("%d bytes (%v)", size, err)
	}
	if err = f.Close(); err != nil {
		t.Error(err)
	}
	for _, path := range []string{"", dir, filepath.Join(dir, "none")} {
		if _, _, err = files.Open(path); err == nil {
			t.Errorf("%q was opened", path)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	dir := t.TempDir() + string(filepath.Separator)
	for _, name := range []string{"logo-large.png", "logo-small.png", "other", ".hidden"} {
		if err := os.WriteFile(dir+name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(dir+"logos", 0o700); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][]string{
		"lo":    {"logo-large.png", "logo-small.png", "logos" + string(filepath.Separator)},
		"logo-": {"logo-large.png", "logo-small.png"},
		".h":    {".hidden"},
		"x":     nil,
		"":      {"logo-large.png", "logo-small.png", "logos" + string(filepath.Separator), "other"},
	} {
		got, err := files.Complete(dir + typed)
		for i := range want {
			want[i] = dir + want[i]
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q (%v), want %q", typed, got, err, want)
		}
	}
	if _, err := files.Complete(dir + "none" + string(filepath.Separator)); err == nil {
		t.Error("a folder that is not there has contents")
	}
}
