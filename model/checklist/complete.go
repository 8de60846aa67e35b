package checklist

import (
	"fmt"
	"slices"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// complete finds out what a row's documents lack.
func (b *builder) complete(r *row) error {
	found := false
	for i := range b.draft.Documents {
		d := &b.draft.Documents[i]
		if b.home(d.Key) != r.Key {
			continue
		}
		found = found || d.Key.Section == r.Key.Section
		if err := b.check(r, d); err != nil {
			return err
		}
	}
	if !found && !r.removed && r.section != nil && r.section.Required {
		r.fault(r.Label, Fault{Key: r.Key, Err: fmt.Errorf("%s must not be empty", r.Label)})
	}
	r.Complete = len(r.Missing) == 0
	return nil
}

func (b *builder) check(r *row, d *model.Document) error {
	if b.t == nil {
		return nil
	}
	s, ok := b.t.Section(d.Key)
	if !ok {
		return nil
	}
	root, err := raw.Parse(d.Raw)
	if err != nil {
		return fmt.Errorf("reading %s: %w", d.Key, err)
	}
	at := level{d.Key.Section, d.Key.Plan != ""}
	b.counted[at] = append(b.counted[at], catalog.Counted{Key: d.Key, Root: root})
	old, err := b.published(d.Key)
	if err != nil {
		return err
	}
	p, _ := b.draft.Plan(d.Key.Plan)
	for _, f := range s.FieldsFor(p.Subtype) {
		n, err := root.Find(raw.Pointer(f.Pointer))
		if err != nil {
			return fmt.Errorf("reading %s: %w", d.Key, err)
		}
		if !f.AppliesTo(root) {
			continue
		}
		was, err := old.Find(raw.Pointer(f.Pointer))
		if err != nil {
			return fmt.Errorf("reading %s as published: %w", d.Key, err)
		}
		err = f.CheckNode(n)
		if err == nil {
			err = f.CheckKept(was, n)
		}
		if err != nil {
			r.fault(f.Label, Fault{Key: d.Key, Field: f.ID, Err: err})
			continue
		}
		if doubt := f.Doubt(n); doubt != nil {
			r.Doubts = append(r.Doubts, Fault{Key: d.Key, Field: f.ID, Err: doubt})
		}
	}
	return nil
}

// published is the document as it was published, or an empty one.
func (b *builder) published(k model.SectionKey) (*raw.Node, error) {
	d, ok := b.base.Find(k)
	if !ok || !b.base.Exists {
		return &raw.Node{}, nil
	}
	root, err := raw.Parse(d.Raw)
	if err != nil {
		return nil, fmt.Errorf("reading %s as published: %w", k, err)
	}
	return root, nil
}

// across applies the rules over all documents of a section.
func (b *builder) across() {
	if b.t == nil {
		return
	}
	for i := range b.t.Sections {
		s := &b.t.Sections[i]
		docs := b.counted[level{s.ID, s.Plan}]
		for _, err := range s.CheckTallies(docs) {
			b.tallied(s, docs, err)
		}
		for j := range s.Fields {
			if f := &s.Fields[j]; f.Unique {
				for _, repeated := range f.CheckUnique(docs) {
					r := b.rowOf(repeated.Key)
					r.fault(f.Label, Fault{Key: repeated.Key, Field: f.ID, Err: repeated})
				}
			}
		}
	}
}

// tallied puts a wrong count into the row of the last document that counts. If
// there is none, the section's row has it, or for sections of plans the first
// row that is published.
func (b *builder) tallied(s *catalog.Section, docs []catalog.Counted, wrong *catalog.TallyError) {
	key := model.SectionKey{Section: s.ID}
	if len(docs) > 0 {
		key = docs[len(docs)-1].Key
	}
	i := slices.IndexFunc(b.list, func(r *row) bool {
		if s.Plan && len(docs) == 0 {
			return r.travel != catalog.Outside
		}
		return r.Key == b.home(key)
	})
	if i >= 0 {
		b.list[i].fault(wrong.Tally.Label, Fault{Key: key, Err: wrong})
	}
}

// fault notes what is wrong and names it among what is missing.
func (r *row) fault(label string, f Fault) {
	r.Faults, r.Complete = append(r.Faults, f), false
	if !slices.Contains(r.Missing, label) {
		r.Missing = append(r.Missing, label)
	}
}
