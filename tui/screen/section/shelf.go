package section

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// Discards gives back what was discarded.
type Discards interface {
	// DiscardedEdits are the edits that can be restored, of all offers, the newest
	// first.
	DiscardedEdits(ctx context.Context) ([]model.FieldEdit, error)
	// RestoreEdits makes discarded edits unsaved ones again, all or none: none if
	// another unsaved edit is at the place of one.
	RestoreEdits(ctx context.Context, edits ...model.FieldEdit) error
}

// shelf is the screen that lists what was discarded of an offer.
type shelf struct {
	d       ui.Deps
	api     Discards
	t       *catalog.Type
	offer   model.Offer
	ctx     func() context.Context
	table   *table.Table[int64, model.FieldEdit]
	read    bool
	reading ui.Latest[[]model.FieldEdit]
	restore ui.Latest[[]model.FieldEdit]
	width   int
	height  int
}

func newShelf(d ui.Deps, api Discards, t *catalog.Type, o model.Offer) *shelf {
	s := &shelf{d: d, api: api, t: t, offer: o}
	w, st := d.Text.Section.Shelf, d.Styles
	dim := func(model.FieldEdit) lipgloss.Style { return st.Dim }
	s.table = table.New(table.Options[int64, model.FieldEdit]{
		Styles: st, Key: func(e model.FieldEdit) int64 { return e.Rev },
		Columns: []table.Column[model.FieldEdit]{
			{ID: "discarded", Title: w.When, Cell: func(e model.FieldEdit) string { return d.Text.Words.Time(e.Ended, d.Now()) }, Style: dim},
			{ID: "page", Title: w.Where, Min: 12, Rank: 1, Cell: func(e model.FieldEdit) string {
				return show.Section(t, e.Key, st.Marks.Crumb)
			}},
			{ID: "field", Title: w.Field, Min: 12, Cell: s.label},
			{ID: "value", Title: w.Value, Min: 14, Cell: func(e model.FieldEdit) string { return s.line(e, e.New) }},
			{ID: "old", Title: w.Old, Min: 10, Rank: 2, Style: dim, Cell: func(e model.FieldEdit) string { return s.line(e, e.Old) }},
		},
	})
	return s
}

// openShelf leads to what was discarded of this offer.
func (s *Screen) openShelf() tea.Cmd { return ui.Go(newShelf(s.d, s.api, s.t, s.offer)) }

func (s *shelf) Title() string { return s.d.Text.Section.Shelf.Title }

func (s *shelf) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.load()
}

func (s *shelf) load() tea.Cmd {
	api, o := s.api, s.offer
	return s.reading.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		all, err := api.DiscardedEdits(ctx)
		return slices.DeleteFunc(all, func(e model.FieldEdit) bool {
			return e.Offer.Profile != o.Profile || e.Offer.Product != o.Product
		}), err
	})
}

func (s *shelf) Update(msg tea.Msg) tea.Cmd {
	r, ok := msg.(ui.Result[[]model.FieldEdit])
	w := s.d.Text.Section.Shelf
	switch {
	case !ok:
	case s.reading.Accept(r):
		s.read = true
		s.table.SetRows(r.Val)
		if r.Err != nil && !ui.Cancelled(r.Err) {
			return ui.Fail(s.d.Text, w.ReadDoing, r.Err)
		}
	case s.restore.Accept(r):
		if r.Err != nil {
			return tea.Batch(s.load(), ui.Fail(s.d.Text, w.RestoreDoing, r.Err))
		}
		done := text.Count(len(r.Val), fmt.Sprintf(w.Restored, s.label(r.Val[0])), w.RestoredSome)
		return tea.Batch(s.load(), ui.Notify(ui.Notice{Level: ui.Good, Text: done}))
	}
	return nil
}

// field is what the catalogue knows of an edit's place; nil if nothing.
func (s *shelf) field(e model.FieldEdit) *catalog.Field {
	sec, ok := s.t.Section(e.Key)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(sec.Fields, func(f catalog.Field) bool { return f.Pointer == e.Path })
	if i < 0 {
		return nil
	}
	return &sec.Fields[i]
}

func (s *shelf) label(e model.FieldEdit) string {
	if f := s.field(e); f != nil {
		return f.Label
	}
	return sanitize.Line(strings.TrimPrefix(e.Path, "/"))
}

func (s *shelf) line(e model.FieldEdit, v json.RawMessage) string {
	const widest = 60
	switch {
	case v == nil:
		return s.d.Text.Section.Shelf.RemovedValue
	case empty(v):
		return s.d.Text.Words.NotSet
	}
	return cells.Cut(show.Line(s.d.Text.Words, s.field(e), v), widest, s.d.Styles.Marks.Ellipsis)
}

// one are the edits to restore for the row under the cursor.
func (s *shelf) one() []model.FieldEdit {
	if e, ok := s.table.Selected(); ok {
		return []model.FieldEdit{e}
	}
	return nil
}

// together are the edits that were discarded with the one under the cursor: of
// its page, at that moment.
func (s *shelf) together() []model.FieldEdit {
	e, ok := s.table.Selected()
	if !ok {
		return nil
	}
	return slices.DeleteFunc(s.table.Shown(), func(o model.FieldEdit) bool {
		return o.Key.Whole() != e.Key.Whole() || o.Ended.Sub(e.Ended).Abs() > time.Second
	})
}

func (s *shelf) put(which func() []model.FieldEdit) func() tea.Cmd {
	return func() tea.Cmd {
		api, edits := s.api, which()
		return s.restore.Start(context.WithoutCancel(s.ctx()), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
			return edits, api.RestoreEdits(ctx, edits...)
		})
	}
}

func (s *shelf) cannotPut() string {
	w := s.d.Text.Section.Shelf
	switch _, ok := s.table.Selected(); {
	case s.restore.Busy():
		return w.Working
	case !ok:
		return w.NothingToRestore
	}
	return ""
}

func (s *shelf) Actions() []ui.Action {
	w := s.d.Text.Section
	rows := []ui.Action{
		refused(act("restore", w.Shelf.ActRestore, s.put(s.one), "enter"), s.cannotPut),
		refused(act("restore-all", w.Shelf.ActRestoreAll, s.put(s.together), "A"), s.cannotPut),
		act("reload", w.ActReload, s.load, "r"),
	}
	rows = ui.Writing(rows, "section.restore", "section.restore-all")
	return append(rows, s.table.Actions("section", s.d.Text.Moves)...)
}

func (s *shelf) Typing() bool { return false }

func (s *shelf) SetSize(width, height int) {
	s.width, s.height = width, height
	s.table.SetSize(width, max(height-len(s.head()), 0))
}

// head says what this is and how much of it there is.
func (s *shelf) head() []string {
	w, st := s.d.Text.Section.Shelf, s.d.Styles
	_, n := s.table.Len()
	words := w.About
	switch {
	case !s.read:
		words = w.Reading
	case n == 0:
		words = w.Nothing
	}
	lines := []string{lead + st.Text.Render(text.Count(n, w.OneHere, w.SomeHere))}
	if n == 0 {
		lines = nil
	}
	for _, l := range wrap.Lines(words, max(s.width-2*len(lead), 1)) {
		lines = append(lines, lead+st.Dim.Render(l))
	}
	return append(lines, "")
}

func (s *shelf) View() string {
	lines := s.head()
	if _, n := s.table.Len(); n > 0 {
		s.table.SetSize(s.width, max(s.height-len(lines), 0))
		lines = append(lines, s.table.Lines()...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, s.d.Styles.Marks.Ellipsis), "\n")
}

// Detail is the edit under the cursor with nothing cut.
func (s *shelf) Detail() []ui.Fact {
	e, ok := s.table.Selected()
	if !ok {
		return nil
	}
	w := s.d.Text.Section.Shelf
	block := func(v json.RawMessage) string {
		if v == nil {
			return w.RemovedValue
		}
		return show.Block(s.d.Text.Words, s.field(e), v)
	}
	return []ui.Fact{
		{Label: w.When, Value: s.d.Text.Words.Time(e.Ended, s.d.Now())},
		{Label: w.Where, Value: show.Section(s.t, e.Key, s.d.Styles.Marks.Crumb)},
		{Label: w.Field, Value: s.label(e)},
		{Label: w.Value, Value: block(e.New)},
		{Label: w.Old, Value: block(e.Old)},
	}
}

// Table is the list as it shows.
func (s *shelf) Table() (head []string, rows [][]string) { return s.table.Export() }

// Copied is the discarded value under the cursor.
func (s *shelf) Copied() (what, value string) {
	e, ok := s.table.Selected()
	if !ok {
		return "", ""
	}
	f := s.field(e)
	if f != nil && f.Secret {
		return "", ""
	}
	return fmt.Sprintf(s.d.Text.Section.Shelf.ValueOf, s.label(e)), plain(e.New)
}
