// Package compare is the screen that compares two environments of an offer:
// any two of draft, preview and live, field by field. What differs is decided
// in model/compare and drawn by widget/diffview; this screen chooses what is
// compared and which kinds of differences are shown.
package compare

import (
	"context"
	"encoding/json"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/contents"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/diffview"
	"awning/tui/widget/input"
	"awning/tui/widget/table"
)

// compareTimeout ends a comparison that takes unreasonably long.
const compareTimeout = 30 * time.Second

// API is the part of the marketplace this screen needs.
type API = contents.API

// Nav leads to the screens reached from here.
type Nav struct {
	// Field is where a change is edited: its section, the cursor on its field.
	Field func(o model.Offer, c model.Change) ui.Screen
}

// Pair is what is compared: the left side is what was, the right what is.
type Pair struct{ Left, Right model.Environment }

// Options say what the screen opens with. Empty ones leave it to the screen.
type Options struct {
	Pair Pair
	// Section limits the comparison to one section.
	Section model.SectionKey
}

// Screen compares two environments of one offer.
type Screen struct {
	d       ui.Deps
	nav     Nav
	t       *catalog.Type
	offer   model.Offer
	ctx     func() context.Context
	loader  *contents.Loader
	pair    Pair
	chosen  bool             // the pair was asked for
	three   bool             // preview stands between live and draft, where there is room
	only    model.SectionKey // the one section shown; zero for all
	part    *model.PlanID    // the one plan shown, empty for the offer's own sections; nil for all
	words   *input.Input     // the text looked for
	typing  bool             // that text is being typed
	show    filter
	diff    ui.Latest[compared]
	all     []model.Change // unchanged fields included
	middles map[spot]json.RawMessage
	files   map[model.SectionKey]string // names of items
	picked  []model.Change              // of the section, plan and text shown
	counts  map[filter]int              // of picked
	hay     []string                    // of each in all: the text a search looks in; nil until asked for
	problem error                       // the two could not be compared
	view    *diffview.View
	list    *table.Table[model.SectionKey, entry] // the sections, beside the values
	inList  bool                                  // the cursor is there
	width   int
	height  int
}

// New returns the screen for an offer. t is what the catalogue knows of the
// offer's type; nil if it knows nothing.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer, opt Options) *Screen {
	s := &Screen{
		d: d, nav: nav, t: t, offer: o, only: opt.Section.Whole(),
		words:  input.New(d.Styles),
		loader: contents.New(api, d.Now, o),
		pair:   opt.Pair, chosen: opt.Pair != Pair{},
	}
	if !s.chosen {
		s.pair = pairs()[0]
	}
	s.view = diffview.New(diffview.Options{
		Styles: d.Styles,
		Heading: func(k model.SectionKey) string {
			return show.Section(t, k.Whole(), d.Styles.Marks.Crumb)
		},
		Label:  s.label,
		Value:  s.value,
		Middle: s.middle,
		Brief:  s.brief,
		Delta:  s.delta,
		Empty:  d.Text.Words.Empty,
	})
	s.list = s.outline()
	return s
}

// pairs are the three there are, as the keys 1, 2 and 3 choose them.
func pairs() []Pair {
	return []Pair{{model.Preview, model.Draft}, {model.Live, model.Preview}, {model.Live, model.Draft}}
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Compare.Title }

// Init reads both sides.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.load()
}

// load reads both sides of the pair, and live too while it may turn out that
// there is no preview to compare with.
func (s *Screen) load() tea.Cmd {
	envs := s.envs()
	if !s.chosen {
		envs = append(envs, model.Live)
	}
	return s.loader.Start(s.ctx(), envs...)
}

// Update takes what was read and what was compared.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[compared]:
		if s.diff.Accept(msg) && !ui.Cancelled(msg.Err) {
			s.problem = msg.Err
			s.take(msg.Val)
		}
		return nil
	case ui.SignedIn:
		return s.load()
	case tea.KeyMsg:
		if s.typing {
			s.find(msg)
			s.layout()
		}
		return nil
	}
	if s.loader.Update(msg) {
		s.fallBack()
		return s.compare()
	}
	return nil
}

// fallBack compares draft with live where there is no preview, unless the
// publisher chose otherwise.
func (s *Screen) fallBack() {
	live := s.loader.Of(model.Live)
	if !s.chosen && s.loader.Of(model.Preview).Missing() && live.Known && live.Exists {
		s.pair = pairs()[2]
	}
}

// compare starts comparing if both sides are there.
func (s *Screen) compare() tea.Cmd {
	s.layout()
	var sides []model.Contents
	for _, env := range s.envs() {
		if side := s.loader.Of(env); side.Known && side.Exists {
			sides = append(sides, side.Contents)
		}
	}
	if len(sides) < len(s.envs()) {
		s.diff.Stop()
		s.problem = nil
		s.take(compared{})
		return nil
	}
	t := s.t
	return s.diff.Start(s.ctx(), compareTimeout, func(context.Context) (compared, error) { return run(t, sides) })
}

// setPair chooses what is compared.
func (s *Screen) setPair(p Pair) tea.Cmd {
	s.pair, s.chosen, s.three = p, true, false
	return s.again()
}

// again compares anew what is chosen now.
func (s *Screen) again() tea.Cmd {
	s.take(compared{})
	return tea.Batch(s.load(), s.compare())
}

// take replaces what was compared.
func (s *Screen) take(c compared) {
	s.all, s.middles, s.hay, s.files = c.changes, c.middles, nil, s.filesOf(c.changes)
	s.filter()
}

// filter hands the view what is to be shown.
func (s *Screen) filter() {
	words := s.d.Text.Words
	var names []string
	for _, env := range s.shown() {
		names = append(names, words.Environments[env])
	}
	s.view.SetSides(names...)
	s.pick()
	if s.show != everything && s.counts[s.show] == 0 {
		s.show = differences
	}
	changes := s.of(s.show)
	s.view.SetChanges(changes)
	s.list.SetRows(sections(changes))
	s.layout()
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	abreast := s.abreast()
	s.width, s.height = width, height
	if s.abreast() != abreast {
		s.filter()
	}
	s.layout()
}

// layout gives the view what the header leaves.
func (s *Screen) layout() {
	s.words.SetWidth(max(s.width/3, 8))
	width, height := s.width, s.height-len(s.header())
	if s.outlined() {
		width -= outlineWidth
		s.list.SetSize(outlineWidth, height)
	}
	s.view.SetSize(width, height)
	s.follow()
}

// Typing reports whether a text looked for is being typed.
func (s *Screen) Typing() bool { return s.typing }
