// Package cancel asks before a publish is cancelled and sends it on its way.
// It is a question only, put over whatever screen is on top; what becomes of it
// is announced by the root, which watches.
package cancel

import (
	"context"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/send"
	"awning/tui/show"
	"awning/tui/ui"
)

// API is the part of the marketplace this question needs.
type API interface {
	Cancel(ctx context.Context, o model.Offer) (model.Operation, error)
}

// Ask returns the command that asks, wants the offer's id typed, and cancels.
// Where the publish was on its way to is said in the question. ctx is the asking
// screen's; what was sent is seen through even if that screen is left.
func Ask(ctx context.Context, d ui.Deps, api API, o model.Offer) tea.Cmd {
	t, id := d.Text.Cancel, sanitize.ID(string(o.ID))
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Ask, id),
		Facts: [][2]string{
			{t.Account, show.Account(o, d.Styles.Marks.Crumb)},
			{t.Offer, id + " (" + sanitize.Line(o.Alias) + ")"},
			{t.Environment, d.Text.Words.Environments[model.Preview]},
		},
		Body: []string{t.Body, t.MayRefuse}, Typed: string(o.ID), Yes: t.Yes,
		Do: func() tea.Cmd {
			return send.Command(ctx, d, nil, fmt.Sprintf(t.Doing, id), func(ctx context.Context) (model.Operation, error) {
				return api.Cancel(ctx, o)
			})
		},
	})
}
