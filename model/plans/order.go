package plans

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"awning/model"
	"awning/model/catalog"
)

// rankID is the catalogue's id of the field that orders plans.
const rankID = "rank"

// ErrUnordered says that plans of a type have no order but that of their making.
var ErrUnordered = errors.New("no API sets the order of plans of this type")

// rank returns the field that says where a plan stands, and its section; nil if
// plans of the type have none.
func rank(t *catalog.Type) (*catalog.Field, model.SectionID) {
	if t == nil {
		return nil, ""
	}
	for _, s := range t.SectionsFor(true, "") {
		if f, ok := s.Field(rankID); ok {
			return f, s.ID
		}
	}
	return nil, ""
}

// Ordered reports whether plans of a type can be put in an order.
func Ordered(t *catalog.Type) bool {
	f, _ := rank(t)
	return f != nil
}

// Order lists the draft's plans as customers see them: by their rank, those
// without one last, in the order of their making. Unsaved edits count.
func Order(t *catalog.Type, c model.Contents, edits []model.FieldEdit) []model.PlanID {
	ids := make([]model.PlanID, len(c.Plans))
	ranks := make(map[model.PlanID]int64, len(c.Plans))
	for i, p := range c.Plans {
		ids[i], ranks[p.ID] = p.ID, rankOf(t, c, edits, p.ID)
	}
	slices.SortStableFunc(ids, func(a, b model.PlanID) int { return cmp.Compare(ranks[a], ranks[b]) })
	return ids
}

func rankOf(t *catalog.Type, c model.Contents, edits []model.FieldEdit, id model.PlanID) int64 {
	const last = math.MaxInt64
	f, section := rank(t)
	if f == nil {
		return last
	}
	doc, ok := c.Find(model.SectionKey{Plan: id, Section: section})
	if !ok {
		return last
	}
	if edited, err := doc.Edited(edits); err == nil {
		doc = edited
	}
	v, found, err := f.Get(doc.Raw)
	if err != nil || !found {
		return last
	}
	n, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil {
		return last
	}
	return n
}

// Move returns the edits that put a plan so many places further down, or up if
// by is negative: ranks counted from 0, of those plans only whose rank changes.
// At the end of the list there are none.
func Move(t *catalog.Type, o model.Offer, c model.Contents, edits []model.FieldEdit, id model.PlanID, by int) ([]model.FieldEdit, error) {
	f, section := rank(t)
	if f == nil {
		return nil, ErrUnordered
	}
	ids := Order(t, c, edits)
	from := slices.Index(ids, id)
	if from < 0 {
		return nil, fmt.Errorf("plan %s is not in the draft", id)
	}
	to := max(0, min(from+by, len(ids)-1))
	if to == from {
		return nil, nil
	}
	ids = slices.Insert(slices.Delete(ids, from, from+1), to, id)
	var out []model.FieldEdit
	for i, one := range ids {
		if rankOf(t, c, edits, one) == int64(i) {
			continue
		}
		doc, ok := c.Find(model.SectionKey{Plan: one, Section: section})
		if !ok {
			return nil, fmt.Errorf("plan %s is not read yet", one)
		}
		e := model.FieldEdit{
			Offer: o, Key: doc.Key, Path: f.Pointer, New: json.RawMessage(strconv.Itoa(i)), Base: doc, BaseHash: doc.Hash(),
		}
		for _, old := range edits {
			if old.Same(e) {
				e.Rev = old.Rev
			}
		}
		out = append(out, e)
	}
	return out, nil
}
