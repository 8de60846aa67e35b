package earnings

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"awning/model/payout"
	"awning/tui/sanitize"
)

// names are what people call things, by their keys.
type names map[string]string

// call remembers what something is called.
func (s *Screen) call(by payout.By, key, name string) {
	if key == "" || name == "" || s.called[by][key] == name {
		return
	}
	if s.called[by] == nil {
		s.called[by] = names{}
	}
	s.called[by][key] = name
}

// label is what a value of a facet is called, clean.
func (s *Screen) label(f facet, key string) string {
	t := s.d.Text
	switch {
	case key == "":
		return f.words.None
	case f.by == payout.ByStatus:
		return t.PayoutStatus(key).Label
	case f.by == payout.ByPrivate && key == strconv.FormatBool(true):
		return t.Earnings.Private
	case f.by == payout.ByPrivate:
		return t.Earnings.Public
	case f.by == payout.ByCustomer && !s.shown:
		return t.Earnings.Masked
	case f.by == payout.ByCountry:
		return cmp.Or(s.called[f.by][strings.ToUpper(key)], sanitize.Line(key))
	case f.by == payout.ByPlan:
		product, plan, _ := strings.Cut(key, "/")
		return fmt.Sprintf(t.Earnings.PlanOf, sanitize.Line(plan), sanitize.Line(cmp.Or(s.called[payout.ByProduct][product], product)))
	}
	return sanitize.Line(cmp.Or(s.called[f.by][key], key))
}

// only says in words by what the lines are narrowed; empty if by nothing.
func (s *Screen) only() string {
	var parts []string
	for _, f := range s.facets {
		if words := s.some(f, f.values(s.narrow)); words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, s.d.Text.Shell.And)
}

// some names values of a facet, as long as there are few.
func (s *Screen) some(f facet, values []string) string {
	const few = 3
	t := s.d.Text
	switch {
	case len(values) == 0:
		return ""
	case f.by == payout.ByMonth && values[0] != values[1]:
		return fmt.Sprintf(t.Earnings.Months, values[0], values[1])
	case f.by == payout.ByMonth:
		return values[0]
	case len(values) > few, f.by == payout.ByCustomer && !s.shown && len(values) > 1:
		return fmt.Sprintf(f.words.Many, len(values))
	case f.by == payout.ByCustomer && !s.shown:
		return f.words.One
	}
	var labels []string
	for _, v := range values {
		if l := s.label(f, v); !slices.Contains(labels, l) { // a state has several words
			labels = append(labels, l)
		}
	}
	last := len(labels) - 1
	if last == 0 {
		return labels[0]
	}
	return fmt.Sprintf(t.Words.Or, strings.Join(labels[:last], t.Shell.And), labels[last])
}

// old reports whether a text are words of the old portal for sales that are no earnings yet.
// Where that is still being typed, a beginning will do.
func (s *Screen) old(text string) bool {
	const least = 5 // letters of a beginning
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	for _, words := range s.d.Text.Earnings.OldWords {
		if strings.Contains(text, words) || len(text) >= least && strings.HasPrefix(words, text) {
			return true
		}
	}
	return false
}
