package plans

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/plans"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/wrap"
)

// form asks for a new plan's id, its name and, where plans differ in kind, its
// kind. It stays open and filled until the plan is made.
type form struct {
	d      ui.Deps
	title  string
	others []model.Plan
	kinds  []catalog.Choice
	id     *input.Input
	name   *input.Input
	kind   int
	focus  int // field: 0 id, 1 name, 2 kind
	busy   bool
	shown  [2]bool // the complaint about a field is shown: it was left, or the form sent
	// problem is what the service said.
	problem string
}

func (s *Screen) openForm() tea.Cmd {
	f := &form{
		d: s.d, title: s.doing(s.d.Text.Plans.NewPlan), others: s.draft().Plans,
		id: input.New(s.d.Styles), name: input.New(s.d.Styles),
	}
	if s.t != nil {
		f.kinds = s.t.Subtypes
	}
	s.form = f
	f.setWidth(s.width)
	return nil
}

func (s *Screen) closeForm() tea.Cmd {
	s.form = nil
	return nil
}

func (s *Screen) formActions() []ui.Action {
	t := s.d.Text.Plans
	why := func() string {
		if s.form.busy {
			return t.Busy
		}
		return ""
	}
	next := act("next", t.Next, s.nextField, why, "enter", "tab", "down")
	if s.form.focus == s.form.fields()-1 {
		next = act("create", t.Create, s.submit, why, "enter", "ctrl+s")
	}
	return []ui.Action{next, act("leave", t.Leave, s.closeForm, why, "esc")}
}

// fill takes a key while the form is open.
func (s *Screen) fill(msg tea.KeyMsg) tea.Cmd {
	f := s.form
	if f.busy {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: s.d.Text.Plans.Busy})
	}
	switch msg.Type {
	case tea.KeyEsc:
		return s.closeForm()
	case tea.KeyCtrlS:
		return s.submit()
	case tea.KeyEnter:
		if f.focus == f.fields()-1 {
			return s.submit()
		}
		return s.nextField()
	case tea.KeyTab, tea.KeyDown:
		return s.nextField()
	case tea.KeyShiftTab, tea.KeyUp:
		f.leave()
		f.focus = (f.focus + f.fields() - 1) % f.fields()
	default:
		f.update(msg)
	}
	return nil
}

func (s *Screen) nextField() tea.Cmd {
	s.form.leave()
	s.form.focus = (s.form.focus + 1) % s.form.fields()
	return nil
}

// submit makes the plan, or goes to the first field with something wrong.
func (s *Screen) submit() tea.Cmd {
	f := s.form
	f.shown, f.problem = [2]bool{true, true}, ""
	for i := range f.shown {
		if f.wrong(i) != "" {
			f.focus = i
			return nil
		}
	}
	f.busy = true
	return s.make(f.plan())
}

func (f *form) plan() model.Plan {
	p := model.Plan{ID: model.PlanID(f.id.Value()), Alias: f.name.Value()}
	if len(f.kinds) > 0 {
		p.Subtype = f.kinds[f.kind].Value
	}
	return p
}

func (f *form) fields() int {
	if len(f.kinds) > 0 {
		return 3
	}
	return 2
}

// leave shows what is wrong with the field that is left.
func (f *form) leave() {
	if f.focus < len(f.shown) && f.text(f.focus).Value() != "" {
		f.shown[f.focus] = true
	}
}

func (f *form) text(i int) *input.Input { return []*input.Input{f.id, f.name}[i] }

func (f *form) update(msg tea.KeyMsg) {
	f.problem = ""
	if f.focus < len(f.shown) {
		f.text(f.focus).Update(msg)
		return
	}
	switch msg.String() {
	case "left", "h":
		f.kind = (f.kind + len(f.kinds) - 1) % len(f.kinds)
	case "right", "l", " ":
		f.kind = (f.kind + 1) % len(f.kinds)
	}
}

// wrong says what is wrong with a field, or "".
func (f *form) wrong(i int) string {
	err := plans.CheckID(model.PlanID(f.id.Value()), f.others)
	if i == 1 {
		err = plans.CheckName(f.name.Value(), f.others)
	}
	if err == nil {
		return ""
	}
	return sanitize.Line(err.Error())
}

func (f *form) setWidth(width int) {
	const most = 60
	room := max(min(width-f.labelWidth()-8, most), 8)
	f.id.SetWidth(room)
	f.name.SetWidth(room)
}

func (f *form) labelWidth() int {
	t := f.d.Text.Plans
	return max(cells.Width(t.NewID), cells.Width(t.NewName), cells.Width(t.NewKind))
}

// lines draw the form in a room of some size: its fields always, what they are
// about where there is room.
func (f *form) lines(width, height int) []string {
	st, t := f.d.Styles, f.d.Text.Plans
	roomy := height >= 4*f.fields()+4
	out := []string{lead + st.Title.Render(cells.Cut(f.title, max(width-len(lead), 1), st.Marks.Ellipsis)), ""}
	out = append(out, f.field(0, t.NewID, f.id.View(f.has(0)), t.HelpID, width, roomy)...)
	out = append(out, f.field(1, t.NewName, f.name.View(f.has(1)), t.HelpName, width, roomy)...)
	if len(f.kinds) > 0 {
		value := st.Dim.Render("< ") + st.Text.Render(f.kinds[f.kind].Label) + st.Dim.Render(fmt.Sprintf(" >  %d/%d", f.kind+1, len(f.kinds)))
		out = append(out, f.field(2, t.NewKind, value, t.HelpKind, width, roomy)...)
	}
	switch {
	case f.busy:
		out = append(out, lead+st.Dim.Render(t.Making))
	case f.problem != "":
		for _, l := range wrap.Lines(st.Marks.Failed+" "+f.problem, max(width-len(lead), 1)) {
			out = append(out, lead+st.Bad.Render(l))
		}
	}
	return out
}

// has reports whether a field has the focus.
func (f *form) has(i int) bool { return i == f.focus && !f.busy }

// field draws one field, and below it what is wrong or what it is about.
func (f *form) field(i int, label, value, help string, width int, roomy bool) []string {
	st := f.d.Styles
	mark, look := lead, st.Text
	if f.has(i) {
		mark, look = st.Accent.Render(st.Marks.Cursor)+" ", st.Selected
	}
	out := []string{cells.Cut(mark+look.Render(cells.Fit(label, f.labelWidth(), ""))+lead+value, width, st.Marks.Ellipsis)}
	say, how := help, st.Dim
	if i < len(f.shown) && f.shown[i] && f.wrong(i) != "" {
		say, how = st.Marks.Failed+" "+f.wrong(i), st.Bad
	} else if !roomy && i != f.focus {
		say = ""
	}
	indent := cells.Blank(len(lead) + f.labelWidth() + len(lead))
	if say != "" {
		for _, l := range wrap.Lines(say, max(width-len(indent), 1)) {
			out = append(out, indent+how.Render(l))
		}
	}
	if roomy {
		out = append(out, "")
	}
	return out
}
