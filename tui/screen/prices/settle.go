package prices

import (
	"fmt"
	"slices"
	"strings"

	"awning/client"
	"awning/model/prices"
	"awning/model/raw"
	"awning/tui/sanitize"
)

// named is a conflict whose places are called what they are called here: market,
// what the price is for, and its currency.
func (s *Screen) named(c *client.ConflictError) *client.ConflictError {
	var where []prices.Locator
	docs := [][]byte{c.Theirs.Raw}
	for _, e := range c.Edits { // what is no longer there was there before
		docs = append(docs, e.Base.Raw)
	}
	for i, doc := range docs {
		if i > 1 && string(doc) == string(docs[i-1]) {
			continue
		}
		if l, err := prices.NewLocator(s.t, doc); err == nil {
			where = append(where, l)
		}
	}
	name := func(at raw.Pointer, otherwise string) string {
		for _, l := range where {
			if cell, ok := l.Cell(at); ok {
				return s.called(l.Grid(), cell)
			}
		}
		return otherwise
	}
	out := *c
	out.Conflicts, out.Taken = slices.Clone(c.Conflicts), slices.Clone(c.Taken)
	for i := range out.Conflicts {
		out.Conflicts[i].Label = name(out.Conflicts[i].Pointer, out.Conflicts[i].Label)
	}
	for i := range out.Taken {
		out.Taken[i].Label = name(raw.Pointer(out.Taken[i].Path), out.Taken[i].Label)
	}
	return &out
}

// called names a price of a table on one line.
func (s *Screen) called(g prices.Grid, c prices.Cell) string {
	row := strings.Join(strings.Fields(s.book.rowName(g.Rows[c.Row])), " ")
	place := fmt.Sprintf(s.d.Text.Prices.Place, row, sanitize.Line(g.Columns[c.Column].Label))
	if c.Currency == "" {
		return place
	}
	return place + " (" + sanitize.Line(c.Currency) + ")"
}
