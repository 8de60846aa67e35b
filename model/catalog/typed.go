package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"awning/model/raw"
)

// Parse turns what a person typed into the field's JSON value, and checks it.
// Numbers keep the spelling they were typed in. Nothing typed is an empty text
// or list for the kinds that are one, and no value at all (nil, by which
// [Field.Set] takes the member out) for the others; a field that must not be
// empty refuses it. Kinds that are no line of text are taken as JSON. Errors
// are of type [*RuleError].
func (f *Field) Parse(typed string) (json.RawMessage, error) {
	if !utf8.ValidString(typed) {
		return nil, f.broken(RuleForm, "text in UTF-8", "")
	}
	v, err := f.value(typed)
	if err != nil {
		return nil, err
	}
	if errCheck := f.Check(v); errCheck != nil {
		return nil, errCheck
	}
	return v, nil
}

func (f *Field) value(typed string) (json.RawMessage, error) {
	line := strings.TrimSpace(typed)
	switch f.Kind {
	case Multiline, HTML:
		return raw.Quote(typed), nil
	case Text:
		return raw.Quote(line), nil
	case List, Picks, GUIDs, Markets:
		return f.items(line)
	default:
	}
	if line == "" {
		return nil, nil
	}
	switch f.Kind {
	case URL, Email, Date:
		return raw.Quote(line), nil
	case GUID:
		return raw.Quote(strings.ToLower(line)), nil
	case Pick:
		return raw.Quote(f.choice(line)), nil
	case Flag:
		return f.flag(line)
	case Money, Number:
		return f.number(line)
	default:
		return f.json(line)
	}
}

// choice finds the choice a person means by its value or label; what is no
// choice stays as it is, and [Field.Check] refuses it.
func (f *Field) choice(typed string) string {
	w := fold(typed)
	if i := slices.IndexFunc(f.Choices, func(c Choice) bool { return fold(c.Value) == w }); i >= 0 {
		return f.Choices[i].Value
	}
	if i := slices.IndexFunc(f.Choices, func(c Choice) bool { return fold(c.Label) == w }); i >= 0 {
		return f.Choices[i].Value
	}
	return typed
}

func (f *Field) flag(typed string) (json.RawMessage, error) {
	switch strings.ToLower(typed) {
	case "true", "yes", "y", "on", "1":
		return json.RawMessage("true"), nil
	case "false", "no", "n", "off", "0":
		return json.RawMessage("false"), nil
	}
	return nil, f.broken(RuleForm, "yes or no", typed)
}

// number takes a decimal number as typed, but for what JSON cannot spell: a
// plus sign, leading zeros, a bare point.
func (f *Field) number(typed string) (json.RawMessage, error) {
	digits, negative := strings.CutPrefix(typed, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" && fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, f.broken(RuleForm, "a number with a point as decimal mark, like 12.50", typed)
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if negative {
		whole = "-" + whole
	}
	if point && fraction != "" {
		whole += "." + fraction
	}
	return json.RawMessage(whole), nil
}

// items takes texts with commas between them, or a JSON array.
func (f *Field) items(typed string) (json.RawMessage, error) {
	if strings.HasPrefix(typed, "[") {
		return f.json(typed)
	}
	out := []byte{'['}
	for part := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		switch f.Kind {
		case Picks:
			part = f.choice(part)
		case GUIDs, Markets:
			part = strings.ToLower(part)
		default:
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, raw.Quote(part)...)
	}
	return append(out, ']'), nil
}

func (f *Field) json(typed string) (json.RawMessage, error) {
	n, err := raw.Parse([]byte(typed))
	if err != nil {
		return nil, f.broken(RuleForm, fmt.Sprintf("JSON (%v)", err), "")
	}
	return slices.Clone(n.Raw()), nil
}
