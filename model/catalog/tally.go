package catalog

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/model/raw"
)

// Tally limits how many documents of a section an offer has, over all its
// plans. Zero is no limit.
type Tally struct {
	Label string `json:"label"` // what is counted, in the plural: "Screenshots"
	// When says which documents count; nil for all.
	When *Condition `json:"when"`
	Min  int        `json:"min"`
	Max  int        `json:"max"`
}

func (t *Tally) finish() error {
	if t.Label == "" || t.Min < 0 || t.Max < 0 || t.Max > 0 && t.Min > t.Max {
		return fmt.Errorf("%q: it has no label, or its limits contradict each other", t.Label)
	}
	return t.When.finish()
}

// TallyError says that an offer has too many or too few documents of a kind.
type TallyError struct {
	Tally  *Tally
	Actual int
}

// Error is one sentence for the publisher.
func (e *TallyError) Error() string {
	limit := fmt.Sprintf("at least %d is needed", e.Tally.Min)
	if e.Tally.Max > 0 && e.Actual > e.Tally.Max {
		limit = fmt.Sprintf("at most %d are allowed", e.Tally.Max)
	}
	have := "there is none"
	switch {
	case e.Actual == 1:
		have = "there is 1"
	case e.Actual > 1:
		have = fmt.Sprintf("there are %d", e.Actual)
	}
	return e.Tally.Label + ": " + limit + "; " + have
}

// SharedError says that two documents have the same value where each must have
// its own.
type SharedError struct {
	Field *Field
	Value string
	// Key is the document that repeats the value, With the one that has it first.
	Key, With model.SectionKey
}

// Error is one sentence for the publisher.
func (e *SharedError) Error() string {
	return fmt.Sprintf("%s must be unique within the offer; %q is also that of %s", e.Field.Label, clip(e.Value), e.With)
}

// Counted is a document with its place, as the rules over several need it.
type Counted struct {
	Key  model.SectionKey
	Root *raw.Node
}

// CheckTallies returns a [*TallyError] for each count that is wrong among all
// documents of the section.
func (s *Section) CheckTallies(docs []Counted) []*TallyError {
	var out []*TallyError
	for i := range s.Tallies {
		t := &s.Tallies[i]
		n := 0
		for _, d := range docs {
			if t.When.meets(d.Root) {
				n++
			}
		}
		if n < t.Min || t.Max > 0 && n > t.Max {
			out = append(out, &TallyError{t, n})
		}
	}
	return out
}

// CheckUnique returns a [*SharedError] for each document that repeats another's
// value of the field. Case does not count.
func (f *Field) CheckUnique(docs []Counted) []*SharedError {
	var out []*SharedError
	first := map[string]model.SectionKey{}
	for _, d := range docs {
		value := text(d.Root.Follow(f.steps))
		if value == "" {
			continue
		}
		if other, taken := first[strings.ToLower(value)]; taken {
			out = append(out, &SharedError{f, value, d.Key, other})
			continue
		}
		first[strings.ToLower(value)] = d.Key
	}
	return out
}
