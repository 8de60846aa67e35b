package earned

import (
	"iter"

	"awning/model/payout"
	"awning/tui/files"
	"awning/tui/sanitize"
)

// Columns are the fields as columns of a file.
func Columns() []files.Column {
	fields := Fields()
	out := make([]files.Column, len(fields))
	for i, f := range fields {
		out[i] = files.Column{Name: f.ID, Figure: f.Figure}
	}
	return out
}

// Rows are lines as rows of a file, under [Columns], clean. What is personal is replaced by
// hidden, unless that is empty. A row is good until the next one.
func Rows(lines iter.Seq2[payout.Earning, error], hidden string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		fields := Fields()
		row := make([]string, len(fields))
		for e, err := range lines {
			if err != nil {
				yield(nil, err)
				return
			}
			for i, f := range fields {
				row[i] = sanitize.Block(f.Of(e))
				if f.Personal && hidden != "" && row[i] != "" {
					row[i] = hidden
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
