package orders

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/remark"
)

// Timeouts of what is asked here, and how often it is said how long a refresh takes.
const (
	storeTimeout   = 10 * time.Second
	refreshTimeout = 2 * time.Hour
	tellEvery      = time.Second
	// fresh is for how long nothing is read anew unless somebody asks for it.
	fresh = 12 * time.Hour
)

// newsLines is how many lines news may take.
const newsLines = 3

// feed reads orders and usage from this machine, and has them read anew from the service.
type feed struct {
	d     ui.Deps
	api   API
	scope payout.Scope
	query payout.Query
	ctx   func() context.Context

	stored  ui.Latest[client.OrderView]
	view    client.OrderView
	read    bool
	refresh ui.Latest[refreshed]
	began   time.Time
}

// refreshed says that a refresh ended well.
type refreshed struct{}

// ticked asks to say how long a refresh takes by now.
type ticked struct{ of *feed }

// Owner is the account whose sales these are.
func (f *feed) Owner() (account string, testing bool) { return string(f.scope.Account), false }

// Profile is the one whose sales these are.
func (f *feed) Profile() model.ProfileName { return f.scope.Profile }

// Init reads what is on this machine.
func (f *feed) Init(ctx context.Context) tea.Cmd {
	f.ctx = func() context.Context { return ctx }
	return f.recall()
}

func (f *feed) recall() tea.Cmd {
	api, scope, q := f.api, f.scope, f.query
	return f.stored.Start(f.ctx(), storeTimeout, func(ctx context.Context) (client.OrderView, error) { return api.OrderView(ctx, scope, q) })
}

// update takes what was read, and reports whether it is there anew; and how far a refresh is.
func (f *feed) update(msg tea.Msg) (cmd tea.Cmd, anew bool) {
	t := f.d.Text.Orders
	switch msg := msg.(type) {
	case ui.Result[client.OrderView]:
		switch {
		case !f.stored.Accept(msg) || ui.Cancelled(msg.Err):
			return nil, false
		case msg.Err != nil:
			return ui.Fail(f.d.Text, t.DoingRead, msg.Err), false
		}
		first := !f.read
		f.view, f.read = msg.Val, true
		if first && f.due() {
			return f.renew(), true
		}
		return nil, true
	case ui.Result[refreshed]:
		switch {
		case !f.refresh.Accept(msg) || ui.Cancelled(msg.Err):
			return nil, false
		case msg.Err != nil:
			return tea.Batch(ui.Fail(f.d.Text, t.DoingRefresh, msg.Err), f.recall()), false
		}
		return tea.Batch(ui.Notify(ui.Notice{Level: ui.Good, Text: t.Refreshed}), tell), false
	case ticked:
		if msg.of == f && f.refresh.Busy() {
			return f.tick(), false
		}
	case ui.SignedIn, ui.PayoutsRead:
		return f.recall(), false
	}
	return nil, false
}

// tell has all screens read anew what is on this machine, this one too.
func tell() tea.Msg { return ui.PayoutsRead{} }

// due reports whether what is known is so old, or so little, that it is read anew unasked.
func (f *feed) due() bool {
	return f.view.Problem == "" && f.d.Now().Sub(f.view.At) > fresh
}

// renew has orders and usage read anew. It goes on when the screen is left: what it brings is
// there the next time.
func (f *feed) renew() tea.Cmd {
	api, scope := f.api, f.scope
	f.began = f.d.Now()
	return tea.Batch(f.tick(), f.refresh.Start(context.WithoutCancel(f.ctx()), refreshTimeout, func(ctx context.Context) (refreshed, error) {
		return refreshed{}, api.RefreshOrders(ctx, scope)
	}))
}

func (f *feed) tick() tea.Cmd {
	return tea.Tick(tellEvery, func(time.Time) tea.Msg { return ticked{f} })
}

func (f *feed) cannotRenew() string {
	if f.refresh.Busy() {
		return f.d.Text.Orders.Refreshing
	}
	return ""
}

// news say why there is nothing, or not all, and how far a refresh is.
func (f *feed) news(width int) []string {
	st, t := f.d.Styles, f.d.Text.Orders
	var out []string
	if p := f.view.Problem; p != "" {
		words := fmt.Sprintf(t.Missing, sanitize.Line(p))
		if h := f.view.Hint; h != "" {
			words = fmt.Sprintf(t.WhatToDo, words, sanitize.Line(h))
		}
		out = remark.Lines(st, st.Warn.Render(st.Marks.Changed), []string{words}, width, newsLines)
	}
	if f.refresh.Busy() {
		words := fmt.Sprintf(t.Asking, f.d.Text.Words.Duration(f.d.Now().Sub(f.began)))
		out = append(out, remark.Lines(st, st.Accent.Render(st.Marks.Running), []string{words}, width, newsLines)...)
	}
	return out
}

// age says how old it is, and that the service is behind, where there is room.
func (f *feed) age(width int) string {
	const roomy = 100
	if f.view.At.IsZero() {
		return ""
	}
	t := f.d.Text.Orders
	age := fmt.Sprintf(t.Aged, f.d.Text.Words.Time(f.view.At, f.d.Now()))
	if width >= roomy {
		return fmt.Sprintf(t.WhatToDo, age, t.Late)
	}
	return age
}

// empty says why there is nothing.
func (f *feed) empty(words string) string {
	t := f.d.Text.Orders
	switch {
	case !f.read:
		return t.Reading
	case !f.view.At.IsZero():
		return words
	case f.refresh.Busy() || f.view.Problem != "": // which is told above
		return ""
	}
	return t.Never
}
