package profile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"awning/client/secret/private"
	"awning/model"
)

// sizeLimit is more than any config file needs.
const sizeLimit = 1 << 20

// File is the config file, to be read and changed. It is edited by hand as well, so
// that a change touches the lines it is about and nothing else: comments, blank
// lines, order and spaces stay. Several processes may change one file at once. It is
// safe for use by several goroutines.
type File struct {
	path string

	mu     sync.Mutex
	memory []byte // instead of a file
}

// OpenFile returns the config file at a path, which need not exist. An empty path
// is a file in memory: nothing of it outlives the process.
func OpenFile(path string) *File { return &File{path: path} }

// Path is where the file is; empty if it is in memory.
func (f *File) Path() string { return f.path }

// Load reads the file, as [Load] does.
func (f *File) Load() (Config, error) {
	if f.path != "" {
		return Load(f.path)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return Parse(f.memory)
}

// Put adds profiles, or changes those of the same names. One that is the default
// takes this from the one that was. Either all are written or none.
func (f *File) Put(ctx context.Context, some ...model.Profile) error {
	return f.Update(ctx, func(all []model.Profile) ([]model.Profile, error) {
		for _, p := range some {
			all = With(all, p)
		}
		return all, nil
	})
}

// With returns the profiles with one more, in the place of the one of its name if
// there is one. There is one default at most: the last that was put.
func With(all []model.Profile, p model.Profile) []model.Profile {
	all = slices.Clone(all)
	for i := range all {
		all[i].Default = all[i].Default && !p.Default
	}
	if i := named(all, p.Name); i >= 0 {
		all[i] = p
		return all
	}
	return append(all, p)
}

// Remove removes a profile; [UnknownError] if there is none.
func (f *File) Remove(ctx context.Context, name model.ProfileName) error {
	return f.Update(ctx, func(all []model.Profile) ([]model.Profile, error) {
		i := named(all, name)
		if i < 0 {
			return nil, &UnknownError{Name: name}
		}
		return slices.Delete(all, i, i+1), nil
	})
}

// SetDefault makes a profile the one that is used unless another is asked for;
// [UnknownError] if there is none.
func (f *File) SetDefault(ctx context.Context, name model.ProfileName) error {
	return f.Update(ctx, func(all []model.Profile) ([]model.Profile, error) {
		i := named(all, name)
		if i < 0 {
			return nil, &UnknownError{Name: name}
		}
		p := all[i]
		p.Default = true
		return With(all, p), nil
	})
}

func named(all []model.Profile, name model.ProfileName) int {
	return slices.IndexFunc(all, func(p model.Profile) bool { return p.Name == name })
}

// Update changes the profiles of the file to those that change returns, given those
// that are there: some of them, changed or not, in their order, then new ones. The
// file is locked against other processes meanwhile; should somebody's editor write it
// nevertheless, it is read again and change is called again. An error of change ends
// it and the file stays as it is. So it does if it is wrong in any way (an [*Error])
// or cannot be changed (an [*EditError]).
func (f *File) Update(ctx context.Context, change func([]model.Profile) ([]model.Profile, error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.path == "" {
		next, err := edited(f.memory, "", change)
		if err == nil {
			f.memory = next
		}
		return err
	}
	unlock, barred := f.lock(ctx)
	switch {
	case barred == nil:
		defer unlock()
	case ctx.Err() != nil || errors.Is(barred, private.ErrBusy):
		return fmt.Errorf("change the config file: %w", barred)
	}
	const tries = 5
	for range tries {
		done, err := f.update(change, barred)
		if done || err != nil {
			return err
		}
	}
	return &EditError{File: f.path, Cause: errors.New("something else keeps writing it")}
}

// lock keeps other processes from changing the file.
func (f *File) lock(ctx context.Context) (unlock func(), err error) {
	if err = os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return nil, err
	}
	return private.Lock(ctx, f.path+".lock")
}

// update changes the file once. It is not done if the file was written meanwhile.
// barred is why the file cannot be written at all: then the error says what should be
// in it.
func (f *File) update(change func([]model.Profile) ([]model.Profile, error), barred error) (done bool, err error) {
	target, err := follow(f.path)
	if err != nil {
		return false, fmt.Errorf("change the config file: %w", err)
	}
	data, err := read(target)
	if err != nil {
		return false, err
	}
	var missing string
	next, err := edited(data, f.path, func(all []model.Profile) ([]model.Profile, error) {
		after, cerr := change(slices.Clone(all))
		missing = lines(all, after)
		return after, cerr
	})
	if err != nil || bytes.Equal(next, data) {
		return true, err
	}
	if barred == nil {
		done, barred = replace(target, data, next)
	}
	if barred != nil {
		return false, &EditError{File: f.path, Block: missing, Cause: barred}
	}
	return done, nil
}

// edited returns a text with other profiles, and makes sure that it says what it
// should.
func edited(data []byte, path string, change func([]model.Profile) ([]model.Profile, error)) ([]byte, error) {
	before, err := Parse(data)
	if err != nil {
		return nil, inFile(err, path)
	}
	after, err := change(slices.Clone(before.Profiles))
	if err != nil {
		return nil, err
	}
	for i, p := range after {
		if p.Environment {
			return nil, fmt.Errorf("the profile %q comes from the environment and is not written into the config file", p.Name)
		}
		if e, bad := errors.AsType[*Error](Check(p)); bad {
			return nil, fmt.Errorf("the profile %q cannot be written: %s", p.Name, e.Text)
		}
		after[i] = written(p)
	}
	if err = checkTogether(after); err != nil {
		return nil, err
	}
	next, err := rewrite(data, before.Profiles, after)
	if err == nil {
		got, perr := Parse(next)
		if perr != nil || !reflect.DeepEqual(got.Settings, before.Settings) || !slices.EqualFunc(got.Profiles, after, same) {
			err = errLayout
		}
	}
	if err != nil {
		return nil, &EditError{File: path, Block: lines(before.Profiles, after), Cause: err}
	}
	return next, nil
}

func same(a, b model.Profile) bool { return reflect.DeepEqual(a, b) }

// lines are the blocks of the profiles that are new or changed, to be pasted.
func lines(before, after []model.Profile) string {
	var blocks []string
	for _, p := range after {
		if i := named(before, p.Name); i >= 0 && same(before[i], p) {
			continue
		}
		if text, err := block(p, "\n"); err == nil {
			blocks = append(blocks, text)
		}
	}
	return strings.Join(blocks, "\n")
}

// follow returns the file that a path leads to through links: who keeps the config
// file elsewhere and links it here wants that file changed, not the link replaced.
func follow(path string) (string, error) {
	const most = 40
	for range most {
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil //nolint:nilerr // it is no link, or is not there
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", fmt.Errorf("%s leads through more than %d links", path, most)
}

// read reads a config file; one that is not there is empty.
func read(path string) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- the user's own choice
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the config file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, sizeLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the config file: %w", err)
	case len(data) > sizeLimit:
		return nil, &Error{File: path, Text: fmt.Sprintf("it is longer than %d bytes, so it is no config file", sizeLimit)}
	}
	return data, nil
}

// replace writes a file anew, whole or not at all, unless it is no longer as it was
// read.
func replace(path string, was, data []byte) (done bool, err error) {
	mode := fs.FileMode(0o600)
	if info, serr := os.Stat(path); serr == nil {
		mode = info.Mode().Perm()
	}
	// The name is always the same, so that one who was killed half way leaves one
	// file at most.
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
	if err = os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	tmp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- beside the user's own choice
	if err != nil {
		return false, err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Chmod(mode), tmp.Sync(), tmp.Close()); err == nil {
		var now []byte
		if now, err = read(path); err == nil && bytes.Equal(now, was) {
			done, err = true, os.Rename(name, path)
		}
	}
	if err != nil || !done {
		return false, errors.Join(err, os.Remove(name))
	}
	return true, nil
}
