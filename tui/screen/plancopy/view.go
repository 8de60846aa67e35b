package plancopy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/plans"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/diffview"
	"awning/tui/widget/wrap"
)

const (
	// lead stands before everything but marks.
	lead = "  "
	// stayLines is how many lines what is not copied may have; fewer in a small
	// window.
	stayLines = 4
	small     = 14
)

// words puts changes into words.
func (s *Screen) words() diffview.Options {
	crumb := s.d.Styles.Marks.Crumb
	return diffview.Options{
		Styles:  s.d.Styles,
		Heading: func(k model.SectionKey) string { return show.Section(s.t, k, crumb) },
		Label:   func(c model.Change) string { return show.Label(c, crumb) },
		Value: func(c model.Change, v json.RawMessage) string {
			if c.Secret {
				return s.d.Text.Words.Hidden
			}
			return show.Block(s.d.Text.Words, show.Field(s.t, c), v)
		},
		Brief: func(c model.Change) bool {
			f := show.Field(s.t, c)
			return f != nil && (f.Kind == catalog.Money || f.Kind == catalog.Matrix) && scalar(c.Left) && scalar(c.Right)
		},
		Empty: s.d.Text.Words.Empty,
	}
}

// scalar reports whether a value has room in a table.
func scalar(v json.RawMessage) bool { return len(v) == 0 || v[0] != '{' && v[0] != '[' }

// layout gives the comparison the room between what is chosen and what stays.
func (s *Screen) layout() {
	s.view.SetSides(s.d.Text.PlanCopy.Now, s.sideName())
	s.view.SetSize(s.width, max(s.height-len(s.head())-len(s.foot()), 0))
}

// sideName is what the values of the source are called.
func (s *Screen) sideName() string {
	return fmt.Sprintf(s.d.Text.PlanCopy.As, sanitize.ID(string(s.from)))
}

// View draws what is copied into what, what that changes, and what stays.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	head, foot := s.head(), s.foot()
	middle := s.body()
	lines := append(head, cells.Box(middle, s.width, max(s.height-len(head)-len(foot), 0), tail)...)
	return strings.Join(cells.Box(append(lines, foot...), s.width, s.height, tail), "\n")
}

// head says what is copied into what, from where, and which pages.
func (s *Screen) head() []string {
	st, t := s.d.Styles, s.d.Text.PlanCopy
	into := fmt.Sprintf(t.IntoMany, len(s.into), s.intoNames())
	if len(s.into) == 1 {
		into = fmt.Sprintf(t.Into, s.name(s.into[0]))
	}
	from := st.Dim.Render(t.From+" ") + st.Text.Render(s.name(s.from))
	if sources := s.sources(); len(sources) > 1 {
		i := slices.IndexFunc(sources, func(p model.Plan) bool { return p.ID == s.from })
		from += st.Dim.Render(fmt.Sprintf("  %d/%d", i+1, len(sources)))
	}
	count := fmt.Sprintf(t.Many, s.count())
	if s.count() == 1 {
		count = t.One
	}
	out := []string{
		cells.Ends(lead+st.Title.Render(into), st.Dim.Render(s.age()), s.width, st.Marks.Ellipsis),
		cells.Ends(lead+from, st.Text.Render(count), s.width, st.Marks.Ellipsis),
	}
	return append(append(out, s.boxes()...), "")
}

// boxes are the pages with their keys, as many lines as they need.
func (s *Screen) boxes() []string {
	st := s.d.Styles
	var out []string
	line := ""
	for i, x := range s.pages() {
		box := st.Marks.Unchecked
		if s.chosen[x.ID] {
			box = st.Marks.Checked
		}
		one := lead + st.Key.Render(strconv.Itoa(i+1)) + " " + st.Text.Render(box+" "+x.Label)
		if line != "" && cells.Width(line)+cells.Width(one) > s.width {
			out, line = append(out, line), ""
		}
		line += one
	}
	if line != "" {
		out = append(out, cells.Cut(line, s.width, st.Marks.Ellipsis))
	}
	return out
}

func (s *Screen) intoNames() string {
	out := make([]string, len(s.into))
	for i, id := range s.into {
		out[i] = sanitize.ID(string(id))
	}
	return strings.Join(out, ", ")
}

// name is what a plan is called, with its id.
func (s *Screen) name(id model.PlanID) string {
	clean := sanitize.ID(string(id))
	p, ok := s.loader.Of(model.Draft).Plan(id)
	if !ok || p.Alias == "" || p.Alias == string(id) {
		return clean
	}
	return fmt.Sprintf(s.d.Text.Plans.WithID, sanitize.Line(p.Alias), clean)
}

func (s *Screen) age() string {
	t, draft := s.d.Text, s.loader.Of(model.Draft)
	switch {
	case s.busy:
		return t.PlanCopy.Working
	case s.loader.Busy() || !draft.Known:
		return t.PlanCopy.Reading
	}
	return fmt.Sprintf(t.PlanCopy.Age, t.Words.Time(draft.Read, s.d.Now()))
}

// body is the comparison, or why there is none.
func (s *Screen) body() []string {
	st, t := s.d.Styles, s.d.Text.PlanCopy
	say := func(words string) []string {
		var out []string
		for _, l := range wrap.Lines(words, max(s.width-2*len(lead), 1)) {
			out = append(out, lead+st.Dim.Render(l))
		}
		return out
	}
	_, of := s.view.Position()
	switch {
	case of > 0:
		return strings.Split(s.view.View(), "\n")
	case s.from == "":
		return say(t.Reading + st.Marks.Ellipsis)
	case !slices.ContainsFunc(s.pages(), func(x *catalog.Section) bool { return s.chosen[x.ID] }):
		return say(t.NoneChosen)
	}
	return say(fmt.Sprintf(t.Same, s.name(s.from)))
}

// foot says what is not copied, and why.
func (s *Screen) foot() []string {
	st, t := s.d.Styles, s.d.Text.PlanCopy
	var left []plans.Left
	for _, x := range s.todo {
		left = append(left, x.copy.Left...)
	}
	parts := show.Left(t, left)
	for _, k := range s.absent {
		parts = append(parts, fmt.Sprintf(t.Absent, show.Section(s.t, k, st.Marks.Crumb)))
	}
	out := s.warnings()
	if len(parts) == 0 {
		return out
	}
	lines := wrap.Lines(t.Stay+" "+strings.Join(parts, "; ")+".", max(s.width-2*len(lead), 1))
	most := stayLines
	if s.height < small {
		most = 1
	}
	if len(out) == 0 {
		out = append(out, "")
	}
	for i, l := range lines[:min(len(lines), most)] {
		if i == most-1 && len(lines) > most {
			l = cells.Cut(l, max(s.width-2*len(lead)-1, 1), "") + st.Marks.Ellipsis
		}
		out = append(out, lead+st.Dim.Render(l))
	}
	return out
}

// warnings are the rules on prices that matter, plan by plan; only the first in a
// small window.
func (s *Screen) warnings() []string {
	st, t := s.d.Styles, s.d.Text
	var out []string
	for _, x := range s.todo {
		for _, r := range x.rules {
			mark, look := st.Marks.Failed, st.Bad
			if !r.Refused() {
				mark, look = st.Marks.Changed, st.Warn
			}
			words := fmt.Sprintf(t.PlanCopy.Prices, mark, sanitize.ID(string(x.plan.ID)), text.Word(t.Prices.RuleWords, r))
			for _, l := range wrap.Lines(words, max(s.width-2*len(lead), 1)) {
				out = append(out, lead+look.Render(l))
			}
		}
	}
	most := stayLines
	if s.height < small {
		most = 1
	}
	if len(out) == 0 {
		return nil
	}
	return append([]string{""}, out[:min(len(out), most)]...)
}
