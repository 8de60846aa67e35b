package merge

import (
	"encoding/json"
	"fmt"
	"slices"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/raw"
)

// Result is what became of a merge.
type Result struct {
	// Raw is the merged document. Where there are conflicts it holds theirs.
	Raw json.RawMessage
	// Conflicts are the places both sides changed, in the order of the document.
	Conflicts []Conflict
	// Taken is what mine did not have and the result has, because theirs brought
	// it: left is mine, right the result. Conflicts are not among it.
	Taken []model.Change

	theirs *raw.Node
	edits  []edit
	open   []clash
}

// Conflict is one place that both sides changed, and not to the same.
type Conflict struct {
	Field   string // the catalogue's id of the field; empty if it knows none
	Label   string // what to call it on a screen, the item of a list included
	Pointer raw.Pointer
	// The three values; nil where a side has none, masked where they are secret.
	Base, Mine, Theirs json.RawMessage
	Secret             bool
}

// edit is one value to be written into theirs; nil takes it out.
type edit struct {
	at    spot
	value json.RawMessage
}

// clash is a conflict before it is settled: where mine would go.
type clash struct {
	at   spot
	mine json.RawMessage
}

// spot is a place in theirs: a value that is there, or the object or list that
// would hold it.
type spot struct {
	node, parent *raw.Node
	name         string // of a member of the parent
}

// Documents merges three states of one document of a section. A nil section is
// one the catalogue does not know; a document of no bytes is an absent one and
// counts as an empty object. With base equal to mine the result is theirs, byte
// for byte. The error names the document that cannot be read.
func Documents(s *catalog.Section, base, mine, theirs json.RawMessage) (Result, error) {
	m := merger{rules: compare.RulesOf(s), fields: map[*raw.Node]*catalog.Field{}}
	var v values
	for _, side := range []struct {
		name string
		doc  json.RawMessage
		to   **raw.Node
	}{{"the base", base, &v.base}, {"your edit", mine, &v.mine}, {"the service's document", theirs, &v.theirs}} {
		if len(side.doc) == 0 {
			side.doc = json.RawMessage(`{}`)
		}
		root, err := raw.Parse(side.doc)
		if err != nil {
			return Result{}, fmt.Errorf("merging: %s is %w", side.name, err)
		}
		*side.to = root
		if err := m.find(s, root); err != nil {
			return Result{}, fmt.Errorf("merging: %w", err)
		}
	}
	m.walk(place{spot: spot{node: v.theirs}}, v)
	if m.err != nil {
		return Result{}, fmt.Errorf("merging: %w", m.err)
	}
	r := Result{theirs: v.theirs, edits: m.edits, Conflicts: m.conflicts, open: m.open}
	var err error
	if r.Raw, err = write(r.theirs, r.edits); err != nil {
		return Result{}, fmt.Errorf("merging: %w", err)
	}
	r.Taken, err = r.taken(s, v.mine.Raw())
	return r, err
}

// taken compares mine with the result in which all conflicts go to mine.
func (r Result) taken(s *catalog.Section, mine json.RawMessage) ([]model.Change, error) {
	all := slices.Clone(r.edits)
	for _, c := range r.open {
		all = append(all, edit{c.at, c.mine})
	}
	result, err := write(r.theirs, all)
	if err != nil {
		return nil, fmt.Errorf("merging: %w", err)
	}
	var key model.SectionKey
	if s != nil {
		key.Section = s.ID
	}
	left, right := model.Document{Key: key, Raw: mine}, model.Document{Key: key, Raw: result}
	return compare.Documents(s, &left, &right, false)
}

// write splices edits into a document.
func write(root *raw.Node, edits []edit) (json.RawMessage, error) {
	p := raw.NewPatch(root)
	for _, e := range edits {
		switch at := e.at; {
		case at.node != nil && e.value != nil:
			p.Replace(at.node, e.value)
		case at.node != nil && at.parent != nil:
			p.Remove(at.node)
		case at.node != nil: // the whole document cannot go
			p.Replace(at.node, json.RawMessage(`{}`))
		case e.value == nil:
		case at.parent.Kind == raw.Array:
			p.AddItem(at.parent, e.value)
		default:
			p.AddMember(at.parent, at.name, e.value)
		}
	}
	return p.Bytes()
}
