package checklist

import (
	"encoding/json"
	"fmt"
	"slices"

	"awning/model/catalog"
	"awning/model/raw"
)

// Keeps reports whether a field has a rule about what was published in it. Of
// any other one [Kept] needs nothing that was published.
func Keeps(f *catalog.Field) bool {
	return len(f.Stays) > 0 ||
		slices.ContainsFunc(f.Parts, func(p catalog.Field) bool { return p.Frozen == catalog.FrozenPublish })
}

// Kept returns the rule that a field's value breaks by giving up what preview or
// live have in it, as a [*catalog.RuleError], or nil. It is what the checklist
// says of a draft, for a value that is still being typed. Nil values are absent.
func Kept(f *catalog.Field, value json.RawMessage, published ...json.RawMessage) error {
	if !Keeps(f) {
		return nil
	}
	now, err := node(value)
	if err != nil {
		return fmt.Errorf("reading %s: %w", f.Label, err)
	}
	for _, v := range published {
		was, err := node(v)
		if err != nil {
			return fmt.Errorf("reading %s as published: %w", f.Label, err)
		}
		if err = f.CheckKept(was, now); err != nil {
			return err
		}
	}
	return nil
}

// node is a value parsed; nil if it is absent, as the catalogue has it.
func node(v json.RawMessage) (*raw.Node, error) {
	if v == nil {
		return nil, nil
	}
	return raw.Parse(v)
}
