package catalog

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"awning/model/raw"
)

// Even says which lists must be equally long: one in each item of an inner list.
type Even struct {
	Label string `json:"label"` // what the lists hold, in the plural
	// Inner is the place of the inner list in each item of the field, List that of
	// the list to be measured in each item of the inner one.
	Inner string `json:"inner"`
	List  string `json:"list"`
	// When says which items of the inner list count; nil for all.
	When *Condition `json:"when"`

	inner, list []raw.Step
}

func (e *Even) finish() error {
	if e == nil {
		return nil
	}
	var errInner, errList error
	e.inner, errInner = raw.Pointer(e.Inner).Steps()
	e.list, errList = raw.Pointer(e.List).Steps()
	return errors.Join(errInner, errList, e.When.finish())
}

// checkEven compares the lengths of the lists below a field's items.
func (f *Field) checkEven(n *raw.Node) error {
	if f.Even == nil {
		return nil
	}
	first := -1
	for i := range n.Items {
		inner := n.Items[i].Follow(f.Even.inner)
		if inner == nil {
			continue
		}
		for j := range inner.Items {
			if !f.Even.When.meets(&inner.Items[j]) {
				continue
			}
			length := 0
			if list := inner.Items[j].Follow(f.Even.list); list != nil {
				length = len(list.Items)
			}
			switch {
			case first < 0:
				first = length
			case length != first:
				return f.broken(RuleEven, f.Even.Label+" everywhere", fmt.Sprintf("%d beside %d", length, first))
			}
		}
	}
	return nil
}

// checkRows checks how many rows a table has, and how many items each row.
func (f *Field) checkRows(n *raw.Node) error {
	if err := f.checkCount(len(n.Members)); err != nil || f.ItemMax == 0 {
		return err
	}
	for i := range n.Members {
		m := &n.Members[i]
		if items := len(m.Value.Items); items > f.ItemMax {
			row := &Field{ID: m.Name, Label: clip(m.Name), Kind: List}
			return &RuleError{Field: row, Within: f.Label, Rule: RuleMax, Limit: count(f.ItemMax, "item"), Actual: count(items, "item")}
		}
	}
	return nil
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
			return f.broken(RuleMax, f.itemLimit(), count(length, "character"))
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
