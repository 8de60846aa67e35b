package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/screen/cancel"
	"awning/tui/screen/checklist"
	"awning/tui/screen/golive"
	"awning/tui/screen/lifecycle"
	"awning/tui/screen/progress"
	"awning/tui/ui"
)

func (w wiring) checklist(o model.Offer) ui.Screen {
	return checklist.New(w.deps, w.market, checklist.Nav{Compare: w.against, Progress: w.progress, Field: w.fault}, w.kind(o), o)
}

func (w wiring) progress(op model.Operation) ui.Screen {
	// Going live from here comes back here, where what it began is shown.
	back := func(o model.Offer, s model.SubmissionID) ui.Screen {
		return golive.New(w.deps, w.market, golive.Nav{}, w.kind(o), o, s)
	}
	return progress.New(w.deps, w.market, progress.Nav{GoLive: back, Cancel: w.cancel}, w.kind(op.Offer), op)
}

func (w wiring) goLive(o model.Offer, s model.SubmissionID) ui.Screen {
	return golive.New(w.deps, w.market, golive.Nav{Progress: w.progress}, w.kind(o), o, s)
}

func (w wiring) sale(o model.Offer) ui.Screen {
	return lifecycle.New(w.deps, w.market, lifecycle.Nav{Progress: w.progress}, o)
}

func (w wiring) cancel(ctx context.Context, o model.Offer) tea.Cmd {
	return cancel.Ask(ctx, w.deps, w.market, o)
}
