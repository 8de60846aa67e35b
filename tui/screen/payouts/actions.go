package payouts

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/text"
	"awning/tui/ui"
)

// Actions lists what can be done here. What is missing comes first: who may not see payouts
// needs no other key.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Payouts
	act := func(name, label, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
		return ui.Action{Name: "payouts." + name, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)), Do: do, Refused: refused}
	}
	var out []ui.Action
	lead := func(name, k, help string, to func(payout.Scope) ui.Screen) {
		if to != nil {
			out = append(out, act(name, k, help, func() tea.Cmd { return ui.Go(to(s.o.Scope)) }, nil, k))
		}
	}
	if one := s.troubled(); one != nil && s.nav.Doctor != nil {
		out = append(out, act("doctor", "d", t.Doctor, func() tea.Cmd { return ui.Go(s.nav.Doctor(one.Profile)) }, nil, "d"))
	}
	signIn := act("signin", "L", t.SignIn, func() tea.Cmd { return ui.Go(s.nav.SignIn()) }, nil, "L")
	stuck := s.troubled() != nil || s.read && len(s.view.States) == 0
	if s.nav.SignIn != nil && stuck {
		out = append(out, signIn)
	}
	out = append(out, act("open", "enter", t.Open, s.open, s.cannotOpen, "enter"))
	if s.refresh.Busy() {
		out = append(out, act("stop", "c", t.Stop, s.stop, nil, "c"))
	}
	lead("payments", "p", t.Payments, s.nav.Payments)
	lead("orders", "o", t.Orders, s.nav.Orders)
	if s.nav.SignIn != nil && !stuck && outlook.Estimated(s.view) {
		out = append(out, signIn)
	}
	check := t.Check
	if n := len(s.view.Mismatches); n > 0 {
		check = text.Count(n, t.CheckOne, t.CheckSome)
	}
	lead("check", "x", check, s.nav.Reconcile)
	out = append(out, act("refresh", "R", t.Refresh, s.renew, s.cannotRefresh, "R", "r"))
	lead("all", "a", t.All, s.nav.All)
	here := act("here", "$", t.Back, nil, func() string { return t.Here }, "$")
	here.Quiet = true
	return append(append(out, here), s.rows.Actions("payouts", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	row, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	m, err := payout.InMonth(row.at)
	if err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Payouts.DoingRead, err)
	}
	return ui.Go(s.nav.Month(s.o.Scope, m))
}

func (s *Screen) cannotOpen() string {
	if r, ok := s.rows.Selected(); !ok || r.at == "" {
		return s.d.Text.Payouts.NoMonth
	}
	return ""
}

func (s *Screen) cannotRefresh() string {
	if s.refresh.Busy() {
		return s.d.Text.Payouts.Refreshing
	}
	return ""
}

// stop waits no longer. What the service is at goes on there.
func (s *Screen) stop() tea.Cmd {
	s.refresh.Stop()
	s.draw()
	return ui.Notify(ui.Notice{Level: ui.Info, Text: s.d.Text.Payouts.Stopped})
}
