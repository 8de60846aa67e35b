package prices

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Parse reads a price as a person types it: digits, and a point as decimal mark.
func Parse(typed string) (decimal.Decimal, error) {
	const most = 30
	s := strings.TrimSpace(typed)
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	if digits == "" || len(s) > most || strings.Trim(digits, "0123456789") != "" {
		if len(s) > most {
			s = s[:most] + "…"
		}
		return decimal.Decimal{}, fmt.Errorf("%q is no price: write digits with a point as decimal mark, like 12.50", s)
	}
	return decimal.NewFromString("0" + s)
}

// PasteColumn sets the prices from a cell on downward to the lines of a text, one
// price each. Empty lines leave their price as it is. The error names the lines that
// are no prices; then nothing is set.
func (g Grid) PasteColumn(row, column int, text string) (Grid, []Cell, error) {
	if _, err := g.within(Range{row, column, row, column}); err != nil {
		return g, nil, err
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	if room := len(g.Rows) - row; len(lines) > room {
		return g, nil, fmt.Errorf("line %d: the table ends here, %d lines are too many", room+1, len(lines)-room)
	}
	var cells []Cell
	var faults faultList
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		c, err := g.typed(row+i, column, line)
		if err != nil {
			faults.add(i+1, err)
			continue
		}
		cells = append(cells, c)
	}
	if err := faults.err(); err != nil {
		return g, nil, err
	}
	return g.with(cells)
}

// typed is a cell with a price as it was typed.
func (g Grid) typed(row, column int, text string) (Cell, error) {
	c := g.At(row, column)
	amount, err := Parse(text)
	if err != nil {
		return c, err
	}
	c.Amount = amount
	return c, g.check(c)
}

// faultList collects what is wrong, line by line, as far as anyone would read.
type faultList struct {
	list []error
	more int
}

func (f *faultList) add(line int, err error) {
	const most = 10
	if len(f.list) == most {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf("line %d: %w", line, err))
}

func (f *faultList) err() error {
	if f.more > 0 {
		return errors.Join(append(slices.Clone(f.list), fmt.Errorf("and %d more", f.more))...)
	}
	return errors.Join(f.list...)
}

// The first two columns of a table as CSV.
const (
	marketsHead  = "Markets"
	currencyHead = "Currency"
)

// ToCSV writes the table with commas between: markets, currency, and a column
// of prices for each of the table's. Prices that markets do not have of their own
// are empty. Texts that a spreadsheet would take for a formula begin with an
// apostrophe.
func (g Grid) ToCSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	record := []string{marketsHead, currencyHead}
	for _, c := range g.Columns {
		record = append(record, guard(c.Label))
	}
	_ = w.Write(record) // into memory
	for row, r := range g.Rows {
		record = append(record[:0], guard(r.Label()), guard(r.Currency))
		for column := range g.Columns {
			price := ""
			if c := g.At(row, column); c.Present {
				price, record[1] = c.Amount.String(), guard(c.Currency)
			}
			record = append(record, price)
		}
		_ = w.Write(record)
	}
	w.Flush()
	return b.Bytes()
}

// FromCSV sets the prices that a file as [Grid.ToCSV] writes it holds. Rows and
// columns may be in any order, and missing; semicolons or tabs may stand for the
// commas; empty prices leave the price as it is. A row that has no price yet gets
// its currency from the file. The error names every line that cannot be used; then
// nothing is set.
func (g Grid) FromCSV(file []byte) (Grid, []Cell, error) {
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(file))
	r.FieldsPerRecord = -1
	head, _, _ := bytes.Cut(file, []byte("\n"))
	for _, mark := range ";\t" {
		if !bytes.ContainsRune(head, ',') && bytes.ContainsRune(head, mark) {
			r.Comma = mark
		}
	}
	record, err := r.Read()
	if err != nil {
		return g, nil, fmt.Errorf("line 1: the file does not begin with the names of columns: %w", err)
	}
	in := importer{grid: g, rows: map[string]int{}, seen: map[int]int{}}
	if err = in.head(record); err != nil {
		return g, nil, fmt.Errorf("line 1: %w", err)
	}
	for i, row := range g.Rows {
		in.rows[fold(row.Label())] = i
	}
	for {
		record, err = r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return g, nil, fmt.Errorf("the file is no CSV: %w", err)
		}
		line, _ := r.FieldPos(0)
		in.record(line, record)
	}
	if err = in.faults.err(); err != nil {
		return g, nil, err
	}
	return in.grid.with(in.cells)
}

// importer reads the lines of a file into cells.
type importer struct {
	grid    Grid
	columns []int // of the fields: the table's, or one of the two below
	rows    map[string]int
	seen    map[int]int // the line a row was in
	cells   []Cell
	faults  faultList
}

// Fields that are no prices.
const (
	marketsField  = -1
	currencyField = -2
)

func (in *importer) head(record []string) error {
	for _, name := range record {
		name = strings.TrimSpace(unguard(name))
		at := slices.IndexFunc(in.grid.Columns, func(c Column) bool { return strings.EqualFold(c.Label, name) })
		switch {
		case strings.EqualFold(name, marketsHead):
			at = marketsField
		case strings.EqualFold(name, currencyHead):
			at = currencyField
		case at < 0:
			return fmt.Errorf("there is no column %q: there are %s", name, in.names())
		}
		if slices.Contains(in.columns, at) {
			return fmt.Errorf("the column %q stands twice", name)
		}
		in.columns = append(in.columns, at)
	}
	if !slices.Contains(in.columns, marketsField) {
		return fmt.Errorf("there is no column %q to tell whose prices they are", marketsHead)
	}
	return nil
}

func (in *importer) names() string {
	names := []string{marketsHead, currencyHead}
	for _, c := range in.grid.Columns {
		names = append(names, c.Label)
	}
	return strings.Join(names, ", ")
}

// record reads one line. Whatever is wrong with it is among the faults.
func (in *importer) record(line int, record []string) {
	if len(record) > len(in.columns) {
		in.faults.add(line, fmt.Errorf("it has %d fields, the first line %d", len(record), len(in.columns)))
		return
	}
	var markets, code string
	for i, field := range record {
		switch in.columns[i] {
		case marketsField:
			markets = strings.TrimSpace(unguard(field))
		case currencyField:
			code = currency(strings.TrimSpace(unguard(field)))
		}
	}
	row, ok := in.rows[fold(markets)]
	switch {
	case !ok:
		in.faults.add(line, fmt.Errorf("there is no row for %q", markets))
		return
	case in.seen[row] > 0:
		in.faults.add(line, fmt.Errorf("%s stands in line %d already", markets, in.seen[row]))
		return
	}
	in.seen[row] = line
	in.prices(line, row, code, record)
}

func (in *importer) prices(line, row int, code string, record []string) {
	for i, field := range record {
		column := in.columns[i]
		if column < 0 || strings.TrimSpace(field) == "" {
			continue
		}
		c := in.grid.At(row, column)
		if code != "" && code != c.Currency && !c.Present {
			g, err := in.grid.SetCurrency(row, code)
			if err != nil {
				in.faults.add(line, err)
				return
			}
			in.grid, c = g, g.At(row, column)
		}
		if code != "" && code != c.Currency {
			in.faults.add(line, fmt.Errorf("%s is in %s, not in %s", in.grid.name(row, column), named(c.Currency), code))
			continue
		}
		c, err := in.grid.typed(row, column, field)
		if err != nil {
			in.faults.add(line, fmt.Errorf("%s: %w", in.grid.Columns[column].Label, err))
			continue
		}
		in.cells = append(in.cells, c)
	}
}

// fold brings the spellings of some markets together.
func fold(markets string) string {
	words := strings.FieldsFunc(strings.ToUpper(markets), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '+' })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// guard puts an apostrophe before a text that a spreadsheet would calculate.
func guard(s string) string {
	inner := strings.TrimLeft(s, " \"'\ufeff")
	if inner != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(inner)[0]) {
		return "'" + s
	}
	return s
}

// unguard takes the apostrophe of [guard] away again.
func unguard(s string) string {
	if inner, ok := strings.CutPrefix(s, "'"); ok && guard(inner) == s {
		return inner
	}
	return s
}
