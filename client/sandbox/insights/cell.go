package insights

import (
	"strings"
	"time"

	"awning/client/sandbox/books"
)

// Cell is one value of a row.
type Cell struct {
	text   string
	number books.Amount
	kind   kind
}

type kind int

const (
	aText kind = iota
	anAmount
	aCount
)

func word(text string) Cell     { return Cell{text: text} }
func money(a books.Amount) Cell { return Cell{number: a, kind: anAmount} }
func count(a books.Amount) Cell { return Cell{number: a, kind: aCount} }
func rate(r books.Rate) Cell    { return Cell{text: r.String()} }
func flag(yes bool) Cell        { return word(map[bool]string{true: "True", false: "False"}[yes]) }
func instant(t time.Time) Cell  { return word(stamp(t)) }

func month(t time.Time) Cell {
	return instant(time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC))
}

func since(t, first time.Time) Cell {
	return flag(t.Year() == first.Year() && t.Month() == first.Month())
}
func alike(a, b string) bool        { return strings.EqualFold(a, b) }
func (c Cell) plus(other Cell) Cell { c.number += other.number; return c }

// stamp writes a time; empty for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// String is the value as files have it.
func (c Cell) String() string {
	switch c.kind {
	case anAmount:
		return c.number.String()
	case aCount:
		return c.number.Count()
	case aText:
	}
	return c.text
}

// Number reports whether the value is a number.
func (c Cell) Number() bool { return c.kind != aText }
