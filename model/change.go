package model

import "encoding/json"

// ChangeKind says how a field differs between two documents.
type ChangeKind string

// The kinds of change, seen from the left document to the right one.
const (
	Added     ChangeKind = "added"
	Removed   ChangeKind = "removed"
	Edited    ChangeKind = "edited"
	Unchanged ChangeKind = "unchanged"
)

// Mark is the character that stands for the kind where colour cannot.
func (k ChangeKind) Mark() string {
	switch k {
	case Added:
		return "+"
	case Removed:
		return "-"
	case Edited:
		return "~"
	case Unchanged:
		return "="
	}
	return "?"
}

// Change is one field that differs between two documents of one section, or
// one that does not when unchanged ones are asked for.
type Change struct {
	Key   SectionKey
	Field string // the catalogue's id of the field; empty if it knows none
	Label string // what to call it on a screen, the item of a list included
	Path  string // JSON pointer, or its keyed form: "/priceSchedules/market=CA/price"
	Kind  ChangeKind
	Left  json.RawMessage // nil if the left document has no such value
	Right json.RawMessage // nil if the right document has no such value
	// Secret values are never shown: only that they differ.
	Secret bool
}
