package prices

import (
	"strings"

	"awning/tui/sanitize"
	"awning/tui/ui"
)

// Detail is all about the price under the cursor, or about what to look at.
func (s *Screen) Detail() []ui.Fact {
	t := s.d.Text.Prices
	if s.book == nil {
		return nil
	}
	if s.listed {
		return s.flags.Detail()
	}
	at, ok := s.grid.Cursor()
	if !ok {
		return nil
	}
	b, live := s.book, t.NoPrice
	if c, paid := b.paid(at); paid {
		live = b.money(c)
	}
	return facts([][2]string{
		{t.DetailMarket, b.labels[at.Row]},
		{t.DetailFor, b.ColName(at.Col)},
		{t.DetailPrice, b.money(b.now.At(at.Row, at.Col))},
		{t.DetailDraft, b.money(b.read.At(at.Row, at.Col))},
		{t.DetailLive, live},
		{t.DetailLook, strings.Join(b.ruled[at], "; ")},
	})
}

// facts are those that say something.
func facts(all [][2]string) []ui.Fact {
	var out []ui.Fact
	for _, f := range all {
		if f[1] != "" {
			out = append(out, ui.Fact{Label: f[0], Value: f[1]})
		}
	}
	return out
}

// Table is the prices as they are now, in the form that is read back from a file;
// or what there is to look at.
func (s *Screen) Table() (head []string, rows [][]string) {
	if s.book == nil {
		return nil, nil
	}
	if s.listed {
		return s.flags.Export()
	}
	head, rows = s.book.now.Table()
	for _, line := range append([][]string{head}, rows...) {
		for i := range line {
			line[i] = sanitize.Line(line[i])
		}
	}
	return head, rows
}

// Copied is the price under the cursor as one would type it, or what to look at.
func (s *Screen) Copied() (what, words string) {
	t := s.d.Text.Prices
	if s.book == nil {
		return t.ThePrice, ""
	}
	if s.listed {
		f, _ := s.flags.Selected()
		return t.TheReason, f.words
	}
	at, ok := s.grid.Cursor()
	if !ok {
		return t.ThePrice, ""
	}
	return t.ThePrice, s.book.typed(at)
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
