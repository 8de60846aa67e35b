package payout

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// column is what a file's column means for a record of type T.
type column[T any] struct {
	// names are the ways its head is written; case, blanks and underscores do not
	// count.
	names []string
	take  func(*T, string) error
}

// take is a column whose value is a text.
func take[T any](into func(*T) *string, names ...string) column[T] {
	return column[T]{names, func(t *T, v string) error { *into(t) = v; return nil }}
}

// amount is a column whose value is an amount.
func amount[T any](into func(*T) *decimal.Decimal, names ...string) column[T] {
	return column[T]{names, func(t *T, v string) error {
		d, _, err := Amount(v)
		*into(t) = d
		return err
	}}
}

// value is a column whose value is read by one of this package's functions.
func value[T, V any](read func(string) (V, error), into func(*T) *V, names ...string) column[T] {
	return column[T]{names, func(t *T, v string) error {
		got, err := read(v)
		*into(t) = got
		return err
	}}
}

// currency is the reader of a currency's code.
func currency(text string) (string, error) { return strings.ToUpper(strings.TrimSpace(text)), nil }

// flag is the reader of a yes or no.
func flag(text string) (bool, error) {
	switch fold(text) {
	case "true", "yes", "1", "y":
		return true, nil
	case "false", "no", "0", "n", "":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither True nor False", short(text))
}

// ColumnsError says that a file lacks columns without which it says nothing.
type ColumnsError struct {
	Kind    string   // "transaction history", "payments"
	Missing []string // as the documentation writes them
}

// Error names them.
func (e *ColumnsError) Error() string {
	return fmt.Sprintf("this is no %s export: it has no column %s", e.Kind, strings.Join(e.Missing, ", "))
}

// Hint says what to do next.
func (e *ColumnsError) Hint() string {
	return "export the " + e.Kind + " again, with all columns"
}

// head is a file's first line, understood.
type head[T any] struct {
	names []string     // as the file writes them
	takes []*column[T] // by position; nil: nobody here has heard of it
}

// readHead understands the heads of a file. required must be among them.
func readHead[T any](kind string, names []string, columns []column[T], required ...string) (head[T], error) {
	h := head[T]{names: names, takes: make([]*column[T], len(names))}
	known := map[string]*column[T]{}
	for i := range columns {
		for _, name := range columns[i].names {
			known[fold(name)] = &columns[i]
		}
	}
	seen := map[*column[T]]bool{}
	for i, name := range names {
		if c := known[fold(name)]; c != nil && !seen[c] {
			h.takes[i], seen[c] = c, true
		}
	}
	var missing []string
	for _, name := range required {
		if !seen[known[fold(name)]] {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return h, &ColumnsError{Kind: kind, Missing: missing}
	}
	return h, nil
}

// record reads one line. What has no place goes to extra.
func (h head[T]) record(fields []string, into *T, extra func(head, value string)) error {
	for i, field := range fields {
		field = strings.TrimSpace(field)
		switch {
		case i >= len(h.takes), field == "":
		case h.takes[i] == nil:
			extra(strings.Clone(h.names[i]), strings.Clone(field))
		default:
			if err := h.takes[i].take(into, strings.Clone(field)); err != nil {
				return fmt.Errorf("%s: %w", h.names[i], err)
			}
		}
	}
	return nil
}
