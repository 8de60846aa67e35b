// Package cancel is the screen before a publish is cancelled: what it means,
// and the question that wants the offer's id typed.
package cancel

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/send"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before every line.
const lead = "  "

// API is the part of the marketplace this screen needs.
type API interface {
	Cancel(ctx context.Context, o model.Offer) (model.Operation, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Progress shows the operation in this screen's place. Nil goes back instead,
	// to a screen that shows it already.
	Progress func(op model.Operation) ui.Screen
}

// Screen asks whether to cancel what is on its way to preview.
type Screen struct {
	d       ui.Deps
	api     API
	nav     Nav
	offer   model.Offer
	ctx     func() context.Context
	sending bool
	width   int
	height  int
}

// New returns the screen for an offer whose publish is under way.
func New(d ui.Deps, api API, nav Nav, o model.Offer) *Screen {
	return &Screen{d: d, api: api, nav: nav, offer: o}
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Cancel.Title }

// Init asks at once.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.ask()
}

// Update takes how sending went. The root has been told already.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	sent, ok := msg.(send.Sent)
	if !ok || !sent.By(s) {
		return nil
	}
	s.sending = false
	switch {
	case sent.Err != nil:
		return nil
	case s.nav.Progress == nil:
		return ui.Back()
	}
	return ui.Instead(s.nav.Progress(sent.Operation))
}

// ask wants the offer's id typed, and cancels.
func (s *Screen) ask() tea.Cmd {
	t, o := s.d.Text.Cancel, s.offer
	id := sanitize.ID(string(o.ID))
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Ask, id),
		Facts: [][2]string{
			{t.Account, show.Account(o, s.d.Styles.Marks.Crumb)},
			{t.Offer, id + " (" + sanitize.Line(o.Alias) + ")"},
			{t.Environment, s.d.Text.Words.Environments[model.Preview]},
		},
		Body: []string{t.Body, t.MayRefuse}, Typed: string(o.ID), Yes: t.Yes,
		Do: s.cancel,
	})
}

func (s *Screen) cancel() tea.Cmd {
	s.sending = true
	api, o := s.api, s.offer
	doing := fmt.Sprintf(s.d.Text.Cancel.Doing, sanitize.ID(string(o.ID)))
	return send.Command(s.ctx(), s.d, s, doing, func(ctx context.Context) (model.Operation, error) {
		return api.Cancel(ctx, o)
	})
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) { s.width, s.height = width, height }

// View draws what cancelling means.
func (s *Screen) View() string {
	t, st := s.d.Text.Cancel, s.d.Styles
	lines := []string{lead + st.Title.Render(fmt.Sprintf(t.Ask, sanitize.ID(string(s.offer.ID)))), ""}
	words := []string{t.Body, t.MayRefuse}
	if s.sending {
		words = []string{t.Sending}
	}
	for _, p := range words {
		for _, l := range wrap.Lines(p, max(s.width-2*len(lead), 1)) {
			lines = append(lines, lead+st.Text.Render(l))
		}
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Cancel
	return []ui.Action{{
		Name:    "cancel.cancel",
		Binding: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", t.Act)),
		Do:      s.ask,
		Refused: func() string {
			if s.sending {
				return t.StillSending
			}
			return ""
		},
	}}
}

// Typing reports that there is no text field here: the dialog has it.
func (s *Screen) Typing() bool { return false }
