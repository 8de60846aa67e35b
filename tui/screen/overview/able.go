package overview

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// refusals are the tasks that the identity at work was refused when that was last
// tried, in words.
type refusals map[client.Task]string

// askAble finds out what is refused, so that nobody has to run into it.
func (s *Screen) askAble() tea.Cmd {
	api, o, t := s.api, s.offer, s.d.Text
	return s.able.Start(s.ctx(), askTimeout, func(ctx context.Context) (refusals, error) {
		out := refusals{}
		for _, k := range []client.Task{client.TaskPublish, client.TaskGoLive, client.TaskCancel, client.TaskStop} {
			err := api.Able(ctx, o, k)
			if refused, ok := errors.AsType[*client.AbilityError](err); ok {
				// What no API can do is told where it is tried, with what to do instead.
				out[k] = sanitize.Line(refused.Error()) + t.Shell.Because + sanitize.Line(refused.Hint())
			}
		}
		return out, ctx.Err()
	})
}

// tookAble takes what is refused.
func (s *Screen) tookAble(r ui.Result[refusals]) {
	if s.able.Accept(r) && r.Err == nil {
		s.refuses = r.Val
	}
}

// unless returns why a task is refused, or else what another rule says.
func (s *Screen) unless(k client.Task, rule func() string) func() string {
	return func() string {
		if why := s.refuses[k]; why != "" {
			return why
		}
		return rule()
	}
}
