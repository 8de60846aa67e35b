package prices

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/prices"
	"awning/model/raw"
	"awning/tui/widget/grid"
)

// split divides the unsaved edits of a pricing document into those of prices and
// those that are not this screen's to change.
func split(t *catalog.Type, edits []model.FieldEdit) (own, others []model.FieldEdit) {
	for _, e := range edits {
		if prices.IsEdit(t, raw.Pointer(e.Path)) {
			own = append(own, e)
			continue
		}
		others = append(others, e)
	}
	return own, others
}

// restore shows edits as the store keeps them, each made on a version of the
// document that may be an older one, and returns how many prices changed by that.
// What they were made on is what the draft is with all other unsaved edits.
func (b *book) restore(t *catalog.Type, edits []model.FieldEdit) (int, error) {
	own, others := split(t, edits)
	under, err := b.doc.Edited(others)
	if err != nil {
		under = b.doc // an edit that has no place there is for its own screen to show
	}
	read := b.read
	if string(under.Raw) != string(b.under) {
		if read, err = prices.Read(t, under.Raw); err != nil {
			return 0, err
		}
	}
	next, stray, moved := read, map[string]bool{}, map[grid.Place]decimal.NullDecimal{}
	for _, group := range byBase(own) {
		mine, errMade := prices.Edited(t, group[0].Base.Raw, priced(group))
		if errMade != nil {
			return 0, errMade
		}
		var missing []prices.Cell
		next, missing = prices.Carry(next, mine, mine.Edited())
		if len(missing) > 0 {
			lost(t, read, group, stray)
		}
		elsewhere(read, mine, moved)
	}
	if string(under.Raw) != string(b.under) {
		b.past, b.future, b.now = nil, nil, read // the steps led away from another table
	}
	b.read, b.under, b.stray, b.moved = read, under.Raw, stray, moved
	b.label()
	return b.step(next, unlike(b.now, next), nil)
}

// byBase groups edits by the document they were made on.
func byBase(edits []model.FieldEdit) [][]model.FieldEdit {
	var out [][]model.FieldEdit
	for _, e := range edits {
		i := slices.IndexFunc(out, func(g []model.FieldEdit) bool { return g[0].BaseHash == e.BaseHash })
		if i < 0 {
			out = append(out, []model.FieldEdit{e})
			continue
		}
		out[i] = append(out[i], e)
	}
	return out
}

func priced(edits []model.FieldEdit) []prices.Edit {
	out := make([]prices.Edit, len(edits))
	for i, e := range edits {
		out[i] = prices.Edit{At: raw.Pointer(e.Path), New: e.New}
	}
	return out
}

// lost finds the edits whose prices have no place any more. They stay in the
// store: saving tells what became of the others' change.
func lost(t *catalog.Type, read prices.Grid, edits []model.FieldEdit, stray map[string]bool) {
	for _, e := range edits {
		mine, err := prices.Edited(t, e.Base.Raw, priced([]model.FieldEdit{e}))
		if err != nil {
			continue
		}
		if _, missing := prices.Carry(read, mine, mine.Edited()); len(missing) > 0 {
			stray[e.Path] = true
		}
	}
}

// elsewhere finds the prices that the draft has another of by now than when they
// were edited, and which that was.
func elsewhere(read, mine prices.Grid, moved map[grid.Place]decimal.NullDecimal) {
	at := newIndex(read)
	keys := rowKeys(mine)
	for _, c := range mine.Edited() {
		place, ok := at.find(keys[c.Row], mine.Columns[c.Column].Key)
		if !ok {
			continue
		}
		now := read.At(place.Row, place.Col)
		if now.Was.Valid != c.Was.Valid || !now.Was.Decimal.Equal(c.Was.Decimal) {
			moved[place] = c.Was
		}
	}
}

// unlike are the cells of a table that were another in the one before.
func unlike(before, now prices.Grid) []prices.Cell {
	at := newIndex(before)
	keys := rowKeys(now)
	var out []prices.Cell
	for row := range now.Rows {
		for col := range now.Columns {
			c := now.At(row, col)
			place, ok := at.find(keys[row], now.Columns[col].Key)
			if ok {
				was := before.At(place.Row, place.Col)
				ok = was.Edited == c.Edited && was.Present == c.Present && was.Amount.Equal(c.Amount)
			}
			if !ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// plan is what the store has to do so that it holds the prices as they are now:
// edits to keep, and edits to end.
func (b *book) plan(t *catalog.Type, o model.Offer, edits []model.FieldEdit) (keep, gone []model.FieldEdit, err error) {
	wanted, err := prices.Edits(b.now, b.under)
	if err != nil {
		return nil, nil, err
	}
	own, _ := split(t, edits)
	for _, w := range wanted {
		e := model.FieldEdit{Offer: o, Key: b.doc.Key, Path: string(w.At), Base: b.doc, BaseHash: b.doc.Hash()}
		if i := slices.IndexFunc(own, e.Same); i >= 0 {
			if same(own[i].New, w.New) {
				continue
			}
			e = own[i]
			// Back at what it was made on, an edit ends. But the draft may have moved.
			if was, _, errGet := raw.Get(e.Base.Raw, w.At); errGet != nil || same(was, w.New) {
				e.Base, e.BaseHash = b.doc, b.doc.Hash()
			}
		}
		e.New = w.New
		keep = append(keep, e)
	}
	for _, e := range own {
		kept := slices.ContainsFunc(wanted, func(w prices.Edit) bool { return string(w.At) == e.Path })
		if !kept && !b.stray[e.Path] {
			gone = append(gone, e)
		}
	}
	return keep, gone, nil
}

// same reports whether two values are equal, but for JSON's spelling.
func same(a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	equal, err := raw.Equal(a, b)
	return err == nil && equal
}

// join brings together what two consoles typed at once: the prices of the store,
// which has theirs, and of those here all that they did not type another for. It
// returns how many of the latter there are, and the cells in which theirs stands.
func (b *book) join(t *catalog.Type, edits []model.FieldEdit, clashes []model.Clash) (int, []grid.Place, error) {
	mine, from := b.now.Edited(), b.now
	if _, err := b.restore(t, edits); err != nil {
		return 0, nil, err
	}
	at, keys := newIndex(b.now), rowKeys(from)
	theirs, err := contested(t, b.now, clashes)
	if err != nil {
		return 0, nil, err
	}
	var lost []grid.Place
	mine = slices.DeleteFunc(mine, func(c prices.Cell) bool {
		place, ok := at.find(keys[c.Row], from.Columns[c.Column].Key)
		if !ok || !theirs[place] {
			return false
		}
		if !b.now.At(place.Row, place.Col).Amount.Equal(c.Amount) {
			lost = append(lost, place)
		}
		return true
	})
	next, _ := prices.Carry(b.now, from, mine)
	n, err := b.step(next, unlike(b.now, next), nil)
	return n, lost, err
}

// contested are the cells in which the other side of some clashes has a price.
func contested(t *catalog.Type, now prices.Grid, clashes []model.Clash) (map[grid.Place]bool, error) {
	at, out := newIndex(now), map[grid.Place]bool{}
	for _, c := range clashes {
		g, err := prices.Edited(t, c.Theirs.Base.Raw, priced([]model.FieldEdit{c.Theirs}))
		if err != nil {
			return nil, errors.Join(errors.New("the other console's prices cannot be read"), err)
		}
		keys := rowKeys(g)
		for _, cell := range g.Edited() {
			if place, ok := at.find(keys[cell.Row], g.Columns[cell.Column].Key); ok {
				out[place] = true
			}
		}
	}
	return out, nil
}
