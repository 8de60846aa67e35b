// Package plans is the list of an offer's plans: where each stands, what of it
// is not published or not saved, its pages one key away. Plans are made, filled
// from others, put in order and, as long as nobody could buy them, deleted here.
package plans

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	// CreatePlan makes a plan in the draft and returns it with the service's key.
	CreatePlan(ctx context.Context, o model.Offer, p model.Plan) (model.Plan, error)
	// DeletePlan deletes a plan that was never published, for good.
	DeletePlan(ctx context.Context, o model.Offer, id model.PlanID) error
	// Edits are the unsaved edits of an offer, those of other consoles included.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
	// KeepEdit writes edits down and returns them as kept.
	KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error)
	// DiscardEdits ends edits; what was discarded can be had again for 14 days.
	DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error
	// SaveSection sends the unsaved edits of one document. If others changed it
	// meanwhile nothing is sent and the error says so.
	SaveSection(ctx context.Context, o model.Offer, k model.SectionKey) (model.Document, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Section func(o model.Offer, k model.SectionKey) ui.Screen
	Prices  func(o model.Offer, plan model.PlanID) ui.Screen
	// Copy opens the page that copies another plan's values into these.
	Copy func(o model.Offer, into []model.PlanID) ui.Screen
}

// Screen is the list of an offer's plans.
type Screen struct {
	d     ui.Deps
	api   API
	nav   Nav
	t     *catalog.Type // nil for a type the catalogue does not know
	offer model.Offer
	ctx   func() context.Context

	loader *contents.Loader
	rows   *table.Table[model.PlanID, row]
	group  grouping
	last   model.PlanID // the one marked last, from which a range goes

	edits  []model.FieldEdit // unsaved, of this offer
	recall ui.Latest[[]model.FieldEdit]
	move   ui.Latest[[]model.FieldEdit]
	busy   bool // a request that changes something is on its way

	form   *form        // nil unless a plan is being made
	at     model.PlanID // where the cursor goes once the plan shows
	fresh  model.PlanID // the plan that was made last, while pages of it are missing
	looks  int          // how often the pages of fresh are still looked for
	finder *finder.Finder

	width, height int
}

// How a new plan's pages, which come late, are looked for.
const (
	lookEvery = 3 * time.Second
	lookMost  = 5
)

// again is time to look for a new plan's pages.
type again struct{ screen *Screen }

// New returns the list of an offer's plans. t is what the catalogue knows of its
// type; nil if nothing.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer) *Screen {
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o,
		loader: contents.New(api, d.Now, o),
	}
	s.rows = table.New(table.Options[model.PlanID, row]{
		Styles:  d.Styles,
		Key:     func(r row) model.PlanID { return r.plan.ID },
		Columns: s.columns(),
		Match:   func(r row) string { return r.name + "\n" + r.id + "\n" + r.kind + "\n" + r.state },
	})
	s.rows.Sort(byOrder, false)
	s.finder = finder.New(d.Styles, s.rows)
	return s
}

// At has the cursor begin on a plan, if the offer has it.
func (s *Screen) At(id model.PlanID) *Screen {
	s.at = id
	return s
}

// Title is this screen's part of the top line.
func (s *Screen) Title() string { return s.d.Text.Plans.Title }

// Init shows what is known and reads the rest.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.remember(), s.loader.Start(ctx, model.Environments()...))
}

// Resume reads again what may have changed on the screens above.
func (s *Screen) Resume() tea.Cmd {
	return tea.Batch(s.remember(), s.loader.Start(s.ctx(), model.Draft))
}

func (s *Screen) reload() tea.Cmd {
	return tea.Batch(s.remember(), s.loader.Start(s.ctx(), model.Environments()...))
}

// Typing reports whether the form or the filter has the focus.
func (s *Screen) Typing() bool { return s.finder.Typing() || s.form != nil }

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-headLines-s.footLines(), 1))
	s.finder.SetWidth(width)
	if s.form != nil {
		s.form.setWidth(width)
	}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return s.key(msg)
	case ui.Result[[]model.FieldEdit]:
		return s.stored(msg)
	case ended:
		if msg.by == s {
			return s.ended(msg)
		}
	case again:
		if msg.screen == s {
			return s.loader.Start(s.ctx(), model.Draft)
		}
	case ui.SignedIn:
		return s.reload()
	case ui.Watched:
		if msg.Err == nil && msg.Progress.Done() && msg.Progress.Operation.Offer.Product == s.offer.Product {
			return s.reload()
		}
	default:
		if s.loader.Update(msg) {
			return s.learned()
		}
	}
	return nil
}

// key takes keys while something is typed.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.form != nil:
		return s.fill(msg)
	case s.finder.Typing():
		s.finder.Key(msg)
	}
	return nil
}

func (s *Screen) clear() tea.Cmd {
	s.finder.Clear()
	return nil
}
