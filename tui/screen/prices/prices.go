// Package prices is the price editor: the prices of one plan as a spreadsheet,
// markets by billing terms or by sizes of machines. Cells are edited one by one
// or many at once, against what the draft holds and what customers pay now, and
// saved together: the edited ones alone change in the document.
package prices

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/grid"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	Edits
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Conflict settles what two people changed in one document.
	Conflict func(c *client.ConflictError) ui.Screen
}

// Screen edits the prices of one plan.
type Screen struct {
	d      ui.Deps
	api    API
	nav    Nav
	t      *catalog.Type
	offer  model.Offer
	key    model.SectionKey
	ctx    func() context.Context
	loader *contents.Loader

	book   *book  // nil until the draft was read, and if the plan has no prices
	why    string // why there is no book
	grid   *grid.Grid
	prompt *prompt // nil if nothing is asked
	flags  *table.Table[int, flag]
	listed bool // the list of flags is open instead of the grid

	desk desk
	save ui.Latest[model.Document]
	file ui.Latest[filed]

	width, height int
}

// Section is the section of a plan that holds its prices.
const Section model.SectionID = "pricing"

// New returns the price editor of a plan. t is what the catalogue knows of the
// offer's type; nil if it knows nothing.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer, plan model.PlanID) *Screen {
	if t == nil {
		t = &catalog.Type{ID: o.Type, Label: string(o.Type)}
	}
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o, key: model.SectionKey{Plan: plan, Section: Section},
		loader: contents.New(api, d.Now, o), why: d.Text.Prices.Reading,
	}
	s.grid = grid.New(d.Styles, blank{})
	s.flags = table.New(s.flagColumns())
	return s
}

// Title is the plan's pricing section, as the section's own screen has it.
func (s *Screen) Title() string {
	return show.Section(s.t, s.key, s.d.Styles.Marks.Crumb) + " " + s.d.Styles.Marks.Crumb + " " + s.d.Text.Prices.Title
}

// Init reads the draft, and live to hold it against.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.load(), s.poll())
}

// Resume reads again what another screen may have changed.
func (s *Screen) Resume() tea.Cmd { return s.load() }

func (s *Screen) load() tea.Cmd {
	return tea.Batch(s.recall(), s.loader.Start(s.ctx(), model.Draft, model.Live))
}

// Typing reports whether something is being typed.
func (s *Screen) Typing() bool { return s.prompt != nil }

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// Update takes what was read, what was saved, and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Document]:
		if !s.save.Accept(msg) {
			return nil
		}
		return s.saved(msg.Val, msg.Err)
	case ui.Result[filed]:
		if !s.file.Accept(msg) {
			return nil
		}
		return s.filed(msg.Val, msg.Err)
	case ui.Result[[]model.FieldEdit]:
		if !s.desk.load.Accept(msg) {
			return nil
		}
		return s.recalled(msg.Val, msg.Err)
	case ui.Result[kept]:
		if !s.desk.keep.Accept(msg) {
			return nil
		}
		return s.kept(msg.Val, msg.Err)
	case polled:
		if msg.of != s {
			return nil
		}
		return s.polled()
	case ui.SignedIn:
		return s.load()
	case tea.KeyMsg:
		return s.typed(msg)
	}
	if s.loader.Update(msg) {
		s.read()
		return s.show(true)
	}
	return nil
}

// typed takes a key: for the prompt, or the first digit of a price, which opens
// one.
func (s *Screen) typed(msg tea.KeyMsg) tea.Cmd {
	if s.prompt != nil {
		if cmd, ok := ui.Dispatch(msg, s.Actions()); ok {
			return cmd
		}
		s.prompt.update(msg)
		s.layout()
		return nil
	}
	digit := len(msg.Runes) == 1 && msg.Runes[0] >= '0' && msg.Runes[0] <= '9'
	if !digit || s.d.ReadOnly || s.listed || s.cannotEdit() != "" {
		return nil
	}
	return s.openCell(string(msg.Runes))
}
