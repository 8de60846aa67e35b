// Package offers is the list of offers. It shows what the store knows at once and
// reads the service behind it; where each offer stands is looked up for the rows
// on the screen first. Filter and order live in memory and stay when coming back.
package offers

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	Lister
	// CachedOffers is what was known of the scope when it was last read; the
	// time is zero if it never was.
	CachedOffers(ctx context.Context, s model.Scope) ([]model.Offer, time.Time, error)
	// Standing asks the service where an offer stands.
	Standing(ctx context.Context, o model.Offer) (model.Standing, error)
	// CachedStandings is where offers stood when they were last asked.
	CachedStandings(ctx context.Context) (map[model.ProductID]model.Standing, error)
	// AllEdits are the edits of all offers that are on this machine only.
	AllEdits(ctx context.Context) ([]model.FieldEdit, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Overview func(o model.Offer) ui.Screen
	// Payouts shows what is paid to the account of a scope.
	Payouts func(s model.Scope) ui.Screen
	// Doctor says why a profile sees no offers, one of several if it is empty. Nil
	// where nobody can sign in.
	Doctor func(p model.ProfileName) ui.Screen
}

// Options say what is listed.
type Options struct {
	Scope model.Scope
	// Where returns the parts of the top line that say where the user is, as far as
	// they are known by then.
	Where func() []string
	// Learn finds out what is missing of them. Nil means nothing can be.
	Learn func(ctx context.Context) error
}

// Screen is the list of offers.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	cat  *catalog.Catalog
	ctx  func() context.Context
	rows *table.Table[model.ProductID, *row]

	asOf  time.Time // when the list was last read whole
	parts int       // parts of the list that could not be read

	edits   ui.Latest[[]model.FieldEdit]
	unsaved map[model.ProductID]int // how many edits; nil until they were read

	names    ui.Latest[learned]
	stored   ui.Latest[memory]
	load     ui.Latest[ending]
	feed     *feed
	standing standings

	finder *finder.Finder

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, cat *catalog.Catalog, o Options) *Screen {
	s := &Screen{
		d: d, api: api, nav: nav, o: o, cat: cat,
	}
	s.standing.reset()
	s.rows = table.New(table.Options[model.ProductID, *row]{
		Styles:  d.Styles,
		Key:     func(r *row) model.ProductID { return r.offer.Product },
		Columns: s.columns(),
	})
	s.rows.Sort(byName, false)
	s.finder = finder.New(d.Styles, s.rows)
	return s
}

// Title is this screen's part of the top line.
func (s *Screen) Title() string { return s.d.Text.Offers.Title }

// Crumbs says whose offers these are.
func (s *Screen) Crumbs() []string { return s.o.Where() }

// Init shows what is known and reads the rest.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.recall(), s.reload(), s.recount(), s.learn())
}

// learned says that the line on top may say more.
type learned struct{}

// learn finds out what the line on top should say. Nothing waits for it, and
// without it the line is short.
func (s *Screen) learn() tea.Cmd {
	find := s.o.Learn
	if find == nil {
		return nil
	}
	return s.names.Start(s.ctx(), time.Minute, func(ctx context.Context) (learned, error) { return learned{}, find(ctx) })
}

// Resume looks again at where the offer under the cursor stands, and what is not
// saved: something may have been done to it meanwhile.
func (s *Screen) Resume() tea.Cmd {
	if r, ok := s.rows.Selected(); ok {
		s.standing.forget(r.offer.Product)
	}
	return tea.Batch(s.recount(), s.look())
}

// Typing reports whether the filter has the focus.
func (s *Screen) Typing() bool { return s.finder.Typing() }

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-headLines, 1))
	s.finder.SetWidth(width)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return s.key(msg)
	case ui.Result[[]model.FieldEdit]:
		return s.counted(msg)
	case ui.Result[memory]:
		return s.recalled(msg)
	case ui.Result[learned]:
		s.names.Accept(msg)
	case ui.SignedIn:
		return s.reload()
	case poured:
		return s.pour(msg)
	case ui.Result[ending]:
		return s.loaded(msg)
	case looked:
		return s.stood(msg)
	case ui.Watched:
		return s.watched(msg)
	}
	return nil
}

// key takes keys while the filter is typed, and looks after the cursor moved.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	if !s.finder.Typing() {
		return nil
	}
	s.finder.Key(msg)
	return s.look()
}

func (s *Screen) clear() tea.Cmd {
	s.finder.Clear()
	return s.look()
}

// watched takes what a look at an operation showed, instead of asking again.
func (s *Screen) watched(msg ui.Watched) tea.Cmd {
	if r, ok := s.rows.Get(msg.Progress.Operation.Offer.Product); ok && msg.Err == nil {
		s.rows.Put(s.at(r, msg.Progress.Standing))
	}
	return nil
}
