package profile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"awning/model"
)

// reader takes the value of one key.
type reader func(path string, v any) error

func wrong(path, format string, args ...any) *Error {
	return &Error{Key: path, Text: fmt.Sprintf(format, args...)}
}

// readTable hands each member of a table to its reader, and refuses those that
// have none.
func readTable(path string, v any, readers map[string]reader) error {
	table, ok := v.(map[string]any)
	if !ok {
		return wrong(path, "it must be a table")
	}
	for _, key := range slices.Sorted(maps.Keys(table)) {
		at := strings.TrimPrefix(path+"."+key, ".")
		read, known := readers[key]
		switch {
		case known:
			if err := read(at, table[key]); err != nil {
				return err
			}
		case secretName(key):
			return wrong(at, "secrets are not kept in the config file: remove it, and store the secret in the keyring "+
				"with awning login, or give it in an environment variable such as AZURE_CLIENT_SECRET; "+
				"if others could read the file, replace the secret")
		default:
			return wrong(at, "there is no such key; known are %s", strings.Join(slices.Sorted(maps.Keys(readers)), ", "))
		}
	}
	return nil
}

// secretName reports whether a key's name promises a secret.
func secretName(key string) bool {
	key = strings.ToLower(key)
	return slices.ContainsFunc([]string{"secret", "password", "passphrase", "token", "credential", "certificate", "key"},
		func(word string) bool { return strings.Contains(key, word) })
}

func readSettings(path string, v any, s *Settings) error {
	return readTable(path, v, map[string]reader{
		"theme":         oneOf(&s.Theme, "auto", "dark", "light"),
		"color":         oneOf(&s.Color, "auto", "always", "never", "16", "256", "truecolor"),
		"lang":          text(&s.Lang),
		"ascii":         flag(&s.ASCII),
		"low_bandwidth": flag(&s.LowBandwidth),
		"read_only":     flag(&s.ReadOnly),
	})
}

func readProfiles(path string, v any, all *[]model.Profile) error {
	tables, ok := v.([]map[string]any)
	if !ok {
		return wrong(path, "write each profile as a table of its own, beginning with [[profiles]]")
	}
	for i, table := range tables {
		at := fmt.Sprintf("%s[%d]", path, i)
		var p model.Profile
		err := readTable(at, table, map[string]reader{
			"name":        text(&p.Name),
			"tenant":      text(&p.Tenant),
			"identity":    oneOf(&p.Kind, kinds()...),
			"client_id":   text(&p.ClientID),
			"user":        text(&p.User),
			"certificate": text(&p.Certificate),
			"storage":     oneOf(&p.Storage, model.InKeyring, model.InFile, model.InMemory),
			"publishers":  texts(&p.Publishers),
			"sellers":     numbers(&p.Sellers),
			"programs":    texts(&p.Programs),
			"default": func(path string, v any) error {
				set, isFlag := v.(bool)
				if !isFlag {
					return wrong(path, "it must be true or false")
				}
				p.Default = set
				return nil
			},
		})
		if err == nil {
			err = checkProfile(at, p)
		}
		if err != nil {
			return err
		}
		*all = append(*all, p)
	}
	return nil
}

// text reads a text that is not empty.
func text[T ~string](into *T) reader {
	return func(path string, v any) error {
		s, ok := v.(string)
		if !ok || strings.TrimSpace(s) == "" {
			return wrong(path, "it must be a text that is not empty")
		}
		*into = T(s)
		return nil
	}
}

// oneOf reads one of a few words.
func oneOf[T ~string](into *T, words ...T) reader {
	return func(path string, v any) error {
		s, ok := v.(string)
		if !ok || !slices.Contains(words, T(s)) {
			quoted := make([]string, len(words))
			for i, w := range words {
				quoted[i] = fmt.Sprintf("%q", w)
			}
			return wrong(path, "it must be one of %s", strings.Join(quoted, ", "))
		}
		*into = T(s)
		return nil
	}
}

// texts reads a list of texts.
func texts[T ~string](into *[]T) reader {
	return func(path string, v any) error {
		list, ok := v.([]any)
		if !ok {
			return wrong(path, "it must be a list of texts")
		}
		for i, item := range list {
			var one T
			if err := text(&one)(fmt.Sprintf("%s[%d]", path, i), item); err != nil {
				return err
			}
			*into = append(*into, one)
		}
		return nil
	}
}

// numbers reads a list of numbers that may be written as texts, and are kept as such.
func numbers(into *[]string) reader {
	return func(path string, v any) error {
		if list, ok := v.([]any); ok {
			written := make([]any, len(list))
			for i, item := range list {
				written[i] = item
				if n, isNumber := item.(int64); isNumber {
					written[i] = strconv.FormatInt(n, 10)
				}
			}
			v = written
		}
		return texts(into)(path, v)
	}
}

// flag reads true or false.
func flag(into **bool) reader {
	return func(path string, v any) error {
		set, ok := v.(bool)
		if !ok {
			return wrong(path, "it must be true or false")
		}
		*into = &set
		return nil
	}
}
