// Package plancopy copies values from one plan into others: whole pages, field
// by field as the catalogue describes them. What would change is compared first;
// then it is kept as unsaved edits, or saved in the draft.
package plancopy

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/plans"
	"awning/model/prices"
	"awning/tui/contents"
	"awning/tui/ui"
	"awning/tui/widget/diffview"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
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

// storeTimeout ends the wait for the local store.
const storeTimeout = 10 * time.Second

// Screen copies into some plans of an offer.
type Screen struct {
	d     ui.Deps
	api   API
	t     *catalog.Type // nil for a type the catalogue does not know
	offer model.Offer
	into  []model.PlanID // what is copied into, and was not yet
	ctx   func() context.Context

	loader *contents.Loader
	recall ui.Latest[[]model.FieldEdit]
	edits  []model.FieldEdit // unsaved, of the offer
	read   bool              // edits were read
	from   model.PlanID      // the source; empty until the draft is read
	chosen map[model.SectionID]bool
	todo   []target           // what would be done, plan by plan
	absent []model.SectionKey // pages that one side has not
	view   *diffview.View
	busy   bool

	width, height int
}

// target is what would be done to one plan.
type target struct {
	plan  model.Plan
	copy  plans.Copy
	rules []prices.Rule // the rules on prices that it breaks or that hold for it
}

// New returns the page. t is what the catalogue knows of the offer's type; nil
// if nothing.
func New(d ui.Deps, api API, t *catalog.Type, o model.Offer, into []model.PlanID) *Screen {
	s := &Screen{
		d: d, api: api, t: t, offer: o, into: slices.Clone(into),
		loader: contents.New(api, d.Now, o), chosen: map[model.SectionID]bool{},
	}
	for _, x := range s.pages() {
		s.chosen[x.ID] = true
	}
	s.view = diffview.New(s.words())
	return s
}

// Title is this screen's part of the top line.
func (s *Screen) Title() string { return s.d.Text.PlanCopy.Title }

// Init shows what is known and reads the rest.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

func (s *Screen) reload() tea.Cmd {
	return tea.Batch(s.remember(), s.loader.Start(s.ctx(), model.Environments()...))
}

// remember asks the store what is unsaved.
func (s *Screen) remember() tea.Cmd {
	api, o := s.api, s.offer
	return s.recall.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		return api.Edits(ctx, o)
	})
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[[]model.FieldEdit]:
		if !s.recall.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		if msg.Err != nil {
			return ui.Fail(s.d.Text, s.doing(), msg.Err)
		}
		s.edits, s.read = msg.Val, true
		return s.compare()
	case ended:
		if msg.by == s {
			return s.ended(msg)
		}
	case ui.SignedIn:
		if s.stillBusy() == "" {
			return s.reload()
		}
	default:
		if s.loader.Update(msg) {
			return s.learned()
		}
	}
	return nil
}

// learned takes what was read.
func (s *Screen) learned() tea.Cmd {
	for _, env := range model.Environments() {
		if side := s.loader.Of(env); side.Err != nil && !side.Busy {
			return tea.Batch(s.compare(), ui.Fail(s.d.Text, s.doing(), side.Err))
		}
	}
	return s.compare()
}

// sources are the plans of the draft that can be copied from: any, if it is not
// the only one copied into.
func (s *Screen) sources() []model.Plan {
	return slices.DeleteFunc(slices.Clone(s.loader.Of(model.Draft).Plans), func(p model.Plan) bool {
		return len(s.into) == 1 && s.into[0] == p.ID
	})
}

// pages are the sections of plans that the catalogue has fields of.
func (s *Screen) pages() []*catalog.Section {
	if s.t == nil {
		return nil
	}
	return slices.DeleteFunc(s.t.SectionsFor(true, ""), func(x *catalog.Section) bool { return len(x.Fields) == 0 })
}

// compare finds what would change.
func (s *Screen) compare() tea.Cmd {
	draft := s.loader.Of(model.Draft)
	if !draft.Known || !s.read {
		return nil
	}
	sources := s.sources()
	if !slices.ContainsFunc(sources, func(p model.Plan) bool { return p.ID == s.from }) && len(sources) > 0 {
		s.from = sources[0].ID
	}
	s.todo, s.absent = nil, nil
	var failed error
	var changes []model.Change
	for _, id := range s.into {
		p, ok := draft.Plan(id)
		if !ok || id == s.from {
			continue
		}
		one, err := s.target(p)
		if err != nil {
			failed = err
		}
		s.todo = append(s.todo, one)
		changes = append(changes, one.copy.Changes...)
	}
	s.view.SetChanges(changes)
	s.layout()
	if failed != nil {
		return ui.Fail(s.d.Text, s.doing(), failed)
	}
	return nil
}

// target finds what makes the chosen pages of one plan like those of the source.
func (s *Screen) target(p model.Plan) (target, error) {
	draft := s.loader.Of(model.Draft)
	_, inPreview := s.loader.Of(model.Preview).Plan(p.ID)
	_, inLive := s.loader.Of(model.Live).Plan(p.ID)
	out := target{plan: p}
	for _, x := range s.pages() {
		if !s.chosen[x.ID] {
			continue
		}
		from, okFrom := draft.Find(model.SectionKey{Plan: s.from, Section: x.ID})
		to, okTo := draft.Find(model.SectionKey{Plan: p.ID, Section: x.ID})
		switch {
		case !okFrom:
			s.absent = append(s.absent, model.SectionKey{Plan: s.from, Section: x.ID})
			continue
		case !okTo:
			s.absent = append(s.absent, model.SectionKey{Plan: p.ID, Section: x.ID})
			continue
		}
		one, err := plans.Section(s.offer, x, plans.Sides{
			From: from, To: to, Edits: s.edits, Subtype: p.Subtype, Published: inPreview || inLive,
		})
		if err != nil {
			return out, err
		}
		c := &out.copy
		c.Edits, c.Drop = append(c.Edits, one.Edits...), append(c.Drop, one.Drop...)
		c.Changes, c.Left = append(c.Changes, one.Changes...), append(c.Left, one.Left...)
		if len(one.Edits) > 0 {
			out.rules = append(out.rules, s.rules(one.Result)...)
		}
	}
	return out, nil
}

// rules are those of the marketplace on the prices of a document as it would be,
// if customers can buy its plan; none for pages without prices.
func (s *Screen) rules(d model.Document) []prices.Rule {
	live, ok := s.loader.Of(model.Live).Find(d.Key)
	if !ok {
		return nil
	}
	old, errOld := prices.Read(s.t, live.Raw)
	now, errNow := prices.Read(s.t, d.Raw)
	if errOld != nil || errNow != nil {
		return nil
	}
	var out []prices.Rule
	for _, b := range prices.Compare(old, now, true).Breaks {
		if !slices.Contains(out, b.Rule) {
			out = append(out, b.Rule)
		}
	}
	return out
}

// count is how many changes there are.
func (s *Screen) count() int {
	n := 0
	for _, x := range s.todo {
		n += len(x.copy.Changes)
	}
	return n
}
