package overview

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/ui"
)

// Actions lists what can be done here. What cannot be done now says why.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Overview
	row := func(name, k, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{
			Name: "overview." + name, Do: do, Refused: refused,
			Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)),
		}
	}
	rows := append([]ui.Action{
		row("open", "enter", t.Open, s.open, s.cannotOpen),
		row("compare", "c", t.Compare, func() tea.Cmd { return ui.Go(s.nav.Compare(s.offer, model.SectionKey{})) }, s.cannotCompare),
		row("publish", "p", t.Publish, func() tea.Cmd { return ui.Go(s.nav.Publish(s.offer)) }, s.unless(client.TaskPublish, s.cannotPublish)),
		row("golive", "g", t.GoLive, func() tea.Cmd { return ui.Go(s.nav.GoLive(s.offer, s.standing.Preview.ID)) }, s.unless(client.TaskGoLive, s.cannotGoLive)),
		row("cancel", "x", t.Cancel, func() tea.Cmd { return s.nav.Cancel(s.ctx(), s.offer) }, s.unless(client.TaskCancel, s.cannotCancel)),
		row("progress", "w", t.Progress, s.follow, s.cannotFollow),
		row("section", "C", t.CompareSection, s.compareSection, s.cannotCompare),
		row("plans", "P", t.Plans, s.plans, s.cannotPlan),
		row("prices", "$", t.Prices, s.prices, s.cannotPrice),
		row("sale", "S", s.d.Text.Lifecycle.ActOpen, func() tea.Cmd { return ui.Go(s.nav.Sale(s.offer)) }, s.unless(client.TaskStop, s.cannotSell)),
		row("orders", "o", t.Orders, func() tea.Cmd { return ui.Go(s.nav.Orders(s.offer)) }, nil),
		row("refresh", "r", t.Refresh, s.reload, nil),
	}, s.rows.Actions("overview", s.d.Text.Moves)...)
	return ui.Writing(rows, "overview.publish", "overview.golive", "overview.cancel")
}

func (s *Screen) open() tea.Cmd {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	return ui.Go(s.nav.Section(s.offer, r.key))
}

func (s *Screen) cannotOpen() string {
	if _, ok := s.rows.Selected(); !ok {
		return s.d.Text.Overview.NoSection
	}
	return ""
}

// prices opens the price editor of the plan under the cursor.
func (s *Screen) prices() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Prices(s.offer, r.key.Plan))
}

func (s *Screen) cannotPrice() string {
	if r, ok := s.rows.Selected(); !ok || r.key.Plan == "" {
		return s.d.Text.Overview.NoPlanHere
	}
	return ""
}

// plans opens the list of plans, on the plan under the cursor if there is one.
func (s *Screen) plans() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Plans(s.offer, r.key.Plan))
}

func (s *Screen) cannotPlan() string {
	if s.t != nil && !s.t.Plans && len(s.t.Sections) > 0 {
		return s.d.Text.Overview.NoPlans
	}
	return ""
}

func (s *Screen) compareSection() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Compare(s.offer, r.key))
}

func (s *Screen) cannotCompare() string {
	if s.loader.Of(model.Preview).Missing() && s.loader.Of(model.Live).Missing() {
		return s.d.Text.Overview.NothingToCompare
	}
	return ""
}

func (s *Screen) cannotPublish() string {
	t := s.d.Text.Overview
	switch {
	case s.standing.Stopping:
		return t.IsStopped
	case s.standing.Running != nil:
		return t.RunsAlready
	case s.draft() == model.DraftUnchanged:
		return t.NothingToPublish
	}
	return ""
}

// cannotSell says why there is no sale to stop or restore.
func (s *Screen) cannotSell() string {
	if s.stands && s.standing.Live == nil && !s.standing.Stopped {
		return s.d.Text.Lifecycle.CannotStop[model.HindranceNotLive]
	}
	return ""
}

func (s *Screen) cannotGoLive() string {
	t := s.d.Text.Overview
	switch {
	case s.offer.ForTesting():
		return t.ForTesting
	case s.standing.Running != nil && s.standing.Running.Phase == model.PhaseGoingLive:
		return t.WentLive
	case s.standing.Running != nil:
		return t.RunsAlready
	case !s.waits():
		return t.NothingInPreview
	}
	return ""
}

func (s *Screen) cannotCancel() string {
	t := s.d.Text.Overview
	switch {
	case s.standing.Running == nil:
		return t.NothingToCancel
	case s.standing.Running.Phase == model.PhaseGoingLive:
		return t.CannotCancelNow
	}
	return ""
}

func (s *Screen) follow() tea.Cmd {
	sub, ok := s.subject()
	if !ok {
		return nil
	}
	op := model.Following(s.offer, sub)
	if s.steps.Operation.Submission == sub.ID {
		op = s.steps.Operation
	}
	return ui.Go(s.nav.Progress(op))
}

func (s *Screen) cannotFollow() string {
	if _, ok := s.subject(); !ok {
		return s.d.Text.Overview.NoProgress
	}
	return ""
}

// waits reports whether a preview waits for the publisher.
func (s *Screen) waits() bool {
	return s.standing.Preview != nil && s.standing.Preview.Phase == model.PhasePreview
}

// draft is what is known of the draft: what the comparison here showed, else
// what the service said.
func (s *Screen) draft() model.DraftState {
	switch {
	case s.standing.Draft == model.DraftNew || !s.known.next:
		return s.standing.Draft
	case s.known.changed:
		return model.DraftChanged
	}
	return model.DraftUnchanged
}
