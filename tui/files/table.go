package files

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
)

// CSV is a table under its head, for spreadsheets: no cell of it is a formula.
func CSV(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	guarded := make([]string, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i := range guarded {
			guarded[i] = Guard(row[i])
		}
		if err := w.Write(guarded); err != nil {
			return nil, fmt.Errorf("cannot write the table: %w", err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// JSON is a table as a list of objects, whose members are named by the head and
// stand in its order.
func JSON(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range rows {
		separator := ",\n  {"
		if i == 0 {
			separator = "\n  {"
		}
		b.WriteString(separator)
		for j, name := range head {
			if j > 0 {
				b.WriteString(", ")
			}
			for k, s := range []string{name, row[j]} {
				text, err := json.Marshal(s)
				if err != nil {
					return nil, fmt.Errorf("cannot write the table: %w", err)
				}
				b.WriteString([]string{"", ": "}[k])
				b.Write(text)
			}
		}
		b.WriteByte('}')
	}
	if len(rows) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	return b.Bytes(), nil
}

// Guard keeps a spreadsheet from taking text for a formula: what begins like
// one, after spaces, quotes or a byte order mark, gets a leading apostrophe.
func Guard(cell string) string {
	bare := strings.TrimLeft(cell, " \"'\ufeff")
	if bare != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(bare)[0]) {
		return "'" + cell
	}
	return cell
}
