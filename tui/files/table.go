package files

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
)

// Column is a column of a table in a file.
type Column struct {
	Name string
	// Figure says that its cells are numbers written here: a leading minus makes no formula
	// of them.
	Figure bool
}

// Named are columns of texts.
func Named(names ...string) []Column {
	out := make([]Column, len(names))
	for i, name := range names {
		out[i].Name = name
	}
	return out
}

// CSV is a table under its head, for spreadsheets: no cell of it is a formula.
func CSV(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	_, err := CSVTo(&b, Named(head...), Listed(rows))
	return b.Bytes(), err
}

// CSVTo is [CSV] for rows that come one after the other. It returns how many it wrote; the
// first error among them is the end.
func CSVTo(to io.Writer, columns []Column, rows iter.Seq2[[]string, error]) (n int, err error) {
	w := csv.NewWriter(to)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = Guard(c.Name)
	}
	_ = w.Write(cells) // its errors are kept, and told at the end
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		for i, c := range columns {
			if cells[i] = row[i]; !c.Figure {
				cells[i] = Guard(row[i])
			}
		}
		if err = w.Write(cells); err != nil {
			return n, fmt.Errorf("cannot write the table: %w", err)
		}
		n++
	}
	w.Flush()
	if err = w.Error(); err != nil {
		return n, fmt.Errorf("cannot write the table: %w", err)
	}
	return n, nil
}

// Listed goes through rows that are there already.
func Listed(rows [][]string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// JSON is a table as a list of objects, whose members are named by the head and
// stand in its order.
func JSON(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	_, err := JSONTo(&b, Named(head...), Listed(rows))
	return b.Bytes(), err
}

// JSONTo is [JSON] for rows that come one after the other. It returns how many it wrote; the
// first error among them is the end.
func JSONTo(to io.Writer, columns []Column, rows iter.Seq2[[]string, error]) (n int, err error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		if n > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  {")
		if err = members(&b, columns, row); err != nil {
			return n, err
		}
		b.WriteByte('}')
		if _, err = b.WriteTo(to); err != nil {
			return n, fmt.Errorf("cannot write the table: %w", err)
		}
		n++
	}
	if n > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	if _, err = b.WriteTo(to); err != nil {
		return n, fmt.Errorf("cannot write the table: %w", err)
	}
	return n, nil
}

// members writes a row as the members of an object.
func members(b *bytes.Buffer, columns []Column, row []string) error {
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		name, err := json.Marshal(c.Name)
		if err != nil {
			return fmt.Errorf("cannot write the table: %w", err)
		}
		value, err := json.Marshal(row[i])
		if err != nil {
			return fmt.Errorf("cannot write the table: %w", err)
		}
		b.Write(name)
		b.WriteString(": ")
		b.Write(value)
	}
	return nil
}

// Guard keeps a spreadsheet from taking text for a formula: what begins like
// one, after blanks of any width, quotes or a byte order mark, gets a leading apostrophe.
func Guard(cell string) string {
	bare := strings.TrimLeftFunc(cell, func(c rune) bool { return unicode.Is(unicode.Zs, c) || strings.ContainsRune("\"'\ufeff", c) })
	if bare != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(bare)[0]) {
		return "'" + cell
	}
	return cell
}
