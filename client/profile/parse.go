package profile

import (
	"errors"

	"github.com/BurntSushi/toml"
)

// Load reads the config file. A file that is not there is an empty
// configuration; one that is wrong in any way is an [*Error].
func Load(path string) (Config, error) {
	data, err := read(path)
	if err != nil {
		return Config{}, err
	}
	c, err := Parse(data)
	return c, inFile(err, path)
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
