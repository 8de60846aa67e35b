package profile

import (
	"fmt"
	"maps"
	"slices"
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
				"or give it in the environment variable AZURE_CLIENT_SECRET; if others could read the file, replace the secret")
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
			"name":       text(&p.Name),
			"tenant":     text(&p.Tenant),
			"identity":   oneOf(&p.Kind, model.ClientSecret, model.StaticToken),
			"client_id":  text(&p.ClientID),
			"publishers": texts(&p.Publishers),
			"programs":   texts(&p.Programs),
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

// checkProfile finds what is missing or cannot be.
func checkProfile(path string, p model.Profile) error {
	switch {
	case p.Name == "":
		return wrong(path, "the profile has no name: set name")
	case !plain(string(p.Name), "._-"):
		return wrong(path+".name", "%q is no good name: use letters, digits, '.', '_' and '-'", p.Name)
	case p.Kind == "":
		return wrong(path, "the profile %q does not say how to sign in: set identity to %q or %q", p.Name, model.ClientSecret, model.StaticToken)
	case p.Tenant != "" && !plain(p.Tenant, ".-"):
		return wrong(path+".tenant", "it must be the tenant's GUID or domain")
	case p.ClientID != "" && !plain(p.ClientID, "-"):
		return wrong(path+".client_id", "it must be the application's client id, a GUID")
	case p.Kind == model.ClientSecret && (p.Tenant == "" || p.ClientID == ""):
		return wrong(path, "the profile %q signs in as an application: set tenant and client_id", p.Name)
	}
	return nil
}

// plain reports whether a text has only letters, digits and those extra
// characters, and no dots at its ends.
func plain(s, extra string) bool {
	const longest = 253 // a domain's length
	if len(s) > longest || strings.HasPrefix(s, ".") || strings.HasSuffix(s, ".") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune(extra, r)
	})
}

// checkTogether finds profiles that get in each other's way.
func checkTogether(all []model.Profile) error {
	seen := map[model.ProfileName]bool{}
	chosen := false
	for i, p := range all {
		path := fmt.Sprintf("profiles[%d]", i)
		switch {
		case seen[p.Name]:
			return wrong(path+".name", "there is another profile %q: give each a name of its own", p.Name)
		case p.Default && chosen:
			return wrong(path+".default", "another profile is the default already: keep one")
		}
		seen[p.Name], chosen = true, chosen || p.Default
	}
	return nil
}
