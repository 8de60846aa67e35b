// Package checklist is the screen on which a publisher chooses what to publish.
// Each section that changed has a row; what the rules force or forbid says why.
// Below stands what will travel, what stays a draft and what happens next. The
// rules are model/checklist's; this screen shows them and sends the choice.
package checklist

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
	"awning/tui/contents"
	"awning/tui/send"
	"awning/tui/ui"
	"awning/tui/widget/pane"
	"awning/tui/widget/table"
	"awning/tui/widget/textbox"
)

// How long the parts may take.
const (
	standingTimeout = time.Minute
	buildTimeout    = 30 * time.Second
)

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	Standing(ctx context.Context, o model.Offer) (model.Standing, error)
	// Publish sends the request. If a document in it changed since it was read,
	// nothing is sent and the error has a method Moved() that names the sections.
	Publish(ctx context.Context, o model.Offer, r model.PublishRequest) (model.Operation, error)
	// Notes returns the notes for certification kept for an offer, KeepNotes
	// replaces them.
	Notes(ctx context.Context, o model.Offer) (string, error)
	KeepNotes(ctx context.Context, o model.Offer, notes string) error
	// Edits are the edits of an offer that are on this machine only.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Compare  func(o model.Offer, base model.Environment, k model.SectionKey) ui.Screen
	Progress func(op model.Operation) ui.Screen
	// Field is where something that stands in the way is corrected.
	Field func(o model.Offer, f checklist.Fault) ui.Screen
}

// Screen is the checklist of one offer.
type Screen struct {
	d      ui.Deps
	api    API
	nav    Nav
	t      *catalog.Type
	offer  model.Offer
	ctx    func() context.Context
	loader *contents.Loader

	standing ui.Latest[model.Standing]
	stands   *model.Standing   // nil until it was read
	failed   error             // reading the standing
	base     model.Environment // what the draft is compared with; empty on a first publish
	build    ui.Latest[[]checklist.Item]
	items    []checklist.Item // with what is selected; nil until built
	problem  error            // why nothing can be published, as the rules see it
	chosen   map[model.SectionKey]bool
	moved    []model.SectionKey // changed since, as the last attempt found
	sending  bool

	table  *table.Table[model.SectionKey, checklist.Item]
	about  *pane.Pane
	notes  string // as the store keeps them
	noting ui.Latest[noted]
	away   bool         // somewhere the draft may be changed
	below  bool         // the cursor is in what is said of a row
	box    *textbox.Box // nil unless the notes are being written
	width  int
	height int

	counting    ui.Latest[[]model.FieldEdit]
	edits       []model.FieldEdit // on this machine only
	told        model.SectionKey  // the row that is spoken of
	aboutHeight int               // lines for what is said of one row, its rule included; 0 for none
}

// New returns the checklist of an offer. t is what the catalogue knows of the
// offer's type; nil if it knows nothing.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer) *Screen {
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o,
		loader: contents.New(api, d.Now, o),
		chosen: map[model.SectionKey]bool{},
		about:  pane.New(d.Styles.Marks.Ellipsis),
	}
	s.table = table.New(s.columns())
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Checklist.Title }

// Init reads where the offer stands and its draft.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.recall(), s.reload())
}

func (s *Screen) reload() tea.Cmd { return tea.Batch(s.recount(), s.load()) }

// load reads the draft, and where the offer stands: that tells with what to
// compare it.
func (s *Screen) load() tea.Cmd {
	api, o := s.api, s.offer
	s.stands = nil
	return tea.Batch(
		s.loader.Start(s.ctx(), model.Draft),
		s.standing.Start(s.ctx(), standingTimeout, func(ctx context.Context) (model.Standing, error) {
			return api.Standing(ctx, o)
		}),
	)
}

// Update takes what was read, the list that was built, and how sending went.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Standing]:
		if !s.standing.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		return s.stood(msg.Val, msg.Err)
	case ui.Result[[]checklist.Item]:
		if s.build.Accept(msg) && !ui.Cancelled(msg.Err) {
			s.built(msg.Val, msg.Err)
		}
		return nil
	case ui.Result[noted]:
		if s.noting.Accept(msg) {
			return s.recalled(msg.Val, msg.Err)
		}
		return nil
	case ui.Result[[]model.FieldEdit]:
		return s.counted(msg)
	case send.Sent:
		if msg.By(s) {
			return s.sent(msg)
		}
		return nil
	case ui.SignedIn:
		return s.reload()
	case tea.KeyMsg:
		return s.key(msg)
	}
	if s.loader.Update(msg) {
		return s.rebuild()
	}
	return nil
}

// key takes what is typed into the notes.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	if s.box == nil {
		return nil
	}
	return s.writing(msg)
}

// stood takes where the offer stands and reads what was published last.
func (s *Screen) stood(st model.Standing, err error) tea.Cmd {
	if s.failed = err; err != nil {
		return nil
	}
	s.stands, s.base = &st, st.Published()
	if s.base == "" {
		return s.rebuild()
	}
	return tea.Batch(s.loader.Start(s.ctx(), s.base), s.rebuild())
}

// rebuild starts making the list, if all it needs is there.
func (s *Screen) rebuild() tea.Cmd {
	draft, base := s.loader.Of(model.Draft), contents.Side{}
	if s.stands == nil || !draft.Known {
		return nil
	}
	if s.base != "" {
		if base = s.loader.Of(s.base); !base.Known {
			return nil
		}
	}
	t, d, b, st := s.t, draft.Contents, base.Contents, *s.stands
	return s.build.Start(s.ctx(), buildTimeout, func(context.Context) ([]checklist.Item, error) {
		return checklist.Build(t, d, b, st)
	})
}

func (s *Screen) built(items []checklist.Item, err error) {
	if s.problem = err; err != nil {
		items = nil
	}
	first := s.items == nil
	s.items = items
	s.choose()
	if first {
		s.start()
	}
}

// start puts the cursor where there is something to decide, or else to look at.
func (s *Screen) start() {
	if all := checklist.Choosable(s.items); len(all) > 0 {
		s.table.Select(all[0])
		return
	}
	if n := slices.IndexFunc(s.items, func(i checklist.Item) bool { return len(i.Changes) > 0 }); n >= 0 {
		s.table.Select(s.items[n].Key)
	}
}

// choose applies the choice to the list. A choice that is no longer possible
// is dropped; what the rules force is selected by them.
func (s *Screen) choose() {
	if s.items == nil {
		s.table.SetRows(nil)
		return
	}
	var keys []model.SectionKey
	for _, k := range checklist.Choosable(s.items) {
		if s.chosen[k] {
			keys = append(keys, k)
		}
	}
	items, err := checklist.Choose(s.items, keys)
	if s.problem = err; err == nil {
		s.items = items
	}
	rows := slices.DeleteFunc(slices.Clone(s.items), func(i checklist.Item) bool {
		return i.Rule == checklist.RuleNothing || i.Rule == checklist.RuleOutside && len(i.Changes) == 0
	})
	slices.SortStableFunc(rows, func(a, b checklist.Item) int { return group(a) - group(b) })
	s.table.SetRows(rows)
}

// group orders the rows: what is published, then what takes effect when saved.
func group(i checklist.Item) int {
	if i.Rule == checklist.RuleOutside {
		return 1
	}
	return 0
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// Typing reports whether the notes are being written.
func (s *Screen) Typing() bool { return s.box != nil }
