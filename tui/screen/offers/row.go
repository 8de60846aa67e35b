package offers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/table"
)

// The columns the list can be ordered by.
const (
	byName      = "name"
	byState     = "state"
	byType      = "type"
	byPublisher = "publisher"
	byID        = "id"
)

// row is one offer and where it stands. Its texts are clean.
type row struct {
	offer     model.Offer
	name      string
	id        string
	kind      string
	publisher string
	standing  model.Standing
	stands    bool // standing is known
}

func (s *Screen) rowOf(o model.Offer) row {
	r := row{
		offer: o, name: sanitize.Line(o.Alias), id: sanitize.ID(string(o.ID)),
		kind: sanitize.Line(string(o.Type)), publisher: sanitize.ID(string(o.Publisher)),
	}
	if r.name == "" {
		r.name = s.d.Text.Offers.Unnamed
	}
	if t, ok := s.cat.Type(o.Type); ok {
		r.kind = t.Short
	}
	return r
}

// rowName is what an offer is called in a sentence.
func rowName(o model.Offer) string { return sanitize.ID(string(o.ID)) }

func (s *Screen) columns() []table.Column[row] {
	t, env, dim := s.d.Text.Offers, s.d.Text.Words.Environments, s.d.Styles.Dim
	text := func(f func(row) string) func(a, b row) int {
		return func(a, b row) int { return cmp.Compare(strings.ToLower(f(a)), strings.ToLower(f(b))) }
	}
	name := func(r row) string { return r.name }
	id := func(r row) string { return r.id }
	kind := func(r row) string { return r.kind }
	publisher := func(r row) string { return r.publisher }
	quiet := func(row) lipgloss.Style { return dim }
	return []table.Column[row]{
		{ID: byName, Title: t.Name, Cell: name, Compare: text(name), Rank: 2, Min: 16},
		{ID: byID, Title: t.ID, Cell: id, Compare: text(id), Style: quiet},
		{ID: byType, Title: t.Type, Cell: kind, Compare: text(kind), Rank: 3, Min: 9},
		{ID: byPublisher, Title: t.Publisher, Cell: publisher, Compare: text(publisher), Rank: 4},
		{ID: "draft", Title: t.Draft, Name: env[model.Draft], Plain: s.draftWord, Cell: s.draftMark, Style: s.markStyle},
		{ID: "preview", Title: t.Preview, Name: env[model.Preview], Plain: s.previewWord, Cell: s.previewMark, Style: s.markStyle},
		{ID: "live", Title: t.Live, Name: env[model.Live], Plain: s.liveWord, Cell: s.liveMark, Style: s.markStyle},
		{ID: byState, Title: t.State, Cell: s.state, Style: s.stateStyle, Compare: s.byUrgency, Rank: 1, Min: 16},
		{ID: "product", Title: t.Product, Cell: func(r row) string { return sanitize.ID(string(r.offer.Product)) }, Style: quiet, Rank: 9, Extra: true},
	}
}

// draftMark says whether the draft has changes nobody published.
func (s *Screen) draftMark(r row) string {
	m := s.d.Styles.Marks
	switch {
	case !r.stands:
		return ""
	case r.standing.Draft == model.DraftChanged || r.standing.Draft == model.DraftNew:
		return m.Changed
	case r.standing.Draft == model.DraftUnchanged:
		return m.Yes
	}
	return ""
}

func (s *Screen) previewMark(r row) string { return s.submissionMark(r, r.standing.Preview) }

func (s *Screen) liveMark(r row) string { return s.submissionMark(r, r.standing.Live) }

func (s *Screen) submissionMark(r row, sub *model.Submission) string {
	m := s.d.Styles.Marks
	switch {
	case !r.stands:
		return ""
	case sub == nil:
		return m.No
	case sub.Phase == model.PhasePreview:
		return m.Changed
	}
	return m.Yes
}

func (s *Screen) markStyle(row) lipgloss.Style { return s.d.Styles.Dim }

// state puts where an offer stands into words.
func (s *Screen) state(r row) string {
	t := s.d.Text
	if r.offer.Lifecycle == "deprecated" && !r.stands {
		return t.Offers.Deprecated
	}
	if !r.stands {
		return t.Offers.StateUnknown
	}
	word := t.State(r.standing)
	switch r.standing.State() {
	case model.StatePublishing:
		return s.d.Styles.Marks.Running + " " + word
	case model.StateAttention:
		return s.d.Styles.Marks.Failed + " " + word
	case model.StateLive:
		if r.standing.Draft == model.DraftChanged {
			return word + t.Shell.And + text.Word(t.Words.Drafts, model.DraftChanged)
		}
	case model.StateDraft, model.StatePreview, model.StateStopping, model.StateStopped:
	}
	return word
}

func (s *Screen) stateStyle(r row) lipgloss.Style {
	st := s.d.Styles
	if !r.stands {
		return st.Dim
	}
	switch r.standing.State() {
	case model.StateAttention:
		return st.Bad
	case model.StatePublishing, model.StatePreview, model.StateStopping:
		return st.Warn
	case model.StateLive:
		return st.Good
	case model.StateDraft, model.StateStopped:
	}
	return st.Text
}

// byUrgency puts first what waits for the publisher.
func (s *Screen) byUrgency(a, b row) int {
	order := []model.State{
		model.StateAttention, model.StatePreview, model.StatePublishing, model.StateStopping,
		model.StateDraft, model.StateLive, model.StateStopped,
	}
	rank := func(r row) int {
		if !r.stands {
			return len(order)
		}
		return slices.Index(order, r.standing.State())
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(s.state(a), s.state(b)), cmp.Compare(a.name, b.name))
}
