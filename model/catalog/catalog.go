package catalog

import (
	"embed"
	"slices"
	"strings"

	"awning/model"
)

//go:embed data/*.json
var data embed.FS

// Catalog is the table, read and checked. It is never changed after that and
// may be used by several goroutines.
type Catalog struct {
	types []*Type
}

// Load reads the table that is built into the program. An error names the
// file and the row and can only be a fault of the program itself.
func Load() (*Catalog, error) { return read(data) }

// Through returns the table for somebody who goes through one API whatever the
// type; with an empty api that is the table itself. Sections are described in the
// words of their type's own API: types of another one have none then, like those that
// nobody has heard of.
func (c *Catalog) Through(api model.API) *Catalog {
	if api == "" {
		return c
	}
	out := &Catalog{types: make([]*Type, len(c.types))}
	for i, t := range c.types {
		if out.types[i] = t; t.Dialect != api {
			bare := *t
			bare.Sections = nil
			out.types[i] = &bare
		}
	}
	return out
}

// Types lists all offer types in the order of the portal's "New offer" menu.
func (c *Catalog) Types() []*Type { return slices.Clone(c.types) }

// Type returns the type with that id.
func (c *Catalog) Type(id model.OfferType) (*Type, bool) {
	return c.first(func(t *Type) bool { return t.ID == id })
}

// Named returns the type an API calls by this name, in any case.
func (c *Catalog) Named(api model.API, wire string) (*Type, bool) {
	return c.first(func(t *Type) bool { return t.Names[api] != "" && strings.EqualFold(t.Names[api], wire) })
}

// Parse returns the type a person means: its id, its label or short label, or
// any API's name for it, however spaced and cased.
func (c *Catalog) Parse(word string) (*Type, bool) {
	w := fold(word)
	return c.first(func(t *Type) bool {
		if w == fold(string(t.ID)) || w == fold(t.Label) || w == fold(t.Short) {
			return true
		}
		for _, name := range t.Names {
			if w == fold(name) {
				return true
			}
		}
		return false
	})
}

func (c *Catalog) first(ok func(*Type) bool) (*Type, bool) {
	if i := slices.IndexFunc(c.types, ok); i >= 0 {
		return c.types[i], true
	}
	return nil, false
}

// fold brings the spellings of one word together: case, spaces and
// punctuation do not count. "Search summary", "search-summary" and
// "searchSummary" are one word.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '_' || r == '›' || r == '/' || r == ',' || r == '(' || r == ')':
			return -1
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return r
	}, s)
}
