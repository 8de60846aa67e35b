package offers

import (
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

// row is one offer and where it stands. Its texts are clean. A row is never
// changed: news make another, see [Screen.rowOf].
type row struct {
	offer model.Offer
	names
	lower names // by which the list is ordered

	standing model.Standing
	stands   bool   // standing is known
	state    string // in words
	urgency  int    // the lower, the more it waits for the publisher
	unsaved  int    // edits on this machine only
}

// names are what an offer is called and known by.
type names struct{ name, id, kind, publisher string }

// rowOf is the row of an offer of which it is not known where it stands.
func (s *Screen) rowOf(o model.Offer) *row {
	n := names{
		name: sanitize.Line(o.Alias), id: sanitize.ID(string(o.ID)),
		kind: sanitize.Line(string(o.Type)), publisher: sanitize.ID(string(o.Publisher)),
	}
	if n.name == "" {
		n.name = s.d.Text.Offers.Unnamed
	}
	if t, ok := s.cat.Type(o.Type); ok {
		n.kind = t.Short
	}
	return s.complete(&row{offer: o, names: n, unsaved: s.unsaved[o.Product], lower: names{
		strings.ToLower(n.name), strings.ToLower(n.id), strings.ToLower(n.kind), strings.ToLower(n.publisher),
	}})
}

// at is the row of the same offer, standing somewhere else.
func (s *Screen) at(r *row, st model.Standing) *row {
	next := *r
	next.standing, next.stands = st, true
	return s.complete(&next)
}

// complete fills in what follows from where the offer stands.
func (s *Screen) complete(r *row) *row {
	t := s.d.Text
	r.state, r.urgency = s.stateWords(r, t.State, text.Word(t.Words.Drafts, model.DraftChanged)), urgency(r)
	return r
}

// rowName is what an offer is called in a sentence.
func rowName(o model.Offer) string { return sanitize.ID(string(o.ID)) }

func (s *Screen) columns() []table.Column[*row] {
	t, env, dim := s.d.Text.Offers, s.d.Text.Words.Environments, s.d.Styles.Dim
	quiet := func(*row) lipgloss.Style { return dim }
	return []table.Column[*row]{
		{ID: "unsaved", Name: t.Unsaved, Cell: s.unsavedMark, Plain: s.unsavedWord, Style: func(*row) lipgloss.Style { return s.d.Styles.Edited }},
		{ID: byName, Title: t.Name, Cell: func(r *row) string { return r.name }, SortText: func(r *row) string { return r.lower.name }, Rank: 2, Min: 16},
		{ID: byID, Title: t.ID, Cell: func(r *row) string { return r.id }, SortText: func(r *row) string { return r.lower.id }, Style: quiet},
		{ID: byType, Title: t.Type, Cell: func(r *row) string { return r.kind }, SortText: func(r *row) string { return r.lower.kind }, Rank: 3, Min: 9},
		{ID: byPublisher, Title: t.Publisher, Cell: func(r *row) string { return r.publisher }, SortText: func(r *row) string { return r.lower.publisher }, Rank: 4},
		{ID: "draft", Title: t.Draft, Name: env[model.Draft], Plain: s.draftWord, Cell: s.draftMark, Style: s.markStyle},
		{ID: "preview", Title: t.Preview, Name: env[model.Preview], Plain: s.previewWord, Cell: s.previewMark, Style: s.markStyle},
		{ID: "live", Title: t.Live, Name: env[model.Live], Plain: s.liveWord, Cell: s.liveMark, Style: s.markStyle},
		{ID: byState, Title: t.State, Cell: func(r *row) string { return r.state }, Short: s.briefState, Style: s.stateStyle, Compare: byUrgency, Rank: 1, Min: 16},
		{ID: "product", Title: t.Product, Cell: func(r *row) string { return sanitize.ID(string(r.offer.Product)) }, Style: quiet, Rank: 9, Extra: true},
	}
}

// draftMark says whether the draft has changes nobody published.
func (s *Screen) draftMark(r *row) string {
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

func (s *Screen) previewMark(r *row) string { return s.submissionMark(r, r.standing.Preview) }

func (s *Screen) liveMark(r *row) string { return s.submissionMark(r, r.standing.Live) }

func (s *Screen) submissionMark(r *row, sub *model.Submission) string {
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

func (s *Screen) markStyle(*row) lipgloss.Style { return s.d.Styles.Dim }

// briefState is for narrow windows.
func (s *Screen) briefState(r *row) string {
	t := s.d.Text
	return s.stateWords(r, t.BriefState, t.Offers.Changed)
}

// stateWords puts where an offer stands into words; changed stands for changes
// that are not published.
func (s *Screen) stateWords(r *row, state func(model.Standing) string, changed string) string {
	t := s.d.Text
	if r.offer.Lifecycle == "deprecated" && !r.stands {
		return t.Offers.Deprecated
	}
	if !r.stands {
		return t.Offers.StateUnknown
	}
	word := state(r.standing)
	switch r.standing.State() {
	case model.StatePublishing:
		return s.d.Styles.Marks.Running + " " + word
	case model.StateAttention:
		return s.d.Styles.Marks.Failed + " " + word
	case model.StateLive:
		if r.standing.Draft == model.DraftChanged {
			return word + t.Shell.And + changed
		}
	case model.StateDraft, model.StatePreview, model.StateStopping, model.StateStopped:
	}
	return word
}

func (s *Screen) stateStyle(r *row) lipgloss.Style {
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
func byUrgency(a, b *row) int {
	switch {
	case a.urgency != b.urgency:
		return a.urgency - b.urgency
	case a.state != b.state:
		return strings.Compare(a.state, b.state)
	}
	return strings.Compare(a.name, b.name)
}

// urgency ranks where an offer stands; what is not known comes last.
func urgency(r *row) int {
	order := []model.State{
		model.StateAttention, model.StatePreview, model.StatePublishing, model.StateStopping,
		model.StateDraft, model.StateLive, model.StateStopped,
	}
	if !r.stands {
		return len(order)
	}
	return slices.Index(order, r.standing.State())
}
