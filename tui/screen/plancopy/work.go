package plancopy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// workTimeout ends requests that get no answer.
const workTimeout = 10 * time.Minute

// ended tells the screen that all was tried, and which plans failed. The root
// was told already, so that it is heard even if the screen is gone.
type ended struct {
	by     *Screen
	failed []model.PlanID
}

// keep keeps the changes as unsaved edits; save saves them in the draft too,
// having asked if there are several plans.
func (s *Screen) keep() tea.Cmd { return s.work(false) }

func (s *Screen) save() tea.Cmd {
	t := s.d.Text.PlanCopy
	if len(s.todo) == 1 {
		return s.work(true)
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Ask, len(s.todo)), Body: []string{fmt.Sprintf(t.AskBody, s.count(), names(s.todo))}, Yes: t.AskYes,
		Do: func() tea.Cmd { return s.work(true) },
	})
}

// names lists plans for a sentence.
func names(todo []target) string {
	out := make([]string, len(todo))
	for i, x := range todo {
		out[i] = sanitize.ID(string(x.plan.ID))
	}
	return strings.Join(out, ", ")
}

// work goes through the plans one after the other; what fails in one does not
// keep the next from being done.
func (s *Screen) work(save bool) tea.Cmd {
	s.busy = true
	api, o, texts, t := s.api, s.offer, s.d.Text, s.d.Text.PlanCopy
	todo := slices.DeleteFunc(slices.Clone(s.todo), func(x target) bool { return len(x.copy.Edits) == 0 })
	parent := context.WithoutCancel(s.ctx())
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, workTimeout)
		defer cancel()
		end := ended{by: s}
		var notices tea.BatchMsg
		var done []target
		n := 0
		for _, x := range todo {
			if err := put(ctx, api, o, x, save); err != nil {
				end.failed = append(end.failed, x.plan.ID)
				notices = append(notices, ui.Fail(texts, fmt.Sprintf(t.Doing, names([]target{x})), err))
				continue
			}
			done = append(done, x)
			n += len(x.copy.Changes)
		}
		if n > 0 {
			good := ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Kept, n, names(done)), Hint: t.KeptHint}
			if save {
				good.Text, good.Hint = fmt.Sprintf(t.Saved, n, names(done)), ""
			}
			notices = slices.Insert(notices, 0, ui.Notify(good))
		}
		return append(tea.BatchMsg{func() tea.Msg { return end }}, notices...)
	}
}

// put makes the changes to one plan.
func put(ctx context.Context, api API, o model.Offer, x target, save bool) error {
	if len(x.copy.Drop) > 0 {
		if err := api.DiscardEdits(ctx, x.copy.Drop...); err != nil {
			return err
		}
	}
	if _, err := api.KeepEdit(ctx, x.copy.Edits...); err != nil || !save {
		return err
	}
	var keys []model.SectionKey
	for _, e := range x.copy.Edits {
		if !slices.Contains(keys, e.Key) {
			keys = append(keys, e.Key)
		}
	}
	for _, k := range keys {
		if _, err := api.SaveSection(ctx, o, k); err != nil {
			return err
		}
	}
	return nil
}

// ended goes back if all went well; else what failed is still there to try.
func (s *Screen) ended(e ended) tea.Cmd {
	s.busy = false
	if len(e.failed) == 0 {
		return ui.Back()
	}
	s.into = e.failed
	return s.reload()
}

func (s *Screen) doing() string {
	return fmt.Sprintf(s.d.Text.PlanCopy.Read, sanitize.ID(string(s.offer.ID)))
}
