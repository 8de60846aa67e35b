// Package overview is the page of one offer: where it stands in draft, preview
// and live, which sections differ between them, how its latest publish went,
// and what can be done about all that.
package overview

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	// Standing asks the service where the offer stands.
	Standing(ctx context.Context, o model.Offer) (model.Standing, error)
	// CachedStandings is where offers stood when they were last asked.
	CachedStandings(ctx context.Context) (map[model.ProductID]model.Standing, error)
	// Watch takes one look at an operation, here for the steps of a submission.
	Watch(ctx context.Context, op model.Operation) (model.Progress, error)
	// Able says whether something can be done for an offer, as far as it is known: a
	// [*client.AbilityError] says that the identity was refused it.
	Able(ctx context.Context, o model.Offer, k client.Task) error
}

// Nav leads to the screens reached from here.
type Nav struct {
	Section  func(o model.Offer, k model.SectionKey) ui.Screen
	Prices   func(o model.Offer, plan model.PlanID) ui.Screen
	Plans    func(o model.Offer, at model.PlanID) ui.Screen
	Compare  func(o model.Offer, k model.SectionKey) ui.Screen // an empty key: the whole offer
	Publish  func(o model.Offer) ui.Screen
	GoLive   func(o model.Offer, s model.SubmissionID) ui.Screen
	Cancel   func(ctx context.Context, o model.Offer) tea.Cmd // asks first
	Progress func(op model.Operation) ui.Screen
	Sale     func(o model.Offer) ui.Screen // what is sold, to be stopped or restored
	Orders   func(o model.Offer) ui.Screen // what was ordered and used of it
}

// Screen is the page of one offer.
type Screen struct {
	d     ui.Deps
	api   API
	nav   Nav
	t     *catalog.Type // nil for a type the catalogue does not know
	offer model.Offer
	where func() []string
	ctx   func() context.Context

	loader *contents.Loader
	rows   *table.Table[model.SectionKey, row]
	known  knowledge

	stored   ui.Latest[map[model.ProductID]model.Standing]
	asked    ui.Latest[model.Standing]
	looks    ui.Latest[model.Progress]
	able     ui.Latest[refusals]
	refuses  refusals
	standing model.Standing
	stands   bool // standing is known
	steps    model.Progress
	heard    time.Time // when the root last told of an operation on this offer

	width, height int
}

// New returns the page of an offer. where returns the parts of the top line up to
// the offer, as far as they are known by then.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer, where func() []string) *Screen {
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o, where: where,
		loader: contents.New(api, d.Now, o),
	}
	s.rows = table.New(table.Options[model.SectionKey, row]{
		Styles:  d.Styles,
		Key:     func(r row) model.SectionKey { return r.key },
		Group:   func(r row) string { return r.group },
		Columns: s.columns(),
	})
	return s
}

// Title is the offer's id.
func (s *Screen) Title() string { return sanitize.ID(string(s.offer.ID)) }

// Crumbs says where the user is, the offer's publisher and id always.
func (s *Screen) Crumbs() []string {
	out := slices.Clone(s.where())
	if p := sanitize.ID(string(s.offer.Publisher)); p != "" && (len(out) == 0 || out[len(out)-1] != p) {
		out = append(out, p)
	}
	return append(out, s.Title())
}

// Init shows what is known and reads the rest.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	recall := s.stored.Start(ctx, storeTimeout, s.api.CachedStandings)
	return tea.Batch(recall, s.reload(), s.askAble())
}

// Resume reads again what may have changed on the screens above.
func (s *Screen) Resume() tea.Cmd {
	return tea.Batch(s.ask(), s.loader.Start(s.ctx(), model.Draft))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[map[model.ProductID]model.Standing]:
		if s.stored.Accept(msg) && msg.Err == nil && !s.stands {
			s.standing, s.stands = msg.Val[s.offer.Product], hasStanding(msg.Val, s.offer.Product)
		}
	case ui.Result[model.Standing]:
		return s.answered(msg)
	case ui.Result[model.Progress]:
		return s.looked(msg)
	case ui.Result[refusals]:
		s.tookAble(msg)
	case ui.SignedIn:
		return tea.Batch(s.reload(), s.askAble())
	case due:
		if msg.screen == s {
			return s.lookAgain()
		}
	case ui.Watched:
		return s.watched(msg)
	default:
		if s.loader.Update(msg) {
			return s.learned()
		}
	}
	return nil
}

func hasStanding(m map[model.ProductID]model.Standing, id model.ProductID) bool {
	_, ok := m[id]
	return ok
}

// doing names something tried with this offer, for a failure.
func (s *Screen) doing(format string) string { return fmt.Sprintf(format, s.Title()) }
