package catalog

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"awning/model"
	"awning/model/raw"
)

// finish checks a type and works out what its rows leave unsaid.
func (t *Type) finish() error {
	switch {
	case t.Label == "" || t.Short == "":
		return errors.New("label and short must be set")
	case t.Dialect != model.Graph && t.Dialect != model.V1:
		return fmt.Errorf("the dialect %q is neither graph nor v1", t.Dialect)
	case t.Names[t.Dialect] == "":
		return fmt.Errorf("there is no name for the dialect %s", t.Dialect)
	case !slices.Contains([]FlowOrder{"", CertifiesAfterSignoff, CertifiesBeforePreview}, t.Flow.Order):
		return fmt.Errorf("the flow's order %q is unknown", t.Flow.Order)
	}
	seen := map[string]bool{}
	for i := range t.Sections {
		s := &t.Sections[i]
		level := "offer"
		if s.Plan {
			level = "plan"
		}
		row := fmt.Sprintf("%s section %d (%s)", level, i+1, s.ID)
		if seen[level+string(s.ID)] {
			return fmt.Errorf("%s: the id stands twice", row)
		}
		seen[level+string(s.ID)] = true
		if err := s.finish(t); err != nil {
			return fmt.Errorf("%s: %w", row, err)
		}
	}
	return t.checkRiders()
}

// checkRiders wants the section that another one rides with to exist.
func (t *Type) checkRiders() error {
	for i := range t.Sections {
		s := &t.Sections[i]
		if s.With == "" {
			continue
		}
		other, ok := t.first(func(o *Section) bool { return o.ID == s.With && o.Plan == s.Plan })
		if !ok || other.With != "" || other == s {
			return fmt.Errorf("section %s: cannot ride with %q", s.ID, s.With)
		}
	}
	return nil
}

func (s *Section) finish(t *Type) error {
	switch {
	case s.ID == "" || s.Label == "":
		return errors.New("id and label must be set")
	case !slices.Contains([]Travel{Selectable, Always, WithPlans, Together, Outside}, s.Travel):
		return fmt.Errorf("the travel %q is unknown", s.Travel)
	case s.Plan && !t.Plans:
		return errors.New("the type has no plans")
	}
	if err := knownSubtypes(t, s.Subtypes); err != nil {
		return err
	}
	if err := s.finishPlaces(); err != nil {
		return err
	}
	for i := range s.Tallies {
		if err := s.Tallies[i].finish(); err != nil {
			return fmt.Errorf("tally %d: %w", i+1, err)
		}
	}
	if err := s.finishFields(t); err != nil {
		return err
	}
	return s.finishNoise(t.Dialect)
}

// finishPlaces checks the places that are no fields.
func (s *Section) finishPlaces() error {
	for list, key := range s.Lists {
		if _, err := raw.Pointer(list).Steps(); err != nil {
			return fmt.Errorf("list %q: %w", list, err)
		}
		if key == "" || slices.Contains(strings.Split(key, "+"), "") {
			return fmt.Errorf("list %q: the key %q is incomplete", list, key)
		}
	}
	for place, label := range s.Labels {
		if _, err := raw.Pointer(place).Steps(); err != nil || label == "" {
			return fmt.Errorf("label of %q: it is empty, or %w", place, err)
		}
	}
	return nil
}

func (s *Section) finishFields(t *Type) error {
	labels := make(map[string]*Field, len(s.Fields))
	for i := range s.Fields {
		f := &s.Fields[i]
		err := f.finish()
		if err == nil {
			err = knownSubtypes(t, f.Subtypes)
		}
		for j := range s.Fields[:i] {
			o := &s.Fields[j]
			switch {
			case o.ID == f.ID:
				err = errors.New("the id stands twice")
			case o.Pointer == f.Pointer && !apart(o, f):
				err = fmt.Errorf("the pointer is that of %q", o.ID)
			}
		}
		label := fold(f.Label)
		if o, taken := labels[label]; taken {
			err = fmt.Errorf("the label is that of %q", o.ID)
		}
		labels[label] = f
		if err != nil {
			return fmt.Errorf("field %d (%s): %w", i+1, f.ID, err)
		}
	}
	return nil
}

// apart reports whether no plan has both fields.
func apart(a, b *Field) bool {
	return len(a.Subtypes) > 0 && len(b.Subtypes) > 0 &&
		!slices.ContainsFunc(a.Subtypes, func(s string) bool { return slices.Contains(b.Subtypes, s) })
}

// finishNoise adds the dialect's noise, but for places that are fields here.
func (s *Section) finishNoise(d model.Dialect) error {
	for _, place := range s.Noise {
		if _, err := raw.Pointer(place).Steps(); err != nil {
			return fmt.Errorf("noise: %w", err)
		}
	}
	for _, place := range Noise(d) {
		if !slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Pointer == place }) && !slices.Contains(s.Noise, place) {
			s.Noise = append(s.Noise, place)
		}
	}
	return nil
}

func (f *Field) finish() error {
	if f.ID == "" || f.Label == "" || f.Pointer == "" {
		return errors.New("id, label and pointer must be set")
	}
	steps, err := raw.Pointer(f.Pointer).Steps()
	if err != nil {
		return err
	}
	f.steps = steps
	switch {
	case strings.ContainsAny(f.ID, "./: "):
		return errors.New("an id holds no dots, slashes, colons or spaces")
	case !slices.Contains(kinds(), f.Kind):
		return fmt.Errorf("the kind %q is unknown", f.Kind)
	case f.Frozen != "" && f.Frozen != FrozenCreate && f.Frozen != FrozenPublish:
		return fmt.Errorf("frozen is %q and not create or publish", f.Frozen)
	case (f.Pattern == "") != (f.PatternHelp == ""):
		return errors.New("a pattern needs its words, and the words their pattern")
	}
	if err := f.finishChoices(); err != nil {
		return err
	}
	if err := f.finishLimits(); err != nil {
		return err
	}
	if err := errors.Join(f.finishFiles(), f.finishKind()); err != nil {
		return err
	}
	return f.finishParts()
}

func (f *Field) finishFiles() error {
	if len(f.Files) > 0 && f.Kind != File && f.Kind != JSON {
		return fmt.Errorf("a field of kind %s holds no file", f.Kind)
	}
	for i := range f.Files {
		if err := f.Files[i].finish(); err != nil {
			return fmt.Errorf("file rule %d: %w", i+1, err)
		}
	}
	return nil
}

// finishKind refuses rules that say nothing about the field's kind.
func (f *Field) finishKind() error {
	switch {
	case f.Plain && f.jsonKind() != raw.String && f.Kind != List:
		return fmt.Errorf("a field of kind %s cannot be plain text", f.Kind)
	case f.Even != nil && f.Kind != JSON:
		return fmt.Errorf("a field of kind %s has no lists to compare", f.Kind)
	}
	return nil
}

func (f *Field) finishParts() error {
	if len(f.Parts) > 0 && f.Kind != JSON && f.Kind != Matrix {
		return fmt.Errorf("a field of kind %s has no parts", f.Kind)
	}
	for i := range f.Parts {
		p := &f.Parts[i]
		if err := p.finish(); err != nil {
			return fmt.Errorf("part %d (%s): %w", i+1, p.ID, err)
		}
		if p.Frozen == FrozenCreate || len(p.Subtypes) > 0 || len(p.Unsure) > 0 {
			return fmt.Errorf("part %d (%s): parts are not set at creation, not for some plans only and not unsure", i+1, p.ID)
		}
	}
	return nil
}

func (f *Field) finishChoices() error {
	choose := f.Kind == Pick || f.Kind == Picks
	switch {
	case choose && len(f.Choices) == 0:
		return errors.New("there is nothing to choose")
	case len(f.Choices) > 0 && !choose && f.Kind != Number:
		return fmt.Errorf("a field of kind %s has no choices", f.Kind)
	}
	seen := make(map[string]bool, len(f.Choices))
	for i, c := range f.Choices {
		value := fold(c.Value)
		if c.Value == "" || seen[value] {
			return fmt.Errorf("choice %d (%q) is empty or stands twice", i+1, c.Value)
		}
		seen[value] = true
	}
	return nil
}

func (f *Field) finishLimits() error {
	if f.Min < 0 || f.Max < 0 || f.Max > 0 && f.Min > f.Max {
		return fmt.Errorf("the limits %d to %d contradict each other", f.Min, f.Max)
	}
	for _, limit := range []string{f.MinValue, f.MaxValue} {
		if _, ok := amount(limit); limit != "" && (!ok || f.jsonKind() != raw.Number) {
			return fmt.Errorf("the limit %q is no number, or the field is none", limit)
		}
	}
	if err := errors.Join(f.When.finish(), f.Even.finish(), f.knownUnsure()); err != nil {
		return err
	}
	if f.Pattern != "" {
		p, err := regexp.Compile(f.Pattern)
		if err != nil {
			return fmt.Errorf("the pattern is no regular expression: %w", err)
		}
		f.pattern = p
	}
	return nil
}

// knownUnsure wants the unsure rules to be ones that the field has and that
// can be let pass.
func (f *Field) knownUnsure() error {
	has := map[Rule]bool{RuleMin: f.Min > 0, RuleMax: f.Max > 0, RulePattern: f.Pattern != ""}
	for _, r := range f.Unsure {
		there, possible := has[r]
		switch {
		case !possible:
			return fmt.Errorf("%q cannot be unsure: only min, max and pattern can", r)
		case !there:
			return fmt.Errorf("there is no %s to be unsure of", r)
		}
	}
	return nil
}

func knownSubtypes(t *Type, subtypes []string) error {
	for _, s := range subtypes {
		if !slices.ContainsFunc(t.Subtypes, func(c Choice) bool { return c.Value == s }) {
			return fmt.Errorf("the subtype %q is unknown", s)
		}
	}
	return nil
}
