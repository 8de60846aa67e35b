package catalog

import (
	"slices"
	"strings"
)

// AllowedTag reports whether a listing may use an HTML tag, named in small
// letters (learn.microsoft.com/partner-center/marketplace-offers/supported-html-tags).
func AllowedTag(name string) bool {
	switch name {
	case "b", "i", "br", "p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

// allowedTags are the same tags in words.
const allowedTags = "only the tags b, i, br, p, ul, ol, li and h1 to h6"

// tags lists the names of the tags in a text, in small letters, each once. A
// "<" that no letter follows is only a character.
func tags(s string) []string {
	var out []string
	for {
		_, after, found := strings.Cut(s, "<")
		if !found {
			return out
		}
		s = strings.TrimPrefix(after, "/")
		if s == "" || !letter(rune(s[0])) {
			continue
		}
		inside, rest, closed := strings.Cut(s, ">")
		if !closed {
			return out
		}
		name := inside
		if end := strings.IndexAny(inside, " \t\r\n\f/"); end >= 0 {
			name = inside[:end]
		}
		if name = strings.ToLower(name); !slices.Contains(out, name) {
			out = append(out, name)
		}
		s = rest
	}
}

func letter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// checkTags refuses markup that the store does not take: in HTML all but a few
// tags, in plain text all.
func (f *Field) checkTags(s string) error {
	if f.Kind != HTML && !f.Plain {
		return nil
	}
	var foreign []string
	for _, name := range tags(s) {
		if f.Plain || !AllowedTag(name) {
			foreign = append(foreign, "<"+clip(name)+">")
		}
	}
	if len(foreign) == 0 {
		return nil
	}
	limit := allowedTags
	if f.Plain {
		limit = "no markup"
	}
	const most = 4
	if len(foreign) > most {
		foreign = append(foreign[:most], "…")
	}
	return &RuleError{Field: f, Rule: RuleTags, Limit: limit, Actual: strings.Join(foreign, ", ")}
}
