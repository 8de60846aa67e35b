// Package golive is the screen before the one step that cannot be taken back:
// sending a preview to customers. It shows what will differ for them and says
// what follows; the offer's id must then be typed.
package golive

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/tui/contents"
	"awning/tui/sanitize"
	"awning/tui/send"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/diffview"
)

// compareTimeout ends a comparison that takes unreasonably long.
const compareTimeout = 30 * time.Second

// API is the part of the marketplace this screen needs.
type API interface {
	contents.API
	GoLive(ctx context.Context, o model.Offer, s model.SubmissionID) (model.Operation, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Progress shows the operation in this screen's place. Nil goes back instead,
	// to a screen that shows it already.
	Progress func(op model.Operation) ui.Screen
}

// Screen shows what going live with one submission means.
type Screen struct {
	d          ui.Deps
	api        API
	nav        Nav
	t          *catalog.Type
	offer      model.Offer
	submission model.SubmissionID
	ctx        func() context.Context
	loader     *contents.Loader
	diff       ui.Latest[[]model.Change]
	changes    []model.Change
	compared   bool
	problem    error
	view       *diffview.View
	sending    bool
	width      int
	height     int
}

// New returns the screen for a submission that waits in preview. t is what the
// catalogue knows of the offer's type; nil if it knows nothing.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, o model.Offer, id model.SubmissionID) *Screen {
	w, crumb := d.Text.Words, d.Styles.Marks.Crumb
	s := &Screen{
		d: d, api: api, nav: nav, t: t, offer: o, submission: id,
		loader: contents.New(api, d.Now, o),
	}
	s.view = diffview.New(diffview.Options{
		Styles:  d.Styles,
		Heading: func(k model.SectionKey) string { return show.Section(t, k.Whole(), crumb) },
		Label:   func(c model.Change) string { return show.Label(c, crumb) },
		Value:   s.whole,
		Brief:   func(c model.Change) bool { return show.Brief(t, c) },
		Delta:   func(c model.Change) string { return show.Delta(d.Text.Compare.Percent, c) },
		Empty:   w.Empty,
	})
	s.view.SetSides(w.Environments[model.Live], w.Environments[model.Preview])
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.GoLive.Title }

// Init reads preview and live.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.load()
}

func (s *Screen) load() tea.Cmd {
	return s.loader.Start(s.ctx(), model.Preview, model.Live)
}

// Update takes what was read and compared, and how sending went.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[[]model.Change]:
		if s.diff.Accept(msg) && !ui.Cancelled(msg.Err) {
			s.changes, s.problem, s.compared = msg.Val, msg.Err, true
			s.view.SetChanges(s.changes)
			s.layout()
		}
		return nil
	case send.Sent:
		if msg.By(s) {
			return s.sent(msg)
		}
		return nil
	case ui.SignedIn:
		return s.load()
	}
	if s.loader.Update(msg) {
		s.layout()
		return s.compare()
	}
	return nil
}

// compare starts comparing once both sides are there.
func (s *Screen) compare() tea.Cmd {
	preview, live := s.loader.Of(model.Preview), s.loader.Of(model.Live)
	if !preview.Known || !live.Known || live.Missing() {
		return nil
	}
	t, l, r := s.t, live.Contents, preview.Contents
	return s.diff.Start(s.ctx(), compareTimeout, func(context.Context) ([]model.Change, error) {
		return compare.Contents(t, l, r, false)
	})
}

// sent takes how sending went. The root has been told already.
func (s *Screen) sent(msg send.Sent) tea.Cmd {
	s.sending = false
	switch {
	case msg.Err != nil:
		return nil
	case s.nav.Progress == nil:
		return ui.Back()
	}
	return ui.Instead(s.nav.Progress(msg.Operation))
}

// cannotGoLive says why not now, or "".
func (s *Screen) cannotGoLive() string {
	t := s.d.Text.GoLive
	switch {
	case s.offer.ForTesting():
		return t.ForTesting
	case s.sending:
		return t.StillSending
	case s.loader.Busy() || s.diff.Busy():
		return t.NotRead
	}
	return ""
}

// unseen is why what differs cannot be shown, or nil.
func (s *Screen) unseen() error {
	return errors.Join(s.problem, s.loader.Of(model.Preview).Err, s.loader.Of(model.Live).Err)
}

// ask tells the consequences and wants the offer's id typed.
func (s *Screen) ask() tea.Cmd {
	t, w, o := s.d.Text.GoLive, s.d.Text.Words, s.offer
	id := sanitize.ID(string(o.ID))
	body := s.consequences()
	if err := s.unseen(); err != nil {
		body = append([]string{fmt.Sprintf(t.Unseen, sanitize.Line(err.Error()))}, body...)
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Ask, id),
		Facts: [][2]string{
			{t.Account, show.Account(o, s.d.Styles.Marks.Crumb)},
			{t.Offer, id + " (" + sanitize.Line(o.Alias) + ")"},
			{t.Environment, w.Environments[model.Live]},
			{t.Number, sanitize.Line(string(s.submission))},
		},
		Body: body, Typed: string(o.ID), Yes: t.Yes,
		Do: s.goLive,
	})
}

func (s *Screen) goLive() tea.Cmd {
	if why := s.cannotGoLive(); why != "" {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: why})
	}
	s.sending = true
	api, o, id := s.api, s.offer, s.submission
	doing := fmt.Sprintf(s.d.Text.GoLive.Doing, sanitize.ID(string(o.ID)))
	return send.Command(s.ctx(), s.d, s, doing, func(ctx context.Context) (model.Operation, error) {
		return api.GoLive(ctx, o, id)
	})
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// layout gives the differences what room the head leaves.
func (s *Screen) layout() {
	if s.width > 0 {
		s.view.SetSize(s.width, max(s.height-len(s.head()), 0))
	}
}

// Typing reports that there is no text field here: the dialog has it.
func (s *Screen) Typing() bool { return false }
