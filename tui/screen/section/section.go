// Package section is the screen of one section of an offer or plan: its fields
// as the catalogue names them, each with its value in the draft and whether preview and
// live differ, and what else the document holds.
//
// Fields are edited in place. What is typed goes to the local store within a
// second, and a field counts as taken only when the store has it; nothing is
// sent until the section is saved as a whole. So a killed console, a full disk or
// a colleague who was faster cost no keystroke.
package section

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/external"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/pane"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	Edits
	Others
	Discards
	Uploads
}

// Nav leads to the screens reached from here.
type Nav struct {
	Compare func(o model.Offer, k model.SectionKey) ui.Screen
	// Conflict settles what two people changed in one document.
	Conflict func(c *client.ConflictError) ui.Screen
	// Prices edits the prices of a plan; nil leaves that out.
	Prices func(o model.Offer, p model.PlanID) ui.Screen
	// Editor is the user's own editor.
	Editor *external.Editor
}

// view is what fills the screen.
type view int

const (
	fields   view = iota
	whole         // the value under the cursor
	rendered      // what it will look like
)

// Screen shows one section.
type Screen struct {
	d         ui.Deps
	api       API
	nav       Nav
	t         *catalog.Type
	offer     model.Offer
	key       model.SectionKey
	ctx       func() context.Context
	loader    *contents.Loader
	table     *table.Table[rowID, row]
	detail    *pane.Pane
	below     bool  // the cursor is in the panel below the fields
	told      rowID // the field it tells of
	show      view
	editor    *editor                                // nil if nothing is being edited
	copying   *table.Table[model.PlanID, model.Plan] // nil unless it is asked which plan to copy
	desk      desk
	sending   ui.Latest[saved]
	uploading ui.Latest[uploaded]
	removing  ui.Latest[removed]
	stale     bool  // another screen may have changed the draft
	spot      *spot // the field to begin with, until its row is there
	width     int
	height    int
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

// Init reads the draft, preview and live to compare it with, and what is
// unsaved.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.reread(), s.load(), s.poll(), s.gone())
}

func (s *Screen) load() tea.Cmd {
	return s.loader.Start(s.ctx(), model.Environments()...)
}

// Update takes what was read, kept and saved, and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if cmd, ok := s.answered(msg); ok {
		return cmd
	}
	switch msg := msg.(type) {
	case polled:
		if msg.of == s {
			return tea.Batch(s.glance(), s.poll())
		}
		return nil
	case due:
		if msg.of == s.editor {
			return s.keepTyped(msg.of)
		}
		return nil
	case looked:
		if s.editor != nil && s.editor.entry == entry(msg.of) {
			msg.of.found(msg)
			s.layout()
		}
		return nil
	case external.Done:
		return s.wrote(msg)
	case ui.SignedIn:
		return s.reload()
	case tea.KeyMsg:
		return s.press(msg)
	}
	if s.loader.Update(msg) {
		s.refresh()
	}
	return nil
}

// answered takes what the store and the service answered.
func (s *Screen) answered(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case ui.Result[known]:
		if s.desk.load.Accept(msg) {
			s.learned(msg.Val, msg.Err)
		}
	case ui.Result[kept]:
		if s.desk.keep.Accept(msg) {
			return s.finish(msg.Val, msg.Err), true
		}
	case ui.Result[saved]:
		if s.sending.Accept(msg) {
			return s.sent(msg.Val, msg.Err), true
		}
	case ui.Result[uploaded]:
		if s.uploading.Accept(msg) {
			return s.arrived(msg.Val, msg.Err), true
		}
	case ui.Result[removed]:
		if s.removing.Accept(msg) {
			return s.gotRemoved(msg.Val, msg.Err), true
		}
	default:
		return nil, false
	}
	return nil, true
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

// Typing reports whether keys are for this screen alone: a field is being
// edited, or the store is at work and keys wait for it.
func (s *Screen) Typing() bool { return s.editor != nil || s.busy() }
