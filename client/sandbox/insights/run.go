package insights

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/books"
)

// Span is the time that rows have to lie in: From is the first moment, To the first
// one after it.
type Span struct{ From, To time.Time }

// Answer is what a query comes to.
type Answer struct {
	Columns []string
	Rows    [][]Cell
}

// Run runs a query over books. when is the time a report asks for; without one it is
// what the query says. At most limit rows are answered; 0 means all.
func (q Query) Run(ledgers []*books.Book, now time.Time, when Span, limit int) Answer {
	if when.To.IsZero() {
		when = span(q.span, now)
	}
	g := gathering{q: q, sums: q.sums(), groups: map[string]int{}}
	for r := range rows(q.Data.Name, ledgers) {
		if !r.at.Before(when.From) && r.at.Before(when.To) && q.holds(r) {
			g.add(r)
		}
	}
	q.sort(g.rows)
	for _, most := range []int{q.limit, limit} {
		if most > 0 && len(g.rows) > most {
			g.rows = g.rows[:most]
		}
	}
	out := Answer{Rows: g.rows}
	for _, f := range q.columns {
		out.Columns = append(out.Columns, f.name)
	}
	return out
}

// gathering is an answer that rows are added to.
type gathering struct {
	q      Query
	sums   bool
	groups map[string]int // where the row of a group is
	rows   [][]Cell
}

// add adds a row, or adds it up with one that it agrees with.
func (g *gathering) add(r row) {
	cells := make([]Cell, len(g.q.columns))
	var key strings.Builder
	for i, f := range g.q.columns {
		cells[i] = r.get(f.name)
		if !f.metric {
			key.WriteString(cells[i].String() + "\x00")
		}
	}
	if !g.sums && !g.q.distinct {
		g.rows = append(g.rows, cells)
		return
	}
	at, seen := g.groups[key.String()]
	if !seen {
		g.groups[key.String()] = len(g.rows)
		g.rows = append(g.rows, cells)
		return
	}
	for i, f := range g.q.columns {
		if f.metric {
			g.rows[at][i] = g.rows[at][i].plus(cells[i])
		}
	}
}

// sums reports whether rows are added up: those that agree in all columns that are no
// metrics.
func (q Query) sums() bool {
	return slices.ContainsFunc(q.columns, func(f field) bool { return f.metric })
}

func (q Query) sort(rows [][]Cell) {
	slices.SortStableFunc(rows, func(a, b []Cell) int {
		for _, o := range q.order {
			n := compare(a[o.at], b[o.at].String())
			if o.down {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return 0
	})
}

// holds reports whether a row meets all conditions.
func (q Query) holds(r row) bool {
	for _, c := range q.where {
		if !c.holds(r.get(c.column)) {
			return false
		}
	}
	return true
}

func (c condition) holds(have Cell) bool {
	switch n := compare(have, c.values[0]); c.word {
	case "=":
		return n == 0
	case "!=":
		return n != 0
	case "<":
		return n < 0
	case "<=":
		return n <= 0
	case ">":
		return n > 0
	case ">=":
		return n >= 0
	case "LIKE":
		return like(have.String(), c.values[0]) != c.not
	default: // IN
		return slices.ContainsFunc(c.values, func(v string) bool { return compare(have, v) == 0 }) != c.not
	}
}

// number is a value that can be compared with an amount.
var number = regexp.MustCompile(`^-?\d{1,18}(\.\d{1,9})?$`)

// compare relates a cell to a value: as numbers, if both are, and as times, if both
// are, which may be days; else as texts.
func compare(have Cell, value string) int {
	text := have.String()
	if have.Number() && number.MatchString(value) {
		a, _ := new(big.Rat).SetString(text)
		b, _ := new(big.Rat).SetString(value)
		return a.Cmp(b)
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		if day, errDay := time.Parse(time.DateOnly, value); errDay == nil {
			return at.Compare(day)
		}
	}
	return cmp.Compare(strings.ToLower(text), strings.ToLower(value))
}

// like matches a text with a pattern in which % stands for anything. It takes no more
// steps than both are long, times one another.
func like(text, pattern string) bool {
	parts := strings.Split(strings.ToLower(pattern), "%")
	text = strings.ToLower(text)
	if len(parts) == 1 {
		return text == parts[0]
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	last := parts[len(parts)-1]
	if !ok || !strings.HasSuffix(rest, last) {
		return false
	}
	rest = rest[:len(rest)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	return true
}

// span is the time that a word for it stands for.
func span(name string, now time.Time) Span {
	now = now.UTC()
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	first := today.AddDate(0, 0, 1-today.Day())
	out := Span{To: today.AddDate(0, 0, 1)}
	const week, fortnight, days30, days90, days180, days365 = 7, 14, 30, 90, 180, 365
	days := map[string]int{
		"TODAY": 0, "LAST_7_DAYS": week, "LAST_14_DAYS": fortnight, "LAST_30_DAYS": days30, "LAST_90_DAYS": days90,
		"LAST_180_DAYS": days180, "LAST_365_DAYS": days365,
	}
	months := map[string]int{"LAST_3_MONTHS": 3, "LAST_6_MONTHS": 6, "LAST_1_YEAR": 12, "": 6}
	switch name {
	case "YESTERDAY":
		return Span{From: today.AddDate(0, 0, -1), To: today}
	case "LAST_MONTH":
		return Span{From: first.AddDate(0, -1, 0), To: first}
	case "LIFETIME":
		return out
	}
	if n, ok := months[name]; ok {
		out.From = first.AddDate(0, -n, 0)
		return out
	}
	out.From = today.AddDate(0, 0, -days[name])
	return out
}

// File is the answer as a file, its columns apart by commas or by tabs.
func (a Answer) File(tabs bool) []byte {
	var out bytes.Buffer // takes everything: no write can fail
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if tabs {
		w.Comma = '\t'
	}
	_ = w.Write(a.Columns)
	fields := make([]string, len(a.Columns))
	for _, row := range a.Rows {
		for i, cell := range row {
			fields[i] = cell.String()
		}
		_ = w.Write(fields)
	}
	w.Flush()
	return out.Bytes()
}
