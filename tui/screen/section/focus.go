package section

import (
	"strings"

	"awning/model"
)

// spot is a field somebody wants to see: the catalogue's id of it, or a path
// at or below it.
type spot struct {
	key         model.SectionKey
	field, path string
}

// Focus opens the screen with the cursor on a field: by the catalogue's id of the
// field if it has one, else by the path of a value at or below it. A field
// that is not there leaves the cursor where it would be anyway.
func (s *Screen) Focus(k model.SectionKey, field, path string) *Screen {
	s.spot = &spot{key: k, field: field, path: path}
	return s
}

// seek puts the cursor on the field asked for, once, when its row is there.
func (s *Screen) seek() {
	if s.spot == nil {
		return
	}
	for _, r := range s.table.Shown() {
		if s.spot.at(r) {
			s.table.Select(r.id)
			s.spot = nil
			return
		}
	}
}

func (p *spot) at(r row) bool {
	if r.id.key != p.key && (p.key.Item != "" || r.id.key.Whole() != p.key) {
		return false
	}
	if p.field != "" {
		return r.field != nil && r.field.ID == p.field
	}
	return r.field == nil && (p.path == r.id.path || strings.HasPrefix(p.path, r.id.path+"/"))
}
