package prices

import (
	"awning/model/prices"
	"awning/tui/widget/grid"
)

// index finds the prices of one version of a plan in another: by market and
// column, since rows come and go.
type index struct {
	rows map[nth]int
	cols map[string]int
}

// nth tells rows of the same markets apart by their order.
type nth struct {
	label string
	n     int
}

func newIndex(g prices.Grid) index {
	x := index{rows: map[nth]int{}, cols: map[string]int{}}
	for i, key := range rowKeys(g) {
		x.rows[key] = i
	}
	for i, c := range g.Columns {
		x.cols[c.Key] = i
	}
	return x
}

func rowKeys(g prices.Grid) []nth {
	seen := map[string]int{}
	out := make([]nth, len(g.Rows))
	for i, r := range g.Rows {
		label := r.Label()
		out[i] = nth{label, seen[label]}
		seen[label]++
	}
	return out
}

// find is where a cell of another version is in the indexed one. A market that
// is not there by itself is not found.
func (x index) find(row nth, col string) (grid.Place, bool) {
	r, okRow := x.rows[row]
	c, okCol := x.cols[col]
	return grid.Place{Row: r, Col: c}, okRow && okCol
}

// sells takes what customers pay now.
func (b *book) sells(live prices.Grid) { b.live, b.liveAt = live, newIndex(live) }

// paid is what customers pay now for a cell; false if nothing is known. A market
// without a price of its own pays that of all others.
func (b *book) paid(at grid.Place) (prices.Cell, bool) {
	key, col := b.keys[at.Row], b.now.Columns[at.Col].Key
	place, ok := b.liveAt.find(key, col)
	if !ok {
		place, ok = b.liveAt.find(nth{label: prices.Row{}.Label()}, col)
	}
	if !ok {
		return prices.Cell{}, false
	}
	c := b.live.At(place.Row, place.Col)
	return c, c.Priced()
}
