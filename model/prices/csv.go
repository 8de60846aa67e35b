package prices

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// The first two columns of a table in a file.
const (
	marketsHead  = "Markets"
	currencyHead = "Currency"
)

// Table is the prices as a file has them: the names of the columns, markets and
// currency first, and a line of texts for each row. Prices that markets do not
// have of their own are empty.
func (g Grid) Table() (head []string, rows [][]string) {
	head = []string{marketsHead, currencyHead}
	for _, c := range g.Columns {
		head = append(head, c.Label)
	}
	for row, r := range g.Rows {
		line := []string{r.Label(), r.Currency}
		for column := range g.Columns {
			price := ""
			if c := g.At(row, column); c.Present {
				price, line[1] = c.Amount.String(), c.Currency
			}
			line = append(line, price)
		}
		rows = append(rows, line)
	}
	return head, rows
}

// FromCSV sets the prices that a file with a [Grid.Table] holds, also after
// a spreadsheet has been at it. Rows and columns may be in any order, and missing;
// semicolons or tabs may stand for the commas, and then a comma for the decimal
// point; an apostrophe may keep a text from being a formula; empty prices leave
// the price as it is. A row that has no price yet gets its currency from the
// file. The error names every line that cannot be used; then nothing is set.
func (g Grid) FromCSV(file []byte) (Grid, []Cell, error) {
	r, skipped, err := reader(file)
	if err != nil {
		return g, nil, err
	}
	record, err := r.Read()
	if err != nil {
		return g, nil, fmt.Errorf("line %d: the file does not begin with the names of columns: %w", skipped+1, err)
	}
	in := importer{grid: g, rows: map[string]int{}, seen: map[int]int{}, comma: r.Comma != ','}
	if err = in.head(record); err != nil {
		return g, nil, fmt.Errorf("line %d: %w", skipped+1, err)
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
		in.record(line+skipped, record)
	}
	if err = in.faults.err(); err != nil {
		return g, nil, err
	}
	return in.grid.with(in.cells)
}

// reader reads a file as spreadsheets write it: in UTF-8 or UTF-16, with any of
// the separators, one of which a first line "sep=;" may name, and any end of
// lines. skipped is how many lines come before what it reads.
func reader(file []byte) (r *csv.Reader, skipped int, err error) {
	if file, err = plain(file); err != nil {
		return nil, 0, err
	}
	head, rest, _ := bytes.Cut(file, []byte("\n"))
	mark := ','
	if named, ok := strings.CutPrefix(strings.ToLower(string(head)), "sep="); ok && len(named) == 1 {
		mark, file, skipped = rune(named[0]), rest, 1
	} else if !bytes.ContainsRune(head, ',') {
		for _, m := range ";\t" {
			if bytes.ContainsRune(head, m) {
				mark = m
			}
		}
	}
	if !strings.ContainsRune(",;\t|", mark) {
		return nil, 0, fmt.Errorf("line 1: fields cannot be separated by %q: use a comma, a semicolon or a tab", mark)
	}
	r = csv.NewReader(bytes.NewReader(file))
	r.FieldsPerRecord, r.Comma = -1, mark
	return r, skipped, nil
}

// plain is a file as UTF-8 without its byte order mark, its lines ended by line
// feeds alone.
func plain(file []byte) ([]byte, error) {
	for order, low := range map[string]int{"\xff\xfe": 0, "\xfe\xff": 1} {
		if text, ok := bytes.CutPrefix(file, []byte(order)); ok {
			if len(text)%2 != 0 {
				return nil, errors.New("the file ends within a character of UTF-16: save it as CSV in UTF-8")
			}
			units := make([]uint16, len(text)/2)
			for i := range units {
				units[i] = uint16(text[2*i+low]) | uint16(text[2*i+1-low])<<8
			}
			file = []byte(string(utf16.Decode(units)))
		}
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	file = bytes.ReplaceAll(file, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(file, []byte("\r"), []byte("\n")), nil
}

// importer reads the lines of a file into cells.
type importer struct {
	grid    Grid
	columns []int // of the fields: the table's, or one of the two below
	rows    map[string]int
	seen    map[int]int // the line a row was in
	cells   []Cell
	faults  faultList
	comma   bool // it may be the decimal point
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
		c, err := in.typed(row, column, field)
		if err != nil {
			in.faults.add(line, fmt.Errorf("%s: %w", in.grid.Columns[column].Label, err))
			continue
		}
		in.cells = append(in.cells, c)
	}
}

// typed is a cell with the price of a field. Where fields are not separated by
// commas a comma is the decimal point, unless it could stand between thousands.
func (in *importer) typed(row, column int, field string) (Cell, error) {
	field = strings.TrimSpace(unguard(field))
	if whole, fraction, ok := strings.Cut(field, ","); ok && in.comma && !strings.ContainsAny(fraction, ",.") {
		const thousands = 3
		c := in.grid.At(row, column)
		if digits, _ := Digits(c.Currency); len(fraction) == thousands && digits != thousands {
			return c, fmt.Errorf("%q may be a thousand or a fraction: write it with a point, or without the comma", field)
		}
		field = whole + "." + fraction
	}
	return in.grid.typed(row, column, field)
}

// fold brings the spellings of some markets together.
func fold(markets string) string {
	words := strings.FieldsFunc(strings.ToUpper(markets), func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '+' })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// unguard takes away the apostrophe that kept a text from being a formula.
func unguard(s string) string {
	bare, ok := strings.CutPrefix(s, "'")
	if !ok {
		return s
	}
	inner := strings.TrimLeft(bare, " \"'\ufeff")
	if inner != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(inner)[0]) {
		return bare
	}
	return s
}
