// Package section is the screen of one section of an offer or plan: its fields
// as the catalogue names them, each with its value in the draft and whether preview and
// live differ, and what else the document holds. One field at a time is edited
// in place and saved at once.
package section

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/pane"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	// Save writes one document to the draft and returns it as read back. If
	// somebody changed it meanwhile the error has a method Elsewhere() that
	// returns their version.
	Save(ctx context.Context, o model.Offer, e model.Edit) (model.Document, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Compare func(o model.Offer, k model.SectionKey) ui.Screen
}

// Screen shows one section.
type Screen struct {
	d      ui.Deps
	api    API
	nav    Nav
	t      *catalog.Type
	offer  model.Offer
	key    model.SectionKey
	ctx    func() context.Context
	loader *contents.Loader
	table  *table.Table[rowID, row]
	detail *pane.Pane
	spot   *spot   // the field to put the cursor on, until it is there
	whole  bool    // the value under the cursor fills the screen
	editor *editor // nil if nothing is being edited
	save   ui.Latest[model.Document]
	width  int
	height int
}

// New returns the screen of a section. t is what the catalogue knows of the
// offer's type; nil if it knows nothing. A key without an item shows all
// documents of the section.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer, k model.SectionKey) *Screen {
	if t == nil {
		t = &catalog.Type{ID: o.Type, Label: string(o.Type)}
	}
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o, key: k,
		loader: contents.New(api, d.Now, o),
		detail: pane.New(d.Styles.Marks.Ellipsis),
	}
	s.table = table.New(s.columns())
	return s
}

// Title is the section's name.
func (s *Screen) Title() string { return show.Section(s.t, s.key, s.d.Styles.Marks.Crumb) }

// Init reads the draft, and preview and live to compare it with.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.load()
}

func (s *Screen) load() tea.Cmd {
	return s.loader.Start(s.ctx(), model.Environments()...)
}

// Update takes what was read, what was saved, and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Document]:
		if !s.save.Accept(msg) {
			return nil
		}
		return s.saved(msg.Val, msg.Err)
	case tea.KeyMsg:
		if s.editor == nil {
			return nil
		}
		return s.edit(msg)
	}
	if s.loader.Update(msg) {
		s.refresh()
	}
	return nil
}

// refresh shows what is known now. The cursor stays on its field.
func (s *Screen) refresh() {
	rows := s.rows()
	s.table.Group = nil
	for _, r := range rows {
		if r.group != "" {
			s.table.Group = func(r row) string { return r.group }
		}
	}
	s.table.SetRows(rows)
	s.seek()
	s.layout()
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// Typing reports whether a field is being edited.
func (s *Screen) Typing() bool { return s.editor != nil }
