package catalog

import (
	"fmt"
	"strings"
)

// Rules says in words what a value must be beyond what kind, limits and choices
// tell, one sentence each; none for most fields.
func (f *Field) Rules() []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if f.PatternHelp != "" {
		add("must be %s", f.PatternHelp)
	}
	switch {
	case f.Kind == HTML:
		add("may have %s", allowedTags)
	case f.Plain:
		add("may have no markup")
	}
	if f.ItemMax > 0 {
		add("at most %s", f.itemLimit())
	}
	if f.Unique {
		add("must be unique within the offer")
	}
	if f.Even != nil {
		add("must have the same number of %s everywhere", f.Even.Label)
	}
	for _, v := range f.Stays {
		if v == "*" {
			add("what was published stays")
			continue
		}
		add("%s cannot be given up once published", f.choiceLabel(v))
	}
	for i := range f.Files {
		add("%s", f.Files[i].words())
	}
	if len(f.Unsure) > 0 {
		add("the documentation is not sure of this limit: the service decides")
	}
	return out
}

// itemLimit is the limit of each item of a list, or row of a table, in words.
func (f *Field) itemLimit() string {
	if f.Kind == Matrix {
		return count(f.ItemMax, "item") + " in each row"
	}
	return count(f.ItemMax, "character") + " in each item"
}

// words says what a file must be: "azureLogoSmall: .png, 48 × 48 pixels".
func (r *FileRule) words() string {
	parts := []string{r.endings()}
	if r.Width.Max > 0 || r.Height.Max > 0 {
		parts = append(parts, r.size())
	}
	if r.MaxBytes > 0 {
		parts = append(parts, fmt.Sprintf("at most %d bytes", r.MaxBytes))
	}
	if len(r.Holds) > 0 {
		parts = append(parts, "with "+strings.Join(r.Holds, " and ")+" at its root")
	}
	text := strings.Join(parts, ", ")
	if r.When != nil {
		return strings.Join(r.When.In, ", ") + ": " + text
	}
	return text
}
