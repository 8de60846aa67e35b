// Package external has a text edited in the user's own editor: VISUAL, else
// EDITOR, else vi. What counts is the file, not how the editor ended: many end
// badly after a good edit.
package external

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Done is what came of it.
type Done struct {
	// Owner is what [Editor.Open] was given, so that the asker knows its answer.
	Owner any
	// Text is what the file holds now; Changed is whether that is something new.
	Text    string
	Changed bool
	// Err says why there is nothing to take: the editor did not start, or the
	// file cannot be read. Text is then what was handed in.
	Err error
}

// Editor starts the user's editor. Make one with [New].
type Editor struct {
	env func(string) string
	run Runner
}

// Runner runs a program in the terminal while the console steps aside, as
// [tea.ExecProcess] does.
type Runner func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd

// New returns an editor. env reads the environment.
func New(env func(string) string, run Runner) *Editor { return &Editor{env: env, run: run} }

// Words are the program and its first arguments.
func (e *Editor) Words() ([]string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		line := strings.TrimSpace(e.env(name))
		if line == "" {
			continue
		}
		words, err := Split(line)
		if err != nil {
			return nil, fmt.Errorf("%s is %q: %w", name, line, err)
		}
		return words, nil
	}
	return []string{"vi"}, nil
}

// Open has text edited and answers with [Done]. The file's name ends in ext
// (".html"), by which editors choose their colours. The editor ends with ctx.
func (e *Editor) Open(ctx context.Context, owner any, text, ext string) tea.Cmd {
	failed := func(err error) tea.Cmd {
		return func() tea.Msg { return Done{Owner: owner, Text: text, Err: err} }
	}
	words, err := e.Words()
	if err != nil {
		return failed(err)
	}
	return func() tea.Msg {
		path, err := write(text, ext)
		if err != nil {
			return Done{Owner: owner, Text: text, Err: err}
		}
		c := exec.CommandContext(ctx, words[0], append(words[1:], path)...) //nolint:gosec // G204: the user's own editor, from the user's own environment, is what is asked for
		// The terminal itself, not what the console reads it through: an editor
		// asks it for its size and modes.
		c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
		return e.run(c, func(ran error) tea.Msg {
			done := read(path, text, ran)
			done.Owner = owner
			return done
		})()
	}
}

// write puts the text into a file only the user can read, in a folder of its
// own.
func write(text, ext string) (string, error) {
	dir, err := os.MkdirTemp("", "awning-edit-") // 0700
	if err != nil {
		return "", fmt.Errorf("making a folder for the text: %w", err)
	}
	path := filepath.Join(dir, "text"+ext)
	const private fs.FileMode = 0o600
	if err := os.WriteFile(path, []byte(text), private); err != nil {
		return "", errors.Join(fmt.Errorf("writing the text to %s: %w", path, err), os.RemoveAll(dir))
	}
	return path, nil
}

// read takes the text back and removes the folder. Editors end a file with a
// line break; if the text had none, it is taken off again.
func read(path, before string, ran error) Done {
	after, err := os.ReadFile(path)
	if err != nil {
		err = errors.Join(fmt.Errorf("reading the text back: %w", err), os.RemoveAll(filepath.Dir(path)))
		return Done{Text: before, Err: err}
	}
	text := string(after)
	if !strings.HasSuffix(before, "\n") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
	}
	done := Done{Text: text, Changed: text != before}
	if _, ended := errors.AsType[*exec.ExitError](ran); ran != nil && !ended && !done.Changed {
		done.Err = fmt.Errorf("starting the editor: %w", ran)
	}
	if err := os.RemoveAll(filepath.Dir(path)); err != nil && done.Err == nil && !done.Changed {
		done.Err = fmt.Errorf("removing the copy of the text: %w", err)
	}
	return done
}
