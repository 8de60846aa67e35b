package prices

import (
	"fmt"

	"awning/model/prices"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/grid"
)

// check finds what wants a look before the prices are published: against what
// customers pay now, or against the draft if the plan is not live.
func (b *book) check() {
	old := b.read
	if b.published() {
		old = b.live
	}
	b.report = prices.Compare(old, b.now, b.published())
	b.flags, b.flagged, b.ruled = nil, map[grid.Place]bool{}, map[grid.Place][]string{}
	b.elsewhere()
	at := b.finder()
	for _, r := range b.report.Breaks {
		b.rule(r, b.report.Changes, at)
	}
	for _, c := range b.report.Changes {
		place, ok := at(c)
		for _, f := range c.Flags {
			if !ok {
				continue
			}
			words := text.Word(b.t.FlagWords, f)
			b.flagged[place] = true
			b.ruled[place] = append(b.ruled[place], words)
			b.add(flag{at: place, place: b.place(place), change: b.by(c), words: words})
		}
	}
}

// elsewhere lists the prices that somebody else changed too: saving will ask.
func (b *book) elsewhere() {
	for i := range b.now.Rows {
		for j := range b.now.Columns {
			at := grid.Place{Row: i, Col: j}
			if _, ok := b.moved[at]; !ok || !b.edited(b.now.At(i, j)) {
				continue
			}
			b.flagged[at] = true
			b.add(flag{at: at, place: b.place(at), words: b.t.MovedFlag})
		}
	}
}

// rule lists a rule once, however many prices it is about, and marks these if
// it stands in the way.
func (b *book) rule(r prices.Break, changes []prices.Change, at func(prices.Change) (grid.Place, bool)) {
	words, note := text.Word(b.t.RuleWords, r.Rule), !r.Rule.Refused()
	var places []grid.Place
	for _, i := range r.Changes {
		if place, ok := at(changes[i]); ok {
			places = append(places, place)
			b.ruled[place] = append(b.ruled[place], words)
			b.flagged[place] = b.flagged[place] || !note
		}
	}
	f := flag{words: words, note: note, place: sanitize.Line(r.Column)}
	switch {
	case len(places) == 1:
		f.place, f.change = b.place(places[0]), b.by(changes[r.Changes[0]])
	case len(places) > 1:
		f.place = fmt.Sprintf(b.t.Several, len(places))
	}
	if len(places) > 0 {
		f.at = places[0]
	}
	b.add(f)
}

func (b *book) add(f flag) {
	f.id = len(b.flags)
	b.flags = append(b.flags, f)
}

// by is a change in percent, signed; empty if there is none to tell.
func (b *book) by(c prices.Change) string {
	if !c.Percent.Valid {
		return ""
	}
	return signed(b.t.By, c.Percent.Decimal)
}

// finder finds the cell of a change by its names.
func (b *book) finder() func(prices.Change) (grid.Place, bool) {
	rows, cols := map[string]int{}, map[string]int{}
	name := func(names map[string]int, name string, i int) {
		if _, taken := names[name]; !taken {
			names[name] = i
		}
	}
	for i, r := range b.now.Rows {
		name(rows, r.Label(), i)
	}
	for i, r := range b.now.Rows {
		for _, m := range r.Markets {
			name(rows, prices.Row{Markets: []string{m}}.Label(), i)
		}
	}
	for i, c := range b.now.Columns {
		name(cols, c.Label, i)
	}
	return func(c prices.Change) (grid.Place, bool) {
		row, okRow := rows[c.Markets]
		col, okCol := cols[c.Column]
		return grid.Place{Row: row, Col: col}, okRow && okCol
	}
}

// wrong is how many flags are more than notes.
func (b *book) wrong() int {
	n := 0
	for _, f := range b.flags {
		if !f.note {
			n++
		}
	}
	return n
}
