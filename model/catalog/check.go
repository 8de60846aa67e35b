package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

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
func (f *Field) CheckNode(n *raw.Node) error {
	if n == nil || n.Empty() {
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
		return f.checkParts(n)
	case raw.Object:
		return f.checkCount(len(n.Members))
	case raw.Null, raw.Bool, raw.Number, raw.String:
	}
	return nil
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

// spelling says how a text of a kind must be spelled if s is not; empty if it is.
func spelling(k Kind, s string) string {
	switch {
	case k == Text && strings.ContainsAny(s, "\r\n"):
		return "one line"
	case k == URL && !address(s):
		return "a web address that begins with http:// or https://"
	case k == Email && !mailbox(s):
		return "one e-mail address"
	case (k == GUID || k == GUIDs) && !guid(s):
		return "an id like 12345678-90ab-cdef-1234-567890abcdef"
	case k == Date && !date(s):
		return "a date like 2026-01-31, or one with a time like 2026-01-31T12:00:00Z"
	case k == Markets && !market(s):
		return "a list of country codes of two letters"
	}
	return ""
}

func address(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && !strings.ContainsAny(s, " \t\r\n")
}

func mailbox(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

func market(s string) bool {
	const short, long = 2, 3
	return (len(s) == short || len(s) == long) && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

func guid(s string) bool {
	const length = 36
	if len(s) != length {
		return false
	}
	for i, r := range s {
		switch i {
		case 8, 13, 18, 23:
			if r != '-' {
				return false
			}
		default:
			if (r < '0' || r > '9') && (r < 'a' || r > 'f') && (r < 'A' || r > 'F') {
				return false
			}
		}
	}
	return true
}

func date(s string) bool {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
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

// amount reads a decimal number; numbers whose exponent is beyond reason are
// none, as calculating with them would take all memory.
func amount(s string) (decimal.Decimal, bool) {
	const most = 10_000
	d, err := decimal.NewFromString(s)
	if err != nil || d.Exponent() > most || d.Exponent() < -most {
		return decimal.Decimal{}, false
	}
	return d, true
}

func (f *Field) checkItems(n *raw.Node) error {
	if err := f.checkCount(len(n.Items)); err != nil {
		return err
	}
	for i := range n.Items {
		item := &n.Items[i]
		if item.Kind != raw.String {
			return f.broken(RuleType, "a list of texts", "a list with "+item.Kind.String())
		}
		s := item.Text()
		if length := utf8.RuneCountInString(s); f.ItemMax > 0 && length > f.ItemMax {
			return f.broken(RuleMax, count(f.ItemMax, "character")+" in each item", count(length, "character"))
		}
		if err := f.checkSpelling(s); err != nil {
			return err
		}
	}
	return nil
}

// checkParts checks the members of each object of a list.
func (f *Field) checkParts(n *raw.Node) error {
	if err := f.checkCount(len(n.Items)); err != nil || len(f.Parts) == 0 {
		return err
	}
	for i := range n.Items {
		item := &n.Items[i]
		if item.Kind != raw.Object {
			return f.broken(RuleType, "a list of objects", "a list with "+item.Kind.String())
		}
		for j := range f.Parts {
			part := &f.Parts[j]
			if err := part.checkWithin(item, fmt.Sprintf("%s › %d", f.Label, i+1)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkWithin checks a part of an item and names the item in the error.
func (f *Field) checkWithin(item *raw.Node, name string) error {
	if !f.AppliesTo(item) {
		return nil
	}
	n := item.Follow(f.steps)
	err := f.CheckNode(n)
	if broken, ok := errors.AsType[*RuleError](err); ok {
		if broken.Within != "" {
			name += " › " + broken.Within
		}
		broken.Within = name
	}
	return err
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
