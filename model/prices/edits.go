package prices

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"awning/model/catalog"
	"awning/model/raw"
)

// Edit is one place of a pricing document and what it shall hold.
type Edit struct {
	At  raw.Pointer
	New json.RawMessage
}

// Edits are the places that change when the edited prices of a table are
// written into a document ([Apply]): the number of each price that has one, and
// the schedule, the group of markets or the list around prices that have no
// place yet. No place lies in another one. Errors are those of [Apply].
func Edits(g Grid, doc json.RawMessage) ([]Edit, error) {
	edited := g.Edited()
	if len(edited) == 0 {
		return nil, nil
	}
	out, err := Apply(g, doc)
	if err != nil {
		return nil, err
	}
	before, err := g.layout.read(doc)
	if err != nil {
		return nil, err
	}
	after, err := g.layout.read(out)
	if err != nil {
		return nil, err
	}
	was, is := index(before.grid), index(after.grid)
	places := map[raw.Pointer]bool{}
	for _, c := range edited {
		row, column := g.Rows[c.Row].key(), g.Columns[c.Column].Key
		from, okBefore := was.cell(row, column)
		to, okAfter := is.cell(row, column)
		if !okBefore || !okAfter {
			return nil, fmt.Errorf("%s has no place in the document", g.name(c.Row, c.Column))
		}
		places[before.place(from, after.grid.At(to.Row, to.Column).Pointer, after.homes[to.Row])] = true
	}
	edits := make([]Edit, 0, len(places))
	for at := range places {
		if within(at, places) {
			continue
		}
		n, errFind := after.root.Find(at)
		if errFind != nil || n == nil {
			return nil, errors.Join(errFind, fmt.Errorf("a price was written to no place at %q", string(at)))
		}
		edits = append(edits, Edit{at, slices.Clone(n.Raw())})
	}
	slices.SortFunc(edits, func(a, b Edit) int { return strings.Compare(string(a.At), string(b.At)) })
	return edits, nil
}

// place is the least that changes in the document when a cell of it gets a
// price, which then is at number, in a row that is at home.
func (s *source) place(c Cell, number, home raw.Pointer) raw.Pointer {
	i := c.Row*len(s.grid.Columns) + c.Column
	switch {
	case s.spots[i].number != nil:
		return c.Pointer
	case s.grid.layout.kind == coreForm && s.homes[c.Row] == "" && !s.grid.Rows[c.Row].Base():
		return s.grid.layout.table
	case s.grid.layout.kind == coreForm:
		return number
	case s.rows[c.Row] == nil:
		return home
	case s.spots[i].schedule != nil:
		return parent(number)
	}
	return home.Child("schedules")
}

func parent(at raw.Pointer) raw.Pointer { return at[:strings.LastIndexByte(string(at), '/')] }

// within reports whether a place lies in another one.
func within(at raw.Pointer, places map[raw.Pointer]bool) bool {
	for i, c := range at {
		if c == '/' && i > 0 && places[at[:i]] {
			return true
		}
	}
	return false
}

// IsEdit reports whether a place is one that [Edits] names, by what it looks
// like: the rest of a pricing document is somebody else's to edit.
func IsEdit(t *catalog.Type, at raw.Pointer) bool {
	l, err := layoutOf(t)
	if err != nil {
		return false
	}
	below := func(list raw.Pointer) []string {
		rest, ok := strings.CutPrefix(string(at), string(list)+"/")
		if !ok || list == "" {
			return nil
		}
		return strings.Split(rest, "/")
	}
	if l.kind == coreForm {
		entry := below(l.table)
		return at == l.flat || at == l.core || at == l.table || len(below(l.size)) == 1 || len(entry) == 3 && entry[1] == "prices"
	}
	switch steps := below(l.schedules); len(steps) {
	case 1:
		return true
	case 2, 4, 5:
		tail := []string{"retailPrice", "openPrice"}
		return steps[1] == "schedules" && slices.Equal(steps[min(len(steps), 3):], tail[:max(len(steps)-3, 0)])
	}
	return false
}

// Edited is the table of a document with edits made in it, which [IsEdit]. The
// error says what cannot be made.
func Edited(t *catalog.Type, doc json.RawMessage, edits []Edit) (Grid, error) {
	g, err := Read(t, doc)
	if err != nil {
		return Grid{}, err
	}
	numbers := map[raw.Pointer]Cell{}
	for _, c := range g.cells {
		if c.Pointer != "" {
			numbers[c.Pointer] = c
		}
	}
	var cells []Cell
	rest := doc
	for _, e := range edits {
		c, ok := numbers[e.At]
		n, errParse := raw.Parse(e.New)
		if errParse == nil && ok && n.Kind == raw.Number {
			if c.Amount, ok = amountOf(n); !ok {
				return Grid{}, fmt.Errorf("%s is no price", n.Raw())
			}
			cells = append(cells, c)
			continue
		}
		if e.New == nil {
			rest, err = raw.Delete(rest, e.At)
		} else {
			rest, err = raw.Set(rest, e.At, e.New)
		}
		if err != nil {
			return Grid{}, err
		}
	}
	whole, err := Read(t, rest)
	if err != nil {
		return Grid{}, err
	}
	fresh := whole.unlike(g)
	if g, _, err = g.with(cells); err != nil {
		return Grid{}, err
	}
	g, _ = Carry(g, whole, whole.meant(fresh, g))
	return g, nil
}

// meant leaves out of the prices that a market has of its own by now those it
// got only because a market has all of its own or none: they are what it pays
// anyhow. If that is all of them, each may be meant.
func (g Grid) meant(fresh []Cell, paid Grid) []Cell {
	at := index(paid)
	anyhow := func(c Cell) bool {
		is, ok := at.cell(g.Rows[c.Row].key(), g.Columns[c.Column].Key)
		return ok && is.Inherited && is.Amount.Equal(c.Amount) && is.Currency == c.Currency
	}
	var out []Cell
	for _, cells := range byRow(fresh) {
		some := slices.DeleteFunc(slices.Clone(cells), anyhow)
		if len(some) == 0 {
			some = cells
		}
		out = append(out, some...)
	}
	return out
}

// unlike are the prices of their own that markets do not have in another table.
func (g Grid) unlike(other Grid) []Cell {
	at := index(other)
	return slices.DeleteFunc(slices.Clone(g.cells), func(c Cell) bool {
		was, ok := at.cell(g.Rows[c.Row].key(), g.Columns[c.Column].Key)
		return !c.Present || ok && was.Present && was.Amount.Equal(c.Amount) && was.Currency == c.Currency
	})
}

// Carry sets prices of one table in another, which may be of a newer version of
// the document: found by their markets and what they are for. It returns the
// prices that have no place there, or are in another currency.
func Carry(to, from Grid, cells []Cell) (Grid, []Cell) {
	at := index(to)
	var set, missing []Cell
	for _, c := range cells {
		is, ok := at.cell(from.Rows[c.Row].key(), from.Columns[c.Column].Key)
		if ok {
			is = to.At(is.Row, is.Column) // with the currency its row may just have got
		}
		if ok && !is.Present && is.Currency != c.Currency {
			if g, err := to.SetCurrency(is.Row, c.Currency); err == nil {
				to, is = g, g.At(is.Row, is.Column)
			}
		}
		switch {
		case !ok || is.Currency != c.Currency:
			missing = append(missing, c)
		default:
			is.Amount = c.Amount
			set = append(set, is)
		}
	}
	// The prices were taken before; what they may be is not asked again.
	to, _, _ = to.with(set)
	return to, missing
}
