package profile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/BurntSushi/toml"
)

// sizeLimit is more than any config file needs.
const sizeLimit = 1 << 20

// Error is something wrong with the config file.
type Error struct {
	File string // empty if only the text was given
	Line int    // 0 if it is about the whole file
	Key  string // "profiles[1].tenant"; empty if it is about no key
	Text string // what is wrong, and what to do
}

// Error names file, line and key, as compilers do.
func (e *Error) Error() string {
	var b strings.Builder
	file := e.File
	if file == "" {
		file = "config"
	}
	b.WriteString(file)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Key != "" {
		b.WriteString(": " + e.Key)
	}
	return b.String() + ": " + e.Text
}

// Hint says what to do next.
func (e *Error) Hint() string { return "correct the config file, then start again" }

// Load reads the config file. A file that is not there is an empty
// configuration; one that is wrong in any way is an [*Error].
func Load(path string) (Config, error) {
	f, err := os.Open(path) // #nosec G304 -- the user's own choice
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, nil
	}
	if err != nil {
		return Config{}, fmt.Errorf("read the config file: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, sizeLimit+1))
	switch {
	case err != nil:
		return Config{}, fmt.Errorf("read the config file: %w", err)
	case len(data) > sizeLimit:
		return Config{}, &Error{File: path, Text: fmt.Sprintf("it is longer than %d bytes, so it is no config file", sizeLimit)}
	}
	c, err := Parse(data)
	if wrong, ok := errors.AsType[*Error](err); ok {
		wrong.File = path
	}
	return c, err
}

// Parse reads the text of a config file; what is wrong with it is an [*Error].
func Parse(data []byte) (Config, error) {
	var tree map[string]any
	if _, err := toml.Decode(string(data), &tree); err != nil {
		if wrong, ok := errors.AsType[toml.ParseError](err); ok {
			return Config{}, &Error{Line: wrong.Position.Line, Key: wrong.LastKey, Text: wrong.Message}
		}
		return Config{}, &Error{Text: "it cannot be read as TOML"}
	}
	var c Config
	err := readTable("", tree, map[string]reader{
		"settings": func(path string, v any) error { return readSettings(path, v, &c.Settings) },
		"profiles": func(path string, v any) error { return readProfiles(path, v, &c.Profiles) },
	})
	if err == nil {
		err = checkTogether(c.Profiles)
	}
	if wrong, ok := errors.AsType[*Error](err); ok {
		wrong.Line = lineOf(data, wrong.Key)
		return Config{}, wrong
	}
	return c, err
}

// lineOf finds the line a key was set in, or the one its table begins at. The
// decoder keeps no positions.
func lineOf(data []byte, key string) int {
	table, best := "", 0
	counts := map[string]int{}
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		var path string
		switch {
		case strings.HasPrefix(line, "[["):
			name, _, _ := strings.Cut(line[2:], "]")
			name = unquote(name)
			table = fmt.Sprintf("%s[%d]", name, counts[name])
			counts[name]++
			path = table
		case strings.HasPrefix(line, "["):
			name, _, _ := strings.Cut(line[1:], "]")
			table = unquote(name)
			path = table
		default:
			name, _, found := strings.Cut(line, "=")
			if !found || strings.HasPrefix(line, "#") {
				continue
			}
			path = strings.TrimPrefix(table+"."+unquote(name), ".")
		}
		if path == key {
			return i + 1
		}
		if strings.HasPrefix(key, path+".") || strings.HasPrefix(key, path+"[") {
			best = i + 1
		}
	}
	return best
}

func unquote(s string) string { return strings.Trim(strings.TrimSpace(s), `"'`) }
