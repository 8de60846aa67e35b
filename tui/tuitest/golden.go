package tuitest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

//nolint:gochecknoglobals // a flag must be there before the test binary reads its command line
var update = flag.Bool("update", false, "rewrite the golden files of the tests that run")

// Golden compares text with testdata/<test>/<name>.golden. Running the test with
// -update rewrites the file: read the difference before it is committed.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(t.Name()), name+".golden")
	got = strings.ReplaceAll(got, "\r\n", "\n")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update to write it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); if that is right, run the test with -update:\n%s\ngot:\n%s", path, diff, got)
	}
}

// Fits fails the test if the frame is larger than its window: a line wider than
// it, or more lines than it has.
func Fits(t *testing.T, frame string, width, height int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) > height {
		t.Errorf("the frame has %d lines, the window %d:\n%s", len(lines), height, frame)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > width {
			t.Errorf("line %d is %d cells wide, the window %d: %q", i+1, w, width, l)
		}
	}
}
