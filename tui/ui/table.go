package ui

import (
	"iter"

	"awning/tui/files"
)

// Fact is one thing known of a row: what it is called and what it is, clean.
type Fact struct{ Label, Value string }

// Detailer is a screen whose rows may be cut for want of room. The root binds a
// key to show the one under the cursor whole.
type Detailer interface {
	// Detail is everything the row under the cursor has to say; nothing if there
	// is no row.
	Detail() []Fact
}

// Explainer is a screen with a table whose columns want a word. The root binds a key
// to show what each tells.
type Explainer interface {
	// Explain is what the columns are called and what each tells, also those that
	// are not there for want of room; nothing where all speak for themselves.
	Explain() []Fact
}

// Exporter is a screen with a list that can be written to a file. The root binds
// a key to it and asks for the file.
type Exporter interface {
	// Table is what the list shows now, filtered and ordered as it is: the stable
	// names of the columns, and a row of clean cells for each line.
	Table() (head []string, rows [][]string)
}

// LongExporter is an [Exporter] of a list that is longer than what it shows.
type LongExporter interface {
	Exporter
	// Whole is the list from the first row to the last; false where what shows is all.
	Whole() (Whole, bool)
}

// Whole is a list that is read while it is written.
type Whole struct {
	Columns []files.Column
	Count   int    // of rows, as far as is known
	Note    string // what is to be known of the file; clean
	// Rows are read by a command, outside of Update. Cells are clean; an error is the end.
	Rows iter.Seq2[[]string, error]
}
