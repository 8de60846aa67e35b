package section

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/choose"
)

// pickEntry chooses one of a few values.
type pickEntry struct {
	d       ui.Deps
	f       *catalog.Field
	choices []catalog.Choice
	chosen  int // -1 for what was there, which is none of them
	before  string
	room    int
}

func newPick(d ui.Deps, r row, choices []catalog.Choice) *pickEntry {
	e := &pickEntry{d: d, f: r.field, choices: choices, before: plain(r.value)}
	e.chosen = slices.IndexFunc(choices, func(c catalog.Choice) bool { return c.Value == e.before })
	return e
}

// update moves between the choices.
func (e *pickEntry) update(msg tea.KeyMsg) bool {
	switch msg.String() {
	case "up", "left", "k", "h":
		e.chosen = max(e.chosen-1, 0)
	case "down", "right", "j", "l", "tab", " ":
		e.chosen = min(e.chosen+1, len(e.choices)-1)
	default:
		return false
	}
	return true
}

func (e *pickEntry) typed() string {
	if e.chosen < 0 {
		return e.before
	}
	return e.choices[e.chosen].Value
}

func (e *pickEntry) value() (json.RawMessage, error) { return parse(e.f, e.typed()) }
func (e *pickEntry) count() string                   { return "" }
func (e *pickEntry) notes() []string                 { return nil }
func (e *pickEntry) height() int                     { return len(e.choices) }
func (e *pickEntry) setSize(_, height int)           { e.room = height }

func (e *pickEntry) lines() []string {
	st := e.d.Styles
	top := max(0, min(e.chosen-e.room+1, len(e.choices)-e.room))
	var out []string
	for i := top; i < len(e.choices) && len(out) < max(e.room, 1); i++ {
		label := choiceLabel(e.choices[i])
		if i == e.chosen {
			out = append(out, st.Accent.Render(st.Marks.Cursor)+" "+st.Selected.Render(label))
			continue
		}
		out = append(out, lead+st.Text.Render(label))
	}
	return out
}

func choiceLabel(c catalog.Choice) string {
	if c.Label == "" {
		return sanitize.Line(c.Value)
	}
	return sanitize.Line(c.Label)
}

// picksEntry chooses several of many values.
type picksEntry struct {
	d ui.Deps
	f *catalog.Field
	*choose.List
}

func newPicks(d ui.Deps, r row) entry {
	items := make([]choose.Item, len(r.field.Choices))
	for i, c := range r.field.Choices {
		items[i] = choose.Item{Value: c.Value, Label: choiceLabel(c)}
	}
	return newPicksOf(d, r, items, nil)
}

func newPicksOf(d ui.Deps, r row, items []choose.Item, sets []choose.Set) entry {
	chosen, ok := texts(r.value)
	if !ok {
		return newJSONBox(d, r)
	}
	t := d.Text.Section
	return &picksEntry{d, r.field, choose.New(choose.Options{
		Styles: d.Styles, Items: items, Sets: sets, Search: t.Search, None: t.NothingLikeIt,
	}, chosen, sanitize.Line)}
}

func (e *picksEntry) update(msg tea.KeyMsg) bool      { return e.Update(msg) }
func (e *picksEntry) typed() string                   { return strings.Join(e.Chosen(), "\n") }
func (e *picksEntry) value() (json.RawMessage, error) { return parseItems(e.f, e.Chosen()) }
func (e *picksEntry) notes() []string                 { return nil }
func (e *picksEntry) height() int                     { return boxHeight + 1 }
func (e *picksEntry) setSize(width, height int)       { e.SetSize(width, height) }
func (e *picksEntry) lines() []string                 { return e.Lines() }

func (e *picksEntry) count() string {
	chosen, all := e.Len()
	return fmt.Sprintf(e.d.Text.Section.ChosenOf, chosen, all)
}

// european are the codes of the member states of the European Union.
const european = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"

// newMarkets chooses among all markets, spelled as the document spells them.
func newMarkets(d ui.Deps, r row, others map[model.Environment]json.RawMessage) entry {
	t := d.Text.Section
	spell := strings.ToLower
	if chosen, ok := texts(r.value); ok && len(chosen) > 0 && strings.ToUpper(chosen[0]) == chosen[0] {
		spell = strings.ToUpper
	}
	var items []choose.Item
	all, union := choose.Set{Label: t.AllMarkets}, choose.Set{Label: t.EuropeanUnion}
	for m := range catalog.AllMarkets() {
		v := spell(m.Code)
		items = append(items, choose.Item{Value: v, Label: m.Name + " (" + m.Code + ")"})
		all.Values = append(all.Values, v)
		if slices.Contains(strings.Fields(european), m.Code) {
			union.Values = append(union.Values, v)
		}
	}
	sets := []choose.Set{all, union}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		if values, ok := texts(others[env]); ok && len(values) > 0 {
			sets = append(sets, choose.Set{Label: fmt.Sprintf(t.AsIn, d.Text.Words.Environments[env]), Values: values})
		}
	}
	return newPicksOf(d, r, items, sets)
}
