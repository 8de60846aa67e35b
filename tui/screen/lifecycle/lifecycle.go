// Package lifecycle is the screen on which an offer, or plans of it, are taken
// off the market and brought back. It shows what customers can buy now and once
// the draft is live, says what follows, and wants the offer's id typed.
package lifecycle

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/send"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// readTimeout ends a reading that gets no answer.
const readTimeout = time.Minute

// API is the part of the marketplace this screen needs.
type API interface {
	// Sales says whether an offer, which comes first, and its plans can be bought.
	// It fails where no API can change that.
	Sales(ctx context.Context, o model.Offer) ([]model.Sale, error)
	// StopSelling ends the sale of an offer, or of plans in its draft.
	StopSelling(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error)
	// Restore takes that back.
	Restore(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Progress func(op model.Operation) ui.Screen
}

// Screen shows what is sold of an offer.
type Screen struct {
	d     ui.Deps
	api   API
	nav   Nav
	offer model.Offer
	ctx   func() context.Context

	load    ui.Latest[[]model.Sale]
	read    time.Time // when that was; zero before
	problem error     // why it could not be read
	rows    *table.Table[model.PlanID, model.Sale]
	sending bool

	width, height int
}

// New returns the screen of an offer.
func New(d ui.Deps, api API, nav Nav, o model.Offer) *Screen {
	s := &Screen{d: d, api: api, nav: nav, offer: o}
	s.rows = table.New(table.Options[model.PlanID, model.Sale]{
		Styles: d.Styles, Columns: s.columns(), Key: func(r model.Sale) model.PlanID { return r.Plan },
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Lifecycle.Title }

// Init reads what is sold.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

// Resume reads it again: a screen above may have shown how it changed.
func (s *Screen) Resume() tea.Cmd { return s.reload() }

func (s *Screen) reload() tea.Cmd {
	api, o := s.api, s.offer
	return s.load.Start(s.ctx(), readTimeout, func(ctx context.Context) ([]model.Sale, error) { return api.Sales(ctx, o) })
}

// Update takes what was read, how sending went, and how it ended.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[[]model.Sale]:
		if !s.load.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		s.problem = msg.Err
		if msg.Err == nil {
			s.read = s.d.Now()
			s.rows.SetRows(msg.Val)
		}
		s.layout()
	case send.Sent:
		if msg.By(s) {
			s.sending = false
			if msg.Err == nil {
				return ui.Go(s.nav.Progress(msg.Operation))
			}
		}
	case ui.SignedIn:
		return s.reload()
	case ui.Watched:
		if msg.Err == nil && msg.Progress.Done() && msg.Progress.Operation.Offer.Product == s.offer.Product {
			return s.reload()
		}
	}
	return nil
}

// Typing reports that there is no text field here: the dialog has it.
func (s *Screen) Typing() bool { return false }

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// layout gives the table the lines it needs, and the consequences the rest.
func (s *Screen) layout() {
	_, rows := s.rows.Len()
	s.rows.SetSize(s.width, max(min(rows+1, s.height-headLines-leastBelow), min(s.height-headLines, 2), 1))
}

// stop asks before the sale of the row under the cursor is stopped.
func (s *Screen) stop() tea.Cmd {
	t := s.d.Text.Lifecycle
	r, _ := s.rows.Selected()
	ask, doing := s.named(r, t.AskStop, t.AskStopPlan), s.named(r, t.DoingStop, t.DoingStopPlan)
	return s.ask(r, ask, t.YesStop, t.StopMeans(s.offer.Type, r.Plan != ""), func() tea.Cmd { return s.send(doing, s.api.StopSelling, r) })
}

// restore asks likewise.
func (s *Screen) restore() tea.Cmd {
	t := s.d.Text.Lifecycle
	r, _ := s.rows.Selected()
	ask, doing := s.named(r, t.AskRestore, t.AskRestorePlan), s.named(r, t.DoingBack, t.DoingBackPlan)
	return s.ask(r, ask, t.YesRestore, t.RestoreMeans(r.Now, r.Plan != ""), func() tea.Cmd { return s.send(doing, s.api.Restore, r) })
}

// named puts the names into a sentence about the whole offer, or one about a plan.
func (s *Screen) named(r model.Sale, whole, plan string) string {
	id := sanitize.ID(string(s.offer.ID))
	if r.Plan == "" {
		return fmt.Sprintf(whole, id)
	}
	return fmt.Sprintf(plan, sanitize.ID(string(r.Plan)), id)
}

// ask tells the consequences and wants the offer's id typed.
func (s *Screen) ask(r model.Sale, title, yes string, means []string, do func() tea.Cmd) tea.Cmd {
	t, o := s.d.Text.Lifecycle, s.offer
	facts := [][2]string{
		{t.Account, show.Account(o, s.d.Styles.Marks.Crumb)},
		{t.OfferFact, sanitize.ID(string(o.ID)) + " (" + sanitize.Line(o.Alias) + ")"},
	}
	if r.Plan != "" {
		facts = append(facts, [2]string{t.PlanFact, sanitize.ID(string(r.Plan)) + " (" + sanitize.Line(r.Alias) + ")"})
	}
	facts = append(facts, [2]string{t.Now, s.word(r.Now)})
	return ui.Confirm(ui.Question{Title: title, Facts: facts, Body: means, Typed: string(o.ID), Yes: yes, Do: do})
}

// send orders it, unless the answer to an order is still awaited.
func (s *Screen) send(
	doing string, call func(context.Context, model.Offer, ...model.PlanID) (model.Operation, error), r model.Sale,
) tea.Cmd {
	if s.sending {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: s.d.Text.Lifecycle.Sending})
	}
	s.sending = true
	var plans []model.PlanID
	if r.Plan != "" {
		plans = append(plans, r.Plan)
	}
	o := s.offer
	return send.Command(s.ctx(), s.d, s, doing, func(ctx context.Context) (model.Operation, error) { return call(ctx, o, plans...) })
}
