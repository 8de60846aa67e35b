package compare

import (
	"slices"

	"awning/model"
	"awning/model/catalog"
)

// Contents compares all of an offer in two environments: the offer's sections
// in the catalogue's order, then plan by plan, the left side's plans first.
// Plans are matched by the id their publisher gave them. Sections the catalogue
// does not know come after those it knows. A nil type is one the catalogue does
// not know at all. Where a side is put together from a submission's parts, what no
// submission carries is left out of the comparison if it is missing there. For
// all and the errors see [Documents].
func Contents(t *catalog.Type, left, right model.Contents, all bool) ([]model.Change, error) {
	var parts [][]model.Change
	for _, k := range keys(t, left, right) {
		var s *catalog.Section
		if t != nil {
			s, _ = t.Section(k)
		}
		if unknowable(s, left, k) || unknowable(s, right, k) {
			continue
		}
		changes, err := Documents(s, document(left, k), document(right, k), all)
		if err != nil {
			return nil, err
		}
		parts = append(parts, changes)
	}
	return slices.Concat(parts...), nil
}

// unknowable reports whether the absence of a section means nothing: the side
// was put together from the modules of a submission, and this is none.
func unknowable(s *catalog.Section, c model.Contents, k model.SectionKey) bool {
	if !c.Exists || !c.Approximate || s == nil || s.Module != "" {
		return false
	}
	if _, ok := c.Find(k); ok {
		return false
	}
	_, ok := c.Plan(k.Plan)
	return ok || k.Plan == ""
}

func document(c model.Contents, k model.SectionKey) *model.Document {
	if d, ok := c.Find(k); ok && c.Exists {
		return &d
	}
	return nil
}

// keys lists the sections of both sides in the order they are compared in.
func keys(t *catalog.Type, left, right model.Contents) []model.SectionKey {
	var out []model.SectionKey
	seen := map[model.SectionKey]bool{}
	plans := map[model.PlanID]int{"": 0}
	for _, c := range []model.Contents{left, right} {
		if !c.Exists {
			continue
		}
		for _, p := range c.Plans {
			rank(plans, p.ID)
		}
		for i := range c.Documents {
			k := c.Documents[i].Key
			rank(plans, k.Plan)
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b model.SectionKey) int {
		if a.Plan != b.Plan {
			return plans[a.Plan] - plans[b.Plan]
		}
		return position(t, a) - position(t, b)
	})
	return out
}

func rank(plans map[model.PlanID]int, id model.PlanID) {
	if _, ok := plans[id]; !ok {
		plans[id] = len(plans)
	}
}

// position is where the catalogue lists a section; behind all others if it
// does not.
func position(t *catalog.Type, k model.SectionKey) int {
	if t == nil {
		return 0
	}
	i := slices.IndexFunc(t.Sections, func(s catalog.Section) bool { return s.ID == k.Section && s.Plan == (k.Plan != "") })
	if i < 0 {
		return len(t.Sections)
	}
	return i
}
