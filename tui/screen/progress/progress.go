// Package progress is the screen that shows an operation on its way: its
// steps, what they say, what the service found, and what the publisher can do
// about it. The operation does not depend on it: the root watches, and tells
// this screen what each look showed. Leaving is always allowed.
package progress

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/pane"
)

// lookTimeout ends a look that gets no answer.
const lookTimeout = 60 * time.Second

// API is the part of the marketplace this screen needs.
type API interface {
	// Watch takes one look at an operation.
	Watch(ctx context.Context, op model.Operation) (model.Progress, error)
	// Runs returns how long operations like this one took before.
	Runs(ctx context.Context, op model.Operation) ([]time.Duration, error)
}

// Nav leads to what can be done from here.
type Nav struct {
	GoLive func(o model.Offer, s model.SubmissionID) ui.Screen
	// Cancel asks whether to cancel, and does it.
	Cancel func(ctx context.Context, o model.Offer) tea.Cmd
}

// Screen shows one operation, and its successor on the same offer.
type Screen struct {
	d        ui.Deps
	api      API
	nav      Nav
	t        *catalog.Type // nil if the catalogue does not know it
	ctx      func() context.Context
	progress model.Progress
	seen     time.Time // of the last answer; zero before the first
	failed   error     // the last look
	look     ui.Latest[model.Progress]
	runs     ui.Latest[earlier]
	earlier  earlier
	pane     *pane.Pane
	width    int
	height   int
}

// New returns the screen of an operation. t is what the catalogue knows of the
// offer's type; nil if it knows nothing. The screen takes a look of its own when it
// opens, so that it need not wait for the root's next one.
func New(d ui.Deps, api API, nav Nav, t *catalog.Type, op model.Operation) *Screen {
	return &Screen{
		d: d, api: api, nav: nav, t: t,
		progress: model.Progress{Operation: op},
		pane:     pane.New(d.Styles.Marks.Ellipsis),
	}
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Progress.Title }

// Init takes the first look.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return tea.Batch(s.recall(), s.lookNow())
}

// Update takes looks, the screen's own and the root's.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Progress]:
		if !s.look.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		return s.looked(msg.Val, msg.Err)
	case ui.Result[earlier]:
		s.recalled(msg)
	case ui.SignedIn:
		return s.lookNow()
	case ui.Watched:
		if s.concerns(msg.Progress.Operation) {
			return s.looked(msg.Progress, msg.Err)
		}
	}
	return nil
}

// concerns reports whether a look is at this operation or at one that came
// after it on the same offer: going live after publishing.
func (s *Screen) concerns(op model.Operation) bool {
	mine := s.progress.Operation
	if op.Offer.Product != mine.Offer.Product || op.Offer.Profile != mine.Offer.Profile {
		return false
	}
	return op.ID == mine.ID || op.Started.After(mine.Started)
}

func (s *Screen) looked(p model.Progress, err error) tea.Cmd {
	if s.failed = err; err == nil {
		s.progress, s.seen = p, s.d.Now()
	}
	s.draw()
	return s.recall()
}

func (s *Screen) lookNow() tea.Cmd {
	op := s.progress.Operation
	return s.look.Start(s.ctx(), lookTimeout, func(ctx context.Context) (model.Progress, error) {
		p, err := s.api.Watch(ctx, op)
		if err != nil {
			return p, fmt.Errorf("looking at %s: %w", op.Offer.ID, err)
		}
		return p, nil
	})
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.draw()
}

// View draws the screen; the last line says how much is out of sight below.
func (s *Screen) View() string {
	return strings.Join(s.pane.Lines(func(n int) string {
		return lead + s.d.Styles.Dim.Render(fmt.Sprintf(s.d.Text.Shell.MoreBelow, n))
	}), "\n")
}

// Typing reports that there is no text field here.
func (s *Screen) Typing() bool { return false }

// offer is the offer's id, clean.
func (s *Screen) offer() string { return sanitize.Line(string(s.progress.Operation.Offer.ID)) }
