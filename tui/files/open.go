package files

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open opens a file of any size to look into it, and says how large it is. Whoever
// asks closes it.
func Open(path string) (*os.File, int64, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, plain("read", path, err)
	}
	if !info.Mode().IsRegular() { // a pipe would wait for ever
		return nil, 0, fmt.Errorf("cannot read %s: it is not a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, plain("read", path, err)
	}
	return f, info.Size(), nil
}

// Complete lists what a path may go on as: the same text with the name of each
// file and folder that begins like its last part, folders with a separator at
// their end. Hidden ones are among them if their point is typed. There are at most
// 200, by name.
func Complete(path string) ([]string, error) {
	if path == "~" {
		return []string{path + string(filepath.Separator)}, nil
	}
	folder, begin := filepath.Split(path)
	where := folder
	if where == "" {
		where = "."
	}
	where, err := resolve(where)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(where)
	if err != nil {
		return nil, plain("list", where, err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return !strings.HasPrefix(e.Name(), begin) || begin == "" && strings.HasPrefix(e.Name(), ".")
	})
	const most = 200
	var out []string
	for _, e := range entries[:min(len(entries), most)] {
		name := folder + e.Name()
		if info, err := os.Stat(filepath.Join(where, e.Name())); err == nil && info.IsDir() {
			name += string(filepath.Separator)
		}
		out = append(out, name)
	}
	return out, nil
}
