package earnings

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"awning/model/payout"
	"awning/tui/earned"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
)

// Detail is the line under the cursor in full, its extra columns last; or the value under
// it, where values are listed.
func (s *Screen) Detail() []ui.Fact {
	if s.pick != nil {
		return s.pick.values.Detail()
	}
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	var out []ui.Fact
	for _, f := range earned.Fields() {
		if value := s.plain(f, r.Earning); value != "" {
			out = append(out, ui.Fact{Label: s.d.Text.Earnings.Fields[f.ID].Label, Value: value})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Extra)) {
		value := sanitize.Block(r.Extra[name])
		if earned.Personal(name) && !s.shown {
			value = s.d.Text.Earnings.Masked
		}
		out = append(out, ui.Fact{Label: sanitize.Line(name), Value: value})
	}
	return out
}

// plain is a value of a line for a person; empty where there is none, or where another one
// says it.
func (s *Screen) plain(f earned.Field, e payout.Earning) string {
	t := s.d.Text
	value := f.Of(e)
	switch {
	case s.d.Text.Earnings.Fields[f.ID].Label == "", value == "":
		return ""
	case f.Money != nil:
		if f.Money(e).Amount.IsZero() {
			return ""
		}
		return show.Money(f.Money(e))
	case f.ID == "status":
		return s.explains(value)
	case f.ID == "actor":
		return ""
	case f.ID == "private":
		return s.label(facet{by: payout.ByPrivate}, strconv.FormatBool(e.PrivateOffer))
	case f.Personal && !s.shown:
		return t.Earnings.Masked
	}
	return sanitize.Line(value)
}

// Explain says what each value of a line tells: those of the list, then the others.
func (s *Screen) Explain() []ui.Fact {
	if s.pick != nil {
		return s.pick.values.Means()
	}
	out := s.rows.Means()
	for _, f := range earned.Fields() {
		words := s.d.Text.Earnings.Fields[f.ID]
		if words.Label != "" && !slices.ContainsFunc(out, func(has ui.Fact) bool { return has.Label == words.Label }) {
			out = append(out, ui.Fact{Label: words.Label, Value: words.Means})
		}
	}
	return out
}

// Table is the page that shows, to be written to a file; or the values, where they are
// listed.
func (s *Screen) Table() (head []string, rows [][]string) {
	if s.pick != nil {
		return s.pick.values.Export()
	}
	return s.rows.Export()
}

// Whole are all lines that are left, and all that is known of them; where values are listed
// those are all.
func (s *Screen) Whole() (ui.Whole, bool) {
	if s.pick != nil {
		return ui.Whole{}, false
	}
	t := s.d.Text.Earnings
	note, hidden := "", ""
	if !s.shown {
		note, hidden = t.HiddenInFile, t.Masked
	}
	// The file is written to its end, wherever the user goes meanwhile.
	lines := s.api.EachEarning(context.WithoutCancel(s.ctx()), s.o.Scope, s.query())
	return ui.Whole{Columns: earned.Columns(), Count: s.page.total, Note: note, Rows: earned.Rows(lines, hidden)}, true
}

// Copied is the id of the line under the cursor.
func (s *Screen) Copied() (what, id string) {
	r, ok := s.rows.Selected()
	if !ok || s.pick != nil {
		return s.d.Text.Earnings.TheLine, ""
	}
	return s.d.Text.Earnings.TheLine, r.ID
}
