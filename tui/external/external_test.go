package external_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/external"
)

// here runs the program where it is, as the console does, but with no terminal.
func here(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	return func() tea.Msg {
		c.Stdin, c.Stdout, c.Stderr = nil, nil, nil
		return done(c.Run())
	}
}

// script is an editor: a shell script that gets the file as its last argument.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "my editor.sh")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEditor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body    string
		before  string
		want    string
		changed bool
		wrong   string
	}{
		"changed":                       {`printf 'new text\n' >"$1"`, "old", "new text", true, ""},
		"several lines":                 {`printf 'one\ntwo\n' >>"$1"`, "zero\n", "zero\none\ntwo\n", true, ""},
		"unchanged":                     {`true`, "old", "old", false, ""},
		"only a line break at the end":  {`printf '\n' >>"$1"`, "old", "old", false, ""},
		"emptied":                       {`: >"$1"`, "old", "", true, ""},
		"changed, then a bad end":       {`printf 'kept' >"$1"; exit 3`, "old", "kept", true, ""},
		"given up":                      {`exit 1`, "old", "old", false, ""},
		"the file is gone":              {`rm "$1"`, "old", "old", false, "reading the text back"},
		"saved by renaming, as many do": {`printf 'new' >"$1.new" && mv "$1.new" "$1"`, "old", "new", true, ""},
		"the file is private, and html": {`case "$1" in *.html) stat -c %a "$1" "$(dirname "$1")" >"$1.out"; mv "$1.out" "$1";; esac`, "old", "600\n700", true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			editor := "'" + script(t, c.body) + "'"
			e := external.New(func(name string) string { return map[string]string{"EDITOR": editor}[name] }, here)
			done, ok := e.Open(t.Context(), 7, c.before, ".html")().(external.Done)
			if !ok || done.Owner != 7 {
				t.Fatalf("the answer is %v", done)
			}
			if done.Text != c.want || done.Changed != c.changed {
				t.Errorf("%q, changed %v, want %q, %v", done.Text, done.Changed, c.want, c.changed)
			}
			if c.wrong == "" && done.Err != nil || c.wrong != "" && (done.Err == nil || !strings.Contains(done.Err.Error(), c.wrong)) {
				t.Errorf("error %v, want %q", done.Err, c.wrong)
			}
		})
	}
}

func TestEditor_whichOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		want []string
	}{
		"visual first":  {map[string]string{"VISUAL": "code --wait", "EDITOR": "nano"}, []string{"code", "--wait"}},
		"editor":        {map[string]string{"EDITOR": "emacs -nw"}, []string{"emacs", "-nw"}},
		"blank is none": {map[string]string{"VISUAL": "  ", "EDITOR": "nano"}, []string{"nano"}},
		"neither":       {nil, []string{"vi"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := external.New(func(n string) string { return c.env[n] }, here).Words()
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func TestEditor_thatDoesNotStart(t *testing.T) {
	t.Parallel()
	for _, editor := range []string{"/no/such/editor", `"unclosed`} {
		e := external.New(func(string) string { return editor }, here)
		done, ok := e.Open(t.Context(), nil, "mine", ".txt")().(external.Done)
		if !ok || done.Err == nil || done.Changed || done.Text != "mine" {
			t.Errorf("%s: %+v", editor, done)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		`vi`:                        {"vi"},
		`  emacs   -nw `:            {"emacs", "-nw"},
		`"/opt/my editor/bin/x" -w`: {"/opt/my editor/bin/x", "-w"},
		`sh -c 'a "b"'`:             {"sh", "-c", `a "b"`},
		`a\ b "c\"d" "e\f" ''`:      {"a b", `c"d`, `e\f`, ""},
		``:                          nil,
		`"open`:                     nil,
		`end\`:                      nil,
	} {
		got, err := external.Split(in)
		if (err != nil) != (want == nil) || !slices.Equal(got, want) {
			t.Errorf("Split(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}
