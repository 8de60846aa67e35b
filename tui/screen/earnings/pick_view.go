package earnings

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// pickHead stands above the list: what it is of, and a blank line.
const pickHead = 2

func (p *picker) setSize(width, height int) {
	room := max(height-pickHead-len(p.foot(width)), 1)
	p.facets.SetSize(width, room)
	p.values.SetSize(width, room)
	p.finder.SetWidth(width)
}

// lines draw it.
func (p *picker) lines(width, height int) []string {
	st, t := p.s.d.Styles, p.s.d.Text.Earnings
	foot := p.foot(width)
	var body []string
	if p.of == nil {
		body = append([]string{st.Heading.Render(t.FilterBy), ""}, p.facets.Lines()...)
	} else {
		head := p.finder.Head(p.of.words.Label, t.SearchKey, t.Shown, width)
		body = append([]string{st.Heading.Render(cells.Cut(head, width, st.Marks.Ellipsis)), ""}, p.values.Lines()...)
		if shown, _ := p.values.Len(); shown == 0 {
			words := t.NoValue
			if !p.read {
				words = t.Reading
			}
			body = append(body, "  "+st.Dim.Render(words))
		}
	}
	return append(cells.Box(body, width, max(height-len(foot), 0), st.Marks.Ellipsis), foot...)
}

// foot says what the value under the cursor means, or how to choose.
func (p *picker) foot(width int) []string {
	st, t := p.s.d.Styles, p.s.d.Text
	words := ""
	if p.of != nil {
		words = p.of.words.Hint
		if v, ok := p.values.Selected(); ok {
			switch {
			case v.old:
				words = t.Earnings.OldMeans
			case p.of.by == payout.ByStatus && !v.all:
				words = p.s.explains(v.keys[0])
			}
		}
	}
	out := []string{""}
	if words != "" {
		for _, line := range wrap.Lines(words, max(width, 1)) {
			out = append(out, st.Dim.Render(line))
		}
	}
	// It is always as high, so that the list does not jump.
	return cells.Box(out, width, p.s.footLines(), st.Marks.Ellipsis)
}

// actions are the keys while it is open.
func (p *picker) actions() []ui.Action {
	t := p.s.d.Text
	act := func(name, k, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "earnings." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do}
	}
	if p.finder.Typing() {
		// Shown as hints only: what is typed comes to Update.
		return []ui.Action{act("keep", "enter", t.Earnings.Keep, p.find), act("clear", "esc", t.Earnings.Clear, p.find)}
	}
	if p.of == nil {
		open := act("open", "enter", t.Earnings.Values, p.take)
		open.Refused = func() string {
			if f, _ := p.facets.Selected(); p.s.fixed(f) {
				return t.Earnings.IsFixed
			}
			return ""
		}
		out := []ui.Action{open}
		if p.s.chosen() {
			out = append(out, act("all", "F", t.Earnings.All, p.s.clear))
		}
		return append(append(out, act("back", "esc", t.Shell.Back, p.back)), p.facets.Actions("earnings", t.Moves)...)
	}
	mark := act("mark", " ", t.Earnings.Mark, p.mark)
	mark.SetHelp("space", t.Earnings.Mark)
	mark.Refused = func() string {
		if v, ok := p.values.Selected(); !ok || v.all || v.old {
			return t.Earnings.NoMark
		}
		return ""
	}
	out := []ui.Action{act("apply", "enter", t.Earnings.Apply, p.take), mark}
	if p.of.by == payout.ByCustomer {
		out = append(out, act("customers", "c", p.s.namesHelp(), p.s.mask))
	}
	out = append(out, act("find", "/", t.Earnings.Find, p.find))
	return append(append(out, act("back", "esc", t.Shell.Back, p.back)), ui.Without(p.values.Actions("earnings", t.Moves), " ")...)
}

func (p *picker) find() tea.Cmd {
	p.finder.Open()
	return nil
}
