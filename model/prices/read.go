package prices

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// layout is where the catalogue says that a type's prices lie.
type layout struct {
	kind form
	// schedules and markets are of v1; the others of the core pricing.
	schedules, markets              raw.Pointer
	option, flat, core, size, table raw.Pointer
}

// form is how a document holds its prices.
type form int

const (
	noForm form = iota
	scheduleForm
	coreForm
)

// Read makes the table of a plan's prices from its pricing document. The error
// says that the type's prices are not kept in a form that is known here, or which
// price is unusable.
func Read(t *catalog.Type, doc json.RawMessage) (Grid, error) {
	l, err := layoutOf(t)
	if err != nil {
		return Grid{}, err
	}
	s, err := l.read(doc)
	return s.grid, err
}

// layoutOf takes the places from the catalogue's rows.
func layoutOf(t *catalog.Type) (layout, error) {
	s, ok := t.Section(model.SectionKey{Plan: "any", Section: "pricing"})
	var l layout
	if ok {
		at := func(id string) raw.Pointer {
			if f, found := s.Field(id); found {
				return raw.Pointer(f.Pointer)
			}
			return ""
		}
		l = layout{
			schedules: at("price-schedules"), markets: at("markets"), option: at("price-input"),
			flat: at("price"), core: at("price-per-core"), size: at("price-per-core-size"), table: at("market-prices"),
		}
	}
	switch {
	case t.Dialect == model.V1 && l.schedules != "":
		l.kind = scheduleForm
	case t.Dialect == model.Graph && l.option != "" && l.core != "" && l.size != "" && l.table != "":
		l.kind = coreForm
	default:
		return layout{}, fmt.Errorf("the prices of %s cannot be edited as a table: edit the fields of its pricing section", t.Label)
	}
	return l, nil
}

// source is a table together with the places in the document it came from.
type source struct {
	root  *raw.Node
	grid  Grid
	rows  []*raw.Node   // the schedule group or price entry of a row; nil if it has none
	homes []raw.Pointer // where these are; empty if there is none
	spots []spot        // of the cells
	again map[string]int
}

// spot is where a cell's price is, or would be: its number, and the schedule
// around it in v1. Nil is what is not there.
type spot struct{ number, schedule *raw.Node }

// homes are the pointers of a list's items: by the members that tell an item
// apart, as the comparison names it too, or by its position if it lacks one or
// another item has the same.
func homes(list raw.Pointer, items []raw.Node, members func(item *raw.Node) []string) []raw.Pointer {
	out, seen := make([]raw.Pointer, len(items)), map[raw.Pointer]int{}
	for i := range items {
		var keys []raw.Key
		names := members(&items[i])
		for _, name := range names {
			if m := items[i].Member(name); m != nil && m.Kind != raw.Object && m.Kind != raw.Array && m.Plain() != "" {
				keys = append(keys, raw.Key{Name: name, Value: m.Plain()})
			}
		}
		if len(keys) == len(names) {
			out[i] = list.Keyed(keys...)
			seen[out[i]]++
		}
	}
	for i := range out {
		if seen[out[i]] != 1 {
			out[i] = list.Item(i)
		}
	}
	return out
}

func (l layout) read(doc json.RawMessage) (source, error) {
	root, err := raw.Parse(doc)
	if err != nil {
		return source{}, fmt.Errorf("reading prices: %w", err)
	}
	s := source{root: root, grid: Grid{layout: l}, again: map[string]int{}}
	if l.kind == scheduleForm {
		err = s.schedules()
	} else {
		err = s.core()
	}
	if err != nil {
		return source{}, fmt.Errorf("reading prices: %w", err)
	}
	s.sort()
	s.grid.inherit()
	return s, nil
}

// sort puts the rows in the order of their markets, all others first, wherever the
// document has them: a saved price must not make its row jump.
func (s *source) sort() {
	old, width := *s, len(s.grid.Columns)
	order := make([]int, len(old.grid.Rows))
	keys := make([]rowKey, len(order))
	for i := range order {
		order[i], keys[i] = i, old.grid.Rows[i].key()
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(keys[a].markets, keys[b].markets), cmp.Compare(keys[a].again, keys[b].again))
	})
	s.grid.Rows, s.grid.cells = make([]Row, 0, len(order)), make([]Cell, 0, len(old.grid.cells))
	s.rows, s.spots = make([]*raw.Node, 0, len(order)), make([]spot, 0, len(old.spots))
	s.homes = make([]raw.Pointer, 0, len(order))
	for to, from := range order {
		s.grid.Rows = append(s.grid.Rows, old.grid.Rows[from])
		s.rows, s.homes = append(s.rows, old.rows[from]), append(s.homes, old.homes[from])
		for i := from * width; i < (from+1)*width; i++ {
			c := old.grid.cells[i]
			c.Row = to
			s.grid.cells = append(s.grid.cells, c)
			s.spots = append(s.spots, old.spots[i])
		}
	}
}

// row adds a row and room for its cells; all columns must be there already.
func (s *source) row(r Row, group *raw.Node, home raw.Pointer) int {
	markets := r.key().markets
	r.again = s.again[markets]
	s.again[markets]++
	at := len(s.grid.Rows)
	s.grid.Rows = append(s.grid.Rows, r)
	s.rows, s.homes = append(s.rows, group), append(s.homes, home)
	for column := range s.grid.Columns {
		s.grid.cells = append(s.grid.cells, Cell{Row: at, Column: column, Currency: r.Currency})
		s.spots = append(s.spots, spot{})
	}
	return at
}

// price fills a cell with what a number in the document says.
func (s *source) price(row, column int, at raw.Pointer, in spot) error {
	i := row*len(s.grid.Columns) + column
	s.spots[i] = in
	if in.number == nil {
		return nil
	}
	c := &s.grid.cells[i]
	c.Pointer = at
	if in.number.Kind == raw.Null {
		return nil
	}
	amount, ok := amountOf(in.number)
	if !ok {
		return fmt.Errorf("%s at %s is no price: mend it as JSON first", in.number.Raw(), at)
	}
	c.Amount, c.Present, c.Was = amount, true, decimal.NewNullDecimal(amount)
	return nil
}

// amountOf reads a number. One with an exponent beyond reason is none: calculating
// with it would take all memory.
func amountOf(n *raw.Node) (decimal.Decimal, bool) {
	const most = 100
	if n.Kind != raw.Number || n.End-n.Start > most {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(string(n.Raw()))
	if err != nil || d.Exponent() > most || d.Exponent() < -most {
		return decimal.Decimal{}, false
	}
	return d, true
}

// follow is the value at a place of the document; nil if there is none.
func (s *source) follow(at raw.Pointer) (*raw.Node, error) {
	if at == "" {
		return nil, nil //nolint:nilnil // the catalogue has no such field, and the document no such value
	}
	return s.root.Find(at)
}

// text is the text of a member; empty if there is none.
func text(n *raw.Node, name string) string {
	if m := n.Member(name); m != nil {
		return m.Text()
	}
	return ""
}

// texts are the texts of a list.
func texts(n *raw.Node) []string {
	if n == nil {
		return nil
	}
	var out []string
	for i := range n.Items {
		if t := n.Items[i].Text(); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// column finds a column by its key, or adds it.
func (s *source) column(c Column) int {
	g := &s.grid
	if i := slices.IndexFunc(g.Columns, func(o Column) bool { return o.Key == c.Key }); i >= 0 {
		return i
	}
	g.Columns = append(g.Columns, c)
	return len(g.Columns) - 1
}

// currency is a code as everybody but the services' lower-case documents spells it.
func currency(code string) string { return strings.ToUpper(code) }
