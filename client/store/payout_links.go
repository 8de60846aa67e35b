package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"awning/model/payout"
)

// Links looks through all lines once for what they say of some sales. Lines of none of them
// that were earned since some day are strays; the zero time asks for none.
func (s *Seat) Links(ctx context.Context, refs []payout.Ref, since time.Time) (payout.Links, error) {
	found, err := s.links(ctx, refs, since)
	if err != nil {
		return payout.Links{}, fmt.Errorf("hold the earnings against the orders: %w", s.explainPayout(ctx, err))
	}
	return found, nil
}

func (s *Seat) links(ctx context.Context, refs []payout.Ref, since time.Time) (payout.Links, error) {
	l, err := s.ledger(ctx)
	if err != nil {
		return payout.Links{}, err
	}
	k := newLinking(l, refs, since)
	l.there.each(k.take)
	lines, damaged, err := s.whole(ctx, l.book, k.unclear())
	if err == nil && len(damaged) > 0 {
		if err = s.drop(ctx, damaged); err == nil {
			return s.links(ctx, refs, since) // with fewer lines each time
		}
	}
	if err != nil {
		return payout.Links{}, err
	}
	return k.told(lines), nil
}

// linking holds lines against sales.
type linking struct {
	l     *ledger
	refs  []payout.Ref
	since time.Time // zero: nobody asks for strays
	of    []payout.Linked
	dates []int64 // of the lines that say how the sales stand
	// orders and assets are the sales by the ids that lines name them by, bare those of which
	// the asset is all that is known. An order of several line items is several sales.
	orders, assets, bare map[uint64][]int
	// vague are lines of which the ids of the figures do not tell whose they are.
	vague  []uint32
	strays map[strayKey]*stray
	odd    []*stray // the same, by date
}

// strayKey is what lines without a sale have in common.
type strayKey struct {
	id  uint64
	due uint32
}

type stray struct {
	slot  uint32 // of the newest line
	due   total
	key   strayKey
	lines int
}

func newLinking(l *ledger, refs []payout.Ref, since time.Time) *linking {
	k := &linking{
		l: l, refs: refs, since: since, of: make([]payout.Linked, len(refs)), dates: make([]int64, len(refs)),
		orders: make(map[uint64][]int, len(refs)), assets: make(map[uint64][]int, len(refs)), bare: map[uint64][]int{}, strays: map[strayKey]*stray{},
	}
	add := func(to map[uint64][]int, id string, i int) {
		if id != "" {
			h := hashOf(id)
			to[h] = append(to[h], i)
		}
	}
	for i, r := range refs {
		add(k.orders, r.Order, i)
		add(k.assets, r.Asset, i)
		if r.Order == "" {
			add(k.bare, r.Asset, i)
			add(k.orders, r.Asset, i) // lines may call it their order
		}
	}
	return k
}

// take holds one line against the sales.
func (k *linking) take(slot uint32) {
	order, asset := k.l.order[slot], k.l.asset[slot]
	if order == 0 && asset == 0 {
		return // it corrects something
	}
	switch named := k.orders[order]; len(named) {
	case 0:
		k.byAsset(slot, order, asset)
	case 1:
		k.mark(named[0], k.l.text(kindStatus, slot), k.l.dates[slot])
	default:
		k.vague = append(k.vague, slot)
	}
}

// byAsset holds a line against the sales whose order it does not name.
func (k *linking) byAsset(slot uint32, order, asset uint64) {
	for _, i := range k.bare[asset] {
		k.mark(i, k.l.text(kindStatus, slot), k.l.dates[slot])
	}
	switch ours := len(k.assets[asset]); {
	case order == 0 && ours > len(k.bare[asset]):
		k.vague = append(k.vague, slot)
	case ours == 0 && !k.since.IsZero() && k.l.dates[slot] >= k.since.Unix():
		k.stray(slot, cmp.Or(asset, order))
	}
}

// mark notes that a line of some state and day is of a sale.
func (k *linking) mark(i int, status string, date int64) {
	of := &k.of[i]
	if of.Lines++; of.Lines == 1 || date > k.dates[i] {
		of.Status, k.dates[i] = status, date
	}
}

// stray notes that a line is of no sale.
func (k *linking) stray(slot uint32, id uint64) {
	key := strayKey{id, k.l.words[kindDue][slot]}
	s := k.strays[key]
	if s == nil {
		s = &stray{slot: slot, key: key}
		k.strays[key] = s
	}
	if k.l.dates[slot] > k.l.dates[s.slot] {
		s.slot = slot
	}
	s.due.add(k.l.due.at(slot))
	s.lines++
}

// unclear are the slots of lines that must be read as a whole: the vague ones, then one for
// each stray.
func (k *linking) unclear() []uint32 {
	k.odd = slices.SortedFunc(maps.Values(k.strays), func(a, b *stray) int {
		return cmp.Or(cmp.Compare(k.l.dates[b.slot], k.l.dates[a.slot]), cmp.Compare(a.slot, b.slot))
	})
	slots := slices.Clone(k.vague)
	for _, s := range k.odd {
		slots = append(slots, s.slot)
	}
	return slots
}

// told is what was found, with the lines that were unclear.
func (k *linking) told(lines []payout.Earning) payout.Links {
	for _, e := range lines[:len(k.vague)] {
		among := k.orders[hashOf(e.Order)]
		if e.Order == "" {
			among = k.assets[hashOf(e.Asset)]
		}
		for _, i := range among {
			// A line that names an asset alone is of what was sold of it in its month.
			r := k.refs[i]
			sameMonth := r.Order != "" && payout.MonthOf(r.Date) == payout.MonthOf(e.TransactionDate)
			if r.Names(e.Ref()) && (e.Order != "" || sameMonth) {
				k.mark(i, e.Status, e.Date.Unix())
			}
		}
	}
	out := payout.Links{Of: k.of}
	for i, s := range k.odd {
		out.Strays = append(out.Strays, payout.Stray{
			Earning: lines[len(k.vague)+i], Lines: s.lines,
			Due: payout.Money{Amount: s.due.decimal(), Currency: k.l.texts[kindDue][s.key.due].text},
		})
	}
	return out
}

// Earning returns the line with an id; false if there is none.
func (s *Seat) Earning(ctx context.Context, id string) (payout.Earning, bool, error) {
	e, ok, err := s.earning(ctx, id)
	if err != nil {
		return payout.Earning{}, false, fmt.Errorf("read the stored earning %s: %w", id, s.explainPayout(ctx, err))
	}
	return e, ok, nil
}

func (s *Seat) earning(ctx context.Context, id string) (payout.Earning, bool, error) {
	b, err := s.book(ctx, s.store.db)
	if err != nil || b.n == 0 {
		return payout.Earning{}, false, err
	}
	var n int64
	err = s.store.db.QueryRowContext(ctx, "SELECT n FROM earning WHERE book = ? AND id = ?", b.n, strings.ToLower(id)).Scan(&n)
	if noRows(err) {
		return payout.Earning{}, false, nil
	}
	if err != nil {
		return payout.Earning{}, false, err
	}
	lines, damaged, err := s.whole(ctx, b, []uint32{uint32(n - b.first())}) // #nosec G115 -- slots have 24 bits
	if err == nil && len(damaged) > 0 {
		err = s.drop(ctx, damaged)
	}
	if err != nil || len(lines) == 0 {
		return payout.Earning{}, false, err
	}
	return lines[0], true, nil
}
