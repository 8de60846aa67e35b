// Package choose is a list to choose several things from, with a search over
// it: what is typed narrows the list, space puts a thing in or takes it out.
// Sets with names are taken in or out as a whole.
package choose

import (
	"slices"
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"awning/themes"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/undo"
)

// Item is one thing that can be chosen.
type Item struct {
	Value string
	Label string // clean
}

// Set is several items under one name.
type Set struct {
	Label  string // clean
	Values []string
}

// Options say what there is to choose from.
type Options struct {
	Styles themes.Styles
	Items  []Item
	Sets   []Set
	// Search is the word before what is typed, None what stands where nothing
	// matches; both clean.
	Search, None string
}

// List is the widget. Make one with [New].
type List struct {
	o      Options
	search *input.Input
	first  []string // what was chosen to begin with, in its order
	chosen map[string]bool
	rows   []row
	cursor int
	top    int
	width  int
	height int
	steps  undo.History
}

// row is one line: an item, or a set.
type row struct {
	label  string
	values []string // one for an item
	set    bool
}

// New makes a list with some items chosen. What is chosen and not among the
// items is added to them, under its value; label cleans it.
func New(o Options, chosen []string, label func(string) string) *List {
	l := &List{o: o, search: input.New(o.Styles), first: slices.Clone(chosen), chosen: map[string]bool{}}
	l.o.Items = slices.Clone(o.Items)
	for _, v := range chosen {
		l.chosen[v] = true
		if !slices.ContainsFunc(l.o.Items, func(i Item) bool { return i.Value == v }) {
			l.o.Items = append(l.o.Items, Item{Value: v, Label: label(v)})
		}
	}
	l.narrow()
	return l
}

// SetSize says how many cells the list may fill, its search included.
func (l *List) SetSize(width, height int) {
	l.width, l.height = max(width, 1), max(height, 2)
	l.scroll()
}

// Chosen are the chosen values: those that were there in their order, then the
// others in the order of the items.
func (l *List) Chosen() []string {
	out := []string{}
	for _, v := range l.first {
		if l.chosen[v] && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	kept := len(out)
	for _, i := range l.o.Items {
		if l.chosen[i.Value] && !slices.Contains(out[:kept], i.Value) {
			out = append(out, i.Value)
		}
	}
	return out
}

// Len is how many are chosen, and how many there are.
func (l *List) Len() (chosen, all int) { return len(l.Chosen()), len(l.o.Items) }

// Update takes a key: up and down move, space chooses, ctrl+a chooses all that
// show or, if they all are, none of them; anything else is typed into the
// search. Enter and esc are for whoever holds the list.
func (l *List) Update(msg tea.KeyMsg) bool {
	defer l.scroll()
	switch msg.Type {
	case tea.KeyUp, tea.KeyCtrlP:
		l.cursor--
	case tea.KeyDown, tea.KeyCtrlN:
		l.cursor++
	case tea.KeyPgUp:
		l.cursor -= max(l.height-2, 1)
	case tea.KeyPgDown:
		l.cursor += max(l.height-2, 1)
	case tea.KeySpace:
		if l.cursor < len(l.rows) {
			l.toggle(l.rows[l.cursor].values)
		}
	case tea.KeyCtrlA:
		l.toggle(l.shown())
	case tea.KeyEnter, tea.KeyEsc, tea.KeyTab:
		return false
	default:
		if !l.search.Update(msg) {
			return false
		}
		l.cursor = 0
		l.narrow()
	}
	return true
}

// Undo takes the last choice back. It reports false if there is none.
func (l *List) Undo() bool { return l.step(l.steps.Undo) }

// Redo makes the choice again that was taken back last. It reports false if there
// is none.
func (l *List) Redo() bool { return l.step(l.steps.Redo) }

func (l *List) step(to func(undo.State) (undo.State, bool)) bool {
	s, ok := to(l.state())
	if ok {
		clear(l.chosen)
		for v := range strings.SplitSeq(s.Text, separator) {
			l.chosen[v] = true
		}
	}
	return ok
}

// separator stands between values that are remembered together; no value has it.
const separator = "\x00"

func (l *List) state() undo.State { return undo.State{Text: strings.Join(l.Chosen(), separator)} }

// toggle puts values in, or takes them out if all are in.
func (l *List) toggle(values []string) {
	l.steps.Took(l.state(), undo.Whole)
	in := !l.has(values)
	for _, v := range values {
		l.chosen[v] = in
	}
}

func (l *List) has(values []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !l.chosen[v] })
}

// shown are the values of the items the search leaves.
func (l *List) shown() []string {
	var out []string
	for _, r := range l.rows {
		if !r.set {
			out = append(out, r.values...)
		}
	}
	return out
}

// narrow lists the sets and items that have every word typed.
func (l *List) narrow() {
	words := strings.FieldsFunc(strings.ToLower(l.search.Value()), unicode.IsSpace)
	fits := func(text string) bool {
		text = strings.ToLower(text)
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	}
	l.rows = l.rows[:0]
	for _, s := range l.o.Sets {
		if fits(s.Label) {
			l.rows = append(l.rows, row{label: s.Label, values: s.Values, set: true})
		}
	}
	for _, i := range l.o.Items {
		if fits(i.Label + " " + i.Value) {
			l.rows = append(l.rows, row{label: i.Label, values: []string{i.Value}})
		}
	}
}

func (l *List) scroll() {
	room := max(l.height-1, 1)
	l.cursor = max(0, min(l.cursor, len(l.rows)-1))
	l.top = max(0, min(l.top, len(l.rows)-room, l.cursor))
	if l.cursor >= l.top+room {
		l.top = l.cursor - room + 1
	}
	l.search.SetWidth(max(l.width-cells.Width(l.o.Search)-1, 1))
}

// Lines draw the search and the rows that fit below it.
func (l *List) Lines() []string {
	st := l.o.Styles
	out := []string{st.Dim.Render(l.o.Search) + " " + l.search.View(true)}
	if len(l.rows) == 0 {
		return append(out, "  "+st.Dim.Render(l.o.None))
	}
	for i := l.top; i < len(l.rows) && len(out) < l.height; i++ {
		r := l.rows[i]
		line := l.box(r) + " " + r.label
		look, mark := st.Text, "  "
		if i == l.cursor {
			look, mark = st.Selected, st.Accent.Render(st.Marks.Cursor)+" "
		} else if r.set {
			look = st.Heading
		}
		out = append(out, cells.Cut(mark+look.Render(line), l.width, st.Marks.Ellipsis))
	}
	return out
}

// box is the mark of a row: all in, none in, or some of a set.
func (l *List) box(r row) string {
	m := l.o.Styles.Marks
	switch {
	case l.has(r.values):
		return m.Checked
	case slices.ContainsFunc(r.values, func(v string) bool { return l.chosen[v] }):
		return m.Blocked
	}
	return m.Unchecked
}
