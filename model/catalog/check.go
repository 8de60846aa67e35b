package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"awning/model/raw"
)

// Rule is the rule a value breaks.
type Rule string

// The rules.
const (
	RuleRequired Rule = "required" // it is empty and must not be
	RuleForm     Rule = "form"     // it is not spelled as its kind demands
	RuleMin      Rule = "min"      // it is too short, too few or too small
	RuleMax      Rule = "max"      // it is too long, too many or too large
	RuleChoice   Rule = "choice"   // it is none of the choices
	RulePattern  Rule = "pattern"  // it does not match the pattern
	RuleType     Rule = "type"     // the document holds another type of value there
	RuleTags     Rule = "tags"     // it has markup the store does not take
	RuleKept     Rule = "kept"     // it gives up what was published
	RuleEven     Rule = "even"     // lists that must be equally long are not
)

// RuleError says which rule of a field a value breaks.
type RuleError struct {
	// Field is the field, or the part of the item of a list.
	Field *Field
	Rule  Rule
	// Within names the list and item the part lies in, as "Open ports › 2";
	// empty for a field.
	Within string
	// Limit is what is allowed, in words; Actual what was found. Actual is empty
	// for secrets.
	Limit, Actual string
}

// Error is one sentence for the person who typed the value.
func (e *RuleError) Error() string {
	text := e.Field.Label
	if e.Within != "" {
		text = e.Within + " › " + text
	}
	switch e.Rule {
	case RuleRequired:
		return text + " must not be empty"
	case RuleMin:
		text += " must " + e.verb() + " at least " + e.Limit
	case RuleMax:
		text += " may " + e.verb() + " at most " + e.Limit
	case RuleChoice, RuleForm, RulePattern, RuleType:
		text += " must be " + e.Limit
	case RuleTags:
		return text + " may have " + e.Limit + "; this has " + e.Actual
	case RuleKept:
		return text + " was published with " + strconv.Quote(e.Limit) + ", which cannot be taken back"
	case RuleEven:
		text += " must have the same number of " + e.Limit
	}
	if e.Actual != "" {
		text += "; this is " + e.Actual
	}
	return text
}

// verb is what a value does with its limit: a number is that large, a text
// has that many characters.
func (e *RuleError) verb() string {
	if e.Field.jsonKind() == raw.Number {
		return "be"
	}
	return "have"
}

func (f *Field) broken(rule Rule, limit, actual string) error {
	if f.Secret {
		actual = ""
	} else if actual != "" && (rule == RuleForm || rule == RuleChoice || rule == RulePattern) {
		actual = strconv.Quote(clip(actual))
	}
	return &RuleError{Field: f, Rule: rule, Limit: limit, Actual: actual}
}

// clip shortens a value for a message.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Check returns the rule a value breaks as a [*RuleError], or nil. A nil value
// stands for an absent one.
func (f *Field) Check(v json.RawMessage) error {
	if v == nil {
		v = json.RawMessage("null")
	}
	n, err := raw.Parse(v)
	if err != nil {
		return f.broken(RuleForm, fmt.Sprintf("JSON (%v)", err), "")
	}
	return f.CheckNode(n)
}

// CheckNode is [Field.Check] for a parsed value; nil stands for an absent one.
func (f *Field) CheckNode(n *raw.Node) error { return f.without(f.Unsure).checkNode(n) }

// Doubt returns the unsure rule a value breaks as a [*RuleError], or nil: the
// publisher should know of it, and the service decides.
func (f *Field) Doubt(n *raw.Node) error {
	if firm, all := f.CheckNode(n), f.checkNode(n); firm == nil {
		return all
	}
	return nil
}

// without is the field without some of its rules.
func (f *Field) without(rules []Rule) *Field {
	if len(rules) == 0 {
		return f
	}
	out := *f
	if slices.Contains(rules, RuleMin) {
		out.Min = 0
	}
	if slices.Contains(rules, RuleMax) {
		out.Max = 0
	}
	if slices.Contains(rules, RulePattern) {
		out.pattern = nil
	}
	return &out
}

func (f *Field) checkNode(n *raw.Node) error {
	if n == nil || f.empty(n) {
		if f.Required {
			return f.broken(RuleRequired, "", "")
		}
		return nil
	}
	want := f.jsonKind()
	if want != raw.Null && n.Kind != want {
		return f.broken(RuleType, want.String(), n.Kind.String())
	}
	switch want {
	case raw.String:
		return f.checkText(n.Text())
	case raw.Number:
		return f.checkNumber(string(n.Raw()))
	case raw.Array:
		return f.checkItems(n)
	case raw.Null, raw.Bool, raw.Object:
	}
	switch n.Kind {
	case raw.Array:
		if err := f.checkParts(n); err != nil {
			return err
		}
		return f.checkEven(n)
	case raw.Object:
		return f.checkRows(n)
	case raw.Null, raw.Bool, raw.Number, raw.String:
	}
	return nil
}

// empty reports whether the value says nothing. The name of a table's row says
// something even if the row is empty, as a category without subcategories does.
func (f *Field) empty(n *raw.Node) bool {
	if f.Kind == Matrix && n.Kind == raw.Object {
		return len(n.Members) == 0
	}
	return n.Empty()
}

// jsonKind is the type of JSON value the field holds; Null for any.
func (f *Field) jsonKind() raw.Kind {
	switch f.Kind {
	case Text, Multiline, HTML, Pick, Date, URL, Email, GUID, File:
		return raw.String
	case Money, Number:
		return raw.Number
	case Flag:
		return raw.Bool
	case List, Picks, GUIDs, Markets:
		return raw.Array
	case Matrix, JSON:
	}
	return raw.Null
}

func (f *Field) checkText(s string) error {
	length := utf8.RuneCountInString(s)
	switch {
	case f.Required && strings.TrimSpace(s) == "":
		return f.broken(RuleRequired, "", "")
	case f.Max > 0 && length > f.Max:
		return f.broken(RuleMax, count(f.Max, "character"), count(length, "character"))
	case length < f.Min:
		return f.broken(RuleMin, count(f.Min, "character"), count(length, "character"))
	}
	return f.checkSpelling(s)
}

// checkSpelling checks one text, or one item of a list of texts.
func (f *Field) checkSpelling(s string) error {
	if err := f.checkTags(s); err != nil {
		return err
	}
	if limit := spelling(f.Kind, s); limit != "" {
		return f.broken(RuleForm, limit, s)
	}
	if len(f.Choices) > 0 && !slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Value == s }) {
		return f.broken(RuleChoice, "one of "+f.choiceList(), s)
	}
	if f.pattern != nil && !f.pattern.MatchString(s) {
		return f.broken(RulePattern, f.PatternHelp, s)
	}
	return nil
}

func (f *Field) checkNumber(s string) error {
	if f.pattern != nil && !f.pattern.MatchString(s) {
		return f.broken(RulePattern, f.PatternHelp, s)
	}
	if len(f.Choices) > 0 {
		if slices.ContainsFunc(f.Choices, func(c Choice) bool { ok, err := raw.Equal([]byte(c.Value), []byte(s)); return err == nil && ok }) {
			return nil
		}
		return f.broken(RuleChoice, "one of "+f.choiceList(), s)
	}
	if f.MinValue == "" && f.MaxValue == "" {
		return nil
	}
	d, ok := amount(s)
	if !ok {
		return f.broken(RuleForm, "a number of reasonable size", s)
	}
	if low, has := amount(f.MinValue); has && d.LessThan(low) {
		return f.broken(RuleMin, f.MinValue, s)
	}
	if high, has := amount(f.MaxValue); has && d.GreaterThan(high) {
		return f.broken(RuleMax, f.MaxValue, s)
	}
	return nil
}

func (f *Field) checkCount(items int) error {
	switch {
	case f.Max > 0 && items > f.Max:
		return f.broken(RuleMax, count(f.Max, "item"), count(items, "item"))
	case items < f.Min:
		return f.broken(RuleMin, count(f.Min, "item"), count(items, "item"))
	}
	return nil
}

func (f *Field) choiceList() string {
	labels := make([]string, len(f.Choices))
	for i, c := range f.Choices {
		labels[i] = c.Value
	}
	return strings.Join(labels, ", ")
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
