// Package diffview draws the changes between two environments: side by side
// where there is room, one below the other where there is not. It draws what
// it is given: which fields differ is decided in model/compare, and filters
// shorten the list before it comes here.
//
// Only what shows is laid out, so that a comparison of five thousand fields
// scrolls as fast as one of five. The cursor stands on a change, never on a
// line, and survives new changes being set.
package diffview

import (
	"encoding/json"
	"slices"

	"awning/model"
	"awning/themes"
)

// SideBySide is the width in cells from which both values stand on one line, and
// Abreast the one from which three have room.
const (
	SideBySide = 100
	Abreast    = 160
)

// Options say how to put a change into words. All texts must be clean: passed
// through sanitize.
type Options struct {
	Styles themes.Styles
	// Heading names the section a change belongs to.
	Heading func(model.SectionKey) string
	// Label names the field.
	Label func(model.Change) string
	// Value writes one side of a change; it may have several lines. It is asked
	// only for values that are there.
	Value func(model.Change, json.RawMessage) string
	// Middle is the value between the two sides, nil if there is none there. It is
	// asked for only while three sides are set.
	Middle func(model.Change) json.RawMessage
	// Brief reports whether a change may stand on one line of a table, as prices
	// do; it does where its values fit. Nil means none may.
	Brief func(model.Change) bool
	// Delta is what stands behind the values of such a line: "+7 %". Nil means
	// nothing.
	Delta func(model.Change) string
	// Empty stands for a value that is written as nothing: "(empty)".
	Empty string
}

// View shows changes and scrolls through them. Build it with [New].
type View struct {
	o             Options
	sides         []string
	width, height int
	split         Split
	changes       []model.Change
	blocks        map[int][]string // by change, of this width
	cursor        int
	top           place
}

// Split says how the two sides are laid out.
type Split int

// The layouts; [Auto] chooses by the width.
const (
	Auto Split = iota
	Columns
	Stacked
)

// place is a line of the whole: the nth of a change's block.
type place struct{ change, line int }

// New returns an empty view of no size.
func New(o Options) *View {
	return &View{o: o, sides: []string{"", ""}, blocks: map[int][]string{}}
}

// SetSides names what is compared: the first is what was, the last what is. A
// third stands between the two, and all three side by side.
func (v *View) SetSides(names ...string) {
	if len(names) != len(v.sides) {
		clear(v.blocks)
		v.top.line = 0
	}
	v.sides = names
}

// SetSize says how many cells the view may fill, its line of names included.
func (v *View) SetSize(width, height int) {
	if width != v.width {
		clear(v.blocks)
		v.top.line = 0
	}
	v.width, v.height = max(width, 0), max(height, 0)
	v.show()
}

// SetSplit sets the layout.
func (v *View) SetSplit(s Split) {
	v.split = s
	clear(v.blocks)
	v.top.line = 0
	v.show()
}

// Split returns the layout in use; it is never [Auto].
func (v *View) Split() Split {
	switch {
	case len(v.sides) > 2:
		return Columns
	case v.split != Auto:
		return v.split
	case v.width >= SideBySide:
		return Columns
	}
	return Stacked
}

// SetChanges replaces the changes. The cursor stays on the same field, or goes
// to its neighbour if that is gone.
func (v *View) SetChanges(changes []model.Change) {
	here, held := v.Current()
	v.changes = changes
	clear(v.blocks)
	v.top.line = 0
	if held {
		same := func(c model.Change) bool { return c.Key == here.Key && c.Path == here.Path }
		if i := slices.IndexFunc(changes, same); i >= 0 {
			v.cursor = i
		}
	}
	v.cursor = max(0, min(v.cursor, len(changes)-1))
	v.top.change = min(v.top.change, v.cursor)
	v.show()
}

// Current returns the change under the cursor.
func (v *View) Current() (model.Change, bool) {
	if v.cursor >= len(v.changes) {
		return model.Change{}, false
	}
	return v.changes[v.cursor], true
}

// Position returns the number of the change under the cursor, from one, and
// how many there are.
func (v *View) Position() (number, of int) {
	return min(v.cursor+1, len(v.changes)), len(v.changes)
}

// GoTo puts the cursor on the first change of a section. It reports false if
// the section has none.
func (v *View) GoTo(k model.SectionKey) bool {
	i := slices.IndexFunc(v.changes, func(c model.Change) bool { return c.Key.Whole() == k.Whole() })
	if i < 0 {
		return false
	}
	v.cursor, v.top = i, place{change: i}
	v.show()
	return true
}
