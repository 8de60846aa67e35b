package catalog

import (
	"fmt"
	"slices"
	"strings"

	"awning/model"
	"awning/model/raw"
)

// Resolve finds the section and field a person means by a path:
//
//	listing                          a section
//	listing.summary                  one of its fields
//	plans/basic/pricing.price        a field of a plan's section
//	assets:azurelogolarge/1          one document of a section that has several
//	listing./someMember/inside       a place no field covers, as JSON
//
// Sections and fields may be named by their id, their label or the name of the
// document's member, however cased and spaced. The field is nil if the path
// names none. Which plans the offer has is not known here. An error lists the
// names that come nearest.
func (t *Type) Resolve(path string) (model.SectionKey, *Field, error) {
	var key model.SectionKey
	rest := strings.TrimSpace(path)
	if plan, after, ok := cutPlan(rest); ok {
		if plan == "" || after == "" {
			return key, nil, fmt.Errorf("%q names no section of a plan: write plans/PLAN/SECTION", path)
		}
		key.Plan, rest = model.PlanID(plan), after
	}
	section, field, named := strings.Cut(rest, ".")
	section, key.Item, _ = strings.Cut(section, ":")
	s, err := t.sectionNamed(section, key.Plan != "")
	if err != nil {
		return model.SectionKey{}, nil, err
	}
	key.Section = s.ID
	if !named {
		return key, nil, nil
	}
	f, err := s.fieldNamed(field)
	if err != nil {
		return model.SectionKey{}, nil, err
	}
	return key, f, nil
}

// cutPlan takes "plans/NAME/" off a path, also in the singular.
func cutPlan(path string) (plan, rest string, ok bool) {
	head, tail, _ := strings.Cut(path, "/")
	if h := fold(head); h != "plans" && h != "plan" {
		return "", path, false
	}
	plan, rest, _ = strings.Cut(tail, "/")
	return plan, rest, true
}

func (t *Type) sectionNamed(word string, plan bool) (*Section, error) {
	w := fold(word)
	sections := t.SectionsFor(plan, "")
	for _, names := range []func(*Section) string{
		func(s *Section) string { return string(s.ID) },
		func(s *Section) string { return s.Label },
		func(s *Section) string { return s.Resource },
		func(s *Section) string { return s.Module },
	} {
		for _, s := range sections {
			if w != "" && fold(names(s)) == w {
				return s, nil
			}
		}
	}
	known := make([]named, len(sections))
	for i, s := range sections {
		known[i] = named{string(s.ID), s.Label}
	}
	level := t.Label
	if plan {
		level = "a plan of " + t.Label
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("%s has no sections", level)
	}
	return nil, fmt.Errorf("%q is no section of %s: %s", word, level, hint(word, known))
}

func (s *Section) fieldNamed(word string) (*Field, error) {
	if strings.HasPrefix(word, "/") {
		return s.fieldAt(word)
	}
	w := fold(word)
	for _, name := range []func(*Field) string{
		func(f *Field) string { return f.ID },
		func(f *Field) string { return f.Label },
		func(f *Field) string { return f.Pointer },
	} {
		for i := range s.Fields {
			if w != "" && fold(name(&s.Fields[i])) == w {
				return &s.Fields[i], nil
			}
		}
	}
	if f := s.fieldOfMember(w); f != nil {
		return f, nil
	}
	known := make([]named, len(s.Fields))
	for i := range s.Fields {
		known[i] = named{s.Fields[i].ID, s.Fields[i].Label}
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("no fields of %q are known: name a place like %s./member", s.Label, s.ID)
	}
	return nil, fmt.Errorf("%q is no field of %q: %s", word, s.Label, hint(word, known))
}

// fieldOfMember finds the field whose member has the name, if there is only one.
func (s *Section) fieldOfMember(w string) *Field {
	var found *Field
	for i := range s.Fields {
		f := &s.Fields[i]
		if w == "" || fold(f.Pointer[strings.LastIndexByte(f.Pointer, '/'):]) != w {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

// fieldAt is the field at a place, or one made up for it.
func (s *Section) fieldAt(place string) (*Field, error) {
	if _, err := raw.Pointer(place).Steps(); err != nil {
		return nil, err
	}
	for i := range s.Fields {
		if s.Fields[i].Pointer == place {
			return &s.Fields[i], nil
		}
	}
	return &Field{ID: place, Label: place, Pointer: place, Kind: JSON}, nil
}

// named is something a person may have meant.
type named struct{ id, label string }

// hint names what a person may have meant: what is nearest, or everything if
// nothing is near.
func hint(word string, known []named) string {
	type guess struct {
		id  string
		far int
	}
	w := fold(word)
	var near []guess
	all := make([]string, len(known))
	for i, k := range known {
		all[i] = k.id
		far := min(apartness(w, fold(k.id)), apartness(w, fold(k.label)))
		if far <= max(2, len(w)/3) {
			near = append(near, guess{k.id, far})
		}
	}
	if len(near) == 0 {
		return "it has " + strings.Join(all, ", ")
	}
	slices.SortStableFunc(near, func(a, b guess) int { return a.far - b.far })
	const most = 4
	near = near[:min(most, len(near))]
	names := make([]string, len(near))
	for i, g := range near {
		names[i] = g.id
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
}

// apartness is the distance of two words; one within the other is near.
func apartness(w, name string) int {
	far := distance(w, name)
	if w != "" && name != "" && (strings.Contains(name, w) || strings.Contains(w, name)) {
		return min(far, 1)
	}
	return far
}

// distance is how many letters must be changed, added or dropped to make one
// word of another.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
