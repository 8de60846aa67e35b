package compare

import "awning/model"

// filter is which kinds of fields are shown.
type filter int

const (
	differences filter = iota // changed, added and removed
	edited
	added
	removed
	everything // unchanged fields too
)

// filters lists all of them, in the order of the header.
func filters() []filter { return []filter{differences, edited, added, removed, everything} }

// shows reports whether a filter lets a kind of change through.
func (f filter) shows(k model.ChangeKind) bool {
	switch f {
	case differences:
		return k != model.Unchanged
	case edited:
		return k == model.Edited
	case added:
		return k == model.Added
	case removed:
		return k == model.Removed
	case everything:
	}
	return true
}

// mark is the sign of the kind a filter shows; empty if it shows several.
func (f filter) mark() string {
	switch f {
	case edited:
		return model.Edited.Mark() + " "
	case added:
		return model.Added.Mark() + " "
	case removed:
		return model.Removed.Mark() + " "
	case differences, everything:
	}
	return ""
}

// short is the sign of a filter where there is no room for its name.
func (f filter) short() string {
	if f == everything {
		return model.Unchanged.Mark() + " "
	}
	return f.mark()
}
