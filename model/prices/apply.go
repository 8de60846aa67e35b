package prices

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/raw"
)

// Apply writes the edited prices of a table into a pricing document, which may
// be newer than the one the table was read from: rows are found by their
// markets, columns by their terms or sizes. Every other byte stays; without edits
// the document comes back as it is. The error names a price whose place is gone,
// or that somebody else changed meanwhile.
func Apply(g Grid, doc json.RawMessage) (json.RawMessage, error) {
	edited := g.Edited()
	if len(edited) == 0 {
		return bytes.Clone(doc), nil
	}
	s, err := g.layout.read(doc)
	if err != nil {
		return nil, err
	}
	w := writer{source: s, from: g, patch: raw.NewPatch(s.root), at: map[rowKey]int{}}
	for i, r := range s.grid.Rows {
		w.at[r.key()] = i
	}
	for row, cells := range byRow(edited) {
		if err = w.row(row, cells); err != nil {
			return nil, fmt.Errorf("setting prices: %w", err)
		}
	}
	if err = w.finish(); err != nil {
		return nil, fmt.Errorf("setting prices: %w", err)
	}
	out, err := w.patch.Bytes()
	if err != nil {
		return nil, fmt.Errorf("setting prices: %w", err)
	}
	return out, nil
}

// byRow groups cells that are in the order of their rows.
func byRow(cells []Cell) iter.Seq2[int, []Cell] {
	return func(yield func(int, []Cell) bool) {
		for len(cells) > 0 {
			n := 1
			for n < len(cells) && cells[n].Row == cells[0].Row {
				n++
			}
			if !yield(cells[0].Row, cells[:n]) {
				return
			}
			cells = cells[n:]
		}
	}
}

// writer puts the edits of one table into the document of another.
type writer struct {
	source

	from  Grid
	patch *raw.Patch
	fresh []json.RawMessage // new items for the list of groups or entries
	names map[string]bool   // friendly names in use, once asked for
	at    map[rowKey]int    // rows of the document
}

// row writes the edited cells of a row.
func (w *writer) row(from int, cells []Cell) error {
	r := w.from.Rows[from]
	to, ok := w.at[r.key()]
	if !ok {
		return fmt.Errorf("the document has no prices for %s any more: read it again", r.Label())
	}
	var missing []Cell
	for _, c := range cells {
		column := slices.IndexFunc(w.grid.Columns, func(o Column) bool { return o.Key == w.from.Columns[c.Column].Key })
		if column < 0 {
			return fmt.Errorf("the document has no %s any more: read it again", w.from.name(c.Row, c.Column))
		}
		at := w.spots[to*len(w.grid.Columns)+column]
		now := w.grid.At(to, column)
		switch {
		case now.Present && now.Amount.Equal(c.Amount): // it is there, in whatever spelling
		case now.Present && now.Currency != c.Currency:
			return fmt.Errorf("%s is in %s now and was in %s: read it again", w.from.name(c.Row, c.Column), named(now.Currency), named(c.Currency))
		case !same(now.Was, c.Was):
			return fmt.Errorf("%s was changed to %s meanwhile: read it again", w.from.name(c.Row, c.Column), now.Was.Decimal)
		case at.number != nil:
			w.patch.Replace(at.number, []byte(c.Amount.String()))
		case at.schedule != nil:
			w.retail(at.schedule, c)
		default:
			c.Row, c.Column = to, column
			missing = append(missing, c)
		}
	}
	switch {
	case len(missing) == 0:
		return nil
	case w.grid.layout.kind == scheduleForm:
		return w.schedulesOf(to, r.Currency, missing)
	}
	return w.entryOf(to, missing)
}

// same reports whether the document had the same price, or none, both times.
func same(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && a.Decimal.Equal(b.Decimal)
}

// retail writes a price into a schedule that has none.
func (w *writer) retail(schedule *raw.Node, c Cell) {
	price := schedule.Member("retailPrice")
	whole := json.RawMessage(`{"openPrice":` + c.Amount.String() + `,"currencyCode":` + string(raw.Quote(c.Currency)) + `}`)
	switch {
	case price == nil:
		w.patch.AddMember(schedule, "retailPrice", whole)
	case price.Kind != raw.Object:
		w.patch.Replace(price, whole)
	default:
		w.patch.AddMember(price, "openPrice", []byte(c.Amount.String()))
		if price.Member("currencyCode") == nil {
			w.patch.AddMember(price, "currencyCode", raw.Quote(c.Currency))
		}
	}
}

// schedulesOf writes prices for terms a group of markets does not have, or for
// markets that have no group.
func (w *writer) schedulesOf(row int, currency string, cells []Cell) error {
	group := w.rows[row]
	if group == nil {
		return w.group(row, currency, cells)
	}
	list := group.Member("schedules")
	if list == nil || list.Kind != raw.Array {
		return fmt.Errorf("%s has no list of prices: mend it as JSON first", w.grid.Rows[row].Label())
	}
	for _, c := range cells {
		item, err := w.schedule(c)
		if err != nil {
			return err
		}
		w.patch.AddItem(list, item)
	}
	return nil
}

// schedule is another row's schedule of the same term, the base row's if it has
// one, with a new price.
func (w *writer) schedule(c Cell) (json.RawMessage, error) {
	for row := range w.grid.Rows {
		like := w.spots[row*len(w.grid.Columns)+c.Column].schedule
		if like == nil {
			continue
		}
		out, err := raw.Delete(like.Raw(), "/retailPrice/priceTierID") // that of the other price
		if err == nil {
			out, err = raw.Set(out, "/retailPrice/openPrice", []byte(c.Amount.String()))
		}
		if err != nil {
			return nil, err
		}
		return raw.Set(out, "/retailPrice/currencyCode", raw.Quote(c.Currency))
	}
	return nil, fmt.Errorf("no market has a price for %s to go by", w.grid.Columns[c.Column].Label)
}

// group makes the prices of a market's own, in every column: those that were
// not set are what they were, unless the row has got another currency.
func (w *writer) group(row int, currency string, cells []Cell) error {
	r := w.grid.Rows[row]
	var schedules []json.RawMessage
	for column := range w.grid.Columns {
		c := w.inherited(row, column)
		if i := slices.IndexFunc(cells, func(o Cell) bool { return o.Column == column }); i >= 0 {
			c = cells[i]
		} else if !c.Priced() {
			continue
		} else if currency != "" && currency != c.Currency {
			return fmt.Errorf("%s has no price in %s yet: set it in every column", w.grid.name(row, column), currency)
		}
		item, err := w.schedule(c)
		if err != nil {
			return err
		}
		schedules = append(schedules, item)
	}
	out := `{"isBaseSchedule":false,"marketCodes":` + string(list(r.Markets)) + `,"friendlyName":` +
		string(raw.Quote(w.name(strings.Join(r.Markets, "-")+"-"+cells[0].Currency))) + `,"schedules":` + string(array(schedules)) + `}`
	w.fresh = append(w.fresh, json.RawMessage(out))
	return nil
}

// inherited is the price of a market without a group: that of all others, as it
// is or as it was just edited.
func (w *writer) inherited(row, column int) Cell {
	c := w.grid.At(row, column)
	base, same := w.from.base(), slices.IndexFunc(w.from.Columns, func(o Column) bool { return o.Key == w.grid.Columns[column].Key })
	if c.Inherited && base >= 0 && same >= 0 {
		if edit := w.from.At(base, same); edit.Edited {
			c.Amount = edit.Amount
		}
	}
	return c
}

// name is a friendly name that no group has yet.
func (w *writer) name(want string) string {
	if w.names == nil {
		w.names = map[string]bool{}
		for _, group := range w.rows {
			if group != nil {
				w.names[text(group, "friendlyName")] = true
			}
		}
	}
	name := want
	for i := 2; w.names[name]; i++ {
		name = want + "-" + strconv.Itoa(i)
	}
	w.names[name] = true
	return name
}

// entryOf writes prices for sizes an entry does not have, or for markets that
// have no entry.
func (w *writer) entryOf(row int, cells []Cell) error {
	prices := w.rows[row]
	if prices != nil && !w.grid.Rows[row].Base() {
		prices = prices.Member("prices")
	}
	if prices != nil && prices.Kind == raw.Object {
		for _, c := range cells {
			w.patch.AddMember(prices, w.grid.Columns[c.Column].Key, []byte(c.Amount.String()))
		}
		return nil
	}
	if w.grid.Rows[row].Base() {
		return w.alone(cells[0])
	}
	members := make([]string, len(cells))
	for i, c := range cells {
		members[i] = string(raw.Quote(w.grid.Columns[c.Column].Key)) + ":" + c.Amount.String()
	}
	object := "{" + strings.Join(members, ",") + "}"
	switch entry := w.rows[row]; {
	case entry == nil:
		w.fresh = append(w.fresh, json.RawMessage(`{"markets":`+string(list(w.grid.Rows[row].Markets))+
			`,"currency":`+string(raw.Quote(strings.ToLower(cells[0].Currency)))+`,"prices":`+object+`}`))
	case prices == nil:
		w.patch.AddMember(entry, "prices", []byte(object))
	default:
		w.patch.Replace(prices, []byte(object))
	}
	return nil
}

// alone writes the one price of a plan whose document has none yet.
func (w *writer) alone(c Cell) error {
	at := w.grid.layout.flat
	if w.grid.Columns[c.Column].Key == "core" {
		at = w.grid.layout.core
	}
	cut := strings.LastIndexByte(string(at), '/')
	parent, err := w.root.Find(at[:cut])
	if err != nil {
		return err
	}
	w.patch.AddMember(parent, string(at[cut+1:]), []byte(c.Amount.String()))
	return nil
}

// finish adds the new groups or entries to their list.
func (w *writer) finish() error {
	if len(w.fresh) == 0 {
		return nil
	}
	at := w.grid.layout.table
	if w.grid.layout.kind == scheduleForm {
		at = w.grid.layout.schedules
	}
	n, err := w.root.Find(at)
	if err != nil {
		return err
	}
	for _, item := range w.fresh {
		w.patch.AddItem(n, item)
	}
	return nil
}

func list(words []string) json.RawMessage {
	out := make([]json.RawMessage, len(words))
	for i := range words {
		out[i] = raw.Quote(words[i])
	}
	return array(out)
}

func array(items []json.RawMessage) json.RawMessage {
	parts := make([][]byte, len(items))
	for i := range items {
		parts[i] = items[i]
	}
	return slices.Concat([]byte{'['}, bytes.Join(parts, []byte{','}), []byte{']'})
}
