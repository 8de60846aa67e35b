package catalog

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"awning/model/raw"
)

// Kind is the kind of value a field holds: how it is typed, shown and checked.
type Kind string

// The kinds. All but the numbers, truth values and compounds are JSON texts.
const (
	Text      Kind = "text"      // one line
	Multiline Kind = "multiline" // several lines
	HTML      Kind = "html"      // text with markup, which counts toward the limit
	List      Kind = "list"      // a list of texts
	Pick      Kind = "choice"    // one of the choices
	Picks     Kind = "choices"   // a list of choices
	Money     Kind = "money"     // a number of currency units
	Number    Kind = "number"
	Flag      Kind = "flag"    // true or false
	Date      Kind = "date"    // 2006-01-02, with or without a time
	URL       Kind = "url"     // http or https
	Email     Kind = "email"   // one address
	GUID      Kind = "guid"    // one id of a tenant, subscription, application
	GUIDs     Kind = "guids"   // a list of them
	Markets   Kind = "markets" // a set of two-letter country codes
	File      Kind = "file"    // an uploaded file; changed by uploading another
	Matrix    Kind = "matrix"  // a table, as prices or states per market
	JSON      Kind = "json"    // anything else, shown and edited as it is
)

// kinds lists all kinds.
func kinds() []Kind {
	return []Kind{
		Text, Multiline, HTML, List, Pick, Picks, Money, Number, Flag, Date,
		URL, Email, GUID, GUIDs, Markets, File, Matrix, JSON,
	}
}

// When a field becomes fixed.
const (
	FrozenCreate  = "create"  // set when the offer or plan is created, and never changed
	FrozenPublish = "publish" // fixed once it was published
)

// Choice is one of the values a field may have.
type Choice struct {
	Value string `json:"value"` // the JSON text, as the service spells it
	Label string `json:"label"`
}

// Condition says when a field exists: the value at a place of the same
// document is one of these. Values are as written, texts without quotes; "" is
// an absent or empty value.
type Condition struct {
	Pointer string   `json:"pointer"`
	In      []string `json:"in"`
}

// Field is one labelled, limited place in a section's document.
type Field struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Help  string `json:"help"`
	// Pointer is the place in the document, in the form of [raw.Pointer].
	Pointer  string `json:"pointer"`
	Kind     Kind   `json:"kind"`
	Required bool   `json:"required"`
	// Min and Max limit the length: characters of a text, items of a list. Zero
	// is no limit.
	Min int `json:"min"`
	Max int `json:"max"`
	// ItemMax limits the characters of each item of a list, or the items in each
	// row of a table; zero is no limit.
	ItemMax int `json:"itemMax"`
	// MinValue and MaxValue limit a number, as decimal texts; empty is no limit.
	MinValue string `json:"minValue"`
	MaxValue string `json:"maxValue"`
	// Pattern is a regular expression a text, a number's spelling or each item of a list must match,
	// PatternHelp says it in words.
	Pattern     string   `json:"pattern"`
	PatternHelp string   `json:"patternHelp"`
	Choices     []Choice `json:"choices"`
	// Frozen says when the field becomes fixed: "create", "publish" or never.
	Frozen string `json:"frozen"`
	// Stays are values that cannot be given up once they were published, "*" for
	// any item of a list, or for having a value at all. See [Field.CheckKept].
	Stays []string `json:"stays"`
	// Unique values are not shared by two documents of the section in one offer;
	// see [Field.CheckUnique].
	Unique bool `json:"unique"`
	// Plain texts may have no markup.
	Plain bool `json:"plain"`
	// Unsure are the rules among min, max and pattern about which the
	// documentation contradicts itself: [Field.Check] lets them pass and leaves
	// the decision to the service, [Field.Doubt] tells of them. Taking a rule out of
	// the list enforces it.
	Unsure []Rule `json:"unsure"`
	// Even wants the same number of items in lists below the field's items.
	Even *Even `json:"even"`
	// Secret values are never shown.
	Secret bool `json:"secret"`
	// Unit follows a number on a screen: "USD per month".
	Unit string `json:"unit"`
	// Subtypes are the kinds of plans that have the field; empty for all.
	Subtypes []string `json:"subtypes"`
	// When limits the field to documents that meet a condition.
	When *Condition `json:"when"`
	// Files say what an uploaded file must be; see [Field.CheckFile].
	Files []FileRule `json:"files"`
	// Parts are the members of each item of a list of objects, with pointers
	// from the item on.
	Parts []Field `json:"parts"`

	pattern *regexp.Regexp
	steps   []raw.Step // the pointer, taken apart
}

// Get returns the field's value as it is written, and whether it is there.
func (f *Field) Get(doc json.RawMessage) (json.RawMessage, bool, error) {
	v, ok, err := raw.Get(doc, raw.Pointer(f.Pointer))
	if err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", f.Label, err)
	}
	return v, ok, nil
}

// Set returns the document with the value in the field's place and everything
// else byte-equal. A nil value takes the member out. It does not check the
// value; see [Field.Check].
func (f *Field) Set(doc, v json.RawMessage) (json.RawMessage, error) {
	var out json.RawMessage
	var err error
	if v == nil {
		out, err = raw.Delete(doc, raw.Pointer(f.Pointer))
	} else {
		out, err = raw.Set(doc, raw.Pointer(f.Pointer), v)
	}
	if err != nil {
		return nil, fmt.Errorf("setting %s: %w", f.Label, err)
	}
	return out, nil
}

// Editable reports whether a line of text is enough to edit the field.
func (f *Field) Editable() bool {
	if f.Frozen == FrozenCreate {
		return false
	}
	switch f.Kind {
	case Text, Multiline, HTML, Number, Money, Flag, Pick, URL, Email, GUID, Date, List:
		return true
	case Picks, GUIDs, Markets, File, Matrix, JSON:
	}
	return false
}

// Applies reports whether the field exists in a document: its condition, if it
// has one, is met. Fields of other plan subtypes are not asked; see
// [Section.FieldsFor].
func (f *Field) Applies(doc json.RawMessage) (bool, error) {
	if f.When == nil {
		return true, nil
	}
	root, err := raw.Parse(doc)
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", f.Label, err)
	}
	return f.AppliesTo(root), nil
}

// AppliesTo is [Field.Applies] for a parsed document.
func (f *Field) AppliesTo(root *raw.Node) bool { return f.When.meets(root) }

// meets reports whether a document meets the condition; every document meets
// none.
func (c *Condition) meets(root *raw.Node) bool {
	if c == nil {
		return true
	}
	n, err := root.Find(raw.Pointer(c.Pointer))
	if err != nil {
		return false
	}
	value := ""
	if n != nil && n.Kind != raw.Null {
		value = n.Plain()
	}
	return slices.Contains(c.In, value)
}

// finish checks a condition.
func (c *Condition) finish() error {
	if c == nil {
		return nil
	}
	if _, err := raw.Pointer(c.Pointer).Steps(); err != nil || len(c.In) == 0 {
		return fmt.Errorf("the condition on %q is incomplete", c.Pointer)
	}
	return nil
}
