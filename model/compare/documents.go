package compare

import (
	"encoding/json"
	"fmt"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// Documents compares two documents of one section. A nil document, or one
// without content, is absent. A nil section is one the catalogue does not know.
// Unless all is true, only differences are returned. Values of secrets are
// masked. The error says which document cannot be read, or that the two are
// written for different APIs and cannot be compared member by member.
func Documents(s *catalog.Section, left, right *model.Document, all bool) ([]model.Change, error) {
	if left != nil && right != nil && left.Dialect != right.Dialect {
		return nil, fmt.Errorf("%s cannot be compared: one side was read through the API %s, the other through %s; read both through one",
			left.Key, left.Dialect, right.Dialect)
	}
	l, err := parse(left)
	if err != nil {
		return nil, err
	}
	r, err := parse(right)
	if err != nil {
		return nil, err
	}
	one := left
	if one == nil {
		one = right
	}
	if one == nil {
		return nil, nil
	}
	d := newDiff(s, one, all)
	if err := d.run(l, r); err != nil {
		return nil, err
	}
	return d.changes, nil
}

func parse(doc *model.Document) (*raw.Node, error) {
	if doc == nil || len(doc.Raw) == 0 {
		return nil, nil //nolint:nilnil // an absent document is no error and has no content
	}
	n, err := raw.Parse(doc.Raw)
	if err != nil {
		return nil, fmt.Errorf("reading %s in %s: %w", doc.Key, doc.Env, err)
	}
	return n, nil
}

// diff compares two trees and collects the changes.
type diff struct {
	*Rules

	key     model.SectionKey
	all     bool
	changes []model.Change
	// done are values that belong to a field and are reported with it alone.
	done map[*raw.Node]bool
}

func newDiff(s *catalog.Section, doc *model.Document, all bool) *diff {
	return &diff{Rules: rulesOf(s, doc.Dialect), key: doc.Key, all: all, done: map[*raw.Node]bool{}}
}

// run reports the fields in their order, then whatever else there is.
func (d *diff) run(l, r *raw.Node) error {
	type found struct {
		field *catalog.Field
		sides pair
		list  bool
	}
	places := make([]found, 0, len(d.fields))
	for i := range d.fields {
		f := &d.fields[i]
		steps, err := raw.Pointer(f.Pointer).Steps()
		if err != nil {
			return err
		}
		p := found{field: f, sides: pair{follow(l, steps), follow(r, steps)}, list: d.isKeyed(f.Pointer) || f.Kind == catalog.Matrix}
		if !p.list {
			d.finish(p.sides)
		}
		places = append(places, p)
	}
	for _, p := range places {
		at := place{path: raw.Pointer(p.field.Pointer), pattern: pattern(p.field.Pointer), field: p.field, label: p.field.Label, trail: p.field.Label}
		if !p.list {
			d.report(at, p.sides)
			continue
		}
		d.walk(at, p.sides)
		d.finish(p.sides)
	}
	d.walk(place{}, pair{l, r})
	return nil
}

func (d *diff) finish(p pair) {
	for _, n := range []*raw.Node{p.left, p.right} {
		if n != nil {
			d.done[n] = true
		}
	}
}

// report adds the change of one place, if there is one to report.
func (d *diff) report(at place, p pair) {
	c := model.Change{Key: d.key, Path: string(at.path), Kind: model.Edited}
	leftEmpty, rightEmpty := p.left == nil || p.left.Empty(), p.right == nil || p.right.Empty()
	switch {
	case leftEmpty && rightEmpty:
		return
	case leftEmpty:
		c.Kind = model.Added
	case rightEmpty:
		c.Kind = model.Removed
	case d.same(at.pattern, p):
		if !d.all {
			return
		}
		c.Kind = model.Unchanged
	}
	c.Label = at.name(d.labels)
	if at.field != nil {
		c.Field = at.field.ID
	}
	c.Secret = at.secret(p.left, p.right)
	c.Left, c.Right = value(p.left, c.Secret), value(p.right, c.Secret)
	d.changes = append(d.changes, c)
}

// mask stands for the value of a secret.
const mask = "••••"

func value(n *raw.Node, hide bool) json.RawMessage {
	switch {
	case n == nil:
		return nil
	case hide && !n.Empty():
		return raw.Quote(mask)
	}
	return n.Raw()
}
