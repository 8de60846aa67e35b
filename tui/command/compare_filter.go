package command

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/model"
	"awning/model/compare"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// changeKinds are the words of --kind.
func changeKinds() []string {
	return []string{string(model.Edited), string(model.Added), string(model.Removed), string(model.Unchanged)}
}

// narrowed reports whether not all differences were asked for.
func (q comparison) narrowed() bool {
	return len(q.sections)+len(q.plans)+len(q.kinds) > 0 || q.search != ""
}

// whole reports whether fields that are equal are asked for, too.
func (q comparison) whole() bool { return q.all || slices.Contains(q.kinds, string(model.Unchanged)) }

// differences compares what was loaded and leaves what was asked for.
func (s *subject) differences(q comparison, w world) ([]compare.Row, error) {
	var sides []model.Contents
	for _, env := range q.envs() {
		sides = append(sides, w[env])
	}
	keys, err := s.sections(q.sections, sides...)
	if err != nil {
		return nil, err
	}
	if err = s.knownPlans(q.plans, sides); err != nil {
		return nil, err
	}
	rows, err := s.rows(sides, q.whole())
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.ToLower(q.search))
	return slices.DeleteFunc(rows, func(c compare.Row) bool {
		switch {
		case len(keys) > 0 && !slices.Contains(keys, c.Key.Whole()),
			len(q.plans) > 0 && !slices.Contains(q.plans, string(c.Key.Plan)),
			len(q.kinds) > 0 && !slices.Contains(q.kinds, string(c.Kind)):
			return true
		}
		return !s.holds(c, words)
	}), nil
}

// rows compares two sides, or three.
func (s *subject) rows(sides []model.Contents, all bool) ([]compare.Row, error) {
	const three = 3
	if len(sides) == three {
		return compare.Three(s.kind, sides[0], sides[1], sides[2], all)
	}
	changes, err := compare.Contents(s.kind, sides[0], sides[1], all)
	out := make([]compare.Row, len(changes))
	for i, c := range changes {
		out[i].Change = c
	}
	return out, err
}

// knownPlans refuses a plan that no side has.
func (s *subject) knownPlans(names []string, sides []model.Contents) error {
	var ids []string
	for _, c := range sides {
		for _, p := range c.Plans {
			if !slices.Contains(ids, string(p.ID)) {
				ids = append(ids, string(p.ID))
			}
		}
	}
	t := &s.text.Command.Usage
	for _, name := range names {
		if !slices.Contains(ids, name) {
			return wrong(sprintf(t.NoPlan, s.offer.ID, name), sprintf(t.PlansAre, strings.Join(ids, ", ")))
		}
	}
	return nil
}

// holds reports whether a change has all words, which are in lower case,
// somewhere: in the names of its section and field, in its path, or in a value.
func (s *subject) holds(c compare.Row, words []string) bool {
	if len(words) == 0 {
		return true
	}
	parts := []string{c.Key.String(), s.sectionLabel(c.Key), s.labelled(c.Change), sanitize.Line(c.Path)}
	for _, v := range []json.RawMessage{c.Left, c.Middle, c.Right} {
		if v != nil && !c.Secret {
			parts = append(parts, show.Line(s.text.Words, show.Field(s.kind, c.Change), v), sanitize.Line(valueText(v)))
		}
	}
	hay := strings.ToLower(strings.Join(parts, "\n"))
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) })
}
