package section

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"awning/client"
	"awning/model"
	"awning/model/raw"
	"awning/tui/sanitize"
)

// pin is what the service had against one field. It stands at the field for as
// long as the field has the value that was refused.
type pin struct {
	id      rowID
	value   json.RawMessage
	message string // clean
}

// refusals are what the last save was refused for: at fields, and what names
// none.
type refusals struct {
	pins    []pin
	general []string // clean
}

// refused takes the reasons of a refused save to their fields, and the cursor to
// the first of these.
func (s *Screen) refused(e *client.RefusedError) {
	doc, _ := s.loader.Of(model.Draft).Find(e.Section)
	var sent *raw.Node
	if saved, err := raw.Parse(doc.Raw); err == nil {
		sent = s.edited(doc, saved)
	}
	for _, reason := range e.Refusals {
		message := sanitize.Line(strings.TrimSpace(reason.Message))
		if reason.Code != "" {
			message += " (" + sanitize.Line(reason.Code) + ")"
		}
		r, ok := s.rowOf(e.Section, sent, reason.Pointer)
		if !ok {
			s.desk.refusals.general = append(s.desk.refusals.general, message)
			continue
		}
		s.desk.refusals.pins = append(s.desk.refusals.pins, pin{r.id, r.value, message})
	}
	s.refresh()
	for _, r := range s.table.Shown() {
		if len(r.refused) > 0 {
			s.table.Select(r.id)
			s.layout()
			return
		}
	}
}

// rowOf finds the field a place of a document is in; of a place that holds several
// fields, the first.
func (s *Screen) rowOf(k model.SectionKey, doc *raw.Node, pointer string) (row, bool) {
	if doc == nil || pointer == "" {
		return row{}, false
	}
	rows := slices.DeleteFunc(s.table.Shown(), func(r row) bool { return r.id.key != k || r.id.path == "" })
	place, _ := doc.Find(raw.Pointer(pointer))
	i := slices.IndexFunc(rows, func(r row) bool {
		here, _ := doc.Find(raw.Pointer(r.id.path))
		return pointer == r.id.path || strings.HasPrefix(pointer, r.id.path+"/") || contains(here, place)
	})
	if i < 0 {
		i = slices.IndexFunc(rows, func(r row) bool {
			here, _ := doc.Find(raw.Pointer(r.id.path))
			return contains(place, here)
		})
	}
	if i < 0 {
		return row{}, false
	}
	return rows[i], true
}

// contains reports whether a value lies in another of the same document, or is
// it.
func contains(outer, inner *raw.Node) bool {
	return outer != nil && inner != nil && outer.Start <= inner.Start && inner.End <= outer.End
}

// refusedPage is what the service had against the page as a whole; where it is much,
// the list of notices has the rest.
func (s *Screen) refusedPage() []string {
	t, st := s.d.Text.Section, s.d.Styles
	var lines []string
	for _, reason := range s.desk.refusals.general {
		lines = append(lines, s.wrapped(st.Bad, st.Marks.Failed+" "+fmt.Sprintf(t.RefusedPage, reason))...)
	}
	const share = 7 // of the window
	if most := max(s.height/share, 1); len(lines) > most {
		return append(lines[:most], s.wrapped(st.Bad, t.RefusedMore)...)
	}
	return lines
}

// of are the words against a row, as long as it has the value they were about.
func (f *refusals) of(r row) []string {
	var out []string
	for _, p := range f.pins {
		if p.id == r.id && same(p.value, r.value) {
			out = append(out, p.message)
		}
	}
	return out
}
