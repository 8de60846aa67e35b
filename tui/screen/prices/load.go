package prices

import (
	"bytes"
	"fmt"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/prices"
	"awning/tui/contents"
	"awning/tui/widget/grid"
)

// blank is what the grid shows before there are prices.
type blank struct{}

func (blank) Rows() int               { return 0 }
func (blank) Cols() int               { return 0 }
func (blank) Corner() string          { return "" }
func (blank) RowName(int) string      { return "" }
func (blank) ColName(int) string      { return "" }
func (blank) Cell(int, int) grid.Cell { return grid.Cell{} }

// read takes what the loader knows now. Edits that are not saved stay, on the
// draft as it is now.
func (s *Screen) read() {
	t, draft := s.d.Text.Prices, s.loader.Of(model.Draft)
	doc, found := draft.Find(s.key)
	switch {
	case s.save.Busy(): // its answer comes back here
		return
	case s.desk.keep.Busy():
		s.desk.late = true
		return
	case !draft.Known && draft.Err != nil:
		s.stop(s.d.Text.Shell.TryAgain)
		return
	case !draft.Known:
		s.stop(t.Reading)
		return
	case !found:
		s.stop(t.NoDocument)
		return
	}
	if s.book == nil || !bytes.Equal(s.book.doc.Raw, doc.Raw) {
		g, why := s.prices(doc)
		if why != "" {
			s.stop(why)
			return
		}
		before := s.book
		s.book = newBook(t, doc, g)
		s.over(before)
	}
	s.book.doc = doc
	s.book.sells(s.paid(s.loader.Of(model.Live)))
	s.refresh()
}

// over makes the edits that were shown already on a new version of the draft,
// and those that the store could not keep.
func (s *Screen) over(before *book) {
	if before == nil {
		s.desk.moved = true
		return
	}
	if _, err := s.book.restore(s.t, s.desk.edits); err != nil {
		s.desk.moved = true // it is told where what is new is shown
	}
	if s.desk.failed != nil {
		s.book.now, _ = prices.Carry(s.book.now, before.now, before.now.Edited())
	}
}

// prices are those of a document, or words that say why there are none.
func (s *Screen) prices(doc model.Document) (g prices.Grid, why string) {
	t := s.d.Text.Prices
	g, err := prices.Read(s.t, doc.Raw)
	switch {
	case err != nil:
		return g, s.words(err)
	case g.Free || s.ownLicense(doc):
		return g, t.FreeLicense
	case len(g.Rows) == 0 || len(g.Columns) == 0:
		return g, t.NoPrices
	}
	return g, ""
}

// ownLicense reports whether customers bring a license of their own: then the
// marketplace charges nothing.
func (s *Screen) ownLicense(doc model.Document) bool {
	sec, ok := s.t.Section(s.key)
	if !ok {
		return false
	}
	f, ok := sec.Field("license")
	if !ok {
		return false
	}
	v, _, err := f.Get(doc.Raw)
	return err == nil && string(v) == `"byol"`
}

// stop shows words instead of the grid. Edits are never thrown away for it.
func (s *Screen) stop(why string) {
	if s.dirty() {
		return
	}
	s.book, s.why = nil, why
	s.grid.SetSource(blank{})
	s.layout()
}

// paid is what customers pay now; a grid of no rows if the plan is not live.
func (s *Screen) paid(live contents.Side) prices.Grid {
	doc, ok := live.Find(s.key)
	if !ok {
		return prices.Grid{}
	}
	g, err := prices.Read(s.t, doc.Raw)
	if err != nil {
		return prices.Grid{}
	}
	return g
}

// refresh shows the prices as they are now.
func (s *Screen) refresh() {
	s.book.check()
	s.grid.SetSource(s.book)
	s.flags.SetRows(s.book.flags)
	s.layout()
}

// about says all about one price: what it was, what it is, what customers pay,
// and why it wants a look.
func (s *Screen) about(at grid.Place) []string {
	t, st := s.d.Text.Prices, s.d.Styles
	c := s.book.now.At(at.Row, at.Col)
	now := s.book.money(c)
	line := st.Text.Render(now)
	switch was := s.book.read.At(at.Row, at.Col); {
	case s.book.edited(c):
		line = st.Edited.Render(fmt.Sprintf(t.Changed, s.book.money(was), st.Marks.Arrow, now)) + st.Text.Render(s.by(was, c))
	case c.Inherited:
		line = st.Text.Render(fmt.Sprintf(t.Inherited, now))
	}
	out := []string{lead + line}
	if live, ok := s.book.paid(at); ok {
		out = append(out, lead+st.Dim.Render(fmt.Sprintf(t.Live, s.book.money(live)))+st.Dim.Render(s.by(live, c)))
	} else {
		out = append(out, lead+st.Dim.Render(t.NoLive))
	}
	if was, ok := s.book.moved[at]; ok {
		old := c
		old.Amount, old.Present, old.Inherited = was.Decimal, was.Valid, false
		out = append(out, s.wrapped(st.Warn, fmt.Sprintf(t.Moved, s.book.money(old), s.book.money(s.book.read.At(at.Row, at.Col))))...)
	}
	look, mark := st.Text, ""
	if s.book.flagged[at] {
		look, mark = st.Bad, st.Marks.Failed+" "
	}
	for _, words := range s.book.ruled[at] {
		out = append(out, s.wrapped(look, mark+words)...)
	}
	return out
}

// by is the change from one price to another in percent, with space before it;
// empty if there is none to tell.
func (s *Screen) by(from, to prices.Cell) string {
	if !from.Priced() || !to.Priced() || from.Currency != to.Currency || from.Amount.IsZero() || from.Amount.Equal(to.Amount) {
		return ""
	}
	return "   " + signed(s.d.Text.Prices.By, to.Amount.Sub(from.Amount).Shift(2).DivRound(from.Amount, 2))
}

// signed is a percentage with its sign.
func signed(format string, percent decimal.Decimal) string {
	words := percent.StringFixed(1)
	if percent.IsPositive() {
		words = "+" + words
	}
	return fmt.Sprintf(format, words)
}
